"""QUO007."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.quotation._parts import curly_marks

_LONGEST = 700
_SAID = re.compile(
    r"(?:^|[.!?…,] )[\"']*(?P<clause>(?:(?:[\w.'-]+ ){0,6}?)(?:said|says|stated|added|explained|stressed|replied|noted|"
    r"recalled|emphasi[sz]ed|declared|remarked|continued|claimed|asserted|announced|insisted)\b[^\n]{0,200})$"
)
# The narrator of news says neither "I" nor "you": with one of them outside of a second quotation, the speaker goes on.
_FIRST_PERSON = re.compile(r"\b(?:i|we|you|me|us|my|our|your|y'all|let's)\b")
_HYPOTHETICAL = re.compile(r"(?:how|why|what|where|who|couldn't|could|would|should|might|may|can|will|did|does)\b")
# "And he said, “ ..." is a speaker telling what somebody said; "..., has said he “ ..." goes on with the quoted words.
_TOLD = re.compile(r"(?:and|so|but|then|when|because|if|that|who|which|has|have|had|to|was|were) ")


class NarrationInside(Rule):
    """Quotation that is never closed before the narrator speaks and the next one opens.

    ## What it does
    Finds an opening mark, quoted words, then a clause with a verb of saying, then another opening mark, with no closing
    mark in between: `“You know what I told him? The president stated that “we will never ...`.

    ## Why it is an artifact
    Spinning tools and language models rewrite the narration around a quotation and drop or move its marks; translation
    engines lose a mark at a segment border. The reader takes the narrator's words for the speaker's.

    ## Known false alarms
    A person quoted in a quotation in marks of the same kind, which house styles forbid; typing errors.

    ## Example
    Bad: “We lost everything. The farmer said that the river “rose within minutes.”
    Good: “We lost everything.” The farmer said that the river “rose within minutes.”
    """

    code = "QUO007"
    name = "narration-inside-quotation"
    severity = Severity.WARNING
    rewriting = True
    needs = staticmethod(curly_marks)

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for the narration between two opening marks."""
        text = document.text
        if "“" not in text:
            return
        quotations = document.quotations
        for index in range(len(quotations) - 1):
            item = quotations[index]
            if item.closer is not None or item.opener.char != "“" or quotations[index + 1].start != item.end:
                continue
            start, end = item.opener.end, item.end
            while end > start and text[end - 1].isspace():
                end -= 1
            match = _SAID.search(document.folded, max(start, end - _LONGEST), end)
            if match is None or _FIRST_PERSON.search(match["clause"]) or _TOLD.match(match["clause"]):
                continue
            if _HYPOTHETICAL.match(match["clause"]):
                continue  # How come he couldn't have said, ‘Wait’?
            yield self.finding(
                document,
                match.start("clause"),
                end,
                "This is the narrator's voice, but the quotation before it was never closed: a mark was lost when the "
                "text was rewritten or translated.",
            )
