"""Every rule is well-formed and its docstring is a complete page."""

import inspect
import re

import pytest

from detect.document import Document, fold
from detect.lines.templates import TEMPLATE_KEYS, line_key
from detect.readers.pages import read_page
from detect.rules import FAMILIES, all_rules
from detect.rules.engine import RuleEngine


def document_of(text: str) -> Document:
    """The document a rule sees: of a page, its text and the traces in it."""
    if not text.startswith("<html"):
        return Document(text)
    page = read_page(text.encode("utf-8"))
    return Document(page.text, page.traces)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_page(rule) -> None:
    page = inspect.getdoc(type(rule)) or ""
    for section in ("## What it does", "## Why it is an artifact", "## Known false alarms", "## Example"):
        assert section in page
    assert re.search(r"^Bad: .+^Good: .+", page, re.MULTILINE | re.DOTALL)
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert rule.family in FAMILIES
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    assert all(trigger == fold(trigger) for trigger in rule.triggers)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_bad_example_is_flagged_and_the_good_one_is_not(rule, request: pytest.FixtureRequest) -> None:
    page = inspect.getdoc(type(rule)) or ""
    bad, good = (
        re.search(rf"^{word}: (.+?)(?=^(?:Bad|Good|##)|\Z)", page, re.MULTILINE | re.DOTALL).group(1).strip()
        for word in ("Bad", "Good")
    )
    if rule.profile == "full":  # skipped where LanguageTool, or the encoder, is not there
        find = request.getfixturevalue("grammar_findings" if rule.family == "GRM" else "encoder_findings")
        assert rule.code in {item.rule for item in find(bad)}
        assert not find(good)
        return
    engine = RuleEngine([rule])
    documents = [document_of(bad), document_of(good)]
    if rule.code == "BPL017":  # which knows only what a template says
        for document in documents:
            document.shared[TEMPLATE_KEYS] = frozenset([line_key(fold(bad))])
    assert engine.run(documents[0]).findings
    assert not engine.run(documents[1]).findings
