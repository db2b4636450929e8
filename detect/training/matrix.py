"""Texts to the two matrices a model is fitted on: dense features and hashed n-grams."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from detect import features
from detect.document import Document
from detect.features import ngrams
from detect.features.batch import make_batch
from detect.features.vocabulary import Vocabulary
from detect.rules import select_rules
from detect.rules.engine import RuleEngine

BATCH = 256


@dataclass(frozen=True)
class Matrix:
    """Features of n texts.

    Attributes
    ----------
    dense : array of float64, shape (n, k)
        Columns of `detect.features.compute`.
    sparse : csr_matrix, shape (n, 2**bits)
        Rows of length 1.
    words : array of float64, shape (n,)
        Words of prose.
    """

    dense: NDArray[np.float64]
    sparse: csr_matrix
    words: NDArray[np.float64]


def chunks(texts: Iterable[str], size: int = BATCH) -> Iterator[list[str]]:
    """Lists of at most `size` texts."""
    iterator = iter(texts)
    while chunk := list(islice(iterator, size)):
        yield chunk


def build(texts: Iterable[str], bits: int = ngrams.BITS) -> Matrix:
    """Features of `texts`, in order."""
    engine = RuleEngine(select_rules())
    vocabulary = Vocabulary()
    dense: list[NDArray[np.float64]] = []
    sparse: list[csr_matrix] = []
    words: list[NDArray[np.float64]] = []
    for chunk in chunks(texts):
        documents = [Document(text) for text in chunk]
        batch = make_batch(documents, engine.run_batch(documents), vocabulary)
        dense.append(features.compute(batch))
        owner, bucket = ngrams.hashed(batch, bits=bits)
        norm = np.sqrt(np.maximum(np.bincount(owner, minlength=batch.size), 1))
        sparse.append(csr_matrix((1.0 / norm[owner], (owner, bucket)), shape=(batch.size, 1 << bits)))
        words.append(batch.words)
    return Matrix(np.concatenate(dense), vstack(sparse, format="csr"), np.concatenate(words))
