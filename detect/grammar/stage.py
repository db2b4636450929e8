"""The step of the full profile between rules and model: LanguageTool's findings join those of the rules."""

from collections.abc import Sequence

from detect.document import Document
from detect.grammar.cache import SentenceCache
from detect.grammar.check import Checker
from detect.grammar.client import LanguageTool
from detect.grammar.findings import findings
from detect.grammar.folders import sentence_cache_file
from detect.rules.evidence import Evidence


class GrammarStage:
    """Adds the findings of the ``GRM`` rules.

    Parameters
    ----------
    url : str or None
        A server that runs already; None to start one, which then serves this whole process and its workers.

    Raises
    ------
    GrammarError
        Where LanguageTool is not set up, does not start, or does not answer.
    """

    def __init__(self, url: str | None = None) -> None:
        if url is None:
            from detect.grammar.server import shared_server

            url = shared_server().url
        self.url = url
        self._checker = Checker(LanguageTool(url, SentenceCache(sentence_cache_file())))

    @property
    def version(self) -> str:
        """LanguageTool's version."""
        return self._checker.tool.version

    def add(self, documents: Sequence[Document], evidence: Sequence[Evidence]) -> tuple[list[Evidence], dict[int, str]]:
        """The evidence of each document with LanguageTool's findings, and what is wrong where it could not be asked.

        Returns
        -------
        list of Evidence
            One for each document.
        dict of int to str
            By position: why a document has no answer. It must not pass as one without findings.
        """
        asked = [(document, found.boilerplate) for document, found in zip(documents, evidence, strict=True)]
        whole: list[Evidence] = []
        unread: dict[int, str] = {}
        checks = self._checker.matches(asked)
        for number, (document, found, checked) in enumerate(zip(documents, evidence, checks, strict=True)):
            if checked.unread:
                sentence = checked.unread[0].start
                unread[number] = f"LanguageTool cannot finish the sentence at character {sentence}"
            both = sorted(
                (*found.findings, *findings(document, checked)),
                key=lambda item: (item.start, item.end, item.rule, item.message),
            )
            whole.append(Evidence(tuple(both), found.boilerplate))
        return whole, unread
