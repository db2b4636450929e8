"""Fits the line model: weights of words, then two networks, each on what the one before says of sites it never saw."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import SGDClassifier

from detect.lines import features, model
from detect.lines.features import Floats
from detect.lines.finder import boilerplate_probability
from detect.lines.model import GROUPS, TYPES, LineModel
from detect.training.lines.network import fit_network
from detect.training.lines.table import Table
from detect.training.lines.thresholds import EXTRACTED, choose

FOLDS = 4
ALPHA = 3e-6
WORD_ROUNDS = 6
NEWS_WEIGHT = 2.0
"""How much more a page of news counts than one of a blog or a guide."""
EXTRACTED_WEIGHT = 1.5
"""How much more a unit of an extractor's output counts than one of a page: it is what users hold."""
WORD_VARIANTS = frozenset(["lines", "resiliparse_main", "news"])
"""Texts the weights of words are fitted on; the others have the same lines again."""

Say = Callable[[str], None]


def weights(table: Table) -> Floats:
    """Weight of each unit: long pages and sites of many pages count less than in proportion, unlabelled units nothing.

    Shape (u,), mean 1 over labelled units.
    """
    sizes = np.diff(table.place.firsts)
    page = 1.0 / np.sqrt(sizes)
    _, site = np.unique(table.site, return_inverse=True)
    page = page / np.sqrt(np.bincount(site, weights=page * sizes)[site])
    page = page * np.where(table.news, NEWS_WEIGHT, 1.0)
    unit = np.where(table.labels < 0, 0.0, page[table.place.owner])
    result: Floats = unit / unit[unit > 0].mean()
    return result


def fit(table: Table, version: str, seed: int, say: Say) -> tuple[LineModel, dict[str, dict[str, float]]]:
    """Fit all parts, and choose the thresholds; also the figures these reach on sites not fitted on."""
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
    inputs = model.first_inputs(table.place, own, model.lexical_steps(lexical), table.characters, table.echo).astype(
        np.float32
    )

    def unseen(inputs: NDArray[np.float32]) -> Floats:
        """What networks that have not seen a unit's site say of it."""
        said = np.zeros((len(share), len(TYPES)))
        for number in range(FOLDS):
            rows = fold == number
            said[rows] = fit_network(inputs, table.labels, share, used[~rows[used]], seed).logits(inputs[rows])
        return said

    share = share * np.where(np.isin(table.variant, EXTRACTED), EXTRACTED_WEIGHT, 1.0)[table.place.owner]
    verdicts = unseen(inputs)
    first = fit_network(inputs, table.labels, share, used, seed)
    say("first network")
    inputs = model.second_inputs(table.place, inputs, own, verdicts, table.characters).astype(np.float32)
    again = unseen(inputs)
    thresholds, figures = choose(table, boilerplate_probability(model.joint(verdicts, again)))
    say(f"{thresholds}")
    second = fit_network(inputs, table.labels, share, used, seed)
    say("second network")
    fitted = LineModel(
        words=_steps(columns),
        bias=bias,
        kinds=np.ascontiguousarray(_steps(kinds).T),
        kind_bias=kind_bias,
        first=first,
        second=second,
        thresholds=thresholds,
        version=version,
    )
    return fitted, figures


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
