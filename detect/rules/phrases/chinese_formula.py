"""PHR009."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class ChineseFormula(CalqueRule):
    """News formula of Chinese, translated word for word.

    ## What it does
    Finds formulas and page furniture such as "the reporter learned", "the relevant person in charge", "responsible
    editor", "new crown pneumonia", "at the first time".

    ## Why it is an artifact
    Chinese news is built of fixed formulas; names that are abbreviations (新冠) are translated by their characters.

    ## Known false alarms
    English pages of Chinese institutions, which are translated too.

    ## Example
    Bad: The reporter learned from the hospital that two patients left.
    Good: The reporter said that he learned it from a nurse.
    """

    code = "PHR009"
    name = "chinese-formula"
    severity = Severity.WARNING
    lexicon = "chinese_formulas"
    message = "A news formula of Chinese, translated word for word ({note})."
    quoted = "info"
