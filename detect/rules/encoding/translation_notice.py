"""ENC051."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_TOOL = (
    r"(?:google translate|google translation|google(?= *$|[.,;)])|deepl|microsoft translator|bing translator|"
    r"yandex translate|chatgpt|gpt-?\d\w*|gemini|openai|an? (?:ai|artificial intelligence|machine)\b|ai\b|"
    r"artificial intelligence|machine translation|automat(?:ic|ed) translation|a machine|automated (?:tools?|software)|"
    r"translation software)"
)
_THING = r"(?:article|story|text|page|post|report|content|news|item|version|translation|interview|piece|document)"
_PAIR = r"(?:(?: in)?to [a-z]+)?(?: from (?:the )?(?:original )?[a-z]+(?: version| original)?)?(?:(?: in)?to [a-z]+)?"


class TranslationNotice(PatternRule):
    """Notice that the article was translated by a machine.

    ## What it does
    Finds the publisher's own notice, in a line of its own or at its start: "This article was automatically translated",
    "Translated from Spanish by DeepL", "Machine translation from German". It settles the label: the article is
    `machine_translated`, with a probability of at least 0.999, whatever the model says.

    ## Why it is an artifact
    The publisher says it himself.

    ## Known false alarms
    None seen. Reports about translation are passed over: there the words stand inside a sentence about something
    else, and a human translator has a name.

    ## Example
    Bad: This article was automatically translated from German.
    Good: The letter was automatically translated from German by the embassy, the ministry said.
    """

    code = "ENC051"
    name = "translation-notice"
    severity = Severity.WARNING
    quoted = "skip"
    in_boilerplate = True
    decisive = True
    triggers = ("translated", "translation")
    reach = 240
    pattern = (
        r"(?:(?<=\n)|(?<!.)) *[\[(*>-]{0,3} *(?P<at>"
        rf"(?:note: )?(?:this|the (?:above|following)) {_THING}(?: in [a-z]+)? (?:was|is|has been|have been) "
        r"(?:first |originally )?(?:(?:written|published) in [a-z]+ and (?:was )?)?"
        rf"(?:(?:automatically|machine|auto|ai)[ -]translated\b|translated (?:automatically|by machine)\b|"
        rf"translated{_PAIR} (?:by|with|using|via|through)(?: the)?(?: help of| aid of| use of)? {_TOOL})"
        rf"|(?:this is|the following is|read) an? (?:automatic|automated|machine|ai)[ -](?:translation|translated)\b"
        rf"|(?:automatically|machine|ai|auto)[ -]translated{_PAIR}(?: (?:by|with|using) {_TOOL})?(?=[ .)\]]*(?:$|\n))"
        rf"|translated(?: automatically)?{_PAIR} (?:by|with|using|via) {_TOOL}(?=[^\n]{{0,30}}(?:$|\n))"
        rf"|(?:machine|automatic|automated|ai|google) translation{_PAIR}(?=[ .)\]]*(?:$|\n))"
        r")"
    )
    message = "The article says that a machine translated it."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Whether the line is a notice and no paragraph, nor a question or a headline about translation."""
        start, end = document.line_at(match.start("at"))
        return end - start <= 300 and document.text[end - 1] != "?"
