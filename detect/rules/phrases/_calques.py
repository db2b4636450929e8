"""What the phrase rules share: lexicons whose rows stand for several phrases."""

import itertools
import re
from collections.abc import Iterator
from functools import cached_property

from detect.lexicons import read_tsv
from detect.rules.base import Entry, LexiconRule

_CHOICE = re.compile(r"\{([^{}]*)\}")
_SPACES = re.compile(" +")


def expand(phrase: str) -> Iterator[str]:
    """Every reading of a phrase with choices: ``"{is,was} rendered {help,aid}"`` stands for four.

    A choice may be empty (``"{a,} note"``); double spaces that this leaves are closed.
    """
    parts = _CHOICE.split(phrase)
    choices = [part.split(",") if number % 2 else [part] for number, part in enumerate(parts)]
    for words in itertools.product(*choices):
        yield _SPACES.sub(" ", "".join(words)).strip()


class CalqueRule(LexiconRule):
    """A lexicon rule whose ``phrase`` cells may hold choices, as `expand` reads them."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The phrases of the lexicon, in file order, each reading an entry of its own."""
        return tuple(
            Entry(
                phrase=phrase,
                note=row["note"],
                suggestion=row["suggestion"] or None,
                origin=row["origin"] or None,
                unless=row["unless"] or None,
                require=row["require"] or None,
            )
            for row in read_tsv(self.lexicon)
            for phrase in expand(row["phrase"])
        )
