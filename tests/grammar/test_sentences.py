"""What is sent to LanguageTool, and the way back from it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from detect.document import Document
from detect.grammar.sentences import STAND_INS, prepare

TEXTS = st.lists(
    st.sampled_from(
        [
            *"The mayor Sheinbaum Kurşunlu said that Al-Sharqiya's team won 😀 “quoted words” in 2024 – again.".split(),
            *"It is Ümit's\n".split(" "),
        ]
    ),
    max_size=60,
).map(" ".join)


def sent(text: str) -> list[str]:
    return [sentence.text for sentence in prepare(Document(text))]


def test_names_that_are_not_known_get_a_stand_in_and_others_stay() -> None:
    [sentence] = prepare(Document("What did Sheinbaum say to Trump and Sheinbaum’s aide Itzel?"))
    assert sentence.text == "What did Wilson say to Trump and Wilson's aide Anderson?"
    assert sentence.restored("Wilson says") == "Sheinbaum says"


def test_contractions_are_no_names() -> None:
    assert sent("Today I'll say what I've seen, but They'd better listen, Didn't they.") == [
        "Today I'll say what I've seen, but They'd better listen, Didn't they."
    ]
    assert sent("Nobody thinks that Sheinbaum'll go.") == ["Nobody thinks that Wilson'll go."]


def test_a_name_at_the_start_is_known_from_another_sentence() -> None:
    first, second = sent("The minister Kovalchenko left on Monday. Kovalchenko have said nothing so far.")
    assert first.startswith("The minister Wilson")
    assert second.startswith("Wilson have")
    assert sent("Kovalchenko have said nothing so far.") == ["Kovalchenko have said nothing so far."]


def test_quotations_headlines_boilerplate_and_fragments_are_not_sent() -> None:
    assert sent("“We was there all night and nobody come to help us,” he said.") == []
    assert sent("Mayor Promises New Bridge Over The River Next Year") == []
    assert sent("Read more") == []
    text = "The council met on Monday evening. The mayor was not there at all."
    document = Document(text)
    assert len(list(prepare(document, ((0, 34),)))) == 1


def test_typography_is_made_plain() -> None:
    [plain] = sent("The mayor – who’s new –\nsaid “yes” to the plan.")
    assert plain == 'The mayor - who\'s new - said "yes" to the plan.'


@given(TEXTS)
def test_every_place_leads_back_to_the_article(text: str) -> None:
    document = Document(text)
    for sentence in prepare(document):
        for match in re.finditer(r"\w+", sentence.text):
            start, end = sentence.place(match.start()), sentence.place(match.end(), end=True)
            own = document.text[start:end]
            if match.group() in STAND_INS:
                assert own in [name for _, name in sentence.names] or own == match.group()
                assert sentence.touches_name(match.start(), match.end())
            else:
                assert own == match.group()


@given(TEXTS)
def test_what_is_sent_depends_on_the_article_alone(text: str) -> None:
    assert sent(text) == sent(text)
    assert all("\n" not in sentence for sentence in sent(text))
