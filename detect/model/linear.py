"""The linear model: hashed n-grams and scaled features, one weight each, and a calibrated probability.

Fitted by scikit-learn (`detect.training`), read and applied here with numpy alone. For a document with scaled features
``x`` and a hashed n-gram vector ``s`` of length 1, head ``h`` gives ``score = w_h x + v_h s + b_h`` and the probability
``1 / (1 + exp(-(a_h score + b_h score l + c_h l + d_h)))``: Platt scaling on documents held aside, with a slope and a
shift that follow the length ``l`` (see `length`), because the same score says less in a short text.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from detect import features
from detect.document import Document
from detect.features import ngrams
from detect.features.batch import Batch, make_batch
from detect.features.tokens import TokenStream, shared_vocabulary
from detect.features.vocabulary import Vocabulary
from detect.model.base import HEADS, Outcome
from detect.model.fluency import Fluency
from detect.model.scaling import Scaling
from detect.model.spinning import Spinning
from detect.result import Label
from detect.rules.evidence import Evidence


@dataclass
class LinearModel:
    """Two linear heads over one set of features.

    Attributes
    ----------
    name : str
        Name and version, as it stands in every result.
    feature_names : tuple of str, length k
        The features that are read, a subset of `detect.features.feature_names`.
    mean, scale : arrays of float64, shape (k,)
        Of the (rooted) features over the training documents.
    dense : array of float64, shape (2, k)
    sparse : array of float32, shape (2, 2**bits)
    intercept : array of float64, shape (2,)
    calibration : array of float64, shape (2, 4)
        ``a, b, c, d`` of each head.
    thresholds : dict
        Probability by head from which on an article is labelled.
    fluency : Fluency or None
        How a translation reads; without it every text counts as an average one.
    spinning : Spinning or None
        The second score of ``rewritten``, for spun text; the higher probability counts.
    """

    name: str
    feature_names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    dense: NDArray[np.float64]
    sparse: NDArray[np.float32]
    intercept: NDArray[np.float64]
    calibration: NDArray[np.float64]
    thresholds: dict[str, float]
    fluency: Fluency | None = None
    spinning: Spinning | None = None
    _vocabulary: Vocabulary = field(default_factory=shared_vocabulary, repr=False)

    def __post_init__(self) -> None:
        self._scaling = Scaling(self.feature_names, self.mean, self.scale)
        self._by_bucket = np.ascontiguousarray(self.sparse.T)  # both weights of a bucket are read at once
        self._bits = int(self.sparse.shape[1]).bit_length() - 1

    def batch(
        self, documents: Sequence[Document], evidence: Sequence[Evidence], stream: TokenStream | None = None
    ) -> Batch:
        """The documents as the arrays features are computed from; `stream` has their tokens if they are laid out."""
        return make_batch(documents, evidence, self._vocabulary, stream)

    def scaled(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Columns of `features.compute`, shape (n, k), as the weights want them."""
        return self._scaling.of(values)

    def scores(self, batch: Batch, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Uncalibrated scores, shape (2, n)."""
        owner, bucket = ngrams.hashed(batch, bits=self._bits)
        norm = np.sqrt(np.maximum(np.diff(np.searchsorted(owner, np.arange(batch.size + 1))), 1))
        scaled = self.scaled(values)
        weights = self._by_bucket.take(bucket, axis=0)
        # Row sums and bincount add each document by itself in a fixed order; a matrix product may not.
        return np.stack(
            [
                (scaled * self.dense[head]).sum(axis=1)
                + np.bincount(owner, weights=weights[:, head], minlength=batch.size) / norm
                + self.intercept[head]
                for head in range(len(HEADS))
            ]
        )

    def predict(
        self, documents: Sequence[Document], evidence: Sequence[Evidence], stream: TokenStream | None = None
    ) -> Outcome:
        """Probabilities and features of `documents`; each row depends on its own document alone.

        Parameters
        ----------
        documents, evidence : sequences of length n
        stream : TokenStream, optional
            The tokens of `documents`, if they are laid out already.
        """
        if not documents:
            empty = np.zeros(0)
            return Outcome(empty, empty, np.zeros((0, len(features.feature_names()))), empty)
        return self.judge(self.batch(documents, evidence, stream))

    def judge(self, batch: Batch) -> Outcome:
        """`predict` for documents that were laid out already."""
        values = features.compute(batch)
        inputs = calibration_inputs(self.scores(batch, values), batch.words)
        probabilities = expit((inputs * self.calibration[:, None, :3]).sum(axis=2) + self.calibration[:, 3:])
        fluency = np.zeros(batch.size) if self.fluency is None else self.fluency.of(values, batch.words)
        rewritten = probabilities[1]
        if self.spinning is not None:
            rewritten = np.maximum(
                rewritten, probability(self.spinning.scores(values), batch.words, self.spinning.calibration)
            )
        return Outcome(probabilities[0], rewritten, values, fluency)

    def label(self, machine_translated: float, rewritten: float) -> Label:
        """The label for these probabilities; where both reach their threshold, the one further beyond it."""
        thresholds = self.thresholds
        if machine_translated < 0.99 * thresholds["machine_translated"] and rewritten < 0.99 * thresholds["rewritten"]:
            return "clean"  # most: no logarithm is needed to see it
        margins: dict[Label, float] = {
            "machine_translated": _margin(machine_translated, thresholds["machine_translated"]),
            "rewritten": _margin(rewritten, thresholds["rewritten"]),
        }
        best = max(margins, key=lambda label: margins[label])
        return best if margins[best] >= 0.0 else "clean"


def length(words: NDArray[np.float64]) -> NDArray[np.float64]:
    """Length as calibration sees it: base-2 logarithm of the words of prose over 200, from -2 (50) to 2 (800)."""
    doublings: NDArray[np.float64] = np.log2(np.clip(words, 50.0, 800.0) / 200.0)
    return doublings


def calibration_inputs(scores: NDArray[np.float64], words: NDArray[np.float64]) -> NDArray[np.float64]:
    """What calibration weighs: score, score times length, length.

    Parameters
    ----------
    scores : array, shape (..., n)
    words : array, shape (n,)

    Returns
    -------
    array, shape (..., n, 3)
    """
    doublings = np.broadcast_to(length(words), scores.shape)
    return np.stack([scores, scores * doublings, doublings], axis=-1)


def probability(
    scores: NDArray[np.float64], words: NDArray[np.float64], calibration: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Calibrated probabilities for the scores of one head, shape (n,); `calibration` is its row."""
    return expit((calibration_inputs(scores, words) * calibration[:3]).sum(axis=-1) + calibration[3])


def expit(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic function."""
    result: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(values, -60.0, 60.0)))
    return result


def _margin(probability: float, threshold: float) -> float:
    """How far beyond its threshold a probability lies, in log-odds."""
    return logit_of(probability) - logit_of(threshold)


def logit_of(probability: float) -> float:
    """The log-odds of a probability, finite for 0 and 1 too."""
    bounded = min(max(probability, 1e-12), 1.0 - 1e-12)
    return math.log(bounded / (1.0 - bounded))
