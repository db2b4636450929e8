"""The evaluation gate of the line model: what its ``metrics.json`` states is what it does, and it does not fall.

Measuring takes some minutes and needs the development data (``docs/data.md``).
"""

import json
from pathlib import Path
from typing import Any

import pytest

from detect.model import models_folder

pytest.importorskip("sklearn")

from detect.lines.model import read_line_model
from detect.training.evaluate import flattened
from detect.training.lines.evaluate import measure

MODEL = models_folder() / "lines"
STORED: dict[str, Any] = dict(flattened(json.loads((MODEL / "metrics.json").read_text(encoding="utf-8"))))

AT_LEAST = {
    "news.lines.f1": 0.95,
    "news.lines, 10+ words.f1": 0.90,
    "news.resiliparse_main.f1": 0.86,
    "news.resiliparse_main.kept": 0.965,
    "news.trafilatura_recall.f1": 0.75,
    "news.trafilatura_recall.kept": 0.98,
    "news.newspaper4k.f1": 0.71,
    "news.newspaper4k.kept": 0.98,
    "news.justext.f1": 0.61,
    "news.justext.kept": 0.98,
}
AT_MOST = {"news_prose.all.taken": 0.003}


@pytest.mark.parametrize("name", [*AT_LEAST, *AT_MOST])
def test_stated_figures_keep_the_floors(name: str) -> None:
    if name in AT_MOST:
        assert STORED[name] <= AT_MOST[name]
    else:
        assert STORED[name] >= AT_LEAST[name]


def test_the_card_states_the_stored_figures() -> None:
    card = (MODEL / "MODEL_CARD.md").read_text(encoding="utf-8")
    for name, value in STORED.items():
        assert f"| {name} | {value} |" in card


@pytest.mark.data
@pytest.mark.slow
def test_measured_figures_are_the_stated_ones(folder: Path) -> None:
    measured = dict(flattened(measure(folder, read_line_model(MODEL))))
    assert set(measured) == set(STORED)
    assert {name: value for name, value in measured.items() if value != pytest.approx(STORED[name], abs=2e-3)} == {}
