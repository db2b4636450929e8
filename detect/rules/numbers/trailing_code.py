"""NUM028."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule

_CODES = {
    "usd": "dollars", "eur": "euros", "gbp": "pounds", "uah": "hryvnias", "rub": "rubles", "czk": "Czech crowns",
    "pln": "zlotys", "huf": "forints", "ron": "lei", "chf": "Swiss francs", "cny": "yuan", "rmb": "yuan",
    "jpy": "yen", "krw": "won", "brl": "reais", "mxn": "pesos", "inr": "rupees", "idr": "rupiah", "vnd": "dong",
    "sek": "Swedish kronor", "nok": "Norwegian kroner", "dkk": "Danish kroner", "isk": "Icelandic kronur",
}  # fmt: skip


class TrailingCode(PatternRule):
    """Code of a currency behind its amount ("500 CZK", "5 billion USD").

    ## What it does
    Finds three-letter codes of currencies behind an amount and names the currency.

    ## Why it is an artifact
    Signs and abbreviations of the source's currency ("Kč", "грн", "元") are turned into the code that tables of
    currencies give for them. English news writes crowns, or $5 billion.

    ## Known false alarms
    Tenders, price lists and business reports; a weak signal.

    ## Example
    Bad: The heating costs 1,500 CZK a month.
    Good: The heating costs 1,500 Czech crowns a month.
    """

    code = "NUM028"
    name = "trailing-currency-code"
    severity = Severity.INFO
    quoted = "skip"
    triggers = tuple(f"{before} {code}" for before in (*range(10), "illion", "thousand") for code in _CODES)
    pattern = (
        r"(?<![$€£\d.,])\d[\d., ]{0,12}(?: (?:thousand|million|billion|trillion))? "
        rf"(?P<at>{'|'.join(_CODES)})(?![\w/-])"
    )
    reach = 30
    message = "The code of a currency stands for its sign or abbreviation in the source; news names the currency."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only codes in capitals."""
        return document.text[slice(*match.span("at"))].isupper()

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        return self.finding(document, *match.span("at"), self.message, _CODES[match["at"]])
