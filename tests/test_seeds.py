"""The five articles the project started from, where they are at hand (``../shared/seeds`` beside the checkout).

They are other people's texts and not part of the project; only a few marked words are quoted here.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from detect import Article, Scorer
from detect.result import Scored

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the five seed articles are not beside this checkout")


@pytest.fixture(scope="module")
def seeds() -> dict[str, tuple[str, Scored]]:
    texts = {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}
    results = Scorer().score_batch([Article(name, text) for name, text in texts.items()])
    return {name: (texts[name], result) for name, result in zip(texts, results, strict=True)}


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("000", "machine_translated"),
        ("001", "rewritten"),
        ("002", "rewritten"),
        ("003", "machine_translated"),
        ("004", "clean"),
    ],
)
def test_labels(seeds, name: str, label: str) -> None:
    assert seeds[name][1].label == label


@pytest.mark.parametrize(
    ("name", "family", "severity", "part"),
    [
        ("000", "NUM", "error", "300.00"),
        ("000", "PUN", "warning", "non -state"),
        ("000", "BPL", "info", "Telephone call"),
        ("002", "BPL", "info", "Add a Comment"),
        ("003", "QUO", "error", ":”"),
        ("003", "QUO", "error", "“"),
        ("003", "BPL", "info", "please activate JavaScript"),
        ("003", "BPL", "info", "Carlos A. Moreno"),
        ("004", "BPL", "info", "Search"),
        ("004", "BPL", "info", "Sign up for daily updates"),
    ],
)
def test_findings(seeds, name: str, family: str, severity: str, part: str) -> None:
    text, result = seeds[name]
    hits = [
        finding
        for finding in result.findings
        if finding.rule.startswith(family) and str(finding.severity) == severity and part in finding.text
    ]
    assert hits
    assert all(text[finding.start : finding.end] == finding.text for finding in hits)


def _marked() -> dict[str, list[tuple[int, str]]]:
    """Marked places of each article: (line counted from 1, words)."""
    rows: dict[str, list[tuple[int, str]]] = {}
    for line in (Path(__file__).parent / "seeds.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith(("#", "seed\t")):
            name, number, words, _ = line.split("\t")
            rows.setdefault(name, []).append((int(number), words))
    return rows


def _found(text: str, result: Scored, marked: list[tuple[int, str]]) -> list[bool]:
    """Whether a finding of ``warning`` or above touches each marked place."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    spans = [(item.start, item.end) for item in result.findings if str(item.severity) != "info"]
    found = []
    for number, words in marked:
        place = text.index(words, starts[number - 1], starts[number])
        found.append(any(start < place + len(words) and place < end for start, end in spans))
    return found


@pytest.mark.parametrize(("name", "floor"), [("000", 0.6), ("002", 0.25), ("003", 0.6)])
def test_share_of_marked_places_with_a_finding(seeds, name: str, floor: float) -> None:
    found = _found(*seeds[name], _marked()[name])
    assert sum(found) / len(found) >= floor


def test_more_than_half_of_all_marked_places_have_a_finding(seeds) -> None:
    found = [hit for name, marked in _marked().items() for hit in _found(*seeds[name], marked)]
    assert sum(found) / len(found) > 0.5


BOILERPLATE_LINES = {
    "000": range(18, 41, 2),
    "001": (),
    "002": (31, 33),
    "003": (29, 45, 47),
    "004": (1, 3, 5, 7, 9, 11, 15, 29, 30, 32, 34, 35),
}
"""Numbers of the lines, from 1, that are not the article."""
VIDEO_TITLES = {"003": (27, 43)}
"""Titles of embedded videos; neither the story nor plainly boilerplate."""


@pytest.mark.parametrize("name", BOILERPLATE_LINES)
def test_every_boilerplate_line_is_found_and_no_other(seeds, name: str) -> None:
    text, result = seeds[name]
    spans = [(item.start, item.end) for item in result.findings if item.rule.startswith("BPL")]
    found, start = set(), 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        inside = sum(max(0, min(end, high) - max(start, low)) for low, high in spans)
        if line.strip() and 2 * inside >= len(line.strip()):
            found.add(number)
        start = end + 1
    assert found - set(VIDEO_TITLES.get(name, ())) == set(BOILERPLATE_LINES[name])


def test_the_suggestion_for_a_cut_thousand(seeds) -> None:
    [finding] = [finding for finding in seeds["000"][1].findings if finding.rule == "NUM001"]
    assert finding.suggestion == "300,000"
    assert "thousands separator" in finding.message


@pytest.mark.parametrize("name", ["001", "004"])
def test_human_and_rewritten_prose_has_nothing_above_info(seeds, name: str) -> None:
    assert [finding for finding in seeds[name][1].findings if str(finding.severity) != "info"] == []


def test_rank_puts_the_clean_one_first_and_the_translated_ones_last(tmp_path: Path) -> None:
    path = tmp_path / "seeds.jsonl"
    rows = [
        json.dumps({"id": name.name, "source": name.name[:3], "text": name.read_text(encoding="utf-8")})
        for name in sorted(SEEDS.glob("*.txt"))
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "detect", "rank", str(path), "--format", "jsonl"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    order = [json.loads(line)["source"] for line in done.stdout.splitlines()]
    assert order[0] == "004"
    assert set(order[-2:]) == {"000", "003"}
