"""What is kept of a source's articles: sums of measures, and an example of each.

A source is pooled article by article, so that memory grows with the number of sources and not of articles.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from detect.finding import Finding, Severity
from detect.model.quality import FINDING_COST
from detect.result import Label, Scored

Variant = Literal["features", "scores"]
"""Which measures are pooled: those that need the features, or those that any output of ``detect score`` has."""

_SCORES = ("scores.machine_translated", "scores.rewritten", "scores.artifacts", "scores.boilerplate")
_STYLE_GROUPS = (
    "sentences.", "words.", "readability.", "function_words.", "translationese.", "repetition.", "punctuation.",
)  # fmt: skip


def labelled(result: Scored, label: Label) -> float:
    """The probability of `label` if the article carries it, else 0: what is too uncertain to label costs nothing."""
    probability = {
        "machine_translated": result.scores.machine_translated,
        "rewritten": result.scores.rewritten,
    }.get(result.label)
    return probability if result.label == label and probability is not None else 0.0


def measure_names(variant: Variant, feature_names: Sequence[str] = ()) -> tuple[str, ...]:
    """The measures of a variant, in order. Style comes from `feature_names`; no measure is the rate of a topic word."""
    if variant == "scores":
        return _SCORES
    return _SCORES + tuple(name for name in feature_names if name.startswith(_STYLE_GROUPS))


def measures(result: Scored, names: Sequence[str]) -> NDArray[np.float64]:
    """The measures `names` of one article, shape ``(len(names),)``.

    ``scores.machine_translated`` and ``scores.rewritten`` count as `labelled` says; ``scores.artifacts``
    is the share of quality its findings would cost a text of 100 words (`detect.model.quality`), 0 to 1; style measures
    are the features of that name.

    Raises
    ------
    KeyError
        If a style measure is asked for and the result carries no features.
    """
    scores = result.scores
    cost = sum(FINDING_COST[finding.severity] for finding in result.findings)
    own = {
        "scores.machine_translated": labelled(result, "machine_translated"),
        "scores.rewritten": labelled(result, "rewritten"),
        "scores.artifacts": 1.0 - math.exp(-cost),
        "scores.boilerplate": scores.boilerplate,
    }
    style: Mapping[str, float] = result.features or {}
    return np.array([own[name] if name in own else style[name] for name in names], dtype=np.float64)


@dataclass
class Pool:
    """The articles of one source, so far.

    Attributes
    ----------
    articles : int
        All articles; those too short to be judged only count here.
    judged : int
        Articles whose measures were added.
    total : array
        Sum of their measures.
    lowest, highest : dict
        By measure: value and id of the article that has least and most of it.
    findings : dict
        By severity: id of the article and finding of the first such finding.
    """

    articles: int = 0
    judged: int = 0
    total: NDArray[np.float64] | None = None
    lowest: dict[str, tuple[float, str]] = field(default_factory=dict)
    highest: dict[str, tuple[float, str]] = field(default_factory=dict)
    findings: dict[Severity, tuple[str, Finding]] = field(default_factory=dict)

    def add(self, result: Scored, names: Sequence[str]) -> None:
        """Take in one article."""
        self.articles += 1
        for finding in result.findings:
            self.findings.setdefault(finding.severity, (result.id, finding))
        if result.label == "too_short":
            return
        values = measures(result, names)
        self.judged += 1
        self.total = values if self.total is None else self.total + values
        for name, value in zip(names, values.tolist(), strict=True):
            if name not in self.highest or value > self.highest[name][0]:
                self.highest[name] = (value, result.id)
            if name not in self.lowest or value < self.lowest[name][0]:
                self.lowest[name] = (value, result.id)

    def mean(self) -> NDArray[np.float64] | None:
        """Mean measures of the judged articles; None if there are none."""
        return None if self.total is None else self.total / self.judged
