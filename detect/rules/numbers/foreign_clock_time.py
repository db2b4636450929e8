"""NUM011."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_TIME = re.compile(
    r"(?<![\d.,:/$-])(?P<hour>[01]?\d|2[0-4])(?:"
    r"(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap]\.m\b\.?|[ap]m\b)(?P<both> o'clock)?"
    r"|[:.](?P<pastclock>[0-5]\d) o'clock"
    r"|(?P<clock> o'clock)(?: (?:and )?(?P<pieces>[0-5]\d)(?: minutes?)?(?![\w.,:%-]\d|[\w%]))?"
    r"|h(?P<letter>[0-5]\d)(?![\w:.])"
    r"|(?P<bare> ?h(?=[.,;)]|\Z| (?:on|and|the|we|i|he|local|this|today|tomorrow|yesterday)\b))"
    r"|-(?P<dashed>[0-5]\d)(?![\w%]|[-:.,]\d| (?:per|percent|years?|months?|weeks?|days?|hours?|minutes?|people)\b)"
    r"|(?P<midnight>(?::00)?(?: ?-{1,2} ?| to )24:00)"
    r"|[:.](?P<suffix>[0-5]\d) ?h(?![\w'])"
    r"| hours (?P<words>[0-5]?\d)(?: minutes)?(?![\w.:])"
    r")"
)
_FROM = re.compile(r"\b(?:at|from|to|until|till|since|around|about|by|between|and) \Z")
_MINUTES = ("minute", "pastclock", "letter", "suffix", "words", "pieces", "dashed")
_AT = re.compile(r"\bat (?:about |around |exactly )?\Z")


class ForeignClockTime(Rule):
    """Time of day written by the rules of another language.

    ## What it does
    Finds the 24-hour clock with "o'clock" or with a.m./p.m. ("16 o'clock", "22 p.m.", "10.51 p.m. o'clock"), the
    French "14h30" and "at 15h", "20:15 h", "at 20 hours 30 minutes", "at 10 o'clock 30", the Russian "at 04-50" and the
    Chinese "from 0:00 to 24:00", and gives the time as English news writes it.

    ## Why it is an artifact
    German "16 Uhr", French "14h30", Russian "20 hours 30 minutes" and Chinese "15时" translated part by part give
    forms that no English writer uses; a 24-hour time with p.m. says the same thing twice.

    ## Known false alarms
    Writers of automatic market reports add PM to 24-hour times as well. Durations ("5 hours, 45 minutes") and police
    times ("1430 hours") are left alone.

    ## Example
    Bad: The police were called at 16 o'clock.
    Good: The police were called at 4 p.m.
    """

    code = "NUM011"
    name = "foreign-clock-time"
    severity = Severity.WARNING
    triggers = (
        " o'clock",
        *(f"{hour}{gap}{half}" for hour in range(13, 25) for gap in ("", " ") for half in ("pm", "p.m", "am", "a.m")),
        *(f"{hour}{mark}{tens}" for hour in range(13, 25) for mark in ":." for tens in range(6)),
        *(f"{digit}h{tens}" for digit in range(10) for tens in range(6)),
        *(f"{digit} hours {tens}" for digit in range(10) for tens in range(10)),
        *(f"{minute:02}{gap}h{end}" for minute in range(60) for gap in ("", " ") for end in " .,"),
        *(f"at {hour}{gap}h" for hour in range(25) for gap in ("", " ")),
        *(f" {hour:02}-{tens}" for hour in range(10) for tens in range(6)),
        *(f"at {hour}-{tens}" for hour in range(10, 25) for tens in range(6)),
        *(f"at {hour}-{tens}" for hour in range(1, 10) for tens in range(6)),
        *(f"0{end}{link}24:00" for end in ("", ":00") for link in ("-", " - ", " to ")),
    )

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every time that cannot be English."""
        folded = document.folded
        done = -1
        for _, start, end in hits:
            for match in _TIME.finditer(folded, max(0, start - 14, done), end + 16):
                if match.start() < done:
                    continue
                hour = int(match["hour"])
                late = hour > 12
                if match["half"] and not (late or match["both"]):
                    continue
                if match["clock"] and not (late or match["pieces"]):
                    continue
                if match["bare"] or match["dashed"]:
                    led_up = _FROM if match["dashed"] and folded[match.start()] == "0" else _AT
                    if not led_up.search(folded, max(0, match.start() - 16), match.start()):
                        continue
                if (
                    match["dashed"]
                    and int(match["dashed"]) > hour
                    and not (folded[match.start()] == "0" and int(match["dashed"]) % 5 == 0)
                ):
                    continue  # "at 15-20 degrees" is a range, "from 07-12" are years
                if match["midnight"] and hour:
                    continue
                if match["words"] and not _AT.search(folded, max(0, match.start() - 16), match.start()):
                    continue
                if match["letter"] and ((match["letter"] == "00" and hour > 24) or _is_code(folded, match.start())):
                    continue
                done = match.end()
                yield self.finding(
                    document,
                    match.start(),
                    match.end(),
                    "This time of day follows the rules of another language.",
                    _english(hour, match),
                    None if late or not match["pastclock"] else Severity.INFO,  # "5:00 o'clock" is said in English
                )


def _is_code(folded: str, start: int) -> bool:
    """Whether a letter stands right before the digits, as in a part number."""
    return start > 0 and folded[start - 1].isalnum()


def _english(hour: int, match: "re.Match[str]") -> str | None:
    """The time on the English 12-hour clock; None where the half of the day is not known."""
    half = match["half"]
    if match["midnight"]:
        return None
    minute = next((match[group] for group in _MINUTES if match[group]), "00")
    if half:
        suffix = "p.m." if hour > 12 and hour < 24 else f"{half[0]}.m."
    elif hour > 12:
        suffix = "a.m." if hour == 24 else "p.m."
    elif match["letter"] or match["suffix"] or match["words"] or match["bare"] or match["dashed"]:
        suffix = "p.m." if hour == 12 else "a.m."
    else:
        return None
    clock = hour % 12 or 12
    return f"{clock} {suffix}" if int(minute) == 0 else f"{clock}:{int(minute):02} {suffix}"
