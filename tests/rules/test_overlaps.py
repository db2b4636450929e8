"""One boilerplate finding a line."""

from hypothesis import given
from hypothesis import strategies as st

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules import all_rules, get_rule
from detect.rules.engine import RuleEngine, boilerplate_spans
from detect.rules.overlaps import _ORDER, one_a_line

BODY = (
    "The ferry stays in port until Monday, said the harbour, because a beam of the pier had broken in the storm.\n"
    "Divers will look at the rest of the wood this week, and the harbour master expects their report by Friday.\n"
)
FOOT = "Home\nNews\nSport\nShare on Facebook\nShare on Twitter\nContact us\nPrivacy Policy\n"


def test_share_buttons_inside_a_menu_are_reported_once() -> None:
    document = Document(f"{BODY}\n{FOOT}")
    found = RuleEngine([rule for rule in all_rules() if rule.family == "BPL"]).run(document)
    assert {"BPL006", "BPL007"} <= {item.rule for item in found.findings}
    owners = [
        [item.rule for item in found.findings if item.start < end and item.end > start] for start, end in document.lines
    ]
    assert all(len(rules) <= 1 for rules in owners)
    assert owners[2:] == [[rule] for rule in ("BPL007",) * 3 + ("BPL006",) * 2 + ("BPL007",) * 2]


@given(
    st.lists(st.tuples(st.sampled_from(_ORDER), st.integers(0, 60), st.integers(1, 30)), max_size=8),
    st.lists(st.sampled_from(["\n", "\n\n", " "]), min_size=12, max_size=12),
)
def test_the_same_is_covered_and_no_line_twice(given_spans: list[tuple[str, int, int]], breaks: list[str]) -> None:
    document = Document("".join(f"word{mark}" for mark in breaks).strip())
    text = document.text
    found = []
    for rule, start, size in given_spans:
        end = min(start + size, len(text))
        if text[start:end].strip():
            found.append(get_rule(rule).finding(document, start, end, "x"))
    other = Finding(0, 4, "NUM001", "n", text[:4], Severity.ERROR, "y")
    once = one_a_line(document, [other, *found])
    assert once[0] == other
    assert all(item.text == text[item.start : item.end] for item in once)

    def visible(items: list[Finding]) -> set[int]:
        return {at for item in items for at in range(item.start, item.end) if not text[at].isspace()}

    assert visible(once[1:]) == visible(found)
    for line in document.lines:
        whole = [item for item in once[1:] if item.start <= line[0] and line[1] <= item.end]
        assert len(whole) <= 1
    assert len(boilerplate_spans(once)) >= len(boilerplate_spans(found))


def test_every_rule_has_its_place() -> None:
    assert sorted(_ORDER) == [rule.code for rule in all_rules() if rule.family == "BPL"]
