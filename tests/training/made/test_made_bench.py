"""The bench of made texts: its arithmetic, and the command."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("sklearn")

from detect import Scorer
from detect.training.made.bench import figures, interval, judge, needed_shares
from detect.training.made.texts import Made

WORDS = (
    "The library will open an hour later on Fridays until the heating is repaired, the town said. Readers had asked "
    "for a later start anyway, and the staff hope to use the time for the school classes that visit in the morning. "
    "The repairs take about six weeks. Books can be returned through the hatch beside the door at any time of day."
)


@given(st.integers(1, 2000), st.data())
def test_the_interval_holds_the_share(of: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, of))
    low, high = interval(hits, of)
    assert 0.0 <= low <= hits / of + 1e-12
    assert hits / of - 1e-12 <= high <= 1.0
    assert high - low > interval(hits * 10, of * 10)[1] - interval(hits * 10, of * 10)[0]


def test_nothing_measured_says_nothing() -> None:
    assert interval(0, 0) == (0.0, 1.0)


def test_findings_are_counted_against_the_article_itself() -> None:
    texts = [
        Made("human news", "clean", f"{WORDS} It cost 300.00 people their seats.", "a"),
        Made("damage: x", "", f"{WORDS} It cost 300.00 people their seats. About 500.00 people came.", "a"),
        Made("damage: y", "", f"{WORDS} It cost 300.00 people their seats. Nothing else.", "a"),
        Made("too short", "", "About 500.00 people came.", "a"),
    ]
    verdicts = judge(Scorer(), texts)
    assert [verdict.gained for verdict in verdicts] == [Counter(), Counter({"NUM001": 1}), Counter()]
    measured = figures(verdicts)
    assert list(measured) == ["human news", "damage: x", "damage: y"]
    assert [about["found"] for about in measured.values()] == [0.0, 1.0, 0.0]
    assert measured["damage: x"]["rules"] == {"NUM001": 1.0}
    assert measured["damage: x"]["quality"] < measured["human news"]["quality"] < 100
    assert measured["human news"]["errors_and_warnings"] == pytest.approx(
        1000.0 * 1 / measured["human news"]["words"], abs=1e-3
    )


def _kind(share: float, labelled: float) -> dict[str, Any]:
    return {"wish": "machine_translated", "share_translated": share, "machine_translated": [labelled, 0.0, 1.0]}


def test_the_needed_share_lies_where_half_are_labelled() -> None:
    measured = {
        "through A, 25% of the text": _kind(0.25, 0.2),
        "through A, 75% of the text": _kind(0.75, 0.7),
        "through B, 100% of the text": _kind(1.0, 0.4),
        "through C, 100% of the text": _kind(1.0, 1.0),
        "through C, one quotation": {**_kind(0.1, 0.0), "wish": "clean"},
    }
    assert needed_shares(measured) == {"through A": 0.55, "through B": None, "through C": 0.5}


def test_the_command_measures_and_writes(detect: Callable[..., Any], little_data: Path, tmp_path: Path) -> None:
    options = ("evaluate", "made", "--data", little_data, "--through", "none", "--articles", "3")
    done = detect(*options, "--format", "json")
    assert done.returncode == 0, done.stderr
    kinds = json.loads(done.stdout)["kinds"]
    assert kinds["human news"]["texts"] == 3
    assert kinds["about translation"]["wish"] == "clean"
    assert json.loads(detect(*options, "--format", "json", "--only", "copied").stdout)["kinds"].keys() == {
        name for name in kinds if name == "human news" or name.startswith("copied")
    }
    table = detect(*options)
    assert table.returncode == 0
    assert all(name in table.stdout for name in kinds)
    written = detect(*options, "--texts", tmp_path / "made.jsonl")
    assert written.returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "made.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["source"] for row in rows} >= kinds.keys()
    assert f"{len(rows)} texts written" in written.stderr
    scored = detect("score", tmp_path / "made.jsonl", "--format", "jsonl")
    assert scored.returncode == 0, scored.stderr
    labels = [json.loads(line)["label"] for line in scored.stdout.splitlines()]
    assert len(labels) == len(rows)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--through", "isl"), "there are spa, cat, hbs"),
        (("--foreign", "nowhere"), "nowhere: no such folder"),
        (("--model", "x", "--profile", "full"), "leave out --profile full"),
    ],
)
def test_what_does_not_fit_is_said(
    detect: Callable[..., Any], little_data: Path, options: tuple[str, ...], said: str
) -> None:
    done = detect("evaluate", "made", "--data", little_data, *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
