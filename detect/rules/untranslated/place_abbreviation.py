"""UNT009."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule


class PlaceAbbreviation(PatternRule):
    """Abbreviation of village, town or region translated as a word or copied ("in with. Lisne").

    ## What it does
    Finds "in with. Name", "in the village. Name", "in g. Name", "smt. Name", "obl." and "st. Name street" where a
    preposition leads up to them.

    ## Why it is an artifact
    Ukrainian and Russian write "с." for a village, "г." or "м." for a town, "смт" for a settlement and "обл." for a
    region. "С" is also the word for "with", so the village becomes "with.".

    ## Known false alarms
    Initials of persons ("of P. James") are left alone.

    ## Example
    Bad: A house burned down in with. Lisne near the border.
    Good: A house burned down in the village of Lisne near the border.
    """

    code = "UNT009"
    name = "place-abbreviation"
    severity = Severity.WARNING
    triggers = (
        " with. ", " village. ", " smt. ", " smt ", " obl. ", " in g. ", " in s. ", " in p. ",
        " in pos. ", " in vil. ", " in m. ", " from g. ", " from s. ", " near s. ", " near g. ", " pgt ", " pgt. ",
    )  # fmt: skip
    subject = "text"
    pattern = (
        r"\b(?P<at>(?:[Ii]n|[Ff]rom|[Nn]ear|[Tt]o|[Oo]f) (?:the )?(?:with|village)\. (?=[A-Z][a-z]{2}))"
        r"|\b(?:[Ii]n|[Ff]rom|[Nn]ear) (?:the )?(?P<copied>(?:g|s|m|p|pos|vil|smt|pgt|obl)\. (?=[A-Z][a-z]{2})|"
        r"(?:smt|pgt) (?=[A-Z][a-z]{2}))"
        r"|\b[A-Z][a-z]+(?:ska|sk|skaya|skoi|skaja|ivka) (?P<region>obl\.)"
    )
    reach = 24
    message = "An abbreviation for a village, town or region of the source language was translated as a word or copied."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not where a sentence ends in "the city." and a new one begins."""
        whole = match["at"]
        return whole is None or " with." in whole or " the " not in whole
