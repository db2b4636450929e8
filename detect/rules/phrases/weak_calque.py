"""PHR016."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class WeakCalque(CalqueRule):
    """Wording that is common in translations and rare, but possible, in good English.

    ## What it does
    Finds phrases such as "it is reported that", "on the territory of", "relevant departments", "on social networks".

    ## Why it is an artifact
    Each is the word-for-word form of a phrase that is ordinary in another language. One alone says little; several in
    one text say much.

    ## Known false alarms
    All of them are used by careful writers now and then, which is why this rule only informs.

    ## Example
    Bad: It is reported that the bridge on the territory of Ukraine is closed.
    Good: The bridge in Ukraine is closed, local media report.
    """

    code = "PHR016"
    name = "weak-calque"
    severity = Severity.INFO
    lexicon = "weak_calques"
    message = "More common in translations than in English news ({note})."
    quoted = "skip"
