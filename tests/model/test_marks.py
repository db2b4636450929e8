"""Marks of rewriting: which findings count, how often, and what they do to a probability."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect import Article, Scorer
from detect.document import Document
from detect.model.marks import MOST, Mark, factors, marks, raised
from detect.result import Scored
from detect.rules import select_rules
from detect.rules.engine import RuleEngine

PROBABILITIES = st.floats(0.0, 1.0)
MARKS = st.frozensets(st.sampled_from([(code, what) for code in factors() for what in "abcd"]))

# News of our own, long enough for a label.
PLAIN = (
    "The council of Hartwell voted on Tuesday to repair the harbor wall before the autumn storms. Work is due to begin "
    "in May and will take about five months. The mayor said the city had set aside three million dollars for it last "
    "year. Fishermen had asked for the repair since a storm in 2019 tore a hole of ten meters into the northern end."
)


def _marks(text: str) -> frozenset[Mark]:
    document = Document(text)
    return marks(document, RuleEngine(select_rules()).run(document).findings)


def _rewritten(text: str) -> float:
    [result] = Scorer().score_batch([Article("a", text)])
    assert isinstance(result, Scored)
    assert result.scores.rewritten is not None
    return result.scores.rewritten


def test_a_factor_for_every_rule_that_leaves_marks() -> None:
    assert set(factors()) == {rule.code for rule in select_rules() if rule.rewriting}
    assert all(factor >= 1.0 for factor in factors().values())


def test_human_news_has_no_marks() -> None:
    assert _marks(PLAIN) == frozenset()


def test_the_same_mark_twice_counts_once_and_two_entries_count_twice() -> None:
    once = _marks(PLAIN + " The demise penalty was not sought.")
    assert len(once) == 1
    assert _marks(PLAIN + " The demise penalty was not sought. The demise penalty is rare.") == once
    assert len(_marks(PLAIN + " The demise penalty was not sought. It opened for the primary time.")) == 2


def test_a_quotation_is_the_speakers_own() -> None:
    assert _marks(PLAIN + " “He deserves the demise penalty,” the widow said.") == frozenset()


def test_narration_inside_a_quotation_counts_although_it_stands_in_one() -> None:
    text = PLAIN + " “We lost everything. The farmer stated that the river “rose within minutes.”"
    assert {code for code, _ in _marks(text)} == {"QUO007"}


def test_marks_raise_the_score_of_an_article() -> None:
    assert _rewritten(PLAIN + " The demise penalty was not sought.") > _rewritten(PLAIN)


@given(PROBABILITIES, MARKS)
def test_a_probability_is_never_lowered_and_stays_one(probability: float, found: frozenset[Mark]) -> None:
    assert probability - 1e-12 <= raised(probability, found) <= 1.0


@given(PROBABILITIES, MARKS, MARKS)
def test_more_marks_never_say_less(probability: float, some: frozenset[Mark], others: frozenset[Mark]) -> None:
    assert raised(probability, some) <= raised(probability, some | others) + 1e-12


@given(st.floats(1e-6, 0.5))
def test_no_more_than_the_most_count(probability: float) -> None:
    code = max(factors(), key=lambda name: factors()[name])
    found = frozenset((code, str(number)) for number in range(MOST + 3))
    odds = raised(probability, found) / (1.0 - raised(probability, found))
    assert odds / (probability / (1.0 - probability)) == pytest.approx(factors()[code] ** MOST, rel=1e-6)
