"""Every kind of damage does what it says, and rules find most of them."""

import random

import pytest

from detect.training.damage import COPYING, DAMAGES, HELD_ASIDE, copied, damaged

TEXT = (
    "The ministry paid 12,500 workers 2.5 percent more: a well-known promise. “We kept our word,” said Ada Kern. "
    "She left at noon. The treasurer of Northport signed the agreement; nobody objected. Who would have?"
)


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_changes_the_text(name: str) -> None:
    generator = random.Random(1)
    result = DAMAGES[name](TEXT, generator)
    assert result != TEXT
    assert DAMAGES[name]("Nothing", generator) is not None


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("thousands point", "12.500 workers"),
        ("thousands cut", "12.50 workers"),
        ("thousands space", "12 500 workers"),
        ("decimal comma", "2,5 percent"),
        ("quotation turned", "”We kept our word “, said"),
        ("guillemets", "«We kept our word»,"),
        ("spaced hyphen", "well -known"),
        ("wrong pronoun", "He left"),
    ],
)
def test_what_it_looks_like(name: str, part: str) -> None:
    assert part in DAMAGES[name](TEXT, random.Random(1))


def test_the_same_seed_gives_the_same_damage() -> None:
    assert damaged(TEXT, random.Random(5), 0.5) == damaged(TEXT, random.Random(5), 0.5)


ORDINARY = (
    "Prices rose by 12 percent. On July 2, 2016 the firm of old Ada Kern paid $2.5 million, about half of its 1.5 "
    "billion debt, at 3:30 p.m. to the bank.\nIt lost a house by the river, her only one, and nobody knows why.\n\n"
    "“Everything remains unfinished,” Bert Holm told reporters. Nobody asked."
)


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("day before month", "On 2 of July of 2016 the"),
        ("date with points", "On 2.7.2016 the"),
        ("hours with h", "at 15h30 to"),
        ("currency behind", "paid 2.5 million $,"),
        ("percent spaced", "by 12 %."),
        ("thousand millions", "its 1,500 million debt"),
        ("her to his", "his only"),
    ],
)
def test_what_damage_held_aside_looks_like(name: str, part: str) -> None:
    assert part in HELD_ASIDE[name](ORDINARY, random.Random(1))


@pytest.mark.parametrize("name", [*HELD_ASIDE, *COPYING])
def test_damage_held_aside_and_copying_change_a_text_that_offers_a_place(name: str) -> None:
    damage = {**HELD_ASIDE, **COPYING}[name]
    text = ORDINARY + " It rains, and it pours." if name == "it to he" else ORDINARY
    assert damage(text, random.Random(1)) != text
    assert damage("Nothing", random.Random(1)) == "Nothing"


def test_copying_does_one_thing() -> None:
    results = {copied(ORDINARY, random.Random(seed)) for seed in range(100)}
    assert ORDINARY not in results
    assert any("„Everything remains unfinished,“" in result for result in results)
    assert len(results) >= len(COPYING)
    assert copied("Nothing", random.Random(1)) == "Nothing"
