"""QUO012."""

from detect.finding import Severity
from detect.rules.base import PatternRule

_VERBS = ("said", "says", "stated", "added", "adds", "explained", "explains", "stressed", "emphasized", "continued",
          "announced", "wrote", "writes", "noted", "he said", "she said", "he added", "she added")  # fmt: skip


class CommaAfterMark(PatternRule):
    """Comma outside the closing mark before a said-clause.

    ## What it does
    Finds `”, said` and its kind: a closing mark, a comma, then the verb of saying.

    ## Why it is an artifact
    German, Dutch, Polish, Russian and other languages set this comma outside; American English never does and British
    English only behind a fragment. Engines copy the order of the marks.

    ## Known false alarms
    British and second-language house styles, so this is an `info` that counts only in numbers.

    ## Example
    Bad: “The bridge will open in May”, said the mayor.
    Good: “The bridge will open in May,” said the mayor.
    """

    code = "QUO012"
    name = "comma-after-closing-mark"
    severity = Severity.INFO
    triggers = tuple(f'", {verb}' for verb in _VERBS)
    pattern = rf"(?<=\w)(?P<at>\",)(?= (?:{'|'.join(_VERBS)})\b)"
    message = "English news sets the comma inside the closing mark; here a foreign order of the marks was kept."
    replacement = ",”"
    reach = 3
