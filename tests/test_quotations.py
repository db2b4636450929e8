"""The quotation parser: every typography, damaged marks, and properties that hold for any text."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from detect.document import Document


def quoted(text: str) -> list[str]:
    """What stands between the marks of each quotation, marks included."""
    return [text[item.start : item.end] for item in Document(text).quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said: “We open on Monday.” Then she left.", ["“We open on Monday.”"]),
        ('The mayor said: "We open on Monday." Then she left.', ['"We open on Monday."']),
        ("The mayor said: „We open on Monday.“ Then she left.", ["„We open on Monday.“"]),
        ("The mayor said: „We open on Monday.” Then she left.", ["„We open on Monday.”"]),
        ('The mayor said: „We open on Monday." Then she left.', ['„We open on Monday."']),
        ("The mayor said: «We open on Monday.» Then she left.", ["«We open on Monday.»"]),
        ("The mayor said: « We open on Monday. » Then she left.", ["« We open on Monday. »"]),
        ("The mayor said: »We open on Monday.« Then she left.", ["»We open on Monday.«"]),
        ("The mayor said: ”We open on Monday.” Then she left.", ["”We open on Monday.”"]),
        ("The mayor said: ‘We open on Monday.’ Then she left.", ["‘We open on Monday.’"]),
        ("The mayor said: ‹We open on Monday.› Then she left.", ["‹We open on Monday.›"]),
        ("The mayor said: ``We open on Monday.'' Then she left.", ["``We open on Monday.''"]),
        ("The mayor said: ''We open on Monday.'' Then she left.", ["''We open on Monday.''"]),
        ("The mayor said: ‘‘We open on Monday.’’ Then she left.", ["‘‘We open on Monday.’’"]),
        ("The mayor said: “We open on Monday.’’ Then she left.", ["“We open on Monday.’’"]),
        ("The mayor said: ＂We open on Monday.＂ Then she left.", ["＂We open on Monday.＂"]),
    ],
)
def test_every_typography(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We didn’t know the players’ names,” he said.", ["“We didn’t know the players’ names,”"]),
        ("In the ’90s, rock ’n’ roll got ’em. “Yes,” she said.", ["“Yes,”"]),
        ("The players' union met the owners' league.", []),
        ("“He told me ‘never again’ and left,” she said.", ["“He told me ‘never again’ and left,”"]),
        ("‘He told me “never again” twice,’ she said.", ["“never again”"]),
        ("«He said “never” twice», she wrote.", ["«He said “never” twice»"]),
        ('She said "yes"; he said "no".', ['"yes"', '"no"']),
        ('("Yes"), he wrote – "maybe".', ['"Yes"', '"maybe"']),
    ],
)
def test_apostrophes_and_nesting(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the space stands on the wrong side of the closing mark
        ("“We never met, ”he said. “It was late.”", ["“We never met, ”", "“It was late.”"]),
        ('"We never met, "he said. "It was late."', ['"We never met, "', '"It was late."']),
        # a space was lost
        ('"We never met,"he said. "It was late."', ['"We never met,"', '"It was late."']),
        ('He said:"We never met." She left.', ['"We never met."']),
        # opened in one style, closed in another
        ("«We never met”, he said. «It was late.»", ["«We never met”", "«It was late.»"]),
        ("“We never met», he said. “It was late.”", ["“We never met»", "“It was late.”"]),
        # never closed: it ends before the next opening mark, or with the paragraph
        ("“We never met, he said, “but we wrote.” She left.", ["“We never met, he said, ", "“but we wrote.”"]),
        ("“We never met.\n“We only wrote.” She left.", ["“We never met.", "“We only wrote.”"]),
        # closed with an opening mark
        ("“We never met “, he said.", ["“We never met “"]),
        ("“We never met, “ he said. “It was late.”", ["“We never met, “", "“It was late.”"]),
    ],
)
def test_damaged_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_closed_and_mixed() -> None:
    whole, mixed, stray = Document("“One.” «Two” and\n“three went on").quotations
    assert (whole.closed, whole.mixed) == (True, False)
    assert (mixed.closed, mixed.mixed) == (True, True)
    assert (stray.closed, stray.mixed) == (False, False)


def test_in_quotation() -> None:
    text = "She said “no” at once."
    document = Document(text)
    inside = [position for position in range(len(text)) if document.in_quotation(position)]
    assert inside == list(range(text.index("“"), text.index("”") + 1))


MARKS = "\"“”„‟«»＂'‘’‚‹›`"
TEXTS = st.text(alphabet=MARKS + "ab N,.:!?-–( \n\u00a0\u2028é9", max_size=120)


@given(TEXTS)
@example("“" * 30)
@example("'a' \"" * 10)
@example('"')
def test_properties(text: str) -> None:
    document = Document(text)
    marks = document.quote_marks
    assert all(text[mark.start : mark.end] == mark.char for mark in marks)
    assert all(first.end <= second.start for first, second in pairwise(marks))
    quotations = document.quotations
    assert all(0 <= item.start < item.end <= len(text) for item in quotations)
    assert all(first.end <= second.start for first, second in pairwise(quotations))
    for item in quotations:
        assert item.opener in marks
        assert item.start == item.opener.start
        if item.closer is not None:
            assert item.closer in marks
            assert item.closer is not item.opener
            assert item.end == item.closer.end
        assert any(start <= item.start and item.end <= end for start, end in document.paragraphs)


@given(TEXTS, TEXTS)
def test_paragraphs_do_not_see_each_other(one: str, other: str) -> None:
    joined = quoted(one + ".\n\n" + other)
    assert joined == quoted(one + ".") + quoted(other)


@pytest.mark.parametrize("unit", ["“", "”", '"', "'", "«»", "“ ", ' "', ', "a', "“a ‘b’ ", "'a "])
def test_linear_in_the_number_of_marks(unit: str) -> None:
    text = unit * (200_000 // sum(char in MARKS for char in unit))
    begun = time.process_time()
    assert len(Document(text).quotations) <= 200_000
    assert time.process_time() - begun < 5, "200,000 marks take 0.5 s; quadratic time would take minutes"
