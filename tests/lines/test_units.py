"""Lines, and hard-wrapped lines put together again."""

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st
from line_texts import BODY, MENU

from detect.document import Document
from detect.lines.units import units_of


def _texts(text: str) -> list[str]:
    return [text[start:end] for start, end in units_of(Document(text)).spans]


def test_a_line_is_a_unit() -> None:
    assert _texts("\n".join(BODY)) == BODY
    assert _texts("\n\n".join([*MENU, *BODY])) == [*MENU, *BODY]


def test_wrapped_paragraphs_are_put_together() -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 50) for paragraph in BODY)
    assert [" ".join(unit.split()) for unit in _texts(wrapped)] == BODY


def test_wrapped_lines_that_begin_with_a_capital_are_put_together_too() -> None:
    paragraph = " ".join(f"The Mayor of {name} Met Us" for name in ("Aden", "Bern", "Cork", "Dover", "Essen")) + "."
    [unit] = _texts(textwrap.fill(paragraph, 40))
    assert " ".join(unit.split()) == paragraph


def test_a_menu_is_not_a_wrapped_paragraph() -> None:
    assert _texts("\n".join(MENU)) == MENU


def test_an_empty_text_has_none() -> None:
    assert _texts(" \n\n ") == []


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("Ab c.\n |–é\u2028\r0"), max_size=400))
def test_units_part_the_visible_text_and_the_sentences(text: str) -> None:
    document = Document(text)
    units = units_of(document)
    position = 0
    for start, end in units.spans:
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end].strip() == text[start:end]
        position = end
    assert not text[position:].strip()
    starts = [document.sentences[first][0] for first in units.first_sentences]
    assert starts == [start for start, _ in units.spans]
