"""From documents to what LanguageTool says of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from detect.document import Document, Span
from detect.grammar.cache import SentenceCache
from detect.grammar.client import LanguageTool, Match
from detect.grammar.folders import sentence_cache_file
from detect.grammar.sentences import Prepared, prepare


class Checked(NamedTuple):
    """What LanguageTool says of one document.

    ``words`` is the number of words it read; ``unread`` the sentences it could not finish.
    """

    matches: list[tuple[Prepared, Match]]
    words: int
    unread: list[Prepared]


class Checker:
    """Asks a server about whole documents.

    Parameters
    ----------
    tool : LanguageTool
    """

    def __init__(self, tool: LanguageTool) -> None:
        self.tool = tool

    def matches(self, documents: Sequence[tuple[Document, tuple[Span, ...]]]) -> list[Checked]:
        """What is found in each document, given with its boilerplate spans.

        All sentences are asked about together. What is found depends on the document alone.

        Raises
        ------
        GrammarError
            If the server is not there, or refuses.
        """
        sentences = [list(prepare(document, boilerplate)) for document, boilerplate in documents]
        answers = iter(self.tool.check([sentence.text for part in sentences for sentence in part]))
        checked = []
        for part in sentences:
            matches: list[tuple[Prepared, Match]] = []
            unread = []
            for sentence in part:
                answer = next(answers)
                if answer is None:
                    unread.append(sentence)
                else:
                    matches.extend((sentence, match) for match in answer)
            checked.append(Checked(matches, sum(sentence.text.count(" ") + 1 for sentence in part), unread))
        return checked


@contextmanager
def open_checker(url: str | None = None) -> Iterator[Checker]:
    """A checker with the user's sentence cache, on the server at `url` or on one started for it.

    Raises
    ------
    GrammarError
        Where LanguageTool is not set up, or does not start.
    """
    if url is None:
        from detect.grammar.server import shared_server

        url = shared_server().url
    tool = LanguageTool(url, SentenceCache(sentence_cache_file()))
    try:
        yield Checker(tool)
    finally:
        tool.close()
