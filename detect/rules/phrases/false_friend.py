"""PHR020."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class FalseFriend(CalqueRule):
    """English word in the sense of its foreign look-alike.

    ## What it does
    Finds words that cannot have their English sense beside these neighbours: "the party chef", "cultural patrimony",
    "sportive director", "police antecedents", "legitimate defence".

    ## Why it is an artifact
    French, Spanish, Italian, Portuguese, German and Russian share thousands of words with English that have parted in
    meaning (chef, sensible, formation, politique, Konzern, aktuell). An engine that meets one out of its usual
    surroundings takes the word that looks alike, or coins one.

    ## Known false alarms
    Writers whose first language is one of these; names of institutions that chose such a translation themselves.

    ## Example
    Bad: The party chef wants to stay until the vote.
    Good: The party wants its chef to stay until the vote.
    """

    code = "PHR020"
    name = "false-friend"
    severity = Severity.WARNING
    lexicon = "false_friends"
    message = "The word has the sense of its look-alike in another language ({note})."
    quoted = "info"
