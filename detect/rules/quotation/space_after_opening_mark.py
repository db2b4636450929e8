"""QUO004."""

from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.quotation._parts import quotations
from detect.rules.quotation.space_before_closing_mark import spaced_like_a_link

_SPACES = frozenset({" ", "\u00a0", "\u202f"})


class SpaceAfterOpeningMark(Rule):
    """Space on the inner side of an opening quotation mark.

    ## What it does
    Finds “ followed by a space and the quoted words, and straight marks with a space on the inner side of both:
    `" We are staying "`.

    ## Why it is an artifact
    French and Swiss typography and tokenised text (translation engines cut marks off the words) set the mark apart;
    nobody put the two together again.

    ## Known false alarms
    News pages whose link text was cut out with its spaces: a title or a few words with a space on both sides are an
    `info`. Marks at the end of a line are left alone.

    ## Example
    Bad: The mayor answered: “ We are staying.”
    Good: The mayor answered: “We are staying.”
    """

    code = "QUO004"
    name = "space-after-opening-mark"
    severity = Severity.WARNING
    needs = staticmethod(quotations)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every quotation whose first word is set apart from its mark."""
        text = document.text
        for item in document.quotations:
            after = item.opener.end
            if text[after : after + 1] not in _SPACES or item.opener.family != "double":
                continue
            if item.opener.shape != "open" and (item.closer is None or not text[item.closer.start - 1].isspace()):
                continue
            if not text[after + 1 : after + 2].isalnum():
                continue
            yield self.finding(
                document,
                item.start,
                after + 1,
                "The opening mark stands apart from the quoted words, as in French typography or tokenised text.",
                item.opener.char,
                Severity.INFO if spaced_like_a_link(text, item) else None,
            )
