"""LLM002."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule

_STRONG = (
    "title", "headline", "subtitle", "subheadline", "subheading", "sub-headline", "meta description", "meta title",
    "news article", "news piece", "news report", "byline", "dateline", "focus keyword", "focus keyphrase",
    "seo title", "article title", "rewritten article", "rewritten title", "rewritten text", "paraphrased passage",
    "new title", "rewritten headline", "revised headline", "revised title", "revised article", "paraphrased text",
    "paraphrased version", "paraphrased article", "new headline", "suggested headline", "article body",
    "lead paragraph", "opening paragraph", "closing paragraph", "body paragraph", "final version", "excerpt",
)  # fmt: skip
_WEAK = (
    "key takeaways", "key takeaway", "key points", "what's at stake", "what is at stake", "in summary",
    "key facts", "background and context",
)  # fmt: skip
_FORM = re.compile(
    r" ?(?:please |you (?:can|must|should) )?(?:choose|enter|type|write|add|select|provide|give|pick|insert|use|fill|"
    r"include|describe|keep|make|limit|maximum|max|up to|your|optional|required)\b"
)


class PromptLabel(Rule):
    """Label of a text plan at the start of a line: "Title:", "Meta description:", "Key takeaways".

    ## What it does
    Finds labels that name the part of a text instead of saying something. Labels of an answer to a prompt ("Title:",
    "Meta description:") are a `warning`; section heads such as "Key takeaways" are an `info`.

    ## Why it is an artifact
    A language model that is asked for an article with a title and a description labels the parts, and the answer was
    published as it came.

    ## Known false alarms
    News letters with fixed section heads, lists of books. A label of a form, with an instruction behind it ("Title:
    Choose a short one"), is left alone.

    ## Example
    Bad: Title: Mayor resigns after ferry affair
    The mayor of Harbour Town resigned on Monday.
    Good: Mayor resigns after ferry affair
    The mayor of Harbour Town resigned on Monday.
    """

    code = "LLM002"
    name = "prompt-label"
    severity = Severity.WARNING
    rewriting = True
    triggers = (*(f"{label}:" for label in _STRONG), *(f"{label}**" for label in _STRONG), *_WEAK)

    _head = re.compile(
        rf"(?:\*\*|#{{1,6}} |- )?(?P<label>(?P<strong>{'|'.join(_STRONG)})(?:\*\*:|:\*\*|:)(?= ?\S)"
        rf"|(?:{'|'.join(_WEAK)})(?:\*\*:?|:\*\*|:)?(?=$|\n))"
    )

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every label that opens its line."""
        folded = document.folded
        done = -1
        for _, start, _ in hits:
            line_start = folded.rfind("\n", max(0, start - 12), start) + 1
            if line_start == 0 and start > 12:
                continue
            while folded[line_start] == " ":
                line_start += 1
            match = self._head.match(folded, line_start)
            if match is None or match.start() <= done or _FORM.match(folded, match.end()):
                continue
            done = match.start()
            yield self.finding(
                document,
                match.start("label"),
                match.end("label"),
                "The label names a part of the text, as a language model does when it answers a prompt.",
                severity=None if match["strong"] else Severity.INFO,
            )
