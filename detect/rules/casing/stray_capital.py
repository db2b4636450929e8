"""CAS005."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.casing._cased import in_title

_LINKS = """
the a an of in on at to for with by from and or but as than into over under about is are was were be been has
have had will would can cannot could should may might must did does do not went go goes came come put take took make
made give gave get got that which who if when after before because""".split()
_OTHERS = "After Of With From In And Before Which While During".split()
_CLOSING = frozenset("is are was were have has had will would can cannot could should may might do did".split())
_LINK_SET = frozenset(_LINKS)
_NEXT = re.compile(r"[a-z]+(?:['’]s)? [a-z(\"']")
_THE = " The "
"""Looked for by itself: "of the" and its like are too frequent for a trigger."""
_LAST = re.compile(r"(?<![\w'’.@#-])[a-z]+\Z")


class StrayCapital(Rule):
    """Function word with a capital inside a sentence ("it cannot The mobile").

    ## What it does
    Finds words such as The, After, Of and With with a capital between two words in lower case of which the first cannot
    end a sentence.

    ## Why it is an artifact
    A link or bold type in the source made the pipeline cut the sentence; each piece was translated as a sentence of its
    own, with its own capital, and they were put together again.

    ## Known false alarms
    Titles of works and headlines are recognised by the capitals around them.

    ## Example
    Bad: The plan went After in committee, and the unchanged decision of The board was expected.
    Good: The plan went on in committee, and the unchanged decision of the board was expected.
    """

    code = "CAS005"
    name = "stray-capital"
    severity = Severity.WARNING

    triggers = tuple(f" {link} {word.lower()} " for link in _LINKS for word in _OTHERS)
    every_text = True

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every such word."""
        text = document.text
        places = [text.find(" ", start + 1, end) for _, start, end in hits if not text[start:end].islower()]
        place = text.find(_THE)
        while place >= 0:
            if "a" <= text[place - 1] <= "z" and place:
                places.append(place)
            place = text.find(_THE, place + 1)
        for place in places:
            end = text.find(" ", place + 1)
            word = text[place + 1 : end]
            if not (word.istitle() and _NEXT.match(text, end + 1)):
                continue
            last = _LAST.search(text, max(0, place - 12), place)
            if last is None or last.group() not in _LINK_SET:
                continue
            if word == "And" and last.group() in _CLOSING:
                continue  # "They say they do And if ...": a full stop was left out
            if not in_title(text, place, end):
                message = "A capital inside the sentence: it was cut at a link and its pieces translated one by one."
                yield self.finding(document, place + 1, end, message, word.lower())
