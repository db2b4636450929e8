"""NUM013."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule
from detect.rules.numbers.displaced_date import ordinal


class WrongOrdinal(PatternRule):
    """Ordinal with the wrong ending ("21th").

    ## What it does
    Finds ordinals in digits whose ending does not fit ("21th", "3th", "12nd", "22rd") and gives the right one.

    ## Why it is an artifact
    Systems that copy the digits and put the English ending on by themselves put "th" everywhere, as most languages have
    one ending for all ordinals.

    ## Known false alarms
    A typing error of a person looks the same. Endings in -st are not looked at:
    they can be weights in stone ("8st 3lb").

    ## Example
    Bad: He scored in the 63th minute.
    Good: He scored in the 63rd minute.
    """

    code = "NUM013"
    name = "wrong-ordinal"
    severity = Severity.WARNING
    quoted = "info"
    triggers = (
        "1th",
        "2th",
        "3th",
        "1nd",
        "1rd",
        "2rd",
        "3nd",
        "12nd",
        "13rd",
        *(f"{digit}{end}" for digit in "0456789" for end in ("nd", "rd")),
    )
    pattern = r"(?<![\w.,])(?P<number>\d{1,6})(?P<end>nd|rd|th)(?![\w-])"
    reach = 8
    message = "The ending of this ordinal does not fit its last digit."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only where the right ending is another."""
        return ordinal(int(match["number"])) != match.group()

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        return self.finding(document, *match.span(), self.message, ordinal(int(match["number"])))
