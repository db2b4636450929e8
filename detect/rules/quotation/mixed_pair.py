"""QUO006."""

from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.quotation._parts import foreign_marks

_LONGEST = 600
"""Two marks further apart than this do not belong together."""


class MixedPair(Rule):
    """Quotation opened in one style of marks and closed in another.

    ## What it does
    Finds a quotation that opens with a guillemet and closes with an English mark, or the other way round: «like this”.

    ## Why it is an artifact
    A translation engine handles the two marks as separate tokens; one of them was copied, the other translated, or a
    segment border fell between them.

    ## Known false alarms
    None known; arrows made of guillemets (Read more ») are left alone.

    ## Example
    Bad: «The road stays closed”, the council said.
    Good: “The road stays closed”, the council said.
    """

    code = "QUO006"
    name = "mixed-quotation-marks"
    severity = Severity.ERROR
    needs = staticmethod(foreign_marks)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding at the closing mark of every mixed pair."""
        if "«" not in document.text and "»" not in document.text:
            return
        for item in document.quotations:
            closer = item.closer
            if closer is None or not item.mixed or item.end - item.start > _LONGEST:
                continue
            if closer.char == "«" or document.text[closer.start - 1].isspace():
                continue
            opened = item.opener.char
            yield self.finding(
                document,
                closer.start,
                closer.end,
                f"This mark closes what {opened} opened: one mark of the pair was translated and the other copied.",
                "»" if opened == "«" else "”" if opened == "“" else '"' if opened == '"' else None,
            )
