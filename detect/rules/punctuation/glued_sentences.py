"""PUN006."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_GLUED = re.compile(r"[.?!][A-Z][a-z]*(?=[ ,])")
_BEFORE = re.compile(r"(?<![\w.@/])[a-z]{3,}\Z")
_NAMES = frozenset("com org net gov edu co io tv ai ie eg".split())


class GluedSentences(Rule):
    """No space between two sentences.

    ## What it does
    Finds a full stop, question mark or exclamation mark with a lower-case word before it and a capitalised word right
    behind it.

    ## Why it is an artifact
    Extraction that drops line and paragraph breaks without putting a space glues the sentences together, as does
    copying from such a page.

    ## Known false alarms
    Names of sites and products ("the Daily.Mail"); a weak signal.

    ## Example
    Bad: The session was closed.The members left in silence.
    Good: The session was closed. The members left in silence.
    """

    code = "PUN006"
    name = "glued-sentences"
    severity = Severity.INFO
    triggers = tuple(f"{mark}{chr(letter)}" for mark in ".?!" for letter in range(ord("a"), ord("z") + 1))

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every pair of sentences that touch."""
        text = document.text
        for _, start, end in hits:
            if not text[start + 1].isupper() or not text[start - 1 : start].islower():
                continue
            match = _GLUED.match(text, start, end + 30)
            if not match or match.group()[1:].lower() in _NAMES or not _BEFORE.search(text, max(0, start - 24), start):
                continue
            message = "Two sentences touch: a line break between them was dropped."
            yield self.finding(document, start, start + 2, message, f"{text[start]} {text[start + 1]}")
