"""QUO009."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_OPENING = re.compile(r"(?:^|(?<=[\s(\[–—]))[\"“”„«]{2}(?=\w)")
_CLOSING = re.compile(r"(?<=[\w.,!?…%)])[\"“”»]{2}(?=[\s,;:)\]–—]|[.!?](?!\w)|$)")


class DoubledMark(Rule):
    """Quotation mark set twice.

    ## What it does
    Finds two double marks that open or close the same quotation: `""Good luck""`, `““Good luck”`.

    ## Why it is an artifact
    Comma-separated files double their quotation marks; a pipeline that fed such a file to a translation engine, or
    printed it without reading it as one, leaves them. Engines also translate nested foreign marks (“«) into two of the
    same.

    ## Known false alarms
    A title in marks at the edge of a quotation in marks of the same kind, which house styles forbid. Two marks between
    two sentences (“One.”“Two.”) only lost the line break between them and are left alone.

    ## Example
    Bad: The album ""Good Luck"" sold a million copies.
    Good: The album "Good Luck" sold a million copies.
    """

    code = "QUO009"
    name = "doubled-quotation-mark"
    severity = Severity.WARNING
    triggers = ('""',)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every pair of marks on one side of a quotation."""
        text = document.text
        for _, start, end in hits:
            if (start and document.folded[start - 1] == '"') or document.folded[end : end + 1] == '"':
                continue  # rows of marks are ditto signs or art
            if _OPENING.match(text, start) or _CLOSING.match(text, start):
                yield self.finding(
                    document,
                    start,
                    end,
                    "The mark is doubled, as in a comma-separated file or after a change of quotation style.",
                    text[start],
                )
