"""Runs the rules over a document: one automaton pass decides which rules have anything to look at."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import ahocorasick_rs

from detect.document import Document, Span
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules say of one document.

    ``findings`` are sorted by place; ``boilerplate`` are the merged spans of the ``BPL`` findings.
    """

    findings: tuple[Finding, ...]
    boilerplate: tuple[Span, ...]


class RuleEngine:
    """The chosen rules, compiled together.

    Parameters
    ----------
    rules : sequence of Rule
        As `detect.rules.select_rules` gives them; those of the full profile are passed over.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rule for rule in rules if rule.profile == "fast")
        self._by_code = {rule.code: rule for rule in self.rules}
        self._always = [index for index, rule in enumerate(self.rules) if rule.every_text or not rule.triggers]
        self._targets: list[list[tuple[int, int]]] = []
        patterns: dict[str, int] = {}
        for index, rule in enumerate(self.rules):
            for position, trigger in enumerate(rule.triggers):
                if trigger not in patterns:
                    patterns[trigger] = len(patterns)
                    self._targets.append([])
                self._targets[patterns[trigger]].append((index, position))
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(patterns), matchkind=ahocorasick_rs.MatchKind.Standard, store_patterns=False
        )

    def hits(self, document: Document) -> dict[int, list[Hit]]:
        """The rules that have to look at `document`, by their index in `rules`, and where their triggers stand."""
        pending: dict[int, list[Hit]] = {index: [] for index in self._always}
        for pattern, start, end in self._automaton.find_matches_as_indexes(document.folded, overlapping=True):
            for index, position in self._targets[pattern]:
                hit = (position, start, end)
                if index in pending:
                    pending[index].append(hit)
                else:
                    pending[index] = [hit]
        return pending

    def run(self, document: Document) -> Evidence:
        """Every finding of the rules in `document`.

        Findings of other families inside boilerplate are dropped unless their rule looks there on purpose, and
        findings inside quotations are treated as their rule's ``quoted`` says.
        """
        found: list[Finding] = []
        for index, hits in self.hits(document).items():
            found.extend(self.rules[index].check(document, hits))
        if not found:
            return Evidence((), ())
        boilerplate = _merge([(item.start, item.end) for item in found if item.rule.startswith("BPL")])
        starts = [start for start, _ in boilerplate]
        kept = []
        for finding in found:
            rule = self._by_code[finding.rule]
            if rule.family != "BPL" and not rule.in_boilerplate:
                before = bisect_right(starts, finding.start) - 1
                if before >= 0 and finding.start < boilerplate[before][1]:
                    continue
            if rule.quoted != "same" and document.in_quotation(finding.start):
                if rule.quoted == "skip":
                    continue
                finding = _lowered(finding)
            kept.append(finding)
        kept.sort(key=lambda item: (item.start, item.end, item.rule, item.message))
        return Evidence(tuple(kept), boilerplate)


def _merge(spans: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def _lowered(finding: Finding) -> Finding:
    return Finding(
        start=finding.start,
        end=finding.end,
        rule=finding.rule,
        name=finding.name,
        text=finding.text,
        severity=Severity.INFO,
        message=finding.message + " It stands in a quotation, so it may be the speaker's own.",
        suggestion=finding.suggestion,
    )
