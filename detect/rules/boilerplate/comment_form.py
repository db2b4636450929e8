"""BPL004."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from detect.document import Document
from detect.rules.base import Hit
from detect.rules.boilerplate._lines import LineRule, short_lines

_COUNT = re.compile(
    r"\W*(?:\d+ (?:comments?|replies|responses|likes?)|comments? ?\(?\d+\)?|\d+ thoughts? on .{1,50})\W*"
)
_MARKS = re.compile(r"\b(?:says|wrote|said|reply|report|like|flag|posted by)\b|\|")
_TURN = re.compile(
    r".{1,40} (?:says|wrote|said)(?: on .{5,30})?|reply|reply to .{2,30}|report abuse|report comment|report|like|"
    r"flag(?: as inappropriate)?|posted by .{2,40}|.{2,40} \| .{0,12}\d\d\d\d.{0,20}"
)
_FEWEST_TURNS = 3
_LONGEST_TURN = 8


class CommentForm(LineRule):
    """Comment form, comment rules or reader-comment controls.

    ## What it does
    Finds the fields and notices of comment forms ("Leave a Reply", "Required fields are marked *"), and threads of
    comments where each begins or ends with a mark of its own ("Ana says:", "Reply", "Report abuse").

    ## Why it is an artifact
    The form follows the article in the page, so it is the commonest thing left at the end of extracted text.

    ## Known false alarms
    A report about comment sections; a question to the readers by the author.

    ## Example
    Bad: Your email address will not be published.
    Good: “I have no comment,” the mayor said when asked for her address.
    """

    code = "BPL004"
    name = "comment-form"
    message = "Part of a comment form, not of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {
        "comments": "Reads like readers' comments or their form, not like the article"
    }
    needs = staticmethod(short_lines)
    wording_only = False

    def marked(self, document: Document, hits: Sequence[Hit]) -> tuple[set[int], set[int]]:
        """As for every line rule; besides, everything between the marks of a thread."""
        sure, weak = super().marked(document, hits)
        lines, folded = document.lines, document.folded
        turns = []
        for index, key, label in short_lines(document):
            start, end = lines[index]
            counts = folded[start].isdigit() or folded[end - 1].isdigit() or folded[end - 1] == ")"
            if counts and _COUNT.fullmatch(folded, start, end):
                sure.add(index)
            if (label or folded[end - 1] == ":") and _MARKS.search(key) and _TURN.fullmatch(key):
                turns.append(index)
        thread: list[int] = []
        for index in [*turns, -1]:
            if thread and (index < 0 or index - thread[-1] > _LONGEST_TURN):
                if len(thread) >= _FEWEST_TURNS:
                    sure.update(range(thread[0], min(thread[-1] + 2, len(lines))))
                thread = []
            if index >= 0:
                thread.append(index)
        return sure, weak
