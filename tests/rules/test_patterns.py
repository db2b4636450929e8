"""The table of traces, ``docs/patterns.md``, is true: its rules exist and find sentences of our own."""

import re
from pathlib import Path

import pytest

from detect.document import Document
from detect.finding import Severity
from detect.rules import all_rules, select_rules
from detect.rules.engine import RuleEngine

FOLDER = Path(__file__).parent
TABLE = FOLDER.parents[1] / "docs" / "patterns.md"
_ROW = re.compile(r"^\| (?P<number>\d+) \| (?P<trace>[^|]+) \| (?P<rules>[^|]+) \| (?P<note>[^|]*) \|$", re.MULTILINE)
ROWS = {
    int(match["number"]): (re.findall(r"`([A-Z]{3}\d{3})`", match["rules"]), match["note"].strip())
    for match in _ROW.finditer(TABLE.read_text(encoding="utf-8"))
}


def _rows(name: str) -> list[tuple[str, str]]:
    lines = [
        line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return [(key, text.replace("\\n", "\n")) for key, text in (line.split("\t") for line in lines[1:])]


SENTENCES = [(int(number), text) for number, text in _rows("patterns.tsv")]
GUARDS = _rows("guards.tsv")


@pytest.fixture(scope="module")
def engine() -> RuleEngine:
    return RuleEngine(select_rules(["ALL"]))


def test_every_number_has_its_line() -> None:
    assert list(ROWS) == list(range(1, 101))


def test_the_rules_exist_and_a_line_without_one_says_why() -> None:
    known = {rule.code for rule in all_rules()}
    for number, (rules, note) in ROWS.items():
        assert set(rules) <= known, number
        assert rules or note, number


@pytest.mark.parametrize(
    ("number", "text"), SENTENCES, ids=[f"{number}-{place}" for place, (number, _) in enumerate(SENTENCES)]
)
def test_a_sentence_fires_a_rule_of_its_line(engine: RuleEngine, number: int, text: str) -> None:
    fired = {finding.rule for finding in engine.run(Document(text)).findings}
    assert fired & set(ROWS[number][0]), fired


def test_every_rule_of_a_line_is_fired_by_one_of_its_sentences(engine: RuleEngine) -> None:
    fired: dict[int, set[str]] = {}
    for number, text in SENTENCES:
        fired.setdefault(number, set()).update(finding.rule for finding in engine.run(Document(text)).findings)
    missing = {number: set(rules) - fired.get(number, set()) for number, (rules, _) in ROWS.items()}
    assert not {number: rules for number, rules in missing.items() if rules}


@pytest.mark.parametrize(("name", "text"), GUARDS, ids=[name for name, _ in GUARDS])
def test_clean_look_alikes_pass(engine: RuleEngine, name: str, text: str) -> None:
    loud = [item for item in engine.run(Document(text)).findings if item.severity is not Severity.INFO]
    assert not loud, [(item.rule, item.text) for item in loud]
