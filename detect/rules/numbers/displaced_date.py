"""NUM009."""

from detect.finding import Severity
from detect.rules.base import PatternRule

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(MONTHS)


def ordinal(number: int) -> str:
    """`number` with its English ordinal ending (``21st``)."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


class DisplacedDate(PatternRule):
    """Date whose parts stand in the order of another language.

    ## What it does
    Finds "the 1 last December" and "15 of last March", "on the last 9th", "since the last 3 May", and days of the month
    in brackets behind a weekday ("Friday (12)").

    ## Why it is an artifact
    Spanish and Portuguese say "el pasado 1 de diciembre", Korean "last 9th" for the ninth of this month, and Brazilian
    and Indonesian news put the day in brackets behind the weekday. Translated part by part, no English date results.

    ## Known false alarms
    Listings of events can put a date in brackets behind a weekday.

    ## Example
    Bad: The law came into force on 1 last December.
    Good: The law came into force on December 1 last year.
    """

    code = "NUM009"
    name = "displaced-date"
    severity = Severity.WARNING
    triggers = (
        *(f" {which} {month}" for which in ("last", "past") for month in MONTHS),
        *(f" {which} {ordinal(day)}" for which in ("last", "past") for day in range(1, 32)),
        *(f" {which} {day} {month}" for which in ("last", "past") for day in range(1, 32) for month in MONTHS),
        *(f"day{comma} ({digit}" for comma in ("", ",") for digit in range(1, 10)),
    )
    pattern = (
        rf"(?:(?<=\bon )|(?<=\bthe )|(?<=\bsince )|(?<=\bfrom )|(?<=\buntil ))(?:[12]?\d|3[01])(?:st|nd|rd|"
        rf"th)?(?: of)?(?: the)? (?:last|"
        rf"past) (?:{_MONTH})\b"
        rf"|(?<![\w.,:-])(?:[12]?\d|3[01])(?:(?:st|nd|rd|th)(?: of)?| of)(?: the)? (?:last|past) (?:{_MONTH})\b"
        r"|(?:(?<=\bon )|(?<=\bon the )|(?<=\bsince )|(?<=\bfrom )|(?<=\buntil )|(?<=\bsince the ))(?:last|"
        r"past) (?:[12]?\d|3[01])(?:st|nd|rd|th)\b"
        r"(?! (?:century|hole|floor|minute|day|year|anniversary|place|birthday|round|inning))"
        rf"|\b(?:last|past) (?:[12]?\d|3[01]) (?:{_MONTH})\b"
        r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \((?:[12]?\d|3[01])(?:st|nd|rd|th)?\)"
    )
    reach = 24
    message = "The parts of this date stand in the order of another language."
