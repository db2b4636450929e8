"""Cutting boilerplate out of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect.cleaning import cut


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("Text without any.\n\n", "Text without any.\n\n"),
        ("⟦Home\nNews⟧\n\nFirst line.\n", "First line.\n"),
        ("First.\n⟦Share⟧\nSecond.", "First.\nSecond."),
        ("First.\n\n⟦Share⟧\n\nSecond.", "First.\n\nSecond."),
        ("First.\n\n⟦Share⟧\nSecond.", "First.\n\nSecond."),
        ("First.\r\n\r\n⟦Share⟧\r\n\r\nSecond.\r\n", "First.\r\n\r\nSecond.\r\n"),
        ("One ⟦(advert)⟧ two.", "One two."),
        ("One. ⟦Read more⟧\nTwo.", "One.\nTwo."),
        ("One.\n⟦Photo: A.⟧ Two.", "One.\nTwo."),
        ("One. ⟦Read more⟧", "One."),
        ("One.\n⟦Copyright⟧\n", "One.\n"),
        ("One.\n⟦a⟧\n⟦b⟧\n\n⟦c⟧\nTwo.", "One.\n\nTwo."),
        ("⟦all of it⟧\n", ""),
        ("  ⟦all⟧  ", ""),
    ],
)
def test_cut(marked: str, wanted: str) -> None:
    text, spans = "", []
    for char in marked:
        if char == "⟦":
            spans.append([len(text)])
        elif char == "⟧":
            spans[-1].append(len(text))
        else:
            text += char
    assert cut(text, [(start, end) for start, end in spans]) == wanted


@given(st.text("ab \n"), st.lists(st.integers(0, 60), max_size=8, unique=True))
def test_only_the_spans_and_white_space_go(text: str, edges: list[int]) -> None:
    edges = sorted(edge for edge in edges if edge <= len(text))
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    gone = {position for start, end in spans for position in range(start, end)}
    kept = "".join(char for position, char in enumerate(text) if position not in gone)
    cleaned = cut(text, spans)
    assert "".join(cleaned.split()) == "".join(kept.split())
    if spans:
        breaks = "".join(char if char == "\n" else " " for char in text.replace(" ", ""))
        runs = max(map(len, breaks.split(" ")))
        assert "\n" * (runs + 1) not in cleaned.replace(" ", "")
