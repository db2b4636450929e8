"""The model of the full profile: the fast model's probability, corrected by what LanguageTool and the encoder say.

For a document to which the fast model's arrays (kept inside, so that the two models never drift apart) give the
probability ``p_h``, with scaled grammar features ``g`` and scaled encoder values ``e`` (none in a model without an
encoder), head ``h`` gives ``1 / (1 + exp(-(s_h logit(p_h) + u_h g + v_h e + c_h)))``: stacked generalisation
(D. Wolpert, 1992) with a logistic regression on top, fitted on documents that neither the lower model nor the encoder
had seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detect.document import Document
from detect.errors import ModelError
from detect.features import encoder, grammar
from detect.features.tokens import TokenStream
from detect.model.base import HEADS, Outcome
from detect.model.linear import LinearModel, expit
from detect.model.scaling import CLIP, CLIP_RARE
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


def scaled_values(
    values: NDArray[np.float64], mean: NDArray[np.float64], scale: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Encoder features, shape (n, k + 1), the number of windows last, as the weights want them, shape (n, k).

    Standard scores, cut; 0, which says nothing, for a document of which nothing was read.
    """
    read = values[:, encoder.WINDOWS, None] > 0.0
    cut: NDArray[np.float64] = np.where(read, np.clip((values[:, : encoder.WINDOWS] - mean) / scale, -CLIP, CLIP), 0.0)
    return np.ascontiguousarray(cut)


@dataclass
class EncoderPart:
    """What a stacked model makes of the encoder's values.

    Attributes
    ----------
    names : tuple of str, length k
        Those of `detect.features.encoder`, in their order, without the number of windows.
    mean, scale : arrays of float64, shape (k,)
    weights : array of float64, shape (2, k)
    sha256 : str
        Of the network they were fitted with.
    """

    names: tuple[str, ...]
    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    sha256: str


@dataclass
class StackedModel:
    """Two heads over the fast model's probabilities, the grammar features and the encoder's values.

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
    encoder : EncoderPart or None
        None for a model that reads no encoder.
    """

    name: str
    base: LinearModel
    grammar_names: tuple[str, ...]
    grammar_scale: NDArray[np.float64]
    slope: NDArray[np.float64]
    shift: NDArray[np.float64]
    grammar_weights: NDArray[np.float64]
    thresholds: dict[str, float]
    encoder: EncoderPart | None = None

    def __post_init__(self) -> None:
        known = {"grammar": (self.grammar_names, tuple(feature.name for feature in grammar.features()))}
        if self.encoder is not None:
            computed = tuple(feature.name for feature in encoder.features()[: encoder.WINDOWS])
            known["encoder"] = (self.encoder.names, computed)
        for group, (own, computed) in known.items():
            if own != computed:
                raise ModelError(
                    f"model {self.name} reads other {group} features than this version computes: train it again with"
                    " 'detect train --profile full'"
                )
        self.base.thresholds = self.thresholds

    def predict(
        self, documents: Sequence[Document], evidence: Sequence[Evidence], stream: TokenStream | None = None
    ) -> Outcome:
        """Probabilities and features of `documents`; see `LinearModel.predict`.

        The grammar features come behind those of the fast model, the encoder's values last.
        """
        if not documents:
            empty = self.base.predict([], [])
            width = empty.features.shape[1] + len(self.grammar_names)
            width += 0 if self.encoder is None else len(encoder.features())
            return Outcome(empty.machine_translated, empty.rewritten, np.zeros((0, width)), empty.fluency)
        batch = self.base.batch(documents, evidence, stream)
        lower = self.base.judge(batch)
        values = grammar.compute(batch)
        scaled = rooted_rates(values, self.grammar_scale)
        odds = [
            self.slope[number] * logit(getattr(lower, head))
            + (scaled * self.grammar_weights[number]).sum(axis=1)
            + self.shift[number]
            for number, head in enumerate(HEADS)
        ]
        columns = [lower.features, values]
        if self.encoder is not None:
            columns.append(encoder.compute(batch))
            read = scaled_values(columns[-1], self.encoder.mean, self.encoder.scale)
            odds = [own + (read * weights).sum(axis=1) for own, weights in zip(odds, self.encoder.weights, strict=True)]
        return Outcome(expit(odds[0]), expit(odds[1]), np.concatenate(columns, axis=1), lower.fluency)

    def label(self, machine_translated: float, rewritten: float) -> Label:
        """The label for these probabilities, as `LinearModel.label` has it, with this model's thresholds."""
        return self.base.label(machine_translated, rewritten)
