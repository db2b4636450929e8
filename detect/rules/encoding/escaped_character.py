"""ENC009."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule


class EscapedCharacter(PatternRule):
    r"""Escape sequence of a program or file format left in the text ("\u2019", "\n").

    ## What it does
    Finds the escapes of JSON and of programming languages, escaped quotation marks and those of RTF files.

    ## Why it is an artifact
    A text was taken out of a data file without being unescaped, or was escaped twice.

    ## Known false alarms
    Windows paths and formulas are left alone.

    ## Example
    Bad: The mayor didn\u2019t come.\n\nThe council met.
    Good: The mayor didn’t come. The council met.
    """

    code = "ENC009"
    name = "escaped-character"
    severity = Severity.WARNING
    in_boilerplate = True
    triggers = ("\\u", "\\n", "\\r", "\\t", "\\x", "\\'", '\\"', "\\/")
    subject = "text"
    pattern = (
        r"(?<![\\:\w])\\u[0-9a-fA-F]{4}|(?<=[a-zA-Z.,\s])\\u20[0-2][0-9a-fA-F]|"
        r"(?<=[\w.,!?\"”])(?:\\[nrt])+(?=[A-Z\s\"“\\]|\Z)|\\x[89a-f][0-9a-f]|"
        r"(?<=\w)\\'[89a-f][0-9a-f](?=\w|\s)|(?<=\w)\\'(?=[a-z])|\\[\"”“](?=\w)|(?<=[\w.,])\\[\"”“]|(?<=\w)\\/(?=\w)"
    )
    reach = 12
    message = "An escape sequence of a program or data file was left in the text."

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        run = match.group()
        suggestion = None
        if run.startswith("\\u") and not "d800" <= run[2:].lower() <= "dfff":
            suggestion = chr(int(run[2:], 16))
        elif run[1] in "'\"”“/":
            suggestion = run[1] if len(run) == 2 else None
        elif run[1] in "nrt":
            suggestion = " "
        return self.finding(document, *match.span(), self.message, suggestion)
