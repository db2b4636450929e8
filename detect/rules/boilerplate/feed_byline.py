"""BPL011."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from detect.document import Document
from detect.rules.base import Hit
from detect.rules.boilerplate._lines import LineRule, short_lines

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_DATE = re.compile(
    rf"(?:(?:first |last )?(?:published|updated|posted|created|modified|date|on|at)\b[ :]*){{0,3}}"
    rf"(?:(?:{_DAY}|{_MONTH}|(?:[ap]\.?m\.?|at|of|st|nd|rd|th|gmt|est|edt|e\.?t|pst|pdt|ist|utc|bst|cet|hrs|updated|"
    rf"published|posted|last)\b\.?|\d{{1,4}}|[ ,:./|•·()+-]){{1,40}})"
)
_NAMED = re.compile(rf"{_MONTH}|{_DAY}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}")
_DIGIT = re.compile(r"\d")
_BY = re.compile(
    r"[^\w\n]{0,3}(?:By|BY|by|Story by|Written by|Text by)[: ]\s*"
    r"(?:[A-Z][\w.'’-]*|and|AND|de|van|von|der|den|al|bin|el|da|di|for|of|the|&|[|/,–—•-])"
    r"(?:[ ,]+(?:[A-Z][\w.'’-]*|and|AND|de|van|von|der|den|al|bin|el|da|di|for|of|the|in|at|&|[|/–—•-]|\d{1,4},?)){0,9}"
    r"[^\w\n]{0,3}"
)


class FeedByline(LineRule):
    """Line of a feed or template with author, date or reading time.

    ## What it does
    Finds lines such as "Published by: ...", "Updated 3 hours ago", "4 min read", a date alone, and "By" with a name.

    ## Why it is an artifact
    They are fields of the page's template, not sentences; extracted text mixes them with the story.

    ## Known false alarms
    A byline is no mistake. It is boilerplate only in the sense that it is not part of the story.

    ## Example
    Bad: Published by: Ana Keller
    Good: The report was published by the interior ministry on Monday and covers ten years.
    """

    code = "BPL011"
    name = "feed-byline"
    message = "A template field (author, date or reading time), not part of the story."
    line_kinds: ClassVar[Mapping[str, str]] = {
        "byline": "Reads like a template field (author, date or note on the author), not like the story"
    }
    needs = staticmethod(short_lines)
    wording_only = False

    def marked(self, document: Document, hits: Sequence[Hit]) -> tuple[set[int], set[int]]:
        """As for every line rule; besides, dates alone and "By" with names."""
        sure, weak = super().marked(document, hits)
        folded, text = document.folded, document.text
        for index, key, _ in short_lines(document):
            start, end = document.lines[index]
            if index in sure:
                continue
            if folded.startswith("by", start) or folded.startswith("by", start + 2) or " by" in key[:10]:
                if _BY.fullmatch(text, start, end):
                    sure.add(index)
                continue
            dated = _DIGIT.search(folded, start, end) and _NAMED.search(folded, start, end)
            if dated and _DATE.fullmatch(folded, start, end):
                sure.add(index)
        return sure, weak
