"""PHR003."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class FrenchCalque(CalqueRule):
    """French idiom or false cognate, translated word for word.

    ## What it does
    Finds French set phrases in English words: "present himself to the presidency", "vital prognosis", "put in
    question", "tarifs" as prices.

    ## Why it is an artifact
    A system that does not know a set phrase as a whole translates its parts, and takes the first sense of a word that
    has several.

    ## Known false alarms
    An English text from Brussels or Geneva may use some of them.

    ## Example
    Bad: She wants to present herself to the presidency again.
    Good: She wants to run for the presidency again and presented her programme.
    """

    code = "PHR003"
    name = "french-calque"
    severity = Severity.WARNING
    lexicon = "french_calques"
    message = "A French phrase, translated word for word ({note})."
    quoted = "info"
