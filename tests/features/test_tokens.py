"""What is found in the tokens of many texts at once."""

from hypothesis import given
from hypothesis import strategies as st

from detect.document import Document
from detect.features.tokens import LONGEST_LOOP, LOOPING, mark_loops, token_stream
from detect.features.vocabulary import Vocabulary
from detect.rules.repetition.decoder_loop import DecoderLoop

TEXTS = st.lists(st.text(alphabet="ab .!?\n,", max_size=60), max_size=6)


def _loops(tokens: list[str]) -> bool:
    """Whether two to ten of `tokens` follow themselves, word by word."""
    return any(
        tokens[start : start + size] == tokens[start + size : start + 2 * size]
        for size in range(2, LONGEST_LOOP + 1)
        for start in range(len(tokens) - 2 * size + 1)
    )


@given(TEXTS)
def test_every_sentence_with_a_loop_is_marked(texts: list[str]) -> None:
    documents = [Document(text) for text in texts]
    mark_loops(token_stream(documents, Vocabulary()))
    for document in documents:
        expected = {index for index, tokens in enumerate(document.sentence_tokens) if _loops(tokens)}
        assert expected <= set(document.shared[LOOPING])  # a few more where a group reaches over a boundary


@given(TEXTS)
def test_findings_are_the_same_without_it(texts: list[str]) -> None:
    documents = [Document(text) for text in texts]
    mark_loops(token_stream(documents, Vocabulary()))
    rule = DecoderLoop()
    for document in documents:
        assert list(rule.check(document, ())) == list(rule.check(Document(document.text), ()))


def test_texts_without_a_sentence_around_a_loop() -> None:
    documents = [Document(text) for text in ("", "going through going through it", "", "", "")]
    mark_loops(token_stream(documents, Vocabulary()))
    assert [document.shared[LOOPING] for document in documents] == [[], [0], [], [], []]
