"""PUN010."""

from detect.finding import Severity
from detect.rules.base import PatternRule


class SplitContraction(PatternRule):
    """Space before 's or n't ("Tokyo 's", "is n't").

    ## What it does
    Finds possessives and contractions that stand apart from their word.

    ## Why it is an artifact
    Tokenisers of language processing write "is n't" and "Tokyo 's"; translation and extraction pipelines that do not
    undo it leave the pieces. A link that ended before the 's has the same effect.

    ## Known false alarms
    Opening quotation marks before an s ("the 's' in the name") are left alone; a weak signal.

    ## Example
    Bad: The mayor 's office is n't open.
    Good: The mayor's office isn't open.
    """

    code = "PUN010"
    name = "split-contraction"
    severity = Severity.INFO
    triggers = (" 's ", " n't ", " 're ", " 've ", " 'll ")
    pattern = r"(?<=[^\W_]) (?P<at>'(?:s|re|ve|ll)|n't)(?= [a-z])"
    reach = 4
    message = "The ending stands apart from its word, as a tokeniser leaves it."
