"""LLM001."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Entry, Hit, LexiconRule

_ABOUT_ASSISTANTS = re.compile(
    r"\b(?:chatgpt|chatbots?|openai|anthropic|copilot|deepseek|llama|large language models?|generative ai|prompts?|"
    r"gpt-?\d|ai[- ](?:generated|written|model|tool|system|assistant)s?|virtual assistants?)\b"
)
_PLACEHOLDER = "A placeholder was not filled in, as in a draft by a language model."


class AssistantResidue(LexiconRule):
    """Words of a chat assistant to its user.

    ## What it does
    Finds what an assistant says around its answer or in place of it: "As an AI language model", "Certainly! Here's a
    rewritten version", "I cannot fulfil this request", "[Your Name]", "It avoids political commentary".

    ## Why it is an artifact
    The answer of a language model was published as it came, with its introduction, its refusal, its note on what was
    changed or its placeholders.

    ## Known false alarms
    Press releases and form letters have placeholders too; these are a `warning`. Articles about chat assistants quote
    such words. Inside quotations, and in texts that speak of chatbots elsewhere,
    the finding is an `info`.

    ## Example
    Bad: Certainly! Here is a rewritten version of the article: The mayor resigned on Monday.
    Good: The mayor resigned on Monday.
    """

    code = "LLM001"
    name = "assistant-residue"
    severity = Severity.ERROR
    rewriting = True
    quoted = "info"
    lexicon = "assistant_residue"
    message = "This is a language model speaking to its user ({note})."

    def accept(self, document: Document, entry: Entry, start: int, end: int) -> bool:
        """A placeholder of one word has a capital: "[name]" is how editors leave out a name that was said."""
        return entry.phrase[0] != "[" or " " in entry.phrase or document.text[start + 1].isupper()

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield the findings of the lexicon, lowered in a text that is about assistants."""
        found = list(super().check(document, hits))
        if not found:
            return
        folded = document.folded  # without the residue, which may itself name a language model
        ends = [0, *(item.end for item in found)]
        starts = [*(item.start for item in found), len(folded)]
        outside = "".join(folded[end:start] for end, start in zip(ends, starts, strict=True))
        about = _ABOUT_ASSISTANTS.search(outside) is not None
        for item in found:
            if about:
                yield replace(item, severity=Severity.INFO)
            elif item.text[0] == "[":
                yield replace(item, severity=Severity.WARNING, message=_PLACEHOLDER)
            else:
                yield item
