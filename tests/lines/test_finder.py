"""Which lines are found, and that nothing else decides it."""

import random
import textwrap
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from line_texts import BODY, FOOT, MENU

from detect.document import Document
from detect.lines.finder import find_lines
from detect.rules import select_rules
from detect.rules.engine import RuleEngine

ENGINE = RuleEngine(select_rules(["BPL"]))


def _taken(text: str) -> set[str]:
    """The lines at least half inside boilerplate."""
    document = Document(text)
    spans = ENGINE.run(document).boilerplate
    return {
        text[start:end]
        for start, end in document.lines
        if 2 * sum(max(0, min(end, high) - max(start, low)) for low, high in spans) >= end - start
    }


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\r\n"])
def test_menus_and_forms_around_an_article(separator: str) -> None:
    assert _taken(separator.join([*MENU, *BODY, *FOOT])) == {*MENU, *FOOT}


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(BODY),
        "\n".join(["Bridge to be repaired before winter", *BODY]),
        "\n\n".join(textwrap.fill(paragraph, 60) for paragraph in BODY),
        "\n".join(textwrap.fill(paragraph, 60) for paragraph in BODY),
        " ".join(BODY),
        "\n".join([BODY[0], "What happens next", BODY[1], "A long wait", BODY[2]]),
        "\n".join([BODY[0], "Northport 3, Southport 1", "Easton 2, Weston 2", "Aldham 0, Kirby 4", BODY[2]]),
        "\n".join([BODY[0], "Q: When will the lane open again?", "A: Not before April, I am afraid.", BODY[2]]),
        "\n".join([BODY[0], "The river runs below the stone,", "the stone knows every tread,", "alone.", BODY[2]]),
        "\n".join([BODY[0], "2 cups flour", "1 teaspoon salt", "3 eggs, beaten", "Mix flour and salt.", BODY[2]]),
        "\n".join(["It rained.", "She waited.", "Nobody came.", "“Well,” she said.", "The lights went out.", BODY[0]]),
    ],
    ids="plain headline wrapped dense one-line subheads results interview verse recipe short".split(),
)
def test_an_article_is_left_alone(text: str) -> None:
    assert _taken(text) == set()


def test_a_line_is_found_once_and_says_why() -> None:
    text = "\n".join([*BODY, *FOOT])
    findings = ENGINE.run(Document(text)).findings
    assert all(str(item.severity) == "info" and item.message.endswith(".") for item in findings)
    covered = sorted((item.start, item.end) for item in findings)
    assert all(one[1] <= other[0] for one, other in pairwise(covered))


def _random_text(chance: random.Random) -> str:
    lines = chance.sample(MENU, chance.randrange(4)) + chance.sample(BODY, chance.randrange(1, 5))
    return chance.choice(["\n", "\n\n"]).join(lines + chance.sample(FOOT, chance.randrange(5)))


def test_a_verdict_does_not_depend_on_the_batch() -> None:
    chance = random.Random(7)
    texts = [_random_text(chance) for _ in range(60)]
    alone = [ENGINE.run(Document(text)) for text in texts]
    assert ENGINE.run_batch([Document(text) for text in texts]) == alone
    backwards = ENGINE.run_batch([Document(text) for text in reversed(texts)])
    assert backwards[::-1] == alone
    assert any(item.boilerplate for item in alone)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.sampled_from('Aab c.!|–é\u2028\n•0©\ud800😀"'), max_size=80), max_size=6))
def test_any_text_gets_units_of_its_own(texts: list[str]) -> None:
    documents = [Document(text) for text in texts]
    for document, lines in zip(documents, find_lines(documents, [()] * len(documents)), strict=True):
        position = 0
        for line in lines:
            assert position <= line.start < line.end <= len(document.text)
            assert 0.0 <= line.probability <= 1.0
            position = line.end
