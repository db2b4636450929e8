"""The tokens of many documents in one array, made once: the line model and the features both read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detect.document import Document
from detect.features.vocabulary import KIND_WORD, Vocabulary

LONGEST_LOOP = 10
"""Words of the longest group that `mark_loops` looks for."""
_EDGE = "S"
"""Stands for a boundary among pieces; folded text has no capitals."""
LOOPING = "looping sentences"
"""Where in `Document.shared` `mark_loops` leaves what it found."""
SHORTEST_REPEAT = 5
"""Tokens of the shortest sentence that `mark_repeats` looks at; shorter ones are refrains ("No more. No more.")."""
REPEATED = "repeated sentences"
"""Where in `Document.shared` `mark_repeats` leaves what it found."""


@dataclass(frozen=True)
class TokenStream:
    """Vocabulary indices of all tokens of some documents, in order.

    A boundary token stands before each document and after each sentence that has a token.

    Attributes
    ----------
    documents : sequence of Document, length n
    vocabulary : Vocabulary
        What `ids` refer to; valid until the next stream of the same vocabulary is made.
    ids : array of int64, shape (t,)
    sentence_ends : array of int64, shape (s,)
        Where the tokens of each sentence end in `ids`, its boundary included. A sentence begins where the one before
        it ends, the first of a document one boundary later.
    document_starts : array of int64, shape (n + 1,)
        Where the boundary before each document stands; the last is ``t``.
    sentence_starts : array of int64, shape (n + 1,)
        Index of the first sentence of each document; the last is ``s``.
    """

    documents: Sequence[Document]
    vocabulary: Vocabulary
    ids: NDArray[np.int64]
    sentence_ends: NDArray[np.int64]
    document_starts: NDArray[np.int64]
    sentence_starts: NDArray[np.int64]


@cache
def shared_vocabulary() -> Vocabulary:
    """The vocabulary of this process."""
    return Vocabulary()


def token_stream(documents: Sequence[Document], vocabulary: Vocabulary) -> TokenStream:
    """Lay the tokens of `documents` out; `vocabulary` takes in the words it has not met.

    All sentences of the batch are split together, which is quicker than an expression for each sentence. The
    documents learn how many words they have.
    """
    vocabulary.trim()
    sentences: list[str] = []
    counts = []
    for document in documents:
        folded = document.folded
        sentences.append("")
        sentences.extend([folded[start:end].rstrip('."') for start, end in document.sentences])
        counts.append(len(document.sentences))
    sentences.append("")
    ids = _token_ids(sentences, vocabulary)
    # A boundary before every document and one behind every sentence.
    sentence_starts = np.concatenate(([0], np.cumsum(counts, dtype=np.int64)))
    edges = np.flatnonzero(ids == vocabulary.boundary)
    opening = np.zeros(len(edges), dtype=bool)
    opening[sentence_starts[:-1] + np.arange(len(documents))] = True
    sentence_ends = edges[~opening] + 1
    document_starts = np.append(edges[opening], len(ids))
    nothing = np.flatnonzero(~opening[1:] & (np.diff(edges) == 1)) + 1
    if len(nothing):  # sentences without a token have no boundary
        gone = edges[nothing]
        ids = np.delete(ids, gone)
        sentence_ends -= np.searchsorted(gone, sentence_ends)
        document_starts -= np.searchsorted(gone, document_starts)
    words = np.add.reduceat(vocabulary.take("kind", ids) == KIND_WORD, document_starts[:-1], dtype=np.int64)
    for document, count in zip(documents, words.tolist(), strict=True):
        document.least_words = count
        if document.folded.isascii():
            document.word_count = count  # elsewhere there may be others: "½" counts as a word, too
    return TokenStream(
        documents=documents,
        vocabulary=vocabulary,
        ids=ids,
        sentence_ends=sentence_ends,
        document_starts=document_starts,
        sentence_starts=sentence_starts,
    )


def _token_ids(sentences: Sequence[str], vocabulary: Vocabulary) -> NDArray[np.int64]:
    """Vocabulary indices of the tokens of folded sentences, a boundary between every two of them."""
    vocabulary[_EDGE] = vocabulary.boundary
    text = f" {_EDGE} ".join(sentences)
    # These marks are no part of any token: without them there are fewer pieces to learn.
    pieces = text.replace('"', " ").replace("-", " ").split()
    ids = np.fromiter(map(vocabulary.__getitem__, pieces), dtype=np.int64, count=len(pieces))
    others = np.flatnonzero(ids < 0)
    if len(others):
        found, counts = vocabulary.several(ids[others])
        lengths = np.ones(len(ids), dtype=np.int64)
        lengths[others] = counts
        ids = np.repeat(ids, lengths)
        ids[ids < 0] = found
    return ids


def mark_loops(stream: TokenStream) -> None:
    """Note in every document the sentences in which two to ten tokens follow themselves at once.

    Among them is every sentence that has such a group, and hardly another. A look at all texts of a batch together
    costs a tenth of one at each of their sentences.
    """
    ids = stream.ids.astype(np.int32)
    places = []
    for lag in range(2, LONGEST_LOOP + 1):
        same = ids[lag:] == ids[:-lag]
        run = 1
        while run < lag:  # so many neighbours in a row are the same
            step = min(run, lag - run)
            same = same[:-step] & same[step:]
            run += step
        places.append(np.flatnonzero(same))
    sentences = np.unique(np.searchsorted(stream.sentence_ends, np.concatenate(places), side="right"))
    _note(stream, LOOPING, sentences[sentences < len(stream.sentence_ends)])  # behind the last are empty documents


def mark_repeats(stream: TokenStream) -> None:
    """Note in every document the sentences that may be the one before them again, token by token.

    Among them is every one that is. Hardly another has as many tokens, and indices with the same sum.
    """
    ends = stream.sentence_ends
    starts = np.concatenate(([0], ends[:-1]))
    some = np.diff(stream.sentence_starts) > 0
    first = stream.sentence_starts[:-1][some]
    starts[first] = stream.document_starts[:-1][some] + 1
    running = np.concatenate(([0], np.cumsum(stream.ids)))
    lengths, sums = ends - starts, running[ends] - running[starts]
    alike = (lengths[1:] == lengths[:-1]) & (sums[1:] == sums[:-1])
    same = np.flatnonzero(alike & (lengths[1:] > SHORTEST_REPEAT)) + 1  # the boundary is one more
    _note(stream, REPEATED, np.setdiff1d(same, first))


def _note(stream: TokenStream, name: str, sentences: NDArray[np.int64]) -> None:
    """Give each document the numbers of those of its sentences that are among `sentences`."""
    found: list[list[int]] = [[] for _ in stream.documents]
    owners = np.searchsorted(stream.sentence_starts, sentences, side="right") - 1
    for owner, sentence in zip(owners.tolist(), (sentences - stream.sentence_starts[owners]).tolist(), strict=True):
        found[owner].append(sentence)
    for document, indices in zip(stream.documents, found, strict=True):
        document.shared[name] = indices
