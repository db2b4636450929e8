"""Every rule against its fixture file, ``tests/rules/fixtures/<CODE>.md``.

A fixture holds fenced blocks. ```` ```flag ```` blocks mark the expected findings of this rule with ⟦ and ⟧ (the marks
are taken out before the text is checked) and may name, behind the word ``flag``, what every finding in the block must
have: ``severity=info`` or ``suggestion="300,000"``. ```` ```pass ```` blocks must give no finding of this rule.
``template="..."`` in either names a line of the template of the text's source.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from detect.document import Document, fold
from detect.lines.templates import TEMPLATE_KEYS, line_key
from detect.readers.pages import read_page
from detect.rules import all_rules, get_rule
from detect.rules.engine import RuleEngine

FOLDER = Path(__file__).parent / "fixtures"
_BLOCK = re.compile(r"^```(flag|pass)([^\n]*)\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Case:
    code: str
    kind: str
    number: int
    text: str
    spans: tuple[tuple[int, int], ...]
    wanted: dict[str, str]

    def __str__(self) -> str:
        return f"{self.code}-{self.kind}-{self.number}"


def _read(path: Path) -> list[Case]:
    cases = []
    for number, match in enumerate(_BLOCK.finditer(path.read_text(encoding="utf-8")), 1):
        kind, options, marked = match.groups()
        text, spans, start = "", [], -1
        for char in marked:
            if char == "⟦":
                start = len(text)
            elif char == "⟧":
                spans.append((start, len(text)))
            else:
                text += char
        wanted = dict(word.split("=", 1) for word in shlex.split(options))
        cases.append(Case(path.stem, kind, number, text, tuple(spans), wanted))
    return cases


CASES = [case for path in sorted(FOLDER.glob("*.md")) for case in _read(path)]


def document_of(text: str) -> Document:
    """The document a rule sees: of a page, its text and the traces in it."""
    if not text.startswith("<html"):
        return Document(text)
    page = read_page(text.encode("utf-8"))
    return Document(page.text, page.traces)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case, request: pytest.FixtureRequest) -> None:
    rule = get_rule(case.code)
    if rule.profile == "full":  # skipped where LanguageTool, or the encoder, is not there
        find = "grammar_findings" if rule.family == "GRM" else "encoder_findings"
        found = request.getfixturevalue(find)(case.text)
        findings = [item for item in found if item.rule == case.code]
    else:
        document = document_of(case.text)
        if "template" in case.wanted:
            document.shared[TEMPLATE_KEYS] = frozenset([line_key(fold(case.wanted["template"]))])
        findings = list(RuleEngine([rule]).run(document).findings)
    assert [(item.start, item.end) for item in findings] == list(case.spans), [item.text for item in findings]
    for item in findings:
        assert item.text == case.text[item.start : item.end]
        if "severity" in case.wanted:
            assert str(item.severity) == case.wanted["severity"]
        if "suggestion" in case.wanted:
            assert item.suggestion == case.wanted["suggestion"]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_enough_cases(rule) -> None:
    cases = [case for case in CASES if case.code == rule.code]
    flagged = [case for case in cases if case.kind == "flag"]
    passed = [case for case in cases if case.kind == "pass"]
    assert len(flagged) >= 3
    assert all(case.spans for case in flagged)
    assert len(passed) >= 3
    assert any(re.search('["“„«‘]', case.text) for case in passed), "one must-pass case stands inside a quotation"


def test_no_fixture_without_a_rule() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {rule.code for rule in all_rules()}
