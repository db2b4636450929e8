"""BPL016."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule


class PageFurniture(Rule):
    """Line of the page that is not the article and is of no kind that has a rule of its own.

    ## What it does
    Reports lines the line model takes for boilerplate without saying of what type: notes on the author or the outlet,
    headings of boxes, notices of all kinds.

    ## Why it is an artifact
    They were extracted with the article and are not part of it, so they are counted as its text wherever it is used.

    ## Known false alarms
    A heading or a list item of the article itself, where the lines around it look like a menu; what an author says
    about the text ("This story was updated").

    ## Example
    Bad: The port will be closed to ferries until Friday, the harbour master said in the morning after the storm.
    The wind had damaged two of the three landing stages and torn away the roof of the hall where passengers wait.
    Write to us at news@example.com
    Good: The port will be closed to ferries until Friday, the harbour master said in the morning.
    """

    code = "BPL016"
    name = "page-furniture"
    severity = Severity.INFO
    every_text = True
    line_kinds: ClassVar[Mapping[str, str]] = {"other": "Reads like part of the page, not like the article"}

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterable[Finding]:
        """Nothing by itself: the line model finds such lines."""
        return ()
