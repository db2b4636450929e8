"""QUO014."""

from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.quotation._parts import curly_marks


class ClosingMarkAtStart(Rule):
    """Closing quotation mark used to open a quotation (”Seeking truth“).

    ## What it does
    Finds ” where a quotation begins. If it is closed with the opening mark, the pair is inverted and each is a
    `warning`; if it is closed with ” as well, the first of the text is an `info`.

    ## Why it is an artifact
    Tools that turn straight or Chinese marks into curly ones take them in turns; one mark too many, and from there on
    every pair is inverted. Swedish and Finnish open and close with ”, and translations copy that.

    ## Known false alarms
    Typists without an opening mark at hand; therefore an `info` where both marks are the same.

    ## Example
    Bad: The motto is ”Truth and duty“, the rector said.
    Good: The motto is “Truth and duty”, the rector said.
    """

    code = "QUO014"
    name = "closing-mark-at-start"
    severity = Severity.WARNING
    needs = staticmethod(curly_marks)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding at the mark that opens."""
        if "”" not in document.text:
            return
        seen = False
        for item in document.quotations:
            if item.opener.char != "”" or item.opener.place != "open" or item.closer is None:
                continue
            inverted = item.closer.char == "“"
            if seen and not inverted:
                continue
            seen = True
            yield self.finding(
                document,
                item.opener.start,
                item.opener.end,
                "” closes a quotation, but here one opens"
                + (": the two marks of this pair changed places." if inverted else ", as in Swedish or Finnish."),
                "“",
                None if inverted else Severity.INFO,
            )
