"""QUO010."""

import re

from detect.document import Document
from detect.finding import Severity
from detect.rules.base import PatternRule

_VERBS = (
    "said says stated states added adds explained explains noted notes stressed stresses emphasized emphasizes "
    "emphasised emphasises underlined underlines underlining concluded concludes continued continues recalled recalls "
    "declared declares wrote writes commented comments reported reports told pointed"
).split()
_STARTS = [*_VERBS, *(f"{pronoun} {verb}" for pronoun in ("he", "she", "they") for verb in _VERBS[:-2])]
_ASIDE = re.compile(r"[^\s-] ?-{1,2} (?!(?:he |she )?(?:sa|st|ad|ex|no))")
_BREAKS = 3
"""A text with more of these double hyphens is a transcript of speech, or writes every dash so."""


class DashedSaidClause(PatternRule):
    """Said-clause set off with dashes.

    ## What it does
    Finds a verb of saying between or behind dashes where English uses commas: “We are ready – underlines the minister –
    to talk”, and `“We are ready”, – he said`.

    ## Why it is an artifact
    Italian sets the said-clause inside the quotation between dashes; Russian, Ukrainian, Polish and Spanish put a dash
    behind the quotation. The engine translates the words and copies the dashes.

    ## Known false alarms
    A parenthesis in a narrative that happens to begin with "said" behind a comma and a dash. Transcripts that write all
    their breaks as two hyphens are left alone.

    ## Example
    Bad: “We are ready”, – said the minister.
    Good: “We are ready,” said the minister.
    """

    code = "QUO010"
    name = "dashed-said-clause"
    severity = Severity.WARNING
    triggers = tuple(f"- {start}" for start in _STARTS)
    pattern = (
        rf"(?:(?:,\"?|\",?|[!?…]\") ?-{{1,2}} (?P<behind>(?:(?:he|she|they) )?(?:{'|'.join(_VERBS)})\b)"
        rf"|(?<=[^\s\-]) -{{1,2}} (?P<inside>(?:he|she) (?:{'|'.join(_VERBS)})|"
        rf"(?:{'|'.join(_VERBS[:-5])}) (?:the |[^\W\d_]+)[^\-\"\n.!?,]{{0,60}}?) ?,? -{{1,2}}(?= ))"
    )
    message = "A said-clause between dashes is Italian, Spanish or Slavic punctuation that a translation kept."

    def accept(self, document: Document, match: "re.Match[str]") -> bool:
        """Between two dashes only inside a quotation; there a parenthesis of this form is a said-clause."""
        if "--" in match.group():
            breaks: int | None = document.shared.get("double hyphens")
            if breaks is None:
                breaks = document.shared["double hyphens"] = document.folded.count(" -- ")
            if breaks > _BREAKS:
                return False
        if match["behind"] is None:
            return document.in_quotation(match.start())
        # "44% of the group -- and 31% of the "others" -- said": the dash closes an aside.
        low, _ = document.sentence_at(match.start())
        return _ASIDE.search(document.folded, max(low, match.start() - 200), match.start()) is None
