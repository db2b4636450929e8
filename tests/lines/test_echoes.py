"""What the words of a line have to do with the rest of its document."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from line_texts import BODY, FOOT

from detect.document import Document
from detect.features.tokens import token_stream
from detect.features.vocabulary import Vocabulary
from detect.lines import features
from detect.lines.echoes import ECHOES, echoes
from detect.lines.features import Floats
from detect.lines.units import units_of


def _echoes(*texts: str) -> list[Floats]:
    """The features of each text's units, one array a text."""
    documents = [Document(text) for text in texts]
    units = [units_of(document) for document in documents]
    stream = token_stream(documents, Vocabulary())
    place = features.layout(stream, units, np.arange(len(documents)))
    own, _ = features.shape([document.text for document in documents], units, place)
    found = echoes(stream, place, own)
    return np.split(found, place.firsts[1:-1])


def _column(name: str, lines: list[str]) -> list[float]:
    return [float(value) for value in _echoes("\n".join(lines))[0][:, ECHOES.index(name)]]


def test_an_article_comes_back_to_its_own_names_and_a_teaser_does_not() -> None:
    paragraph = (
        "Traffic on the bridge will use one lane until engineers have looked at all piers of the river crossing."
    )
    teaser = "Actress shows off sparkling gown at glamorous Venice premiere after rumours of secret wedding in Capri."
    shared = _column("shared_with_prose", [*BODY, paragraph, teaser])
    assert shared[-2] > 0.4
    assert shared[-1] == 0.0


def test_lines_that_are_alike_are_counted_within_their_document() -> None:
    text = "\n".join([BODY[0], "Report this", "12 votes", "Report this", "15 votes", "Report this"])
    one, other = _echoes(text, "\n".join([BODY[1], "Report this"]))
    assert (2 ** one[:, ECHOES.index("same_line")]).tolist() == pytest.approx([1, 3, 2, 3, 2, 3])
    assert (2 ** other[:, ECHOES.index("same_line")]).tolist() == [1, 1]


def test_a_common_start_and_a_common_end_are_seen() -> None:
    lines = [
        *BODY,
        "Read more about the bridge",
        "Read more about the weather",
        "Votes for this one",
        "Ada for this one",
    ]
    assert (2 ** np.array(_column("same_start", lines)))[-4:].tolist() == pytest.approx([2, 2, 1, 1])
    assert (2 ** np.array(_column("same_end", lines)))[-4:].tolist() == pytest.approx([1, 1, 2, 2])


def test_a_row_of_marks_has_no_words() -> None:
    found = _echoes("\n".join([BODY[0], "* * *", BODY[1], "—"]))[0]
    assert np.isfinite(found).all()
    assert found[1, ECHOES.index("rare_words")] == found[3, ECHOES.index("rare_words")] == 0.0
    assert found[0, ECHOES.index("rare_words")] > 0.0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*BODY, *FOOT, "***", "7"]), min_size=1, max_size=7), min_size=1, max_size=5))
def test_they_do_not_depend_on_the_batch(texts: list[list[str]]) -> None:
    joined = ["\n".join(lines) for lines in texts]
    together = _echoes(*joined)
    for text, found in zip(joined, together, strict=True):
        assert np.array_equal(_echoes(text)[0], found)
