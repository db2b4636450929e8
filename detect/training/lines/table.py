"""The units of many pages as arrays, with what the rules know of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from detect.document import Document
from detect.features.tokens import token_stream
from detect.features.vocabulary import Vocabulary
from detect.lines import features
from detect.lines.echoes import echoes
from detect.lines.features import Floats, Layout
from detect.lines.finder import closed, covered
from detect.lines.units import units_of
from detect.rules import select_rules
from detect.rules.engine import RuleEngine, boilerplate_spans
from detect.training.lines.pages import Page, unit_labels

BATCH = 64


@dataclass
class Table:
    """The units of many pages.

    Attributes
    ----------
    bucket : array of int32, shape (k,)
        Buckets of the words, unit after unit; ``counts`` says how many each has.
    counts, tokens, characters, labels : arrays, shape (u,)
    closed : array of bool, shape (u,)
        Whether it ends as sentences do.
    own : array, shape (u, len(SHAPE))
    echo : array, shape (u, len(ECHOES))
    place : Layout
        Its token places are empty.
    site, variant, corpus : arrays of str, shape (pages,)
    news : array of bool, shape (pages,)
    """

    bucket: NDArray[np.int32]
    counts: NDArray[np.int64]
    tokens: NDArray[np.int64]
    closed: NDArray[np.bool_]
    characters: Floats
    labels: NDArray[np.int64]
    own: Floats
    echo: Floats
    place: Layout
    site: NDArray[np.str_]
    variant: NDArray[np.str_]
    corpus: NDArray[np.str_]
    news: NDArray[np.bool_]

    def words(self) -> sparse.csr_matrix:
        """The words of the units as a matrix, rows of length 1 if no word came twice."""
        values = np.repeat(1.0 / np.sqrt(np.maximum(self.counts, 1)), self.counts).astype(np.float32)
        matrix = sparse.csr_matrix(
            (values, self.bucket, np.concatenate(([0], np.cumsum(self.counts)))),
            shape=(len(self.counts), 1 << features.BITS),
        )
        matrix.sum_duplicates()
        return matrix

    def chosen(self, pages: NDArray[np.bool_]) -> "Table":
        """The table of some of the pages, without their words."""
        sizes = np.diff(self.place.firsts)
        rows = np.repeat(pages, sizes)
        kept = sizes[pages]
        nowhere = np.zeros(int(kept.sum()), dtype=np.int64)
        return Table(
            bucket=np.zeros(0, dtype=np.int32),
            **{
                name: getattr(self, name)[rows]
                for name in ("counts", "tokens", "closed", "characters", "labels", "own", "echo")
            },
            place=Layout(
                np.repeat(np.arange(len(kept)), kept), np.concatenate(([0], np.cumsum(kept))), nowhere, nowhere
            ),
            **{name: getattr(self, name)[pages] for name in ("site", "variant", "corpus", "news")},
        )


def build(pages: Iterable[Page]) -> Table:
    """Units of `pages`, with what the rules know of them."""
    engine = RuleEngine(select_rules(["BPL"]))
    vocabulary = Vocabulary()
    parts: dict[str, list[NDArray[np.generic]]] = {
        name: [] for name in ("bucket", "counts", "tokens", "closed", "characters", "labels", "own", "echo")
    }
    sizes: list[int] = []
    kept: list[Page] = []
    iterator = iter(pages)
    while chunk := list(islice(iterator, BATCH)):
        documents = [Document(page.text) for page in chunk]
        units = [units_of(document) for document in documents]
        whole = [number for number, item in enumerate(units) if item.spans]
        chunk = [chunk[number] for number in whole]
        documents = [documents[number] for number in whole]
        units = [units[number] for number in whole]
        stream = token_stream(documents, vocabulary)
        place = features.layout(stream, units, np.arange(len(units)))
        bucket, _, counts = features.buckets(stream, place.starts, place.ends)
        texts = [document.text for document in documents]
        own, characters = features.shape(texts, units, place)
        parts["tokens"].append(place.ends - place.starts)
        parts["closed"].append(closed(texts, units))
        known = [
            covered(item, boilerplate_spans(engine.find(document)))
            for item, document in zip(units, documents, strict=True)
        ]
        own[:, features.KNOWN] = np.concatenate(known)
        parts["echo"].append(echoes(stream, place, own).astype(np.float32))
        parts["bucket"].append(bucket.astype(np.int32))
        parts["counts"].append(counts)
        parts["own"].append(own.astype(np.float32))
        parts["characters"].append(characters)
        parts["labels"].append(
            np.concatenate([unit_labels(item, page) for item, page in zip(units, chunk, strict=True)])
        )
        sizes.extend(len(item.spans) for item in units)
        kept.extend(chunk)
    joined = {name: np.concatenate(values) for name, values in parts.items()}
    nowhere = np.zeros(sum(sizes), dtype=np.int64)
    return Table(
        **joined,
        place=Layout(
            np.repeat(np.arange(len(sizes)), sizes), np.concatenate(([0], np.cumsum(sizes))), nowhere, nowhere
        ),
        site=np.array([page.site for page in kept]),
        variant=np.array([page.variant for page in kept]),
        corpus=np.array([page.corpus for page in kept]),
        news=np.array([page.news for page in kept]),
    )
