"""BPL006."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from detect.document import Document
from detect.rules.base import Hit
from detect.rules.boilerplate._lines import LineRule, short_lines

_NAMES = (
    r"(?:share|tweet|email|e-mail|print|facebook|twitter|linkedin|whatsapp|pinterest|reddit|telegram|copy link|link|"
    r"pin|send|save|post|comments?|like|x|sms|messenger|tumblr|instagram|youtube|follow|flipboard|bluesky|threads)"
)
_BUTTON = re.compile(_NAMES + r"\b")
_BUTTONS = re.compile(rf"(?:(?:{_NAMES}|on|via|this|\||/|,|\d+[km]?)(?: |$)){{2,12}}")


class ShareBar(LineRule):
    """Share buttons, also machine-translated ones.

    ## What it does
    Finds lines made of share and print buttons ("Share on Facebook", "Copy link", "Share on general").

    ## Why it is an artifact
    Buttons are text in the page. Where the whole page went through a translator the buttons did too, and come out as
    "Share on general".

    ## Known false alarms
    A line that is only the name of a network may be a subheading.

    ## Example
    Bad: Share on Facebook
    Good: Share prices on the Tokyo exchange fell on Friday.
    """

    code = "BPL006"
    name = "share-bar"
    message = "Share buttons, not part of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {"share": "Reads like share buttons, not like the article"}
    needs = staticmethod(short_lines)
    wording_only = False

    def marked(self, document: Document, hits: Sequence[Hit]) -> tuple[set[int], set[int]]:
        """As for every line rule; besides, lines made of the names of buttons alone."""
        sure, weak = super().marked(document, hits)
        for index, key, _ in short_lines(document):
            if key.count(" ") and _BUTTON.match(key) and _BUTTONS.fullmatch(key):
                sure.add(index)
        return sure, weak
