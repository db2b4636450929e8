"""PHR018."""

from detect.finding import Severity
from detect.rules.base import PatternRule


class SpinnerSaidClause(PatternRule):
    """The words "he mentioned" where the source had "he said".

    ## What it does
    Finds "mentioned" as the verb that carries a quotation: "...," he mentioned.

    ## Why it is an artifact
    Tools that spin articles replace "said" by a synonym from a list. "Mentioned" heads that list, but in English it
    needs an object and cannot carry a quotation.

    ## Known false alarms
    None was met in edited news; a non-native writer may do it.

    ## Example
    Bad: “The bridge is closed,” the mayor mentioned on Monday.
    Good: “The bridge is closed,” the mayor said, and mentioned the cost.
    """

    code = "PHR018"
    name = "spinner-said-clause"
    severity = Severity.WARNING
    rewriting = True
    triggers = ("mentioned",)
    subject = "text"
    pattern = (
        r"(?:[,.!?][\"'”’]|[\"”],)\s(?P<at>(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he [a-z]+(?: [a-z]+)?|"
        r"(?:Mr|Ms|Mrs|Dr)\.? [A-Z][\w'’-]+|[A-Z][\w'’-]+(?: [A-Z][\w.'’-]+)?) (?:also |had |has |then )?mentioned)"
        r"(?=[.,;]| (?:on|in|at|to|during|after|when|while|earlier|yesterday) |\s*$)"
    )
    message = "A synonym for “said” that cannot carry a quotation, as tools that spin articles put it."
