"""Fits the line model: weights of words, then two networks, each on what the one before says of sites it never saw."""

import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import SGDClassifier
from sklearn.neural_network import MLPClassifier

from detect.document import Document
from detect.features.tokens import token_stream
from detect.features.vocabulary import Vocabulary
from detect.lines import features, model
from detect.lines.features import Floats, Layout
from detect.lines.finder import covered
from detect.lines.model import GROUPS, TYPES, LineModel, Network
from detect.lines.units import units_of
from detect.rules import select_rules
from detect.rules.engine import RuleEngine, boilerplate_spans
from detect.training.lines.pages import Page, unit_labels

BATCH = 64
FOLDS = 4
ALPHA = 3e-6
WORD_ROUNDS = 6
HIDDEN = 48
ROUNDS = 8
WORD_VARIANTS = frozenset(["lines", "resiliparse_main", "news"])
"""Texts the weights of words are fitted on; the others have the same lines again."""

Say = Callable[[str], None]


@dataclass
class Table:
    """The units of many pages.

    Attributes
    ----------
    bucket : array of int32, shape (k,)
        Buckets of the words, unit after unit; ``counts`` says how many each has.
    counts, characters, labels : arrays, shape (u,)
    own : array, shape (u, len(SHAPE))
    place : Layout
        Its token places are empty.
    site, variant, corpus : arrays of str, shape (pages,)
    news : array of bool, shape (pages,)
    """

    bucket: NDArray[np.int32]
    counts: NDArray[np.int64]
    characters: Floats
    labels: NDArray[np.int64]
    own: Floats
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


def build(pages: Iterable[Page]) -> Table:
    """Units of `pages`, with what the rules know of them."""
    engine = RuleEngine(select_rules(["BPL"]))
    vocabulary = Vocabulary()
    parts: dict[str, list[NDArray[np.generic]]] = {
        name: [] for name in ("bucket", "counts", "characters", "labels", "own")
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
        own, characters = features.shape([document.text for document in documents], units, place)
        known = [
            covered(item, boilerplate_spans(engine.find(document)))
            for item, document in zip(units, documents, strict=True)
        ]
        own[:, features.KNOWN] = np.concatenate(known)
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


def weights(table: Table) -> Floats:
    """Weight of each unit: long pages and sites of many pages count less than in proportion, unlabelled units nothing.

    Shape (u,), mean 1 over labelled units.
    """
    sizes = np.diff(table.place.firsts)
    page = 1.0 / np.sqrt(sizes)
    _, site = np.unique(table.site, return_inverse=True)
    page = page / np.sqrt(np.bincount(site, weights=page * sizes)[site])
    unit = np.where(table.labels < 0, 0.0, page[table.place.owner])
    result: Floats = unit / unit[unit > 0].mean()
    return result


def fit(table: Table, version: str, thresholds: tuple[float, float, float], seed: int, say: Say) -> LineModel:
    """Fit all parts."""
    share = weights(table)
    page_folds = _folds(table.site, seed)
    fold = page_folds[table.place.owner]
    used = np.flatnonzero(share > 0)
    words = table.words()
    taught = np.isin(table.variant, list(WORD_VARIANTS))[table.place.owner] & (share > 0)
    group_of = np.array([number for kind in TYPES for number, group in enumerate(GROUPS) if kind in group])
    groups = np.where(table.labels < 0, -1, group_of[table.labels])
    lexical = np.zeros((len(share), len(GROUPS)))
    for number in range(FOLDS):
        rows = fold == number
        columns, bias = _fit_words(words, groups, len(GROUPS), share, np.flatnonzero(taught & ~rows), seed)
        lexical[rows] = words[rows] @ columns.T + bias
        say(f"words without fold {number}")
    columns, bias = _fit_words(words, groups, len(GROUPS), share, np.flatnonzero(taught), seed)
    say("words")
    joined = sparse.csr_matrix(
        (words.data, words.indices >> (features.BITS - model.KIND_BITS), words.indptr),
        shape=(words.shape[0], 1 << model.KIND_BITS),
    )
    typed = np.flatnonzero(taught & (table.labels > 0))
    kinds, kind_bias = _fit_words(joined, table.labels, len(TYPES), share, typed, seed, first=1)
    say("types")
    own = table.own.astype(np.float64)
    inputs = model.first_inputs(table.place, own, model.lexical_steps(lexical), table.characters).astype(np.float32)
    verdicts = np.zeros((len(share), len(TYPES)))
    for half in (0, 1):
        rows = fold % 2 == half
        network = fit_network(inputs, table.labels, share, used[~rows[used]], seed)
        verdicts[rows] = network.logits(inputs[rows])
    first = fit_network(inputs, table.labels, share, used, seed)
    say("first network")
    inputs = model.second_inputs(table.place, inputs, own, verdicts, table.characters).astype(np.float32)
    second = fit_network(inputs, table.labels, share, used, seed)
    say("second network")
    return LineModel(
        words=_steps(columns),
        bias=bias,
        kinds=np.ascontiguousarray(_steps(kinds).T),
        kind_bias=kind_bias,
        first=first,
        second=second,
        threshold=thresholds[0],
        sentence_threshold=thresholds[1],
        prose_threshold=thresholds[2],
        version=version,
    )


def _steps(weights: NDArray[np.float32]) -> NDArray[np.int16]:
    """Weights of words as they are stored."""
    return np.rint(np.clip(weights * model.WORD_STEPS, -32767, 32767)).astype(np.int16)


def _folds(sites: NDArray[np.str_], seed: int) -> NDArray[np.int64]:
    """A fold for every page, the same for all pages of a site."""
    names, index = np.unique(sites, return_inverse=True)
    folds: NDArray[np.int64] = np.random.RandomState(seed).randint(0, FOLDS, len(names))[index]
    return folds


def _fit_words(
    words: sparse.csr_matrix,
    labels: NDArray[np.int64],
    kinds: int,
    share: Floats,
    rows: NDArray[np.int64],
    seed: int,
    first: int = 0,
) -> tuple[NDArray[np.float32], Floats]:
    """One logistic regression for each label from `first` on against all others.

    Weights, shape (kinds, buckets), and biases, shape (kinds,).
    """
    matrix = words[rows]
    columns = np.zeros((kinds, words.shape[1]), dtype=np.float32)
    bias = np.zeros(kinds)
    for kind in range(first, kinds):
        learner = SGDClassifier(loss="log_loss", alpha=ALPHA, max_iter=WORD_ROUNDS, tol=None, random_state=seed)
        learner.fit(matrix, labels[rows] == kind, sample_weight=share[rows])
        columns[kind], bias[kind] = learner.coef_[0], learner.intercept_[0]
    return columns, bias


def fit_network(
    inputs: NDArray[np.float32], labels: NDArray[np.int64], share: Floats, rows: NDArray[np.int64], seed: int
) -> Network:
    """A network on the chosen rows, its weights rounded to steps."""
    mean = inputs[rows].mean(axis=0, dtype=np.float64)
    scale = inputs[rows].std(axis=0, dtype=np.float64) + 1e-3
    scaled = (model.whole_inputs(inputs[rows], mean, scale) / model.INPUT_STEPS).astype(np.float32)
    learner = MLPClassifier(
        (HIDDEN,), batch_size=512, max_iter=ROUNDS, n_iter_no_change=ROUNDS, alpha=1e-4, random_state=seed
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it would like more rounds
        learner.fit(scaled, labels[rows], sample_weight=share[rows])
    hidden, output = (np.rint(matrix.astype(np.float64) * model.WEIGHT_STEPS) for matrix in learner.coefs_)
    hidden_bias, output_bias = (values.astype(np.float64) for values in learner.intercepts_)
    return Network(mean, scale, hidden, hidden_bias, output, output_bias)
