"""CAS002."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.casing._cased import LowerCaseRule

_MONTHS = "january february april june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


class LowerCaseDate(LowerCaseRule):
    """Month or weekday in lower case ("in january").

    ## What it does
    Finds months and weekdays in lower case behind the words that make a date of them ("on monday", "12 october",
    "since june"), in texts that use capitals otherwise.

    ## Why it is an artifact
    French, Spanish, Italian, Portuguese, Dutch, Russian and the Nordic languages write them small; the case of the
    source word was kept.

    ## Known false alarms
    Posts and chats quoted without marks.

    ## Example
    Bad: The minister resigned in january, on a Monday.
    Good: The minister resigned in January, on a Monday.
    """

    code = "CAS002"
    name = "lower-case-date"
    severity = Severity.WARNING
    quoted = "info"
    triggers = (*_MONTHS, "march", *_DAYS)
    subject = "text"
    pattern = rf"(?:{'|'.join(_DAYS)})(?![\w'’@./-])|(?:{'|'.join(_MONTHS)})(?![\w@./-])|march(?= \d)"
    anchored = True
    reach = 12
    message = "{text} is written with a capital in English; the case of the source word was kept."
    _before = re.compile(
        r"\b(?:[Oo]n|[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Nn]ext|[Ee]very|[Tt]his|[Oo]f|[Bb]y|[Ff]rom|[Bb]efore|[Aa]fter|"
        r"\d{1,2}(?:st|nd|rd|th)?|early|late|mid|end|each) \Z"
    )

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only as part of a date."""
        start = match.start()
        before = document.text[max(0, start - 12) : start]
        if match.group() == "august":  # an adjective as well
            return bool(re.search(r"\b\d{1,2} \Z", before))
        return bool(self._before.search(before))

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        message = self.message.format(text=match.group().capitalize())
        return self.finding(document, *match.span(), message, match.group().capitalize())
