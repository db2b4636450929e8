"""ENC010."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_ADDRESS = re.compile(r"://|www\.|\.(?:com|org|net|php|html?|aspx?|jpe?g|cfm)\b|[=&#@<>]")
_REACH = 60
"""Characters on either side that are read of what stands between two spaces."""
_ENDING = re.compile(r"(?:s|t|re|ve|ll|d|m)(?!\w)")
_WORD = re.compile(r"[a-z]{1,}(?![\w=/])")
_GLUED = frozenset(
    """a an the and or but so as at by for from in into of off on to up via with under over through after before about i
    he she it they we you who what when where which why how this that these those there here his her its their our my
    your is are was were be been do does did has have had can could will would not no yes if then than just still also
    only even well one two read see more click says said asks asked maybe perhaps because though while""".split()
)


class QuestionMarkLetter(Rule):
    """Question mark in the place of a letter or an apostrophe ("don?t", "Chamb?ry").

    ## What it does
    Finds a question mark between two letters of one word.

    ## Why it is an artifact
    A step of the pipeline could only write ASCII or Latin-1 and put a question mark for each character outside of it.
    Apostrophes, accented letters and names suffer.

    ## Known false alarms
    Two sentences without a space between them start with a capital and are not meant; addresses are left alone.

    ## Example
    Bad: The mayor of Chamb?ry didn?t answer.
    Good: The mayor of Chambéry didn’t answer.
    """

    code = "ENC010"
    name = "question-mark-letter"
    severity = Severity.WARNING
    triggers = tuple(f"?{chr(letter)}" for letter in range(ord("a"), ord("z") + 1))

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every question mark inside a word."""
        text = document.text
        for _, start, _ in hits:
            if not start or not text[start - 1].isalpha() or not text[start + 1].islower():
                continue
            first = start - len(text[max(0, start - _REACH) : start].rsplit(None, 1)[-1])
            last = start + 1 + len(text[start + 1 : start + _REACH].split(None, 1)[0])
            if _ADDRESS.search(text, first, last):
                continue
            if _ENDING.match(text, start + 1):
                message = "A question mark stands for an apostrophe that could not be encoded."
                yield self.finding(document, start, start + 1, message, "’")
            elif (match := _WORD.match(text, start + 1)) and match.group() not in _GLUED:
                message = "A question mark stands for a letter that could not be encoded."
                yield self.finding(document, start, start + 1, message)
