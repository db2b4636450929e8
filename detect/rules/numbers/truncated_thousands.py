"""NUM001."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_COUNTED = re.compile(
    r"\s+(?:(?:[a-z]+-)?[a-z]+\s+){0,2}?(?:people|persons|men|women|children|soldiers|troops|migrants|refugees|"
    r"protesters|demonstrators|residents|inhabitants|citizens|voters|workers|employees|jobs|patients|students|"
    r"pupils|victims|deaths|dead|fans|visitors|tourists|spectators|users|members|households|families|homes|houses|"
    r"cars|vehicles|officers|immigrants|prisoners|doses|tests|cases|infections|subscribers|followers|"
    r"customers|passengers|signatures|copies|nurses|doctors|teachers|fighters|rebels|supporters|activists|farmers|players|animals|buildings|schools|companies)\b"
)
_UNCOUNTED = re.compile(r"[$€£¥%]|\b(?:score|rate|rating|gpa|average|mean|ratio|index|per)\b")


class TruncatedThousands(Rule):
    """Count with two decimals, where a thousands separator was read as a decimal point.

    ## What it does
    Finds counts of people or things written with exactly two decimals that are both zero ("300.00 people").

    ## Why it is an artifact
    German, Dutch, Spanish, Portuguese, Italian, Turkish and Indonesian write 300.000 for three hundred thousand. A
    translation pipeline that reads the point as an English decimal point rounds the number to two decimals: 300.00.
    The reader is misinformed by a factor of a thousand.

    ## Known false alarms
    Amounts of money, rates and averages can have two decimals; they are left alone.

    ## Example
    Bad: About 300.00 people took to the streets.
    Good: About 300,000 people took to the streets.
    """

    code = "NUM001"
    name = "truncated-thousands"
    severity = Severity.ERROR
    triggers = (".00 ",)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every count that cannot be a fraction."""
        folded = document.folded
        for _, start, end in hits:
            stop = end - 1
            first = start
            while first and folded[first - 1].isdigit():
                first -= 1
            if not 1 <= start - first <= 3 or folded[first] == "0" or (first and folded[first - 1] in ".,:/-$€£¥"):
                continue
            if not _COUNTED.match(folded, stop):
                continue
            if _UNCOUNTED.search(folded, max(0, first - 25), first):
                continue
            whole = document.text[first:start]
            yield self.finding(
                document,
                first,
                stop,
                f"A count cannot be {whole}.00: a thousands separator was read as a decimal point.",
                f"{whole},000",
            )
