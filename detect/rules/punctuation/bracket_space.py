"""PUN007."""

from detect.finding import Severity
from detect.rules.base import PatternRule


class BracketSpace(PatternRule):
    """Space inside a bracket.

    ## What it does
    Finds a space behind an opening or before a closing round bracket that has a word in it.

    ## Why it is an artifact
    A link or an emphasised word inside the brackets lost its tags and left their spaces, or the text was put together
    again from tokens.

    ## Known false alarms
    Smileys are left alone; a weak signal.

    ## Example
    Bad: The National Bureau of Statistics ( NBS ) said so.
    Good: The National Bureau of Statistics (NBS) said so.
    """

    code = "PUN007"
    name = "bracket-space"
    severity = Severity.INFO
    triggers = ("( ", " )")
    pattern = r"(?<![:;=8\]])\( (?=[^\W_])|(?<=[^\W_]) \)(?!\))"
    reach = 3
    message = "Space inside the bracket: a trace of mark-up or of a text put together again from tokens."
