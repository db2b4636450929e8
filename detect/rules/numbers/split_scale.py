"""NUM006."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_SIZE = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}


class SplitScale(PatternRule):
    """One number given in two scales ("6 million 300 thousand").

    ## What it does
    Finds a number in digits that goes on with a second number in a smaller scale: "2 billion and 300 million dollars",
    "1 million 100,000 farmers", "3 billion 6,500 million yen", "5 thousand 300 rubles".

    ## Why it is an artifact
    Russian, Turkish, Arabic, Hausa, Chinese and Japanese read a large number out scale by scale. English writes it as
    one number (6.3 million); the sequence shows word-for-word translation.

    ## Known false alarms
    Spoken numbers in transcripts; inside quotations it is left alone. Ranges ("between 3 million and 5 million") name
    the same scale twice and are not meant.

    ## Example
    Bad: The state recovered $6 million 300 thousand from the banks.
    Good: The state recovered $6.3 million from the banks.
    """

    code = "NUM006"
    name = "split-scale"
    severity = Severity.WARNING
    quoted = "skip"
    triggers = tuple(
        f"{scale}{link}{digit}"
        for scale in ("illion", " thousand")
        for link in (" ", " and ")
        for digit in range(1, 10)
    )
    pattern = (
        r"\b(?P<high>\d[\d.,]{0,11}) (?P<scale>(?:m|b|tr)illion) (?:and )?"
        r"(?:(?P<low>\d[\d.,]{0,11}) (?P<unit>thousand|million|billion)\b|(?<!and )\d{3},\d{3}\b(?! ?(?:million|"
        r"billion)))"
        r"|(?<![\d.,:])\d{1,3} thousand (?:and )?\d{2,3}(?! (?:thousand|million|billion|years ago)\b|[\d.,:%-])"
    )
    reach = 40
    message = "One number in two scales, read out as in the source language; English writes it as one number."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only where the second scale is the smaller one, or its number is too large for one."""
        unit = match["unit"]
        if match["scale"] is None:
            return True  # 5 thousand 300
        if unit is None:
            return match["scale"] == "million"
        if "between " in document.folded[max(0, match.start() - 20) : match.start()]:
            return False
        return _SIZE[unit] < _SIZE[match["scale"]]
