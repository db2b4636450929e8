"""Fits the networks of the line model: one hidden layer, Adam (Kingma and Ba, arXiv:1412.6980) with a falling rate.

scikit-learn's `MLPClassifier` keeps its rate constant under Adam; one that falls to nothing lowers the cross-entropy on
sites not fitted on by 4 %.
"""

import numpy as np
from numpy.typing import NDArray

from detect.lines import model
from detect.lines.features import Floats
from detect.lines.model import TYPES, Network

HIDDEN = 48
ROUNDS = 8
ROWS = 512
"""How many units make one step."""
RATE = 2e-3
DECAY = 1e-4
"""Weight of the squares of the weights, per step of `ROWS` units."""
_FIRST_MOMENT, _SECOND_MOMENT = 0.9, 0.999
_LEAST = 1e-9
"""A smaller gradient of a score is taken for nothing: its products would be subnormal, and slow."""


def fit_network(
    inputs: NDArray[np.float32],
    labels: NDArray[np.int64],
    share: Floats,
    rows: NDArray[np.int64],
    seed: int,
) -> Network:
    """A network on the chosen rows, its weights rounded to steps.

    Parameters
    ----------
    inputs : array, shape (u, k)
    labels : array, shape (u,)
        Index into `TYPES`; of the chosen rows.
    share : array, shape (u,)
        Weight of each unit.
    rows : array of int64
    seed : int
    """
    mean = inputs[rows].mean(axis=0, dtype=np.float64)
    scale = inputs[rows].std(axis=0, dtype=np.float64) + 1e-3
    scaled = (model.whole_inputs(inputs[rows], mean, scale) / model.INPUT_STEPS).astype(np.float32)
    hidden, hidden_bias, output, output_bias = (
        part.astype(np.float64) for part in _descent(scaled, labels[rows], share[rows].astype(np.float32), seed)
    )
    return Network(
        mean,
        scale,
        np.rint(hidden * model.WEIGHT_STEPS),
        hidden_bias,
        np.rint(output * model.WEIGHT_STEPS),
        output_bias,
    )


def _descent(
    inputs: NDArray[np.float32], labels: NDArray[np.int64], share: NDArray[np.float32], seed: int
) -> list[NDArray[np.float32]]:
    """Hidden weights and biases, output weights and biases that lower the weighted cross-entropy."""
    generator = np.random.default_rng(seed)
    width, kinds = inputs.shape[1], len(TYPES)
    parts = [
        (generator.standard_normal((width, HIDDEN)) * np.sqrt(2.0 / width)).astype(np.float32),
        np.zeros(HIDDEN, dtype=np.float32),
        (generator.standard_normal((HIDDEN, kinds)) * np.sqrt(1.0 / HIDDEN)).astype(np.float32),
        np.zeros(kinds, dtype=np.float32),
    ]
    means = [np.zeros(part.shape) for part in parts]
    squares = [np.zeros(part.shape) for part in parts]
    size = min(ROWS, len(inputs))
    steps = ROUNDS * (len(inputs) // size)
    for step in range(1, steps + 1):
        at = (step - 1) % (len(inputs) // size)
        if at == 0:
            order = generator.permutation(len(inputs))
        chosen = order[at * size : (at + 1) * size]
        rate = RATE * (1 - step / (steps + 1)) * np.sqrt(1 - _SECOND_MOMENT**step) / (1 - _FIRST_MOMENT**step)
        for part, mean, square, slope in zip(
            parts, means, squares, _slopes(parts, inputs[chosen], labels[chosen], share[chosen]), strict=True
        ):
            mean += (1 - _FIRST_MOMENT) * (slope - mean)
            square += (1 - _SECOND_MOMENT) * (slope * slope - square)
            part -= (rate * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)
    return parts


def _slopes(
    parts: list[NDArray[np.float32]],
    inputs: NDArray[np.float32],
    labels: NDArray[np.int64],
    share: NDArray[np.float32],
) -> list[NDArray[np.float64]]:
    """The gradient of the mean weighted cross-entropy of some units, part by part."""
    hidden, hidden_bias, output, output_bias = parts
    inner = np.maximum(inputs @ hidden + hidden_bias, 0.0)
    error = inner @ output + output_bias
    error -= error.max(axis=1, keepdims=True)
    np.exp(np.maximum(error, -40.0, out=error), out=error)
    error /= error.sum(axis=1, keepdims=True)
    error[np.arange(len(labels)), labels] -= 1.0
    error *= (share / len(labels))[:, None]
    error[np.abs(error) < _LEAST] = 0.0
    back = (error @ output.T) * (inner > 0)
    decay = DECAY / len(labels)
    slopes = (inputs.T @ back + decay * hidden, back.sum(axis=0), inner.T @ error + decay * output, error.sum(axis=0))
    return [slope.astype(np.float64) for slope in slopes]
