"""BPL017."""

from collections.abc import Iterable, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.lines.templates import LONGEST, TEMPLATE_KEYS, line_key
from detect.rules.base import Hit, Rule
from detect.rules.boilerplate._lines import join_lines


def _templates(document: Document) -> object:
    return document.shared.get(TEMPLATE_KEYS)


class SourceTemplate(Rule):
    """Line that stands in many articles of the same source.

    ## What it does
    With `--templates FILE`, finds the lines of an article that are among its source's template, as
    `detect templates learn` learned it. Numbers, bullets and typography make no difference. Without the option it finds
    nothing.

    ## Why it is an artifact
    What every article of a site carries belongs to the site and not to the story: the name of a section, a notice, a
    box. No single article shows that; many of them together do.

    ## Known false alarms
    A phrase a column ends with on purpose; a story that was published again under several titles, if only some of its
    lines came again.

    ## Example
    Bad: The Valley Tribune is printed by its readers' cooperative.
    Good: The cooperative will print the paper from May on, its chairwoman told the readers.
    """

    code = "BPL017"
    name = "source-template"
    severity = Severity.INFO
    needs = staticmethod(_templates)
    every_text = True

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterable[Finding]:
        """A finding for every run of lines of the template."""
        keys = document.shared.get(TEMPLATE_KEYS)
        if not keys:
            return ()
        folded = document.folded
        own = [
            index
            for index, (start, end) in enumerate(document.lines)
            if end - start <= LONGEST and line_key(folded[start:end]) in keys
        ]
        message = "Stands in many articles of this source: part of its template, not of the story."
        return [self.finding(document, start, end, message) for start, end in join_lines(document, own)]
