"""UNT007."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

# Initials in other languages: the English initials, words of the English name, and the languages that use them.
_ACRONYMS = {
    "OTAN": ("NATO", "north atlantic|alliance", "French, Spanish, Italian and Portuguese"),
    "НАТО": ("NATO", "alliance", "Russian and Ukrainian"),
    "ONU": ("UN", "united nations", "French, Spanish, Italian and Portuguese"),
    "OON": ("UN", "united nations", "Russian and Ukrainian"),
    "OMS": ("WHO", "world health|health organi", "French, Spanish, Italian and Portuguese"),
    "WGO": ("WHO", "world health|health organi", "German"),
    "FMI": ("IMF", "monetary fund", "French, Spanish, Italian and Portuguese"),
    "IWF": ("IMF", "monetary fund", "German"),
    "OCDE": ("OECD", "economic co", "French, Spanish and Portuguese"),
    "OPEP": ("OPEC", "petroleum|oil", "French, Spanish and Portuguese"),
    "AIEA": ("IAEA", "atomic energy", "French, Italian and Portuguese"),
    "OIEA": ("IAEA", "atomic energy", "Spanish"),
    "MAGATE": ("IAEA", "atomic energy|nuclear", "Russian and Ukrainian"),
    "EZB": ("ECB", "central bank", "German"),
    "BCE": ("ECB", "central bank|interest rate|euro", "French, Spanish, Italian and Portuguese"),
    "OSZE": ("OSCE", "security and co", "German"),
    "OBSE": ("OSCE", "security and co", "Russian and Ukrainian"),
    "EEUU": ("US", "", "Spanish"),
    "EE.UU.": ("US", "", "Spanish"),
    "EUA": ("US", "united states|american|washington", "Portuguese"),
    "VIH": ("HIV", "virus|aids|infect", "French and Spanish"),
    "OVNI": ("UFO", "", "French, Spanish and Portuguese"),
    "ADN": ("DNA", "genetic|sample|test|forensic", "French and Spanish"),
    "TPI": ("ICC", "criminal court|hague", "French and Portuguese"),
    "CPI": ("ICC", "criminal court|the hague", "French and Spanish"),
    "CIDH": ("IACHR", "human rights", "Spanish"),
    "CEDH": ("ECHR", "human rights", "French"),
    "TEDH": ("ECHR", "human rights", "Spanish"),
    "RDC": ("DRC", "congo", "French"),
    "PIB": ("GDP", "economy|growth|percent|%", "French, Spanish and Portuguese"),
    "BIP": ("GDP", "economy|growth|percent|%", "German"),
    "WWU": ("GDP", "", "Ukrainian"),
    "OTG": ("territorial community", "community|village", "Ukrainian"),
    "OVA": ("regional military administration", "region|head|oblast", "Ukrainian"),
    "DTP": ("traffic accident", "accident|driver|car", "Russian"),
}
_REACH = 250


class ForeignAcronym(Rule):
    """Initials of an organisation or term in the source language ("OTAN", "FMI").

    ## What it does
    Finds initials that another language uses for what English abbreviates differently (OTAN for NATO, OMS for WHO, EZB
    for ECB), where the sentences around them speak of the matter or the text also uses the English initials.

    ## Why it is an artifact
    A translation engine copies strings of capitals. Where the name is written out it is translated, so one text ends up
    with both sets of initials.

    ## Known false alarms
    Initials that stand in brackets behind their foreign name; parties and firms with the same letters, where nothing
    near by speaks of the organisation.

    ## Example
    Bad: The alliance, OTAN, met on Monday, and NATO ministers agreed on a plan.
    Good: The alliance, NATO, met on Monday, and its ministers agreed on a plan.
    """

    code = "UNT007"
    name = "foreign-acronym"
    severity = Severity.WARNING
    quoted = "info"
    triggers = tuple(
        f"{before}{acronym.lower()}{after}" for before in " (\n" for acronym in _ACRONYMS for after in " ,.')"
    )

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every set of initials whose meaning is shown by the text."""
        text = document.text
        uses: dict[str, bool | None] = {}
        for _, start, end in hits:
            acronym = text[start + 1 : end - 1]
            if acronym not in _ACRONYMS or text[start] == "(" or text[end - 1] == ")":
                continue
            english, topic, languages = _ACRONYMS[acronym]
            if acronym not in uses:
                uses[acronym] = self._uses_english(text, acronym, english)
            both = uses[acronym]
            if both is None:
                continue
            if not both and topic and not re.search(topic, document.folded[max(0, start - _REACH) : end + _REACH]):
                continue
            message = f"These are the initials used in {languages}; English has {english}"
            message += ", which this text uses too." if both else "."
            yield self.finding(document, start + 1, end - 1, message, english)

    @staticmethod
    def _uses_english(text: str, acronym: str, english: str) -> bool | None:
        """Whether the text has the English initials too; None where it introduces the foreign ones in brackets."""
        if f"({acronym}" in text or f"{acronym})" in text:
            return None
        return english.isupper() and re.search(rf"(?<![\w-]){english}(?![\w-])", text) is not None
