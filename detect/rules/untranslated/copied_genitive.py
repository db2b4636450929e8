"""UNT008."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_TITLES = "president chancellor minister mayor premier king queen pope governor senator chief boss".split()
_NAME = re.compile(r"(?P<name>[A-Z][a-zäöüßåøæ]{2,18}[^s\W\d_])s(?![\w'’-]| [A-Z])")
_MOST = 20
"""How many names are looked up in one text."""
_READ = 20_000
"""How much of a long text is searched for the name."""


class CopiedGenitive(Rule):
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

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding where the text has the name without its s, and has no one of that name with it."""
        text = document.text
        seen: set[str] = set()
        for _, start, end in hits:
            if not text[end : end + 1].isupper() or not text[start].isupper():
                continue
            stop = text.find(" ", end, end + 24)
            if stop > 0 and text[stop - 1] not in "s,.":
                continue
            match = _NAME.match(text, end)
            if match is None:
                continue
            name = match["name"]
            if name in seen or len(seen) == _MOST:
                continue
            seen.add(name)
            if len(re.findall(rf"\b{name}\b(?!['’]?s\b)", text[:_READ])) < 2:
                continue
            if len(re.findall(rf"\b{name}s\b(?!['’])", text[:_READ])) != 1:
                continue
            yield self.finding(
                document,
                start,
                match.end(),
                f"The genitive of the source language was copied as if it were a name: this is {name}'s.",
                f"{name}'s {text[start : end - 1].lower()}",
            )
