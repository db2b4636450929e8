"""PHR007."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class DutchNordicCalque(CalqueRule):
    """Dutch or Scandinavian idiom, translated word for word.

    ## What it does
    Finds Dutch and Scandinavian set phrases in English words: "the spokesman lets know", "suspected for murder",
    "gross violence", "in the 40s" for an age.

    ## Why it is an artifact
    The languages are close to English, so that a wrong preposition or a wrong cognate passes for a translation.

    ## Known false alarms
    A native speaker of these languages who writes English.

    ## Example
    Bad: A man in the 40s is suspected for murder.
    Good: A man in his 40s is suspected of murder.
    """

    code = "PHR007"
    name = "dutch-nordic-calque"
    severity = Severity.WARNING
    lexicon = "dutch_nordic_calques"
    message = "A Dutch or Scandinavian phrase, translated word for word ({note})."
    quoted = "info"
