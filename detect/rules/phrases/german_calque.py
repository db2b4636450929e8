"""PHR002."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class GermanCalque(CalqueRule):
    """German idiom or false cognate, translated word for word.

    ## What it does
    Finds German set phrases in English words: "in the night to Monday", "according to own statements", the city of
    Essen as "food".

    ## Why it is an artifact
    A system that does not know a set phrase as a whole translates its parts; the English words are right and the
    phrase does not exist.

    ## Known false alarms
    A German or Swiss writer of English; "per mille" in a text on salinity is left alone.

    ## Example
    Bad: The flat burned down in the night to Monday.
    Good: The flat burned down overnight, and on Monday the owner returned.
    """

    code = "PHR002"
    name = "german-calque"
    severity = Severity.WARNING
    lexicon = "german_calques"
    message = "A German phrase, translated word for word ({note})."
    quoted = "info"
