"""BPL010."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from detect.document import Document, Span
from detect.finding import Finding
from detect.rules.base import Hit
from detect.rules.boilerplate._lines import LineRule, line_index, line_view

_AGENCY = (
    r"(?:AP Photo|AP|AFP|REUTERS|Reuters|EPA|EFE|ANP|TASS|DPA|dpa|[Pp]icture[- ][Aa]lliance|Getty(?: Images)?(?: \w+)?|"
    r"GETTY(?: IMAGES)?|Shutterstock|SHUTTERSTOCK|iStock(?:photo)?|Zuma(?: Press| Wire)?|ZUMA(?: Press| Wire)?|"
    r"[Ii]mago(?: [Ii]mages)?|IMAGO|Alamy(?: Stock Photo)?|Anadolu(?: Agency| Ajans\w)?|NurPhoto|Xinhua|XinHua|"
    r"Bloomberg(?: News)?|Sipa(?: USA)?|SIPA|Redux|Magnum(?: Photos)?|Unsplash|Pexels|Pixabay|Flickr|"
    r"Wikimedia(?: Commons)?|PA(?: Wire| Images)?|Press Association|Associated Press|CP|The Canadian Press|"
    r"AAP(?: Image)?|"
    r"Rex(?: Features)?|REX|WireImage|Barcroft(?: Media)?|USA TODAY(?: Sports| Network)?|UPI|Handout|HANDOUT|"
    r"File|Pool|POOL|Planet Pix|SOPA Images|LightRocket|Photoshot|Corbis|Keystone|Ritzau Scanpix|TT|NTB)"
)
_NAME = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|van|von|der|al|bin|el|da|di|dos)){0,4}"
_PIECE = rf"(?:{_AGENCY}(?![\w])|{_NAME})"
_CREDITS = [
    (re.compile(pattern), needed.split())
    for needed, pattern in (
        # (AP Photo/Name), [FILE: date], (Image: GETTY)
        (
            "[ (",
            r"[\[(](?:AP Photo|FILE\b|File\b|[Pp]hoto(?:graph)?s?(?: by|:| credit| courtesy|/)|PHOTO:|"
            r"[Ii]mage(?: credit)?:|IMAGE:|[Pp]icture:|[Cc]redit:|Courtesy|Getty|Representational|"
            r"Representative)[^()\[\]\n]{0,120}[\])]",
        ),
        ("/ via", rf"\([^()\n]{{0,100}}?(?:/ ?|via ){_AGENCY}\)"),
        # [FILE: date] Image: Name / Agency / Agency
        (
            "Image Photo Pic Credit",
            rf"(?:\[(?:FILE|File)[^\]\n]{{0,40}}\] ?)?(?:Image|Photo|Picture|Photograph|Pic|Credit|Photograph by|"
            rf"Photo by|Image by|Photo credit|Image credit|Picture credit):? ?{_PIECE}"
            rf"(?: ?(?:/|\||©|,| via | for ) ?{_PIECE}){{1,4}}",
        ),
        (
            "Image Photo Pic Credit",
            rf"(?:Image|Photo|Picture|Photograph|Pic|Credit|Photograph by|Photo by|Image by):? ?{_AGENCY}(?![\w])",
        ),
        # Name/AFP/Getty Images, Name via Getty Images
        ("/", rf"(?:(?:Photo|Image) by )?{_NAME} ?/ ?{_AGENCY}(?: ?(?:/|via|-|–) ?{_PIECE}){{0,3}}(?![\w/])"),
        ("via", rf"(?:{_PIECE} )?via (?:Getty Images|Wikimedia Commons|AP\b|Reuters|REUTERS)(?: Images)?"),
        # Source: Name, Public domain, via Wikimedia Commons
        (
            "Wikimedia",
            r"(?:(?:Source|Photo|Image|Credit): [^\n]{0,100}?|[A-Z][\w.'’ -]{0,60}), (?:[Pp]ublic [Dd]omain|"
            r"CC[ -](?:BY|0)[^,\n]{0,14}),? via Wikimedia Commons",
        ),
    )
]
"""Each with what it needs at least one of."""
_PLACES = (
    "[file", "(file", "(ap photo", "ap photo/", "(photo", "(image", "(picture", "(credit", "image:", "photo:",
    "picture:", "credit:", "photo by", "image by", "photograph by", "photograph:", "(getty", "/getty",
    "/ getty", "/afp", "/ afp",
    "/reuters", "/ reuters", "/ap ", "/ap)", "/ap\n", "/epa", "/ epa", "/shutterstock", "/pool", "/ zuma", "/zuma",
    "picture alliance", "picture-alliance", "via getty images", "via wikimedia commons", "via ap", "via reuters",
    "getty images", "(courtesy", "/anadolu", "/dpa", "/imago", "/bloomberg", "/pa", "/alamy", "/nurphoto",
)  # fmt: skip
_CAPTION_WORDS = 45
_MOST_TRIES = 30
"""A line with more places that look like a credit is no text."""
_MOST_FAILURES = 2_000
"""Nor is a text with so many places that look like one and are none."""


class PictureCredit(LineRule):
    """Credit of a picture or video.

    ## What it does
    Finds lines that are a credit ("Photo: ...", "Getty Images"), captions that end in one, and the credit alone where
    it was run into a paragraph ("[FILE: ...]Image: Name / Agency").

    ## Why it is an artifact
    The picture is gone, its credit stayed. Where the extractor ran it into the text, a sentence breaks off in a row of
    names.

    ## Known false alarms
    A sentence about a photo agency in which a slash stands between two names.

    ## Example
    Bad: Image: Ana Keller / Reuters / Picture alliance
    Good: The image: a girl with a balloon. Reuters reported that it was sold on Monday.
    """

    code = "BPL010"
    name = "picture-credit"
    message = "A picture credit, not part of the text."
    line_kinds: ClassVar[Mapping[str, str]] = {"credit": "Reads like a picture credit, not like the text"}

    @cached_property
    def triggers(self) -> Sequence[str]:  # type: ignore[override]
        """The wordings inside lines, and what stands in credits."""
        return (*(row.text for row in self._inner), *_PLACES)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield whole credit lines and captions, and credits inside paragraphs."""
        if not hits and self.name not in line_view(document).known:
            return
        known = len(self._inner)
        sure, weak = self.marked(document, [hit for hit in hits if hit[0] < known])
        parts: list[Span] = []
        tries: Counter[int] = Counter()
        failures = 0
        for number, start, end in hits:
            index = line_index(document, start)
            if number < known or index in sure or (parts and start < parts[-1][1]):
                continue
            tries[index] += 1
            if tries[index] > _MOST_TRIES or failures > _MOST_FAILURES:
                continue
            span = _credit(document, index, start, end)
            if span is None:
                failures += 1
                continue
            first, last = document.lines[index]
            rest = document.text[span[1] : last].strip(" .)]'\"”’»|")
            if not rest and document.text.count(" ", first, last) < _CAPTION_WORDS:
                sure.add(index)
            else:
                parts.append(span)
        spans = [(start, end) for start, end in parts if line_index(document, start) not in sure]
        found = [*self.joined(document, sure, weak), *spans]
        for start, end in sorted(found):
            yield self.finding(document, start, end, self.message)


def _credit(document: Document, index: int, start: int, end: int) -> Span | None:
    """The longest credit around a trigger, within its line."""
    first, last = document.lines[index]
    low, high = max(first, start - 130), min(last, end + 130)
    best: Span | None = None
    piece = document.text[low:high]
    for pattern, needed in _CREDITS:
        if not any(word in piece for word in needed):
            continue
        for match in pattern.finditer(document.text, low, high):
            touches = match.start() <= end and match.end() >= start
            if touches and (best is None or match.end() - match.start() > best[1] - best[0]):
                best = match.span()
    return best
