"""ENC003."""

import re

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import PatternRule, stands_near

_TAGS = """p br hr b i em strong a div span img figure figcaption script noscript iframe h1 h2 h3 h4 ul ol li blockquote
table tbody td th tr font center cite url section article aside button input form video source picture svg path style
link meta sup sub small u s""".split()
_ON_PURPOSE = re.compile(
    r"\bembed(?:ding)? (?:code|as|this)|(?<![./\w])html5?\b(?!\")|"
    r"(?:add|copy|paste|insert|use) (?:and paste )?(?:this|the) code\b|"
    r"> (?:element|tag|attribute|field)s?\b|(?<![./\w])(?:php|source code|snippet)\b"
)


class HtmlTag(PatternRule):
    """Tag of HTML left in the text.

    ## What it does
    Finds opening and closing tags and comments ("<p>", "</a>", "<!--", and the placeholder "<url>").

    ## Why it is an artifact
    The text was taken from the page, or from a database field, without its mark-up being removed; translation then
    carries the tags along.

    ## Known false alarms
    Articles that explain HTML or offer code to copy: near words such as "embed code" the finding is an `info`.

    ## Example
    Bad: <p>The council met on <strong>Monday</strong>.</p>
    Good: The council met on Monday.
    """

    code = "ENC003"
    name = "html-tag"
    severity = Severity.WARNING
    in_boilerplate = True
    triggers = (*(f"<{tag}{end}" for tag in _TAGS for end in (">", " ", "/")), *(f"</{tag}>" for tag in _TAGS), "<!--")
    pattern = rf"</?(?:{'|'.join(_TAGS)})(?:/|\s[^<>\n]{{0,300}})?>|<!--[^\n]{{0,80}}?(?:-->|(?=\n|\Z))"
    anchored = True
    reach = 310
    message = "A tag of the page was left in the text."

    def _finding(self, document: Document, match: "re.Match[str]") -> Finding:
        explained = stands_near(document, _ON_PURPOSE, match.start() - 300, match.end() + 60)
        severity = Severity.INFO if explained else None
        return self.finding(document, *match.span(), self.message, severity=severity)
