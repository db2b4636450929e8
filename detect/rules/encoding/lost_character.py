"""ENC008."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule

_CONTROL = "".join(chr(code) for code in range(0x80, 0xA0) if code != 0x85)


class LostCharacter(PatternRule):
    """Replacement character or control character in the place of a letter or mark.

    ## What it does
    Finds runs of U+FFFD, the mark for a byte that could not be decoded, and of the control characters U+0080 to
    U+009F, which are marks of Windows-1252 that were read as Latin-1; for these it suggests the mark.

    ## Why it is an artifact
    The text passed a step that used the wrong character table. What stood there is lost, or hidden from the reader.

    ## Known false alarms
    Runs that stand for an emoji in a quoted post are as lost as the rest, but harmless.

    ## Example
    Bad: The caf\ufffd in S\ufffdo Paulo was closed.
    Good: The café in São Paulo was closed.
    """

    code = "ENC008"
    name = "lost-character"
    severity = Severity.WARNING
    in_boilerplate = True
    triggers = ("\ufffd", *_CONTROL)
    subject = "text"
    # Behind â it is ENC001, and behind â€ the rest of it.
    pattern = rf"(?<!\ufffd)\ufffd{{1,40}}|(?<![ÂÃâãïð{_CONTROL}])(?<!â€)(?<!ï»)(?<!ðŸ)[{_CONTROL}]{{1,40}}"
    anchored = True
    reach = 40
    message = "What stood here could not be decoded and is lost."

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        run = match.group()
        if run[0] == "\ufffd":
            return self.finding(document, *match.span(), self.message)
        try:
            marks = run.encode("latin-1").decode("cp1252")
        except UnicodeDecodeError:
            marks = ""
        message = "Invisible control characters: marks of Windows-1252 that were read with the wrong table."
        return self.finding(document, *match.span(), message, marks or None)
