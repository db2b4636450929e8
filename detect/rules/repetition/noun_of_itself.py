"""REP004."""

from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

# "the worst of the worst", "the heart of the heart": English says these on purpose.
ITSELF = frozenset(
    """worst best heart middle rest poorest richest greatest smallest biggest lowest highest poor rich weakest
    strongest elite king queen lord song mother end cream one many some most all half least first last home soul core
    edge depth dead name top bottom left right centre center front back time man love god world saint fallen few
    contacts friends""".split()
)


class NounOfItself(Rule):
    """A noun that belongs to itself: "the office of the office".

    ## What it does
    Finds "the X of the X", also in chains ("the state of the state of the").

    ## Why it is an artifact
    Two source words for related things (Chinese 会 and 会议) fall on one English word, or the decoder starts its noun
    phrase again behind "of the".

    ## Known false alarms
    Superlatives ("the worst of the worst") and a few set phrases, which are left alone; compound nouns ("the middle of
    the middle class").

    ## Example
    Bad: The office of the office has rejected the claim.
    Good: The head of the office has rejected the claim.
    """

    code = "REP004"
    name = "noun-of-itself"
    severity = Severity.WARNING
    triggers = (" of the ",)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every noun that stands on both sides of "of the"."""
        folded = document.folded
        for _, start, end in hits:
            first = folded.rfind(" ", max(0, start - 30), start) + 1
            noun = folded[first:start]
            stop = end + len(noun)
            if len(noun) < 3 or not folded.startswith(noun, end) or folded[stop : stop + 1].isalnum():
                continue
            if not noun.isalpha() or noun in ITSELF or folded[max(0, first - 4) : first] != "the ":
                continue
            yield self.finding(
                document,
                first,
                stop,
                "The noun is said to belong to itself: two source words were given the same translation.",
            )
