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
_POINT = re.compile(r"(?<![\d.,])\d{1,4}\.\d(?:\d?)(?![\d.])")
_SOUTH_AFRICAN = re.compile(r"south afric|johannesburg|\bdurban\b|cape town|pretoria")
_MANY = 3
"""From so many decimal commas on, without a single decimal point, the comma is the habit of the text."""


class DecimalComma(Rule):
    """Comma as decimal mark, where English writes a point.

    ## What it does
    Finds numbers with one or two digits behind a comma that stand before a percent sign, a scale word, a currency or
    a unit, or behind a currency sign ("2,5 percent", "3,7 million", "$12,6 billion").

    ## Why it is an artifact
    Most European and Latin American languages write the decimal mark as a comma. A pipeline that copies numbers as
    they are leaves it in English, where a comma separates thousands and so needs three digits behind it.

    ## Known false alarms
    Lists without spaces and references ("studies 3,4") have no unit behind them and are left alone. South Africa writes
    the comma in English too: where a text that names the country writes every decimal so, all are an `info`. In any
    other text that writes three or more decimals, all with a comma, the first is a `warning` and the rest an `info`.
    Two noughts behind a dollar or pound sign ("$3,00") may be a price or have lost a digit; then nothing is suggested.

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
        found = list(self._found(document, hits))
        habit = len(found) >= _MANY and not _POINT.search(document.folded)
        native = bool(found) and not _POINT.search(document.folded) and _SOUTH_AFRICAN.search(document.folded)
        for place, (start, end, english) in enumerate(found):
            dropped = english is None and document.text[start - 1] in "$£"
            yield self.finding(
                document,
                start,
                end,
                "Two digits behind the comma: a digit of the thousands was dropped, or the comma is a decimal mark."
                if dropped
                else "A decimal comma of the source language was copied; English writes a decimal point.",
                english,
                Severity.INFO if not dropped and (native or (habit and place)) else None,
            )

    @staticmethod
    def _found(document: Document, hits: Sequence[Hit]) -> Iterator[tuple[int, int, str | None]]:
        """Start, end and English form (None where it is not certain) of each number with a unit beside it."""
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
            yield first, end, english
