"""The model of the full profile: the fast model's probability, corrected by what LanguageTool found.

For a document to which the fast model's arrays (kept inside, so that the two models never drift apart) give the
probability ``p_h``, and with scaled grammar features ``g``, head ``h`` gives
``1 / (1 + exp(-(s_h logit(p_h) + u_h g + c_h)))``: stacked generalisation (D. Wolpert, 1992) with a logistic regression
on top, fitted on probabilities of documents the lower model had not seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detect.document import Document
from detect.errors import ModelError
from detect.features import grammar
from detect.features.tokens import TokenStream
from detect.model.base import HEADS, Outcome
from detect.model.linear import LinearModel, expit
from detect.model.scaling import CLIP_RARE
from detect.result import Label
from detect.rules.evidence import Evidence

_EDGE = 1e-9


def logit(probabilities: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log-odds of probabilities, finite for 0 and 1 too."""
    inside = np.clip(probabilities, _EDGE, 1.0 - _EDGE)
    odds: NDArray[np.float64] = np.log(inside) - np.log1p(-inside)
    return odds


def rooted_rates(values: NDArray[np.float64], scale: NDArray[np.float64]) -> NDArray[np.float64]:
    """Grammar features, shape (n, k), as the weights want them: square root, scaled, cut. 0 stays 0."""
    cut: NDArray[np.float64] = np.minimum(np.sqrt(values) / scale, CLIP_RARE)
    return cut


@dataclass
class StackedModel:
    """Two heads over the fast model's probabilities and the grammar features.

    Attributes
    ----------
    name : str
        Name and version, as it stands in every result.
    base : LinearModel
    grammar_names : tuple of str, length k
        Those of `detect.features.grammar`, in their order.
    grammar_scale : array of float64, shape (k,)
    slope, shift : arrays of float64, shape (2,)
    grammar_weights : array of float64, shape (2, k)
    thresholds : dict
        Probability by head from which on an article is labelled.
    """

    name: str
    base: LinearModel
    grammar_names: tuple[str, ...]
    grammar_scale: NDArray[np.float64]
    slope: NDArray[np.float64]
    shift: NDArray[np.float64]
    grammar_weights: NDArray[np.float64]
    thresholds: dict[str, float]

    def __post_init__(self) -> None:
        if self.grammar_names != tuple(feature.name for feature in grammar.features()):
            raise ModelError(
                f"model {self.name} reads other grammar features than this version computes: train it again with"
                " 'detect train --profile full'"
            )
        self.base.thresholds = self.thresholds

    def predict(
        self, documents: Sequence[Document], evidence: Sequence[Evidence], stream: TokenStream | None = None
    ) -> Outcome:
        """Probabilities and features of `documents`, the grammar features last; see `LinearModel.predict`."""
        if not documents:
            empty = self.base.predict([], [])
            width = empty.features.shape[1] + len(self.grammar_names)
            return Outcome(empty.machine_translated, empty.rewritten, np.zeros((0, width)), empty.fluency)
        batch = self.base.batch(documents, evidence, stream)
        lower = self.base.judge(batch)
        values = grammar.compute(batch)
        scaled = rooted_rates(values, self.grammar_scale)
        heads = [
            expit(
                self.slope[number] * logit(getattr(lower, head))
                + (scaled * self.grammar_weights[number]).sum(axis=1)
                + self.shift[number]
            )
            for number, head in enumerate(HEADS)
        ]
        return Outcome(heads[0], heads[1], np.concatenate([lower.features, values], axis=1), lower.fluency)

    def label(self, machine_translated: float, rewritten: float) -> Label:
        """The label for these probabilities, as `LinearModel.label` has it, with this model's thresholds."""
        return self.base.label(machine_translated, rewritten)
