"""BPL009."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from detect.document import Document
from detect.rules.base import Hit
from detect.rules.boilerplate._lines import LineRule, short_lines

_HEADING = re.compile(
    r"(?:related|most|top|latest|recent|more|popular|trending|recommended|hot|other)(?: \w+)?"
    r" (?:stories|articles|posts|news|links|content|coverage|topics|videos|headlines|reading|searches)"
    r"|(?:most|more) (?:read|popular|viewed|shared|commented|emailed|recent)|trending(?: now)?|recommended(?: for you)?"
    r"|you (?:may|might) (?:also )?(?:like|be interested in|enjoy)|(?:also|what to) read(?: next)?"
    r"|read (?:also|next|more)|around the web|from around the web|editors?'?s?'? (?:picks|choice)|in case you missed it"
)
_MOST_TEASERS = 15


class RelatedLinks(LineRule):
    """Links to other stories, and the heading above them.

    ## What it does
    Finds "Read more: ...", "Related articles", "You may also like", and the translated forms ("To read also", "Look
    also"). Below a heading of this kind it takes the lines that end without a full stop as the headlines they are.

    ## Why it is an artifact
    Teasers of other stories stand between the paragraphs of the page. In extracted text they break the story, and the
    names in them are not of this story.

    ## Known false alarms
    A writer who points to an earlier piece in a sentence of their own.

    ## Example
    Bad: Read more: Floods cut off three villages in the north
    Good: The minister wants pupils to read more at home, the paper said.
    """

    code = "BPL009"
    name = "related-links"
    message = "A link to other stories, not part of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {"related": "Reads like a link to another story, not like the article"}
    needs = staticmethod(short_lines)
    wording_only = False

    def marked(self, document: Document, hits: Sequence[Hit]) -> tuple[set[int], set[int]]:
        """As for every line rule; besides, headlines below a heading of links, if there are two or more."""
        sure, weak = super().marked(document, hits)
        lines, text = document.lines, document.text
        for heading, key, label in short_lines(document):
            if not label or heading + 2 >= len(lines) or not _HEADING.fullmatch(key):
                continue
            teasers = []
            for index in range(heading + 1, min(heading + 1 + _MOST_TEASERS, len(lines))):
                start, end = lines[index]
                if end - start > 140 or text[end - 1] in '.!;,:"”' or text.count(" ", start, end) < 2:
                    break
                teasers.append(index)
            if len(teasers) >= 2:
                sure.update(teasers)
                sure.add(heading)
        return sure, weak
