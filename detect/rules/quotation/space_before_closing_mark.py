"""QUO003."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.quotations import Quotation
from detect.rules.base import Hit, Rule
from detect.rules.quotation._parts import quotations

_LINK_WORDS = 8
_SAYS = re.compile(
    r"(?:[A-Z][\w’'-]+ ){1,3}(?:also )?(?:said|says|added|adds|told|stated|explained|continued|replied|noted|wrote|"
    r"warned|insisted|concluded|recalled|declared)\b"
)
_HANDLE = re.compile(r"@\w{1,30} \Z")


def spaced_like_a_link(text: str, item: Quotation) -> bool:
    """Whether a short quotation has a space on both inner sides: a link between the marks lost its tags."""
    closer = item.closer
    return (
        closer is not None
        and text[item.opener.end].isspace()
        and text[closer.start - 1].isspace()
        and text.count(" ", item.opener.end, closer.start) <= _LINK_WORDS
    )


class SpaceBeforeClosingMark(Rule):
    """Space on the inner side of a closing quotation mark.

    ## What it does
    Finds a curly closing mark or guillemet with a space before it that ends a quotation: `alone, ”he said` (an
    `error`: the space also fails after the mark) and `games ”, he warns`. Where a sentence ends before the space and a
    capital follows the mark (`home. ”Instead, `), the mark may open the next quotation, and the finding is an `info`.

    ## Why it is an artifact
    French sets a space inside its marks, and translation engines that treat a mark as a token of its own put the space
    back on the wrong side.

    ## Known false alarms
    Texts whose quotations are all set in spaced guillemets, which is French typography and no damage, are left alone.
    A title or a few words with a space on both sides are what is left of a link and only an `info`.
    The space that keeps two closing marks apart is left alone (’ ”).
    Straight marks do not show their side and are only looked at where a lower-case said-clause is glued to them.

    ## Example
    Bad: “You cannot do this alone, ”he said.
    Good: “You cannot do this alone,” he said.
    """

    code = "QUO003"
    name = "space-before-closing-mark"
    severity = Severity.ERROR
    needs = staticmethod(quotations)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every closing mark of a quotation that stands behind a space."""
        text = document.text
        for item in document.quotations:
            mark = item.closer
            if mark is None or not text[mark.start - 1].isspace():
                continue
            if mark.family != "double" or mark.shape == "open":
                continue
            if mark.start - 1 <= item.opener.end or text[mark.start - 1] == "\n":
                continue
            if text[mark.start - 2] in "'’”\"":
                continue  # a quotation inside ends here too, and the space keeps the two marks apart
            glued = mark.end < len(text) and text[mark.end].isalpha()
            if mark.shape is None and not glued:
                continue
            if _HANDLE.search(text, max(item.opener.end, mark.start - 40), mark.start):
                continue  # an old-style reply: “@name: @other ” and then the answer
            opens = glued and text[mark.end].isupper() and text[mark.start - 2] in ".!?…"
            opens = opens and not _SAYS.match(text, mark.end)
            yield self.finding(
                document,
                mark.start - 1,
                mark.end,
                "A closing mark between two sentences, glued to the second: it closes the first or opens the second."
                if opens
                else "The space stands inside the closing mark"
                + (" instead of behind it." if glued else ", as in French typography or after markup was lost."),
                None if opens else mark.char + (" " if glued else ""),
                Severity.INFO
                if opens or (not glued and spaced_like_a_link(text, item))
                else None
                if glued
                else Severity.WARNING,
            )
