"""BPL001."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from detect.document import Document
from detect.rules.base import Hit
from detect.rules.boilerplate._lines import LineRule
from detect.rules.boilerplate._player import DAMAGED


class PlayerNotice(LineRule):
    """Notice of a video or audio player, or of a browser without JavaScript.

    ## What it does
    Finds lines that a player shows when it cannot run ("Please enable JavaScript ...") and its controls
    ("Unmute", "Current time 0:00", "Beginning of dialog window").

    ## Why it is an artifact
    The notice stands in the page for browsers that cannot play the video. The extractor is such a browser, so it takes
    the notice for text.

    ## Known false alarms
    An article about web browsers may say the same in a sentence of its own.

    ## Example
    Bad: To view this clip, please enable JavaScript in your browser.
    Good: The ministry said its new site works without JavaScript.
    """

    code = "BPL001"
    name = "player-notice"
    message = "A player or browser notice, not part of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {
        "media": "Reads like a player's controls, not like the article",
        "js-notice": "Reads like a browser notice, not like the article",
    }

    def marked(self, document: Document, hits: Sequence[Hit]) -> tuple[set[int], set[int]]:
        """As for every line rule, without the lines that are BPL002's."""
        sure, weak = super().marked(document, hits)
        return {index for index in sure if not DAMAGED.search(document.folded, *document.lines[index])}, weak
