"""Windows of wordpieces: nothing unread, every piece at its place, none longer than it may be."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detect.document import Document
from detect.encoder.windows import WINDOW, windows

SENTENCE = "The council of the small town met on Monday to talk about the new school and its garden. "


@pytest.fixture(scope="module")
def tokenizer(encoder_stage: Any) -> Any:
    return encoder_stage.encoder.tokenizer


def test_sentences_are_packed_and_stay_whole(tokenizer: Any) -> None:
    document = Document(SENTENCE * 12)
    found = windows(document, (), tokenizer)
    pieces = len(tokenizer.encode(SENTENCE.strip(), add_special_tokens=False).ids)
    most = WINDOW // pieces
    assert [len(window.ids) for window in found] == [most * pieces] * (12 // most) + (
        [12 % most * pieces] if 12 % most else []
    )
    assert [sorted(set(window.sentences)) for window in found] == [
        list(range(start, min(start + most, 12))) for start in range(0, 12, most)
    ]


def test_a_long_sentence_is_split_between_words_and_nothing_is_unread(tokenizer: Any) -> None:
    text = " ".join(["incomprehensibilities"] * 90)
    document = Document(text)
    found = windows(document, (), tokenizer)
    whole = tokenizer.encode(document.folded, add_special_tokens=False)
    assert [piece for window in found for piece in window.ids] == whole.ids
    assert [span for window in found for span in window.spans] == whole.offsets
    assert all(len(window.ids) <= WINDOW for window in found)
    for window in found:
        assert document.folded[window.spans[0][0] :].startswith("incomp")


def test_a_short_rest_counts_for_nothing_but_is_read(tokenizer: Any) -> None:
    pieces = len(tokenizer.encode(SENTENCE.strip(), add_special_tokens=False).ids)
    found = windows(Document(SENTENCE * 4 + "It rained."), (), tokenizer, size=4 * pieces)
    assert [window.counts for window in found] == [True, False]
    assert [window.counts for window in windows(Document("It rained."), (), tokenizer)] == [True]
    assert windows(Document(""), (), tokenizer) == windows(Document(" \n"), (), tokenizer) == []


def test_boilerplate_is_left_out(tokenizer: Any) -> None:
    text = SENTENCE.strip() + "\nShare this article\n" + SENTENCE.strip()
    start = text.index("Share")
    boilerplate = ((start, start + len("Share this article")),)
    read = {span for window in windows(Document(text), boilerplate, tokenizer) for span in window.spans}
    assert read
    assert all(high <= boilerplate[0][0] or low >= boilerplate[0][1] for low, high in read)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "He didn't say 'no' to the well-known firm.",
            ["He", "didn't", "say", "no", "to", "the", "well", "known", "firm"],
        ),
        ("Kraków’s café – 2,000 guests!", ["Kraków’s", "café", "2", "000", "guests"]),
        ("... 😀 !", []),
    ],
)
def test_words_are_whole(tokenizer: Any, text: str, words: list[str]) -> None:
    document = Document(text)
    [window] = windows(document, (), tokenizer)
    found = [(window.spans[first][0], window.spans[last - 1][1]) for first, last in window.words(document.folded)]
    assert [text[low:high] for low, high in found] == words


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("abZé’'“ \n.!?,İß日😀\u0301-12"), max_size=400))
def test_pieces_stand_where_they_say(encoder_stage: Any, text: str) -> None:
    document = Document(text)
    found = windows(document, (), encoder_stage.encoder.tokenizer, size=20, least=5)
    last = (0, 0)
    for window in found:
        assert 0 < len(window.ids) == len(window.spans) == len(window.sentences) <= 20
        for span, sentence in zip(window.spans, window.sentences, strict=True):
            start, end = document.sentences[sentence]
            assert start <= span[0] <= span[1] <= end
            assert span >= last or span[0] >= last[0]
            last = span
        for first, behind in window.words(document.folded):
            word = document.folded[window.spans[first][0] : window.spans[behind - 1][1]]
            assert word[0].isalnum() or word[-1].isalnum() or any(map(str.isalnum, word))
            assert not any(map(str.isspace, word))
    assert all(window.counts for window in found[:-1])
