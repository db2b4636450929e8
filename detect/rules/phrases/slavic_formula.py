"""PHR008."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class SlavicFormula(CalqueRule):
    """News formula of Russian, Ukrainian, Bulgarian or Czech, translated word for word.

    ## What it does
    Finds formulas such as "about this became known", "we will remind", "hospitalized in average condition", "liquidate
    the fire", "with reference to the press service".

    ## Why it is an artifact
    News in these languages is built of fixed formulas. A system translates each word by word, every time.

    ## Known false alarms
    English pages of ministries in these countries, which are translated too.

    ## Example
    Bad: This became known from the message of the prosecutor.
    Good: This was known to the prosecutor, who left a message.
    """

    code = "PHR008"
    name = "slavic-formula"
    severity = Severity.WARNING
    lexicon = "slavic_formulas"
    message = "A news formula of a Slavic language, translated word for word ({note})."
    quoted = "info"
