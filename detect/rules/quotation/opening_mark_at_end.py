"""QUO002."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.quotation._parts import curly_marks

_LOW = frozenset("„‚‟")
_ASKED = re.compile(
    r"\b(?:asked|said|says|wrote|added|replied|tweeted|commented|answered|joked|quipped),\Z", re.IGNORECASE
)


class OpeningMarkAtEnd(Rule):
    """Opening quotation mark used to close a quotation.

    ## What it does
    Finds “ (or «) where a quotation ends: `for sale “,` and `bet “.`. With a space before it the finding is an
    `error`; glued to the last word it is a `warning`, because a human typist can do that too.

    ## Why it is an artifact
    A pipeline that picks curly marks by the white space around them sees the space that French, Ukrainian or damaged
    markup leaves before the closing mark, and takes the mark for an opening one.

    ## Known false alarms
    „German“, Czech and Bulgarian quotations close with this mark; a text that opens with a low mark is left alone.

    ## Example
    Bad: “Our harbour is not for sale “, said the mayor.
    Good: “Our harbour is not for sale”, said the mayor.
    """

    code = "QUO002"
    name = "opening-mark-at-end"
    severity = Severity.ERROR
    needs = staticmethod(curly_marks)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every opening mark in a closing place."""
        text = document.text
        if "“" not in text and "«" not in text:
            return
        closers = None
        for mark in document.quote_marks:
            if mark.char not in "“«" or mark.place == "open":
                continue
            if closers is None:
                closers = {item.closer.start: item.opener for item in document.quotations if item.closer is not None}
            opener = closers.get(mark.start)
            if opener is None:
                if mark.place != "close" or not _LOW.isdisjoint(text):
                    continue
            elif opener.char in _LOW or opener.char == "»":
                continue
            spaced = mark.start > 0 and text[mark.start - 1].isspace()
            if mark.start == 0 or (spaced and text[mark.start - 1] in "\n\r"):
                continue
            if _ASKED.search(text, max(0, mark.start - 12), mark.start) and text[mark.end : mark.end + 1].isspace():
                continue  # `asked,“ if you ...`: it opens, with its space on the wrong side
            start = mark.start - 1 if spaced else mark.start
            close = "”" if mark.char == "“" else "»"
            yield self.finding(
                document,
                start,
                mark.end,
                f"{mark.char} opens a quotation, but here one ends"
                + (": the space before it made a pipeline take it for an opening mark." if spaced else "."),
                close,
                None if spaced else Severity.WARNING,
            )
