"""The lexicons of the PHR rules and of the BPL rules are well-formed."""

import re

import pytest

from detect.document import fold
from detect.lexicons import read_tsv
from detect.rules import all_rules
from detect.rules.phrases._calques import CalqueRule, expand

RULES = [rule for rule in all_rules() if isinstance(rule, CalqueRule)]


def test_expand_gives_every_reading() -> None:
    assert list(expand("{a,the} {red ,}car")) == ["a red car", "a car", "the red car", "the car"]
    assert list(expand("no choice")) == ["no choice"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rows_are_sorted_folded_and_compile(rule) -> None:
    rows = read_tsv(rule.lexicon)
    phrases = [row["phrase"] for row in rows]
    assert phrases == sorted(phrases)
    for row in rows:
        assert row["note"]
        assert row["phrase"] == fold(row["phrase"])
        re.compile(row["unless"])
        re.compile(row["require"])
        assert re.fullmatch(r"(?:[a-z]{2})?", row["origin"])


def test_no_phrase_belongs_to_two_rules() -> None:
    owners: dict[str, str] = {}
    for rule in RULES:
        for entry in rule.entries:
            assert entry.phrase not in owners, f"{entry.phrase}: {rule.code} and {owners[entry.phrase]}"
            assert entry.phrase.strip() == entry.phrase != ""
            owners[entry.phrase] = rule.code


def test_no_guard_silences_its_own_phrase() -> None:
    for rule in RULES:
        for entry in rule.entries:
            assert not (entry.unless and re.search(entry.unless, f"x {entry.phrase} x")), entry.phrase


def test_boilerplate_wordings_belong_to_a_rule_and_are_unique() -> None:
    names = {rule.name for rule in all_rules() if rule.family == "BPL"}
    seen = set()
    for row in read_tsv("boilerplate_lines"):
        assert row["rule"] in names
        assert row["form"] in ("line", "start", "end", "in")
        assert row["text"] == fold(row["text"])
        key = (row["rule"], row["form"], row["text"])
        assert key not in seen
        seen.add(key)
