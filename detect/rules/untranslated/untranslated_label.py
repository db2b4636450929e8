"""UNT004."""

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import Entry, LexiconRule


class UntranslatedLabel(LexiconRule):
    """Label of a news page left in its language ("Lire aussi", "Quelle:").

    ## What it does
    Finds credits, source lines and "read also" links of some twenty languages and gives the English label.

    ## Why it is an artifact
    Labels come from the template of the page, outside of the text that was sent to translation, and extraction keeps
    them.

    ## Known false alarms
    Articles that teach the language; words that are English too are not listed.

    ## Example
    Bad: The council met on Monday. Lire aussi: the new mayor
    Good: The council met on Monday. Read also: the new mayor
    """

    code = "UNT004"
    name = "untranslated-label"
    severity = Severity.WARNING
    quoted = "info"
    in_boilerplate = True
    lexicon = "untranslated_labels"
    message = "A label of the source page ({note}) was left untranslated."

    def accept(self, document: Document, entry: Entry, start: int, end: int) -> bool:
        """Labels that end in a colon stand at the beginning of a line or of a sentence; Chinese ones have a colon."""
        folded = document.folded
        if not entry.phrase.endswith(":"):
            return entry.origin != "zh" or folded[end : end + 1] in (":", "：")
        before = folded[max(0, start - 2) : start].rstrip(" ")
        return not before or before[-1] in "\n(|[.*•-"
