"""REF006."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule, stands_near

_ABOUT = re.compile(r"\b(?:trans|transgender|seahorse|seahorses|joke|jokes|film|comedy|movie|gender)\b")
_STATES = "pregnant|breastfeeding|a widow|a nun|a housewife|a mother of|nine months pregnant"
_BEING = "is|was|became|is now|was already|was also"


class SexContradiction(PatternRule):
    """Pronouns of both sexes for one person in one clause ("she himself", "he was pregnant").

    ## What it does
    Finds "she himself" and "he herself", and he or his with what only women are or have (pregnant, a widow, his
    pregnancy), or she with what only men are ("she was a widower").

    ## Why it is an artifact
    Chinese, Turkish, Finnish, Hungarian and Persian have one pronoun for both sexes, Spanish and Portuguese often none.
    The engine chooses word by word, and the choices do not agree.

    ## Known false alarms
    Articles about trans people and films; they are left alone.

    ## Example
    Bad: The singer said that he was pregnant and that she himself had not known.
    Good: The singer said that she was pregnant and that she herself had not known.
    """

    code = "REF006"
    name = "sex-contradiction"
    severity = Severity.WARNING
    quoted = "info"
    triggers = (
        "she himself",
        " he herself",
        " his pregnancy",
        " his menopause",
        "she was a widower",
        *(f" he {verb} {state}" for verb in _BEING.split("|") for state in _STATES.split("|")),
    )
    pattern = (
        r"\b(?:she himself|he herself)\b(?! (?:to|with|from|as|of|in)\b)|"
        r"\bhis (?:pregnancy|menopause)\b|"
        rf"\bshe was a widower\b|\bhe (?:{_BEING}) (?:{_STATES})(?! (?:silence|pause))"
    )
    reach = 30
    message = "The words contradict each other: the source language has one pronoun for both sexes; the engine guessed."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not in texts on the matter itself."""
        return not stands_near(document, _ABOUT, match.start() - 600, match.end() + 600)
