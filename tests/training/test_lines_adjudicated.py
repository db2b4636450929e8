"""Verdicts on the labels of mistakes: their file, and the estimate that follows from them."""

from pathlib import Path

import pytest

pytest.importorskip("sklearn")

from detect.errors import UsageError
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.boilerplate_lines import Tally, averages
from detect.training.lines.adjudicated import (
    COLUMNS,
    MOST_A_SITE,
    VERDICTS,
    Mistake,
    corrected,
    look,
    read_verdicts,
    sample,
    shares,
)


def _file(folder: Path, *rows: str) -> Path:
    path = folder / "verdicts.tsv"
    path.write_text("\n".join(["\t".join(COLUMNS), *(row.replace(" ", "\t") for row in rows)]) + "\n", encoding="utf-8")
    return path


def test_the_committed_verdicts_can_be_read_and_hold_no_text() -> None:
    assert len(read_verdicts(VERDICTS)) >= 100
    assert max(map(len, VERDICTS.read_text(encoding="utf-8").splitlines())) < 120


def test_shares_are_those_of_labels_that_are_not_wrong(tmp_path: Path) -> None:
    rows = ["a justext 1 taken label", "a justext 2 taken model", "a justext 3 taken open", "b justext 1 taken label"]
    verdicts = read_verdicts(_file(tmp_path, *rows, "b justext 2 missed model"))
    assert shares(verdicts) == {"taken": 0.5, "missed": 1.0}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["a justext 1 taken perhaps"], "row 2 is no verdict"),
        (["a justext x taken model"], "row 2 is no verdict"),
        (["a justext 1 taken model", "a justext 1 taken label"], "row 3 judges a line again"),
        (["a justext 1 taken"], "row 2 has not the columns"),
    ],
)
def test_what_is_no_verdict_is_named(tmp_path: Path, rows: list[str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read_verdicts(_file(tmp_path, *rows))


def test_a_corrected_site_has_as_many_lines_and_wrong_labels_count_for_the_findings() -> None:
    tally = Tally()
    tally.kept, tally.taken, tally.found, tally.missed = 90, 4, 10, 6
    mended = corrected(tally, {"taken": 0.25, "missed": 0.5})
    assert (mended.kept, mended.taken, mended.found, mended.missed) == (93, 1, 13, 3)
    same = corrected(tally, {"taken": 1.0, "missed": 1.0})
    assert averages([same]) == averages([tally])


def test_a_sample_has_no_line_twice_and_few_of_a_site() -> None:
    lines = [f"line {number}" for number in range(9)]
    mistakes = [
        Mistake(f"{site}{page}", "justext", at, kind, site, lines)
        for site in "ab"
        for page in range(2)
        for kind in ("taken", "missed")
        for at in range(9)
    ]
    chosen = sample(mistakes, 20, {mistakes[0].key})
    assert mistakes[0] not in chosen
    assert len({item.lines[item.line] for item in chosen}) == len(chosen) == 4 * MOST_A_SITE
    assert chosen == sample(mistakes, 20, {mistakes[0].key})


@pytest.mark.data
def test_every_mistake_is_a_labelled_line_of_its_page(folder: Path) -> None:
    tallies, mistakes = look(folder, RuleEngine(select_rules(["BPL"])), 40)
    counts = [tally for sites in tallies.values() for tally in sites.values()]
    assert sum(tally.taken + tally.missed for tally in counts) == len(mistakes) > 0
    assert all(item.lines[item.line].strip() for item in mistakes)
