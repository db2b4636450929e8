"""PUN002."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules._verbatim import has_posts
from detect.rules.base import Hit, Rule

_SPACED = re.compile(r"""(?<=[a-z\d)"'%])[ ]([?!;:])(?=\s|["')]|\Z)(?! ?[)(-])""")
_TIGHT = re.compile(r"[a-z]([?!;])[\s\"]")
_DAMAGED = re.compile(r"[a-z] [,.](?=\s)")
_ASKING = re.compile(
    r"\b(?:who|whose|whom|what|which|when|where|why|how|is|are|am|was|were|do|does|did|have|has|had|can|could|will|would|"
    r"shall|should|may|might|must|isn't|aren't|don't|doesn't|didn't|won't|can't|right|ok|okay|huh|really|not|or)\b"
)


def _asks(document: Document, mark: int) -> bool:
    """Whether a word of asking stands in the 120 characters of the sentence before the question mark at `mark`."""
    low, _ = document.sentence_at(max(0, mark - 1))
    return _ASKING.search(document.folded, max(low, mark - 120), mark) is not None


class FrenchSpacing(Rule):
    """Space before a question mark, exclamation mark, semicolon or colon.

    ## What it does
    Finds spaces before ? ! ; : behind a word. Where the text does it throughout, and sets commas and full stops
    tightly, it is French typography and a warning; a single case is a weak signal.

    ## Why it is an artifact
    French sets a (non-breaking) space before two-part marks. Translation carries the marks over with their spaces,
    since they stand outside of the words it translates.

    ## Known false alarms
    Extraction from HTML can leave a space where a link ended; such texts have spaces before commas as well and get
    only weak signals. Names of speakers in capitals before a colon are left alone. In a text with embedded posts, a
    question mark behind words that ask nothing is a lost emoji and a weak signal.

    ## Example
    Bad: What will change ? Nothing at all ! The minister was clear ; the law stays.
    Good: What will change? Nothing at all! The minister was clear; the law stays.
    """

    code = "PUN002"
    name = "french-spacing"
    severity = Severity.WARNING
    triggers = (" ?", " !", " ;", " :")

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every such space."""
        folded, text = document.folded, document.text
        found = []
        for _, start, end in hits:
            match = _SPACED.match(folded, start)
            if not match or (match[1] == ":" and text[start - 1].isupper()):
                continue
            found.append((start, end, match[1]))
        if not found:
            return
        posts = has_posts(document)
        lost = {start for start, _, mark in found if mark == "?" and posts and not _asks(document, start)}
        clear = [mark for start, _, mark in found if mark != ":" and start not in lost]
        hard = sum(text[start] in "\u00a0\u202f\u2009" for start, _, _ in found)
        french = (
            (len(clear) > 1 or hard > 1)
            and not _DAMAGED.search(folded)
            and len(clear) >= 2 * sum(1 for _ in _TIGHT.finditer(folded))
        )
        for start, end, mark in found:
            yield self.finding(
                document,
                start,
                end,
                f"French sets a space before {mark}; English does not."
                if french
                else f"A space stands before {mark}: French typography, or a trace of mark-up.",
                mark,
                Severity.WARNING if french and start not in lost else Severity.INFO,
            )
