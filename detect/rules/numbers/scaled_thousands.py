"""NUM005."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_NUMBER = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+\Z")
_AMOUNT = re.compile(r"[ -](?:euros?|dollars|pesos|reais|pounds|francs|rubles|people|inhabitants|users)\b")


class ScaledThousands(Rule):
    """Thousands of millions, or a full number with a scale word behind it.

    ## What it does
    Finds "2,500 million euros", which English calls 2.5 billion, and as an error numbers of two or more groups with a
    scale word behind them ("1,159,325 million men").

    ## Why it is an artifact
    Spanish, Portuguese and Italian count in thousands of millions where English has billions. In the second form the
    source gave "1.159.325" or a scale word of its own, and the translation applied the scale twice: the reader is
    misinformed by a factor of a million.

    ## Known false alarms
    Accounts and energy statistics keep one unit throughout ("$2,293 million"); such a number is only a weak signal.

    ## Example
    Bad: The plan costs 2,500 million euros.
    Good: The plan costs 2.5 billion euros.
    """

    code = "NUM005"
    name = "scaled-thousands"
    severity = Severity.WARNING
    triggers = (" million", " billion")

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every grouped number before a scale word."""
        folded = document.folded
        for _, start, end in hits:
            if start < 5 or folded[start - 4] != "," or folded[end : end + 1].isalpha():
                continue
            match = _NUMBER.search(folded, max(0, start - 16), start)
            if not match:
                continue
            number, scale = match.group(), folded[start + 1 : end]
            if number.count(",") > 1:
                message = f"{number} {scale} counts the scale twice: the number was already written in full."
                yield self.finding(document, match.start(), end, message, number, Severity.ERROR)
                continue
            larger = {"million": "billion", "billion": "trillion"}[scale]
            value = f"{int(number.replace(',', '')) / 1000:,.3f}".rstrip("0").rstrip(".")
            yield self.finding(
                document,
                match.start(),
                end,
                f"Thousands of {scale}s are a habit of Spanish, Portuguese or Italian; English says {larger}.",
                f"{value} {larger}",
                Severity.WARNING if _AMOUNT.match(folded, end) and folded[match.start() - 1] == " " else Severity.INFO,
            )
