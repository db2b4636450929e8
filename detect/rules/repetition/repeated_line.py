"""REP003."""

from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_SHORTEST = 60
"""Shorter lines (menu entries, names, refrains) repeat for many reasons."""


class RepeatedLine(Rule):
    """A paragraph, caption or headline word for word a second time.

    ## What it does
    Finds lines of 60 characters or more that stood in the same text before.

    ## Why it is an artifact
    Extraction keeps the caption, the alternative text and the pull quote of a page, and syndication tools paste teaser
    and article one after the other.

    ## Known false alarms
    Human pages with pull quotes or repeated footers; therefore an `info`.

    ## Example
    Bad: The old market hall burned down in the night to Sunday, the fire service says.
    Nobody was hurt.
    The old market hall burned down in the night to Sunday, the fire service says.
    Good: The old market hall burned down in the night to Sunday, the fire service says.
    Nobody was hurt.
    """

    code = "REP003"
    name = "repeated-line"
    severity = Severity.INFO

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every line that stood in the text before."""
        sizes = [end - start for start, end in document.lines if end - start >= _SHORTEST]
        if len(set(sizes)) == len(sizes):
            return  # no two are of one length
        folded = document.folded
        seen: set[str] = set()
        for start, end in document.lines:
            if end - start < _SHORTEST:
                continue
            line = folded[start:end]
            if line in seen:
                yield self.finding(document, start, end, "This line stood in the text before, word for word.")
            seen.add(line)
