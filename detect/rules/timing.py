"""What each rule costs in a run: an engine that keeps the time, and the times it keeps."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from detect.document import Document
from detect.features.tokens import TokenStream
from detect.finding import Finding
from detect.lines.finder import FoundLine
from detect.rules.base import Rule
from detect.rules.engine import RuleEngine

VIEW, TRIGGERS, CHOOSING, LINES = "document view", "finding triggers", "choosing rules", "line model"
"""What no rule pays for alone: sentences, quotations and numbers; the one search for all triggers; which rules they and
the parts of the text call for; the model that tells boilerplate lines from the article, called once a batch."""


@dataclass
class RuleTimes:
    """CPU seconds, calls and findings by rule code (or `VIEW`, `TRIGGERS`, `CHOOSING`), over ``articles`` articles."""

    articles: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    calls: dict[str, int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, seconds: float, findings: int = 0) -> None:
        """Take in one call."""
        self.seconds[name] = self.seconds.get(name, 0.0) + seconds
        self.calls[name] = self.calls.get(name, 0) + 1
        self.findings[name] = self.findings.get(name, 0) + findings

    @property
    def total(self) -> float:
        """All seconds together."""
        return sum(self.seconds.values())


class TimedEngine(RuleEngine):
    """A `RuleEngine` that gives the same findings and notes in `times` what they cost.

    What rules of a family share beyond the document view (the short lines of the boilerplate rules) is made while it is
    decided which rules to run, and noted with that.
    """

    def __init__(self, rules: Sequence[Rule], times: RuleTimes) -> None:
        super().__init__(rules)
        self.times = times

    def matches(self, document: Document) -> list[tuple[int, int, int]]:
        """As `RuleEngine.matches`."""
        start = time.perf_counter()
        found = super().matches(document)
        self.times.add(TRIGGERS, time.perf_counter() - start)
        return found

    def find(self, document: Document, matches: Sequence[tuple[int, int, int]] | None = None) -> list[Finding]:
        """As `RuleEngine.find`."""
        clock = time.perf_counter  # the processor's own clock is too coarse for a microsecond
        times = self.times
        times.articles += 1
        start = clock()
        for part in ("sentences", "quotations", "numbers"):
            getattr(document, part)
        now = clock()
        times.add(VIEW, now - start)
        start = now
        pending = self.hits(document, matches)
        times.add(CHOOSING, clock() - start)
        found: list[Finding] = []
        for index, hits in pending.items():
            start = clock()
            own = list(self.rules[index].check(document, hits))
            times.add(self.rules[index].code, clock() - start, len(own))
            found.extend(own)
        return found

    def learned_lines(
        self, documents: Sequence[Document], found: Sequence[Sequence[Finding]], stream: TokenStream | None
    ) -> Sequence[Sequence[FoundLine]]:
        """As `RuleEngine.learned_lines`."""
        start = time.perf_counter()
        lines = super().learned_lines(documents, found, stream)
        self.times.add(LINES, time.perf_counter() - start, sum(map(len, lines)))
        return lines
