"""A small labelled corpus of our own, cut from the examples of the repository."""

import random
from pathlib import Path

import numpy as np
import pytest

from detect.errors import UsageError
from detect.training.corpora import data_folder
from detect.training.damage import damaged

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def labelled() -> tuple[list[str], np.ndarray]:
    """60 texts and whether each was damaged as translation pipelines damage texts."""
    generator = random.Random(3)
    sources = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.rglob("*.txt"))]
    texts, truth = [], []
    for number in range(60):
        words = generator.choice(sources).split()
        start = generator.randrange(max(1, len(words) - 60))
        text = " ".join(words[start : start + 60])
        truth.append(number % 2 == 0)
        texts.append(damaged(text, generator, rate=0.9) if truth[-1] else text)
    return texts, np.array(truth)


@pytest.fixture(scope="session")
def folder() -> Path:
    """The development data; without it the gates can only hold the stored figures to their floors."""
    try:
        return data_folder()
    except UsageError as error:
        pytest.skip(str(error))
