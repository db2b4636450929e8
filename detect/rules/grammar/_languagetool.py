"""What the rules that report LanguageTool's findings share."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule


class LanguageToolRule(Rule):
    """A kind of LanguageTool rules. Findings are made by `detect.grammar.findings`, with ``--profile full`` only.

    The severity of a finding is that of LanguageTool's own rule in ``detect/grammar/languagetool.tsv``, which follows
    from how often it fires on human news and on machine translation; ``severity`` is the lowest of them.
    """

    severity = Severity.INFO
    quoted: ClassVar[Literal["same", "info", "skip"]] = "skip"
    profile = "full"

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterable[Finding]:
        """Nothing: LanguageTool is asked about many articles at once, not rule by rule."""
        return ()
