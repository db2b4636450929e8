"""UNT008."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule

_TITLES = "president chancellor minister mayor premier king queen pope governor senator chief boss".split()


class CopiedGenitive(PatternRule):
    """Name in the genitive of the source language behind a title ("President Mexicos").

    ## What it does
    Finds a name with an s and no apostrophe behind a title, where the same text has the name without the s at least
    twice and with it nowhere else.

    ## Why it is an artifact
    German and the Nordic languages form the genitive with an s alone ("Präsidentin Mexikos"). The engine takes the form
    for a name and copies it, or turns it round: the country becomes the person.

    ## Known false alarms
    Two people whose names differ by an s.

    ## Example
    Bad: Norway elects a parliament. Norway votes on Monday. President Norways spoke in Oslo.
    Good: Norway elects a parliament. Norway votes on Monday. Norway's president spoke in Oslo.
    """

    code = "UNT008"
    name = "copied-genitive"
    severity = Severity.WARNING
    triggers = tuple(f"{title} " for title in _TITLES)
    subject = "text"
    pattern = (
        rf"(?:{'|'.join(title.title() for title in _TITLES)}) "
        r"(?P<at>(?P<name>[A-Z][a-zäöüßåøæ]{2,18}[^s\W\d_])s)(?![\w'’-]| [A-Z])"
    )
    anchored = True
    reach = 30
    message = "The genitive of the source language was copied as if it were a name: this is {name}'s."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only where the text has the name without its s, and has no one of that name with it."""
        text = document.text
        name = match["name"]
        if len(re.findall(rf"\b{name}\b(?!['’]?s\b)", text[:20_000])) < 2:
            return False
        return len(re.findall(rf"\b{name}s\b(?!['’])", text[:20_000])) == 1

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        title = document.text[match.start() : match.start("at")].strip().lower()
        message = self.message.format(name=match["name"])
        return self.finding(document, *match.span(), message, f"{match['name']}'s {title}")
