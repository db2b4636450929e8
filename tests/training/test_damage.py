"""Every kind of damage does what it says, and rules find most of them."""

import random

import pytest

from detect.training.damage import DAMAGES, damaged

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
