"""ENC002."""

import html
import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule

_NAMES = """
amp nbsp quot apos lt gt rsquo lsquo ldquo rdquo sbquo bdquo laquo raquo ndash mdash hellip euro pound cent copy
reg trade deg middot bull shy iexcl iquest eacute egrave ecirc agrave aacute acirc auml aring atilde ouml oacute ocirc
ograve otilde oslash uuml uacute ugrave iacute icirc iuml ntilde ccedil szlig aelig scaron zcaron thinsp ensp emsp
zwnj lrm""".split()


class HtmlEntity(PatternRule):
    """Character reference of HTML left in the text ("&amp;", "&#8217;").

    ## What it does
    Finds named and numeric character references and suggests the character.

    ## Why it is an artifact
    The page was escaped twice, or its text was taken out without being unescaped. The characters show only in text that
    passed through a machine.

    ## Known false alarms
    Addresses with "&amp;" in them are left alone.

    ## Example
    Bad: The firm Smith &amp; Sons didn&#8217;t answer.
    Good: The firm Smith & Sons didn’t answer.
    """

    code = "ENC002"
    name = "html-entity"
    severity = Severity.WARNING
    in_boilerplate = True
    triggers = (*(f"&{name};" for name in _NAMES), "&#", "&amp ", "&nbsp ")
    subject = "text"
    pattern = rf"&(?:(?i:{'|'.join(_NAMES)});|(?:amp|nbsp)(?= )|#\d{{2,6}};|#[xX][0-9a-fA-F]{{2,5}};)"
    anchored = True
    reach = 12
    message = "A character reference of HTML was left unresolved."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Not inside of an address."""
        start = match.start()
        low = max(0, start - 200)
        word = document.text[max(low, document.text.rfind(" ", low, start) + 1) : start]
        return "://" not in word and "=" not in word

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        return self.finding(document, *match.span(), self.message, html.unescape(match.group().rstrip(";") + ";"))
