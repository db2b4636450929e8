"""Made texts are what they are called, and the same every time."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect.training.damage import COPYING, DAMAGES, HELD_ASIDE
from detect.training.made.texts import (
    ABOUT_TRANSLATION,
    PAGE,
    Base,
    Made,
    bases,
    broken_english,
    in_part,
    make,
    pairs,
    put_in,
    quotable,
    quoted,
    run_of,
    words_of,
)

Lines = tuple[str, ...]

TEXT = (
    "The bridge stays closed until May.\nEngineers found cracks in two of its pillars last week.\n\n"
    "“We have been told that the trucks are very heavy for it,” said the mayor. Shops complain.\n"
    "Nobody knows who pays for the work."
)


@pytest.fixture(scope="module")
def made(little_data: Path) -> list[Made]:
    return list(make(little_data, "dev", None))


def test_the_same_seed_makes_the_same_texts(little_data: Path, made: list[Made]) -> None:
    assert list(make(little_data, "dev", None)) == made
    assert list(make(little_data, "dev", None, seed=1)) != made


def test_an_article_comes_before_what_is_made_of_it(made: list[Made]) -> None:
    seen: set[str] = set()
    for item in made:
        assert item.kind == "human news" or item.base in seen
        seen.add(item.base)


def test_every_kind_of_damage_is_made_of_some_article(made: list[Made]) -> None:
    kinds = {item.kind for item in made}
    offered = {
        f"{group}: {name}"
        for group, damages in (("damage", DAMAGES), ("damage not trained on", HELD_ASIDE), ("copied", COPYING))
        for name in damages
    }
    # The examples name no dollars, and so on: most, not all.
    assert len(kinds & offered) > len(offered) / 2
    assert {item.wish for item in made if item.kind.startswith("copied")} == {"clean"}
    assert {item.wish for item in made if item.kind.startswith("damage")} == {""}


def test_fewer_articles_are_some_of_them(little_data: Path) -> None:
    assert len(bases(little_data, "dev", 2)) == 2
    assert len({base.id for base in bases(little_data, "dev", 100)}) == len(bases(little_data, "dev", 100))


def test_lines_are_paired_with_what_the_person_made_of_them(
    little_data: Path, machine_lines: Lines, person_lines: Lines
) -> None:
    for pair in pairs(little_data, "dev"):
        assert (pair.machine, pair.person) == (machine_lines * 4, person_lines * 4)
        assert set(quotable(pair)) == set(zip(machine_lines, person_lines, strict=True))


def test_a_quoted_line_is_all_that_differs(made: list[Made], machine_lines: Lines, person_lines: Lines) -> None:
    articles = {item.base: item.text for item in made if item.kind == "human news"}
    machine = [item for item in made if item.kind == "neural translation quoted"]
    person = [item for item in made if item.kind == "human translation quoted"]
    assert machine
    for one, other in zip(machine, person, strict=True):
        [line] = {line for line in machine_lines if line.rstrip(".") in one.text}
        translated = person_lines[machine_lines.index(line)]
        assert one.text.replace(line.rstrip("."), translated.rstrip(".")) == other.text
        assert abs(words_of(one.text) - words_of(articles[one.base]) - words_of(line)) < 10
        assert one.wish == other.wish == "clean"


def test_pages_have_the_share_they_say(made: list[Made], machine_lines: Lines) -> None:
    pages = [item for item in made if item.kind.startswith("neural translation,")]
    assert {item.wish for item in pages} == {"machine_translated"}
    for page in pages:
        own = sum(words_of(line) for line in page.text.split("\n") if line in machine_lines)
        assert own == pytest.approx(page.share * PAGE, abs=0.25 * page.share * PAGE)


def test_about_translation_adds_a_paragraph(made: list[Made]) -> None:
    articles = {item.base: item.text for item in made if item.kind == "human news"}
    items = [item for item in made if item.kind == "about translation"]
    assert items
    for item in items:
        [paragraph] = [part for part in ABOUT_TRANSLATION if part in item.text]
        assert item.text.replace(paragraph, "").split() == articles[item.base].split()


@given(st.text(max_size=300), st.integers(0, 5))
def test_a_paragraph_put_in_leaves_the_rest(text: str, seed: int) -> None:
    result = put_in(text, "PUT IN HERE", random.Random(seed))
    assert result.count("PUT IN HERE") == 1 + text.count("PUT IN HERE")
    assert "".join(result.replace("PUT IN HERE", "", 1).split()) == "".join(text.split()) or "PUT" in text


@given(st.text(max_size=300))
def test_sentences_put_back_give_the_text(text: str) -> None:
    base = Base({"id": "x", "text": text, "source": "s", "corpus": "c"})
    assert base.with_sentences(base.sentences) == text
    assert text.startswith(base.opening(10))
    assert base.opening(10**6) == text[: base.spans[-1][1] if base.spans else 0]


@given(st.lists(st.integers(1, 40), max_size=20), st.sampled_from([0.1, 0.25, 0.5, 0.75]), st.integers(0, 3))
def test_runs_have_about_the_share(lengths: list[int], share: float, seed: int) -> None:
    run = run_of(lengths, share, random.Random(seed))
    if run is not None:
        first, last = run
        assert 0 <= first < last <= len(lengths)
        assert last - first < len(lengths)
        assert sum(lengths[first:last]) / sum(lengths) == pytest.approx(share, rel=0.2501)


def test_a_part_is_replaced_and_nothing_else() -> None:
    base = Base({"id": "x", "text": TEXT, "source": "s", "corpus": "c"})
    made = in_part(base, [sentence.upper() for sentence in base.sentences], 0.5, random.Random(2))
    assert made is not None
    text, share = made
    assert text.lower() == TEXT.lower()
    upper = sum(words_of(s) for s in base.sentences if s.upper() in text)
    assert share == pytest.approx(upper / words_of(TEXT), abs=0.01)


def test_the_longest_quotation_is_broken() -> None:
    span = quoted(TEXT)
    assert span is not None
    assert TEXT[slice(*span)] == "We have been told that the trucks are very heavy for it,"
    assert {broken_english(TEXT[slice(*span)], random.Random(seed)) for seed in range(20)} != {TEXT[slice(*span)]}
    assert quoted("Nobody said “no” to it.") is None
