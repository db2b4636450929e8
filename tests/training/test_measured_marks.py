"""How marks of rewriting are measured."""

import json
import lzma
import subprocess
import sys
from pathlib import Path

import pytest

from detect.model.marks import Mark, factors
from detect.training import marks as measured
from detect.training.marks import EXPECTED, HIGHEST, Marked, factors_of, marked
from detect.training.rule_rates import NEWS, Sample

# News of our own, long enough for a label.
PLAIN = (
    "The council of Hartwell voted on Tuesday to repair the harbor wall before the autumn storms. Work is due to begin "
    "in May and will take about five months. The mayor said the city had set aside three million dollars for it last "
    "year. Fishermen had asked for the repair since a storm in 2019 tore a hole of ten meters into the northern end."
)


def _sample(text: str) -> Sample:
    return Sample("a", text, NEWS, "own", "a", "hartwell", "en")


def _articles(number: int, carrying: int, mark: Mark) -> list[Marked]:
    found = [frozenset({mark})] * carrying + [frozenset[Mark]()] * (number - carrying)
    return [Marked(_sample(PLAIN), 80, marks) for marks in found]


def test_short_texts_are_left_out_and_marks_found() -> None:
    spun = PLAIN + " It opened for the primary time in 1961."
    assert [len(item.marks) for item in marked(_sample(text) for text in (PLAIN, "Too short.", spun))] == [0, 1]


def test_a_factor_falls_with_the_share_of_human_articles() -> None:
    values = [factors_of(_articles(10_000, carrying, ("PHR014", "a")))["PHR014"] for carrying in (0, 10, 40, 400)]
    assert values == sorted(values, reverse=True)
    assert values[0] == HIGHEST
    assert 1.0 < values[1] < EXPECTED / (10 / 10_000) + 0.05
    assert values[-1] == 1.0


def test_two_marks_of_a_rule_are_one_article() -> None:
    twice = [Marked(_sample(PLAIN), 80, frozenset({("PHR014", "a"), ("PHR014", "b")}))] * 20
    once = _articles(20, 20, ("PHR014", "a"))
    rest = _articles(10_000, 0, ("PHR014", "a"))
    assert factors_of(twice + rest) == factors_of(once + rest)


def test_what_is_shipped_was_written_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measured, "files", lambda _: tmp_path)
    path = measured.write(factors(), 10)
    stored = json.loads(path.read_text(encoding="utf-8"))
    shipped = json.loads((Path(measured.__file__).parents[1] / "model" / "marks.json").read_text(encoding="utf-8"))
    assert stored["factors"] == shipped["factors"] == dict(factors())
    assert (stored["expected"], stored["highest"]) == (shipped["expected"], shipped["highest"])


def test_the_command_counts_marks(tmp_path: Path) -> None:
    for name in ("mt", "rewrite", "news"):
        (tmp_path / name).mkdir()
        with lzma.open(tmp_path / name / "dev.jsonl.xz", "wt") as out:
            if name == "news":
                text = PLAIN + " It opened for the primary time in 1961, and the demise penalty was abolished."
                for number in range(3):
                    row = {"id": f"n{number}", "text": text if number else PLAIN, "source": "s", "corpus": "own"}
                    out.write(json.dumps(row) + "\n")
    (tmp_path / "news" / "sources.dev.json").write_text(json.dumps({"s": {"pc1": 0.9}}))
    run = subprocess.run(
        [sys.executable, "-m", "detect.training.marks", "--data", str(tmp_path), "--show"],
        capture_output=True,
        text=True,
        check=True,
    )
    last = run.stdout.rstrip().split("\n")[-1]
    assert last.split() == ["news,", "reliable,", "all", "3", "1", "0", "2", "0"]
    assert run.stdout.count("n1, ") == 1
