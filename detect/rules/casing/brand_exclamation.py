"""CAS007."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule

_BRANDS = ("yahoo", "jeopardy", "joomla", "yum", "mamma mia", "oklahoma", "wham", "moulin rouge", "hola", "kahoot")
_NEXT = """has have had is was were will would said says told and or in on at for to of with by from which who that
announced reported bought sold wrote also does did can could may as but""".split()


class BrandExclamation(PatternRule):
    """Exclamation mark of a brand taken for the end of a sentence ("Yahoo! Has").

    ## What it does
    Finds a capital on a verb or preposition behind a brand that ends in an exclamation mark.

    ## Why it is an artifact
    The text was cut into sentences before it was translated; the mark of the name ended one, and the rest was
    translated as a sentence of its own, with its own capital.

    ## Known false alarms
    Headlines in capitals; questions and cries that consist of the name. Short names that end a sentence as often as not
    (E!) are left out.

    ## Example
    Bad: The company Yahoo! Has sold its office in Paris.
    Good: The company Yahoo! has sold its office in Paris.
    """

    code = "CAS007"
    name = "brand-exclamation"
    severity = Severity.WARNING
    triggers = tuple(f"{brand}! {word} " for brand in _BRANDS for word in _NEXT)
    subject = "text"
    pattern = (
        rf"(?<![\w'’])(?:{'|'.join(brand.title() for brand in _BRANDS)})! "
        rf"(?P<at>{'|'.join(word.capitalize() for word in _NEXT)}) (?=[a-z])"
    )
    reach = 40
    message = "The exclamation mark belongs to the name: the sentence was cut here before it was translated."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Only in the middle of a sentence: a word in lower case leads up to the name."""
        before = document.text[max(0, match.start() - 24) : match.start()].split()
        return bool(before) and before[-1].isalpha() and before[-1].islower()

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        return self.finding(document, *match.span("at"), self.message, match["at"].lower())
