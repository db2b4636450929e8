"""LLM005."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_BOLD = re.compile(r"\*\*(?=[^\s*])[^*\n]{2,150}(?<=\S)\*\*(?!\*)")
_HEADING = re.compile(r"#{2,6} (?=[^\W\d_])[^\n]{3,120}$", re.MULTILINE)


def is_heading(text: str, start: int, end: int) -> bool:
    """Whether the bold words ``text[start:end]`` head a line or are a label ("**Costs:**"), as in a chat answer."""
    if text[end - 3] == ":" or text[end : end + 1] == ":":
        return True
    line = text.rfind("\n", max(0, start - 12), start) + 1
    return (line > 0 or start <= 12) and not text[line:start].strip(" \t-*•#1234567890.")


class ChatMarkdown(Rule):
    """Headings and labels of a chat answer in Markdown.

    ## What it does
    Finds lines that begin with `**bold text**`, labels such as `**Costs:**`, and lines that begin with `## ` or more.
    Other bold words inside a line are ENC005.

    ## Why it is an artifact
    Chat assistants format their answers in Markdown. Pasted into a page that does not read Markdown, the marks stay.

    ## Known false alarms
    Masked swear words and notes with asterisks (EXCLUSIVE) are left alone; posts copied from forums are not.

    ## Example
    Bad: **Mayor resigns** The mayor of Harbour Town resigned on Monday.
    Good: The mayor of Harbour Town resigned on Monday.
    """

    code = "LLM005"
    name = "chat-markdown"
    severity = Severity.WARNING
    triggers = ("**", "\n##", "\n ##")

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every bold text and every heading in Markdown."""
        text = document.text
        done = -1
        for _, start, end in hits:
            if start < done:
                continue
            if text[start] == "*":
                if start and (text[start - 1] == "*" or text[start - 1].isalnum()):
                    continue
                match = _BOLD.match(text, start)
                if match is None or not any(char.islower() for char in match.group()):
                    continue
                if match.end() < len(text) and text[match.end()].isalnum():
                    continue
                if not is_heading(text, *match.span()):
                    continue
            else:
                match = _HEADING.match(text, end - 2)
                if match is None:
                    continue
            done = match.end()
            yield self.finding(
                document,
                *match.span(),
                "Markdown of a chat answer was pasted as plain text.",
                match.group().strip("*# "),
            )
