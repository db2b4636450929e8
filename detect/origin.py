"""The language an article was probably translated from, out of what its findings say."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from detect.document import fold
from detect.finding import Finding
from detect.lexicons import read_tsv

LEAST_SUPPORT = 4.0
"""Bits by which the best language must be ahead of the second best (or of none) to be named. Chosen on ``mt/dev``."""
_ANY = "*"
"""The row of the weights for a rule and language that were not measured."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The likely source language of an article.

    Attributes
    ----------
    lang : str
        BCP 47.
    support : float
        Bits by which its evidence is ahead of that for the second best language: 3 means that such findings are eight
        times as frequent in translations from this language as elsewhere.
    """

    lang: str
    support: float

    def to_dict(self) -> dict[str, str | float]:
        """The origin in the output format."""
        return {"lang": self.lang, "support": self.support}


@cache
def weights() -> dict[tuple[str, str], float]:
    """Bits by (rule, language), from ``lexicons/origin_weights.tsv``; see `detect.training.origin`."""
    return {(row["rule"], row["origin"]): float(row["weight"]) for row in read_tsv("origin_weights")}


def likely_origin(findings: Iterable[Finding]) -> Origin | None:
    """The language that the findings point to, or None without enough evidence.

    The weights of all findings with an ``origin`` are added up, by language; the same wording found again by the same
    rule counts once. Languages with equal sums are no evidence for either.
    """
    sums: dict[str, float] = {}
    seen = set()
    table = weights()
    for item in findings:
        if item.origin is None:
            continue
        key = item.rule, item.origin, fold(item.text)
        if key in seen:
            continue
        seen.add(key)
        weight = table.get((item.rule, item.origin))
        sums[item.origin] = sums.get(item.origin, 0.0) + (table[_ANY, _ANY] if weight is None else weight)
    if not sums:
        return None
    best = min(sums, key=lambda lang: (-sums[lang], lang))
    second = max((value for lang, value in sums.items() if lang != best), default=0.0)
    support = round(sums[best] - max(second, 0.0), 2)
    return Origin(best, support) if support >= LEAST_SUPPORT else None
