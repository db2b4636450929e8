"""``detect evaluate made``: what a model says of made texts, kind by kind.

Nothing is fitted here. A kind is measured on one text of each article, at most a few articles of a source, so that the
interval of a share (Wilson's, 90 %) is nearly one over sources. Which findings the making brought is counted text by
text: those of a rule that the article itself has fewer of.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from detect.article import Article
from detect.finding import Severity
from detect.result import Scored
from detect.scorer import Scorer
from detect.training.made.texts import Made, words_of

BATCH = 128
_QUANTILE = 1.6449
"""Of the normal distribution, for a two-sided interval of 90 %."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A made text, its result, and by how many findings of each rule it has more than the article it was made of."""

    made: Made
    result: Scored
    gained: Counter[str]


def judge(scorer: Scorer, texts: Iterable[Made]) -> list[Verdict]:
    """Score made texts; an article has to come before what was made of it. Texts too short for a label are left out."""
    verdicts: list[Verdict] = []
    plain: dict[str, Counter[str]] = {}
    iterator = iter(texts)
    while chunk := list(islice(iterator, BATCH)):
        for made, result in zip(chunk, scorer.score_batch([Article(m.kind, m.text) for m in chunk]), strict=True):
            if not isinstance(result, Scored) or result.label == "too_short":
                continue
            # Boilerplate says who extracted a page, not what was done to its words.
            found = Counter(item.rule for item in result.findings if not item.rule.startswith("BPL"))
            own = plain.setdefault(made.base, found) if made.base else Counter[str]()
            verdicts.append(Verdict(made, result, found - own))
    return verdicts


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's interval of 90 % for a share. E. B. Wilson, "Probable inference", 1927."""
    if not of:
        return 0.0, 1.0
    square = _QUANTILE * _QUANTILE
    middle = (hits + square / 2) / (of + square)
    half = _QUANTILE / (of + square) * float(np.sqrt(hits * (of - hits) / of + square / 4))
    return max(0.0, middle - half), min(1.0, middle + half)


def figures(verdicts: Sequence[Verdict], most: int = 4) -> dict[str, dict[str, Any]]:
    """What was measured of each kind, in the order they came.

    Returns
    -------
    dict
        By kind: ``wish``; ``texts``; ``words`` in all; ``share_translated``, the mean share of words a machine
        translated; ``machine_translated`` and ``rewritten``, shares labelled so as [share, low, high]; ``quality``, the
        mean; ``errors_and_warnings``, findings per 1,000 words; ``found``, the share of texts with a finding the
        article itself has not; ``rules``, the `most` rules behind that, with the share of texts each fires in.
    """
    kinds: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.made.kind].append(verdict)
    return {kind: _kind_figures(items, most) for kind, items in kinds.items()}


def _kind_figures(items: list[Verdict], most: int) -> dict[str, Any]:
    count = len(items)
    words = sum(words_of(item.made.text) for item in items)
    serious = sum(finding.severity >= Severity.WARNING for item in items for finding in item.result.findings)
    gained = Counter(rule for item in items for rule in item.gained)

    def labelled(label: str) -> list[float]:
        hits = sum(item.result.label == label for item in items)
        return [round(value, 4) for value in (hits / count, *interval(hits, count))]

    return {
        "wish": items[0].made.wish,
        "texts": count,
        "words": words,
        "share_translated": round(sum(item.made.share for item in items) / count, 3),
        "machine_translated": labelled("machine_translated"),
        "rewritten": labelled("rewritten"),
        "quality": round(sum(item.result.scores.quality for item in items) / count, 1),
        "errors_and_warnings": round(1000.0 * serious / max(1, words), 3),
        "found": round(sum(bool(item.gained) for item in items) / count, 4),
        "rules": {rule: round(hits / count, 3) for rule, hits in gained.most_common(most)},
    }


def needed_shares(measured: dict[str, dict[str, Any]]) -> dict[str, float | None]:
    """How much of a page has to be translated before half of such pages are labelled ``machine_translated``.

    Between the measured shares a straight line. By the kind's name without its share; None where even whole pages are
    not labelled so often.
    """
    curves: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for kind, about in measured.items():
        name, comma, part = kind.partition(",")
        if comma and "%" in part and about["wish"] == "machine_translated":
            curves[name].append((about["share_translated"], about["machine_translated"][0]))
    needed: dict[str, float | None] = {}
    for name, points in curves.items():
        points.sort()
        needed[name] = None
        before = (0.0, 0.0)
        for share, hits in points:
            if hits >= 0.5:
                needed[name] = round(before[0] + (share - before[0]) * (0.5 - before[1]) / (hits - before[1]), 3)
                break
            before = (share, hits)
    return needed


def print_figures(measured: dict[str, dict[str, Any]], screen: Console) -> None:
    """A row for every kind, and what `needed_shares` says."""
    grid = Table(box=None, header_style="bold", padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_column("kind", no_wrap=True)
    grid.add_column("wish", no_wrap=True)
    for head in ("texts", "labelled MT", "90 %", "rewr.", "quality", "E+W/1000", "found"):
        grid.add_column(head, justify="right", no_wrap=True)
    grid.add_column("rules, share of texts", no_wrap=True)
    for kind, about in measured.items():
        share, low, high = about["machine_translated"]
        grid.add_row(
            kind,
            {"machine_translated": "MT", "clean": "clean"}.get(about["wish"], "-"),
            str(about["texts"]),
            f"{share:.3f}",
            f"{low:.3f}-{high:.3f}",
            f"{about['rewritten'][0]:.3f}",
            f"{about['quality']:.1f}",
            f"{about['errors_and_warnings']:.2f}",
            f"{about['found']:.2f}",
            " ".join(f"{rule} {hits:.2f}" for rule, hits in about["rules"].items()),
        )
    screen.print(grid)
    for name, share in needed_shares(measured).items():
        said = "not even when all of it is" if share is None else f"when {share:.0%} of it is"
        screen.print(f"{name}: half of the pages are labelled {said}")
