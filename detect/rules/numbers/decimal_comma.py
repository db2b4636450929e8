"""NUM003."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{3}){1,4}|\d{1,4}),\d{1,2}(?!\d|[.,]\d)")
_UNIT = re.compile(
    r" ?(?:%|°|€|km\b|kg\b|mm\b|cm\b|m\b|mph\b|km/h|kwh\b|mwh\b|bn\b|mln\b)|[ -](?:percent|per cent|percentage|million|"
    r"billion|trillion|thousand|euros?\b|dollars\b|pounds\b|pesos\b|francs\b|kronor|kroner|rubles|roubles|reais|zlotys|"
    r"metres|meters|kilomet|centimet|millimet|miles\b|litres|liters|kilogram|kilos|grams|tons\b|tonnes|hectares|"
    r"seconds|"
    r"minutes|hours\b|degrees|points\b|points?\b|times\b|magnitude|inches|feet\b|liga|inhabitants per|children per)"
)


class DecimalComma(Rule):
    """Comma as decimal mark, where English writes a point.

    ## What it does
    Finds numbers with one or two digits behind a comma that stand before a percent sign, a scale word, a currency or
    a unit, or behind a currency sign ("2,5 percent", "3,7 million", "$12,6 billion").

    ## Why it is an artifact
    Most European and Latin American languages write the decimal mark as a comma. A pipeline that copies numbers as
    they are leaves it in English, where a comma separates thousands and so needs three digits behind it.

    ## Known false alarms
    Lists without spaces and references ("studies 3,4") have no unit behind them and are left alone.

    ## Example
    Bad: Prices rose by 2,5 percent last year.
    Good: Prices rose by 2.5 percent last year.
    """

    code = "NUM003"
    name = "decimal-comma"
    severity = Severity.WARNING
    triggers = tuple(
        f",{digits}{after}"
        for digits in [*map(str, range(10)), *(f"{number:02}" for number in range(100))]
        for after in " %-°€kmb"
    )

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every number with a unit beside it."""
        folded = document.folded
        done = -1
        for _, start, _ in hits:
            first = start
            while first and start - first < 12 and (folded[first - 1].isdigit() or folded[first - 1] == "."):
                first -= 1
            match = _NUMBER.match(folded, first)
            before = folded[first - 1] if first else " "
            if not match or first < done or match.start() == start or before in ",:/#-[" or before.isalpha():
                continue
            end = match.end()
            done = end
            if before not in "$€£" and not _UNIT.match(folded, end):
                continue
            number = match.group()
            whole, decimals = number.replace(".", "").split(",")
            english = None if decimals == "00" else f"{int(whole):,}.{decimals}"  # ",00" may have lost a digit
            yield self.finding(
                document,
                first,
                end,
                "A decimal comma of the source language was copied; English writes a decimal point.",
                english,
            )
