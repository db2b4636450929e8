"""The document view: every part has offsets into the text as given, whatever the text is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect.document import Document, fold

TEXTS = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(list("aB .,!?\n\r\t\"'“”„‟«»‹›‘’`-–—…()0123456789 \u00a0İßﬁ")),
    ),
    max_size=300,
)


@given(TEXTS)
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(TEXTS)
def test_every_part_has_ordered_offsets_into_the_text(text: str) -> None:
    document = Document(text)
    parts = {
        "lines": document.lines,
        "paragraphs": document.paragraphs,
        "sentences": document.sentences,
        "words": document.words,
        "numbers": document.numbers,
        "quotations": [(item.start, item.end) for item in document.quotations],
        "quote_marks": [(item.start, item.end) for item in document.quote_marks],
    }
    for name, spans in parts.items():
        previous = 0
        for start, end in spans:
            assert previous <= start < end <= len(text), name
            previous = end


@given(TEXTS)
def test_lines_hold_everything_visible(text: str) -> None:
    document = Document(text)
    covered = "".join(text[start:end] for start, end in document.lines)
    assert "".join(covered.split()) == "".join(text.split())
    inside = "".join(text[start:end] for start, end in document.sentences)
    assert "".join(inside.split()) == "".join(text.split())


@given(TEXTS)
def test_sentences_lie_inside_paragraphs(text: str) -> None:
    document = Document(text)
    for start, end in document.sentences:
        assert any(low <= start and end <= high for low, high in document.paragraphs)


def sentences(text: str) -> list[str]:
    document = Document(text)
    return [text[start:end] for start, end in document.sentences]


def test_sentences_end_at_closing_punctuation_with_its_marks() -> None:
    assert sentences("He left. “Why?” she asked. Nobody knew!") == ["He left.", "“Why?” she asked.", "Nobody knew!"]
    assert sentences("“They came.” Then they left.") == ["“They came.”", "Then they left."]
    assert sentences("It rained… Then it snowed. (Twice.) And so on.") == [
        "It rained…", "Then it snowed.", "(Twice.)", "And so on.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Alder met Dr. Brook at St. Anne's on Jan. 5 at noon.",
        "The U.S. Senate voted at 5 p.m. Eastern time.",
        "J. R. Hartley wrote about fly fishing.",
        "About 3.5 million people, or 2.1 percent, moved.",
    ],
)
def test_abbreviations_initials_and_decimals_do_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_words_that_look_like_abbreviations_end_a_sentence() -> None:
    assert sentences("The cat sat. They said no. It is done.") == ["The cat sat.", "They said no.", "It is done."]


def test_the_pronoun_i_ends_a_sentence() -> None:
    assert sentences("So did I. Then we left.") == ["So did I.", "Then we left."]


def test_a_hard_line_break_inside_a_sentence_joins() -> None:
    text = "The council met\nin the old hall.\nMenu\nThe mayor spoke."
    assert sentences(text) == ["The council met\nin the old hall.", "Menu", "The mayor spoke."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_break_ends_a_line(newline: str) -> None:
    text = f" First line {newline}{newline}Second line"
    document = Document(text)
    assert [text[start:end] for start, end in document.lines] == ["First line", "Second line"]


def test_tokens_are_the_same_for_every_typography() -> None:
    curly = Document("“It’s a well-known – and old – story,” she said…")
    plain = Document('"It\'s a well-known - and old - story," she said...')
    assert curly.sentence_tokens == plain.sentence_tokens
    assert curly.sentence_tokens[0][:2] == ["it's", "a"]


@given(TEXTS, st.integers(0, 40))
def test_has_words_agrees_with_the_count(text: str, least: int) -> None:
    document = Document(text)
    assert document.has_words(least) == (document.word_count >= least)


def test_positions() -> None:
    text = "One. Two “three” four.\nFive."
    document = Document(text)
    assert text[slice(*document.sentence_at(text.index("three")))] == "Two “three” four."
    assert text[slice(*document.line_at(text.index("three")))] == "One. Two “three” four."
    assert document.in_quotation(text.index("three"))
    assert not document.in_quotation(text.index("four"))


@pytest.mark.parametrize("text", ['"' * 200_000, "“" * 200_000, "a" * 2_000_000, ". " * 200_000, "A.\n" * 100_000])
def test_hostile_text_takes_linear_time(text: str) -> None:
    started = time.process_time()
    document = Document(text)
    for part in ("lines", "paragraphs", "sentences", "sentence_tokens", "words", "numbers", "quotations"):
        getattr(document, part)
    assert time.process_time() - started < 10


def test_no_text_has_no_parts() -> None:
    document = Document("")
    assert document.lines == document.sentences == document.quotations == []
    assert document.sentence_at(0) == (0, 0)
