"""Rules on texts made to slow them down: work grows with the text, not with its square."""

import re
import time
from collections.abc import Iterator
from itertools import cycle, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect.document import SENTENCE_REACH, Document
from detect.rules import get_rule
from detect.rules.base import PatternRule, _Guard, _windows, stands_near
from detect.rules.engine import RuleEngine

SIZE = 250_000
LIMIT = 4.0
"""CPU seconds for a quarter of the longest text; what is quadratic takes minutes, and the build machine may be slow."""


@pytest.mark.parametrize(
    "code", ["ENC003", "NUM009", "NUM010", "PHR002", "PHR010", "PUN005", "REF006", "UNT003", "BPL010"]
)
@pytest.mark.parametrize("between", [" ", "", "\n"])
def test_own_triggers_over_and_over(code: str, between: str) -> None:
    rule = get_rule(code)
    text = between.join(islice(cycle(rule.triggers), SIZE))[:SIZE]
    started = time.process_time()
    RuleEngine([rule]).run(Document(text))
    assert time.process_time() - started < LIMIT


@given(
    st.text(alphabet="ab\n", max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 4)), max_size=12),
    st.integers(0, 9),
)
def test_windows_cover_every_hit_once(text: str, places: list[tuple[int, int]], reach: int) -> None:
    hits = sorted(((0, start, min(start + size, len(text))) for start, size in places if start < len(text)), key=end_of)
    windows = list(_windows(text, hits, reach))
    for _, start, end in hits:
        low = max(start - reach, text.rfind("\n", 0, start) + 1, 0)
        stop = text.find("\n", end)
        high = min(end + reach, len(text) if stop < 0 else stop)
        assert any(window[0] <= low and high <= window[1] for window in windows)
    one_line = [hit for hit in hits if "\n" not in text[hit[1] : hit[2]]]
    plain = list(_windows(text, one_line, reach))
    assert all("\n" not in text[low:high] for low, high in plain)
    assert sum(high - low for low, high in plain) <= len(text)


def end_of(hit: tuple[int, int, int]) -> tuple[int, int]:
    """The order in which the automaton gives hits."""
    return hit[2], hit[1]


def test_a_guard_reads_a_sentence_once() -> None:
    class Counted(str):
        reads = 0

        def __getitem__(self, key: object) -> str:
            Counted.reads += 1
            return super().__getitem__(key)  # type: ignore[index]

    guard = _Guard(Counted("the plan was in food for years"))
    assert [guard.found("years", (0, 30)) for _ in range(50)] == [True] * 50
    assert not guard.found("nothing", (0, 30))
    assert Counted.reads == 2


@given(
    st.lists(st.sampled_from(["film", "filming", "a", "word", "joke", "\n", "x" * 90]), max_size=80).map(" ".join),
    st.lists(st.tuples(st.integers(-50, 3_000), st.integers(0, 2_500)), max_size=10),
)
def test_near_is_what_lies_between(text: str, stretches: list[tuple[int, int]]) -> None:
    pattern = re.compile(r"\b(?:film|joke)\b")
    document = Document(text)
    spans = [match.span() for match in pattern.finditer(text)]
    for low, size in stretches:
        wanted = any(low <= start and end <= low + size for start, end in spans)
        assert stands_near(document, pattern, low, low + size) == wanted


def test_what_is_near_is_read_once() -> None:
    class Counting:
        pattern = "film"
        read = 0

        def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
            Counting.read += min(end, len(text)) - start
            return re.finditer("film", text[start:end])

    document = Document("she himself " * 2_000)
    for start in range(0, len(document.text), 12):
        assert not stands_near(document, Counting(), start - 600, start + 600)  # type: ignore[arg-type]
    assert Counting.read < 1.2 * len(document.text)


def test_a_sentence_without_end_has_few_parts() -> None:
    text = "word " * 4000
    document = Document(text)
    parts = {document.sentence_at(place) for place in range(0, len(text), 7)}
    assert len(parts) <= len(text) // SENTENCE_REACH + 1
    for place in range(0, len(text), 97):
        low, high = document.sentence_at(place)
        assert low <= place < high <= len(text)
        assert place - low >= min(place, SENTENCE_REACH)
        assert high - place >= min(len(text) - 1 - place, SENTENCE_REACH) or high >= len(text) - 1


def test_matches_of_joined_windows_are_found_once() -> None:
    rule = get_rule("PUN005")
    assert isinstance(rule, PatternRule)
    text = "He said.. She went,, and they left.. " * 20
    found = RuleEngine([rule]).run(Document(text)).findings
    assert len(found) == 60
    assert len({item.start for item in found}) == 60
