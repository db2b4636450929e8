"""PUN005."""

from detect.finding import Severity
from detect.rules.base import PatternRule


class DoubledMark(PatternRule):
    """Two commas, two full stops or a comma and a full stop in a row.

    ## What it does
    Finds "said..", ",," and ",." between words or at the end of a sentence.

    ## Why it is an artifact
    Where a name, a link or a closing mark between two marks was lost, or where the translation adds the stop that the
    source had put elsewhere, the two marks meet.

    ## Known false alarms
    Typing errors, and two dots for an ellipsis in posts; a weak signal.

    ## Example
    Bad: The accusations are false, the lawyer said..
    Good: The accusations are false, the lawyer said.
    """

    code = "PUN005"
    name = "doubled-mark"
    severity = Severity.INFO
    quoted = "skip"
    triggers = ("..", ",,", ", ,", ",.", ", .")
    pattern = (
        r"(?<=[a-z]{2})(?:(?P<stop>\.)\.(?![.\w/]| \.)|(?P<comma>,) ?,(?=\s)(?! ?,)|, ?(?P<end>\.)(?=\s|\Z)(?! ?\.))"
    )
    reach = 6
    message = "Two marks meet: something between them was lost, or the source's mark was kept."
    replacement = "{stop}{comma}{end}"
