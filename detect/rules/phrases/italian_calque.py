"""PHR006."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class ItalianCalque(CalqueRule):
    """Italian idiom or false cognate, translated word for word.

    ## What it does
    Finds Italian set phrases in English words: "dissolve the reserve", "carabinieri of the company of", "in red code",
    "reported at large".

    ## Why it is an artifact
    Italian politics and crime news has a fixed stock of such phrases; translated word for word they mean nothing.

    ## Known false alarms
    English pages of Italian institutions.

    ## Example
    Bad: The boy was taken to hospital in red code.
    Good: The boy was taken to hospital; the door has a code in red letters.
    """

    code = "PHR006"
    name = "italian-calque"
    severity = Severity.WARNING
    lexicon = "italian_calques"
    message = "An Italian phrase, translated word for word ({note})."
    quoted = "info"
