"""NUM027."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule


class SpacedSign(PatternRule):
    """Space between a number and its sign ("$ 40", "9 %").

    ## What it does
    Finds a space behind a currency sign or before a percent sign.

    ## Why it is an artifact
    German, French, Czech, Russian and Swedish set a space there, and systems that take signs for tokens put one on
    either side.

    ## Known false alarms
    Tables, and scientific style for percentages; a weak signal.

    ## Example
    Bad: Prices rose by 9 % to $ 40 a barrel.
    Good: Prices rose by 9% to $40 a barrel.
    """

    code = "NUM027"
    name = "spaced-sign"
    severity = Severity.INFO
    quoted = "skip"
    triggers = (*(f"{sign} {digit}" for sign in "$€£" for digit in range(1, 10)),
                *(f"{digit} %{end}" for digit in range(10) for end in " .,;"))  # fmt: skip
    pattern = r"(?P<sign>[$€£]) (?P<number>[1-9])|(?<=[a-z] )(?P<share>\d{1,2}(?:\.\d{1,2})?) %(?=[ .,;])"
    reach = 6
    message = "English sets no space between a number and its sign."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """A sign behind a number belongs to that one (NUM008), and a column of signs to a table."""
        before = document.folded[max(0, match.start() - 2) : match.start()]
        if match["sign"] is None:
            around = document.folded[max(0, match.start() - 16) : match.end() + 16]
            return around.count(" %") == 1
        return not before.strip()[-1:].isdigit()
