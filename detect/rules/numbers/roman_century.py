"""NUM019."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule
from detect.rules.numbers.displaced_date import ordinal

_VALUE = {"i": 1, "v": 5, "x": 10}


def _number(roman: str) -> int:
    """The value of a Roman numeral of I, V and X."""
    values = [_VALUE[letter] for letter in roman]
    return sum(
        -value if any(value < later for later in values[place + 1 : place + 2]) else value
        for place, value in enumerate(values)
    )


class RomanCentury(PatternRule):
    """Century with a Roman numeral ("the XIX century").

    ## What it does
    Finds a Roman numeral before "century" or "centuries" and gives the ordinal.

    ## Why it is an artifact
    Russian, Ukrainian, Polish, Spanish, Italian, French and Romanian write centuries with Roman numerals; the numeral
    is copied. English writes 19th century.

    ## Known false alarms
    Second-language writers; names of exhibitions between quotation marks are a weak signal only.

    ## Example
    Bad: The church was built in the XVII century.
    Good: The church was built in the 17th century.
    """

    code = "NUM019"
    name = "roman-century"
    severity = Severity.WARNING
    quoted = "info"
    triggers = ("i century", "v century", "x century", "i centuries", "v centuries", "x centuries", "ith century",
                "vth century", "xth century")  # fmt: skip
    pattern = r"(?<![\w.-])(?P<at>(?P<roman>x{0,2}(?:ix|iv|vi{0,3}|i{1,3})|x{1,2})(?:th|st|nd|rd)? centur(?:y|ies))\b"
    reach = 10
    message = "English writes {ordinal} century: the Roman numeral of the source language was copied."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only numerals in capitals: "i century" can be a typing error."""
        return document.text[slice(*match.span("roman"))].isupper()

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        right = ordinal(_number(match["roman"]))
        suggestion = f"{right} {match['at'].split()[-1]}"
        return self.finding(document, *match.span("at"), self.message.format(ordinal=right), suggestion)
