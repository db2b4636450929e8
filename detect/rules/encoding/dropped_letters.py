"""ENC012."""

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import Entry, LexiconRule


class DroppedLetters(LexiconRule):
    """Name that lost its accented letters ("Andaluca", "Rodrguez").

    ## What it does
    Finds frequent names of people and places without the accented letter they are written with, and suggests the name.

    ## Why it is an artifact
    A step of the pipeline that keeps ASCII only drops other letters without a trace. "Rodriguez" is an English
    spelling, "Rodrguez" is none.

    ## Known false alarms
    None known; the list leaves out every form that is a name or a word of its own.

    ## Example
    Bad: The president of Andaluca met Mr Rodrguez.
    Good: The president of Andalucía met Mr Rodriguez.
    """

    code = "ENC012"
    name = "dropped-letters"
    severity = Severity.WARNING
    in_boilerplate = True
    lexicon = "dropped_letters"
    message = "An accented letter was dropped from this name ({note})."

    def accept(self, document: Document, entry: Entry, start: int, end: int) -> bool:
        """Not for the second half of a word that a soft hyphen divides."""
        return document.text[start - 1 : start] != "\u00ad"
