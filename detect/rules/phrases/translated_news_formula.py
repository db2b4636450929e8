"""PHR011."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class TranslatedNewsFormula(CalqueRule):
    """News formula of Turkish, Arabic, Hebrew, Greek, Hindi, Indonesian or Vietnamese, translated word for word.

    ## What it does
    Finds formulas such as "used the following expressions", "continued his words", "it is being told that", "opened in
    an investigation", "functional forces", "yesterday Monday".

    ## Why it is an artifact
    News in these languages is built of fixed formulas. A system translates each word by word, every time.

    ## Known false alarms
    English services of agencies in these countries, some of which are machine-translated too.

    ## Example
    Bad: The minister used the following expressions: All is well.
    Good: The minister used strong words and the following day resigned.
    """

    code = "PHR011"
    name = "translated-news-formula"
    severity = Severity.WARNING
    lexicon = "asian_formulas"
    message = "A news formula of another language, translated word for word ({note})."
    quoted = "info"
