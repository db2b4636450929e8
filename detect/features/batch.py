"""The prose of many documents in one set of arrays, so that counting is arithmetic over a batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detect.document import Document
from detect.features.tokens import TokenStream, token_stream
from detect.features.vocabulary import KIND_WORD, Vocabulary
from detect.rules.evidence import Evidence

IntArray = NDArray[np.int64]


@dataclass(frozen=True)
class Batch:
    """Documents with their evidence and the tokens of their prose (sentences outside boilerplate).

    Attributes
    ----------
    documents : sequence of Document, length n
    evidence : sequence of Evidence, length n
    ids : array of int64, shape (t,)
        Vocabulary index of every token, sentences parted by boundary tokens, documents one after the other.
    owner : array of int64, shape (t,)
        Which document a token belongs to.
    words : array of float64, shape (n,)
        Words in each document's prose.
    sentences : array of float64, shape (n,)
        Sentences with at least one word in each document's prose.
    sentence_words, sentence_owner : arrays, shape (s,)
        Words of each of those sentences, and the document it belongs to.
    boundary : int
        Index of the boundary token.
    marks : dict
        Index of each punctuation token.
    kind, letters, syllables, rank, flags, place, hashes, masks : arrays, shape (t,)
        The attributes of `Vocabulary` for every token.
    """

    documents: Sequence[Document]
    evidence: Sequence[Evidence]
    ids: NDArray[np.int64]
    owner: NDArray[np.int64]
    words: NDArray[np.float64]
    sentences: NDArray[np.float64]
    sentence_words: NDArray[np.float64]
    sentence_owner: NDArray[np.int64]
    boundary: int
    marks: dict[str, int]
    kind: NDArray[Any]
    letters: NDArray[Any]
    syllables: NDArray[Any]
    rank: NDArray[Any]
    flags: NDArray[Any]
    place: NDArray[Any]
    hashes: NDArray[Any]
    masks: NDArray[Any]

    @property
    def size(self) -> int:
        """How many documents there are."""
        return len(self.documents)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Index of the first token of each document; each has at least the boundary before its prose."""
        return np.searchsorted(self.owner, np.arange(self.size))

    def total(self, weights: NDArray[Any]) -> NDArray[np.float64]:
        """Sum of a per-token quantity (or count of a condition) over each document, shape (n,).

        ``bincount`` adds in token order, so a document's sum does not depend on its neighbours in the batch.
        """
        if weights.dtype == np.bool_:  # counts are exact in any order
            return np.add.reduceat(weights, self._starts, dtype=np.int32).astype(np.float64)
        sums: NDArray[np.float64] = np.bincount(
            self.owner, weights=weights.astype(np.float64), minlength=self.size
        ).astype(np.float64)
        return sums

    def per_1000(self, counts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Counts as rates per 1,000 words; texts under 50 words are taken for 50, or one hit would look like many."""
        return 1000.0 * counts / np.maximum(self.words, 50.0)


def distinct(owner: IntArray, keys: IntArray, bound: int, size: int) -> NDArray[np.bool_]:
    """Mark one occurrence of every key in every document.

    Parameters
    ----------
    owner, keys : arrays, shape (k,)
        Document and key (0 to ``bound - 1``) of each occurrence; `owner` must be sorted.
    bound, size : int
        Upper bounds of keys and documents.

    Returns
    -------
    array of bool, shape (k,)
        True at the last occurrence of a key in its document. Linear: every key's position is written into one table
        and read back, so only the last writer finds itself. A sort would take ten times as long.
    """
    table = np.empty(bound, dtype=np.int32)  # the smaller, the more of it stays in the processor's cache
    marks = np.empty(len(keys), dtype=bool)
    stops = np.searchsorted(owner, np.arange(size + 1))
    numbers = np.arange(np.diff(stops).max(initial=0), dtype=np.int32)
    for start, stop in pairwise(stops.tolist()):
        part, places = keys[start:stop], numbers[: stop - start]
        table[part] = places
        np.equal(table[part], places, out=marks[start:stop])
    return marks


def _kept(stream: TokenStream, evidence: Sequence[Evidence]) -> NDArray[np.bool_] | None:
    """Which tokens of `stream` stand in sentences that do not begin inside boilerplate; None for all of them."""
    if not any(found.boilerplate for found in evidence):
        return None
    keep = np.ones(len(stream.ids), dtype=bool)
    for number, found in enumerate(evidence):
        spans = found.boilerplate
        if not spans:
            continue
        before = int(stream.document_starts[number]) + 1
        first, last = stream.sentence_starts[number : number + 2].tolist()
        position = 0
        ends = stream.sentence_ends[first:last].tolist()
        for (start, _), end in zip(stream.documents[number].sentences, ends, strict=True):
            while position < len(spans) and spans[position][1] <= start:
                position += 1
            if position < len(spans) and start >= spans[position][0]:
                keep[before:end] = False
            before = end
    return keep


def make_batch(
    documents: Sequence[Document],
    evidence: Sequence[Evidence],
    vocabulary: Vocabulary,
    stream: TokenStream | None = None,
) -> Batch:
    """Lay the prose of `documents` out in arrays; `vocabulary` takes in the words it has not met.

    Where the tokens are laid out already, `stream` has them, and its vocabulary is the one that counts.
    """
    if stream is None:
        stream = token_stream(documents, vocabulary)
    vocabulary = stream.vocabulary
    edge = vocabulary.boundary
    index = stream.ids
    lengths = np.diff(stream.document_starts)
    keep = _kept(stream, evidence)
    if keep is not None:
        lengths = np.add.reduceat(keep, stream.document_starts[:-1], dtype=np.int64)
        index = index[keep]
    owner = np.repeat(np.arange(len(documents)), lengths)
    kind = vocabulary.take("kind", index)
    is_word = kind == KIND_WORD
    size = len(documents)
    # A sentence counts if a word stands between its two boundary tokens.
    edges = np.flatnonzero(index == edge)
    running = np.concatenate(([0], np.cumsum(is_word)))
    lengths_in_words = np.diff(running[edges])
    closed = lengths_in_words > 0
    sentence_owner = owner[edges[1:]][closed]
    return Batch(
        documents=documents,
        evidence=evidence,
        ids=index,
        owner=owner,
        words=np.bincount(owner, weights=is_word, minlength=size).astype(np.float64),
        sentences=np.bincount(sentence_owner, minlength=size).astype(np.float64),
        sentence_words=lengths_in_words[closed].astype(np.float64),
        sentence_owner=sentence_owner,
        boundary=edge,
        marks={mark: vocabulary[mark] for mark in ",;:?!()"},
        kind=kind,
        letters=vocabulary.take("letters", index),
        syllables=vocabulary.take("syllables", index),
        rank=vocabulary.take("rank", index),
        flags=vocabulary.take("flags", index),
        place=vocabulary.take("place", index),
        hashes=vocabulary.take("hashes", index),
        masks=vocabulary.take("masks", index),
    )
