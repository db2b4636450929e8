"""NUM022."""

from detect.finding import Severity
from detect.rules.base import PatternRule


class LeadingPercent(PatternRule):
    """Percent sign before its number ("%25").

    ## What it does
    Finds a percent sign that stands before a number, and gives the English order.

    ## Why it is an artifact
    Turkish writes the sign first, as does Basque, and Arabic, Persian and Hebrew show it on that side; numbers are
    copied with their sign as they stand.

    ## Known false alarms
    Escapes of web addresses (%20) have no space before them and are left alone.

    ## Example
    Bad: The party won %35 of the votes.
    Good: The party won 35% of the votes.
    """

    code = "NUM022"
    name = "leading-percent"
    severity = Severity.WARNING
    triggers = tuple(f"{before}%{digit}" for before in " (\n" for digit in range(10))
    pattern = r"(?<=[\s(])(?<!\d )(?<!\w% )%(?P<number>\d{1,3}(?:[.,]\d{1,2})?)(?![\w%]|[.,]\d)"
    reach = 8
    message = "The percent sign stands before its number, as in Turkish or Arabic; English writes it behind."
    replacement = "{number}%"
