"""What is found in the tokens of many texts at once."""

from hypothesis import given
from hypothesis import strategies as st

from detect.document import Document
from detect.features.tokens import (
    LONGEST_LOOP,
    LOOPING,
    REPEATED,
    SHORTEST_REPEAT,
    mark_loops,
    mark_repeats,
    token_stream,
)
from detect.features.vocabulary import Vocabulary
from detect.rules.repetition.decoder_loop import DecoderLoop
from detect.rules.repetition.repeated_sentence import RepeatedSentence

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


ODD_TEXTS = st.lists(
    st.text(alphabet=st.sampled_from("ab'’\"“-–.,:?() \n\t\u00a0\u2028\x1f1½²é中S_<s>/"), max_size=60)
    | st.sampled_from(["", "...", "a", "É. -- ... (…) ‘tis “it’s” 1,250.5, said. “No.” S"]),
    max_size=6,
)


@given(ODD_TEXTS)
def test_the_stream_has_the_tokens_of_every_sentence(texts: list[str]) -> None:
    documents = [Document(text) for text in texts]
    vocabulary = Vocabulary()
    for stream in (token_stream(documents, vocabulary), token_stream(documents, vocabulary)):  # all new, all known
        expected: list[int] = []
        ends = []
        starts = []
        for document in documents:
            starts.append(len(expected))
            expected.append(vocabulary.boundary)
            for tokens in document.sentence_tokens:
                expected.extend(vocabulary[token] for token in tokens)
                expected.extend([vocabulary.boundary] * bool(tokens))
                ends.append(len(expected))
        assert stream.ids.tolist() == expected
        assert stream.sentence_ends.tolist() == ends
        assert stream.document_starts.tolist() == [*starts, len(expected)]
        counts = [len(document.sentences) for document in documents]
        assert stream.sentence_starts.tolist() == [sum(counts[:number]) for number in range(len(counts) + 1)]


@given(ODD_TEXTS)
def test_words_are_counted_as_a_document_alone_counts_them(texts: list[str]) -> None:
    documents = [Document(text) for text in texts]
    token_stream(documents, Vocabulary())
    for document in documents:
        alone = Document(document.text)
        assert document.word_count == alone.word_count >= document.least_words
        for least in range(12):
            assert document.has_words(least) == alone.has_words(least)


@given(st.lists(st.lists(st.sampled_from(["A b a b a.", "B, a b b a!", "No.", "— —", "A b."]), max_size=6), max_size=4))
def test_every_repeated_sentence_is_marked(parts: list[list[str]]) -> None:
    texts = [" ".join(sentences) for sentences in parts]
    documents = [Document(text) for text in texts]
    mark_repeats(token_stream(documents, Vocabulary()))
    rule = RepeatedSentence()
    for document in documents:
        tokens = document.sentence_tokens
        long = [index for index in range(1, len(tokens)) if len(tokens[index]) >= SHORTEST_REPEAT]
        expected = {index for index in long if tokens[index] == tokens[index - 1]}
        assert expected <= set(document.shared[REPEATED])
        assert 0 not in document.shared[REPEATED]
        assert list(rule.check(document, ())) == list(rule.check(Document(document.text), ()))
