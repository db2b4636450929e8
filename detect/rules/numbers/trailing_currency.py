"""NUM008."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_NUMBER = re.compile(r"(?<![\d.,:/$€£])\d[\d.,]{0,14}(?: (?:million|billion|trillion))? ?\Z")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?(?: \w+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")


class TrailingCurrency(Rule):
    """Currency sign behind its amount ("500 €").

    ## What it does
    Finds amounts with the sign of the currency behind them and gives the English order.

    ## Why it is an artifact
    Most European languages write the sign behind the amount, with a space. English writes it before; a pipeline that
    copies numbers as they stand leaves the foreign order.

    ## Known false alarms
    Event listings and social media posts of European places write it on purpose; inside quotations it is lowered.

    ## Example
    Bad: A ticket costs 500 € at the gate.
    Good: A ticket costs €500 at the gate.
    """

    code = "NUM008"
    name = "trailing-currency"
    severity = Severity.WARNING
    quoted = "info"
    triggers = tuple(
        f"{before}{space}{sign}" for before in [*range(10), "illion"] for space in ("", " ") for sign in "€$£"
    )

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every amount before a sign that belongs to no other number."""
        folded = document.folded
        size = len(folded)
        done = -1
        for _, _, end in hits:
            sign = end - 1
            following = folded[end] if end < size else " "
            if sign < done or following.isalnum() or (following in "$€£/.-," and folded[end + 1 : end + 2].isalnum()):
                continue
            if following == " " and folded[end + 1 : end + 2].isdigit():
                continue  # "in 2012 $ 40 billion": the sign belongs to what follows
            if folded.startswith((" per month", " a month", "/month"), end):
                continue  # the subscription notice of the page, not its prose
            match = _NUMBER.search(folded, max(0, sign - 26), sign)
            if not match or _YEAR.fullmatch(match.group().strip()):
                continue
            done = end
            amount = match.group().strip()
            suggestion = f"{folded[sign]}{amount}" if _ENGLISH.fullmatch(amount) else None
            yield self.finding(
                document,
                match.start(),
                end,
                "The currency sign stands behind the amount, as in the source language; English writes it before.",
                suggestion,
            )
