"""QUO008."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from detect.document import Document
from detect.finding import Finding, Severity
from detect.lexicons import read_tsv
from detect.rules.base import Hit, Rule
from detect.rules.quotation._parts import quotations

_LONGEST = 45
_NEWS_CUES = (
    "newspaper", "daily", "magazine", "weekly", "paper", "tabloid", "outlet", "broadcaster", "channel", "portal",
    "told", "report", "quoted", "writes", "wrote", "interview", "according to", "journalist",
)  # fmt: skip
_TERM = re.compile(
    r" (?:model|style|effect|approach|brand|formula|standard|factor|accent|test|rule|way|method|type|kind|myth|label|"
    r"joke|meme|logo|hashtag|sign|t-shirt|hat|cap|mug|app|button|tab|folder|category)s?\b"
)


class OutletInMarks(Rule):
    """Name of a newspaper or broadcaster in quotation marks.

    ## What it does
    Finds quotations that hold nothing but the name of a news outlet: the “Wall Street Journal”. Names that are also
    common words (Time, Focus, Bild) need a word of reporting nearby.

    ## Why it is an artifact
    German, Russian, Polish, Turkish and other news styles set such names in quotation marks; English sets them plain
    or in italics. A translation engine copies the marks.

    ## Known false alarms
    Human translators and second-language writers who keep the habit. A name that is put in marks as a term before its
    noun (the “BBC” model) is left alone.

    ## Example
    Bad: That was first reported by the “Wall Street Journal”.
    Good: That was first reported by the Wall Street Journal.
    """

    code = "QUO008"
    name = "outlet-in-quotation-marks"
    severity = Severity.WARNING
    needs = staticmethod(quotations)

    @cached_property
    def _outlets(self) -> dict[str, bool]:
        """Folded name without article -> whether it is a common word too."""
        return {row["name"]: row["kind"] == "ambiguous" for row in read_tsv("news_outlets")}

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every quotation that is an outlet's name."""
        for item in document.quotations:
            if item.closer is None or not 5 <= item.end - item.start <= _LONGEST:
                continue
            name = document.folded[item.opener.end : item.closer.start].strip(" ,.").removeprefix("the ")
            ambiguous = self._outlets.get(name)
            if ambiguous is None or document.text[item.opener.end : item.closer.start].islower():
                continue
            if ambiguous:
                around = document.folded[max(0, item.start - 50) : item.end + 30]
                if not any(cue in around for cue in _NEWS_CUES):
                    continue
            if _TERM.match(document.folded, item.end):
                continue
            plain = document.text[item.opener.end : item.closer.start].strip()
            yield self.finding(
                document,
                item.start,
                item.end,
                "English sets the names of newspapers and broadcasters without quotation marks; German, Russian and "
                "other languages use them.",
                plain,
            )
