"""NUM015."""

from detect.finding import Severity
from detect.rules.base import PatternRule

_SHORT = ("april", "june", "september", "november")


class ImpossibleDate(PatternRule):
    """Date or time of day that does not exist.

    ## What it does
    Finds February 30 and 31, the 31st of April, June, September and November, and minutes above 59.

    ## Why it is an artifact
    Translation and text generation build dates from likely parts, and a spinner changes numbers, without knowing the
    calendar. Whatever was meant, the reader is misinformed.

    ## Known false alarms
    Jokes and examples of impossible dates; inside quotations it is lowered.

    ## Example
    Bad: The exhibition is open until November 31.
    Good: The exhibition is open until November 30.
    """

    code = "NUM015"
    name = "impossible-date"
    severity = Severity.WARNING
    quoted = "info"
    triggers = (
        "february 30",
        "february 31",
        "feb. 30",
        "feb. 31",
        *(f"{day}{end}{link}february" for day in (30, 31) for end in ("", "st", "th") for link in (" ", " of ")),
        *(f"{month} 31" for month in (*_SHORT, "sept.", "nov.")),
        *(f"31{end}{link}{month}" for end in ("", "st") for link in (" ", " of ") for month in _SHORT),
        *(f":{minute} {half}" for minute in range(60, 100) for half in ("p.m", "a.m", "pm", "am", "o'clock")),
    )
    pattern = (
        r"\b(?:february|feb\.) (?:30|31)(?:st|th)?\b(?![:.,]\d| ?(?:%|percent))|(?<![\d.,:-])(?:30|31)(?:st|"
        r"th)?(?: of)? february\b"
        r"|\b(?:april|june|september|sept\.|november|nov\.) 31(?:st)?\b(?![:.,]\d| ?(?:%|percent))"
        r"|(?<![\d.,:-])31(?:st)?(?: of)? (?:april|june|september|november)\b"
        r"|(?<![\d.,:])\d{1,2}:[6-9]\d (?:[ap]\.?m\b|o'clock)"
    )
    reach = 18
    message = "There is no {text}: the parts of this date or time do not belong together."
