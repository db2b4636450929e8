"""LLM006."""

from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_FEWEST = 4
_VERBS = (
    "stated", "emphasized", "emphasised", "highlighted", "stressed", "expressed", "remarked", "emphasizing",
    "emphasising", "highlighting", "underscored", "underscoring", "reiterated", "asserted", "asserting", "conveyed",
    "expressing", "articulated", "acknowledged",
)  # fmt: skip
_PLAIN = ("said", "says", "told", "tells")


class UniformVerbs(Rule):
    """Speech reported only with stately verbs.

    ## What it does
    In a text with at least four of "stated, emphasized, highlighted, stressed, expressed, remarked, reiterated ..."
    and not one "said", "says" or "told", marks each of these verbs.

    ## Why it is an artifact
    Journalists write "said". Language models that rewrite news vary the verb and lift its register throughout.

    ## Known false alarms
    Communiqués and reports of meetings; therefore an `info`.

    ## Example
    Bad: Weber stated that the ferry is safe. He emphasized its age. Hofer expressed doubts and stressed the costs.
    Good: Weber said the ferry is safe. He mentioned its age. Hofer doubted that and spoke of the costs.
    """

    code = "LLM006"
    name = "uniform-reporting-verbs"
    severity = Severity.INFO
    quoted = "skip"
    triggers = tuple(f" {verb} " for verb in _VERBS) + tuple(f" {verb}{mark}" for verb in _VERBS for mark in ",.")

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every stately verb of a text that has no plain one."""
        if len(hits) < _FEWEST:
            return
        folded = document.folded
        if any(verb in folded for verb in _PLAIN):
            return
        told = [(start + 1, end - 1) for _, start, end in hits if not document.in_quotation(start)]
        if len(told) < _FEWEST:
            return
        for start, end in told:
            yield self.finding(
                document,
                start,
                end,
                f"One of {len(told)} stately verbs of saying in a text without a single “said”.",
                "said",
            )
