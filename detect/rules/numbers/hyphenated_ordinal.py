"""NUM021."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule


class HyphenatedOrdinal(PatternRule):
    """Hyphen between a number and its ending ("the 5-th", "in the 90-s").

    ## What it does
    Finds ordinals, decades and ages whose ending is set off with a hyphen, and gives the English form.

    ## Why it is an artifact
    Russian, Ukrainian, Bulgarian, Serbian and Finnish join endings to digits with a hyphen ("5-й", "90-е"). The ending
    is translated, the hyphen copied.

    ## Known false alarms
    Second-language writers; names of vehicles and rifles (T-34-s) have a letter before the number and are left alone.

    ## Example
    Bad: The plant was closed in the 90-s, on the 5-th of May.
    Good: The plant was closed in the 90s, on the 5th of May.
    """

    code = "NUM021"
    name = "hyphenated-ordinal"
    severity = Severity.WARNING
    quoted = "info"
    triggers = (*(f"{digit}-{end}" for digit in range(10) for end in ("st", "nd", "rd", "th")), "0-s", "0-ies")
    pattern = (
        r"(?<![\w./-])(?P<at>(?P<number>\d{1,4})-(?P<end>(?<=1-)st|(?<=2-)nd|(?<=3-)rd|th))(?![\w-])"
        r"|(?<![\w./-])(?P<decade>(?:1[89]|20)\d0|[2-9]0)-(?:s|ies)(?![\w-])"
    )
    reach = 8
    message = "The hyphen before the ending is a habit of Slavic languages; English joins the ending to the number."

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        number = f"{match['decade']}s" if match["decade"] else f"{match['number']}{match['end']}"
        return self.finding(document, *match.span(), self.message, number)
