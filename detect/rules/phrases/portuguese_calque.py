"""PHR005."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class PortugueseCalque(CalqueRule):
    """Portuguese idiom or false cognate, translated word for word.

    ## What it does
    Finds Portuguese set phrases in English words: "under secrecy of justice", "did not resist and died", "minister of
    the Supreme Court" for a judge, "the report tried to contact".

    ## Why it is an artifact
    Brazilian and Portuguese news has a fixed stock of such phrases; translated word for word they mislead (a
    "minister" who is a judge) or mean nothing.

    ## Known false alarms
    English texts of Brazilian authors.

    ## Example
    Bad: The process runs under secrecy of justice.
    Good: The judge ordered secrecy, and justice will take its time.
    """

    code = "PHR005"
    name = "portuguese-calque"
    severity = Severity.WARNING
    lexicon = "portuguese_calques"
    message = "A Portuguese phrase, translated word for word ({note})."
    quoted = "info"
