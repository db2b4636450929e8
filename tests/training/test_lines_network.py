"""The networks of the line model learn what is there to be learned, the same way each time."""

import numpy as np

from detect.lines.model import CONTENT, TYPES
from detect.training.lines.network import fit_network

OTHER = TYPES.index("nav")


def _units(size: int = 24000) -> tuple[np.ndarray, np.ndarray]:
    """Units that are boilerplate where exactly one of their first two inputs is above 0: no line parts them."""
    inputs = np.random.default_rng(3).standard_normal((size, 5)).astype(np.float32)
    labels = np.where((inputs[:, 0] > 0) != (inputs[:, 1] > 0), OTHER, CONTENT)
    return inputs, labels


def test_it_learns_what_no_line_parts() -> None:
    inputs, labels = _units()
    rows = np.arange(20000)
    network = fit_network(inputs, labels, np.ones(len(labels)), rows, 0)
    said = network.logits(inputs[20000:]).argmax(axis=1)
    assert (said == labels[20000:]).mean() > 0.85


def test_the_same_seed_gives_the_same_whole_weights() -> None:
    inputs, labels = _units(1500)
    one, other = (fit_network(inputs, labels, np.ones(len(labels)), np.arange(1500), 7) for _ in range(2))
    for name in ("hidden", "hidden_bias", "output", "output_bias"):
        assert np.array_equal(getattr(one, name), getattr(other, name))
    assert np.array_equal(one.hidden, np.rint(one.hidden))
    assert not np.array_equal(one.hidden, fit_network(inputs, labels, np.ones(len(labels)), np.arange(1500), 8).hidden)


def test_units_of_no_weight_teach_nothing() -> None:
    inputs, labels = _units()
    wrong = np.where(np.arange(len(labels)) % 2, labels, CONTENT + OTHER - labels)
    share = np.where(np.arange(len(labels)) % 2, 1.0, 0.0)
    network = fit_network(inputs, wrong, share, np.arange(len(labels)), 0)
    assert (network.logits(inputs).argmax(axis=1) == labels).mean() > 0.85
