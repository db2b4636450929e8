"""What is known of a word by itself, looked up once for each distinct word of a run.

Every attribute depends on the folded word alone, so that a result never depends on which texts came before.
"""

import math
import re
import zlib
from array import array
from functools import cache
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detect.document import tokens
from detect.lexicons import read_columns, read_lines, read_tsv

BOUNDARY = "<s>"
"""The token that stands before, between and after sentences."""

# Token kinds.
KIND_BOUNDARY, KIND_WORD, KIND_NUMBER, KIND_PUNCTUATION = range(4)

# Word classes, as bits of `Vocabulary.flags`.
PRONOUN = 1
FIRST_PERSON = 2
COHESIVE = 4
CONTRACTION = 8
NOMINAL = 16
REPORTING = 32
MODAL = 64
CONTENT = 128
ADVERB = 256
PLAIN_SAYING = 512
OTHER_SAYING = 1024
STATELY = 2048

_GRAMMATICAL = PRONOUN | CONTRACTION | MODAL

MASK_SIZE = 1500
"""How many of the commonest words keep their form in masked n-grams."""

_MASK_ENDINGS = (
    "'s", "n't", "ingly", "ations", "ation", "ments", "ment", "ness", "ities", "ity", "ical", "ally", "ings", "ing",
    "edly", "ied", "ies", "ed", "ers", "er", "est", "ors", "or", "ists", "ist", "isms", "ism", "ions", "ion", "ous",
    "ive", "able", "ible", "less", "ful", "ial", "al", "ic", "ant", "ent", "ance", "ence", "ian", "ese", "ish", "ly",
    "en", "es", "s",
)  # fmt: skip
_NOMINAL_ENDINGS = tuple(
    "tion tions ment ments ness nesses ity ities ance ances ence ences ism isms ship ships".split()
)
_NOMINAL_LAST = frozenset(ending[-2:] for ending in _NOMINAL_ENDINGS)
_NOMINAL = re.compile(r".{2,}(?:ations?|itions?|utions?|ments?|ness(?:es)?|it(?:y|ies)|ances?|ences?|isms?|ships?)$")
_CONTRACTION = re.compile(r".*(?:n't|'(?:re|ve|ll|d|m))$|(?:it|that|there|he|she|what|who|let|here)'s$")
_VOWELS = re.compile(r"[aeiouyà-öø-ÿ]+")
_VOWEL_BYTES = bytes(code if chr(code) in "aeiouy" else ord(" ") for code in range(256))
_LIMIT = 400_000
_LIMIT_CHARACTERS = 20_000_000


@cache
def function_words() -> tuple[str, ...]:
    """The function words whose rates are features, in feature order (``lexicons/function_words.txt``)."""
    return read_lines("function_words")


@cache
def _classes() -> dict[str, int]:
    """Word-class bits by word (``lexicons/word_classes.tsv``)."""
    bits = {
        "pronoun": PRONOUN,
        "first-person": PRONOUN | FIRST_PERSON,
        "cohesive": COHESIVE,
        "reporting": REPORTING,
        "modal": MODAL,
        "plain-saying": PLAIN_SAYING,
        "other-saying": OTHER_SAYING,
        "stately": STATELY,
    }
    classes: dict[str, int] = {}
    for row in read_tsv("word_classes"):
        for word in row["words"].split():
            classes[word] = classes.get(word, 0) | bits[row["class"]]
    return classes


@cache
def _table() -> dict[str, tuple[int, int, bool]]:
    """Rank (from 1), syllables and whether it is a name, for the words of ``lexicons/words.tsv``."""
    columns = read_columns("words")
    # Three dozen numbers of syllables and shares, 25,000 words: what they mean is worked out once.
    syllables = {cell: int(cell) for cell in set(columns["syllables"])}
    names = {cell: float(cell) < 0.5 for cell in set(columns["lower"])}
    return dict(
        zip(
            columns["word"],
            zip(
                count(1),
                map(syllables.__getitem__, columns["syllables"]),
                map(names.__getitem__, columns["lower"]),
                strict=False,
            ),
            strict=True,
        )
    )


def estimate_syllables(word: str) -> int:
    """Syllables of a word that is not in the table, at least 1.

    Vowel groups less silent endings. Agrees with textstat for 85 % of the table's own words
    (``tests/features/test_vocabulary.py``).
    """
    stem = (word.partition("'")[0] or word) if "'" in word else word
    # For most words, half the time of the expression.
    groups = stem.encode().translate(_VOWEL_BYTES).split() if stem.isascii() else _VOWELS.findall(stem)
    count = len(groups)
    if count > 1:
        last = stem[-1]
        if last == "e":
            count -= stem[-2] != "l"
        elif last == "d" or last == "s":
            count -= stem[-2] == "e" and stem[-3] not in ("td" if last == "d" else "scxzgh")
    return count or 1


def mask(word: str) -> str:
    """What stands for `word` in masked n-grams: itself, if it is common and no name, else its ending.

    Masking makes n-grams blind to topics: ``*ing``, ``*ed``, ``*`` for words beyond the `MASK_SIZE` commonest, ``#``
    for numbers (with their count of digits up to four).
    """
    if not word[0].isalpha():
        return "#" * min(4, sum(char.isdigit() for char in word)) or word
    known = _table().get(word)
    if known is not None and known[0] <= MASK_SIZE and not known[2]:
        return word
    if known is not None and known[2]:
        return "*'s" if word.endswith("'s") else "*N"
    return _ending_mask(word)


def _ending_mask(word: str) -> str:
    """What stands for a word that is neither common nor a name."""
    for ending, least, masked in _mask_endings(word[-2:]):
        if len(word) >= least and word.endswith(ending):
            return masked
    return "*"


@cache
def _mask_endings(last: str) -> tuple[tuple[str, int, str], ...]:
    """Those of `_MASK_ENDINGS` that a word with these two letters at its end may have, in their order.

    With how long such a word is at least, and its mask.
    """
    return tuple(
        (ending, len(ending) + 3, "*" + ending)
        for ending in _MASK_ENDINGS
        if ending.endswith(last) or last.endswith(ending)
    )


def _hash(text: str) -> int:
    """64 bits of `text`, the same on every machine."""
    data = text.encode()
    return (zlib.crc32(data) << 32) | zlib.crc32(data[::-1] + b"|")


_mask_hash = cache(_hash)  # there are about 1,600 masks


class Vocabulary(dict[str, int]):
    """Token to index, growing as tokens are met; the attributes stand in parallel arrays, read with `take`.

    Function words come first, in the order of `function_words`, so that their index is their column.

    Any other piece of folded text without white space may be asked for, too: one that holds a single token has its
    index, any other one a negative number, for which `several` gives its tokens. A text has about ten pieces that none
    before it had, and only these are split by an expression.

    Attributes
    ----------
    kind, letters, syllables : array of uint8
    rank : array of float32
        Base-2 logarithm of the frequency rank in English news; unknown words share the rank after the last.
    flags : array of uint16
        Word classes.
    place : array of uint16
        Frequency rank of a word that is among the commonest and no name, from 1; else 0.
    hashes, masks : array of uint64
        Hash of the token and of its masked form.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kind = array("B")
        self.letters = array("B")
        self.syllables = array("B")
        self.rank = array("f")
        self.flags = array("H")
        self.place = array("H")
        self.hashes = array("Q")
        self.masks = array("Q")
        self._known = _table()
        self._last_rank = math.log2(len(self._known) + 1)
        self._met: list[str] = []
        self._size = 0
        self._characters = 0
        self._parts = array("q", [0])  # the tokens of pieces that hold none or several
        self._part_ends = array("q", [1])
        self.boundary = 0
        for word in function_words():
            self[word]
        self.boundary = self._add(BOUNDARY)
        self.base = len(self)

    def __missing__(self, piece: str) -> int:
        if piece.isalpha() and piece.isascii():
            return self._add(piece)  # most
        found = tokens(piece)
        if found == [piece]:
            return self._add(piece)
        self._characters += len(piece)
        if len(found) == 1:
            self[piece] = index = self[found[0]]
            return index
        self[piece] = number = -len(self._part_ends)
        self._parts.extend(map(self.__getitem__, found))
        self._part_ends.append(len(self._parts))
        return number

    def _add(self, token: str) -> int:
        self[token] = index = self._size
        self._size += 1
        self._met.append(token)
        return index

    def several(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The tokens of all pieces with these negative numbers, in a row, and how many each has."""
        ends = np.frombuffer(self._part_ends, dtype=np.int64)
        first = ends[-1 - numbers]
        counts = ends[-numbers] - first
        at = np.arange(int(counts.sum())) + np.repeat(first - np.cumsum(counts) + counts, counts)
        return np.frombuffer(self._parts, dtype=np.int64)[at], counts

    def _learn(self) -> None:
        """Take in what is known of the tokens met since the last time."""
        # A text has about ten words no text before it had, and what is done for each is a tenth of its time.
        met, self._met = self._met, []
        self._characters += sum(map(len, met))
        self.hashes.extend(map(_hash, met))
        attributes: list[array[Any]] = [
            self.kind, self.letters, self.syllables, self.rank, self.flags, self.masks, self.place
        ]  # fmt: skip
        for values, column in zip(attributes, zip(*map(self._about, met), strict=True), strict=True):
            values.extend(column)

    def _about(self, token: str) -> tuple[int, int, int, float, int, int, int]:
        """Kind, letters, syllables, rank, flags, mask and place of `token`."""
        if not token[0].isalpha():
            kind = KIND_BOUNDARY if token == BOUNDARY else KIND_NUMBER if token[0].isdigit() else KIND_PUNCTUATION
            return kind, 0, 0, 0.0, 0, _mask_hash(BOUNDARY if token == BOUNDARY else mask(token)), 0
        known = self._known.get(token)
        size = len(token)
        letters = size - token.count("'") if "'" in token else size
        if known is None:
            place, rank = 0, self._last_rank
            syllables = estimate_syllables(token)
            masked = _mask_hash(_ending_mask(token))
        else:
            place, syllables, is_name = known
            rank = math.log2(place)
            place = 0 if is_name else place
            syllables = syllables or estimate_syllables(token)
            masked = _mask_hash(mask(token))
        return KIND_WORD, min(255, letters), min(255, syllables), rank, _flags(token), masked, place

    def trim(self) -> None:
        """Forget everything once the vocabulary has grown past its bound, so that memory stays flat on any input."""
        if len(self) > _LIMIT or self._characters > _LIMIT_CHARACTERS:
            self.clear()
            self.__init__()  # type: ignore[misc]

    def take(self, name: str, index: NDArray[np.int64]) -> NDArray[Any]:
        """The attribute `name` of the tokens at `index`.

        A copy: an array that lends its memory to numpy could not grow.
        """
        if self._met:
            self._learn()
        values: array[int] = getattr(self, name)
        return np.frombuffer(values, dtype=np.dtype(values.typecode))[index]


def _flags(word: str) -> int:
    flags = _classes().get(word, 0)
    # The cheap questions come first: most words have neither an apostrophe nor such an ending.
    if "'" in word and _CONTRACTION.match(word):
        flags |= CONTRACTION
    if len(word) > 6 and word[-2:] in _NOMINAL_LAST and word.endswith(_NOMINAL_ENDINGS) and _NOMINAL.match(word):
        flags |= NOMINAL
    if len(word) > 4 and word.endswith("ly"):
        flags |= ADVERB
    if not flags & _GRAMMATICAL and word not in _function_set():
        flags |= CONTENT
    return flags


@cache
def _function_set() -> frozenset[str]:
    return frozenset(function_words())
