"""REF002."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_SINGULAR = """
    activist actor apprentice artist athlete attendant author buyer candidate caregiver chancellor citizen client
    coach colleague commissioner companion comrade consumer councillor councilor cousin customer dancer director
    doctor driver editor employee employer engineer entrepreneur expert farmer follower friend graduate grandparent
    immigrant inhabitant journalist judge lawyer leader listener mayor member migrant minister musician neighbor
    neighbour nurse officer official owner participant partner passenger patient pensioner player politician
    president professor prosecutor pupil reader refugee reporter representative researcher resident scientist
    secretary seller senator singer soldier spectator student supporter survivor teacher tenant tourist trainee
    trainer traveler traveller user victim viewer visitor volunteer voter worker writer
""".split()
_NOUNS = sorted({*_SINGULAR, *(noun + "s" for noun in _SINGULAR), "deputy", "deputies", "child", "children"})
_PLAIN = frozenset("the all a an many most some our their his her your my of for by to with from that both".split())
_LINKS = ("and", "or", "and the", "or the", "or a", "and a")


class DoubledGender(PatternRule):
    """The same noun for a person twice, where the source named both sexes.

    ## What it does
    Finds "a president or president", "citizens and citizens".

    ## Why it is an artifact
    German "Bürgerinnen und Bürger", Spanish "los ciudadanos y las ciudadanas", Italian "un presidente o una presidente"
    name both sexes; English has one noun for the two, so the translation says it twice.

    ## Known false alarms
    Two groups that share a noun and are told apart behind it (students and students of law); these are left alone
    where a word follows that can tell them apart.

    ## Example
    Bad: The mayor thanked all citizens and citizens.
    Good: The mayor thanked all citizens.
    """

    code = "REF002"
    name = "doubled-gender"
    severity = Severity.WARNING
    quoted = "same"
    triggers = tuple(f"{noun} {link} {noun}" for noun in _NOUNS for link in _LINKS)
    pattern = (
        r"\b(?P<noun>[a-z]+) (?:and|or) (?:the |an? )?(?P=noun)"
        r"(?=[,.;:!?)\"]|$| (?:who|whom|in|from|are|were|have|had|has|is|was|will|would|can|could|must|should|to|"
        r"during|because|that|since|after|before|when|as|and|but)\b)"
    )
    message = "The source named women and men; English has one noun for both, so it was said twice."
    replacement = "{noun}"

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only nouns of the list (the pattern is looser than the triggers), and not two groups that are told apart.

        "Lay leaders and leaders from the schools": a word before the first noun, and another group behind the second.
        """
        if match["noun"] not in self._nouns or document.folded.endswith("vice ", 0, match.start()):
            return False  # "the vice president or president" are two people
        folded = document.folded
        if not folded.startswith((" who", " whom", " in ", " from"), match.end()):
            return True
        before = folded[max(0, match.start() - 20) : match.start()].split()
        return not before or before[-1] in _PLAIN

    _nouns = frozenset(_NOUNS)
