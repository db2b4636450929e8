"""NUM016."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_SIGN = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen"}
_AMOUNT = re.compile(r"(?P<sign>[$€£¥]) ?\d(?:[\d.,]{0,13}\d)?(?: (?:thousand|million|billion|trillion))?\Z")


class DoubledUnit(Rule):
    """Unit given twice, as a sign and as a word ("$5 million dollars", "60% percent").

    ## What it does
    Finds amounts with a currency sign and the same currency's name, and percentages with sign and word.

    ## Why it is an artifact
    The sign is copied from the source while the word is translated, or a spinner writes out a unit that was already
    there. Each half is right; together they say it twice.

    ## Known false alarms
    A slip of human writers too, so it counts only in numbers.

    ## Example
    Bad: The repair cost $5 million dollars.
    Good: The repair cost $5 million.
    """

    code = "NUM016"
    name = "doubled-unit"
    severity = Severity.INFO
    triggers = (" dollars", " euros", " pounds", " yen", "% percent", "% per cent", "percent %", "per cent %")

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every amount that names its unit twice."""
        folded = document.folded
        for index, start, end in hits:
            if folded[end : end + 1].isalpha():
                continue
            if index > 3:
                first = start
                while first and start - first < 8 and (folded[first - 1].isdigit() or folded[first - 1] in ". "):
                    first -= 1
                if folded[first:start].strip(" ."):
                    yield self.finding(document, start, end, "The unit stands twice, as a sign and as a word.")
                continue
            match = _AMOUNT.search(folded, max(0, start - 28), start)
            if match and _SIGN[match["sign"]] == folded[start + 1 : end]:
                amount = document.text[match.start() : start]
                message = "The unit stands twice, as a sign and as a word."
                yield self.finding(document, match.start(), end, message, amount)
