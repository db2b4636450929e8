"""PHR040."""

from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.boilerplate._lines import line_index
from detect.rules.boilerplate.translated_page_text import TranslatedPageText

_LINES = TranslatedPageText()


class TranslatedPageWording(Rule):
    """Words of a page's labels and notices as only a translator gives them.

    ## What it does
    Marks the words of labels such as "To read also" and "The rest after this ad". The line itself is boilerplate
    (BPL018); this rule is about what its wording proves.

    ## Why it is an artifact
    These are word-for-word renderings of the fixed labels of French, German, Spanish, Italian or Russian news sites ("À
    lire aussi", "La suite après cette publicité"). The page was put into English by a machine, menus and article alike.

    ## Known false alarms
    An English page made by non-native speakers may have labels of its own.

    ## Example
    Bad: To read also: The harbour town that fears the summer
    Good: Read also about the harbour town that fears the summer.
    """

    code = "PHR040"
    name = "translated-page-wording"
    severity = Severity.WARNING
    triggers = tuple(_LINES.triggers)
    in_boilerplate = True

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for the wording in every line BPL018 finds."""
        lines, _ = _LINES.marked(document, hits)
        done = -1
        for _, start, end in hits:
            if start >= done and line_index(document, start) in lines:
                done = end
                yield self.finding(
                    document,
                    start,
                    end,
                    "A fixed label of foreign pages, put into English word for word: the page was machine-translated.",
                )
