"""Readability against textstat, given the same words, sentences and syllables."""

import pytest

from detect import features
from detect.document import Document
from detect.features.batch import make_batch
from detect.features.vocabulary import Vocabulary
from detect.rules.evidence import Evidence

textstat = pytest.importorskip("textstat")

TEXTS = [
    "The mayor opened the new library on Monday. Many people came to see it. Children read books in the garden. "
    "A local band played until the evening. Everyone went home happy and tired after the long day of celebration.",
    "Several independent economists criticised the administration of the regional development agency yesterday. "
    "Considerable uncertainty remains concerning the financial consequences of the proposed legislation. "
    "Representatives of the opposition demanded an immediate parliamentary investigation into the procurement.",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("name", "function", "tolerance"),
    [
        ("flesch_reading_ease", "flesch_reading_ease", 0.6),
        ("flesch_kincaid_grade", "flesch_kincaid_grade", 0.3),
        ("gunning_fog", "gunning_fog", 3.0),  # textstat takes easy words of three syllables out
        ("smog", "smog_index", 0.3),
        ("automated_index", "automated_readability_index", 0.7),  # textstat counts punctuation
        ("coleman_liau", "coleman_liau_index", 0.7),  # textstat rounds 5.88 to 5.8
    ],
)
def test_close_to_textstat(text: str, name: str, function: str, tolerance: float) -> None:
    batch = make_batch([Document(text)], [Evidence((), ())], Vocabulary())
    ours = features.compute(batch)[0, features.feature_names().index(f"readability.{name}")]
    assert ours == pytest.approx(getattr(textstat, function)(text), abs=tolerance)
