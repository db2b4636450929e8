"""PHR001."""

from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.boilerplate._player import DAMAGED


class TranslatedPlayerWording(Rule):
    """Words of a player notice as only a translator gives them.

    ## What it does
    Marks the words "activate JavaScript" and "going to a web browser" in the notice of a video player. The line itself
    is boilerplate (BPL002); this rule is about what its wording proves.

    ## Why it is an artifact
    Players carry one fixed English notice ("please enable JavaScript, and consider upgrading to a web browser that
    supports HTML5 video"). Where it reads otherwise, the page was put into another language and back, or out of
    another language by a machine, and the article with it.

    ## Known false alarms
    A site whose own notice was written by a non-native speaker; instructions on the use of browsers are left alone
    unless they name JavaScript.

    ## Example
    Bad: Please activate JavaScript and consider going to a web browser that plays video.
    Good: Please enable JavaScript, and consider upgrading to a web browser that supports HTML5 video.
    """

    code = "PHR001"
    name = "translated-player-wording"
    severity = Severity.WARNING
    triggers = ("javascript", "java script")
    in_boilerplate = True

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every damaged wording in the line of a trigger, if that line is no paragraph."""
        done = -1
        for _, position, _ in hits:
            start, end = document.line_at(position)
            if start < done or end - start > 400:
                continue
            done = end
            for match in DAMAGED.finditer(document.folded, start, end):
                yield self.finding(
                    document,
                    *match.span(),
                    "The fixed notice of a video player in a translator's wording: the page was machine-translated.",
                )
