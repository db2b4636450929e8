"""What the phrase rules share: lexicons whose rows stand for several phrases."""

import itertools
import re
from collections.abc import Iterable, Iterator

from detect.rules.base import LexiconRule

_CHOICE = re.compile(r"\{([^{}]*)\}")
_SPACES = re.compile(" +")


def expand(phrase: str) -> Iterator[str]:
    """Every reading of a phrase with choices: ``"{is,was} rendered {help,aid}"`` stands for four.

    A choice may be empty (``"{a,} note"``); double spaces that this leaves are closed.
    """
    if "{" not in phrase:
        yield phrase
        return
    parts = _CHOICE.split(phrase)
    choices = [part.split(",") if number % 2 else [part] for number, part in enumerate(parts)]
    for words in itertools.product(*choices):
        reading = "".join(words)
        yield (_SPACES.sub(" ", reading) if "  " in reading else reading).strip()


class CalqueRule(LexiconRule):
    """A lexicon rule whose ``phrase`` cells may hold choices, as `expand` reads them."""

    def phrases(self, cell: str) -> Iterable[str]:
        """Every reading of the cell."""
        return expand(cell)
