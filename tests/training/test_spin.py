"""Spun articles and the thesauri behind them."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detect.training.spin import Manner, any_manner, spun
from detect.training.thesaurus import FORMS, Thesaurus, inflected, without_parts, wordnet

TEXT = (
    "The harbour council voted on Tuesday to close the old bridge. “It was a difficult decision to begin work now,” "
    "said Mara Lindqvist, who leads the council of 12,000 people.\n\nResidents want help. They will start to talk "
    "again soon."
)
HEAVY = Manner(rate=1.0, senses=20, common=False, said=1.0, spare_quotations=False, mend_articles=True, moved=0.0)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("help", "help helps helped helped helping"),
        ("carry", "carry carries carried carried carrying"),
        ("stop", "stop stops stopped stopped stopping"),
        ("lie", "lie lies lied lied lying"),
        ("agree", "agree agrees agreed agreed agreeing"),
        ("push", "push pushes pushed pushed pushing"),
        ("play", "play plays played played playing"),
    ],
)
def test_regular_forms(lemma: str, forms: str) -> None:
    assert [inflected(lemma, form) for form in FORMS] == forms.split()


def test_irregular_forms_and_groups_of_words() -> None:
    known = wordnet()
    assert known.form("take", "v", "ed") == "took"
    assert known.form("take", "v", "en") == "taken"
    assert known.form("think", "v", "en") == "thought"
    assert known.form("give up", "v", "ing") == "giving up"
    assert known.form("police officer", "n", "s") == "police officers"
    assert known.form("child", "n", "s") == "children"
    assert "start" in known.senses["begin", "v"][1]
    assert ("begin", "v", "ed") in known.readings["began"]


def test_a_thesaurus_without_parts_of_speech_inflects_what_wordnet_knows() -> None:
    own = without_parts("own", {"country": ["land"], "begin": ["commence"], "zzyzx": ["place"]})
    assert own.substitutes("country", "n", "s") == [["lands"]]
    assert own.substitutes("begin", "v", "ed") == [["commenced"]]
    assert own.readings["zzyzx"] == [("zzyzx", "r", "base")]


def test_words_change_and_names_numbers_and_layout_stay() -> None:
    result = spun(TEXT, wordnet(), HEAVY, random.Random(0))
    assert result != TEXT
    for kept in ("Mara Lindqvist", "12,000", "Tuesday", "\n\n"):
        assert kept in result
    assert " said " not in result
    again = spun(TEXT, wordnet(), HEAVY, random.Random(0))
    assert again == result
    assert spun(TEXT, wordnet(), replace(HEAVY, rate=0.0, said=0.0), random.Random(0)) == TEXT


def test_quotations_are_spared_where_the_manner_says_so() -> None:
    result = spun(TEXT, wordnet(), replace(HEAVY, spare_quotations=True), random.Random(1))
    assert "“It was a difficult decision to begin work now,”" in result
    assert result != TEXT


def test_articles_are_mended() -> None:
    own = Thesaurus("own", {("job", "n"): [["errand"]], ("idea", "n"): [["plan"]]})
    text = "It was a job and an idea of the council."
    assert spun(text, own, HEAVY, random.Random(0)) == "It was an errand and a plan of the council."
    unmended = spun(text, own, replace(HEAVY, mend_articles=False), random.Random(0))
    assert unmended == "It was a errand and an plan of the council."


def test_sentences_change_places_and_none_is_lost() -> None:
    text = " ".join(f"Here stands number {number} of them." for number in range(40))
    result = spun(text, Thesaurus("none", {}), replace(HEAVY, moved=0.5), random.Random(0))
    assert result != text
    assert sorted(result.split()) == sorted(text.split())


@given(st.text(max_size=200), st.integers(0, 1000))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_spun(text: str, seed: int) -> None:
    generator = random.Random(seed)
    assert isinstance(spun(text, wordnet(), any_manner(generator), generator), str)
