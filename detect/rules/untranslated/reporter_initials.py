"""UNT011."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from detect.document import Document
from detect.finding import Finding, Severity
from detect.lexicons import read_columns
from detect.rules.base import Hit, Rule

_END = re.compile(r"[.!?…][\"”»)]{0,2}(?P<gap>\s{1,3})(?P<mark>\(?(?P<word>[a-z]{2,4})\.?\)?)\Z")
_STOPS = frozenset(".!?…")
_AGENCIES = frozenset("dpa afp apa sda ots rtr epd kna sid efe ansa lusa dapd ddp ntb tt anp pap ctk".split())
_COMMON = 5_000
_KEPT = frozenset("etc com org net www pdf via am pm ed".split())


class ReporterInitials(Rule):
    """Initials of a reporter or agency left as a last word ("... until May. hay.").

    ## What it does
    Looks at the end of a text for one word of two to four letters in lower case behind a finished sentence. The short
    name of an agency that writes in another language, or a word that English does not have, counts.

    ## Why it is an artifact
    German, Austrian, Swiss and Czech papers sign a report with the initials of its author or agency ("hay", "dpa").
    The translation takes them for a sentence.

    ## Known false alarms
    Comments and posts cut off in the middle; a weak signal.

    ## Example
    Bad: The bridge stays closed until the end of May. dpa
    Good: The bridge stays closed until the end of May.
    """

    code = "UNT011"
    name = "reporter-initials"
    severity = Severity.INFO

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding at the end of the text."""
        text = document.text.rstrip()
        if not text or (text[-1] not in ".)" and not text[-1].islower()):
            return
        if _STOPS.isdisjoint(text[-14:-2]):
            return  # most: the last stop is the last character
        match = _END.search(text, max(0, len(text) - 14))
        if match is None:
            return
        word = match["word"]
        if word in _KEPT or (word not in _AGENCIES and word in _words()):
            return
        yield self.finding(
            document,
            *match.span("mark"),
            "The initials of the source's reporter or agency were left as a sentence of their own.",
            "",
        )


@cache
def _words() -> frozenset[str]:
    """The short ones among the commonest words of English news, which the table gives first."""
    return frozenset(word for word in read_columns("words")["word"][:_COMMON] if len(word) < 5)
