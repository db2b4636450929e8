"""ENC005."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule


class MarkupResidue(PatternRule):
    """Markdown, BBCode or wiki mark-up left in the text.

    ## What it does
    Finds bold text in double asterisks, links as [text](address), headings with #, [b] and [url] codes, and wiki links.

    ## Why it is an artifact
    Language models write Markdown and forum software BBCode; text pasted into a publishing system that does not know
    them shows the marks.

    ## Known false alarms
    Swear words with asterisks and footnote marks are left alone.

    ## Example
    Bad: **Council Approves Budget** The council met on Monday.
    Good: Council Approves Budget. The council met on Monday.
    """

    code = "ENC005"
    name = "markup-residue"
    severity = Severity.WARNING
    in_boilerplate = True
    triggers = (
        "**",
        "](http",
        "](/",
        "## ",
        "[b]",
        "[/b]",
        "[i]",
        "[/i]",
        "[u]",
        "[/u]",
        "[url",
        "[/url]",
        "[/img]",
        "[/quote]",
        "[[",
    )
    subject = "text"
    pattern = (
        r"(?<![\w*])\*\*(?=[^\s*])[^*\n]{2,100}(?<=[^\s*])\*\*(?![\w*])|\]\((?:https?://|/)[^\s)]{1,200}\)"
        r"|(?:(?<=\n)|\A)#{2,5} (?=\w)|(?i:\[/?(?:b|u)\]|\[/i\]|\[url(?:=[^\]\n]{1,200})?\]|\[/(?:url|img|quote)\])"
        r"|\[\[[^\[\]\n]{2,100}\]\]"
    )
    anchored = True
    reach = 210
    message = "Mark-up of another system (Markdown, BBCode or wiki) was left in the text."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """An editor's bracket around one letter, as in "[b]ut", is no code."""
        after = document.text[match.end() : match.end() + 1]
        return (
            not (match.group().lower() in ("[b]", "[u]") and after.islower())
            or "[/" in document.text[match.end() :][:200]
        )
