"""QUO005."""

from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.quotations import Quotation
from detect.rules.base import Hit, Rule
from detect.rules.quotation._parts import foreign_marks

_NAME_WORDS = 3
"""A title or name of this many words keeps its original marks even in careful human translations."""
_ENGLISH = frozenset("the of and to that it for was with we you are not he she they this have but our".split())
_PAGING = frozenset({"previous", "next", "back", "home", "older", "newer", "prev", "first", "last"})


class ForeignMarks(Rule):
    """Guillemets or low-9 marks in an English text.

    ## What it does
    Finds quotations in «guillemets» or „low-9 marks“. Where the same text also quotes in English marks, each foreign
    one that holds more than a name is a `warning`; where it does not, the first one is an `info`.

    ## Why it is an artifact
    Translation engines copy marks they do not know and translate those they know, so one text ends up with both.

    ## Known false alarms
    Titles and names of up to three words in their original marks („Die Zeit“); human translators who keep the marks of
    the original throughout.

    ## Example
    Bad: «We were never asked about it», said Marek. “It is our street,” said Jana.
    Good: “We were never asked about it,” said Marek. “It is our street,” said Jana.
    """

    code = "QUO005"
    name = "foreign-quotation-marks"
    severity = Severity.INFO
    needs = staticmethod(foreign_marks)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every quotation in foreign marks beside English ones, or for the first of them."""
        text = document.text
        if "«" not in text and "„" not in text and "»" not in text and "‟" not in text:
            return
        foreign = [item for item in document.quotations if self._foreign(document, item)]
        if not foreign:
            return
        english = any(item.closed and item.opener.char in '“"' for item in document.quotations)
        for item in foreign if english else foreign[:1]:
            long = text.count(" ", item.start, item.end) >= _NAME_WORDS
            yield self.finding(
                document,
                item.start,
                item.opener.end,
                f"Opened with {item.opener.char}, which English does not use"
                + (", while other quotations in this text stand in English marks." if english else "."),
                "“",
                Severity.WARNING if english and long else None,
            )

    @staticmethod
    def _foreign(document: Document, item: Quotation) -> bool:
        """Whether the quotation is whole, in foreign marks, and no paging arrow."""
        if not item.closed or item.mixed or item.opener.char not in "«»„‟":
            return False
        if item.opener.char == "»" and item.opener.place != "open":
            return False  # an arrow
        words = document.folded[item.opener.end : item.end - 1].split()
        if not words or words[0] in _PAGING or not any(char.isalpha() for char in words[0]):
            return False
        # A sentence that was quoted in its own language keeps its own marks.
        return len(words) <= _NAME_WORDS or not _ENGLISH.isdisjoint(words)
