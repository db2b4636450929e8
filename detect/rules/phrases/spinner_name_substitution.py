"""PHR013."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class SpinnerNameSubstitution(CalqueRule):
    """Fixed name or title with one word replaced by a synonym.

    ## What it does
    Finds names of institutions, papers, offices and events in which a synonym stands: "Center East", "Supreme
    Courtroom", "Washington Submit", "lawyer basic".

    ## Why it is an artifact
    Tools that spin articles replace words by synonyms and do not know that the words form a name. No person and no
    translator calls the Middle East the Center East.

    ## Known false alarms
    A real institution of such a name; the commonest are guarded.

    ## Example
    Bad: The Supreme Courtroom will rule on the case in June.
    Good: The Supreme Court will rule in courtroom one.
    """

    code = "PHR013"
    name = "spinner-name-substitution"
    severity = Severity.ERROR
    rewriting = True
    lexicon = "spinner_names"
    message = "A name in which a synonym tool replaced a word ({note})."
