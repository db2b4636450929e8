"""BPL002."""

from collections.abc import Sequence

from detect.document import Document
from detect.rules.base import Hit
from detect.rules.boilerplate._lines import LineRule, line_index
from detect.rules.boilerplate._player import DAMAGED


class TranslatedPlayerNotice(LineRule):
    """Player or browser notice that went through a translator.

    ## What it does
    Finds lines of the notice that video players show without JavaScript, in the wording a translator gives it
    ("activate JavaScript and consider going to a web browser").

    ## Why it is an artifact
    Players carry one fixed English notice: "enable JavaScript, and consider upgrading to a web browser that supports
    HTML5 video". Any other wording means that the notice, and so the page around it, was translated into English by a
    machine. PHR001 marks the words themselves.

    ## Known false alarms
    A site may have written a notice of its own in unusual English.

    ## Example
    Bad: Please activate JavaScript and consider going to a web browser that plays video.
    Good: Please enable JavaScript, and consider upgrading to a web browser that supports HTML5 video.
    """

    code = "BPL002"
    name = "translated-player-notice"
    message = "A player notice in a translator's wording, not part of the article."
    triggers = ("javascript", "java script", "web browser")

    def marked(self, document: Document, hits: Sequence[Hit]) -> tuple[set[int], set[int]]:
        """Lines with the damaged wording; never a long one."""
        found = set()
        for index in {line_index(document, start) for _, start, _ in hits}:
            start, end = document.lines[index]
            if end - start <= 400 and DAMAGED.search(document.folded, start, end):
                found.add(index)
        return found, set()
