"""UNT010."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule


class EditorsNote(PatternRule):
    """Editor's or translator's note in the form of another language ("(..., ed)", "approx. ed.").

    ## What it does
    Finds "approx. ed.", "approx. author", "note ed.", "n.d.r.", "ndlr", "N. of T." and a small "ed." behind a comma at
    the end of a bracket.

    ## Why it is an artifact
    Russian "прим. ред." (note of the editor) is read as the abbreviation of "approximately"; Italian "ndr", French
    "ndlr" and Spanish "N. del T." are copied; German and Italian notes keep their comma. English writes "— Ed."

    ## Known false alarms
    Lists of literature name editors in brackets ("(A. Hofer, ed.)"); a name with an initial before the comma is left
    alone.

    ## Example
    Bad: “They (the rebels, ed) will come back,” he said. It cost five crowns (approx. ed.).
    Good: “They [the rebels] will come back,” he said. It cost five crowns.
    """

    code = "UNT010"
    name = "foreign-editors-note"
    severity = Severity.WARNING
    triggers = (
        ", ed)", ", ed.)", "approx. ed", "approx. auth", "approx. transl", "approx. per", "note ed.", "n.d.r", " ndr",
        "(ndr", "- ndr", " ndlr", "(ndlr", "n. d. r.", "n. of t.", "n. del t.", "n. de la r", ", red.)",
    )  # fmt: skip
    pattern = (
        r"(?<=[a-z])(?P<at>, ed\.?)\)|\bapprox\. (?:ed(?:itor|\.|\b)|auth\w*|transl\w*|per\.)|\bnote ed\.|"
        r"(?<![\w.])n\.d\.r\b\.?|(?<![\w.])(?:ndr|ndlr)(?=[).,:])|\bn\. ?d\. ?r\.|\bn\. (?:of|del) t\.|\bn\. de la r\.|"
        r"(?<=[a-z])(?P<redaction>, red\.)\)"
    )
    reach = 20
    message = "A note of the source's editor in the form of its language; English writes “Ed.” or square brackets."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not an editor in a list of literature: initials stand before the surname."""
        if match["at"] is None:
            return "NDR" not in document.text[match.start() : match.end()]  # a broadcaster
        before = document.text[max(0, match.start() - 24) : match.start()]
        return not before[-1:].isupper() and ". " not in before[-16:]
