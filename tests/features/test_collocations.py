"""Whether words keep their usual company."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detect import features
from detect.document import Document
from detect.features import collocations
from detect.features.batch import make_batch
from detect.features.vocabulary import Vocabulary
from detect.lexicons import read_columns
from detect.rules.evidence import Evidence

PLAIN = (
    "The prime minister said on Monday that the government would raise the minimum wage next year. Members of the "
    "opposition said the decision came too late for many people, and a spokesman for the health department said he "
    "could not comment. It was the first time in recent history that a bill of this kind had passed the upper house."
)
SPUN = (
    "The prime curate said on Monday that the government would lift the minimum remuneration following year. Members "
    "of the resistance said the conclusion arrived too belated for many folk, and a spokesman for the wellness section "
    "said he could not gloss. It was the first clip in late account that a beak of this variety had exceeded the upper "
    "home."
)


def rows(*texts: str) -> np.ndarray:
    documents = [Document(text) for text in texts]
    batch = make_batch(documents, [Evidence((), ()) for _ in documents], Vocabulary())
    return collocations.compute(batch)


def _places(*numbers: int) -> np.ndarray:
    return np.array(numbers, dtype=np.uint32)


def test_synonyms_out_of_place_are_seen() -> None:
    plain, spun = rows(PLAIN, SPUN)
    names = [feature.name.partition(".")[2] for feature in collocations.features()]
    for name in ("missing", "better", "much_better", "odd", "stray", "half_stray"):
        assert spun[names.index(name)] > plain[names.index(name)], name
    assert spun[names.index("found")] < plain[names.index("found")]


def test_a_row_depends_on_its_own_text_alone() -> None:
    together = rows(PLAIN, "", SPUN, PLAIN)
    for number, text in enumerate((PLAIN, "", SPUN, PLAIN)):
        assert (together[number] == rows(text)[0]).all()
    assert (together[1] == 0.0).all()


@given(st.lists(st.text(alphabet="the said of prime ministr,.\n", max_size=80), max_size=4))
@settings(max_examples=40, deadline=None)
def test_any_text_has_finite_values(texts: list[str]) -> None:
    if texts:
        values = rows(*texts)
        assert values.shape == (len(texts), len(collocations.features()))
        assert np.isfinite(values).all()


def test_the_table_belongs_to_the_words() -> None:
    known = collocations.collocations()
    words = read_columns("words")["word"]
    assert known.slots.shape == (1 << collocations.SLOT_BITS,)
    assert known.slots.dtype == np.uint16
    assert len(known.number) == len(words) + 2
    place = np.repeat(np.arange(len(words) + 2), known.number)
    assert (known.synonyms < place).all()  # commoner words only
    at = {word: number for number, word in enumerate(words, 1)}
    first = known.first[at["commence"]]
    assert at["begin"] in known.synonyms[first : first + known.number[at["commence"]]]

    def level(kind: int, left: str, right: str) -> int:
        return int(known.level(kind, _places(at[left]), _places(at[right]))[0])

    assert level(collocations.PAIR, "of", "the") == 31
    assert level(collocations.PAIR, "last", "week") > level(collocations.PAIR, "last", "begin") == 0
    assert level(collocations.FRAME, "the", "of") > 0


@pytest.mark.parametrize("articles", [8, 50, 1000, 33000])
def test_levels_follow_the_number_of_articles(articles: int) -> None:
    stored = int(collocations.level(np.array([articles]))[0])
    meant = collocations.LEAST * 2.0 ** (collocations.STEP * (stored - 1))
    assert abs(np.log2(meant / articles)) <= collocations.STEP / 2 + 1e-9


def test_keys_tell_kinds_and_order_apart() -> None:
    one, two = _places(5), _places(7)
    found = {
        (int(slot[0]), int(mark[0]))
        for slot, mark in (
            collocations.keys(collocations.PAIR, one, two),
            collocations.keys(collocations.PAIR, two, one),
            collocations.keys(collocations.FRAME, one, two),
        )
    }
    assert len(found) == 3
    assert all(0 <= slot < 1 << collocations.SLOT_BITS and 0 <= mark < 1 << 11 for slot, mark in found)


def test_reporting_verbs() -> None:
    documents = [
        Document("He said so. She told him. They stated it."),
        Document("He stated it, she remarked it, they added it, we noted it, you emphasized it."),
        Document("Nobody spoke."),
    ]
    batch = make_batch(documents, [Evidence((), ()) for _ in documents], Vocabulary())
    columns = [features.feature_names().index(f"reporting.{name}") for name in ("said", "stately")]
    values = features.compute(batch)[:, columns]
    assert values[0] == pytest.approx([2 / 3, 1 / 4])  # four verbs of saying at least
    assert values[1] == pytest.approx([0.0, 3 / 5])
    assert values[2] == pytest.approx([0.0, 0.0])
