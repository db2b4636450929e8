"""PUN012."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_SPLIT = re.compile(r"(?P<cap>[A-Z])\.(?P<rest>[a-z]{2,}|[A-Z][a-z]{2,})(?= [a-z])")
_NAMES = frozenset("e.coli c.diff".split())


class SplitInitial(Rule):
    """Large first letter of an article set apart ("I.Nothing was found", "D.he police").

    ## What it does
    Finds, at the start of a line, a single capital with a full stop that is glued to the next word, and that word
    followed by one in lower case.

    ## Why it is an artifact
    Magazines set the first letter of an article apart as a large initial, in an element of its own. Extraction puts it
    in a line or sentence of its own; translation takes it for an abbreviation and the rest of the word for another
    word.

    ## Known false alarms
    Names such as J.Crew or A.Rod are followed by a capital or a verb and are left alone where they are known.

    ## Example
    Bad: D.he police are looking for witnesses of the accident.
    Good: The police are looking for witnesses of the accident.
    """

    code = "PUN012"
    name = "split-initial"
    severity = Severity.WARNING
    triggers = tuple(
        f"\n{chr(cap)}.{chr(low)}" for cap in range(ord("a"), ord("z") + 1) for low in range(ord("a"), ord("z") + 1)
    )
    every_text = True

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every such line."""
        text = document.text
        starts = [start + 1 for _, start, _ in hits]
        if text[1:2] == ".":
            starts.insert(0, 0)
        for start in starts:
            match = _SPLIT.match(text, start)
            if match is None or match.group().lower() in _NAMES:
                continue
            if match["rest"][0].isupper() and match["rest"].lower() not in _OPENERS:
                continue
            yield self.finding(
                document,
                start,
                match.start("rest") + 1,
                "The large first letter of the article was taken for an abbreviation and set apart from its word.",
            )


_OPENERS = frozenset(
    """the this that these those there then they when where what who why how nothing nobody it in on at after before he
    she we you for from with and but not no one all many some every since if as""".split()
)
