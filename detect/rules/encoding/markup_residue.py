"""ENC005."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules._verbatim import in_post
from detect.rules.assistant.chat_markdown import is_heading
from detect.rules.base import PatternRule


class MarkupResidue(PatternRule):
    """Markdown, BBCode or wiki mark-up left in the text.

    ## What it does
    Finds bold words in double asterisks inside a line, links as [text](address), [b] and [url] codes, and wiki links.
    Headings in Markdown and lines that begin in bold are LLM005.

    ## Why it is an artifact
    Forums and wikis write Markdown, BBCode or their own mark-up; text pasted into a publishing system that does not
    know them shows the marks.

    ## Known false alarms
    Swear words with asterisks and footnote marks are left alone, and so are asterisks in an embedded post.

    ## Example
    Bad: The council **approved the budget** on Monday.
    Good: The council approved the budget on Monday.
    """

    code = "ENC005"
    name = "markup-residue"
    severity = Severity.WARNING
    in_boilerplate = True
    triggers = (
        "**",
        "](http",
        "](/",
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
        r"|(?i:\[/?(?:b|u)\]|\[/i\]|\[url(?:=[^\]\n]{1,200})?\]|\[/(?:url|img|quote)\])"
        r"|\[\[[^\[\]\n]{2,100}\]\]"
    )
    anchored = True
    reach = 210
    message = "Mark-up of another system (Markdown, BBCode or wiki) was left in the text."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """An editor's bracket around one letter, as in "[b]ut" and "H-1[B]", is no code; chat headings are LLM005."""
        if match.group().startswith("**"):
            return not is_heading(document.text, *match.span()) and not in_post(document, *match.span())
        return match.group().lower() not in ("[b]", "[u]") or "[/" in document.text[match.end() : match.end() + 200]
