"""What LanguageTool is asked: the sentences of an article that are worth it, each made ready to stand alone.

Three things are changed on the way, and each place of the result can be traced back:

- *Typography* is made plain (quotation marks, dashes, spaces, line breaks inside a sentence): it would tell archives
  apart, and the rules about it are off anyway.
- *Names* LanguageTool cannot know are replaced by names it does know. Its tagger reads from a dictionary; an unknown
  word has no part of speech, and a rule that needs a noun there stays silent: "What did Sheinbaum said?" passes, "What
  did Wilson said?" does not. And no time goes into spelling suggestions for names.
- *White space* around it goes.

Sentences in boilerplate, headlines in capitals, and sentences nearly all of which is quoted are left out.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from detect.document import Document, Span, plain
from detect.lexicons import read_columns

LEAST_WORDS = 4
"""Words outside quotations a sentence must have."""
LONGEST = 1000
"""Code points; what is longer is a table or a list, not a sentence."""
HEADLINE = 0.6
"""Share of words with a capital from which on a sentence is a headline in title case."""

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_JOINED = re.compile("'(?:s|ll|ve|d|re|m)$")
_CONSONANTS = ("Wilson", "Johnson", "Robinson", "Thompson", "Nelson", "Harrison", "Morrison", "Peterson", "Davidson")
_VOWELS = ("Anderson", "Allen", "Armstrong", "Elliott", "Ericsson")
STAND_INS = frozenset((*_CONSONANTS, *_VOWELS))
"""The names LanguageTool sees in place of those it does not know. None ends in s, none is a word too."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """One sentence as it is sent.

    Attributes
    ----------
    text : str
        What LanguageTool sees: one line.
    start : int
        Where the sentence begins in the article.
    edges : tuple of (int, int, int)
        The stand-ins: (place in `text`, length of the stand-in, length of the name), in order.
    names : tuple of (str, str)
        Stand-ins with what stands in the article.
    """

    text: str
    start: int
    edges: tuple[tuple[int, int, int], ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def place(self, offset: int, *, end: bool = False) -> int:
        """Where in the article a code-point offset into `text` is; a place inside a stand-in is one of its ends."""
        moved = 0
        for at, length, own in self.edges:
            if offset <= at:
                break
            if offset < at + length:
                return self.start + at + moved + (own if end else 0)
            moved += own - length
        return self.start + offset + moved

    def touches_name(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` holds a part of a stand-in."""
        return any(at < end and start < at + length for at, length, _ in self.edges)

    def restored(self, words: str) -> str:
        """`words` (of a suggestion, a message) with the names of the article."""
        for stand_in, own in self.names:
            words = words.replace(stand_in, own)
        return words


def prepare(document: Document, boilerplate: tuple[Span, ...] = ()) -> Iterator[Prepared]:
    """The sentences of `document` to ask about, in order.

    Parameters
    ----------
    document : Document
    boilerplate : tuple of spans
        Sorted and apart, as `detect.rules.engine.Evidence` has them; sentences that begin inside are left out.
    """
    starts = [start for start, _ in boilerplate]
    text = plain(document.text)
    chosen: list[tuple[int, int, list[Span]]] = []
    names: set[str] = set()  # that stand inside a sentence somewhere, so that they are known at the start of one too
    for start, end in document.sentences:
        before = bisect_right(starts, start) - 1
        if before >= 0 and start < boilerplate[before][1]:
            continue
        if end - start > LONGEST:
            continue
        words = [match.span() for match in _WORD.finditer(text, start, end)]
        names.update(
            stem for low, high in words[1:] if text[low].isupper() and _is_unknown_name(stem := _stem(text[low:high]))
        )
        spoken = sum(not document.in_quotation(low) for low, _ in words)
        if spoken < LEAST_WORDS:
            continue
        capitals = sum(text[low].isupper() for low, _ in words)
        if capitals > HEADLINE * len(words):
            continue
        chosen.append((start, end, words))
    for start, end, words in chosen:
        yield _with_known_names(text, start, end, words, names)


@cache
def _known() -> frozenset[str]:
    """Words of edited English news, lower-cased: LanguageTool knows most of those it can know."""
    return frozenset(read_columns("words")["word"])


def is_known(word: str) -> bool:
    """Whether a word in lower case is one of edited English news."""
    return word in _known()


def _stem(word: str) -> str:
    """`word` without what is joined to it: Wilson's, I'll."""
    return _JOINED.sub("", word)


def _with_known_names(text: str, start: int, end: int, words: list[Span], names: set[str]) -> Prepared:
    sentence = text[start:end].replace("\n", " ")
    edges: list[tuple[int, int, int]] = []
    chosen: dict[str, str] = {}
    pieces: list[str] = []
    done = 0
    used = [0, 0]
    for number, (low, high) in enumerate(words):
        if not text[low].isupper():
            continue
        stem = _stem(sentence[low - start : high - start])
        inner = any(char.isupper() for char in stem[1:])
        if not (stem in names or (_is_unknown_name(stem) and (number or inner))):
            continue
        if stem not in chosen:
            vowel = int(stem[0] in "AEIOUÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜ")
            stand_ins = (_CONSONANTS, _VOWELS)[vowel]
            if used[vowel] == len(stand_ins):
                continue  # more different names than a sentence of prose has
            chosen[stem] = stand_ins[used[vowel]]
            used[vowel] += 1
        stand_in = chosen[stem]
        pieces.append(sentence[done : low - start])
        edges.append((sum(map(len, pieces)), len(stand_in), len(stem)))
        pieces.append(stand_in)
        done = low - start + len(stem)
    pieces.append(sentence[done:])
    return Prepared("".join(pieces), start, tuple(edges), tuple((new, old) for old, new in chosen.items()))


def _is_unknown_name(stem: str) -> bool:
    """Whether a word looks like a name LanguageTool cannot know.

    Acronyms stay (LanguageTool leaves them alone), and so does what ends in s: it may be a plural.
    """
    if not stem[0].isupper() or len(stem) < 3 or stem.isupper() or stem[-1] == "s":
        return False
    if stem.lower() in _known():  # with an apostrophe inside, too: Didn't
        return False
    return any(part.lower() not in _known() for part in re.split("['-]", stem) if part)
