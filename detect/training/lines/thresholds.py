"""Chooses the thresholds of the line model on pages of ``train``, from what was said of each without its site."""

from itertools import product

import numpy as np
from numpy.typing import NDArray

from detect.lines import features
from detect.lines.features import Floats
from detect.lines.finder import LEAST_PROSE, SHORT, Outline, judged
from detect.lines.model import Thresholds
from detect.training.boilerplate_lines import Tally, averages
from detect.training.lines.table import Table

KEPT = 0.97
"""Share of content lines that should be left alone."""
SHORTFALL = 3.0
"""What a content line taken below `KEPT` costs, in F1."""
PROSE_TAKEN = 0.0015
"""Most of the prose, and of the headings in its midst, that may be taken of ordinary articles; some of it is
boilerplate."""
EXTRACTED = ("resiliparse_main", "trafilatura_recall", "newspaper4k", "justext")
"""The texts that decide: what users hold."""
_STEPS = {
    "label": (0.5, 0.6, 0.7),
    "sentence": (0.7, 0.8, 0.9),
    "prose": (0.8, 0.9, 0.95, 0.98),
    "inside": (0.7, 0.8, 0.9),
    "alone": (0.9, 0.95),
}


def choose(table: Table, probability: Floats) -> tuple[Thresholds, dict[str, dict[str, float]]]:
    """The thresholds with the best mean F1 over extractors and sites, and the figures they reach.

    What falls short of `KEPT` costs `SHORTFALL` times as much; thresholds that take more than `PROSE_TAKEN` of the
    prose of ordinary articles are ruled out, if any do not.

    Parameters
    ----------
    table : Table
    probability : array, shape (u,)
        Of boilerplate; each from a model that has not seen the unit's site.
    """
    rows = _pages(table)
    part = table.chosen(rows)
    known = part.own[:, features.KNOWN] > 0
    outline = Outline(part.characters, part.tokens, part.closed)
    prose = np.where(part.closed & (part.characters >= SHORT), part.characters, 0.0)
    article = (np.add.reduceat(prose, part.place.firsts[:-1]) >= LEAST_PROSE)[part.place.owner]
    chance = np.where(article, probability[np.repeat(rows, np.diff(table.place.firsts))], 0.0)
    sites = np.unique(part.site, return_inverse=True)[1]
    found = []
    for values in product(*_STEPS.values()):
        thresholds = Thresholds(*values)
        taken = judged(chance, known, outline, part.place, thresholds)
        figures = _figures(part, sites, taken | known)
        score = np.mean(
            [figures[name]["f1"] - SHORTFALL * max(0.0, KEPT - figures[name]["kept"]) for name in EXTRACTED]
        )
        allowed = _prose_taken(part, taken) <= PROSE_TAKEN
        found.append((allowed, float(score), thresholds, figures))
    _, _, best, figures = max(found, key=lambda item: item[:2])
    return best, figures


def _pages(table: Table) -> NDArray[np.bool_]:
    """The pages that decide: labelled news as extractors returned it, and ordinary articles."""
    chosen: NDArray[np.bool_] = (table.news & np.isin(table.variant, EXTRACTED)) | (table.variant == "news")
    return chosen


def _figures(table: Table, sites: NDArray[np.int64], found: NDArray[np.bool_]) -> dict[str, dict[str, float]]:
    """`averages` over sites (one number a page), by extractor."""
    result = {}
    for name in EXTRACTED:
        rows = (table.variant == name)[table.place.owner] & (table.labels >= 0)
        outcome = 2 * (table.labels[rows] > 0) + found[rows]
        counts = np.bincount(4 * sites[table.place.owner[rows]] + outcome, minlength=4 * (sites.max() + 1))
        tallies = []
        for kept, taken, missed, right in counts.reshape(-1, 4).tolist():
            tally = Tally()
            tally.kept, tally.taken, tally.missed, tally.found = kept, taken, missed, right
            tallies.append(tally)  # one without lines counts nowhere
        result[name] = averages(tallies)
    return result


def _prose_taken(table: Table, taken: NDArray[np.bool_]) -> float:
    rows = (table.variant == "news")[table.place.owner] & (table.labels == 0)
    return float(taken[rows].mean()) if rows.any() else 0.0
