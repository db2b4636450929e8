"""Marks that a tool rewrote the text, and what they do to the odds that one did.

Some findings are all but unknown in articles that people write: a fixed term in which a synonym stands, a statement
attributed twice with the same verb, narration inside a quotation. A linear score over rates cannot make much of them:
they stand in one text of some hundred that were rewritten, so hardly any is among the texts it is trained on, and a
single one in a long article is a tiny rate. Here they count as what they are, independent witnesses: each *distinct*
mark multiplies the odds of ``rewritten`` by a factor (naive Bayes), that of its rule, at most `MOST` of them.

The factor is a likelihood ratio. Its denominator is measured (`detect.training.marks`): the share of articles of
reliable sources in ``news/train`` that carry the rule's finding, at the upper end of its 90 % interval. Its numerator,
the share of rewritten articles that do, is one stated number for all rules, because there is no collection of texts
that were rewritten for the web, and no factor is above `detect.training.marks.HIGHEST`.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib.resources import files

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules import select_rules
from detect.rules.base import LexiconRule

MOST = 3
"""How many distinct marks count."""

Mark = tuple[str, str]
"""Code of a rule, and for one with a lexicon what was replaced; empty for others."""


@cache
def _rules() -> dict[str, bool]:
    """The rules whose findings are marks, and whether each finds entries of a lexicon."""
    return {rule.code: isinstance(rule, LexiconRule) for rule in select_rules() if rule.rewriting}


@cache
def factors() -> Mapping[str, float]:
    """By rule, what one of its findings multiplies the odds by."""
    stored = json.loads(files("detect.model").joinpath("marks.json").read_text(encoding="utf-8"))
    return {code: float(factor) for code, factor in stored["factors"].items()}


def marks(document: Document, findings: Iterable[Finding]) -> frozenset[Mark]:
    """The distinct marks among `findings`.

    The same rule twice is one mark, and so is the same entry of a lexicon (its message says what was replaced), but not
    two entries: they are two witnesses. What stands in a quotation may be the speaker's own and does not count, unless
    the rule is about the quotation marks themselves. Nor does a finding that its rule lowered to ``info``.
    """
    known = _rules()
    found = [item for item in findings if item.rule in known and item.severity >= Severity.WARNING]
    return frozenset(
        (item.rule, item.message if known[item.rule] else "")
        for item in found
        if item.rule.startswith("QUO") or not document.in_quotation(item.start)
    )


def raised(probability: float, found: Collection[Mark]) -> float:
    """The probability of ``rewritten`` that follows from `probability` and the marks `found`; never a lower one.

    Parameters
    ----------
    probability : float
        What the model says, 0 to 1.
    found : collection of Mark
        As `marks` gives them.
    """
    if not found:  # nearly every article
        return probability
    known = factors()
    odds = 1.0
    for factor in sorted((known.get(code, 1.0) for code, _ in found), reverse=True)[:MOST]:
        odds *= factor
    return probability * odds / (1.0 - probability + probability * odds)
