"""Thresholds follow what was said of pages without their site."""

from collections.abc import Sequence

import numpy as np
import pytest

pytest.importorskip("scipy")

from detect.lines.model import CONTENT, TYPES
from detect.training.lines.pages import page_of
from detect.training.lines.table import Table, build
from detect.training.lines.thresholds import EXTRACTED, choose

PROSE = "The council voted on Tuesday to repair the bridge over the river before the winter, after years of debate."
TEASER, LABEL = "Zebra plums tonight", TYPES.index("related")


def _table(lines: Sequence[tuple[str, int]]) -> Table:
    pages = [page_of(list(lines), "\n", f"{site}.example", name, "daniel") for name in EXTRACTED for site in "abc"]
    pages.append(page_of([(PROSE, CONTENT)] * 4, "\n", "d.example", "news", "news"))
    return build(pages)


def test_a_line_that_is_right_is_taken_and_the_figures_say_so() -> None:
    table = _table([(PROSE, CONTENT)] * 3 + [(TEASER, LABEL)])
    probability = np.where(table.labels == LABEL, 0.55, 0.1)
    thresholds, figures = choose(table, probability)
    assert thresholds.label <= 0.55
    assert figures == {name: {"kept": 1.0, "recall": 1.0, "precision": 1.0, "f1": 1.0} for name in EXTRACTED}


def test_content_at_the_same_probability_raises_the_threshold() -> None:
    table = _table([("Bridge to reopen", CONTENT), *[(PROSE, CONTENT)] * 3, (TEASER, LABEL)])
    short = table.tokens < 6
    probability = np.where(table.labels == LABEL, 0.75, np.where(short, 0.65, 0.1))
    thresholds, figures = choose(table, probability)
    assert 0.65 < thresholds.label <= 0.75
    assert {item["kept"] for item in figures.values()} == {1.0}


def test_prose_of_ordinary_articles_is_not_given_away() -> None:
    table = _table([(PROSE, CONTENT)] * 3 + [(PROSE.replace("Tuesday", "Monday"), LABEL)] * 2)
    ordinary = (table.variant == "news")[table.place.owner]
    probability = np.where(ordinary | (table.labels == LABEL), 0.85, 0.1)
    thresholds, figures = choose(table, probability)
    assert thresholds.prose > 0.85
    assert {item["recall"] for item in figures.values()} == {0.0}
