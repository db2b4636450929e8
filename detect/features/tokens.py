"""The tokens of many documents in one array, made once: the line model and the features both read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from detect.document import Document
from detect.features.vocabulary import Vocabulary

LONGEST_LOOP = 10
"""Words of the longest group that `mark_loops` looks for."""
LOOPING = "looping sentences"
"""Where in `Document.shared` `mark_loops` leaves what it found."""


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
    """Lay the tokens of `documents` out; `vocabulary` takes in the words it has not met."""
    vocabulary.trim()
    lookup = vocabulary.__getitem__
    edge = vocabulary.boundary
    ids: list[int] = []
    ends: list[int] = []
    document_starts = [0]
    sentence_starts = [0]
    for document in documents:
        ids.append(edge)
        for sentence in document.sentence_tokens:
            if sentence:
                ids.extend(map(lookup, sentence))
                ids.append(edge)
            ends.append(len(ids))
        document_starts.append(len(ids))
        sentence_starts.append(len(ends))
    return TokenStream(
        documents=documents,
        vocabulary=vocabulary,
        ids=np.array(ids, dtype=np.int64),
        sentence_ends=np.array(ends, dtype=np.int64),
        document_starts=np.array(document_starts, dtype=np.int64),
        sentence_starts=np.array(sentence_starts, dtype=np.int64),
    )


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
    found: list[list[int]] = [[] for _ in stream.documents]
    sentences = np.unique(np.searchsorted(stream.sentence_ends, np.concatenate(places), side="right"))
    sentences = sentences[sentences < len(stream.sentence_ends)]  # behind the last are empty documents
    owners = np.searchsorted(stream.sentence_starts, sentences, side="right") - 1
    for owner, sentence in zip(owners.tolist(), (sentences - stream.sentence_starts[owners]).tolist(), strict=True):
        found[owner].append(sentence)
    for document, indices in zip(stream.documents, found, strict=True):
        document.shared[LOOPING] = indices
