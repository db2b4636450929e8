"""NUM001."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.numbers._nouns import counts_things

_UNCOUNTED = re.compile(r"[$€£¥%]|\b(?:score|rate|rating|gpa|average|averaged|averaging|mean|ratio|index|per)\b")
_CLOCK = re.compile(r"\b(?:at|from|to|until|till|by|before|after|since|between|around|about|and|from|-) ?\Z")


class TruncatedThousands(Rule):
    """Count with two decimals, where a thousands separator was read as a decimal point.

    ## What it does
    Finds counts of people or things written with exactly two decimals that are both zero ("300.00 people").

    ## Why it is an artifact
    German, Dutch, Spanish, Portuguese, Italian, Turkish and Indonesian write 300.000 for three hundred thousand. A
    translation pipeline that reads the point as an English decimal point rounds the number to two decimals: 300.00.
    The reader is misinformed by a factor of a thousand. With a comma ("300,00 people") a digit was lost, and how many
    were meant cannot be told.

    ## Known false alarms
    Amounts of money, rates and averages can have two decimals; they are left alone. So are numbers up to 24 where a
    British time of day could stand ("at 10.00 officers arrived").

    ## Example
    Bad: About 300.00 people took to the streets.
    Good: About 300,000 people took to the streets.
    """

    code = "NUM001"
    name = "truncated-thousands"
    severity = Severity.ERROR
    triggers = (".00 ", ",00 ")

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every count that cannot be a fraction."""
        folded = document.folded
        for index, start, end in hits:
            stop = end - 1
            first = start
            while first and start - first < 4 and folded[first - 1].isdigit():
                first -= 1
            if not 1 <= start - first <= 3 or folded[first] == "0" or (first and folded[first - 1] in ".,:/-$€£¥"):
                continue
            if first and folded[first - 1].isalnum():
                continue
            before = folded[max(0, first - 25) : first]
            if not counts_things(folded, stop) or _UNCOUNTED.search(before):
                continue
            whole = document.text[first:start]
            if int(whole) <= 24 and _CLOCK.search(before):
                continue
            if index == 0:
                message = f"A count cannot be {whole}.00: a thousands separator was read as a decimal point."
                yield self.finding(document, first, stop, message, f"{whole},000")
            else:
                message = f"A comma with two digits behind it, {whole},00: a digit of this count was lost."
                yield self.finding(document, first, stop, message)
