"""Runs the rules over documents: one automaton pass decides which rules have anything to look at.

Rules come first; what the ``BPL`` rules know by its wording is shown to the line model (`detect.lines`), which finds
the lines like it and around it. Each type of line is reported by the rule that names it in ``line_kinds``.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence

import ahocorasick_rs

from detect.document import Document, Span
from detect.features.tokens import TokenStream, mark_loops, mark_repeats
from detect.finding import Finding, Severity
from detect.lines.finder import FoundLine, find_lines
from detect.lines.model import LineModel
from detect.rules.base import Hit, Rule
from detect.rules.evidence import Evidence
from detect.rules.overlaps import one_a_line


class RuleEngine:
    """The chosen rules, compiled together.

    Parameters
    ----------
    rules : sequence of Rule
        As `detect.rules.select_rules` gives them; those of the full profile are passed over.
    lines : LineModel, optional
        The shipped one unless given.
    """

    def __init__(self, rules: Sequence[Rule], lines: LineModel | None = None) -> None:
        rules = [rule for rule in rules if rule.profile == "fast"]
        self._lines = lines
        self._wanted = frozenset(rule.code for rule in rules)
        if any(rule.line_kinds for rule in rules):
            # What the line model sees must not depend on which of its rules are chosen.
            rules = [*rules, *(rule for rule in _line_rules() if rule.code not in self._wanted)]
        self.rules = tuple(rules)
        self._line_rules = {kind: rule for rule in self.rules for kind in rule.line_kinds}
        self._by_code = {rule.code: rule for rule in self.rules}
        always = [index for index, rule in enumerate(self.rules) if rule.every_text or not rule.triggers]
        self._always: dict[int, Sequence[Hit]] = {}
        self._needing: dict[Callable[[Document], object], dict[int, Sequence[Hit]]] = {}
        for index in always:
            needs = type(self.rules[index]).needs
            (self._always if needs is None else self._needing.setdefault(needs, {}))[index] = ()
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

    def matches(self, document: Document) -> list[tuple[int, int, int]]:
        """Every trigger in `document`: its number in the automaton, start and end."""
        found: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(document.folded, overlapping=True)
        return found

    def hits(
        self, document: Document, matches: Sequence[tuple[int, int, int]] | None = None
    ) -> dict[int, Sequence[Hit]]:
        """The rules that have to look at `document`, by their index in `rules`, and where their triggers stand."""
        pending = self._always.copy()
        for needs, rules in self._needing.items():
            if needs(document):
                pending.update(rules)
        found: dict[int, list[Hit]] = {}
        for pattern, start, end in self.matches(document) if matches is None else matches:
            for index, position in self._targets[pattern]:
                hit = (position, start, end)
                if index in found:
                    found[index].append(hit)
                else:
                    found[index] = [hit]
        pending.update(found)
        return pending

    def find(self, document: Document, matches: Sequence[tuple[int, int, int]] | None = None) -> list[Finding]:
        """Every finding of the rules by themselves, in no order, none left out; `matches` are those of `matches`."""
        found: list[Finding] = []
        for index, hits in self.hits(document, matches).items():
            found.extend(self.rules[index].check(document, hits))
        return found

    def run(self, document: Document) -> Evidence:
        """Every finding in `document`; see `run_batch`."""
        return self.run_batch([document])[0]

    def run_batch(self, documents: Sequence[Document], stream: TokenStream | None = None) -> list[Evidence]:
        """Every finding in each of `documents`, the lines the line model finds among them.

        Findings of other families inside boilerplate are dropped unless their rule looks there on purpose, and
        findings inside quotations are treated as their rule's ``quoted`` says.

        Parameters
        ----------
        documents : sequence of Document
            None depends on the others.
        stream : TokenStream, optional
            The tokens of `documents`, if they are laid out already.
        """
        if stream is not None:
            mark_loops(stream)
            mark_repeats(stream)
        # First all texts through the automaton, which then stays in the processor's cache.
        matches = [self.matches(document) for document in documents]
        found = [self.find(document, own) for document, own in zip(documents, matches, strict=True)]
        if self._line_rules:
            learned = self.learned_lines(documents, found, stream)
            for document, items, lines in zip(documents, found, learned, strict=True):
                if lines:
                    _add_lines(document, items, lines, self._line_rules)
        return [self._settled(document, items) for document, items in zip(documents, found, strict=True)]

    def learned_lines(
        self, documents: Sequence[Document], found: Sequence[Sequence[Finding]], stream: TokenStream | None
    ) -> Sequence[Sequence[FoundLine]]:
        """What the line model finds in each of `documents`, knowing what the rules `found` there."""
        return find_lines(documents, [boilerplate_spans(items) for items in found], stream, self._lines)

    def _settled(self, document: Document, found: list[Finding]) -> Evidence:
        """The findings that stay, in order."""
        if not found:
            return Evidence((), ())
        boilerplate = boilerplate_spans(found)
        if boilerplate:
            found = one_a_line(document, found)
        starts = [start for start, _ in boilerplate]
        kept = []
        for finding in found:
            rule = self._by_code[finding.rule]
            if rule.code not in self._wanted:
                continue
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


def _line_rules() -> list[Rule]:
    from detect.rules import all_rules  # which imports the rules, and they the base beside this module

    return [rule for rule in all_rules() if rule.line_kinds]


def boilerplate_spans(found: Sequence[Finding]) -> tuple[Span, ...]:
    """The merged spans of the ``BPL`` findings among `found`."""
    return _merge([(item.start, item.end) for item in found if item.rule.startswith("BPL")])


def _add_lines(document: Document, found: list[Finding], lines: Sequence[FoundLine], rules: dict[str, Rule]) -> None:
    """Add to `found` a finding for every run of `lines` that one rule reports, joined with its own beside them."""
    text = document.text
    reported = {rule.code for rule in rules.values()}
    parts: list[tuple[int, int, str, FoundLine | Finding]] = [
        (line.start, line.end, rules[line.kind].code, line) for line in lines
    ]
    own = [item for item in found if item.rule in reported]
    found[:] = [item for item in found if item.rule not in reported]
    parts.extend((item.start, item.end, item.rule, item) for item in own)
    parts.sort(key=lambda part: part[:3])
    by_code = {rule.code: rule for rule in rules.values()}
    groups: list[list[tuple[int, int, str, FoundLine | Finding]]] = []
    for part in parts:
        last = groups[-1] if groups else None
        if last and last[-1][2] == part[2] and not text[max(item[1] for item in last) : part[0]].strip():
            last.append(part)
        else:
            groups.append([part])
    for group in groups:
        learned = [item for *_, item in group if isinstance(item, FoundLine)]
        if not learned:
            found.extend(item for *_, item in group if isinstance(item, Finding))
            continue
        by_wording = next((item.message for *_, item in group if isinstance(item, Finding)), None)
        message = by_wording or _line_message(by_code[group[0][2]], learned)
        rule = by_code[group[0][2]]
        found.append(rule.finding(document, group[0][0], max(item[1] for item in group), message))


def _line_message(rule: Rule, lines: Sequence[FoundLine]) -> str:
    """What the run is, and what betrayed it: the words of its surest line, or else its place."""
    surest = max(lines, key=lambda line: (line.probability, -line.start))
    words = surest.words or next((line.words for line in lines if line.words), ())
    why = f"its words give it away ({', '.join(words)})" if words else "its shape and its place give it away"
    return f"{rule.line_kinds[surest.kind]}: {why}."


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
        origin=finding.origin,
    )
