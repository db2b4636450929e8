"""The likely source language of an article."""

import json
from pathlib import Path

import pytest

from detect.document import Document
from detect.finding import Finding, Severity
from detect.origin import LEAST_SUPPORT, Origin, likely_origin, weights
from detect.rules import get_rule, select_rules
from detect.rules.engine import RuleEngine


def finding(rule: str, origin: str | None, text: str = "words") -> Finding:
    return Finding(0, len(text), rule, "name", text, Severity.WARNING, "message", None, origin)


def test_no_finding_no_origin() -> None:
    assert likely_origin([]) is None
    assert likely_origin([finding("NUM001", None)] * 5) is None


def test_the_language_that_is_ahead() -> None:
    own = weights()["PHR002", "de"]
    guess = likely_origin([finding("PHR002", "de", "one"), finding("PHR002", "de", "two")])
    assert guess == Origin("de", round(2 * own, 2))
    against = [finding("PHR002", "de", "one"), finding("PHR002", "de", "two"), finding("PHR009", "ja")]
    less = likely_origin(against)
    assert less is None or (less.lang == "de" and less.support == round(2 * own - weights()["PHR009", "ja"], 2))


def test_the_same_wording_counts_once() -> None:
    one = likely_origin([finding("PHR009", "zh", "hot search")])
    assert one == likely_origin([finding("PHR009", "zh", "hot search"), finding("PHR009", "zh", "Hot Search")])


def test_equal_evidence_is_none() -> None:
    unknown = [finding("XXX001", "fi"), finding("XXX001", "hu")]
    assert likely_origin(unknown) is None
    assert likely_origin(unknown[::-1]) is None
    assert likely_origin(unknown[:1]) == Origin("fi", weights()["*", "*"])


def test_the_weights_name_rules_and_languages_that_exist() -> None:
    for rule, origin in weights():
        if (rule, origin) != ("*", "*"):
            assert get_rule(rule).code == rule
            assert origin.isalpha()
            assert origin == origin.lower()
            assert len(origin) == 2
    assert weights()["*", "*"] >= LEAST_SUPPORT


@pytest.mark.parametrize(
    ("text", "rule", "origin"),
    [
        ("The flat burned down in the night to Monday.", "PHR002", "de"),
        ("The council met on Monday. Читайте также новости дня. It will meet again.", "UNT001", "ru"),
        ("Published 12 janvier 2024 by the editors.", "UNT005", "fr"),
        ("The mayor opened the 「 new」 hall of the town.", "PUN009", "ja"),
    ],
)
def test_findings_name_their_language(text: str, rule: str, origin: str) -> None:
    found = RuleEngine(select_rules()).run(Document(text)).findings
    assert origin in {item.origin for item in found if item.rule == rule}


def test_origins_are_language_codes_everywhere() -> None:
    for rule in select_rules():
        for entry in getattr(rule, "entries", ()):
            assert entry.origin is None or (len(entry.origin) == 2 and entry.origin.islower()), (rule.code, entry)


def test_every_format_carries_it(detect, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "The flat burned down in the night to Monday, and the police came at 16 o'clock. The family father was unhurt.",
        encoding="utf-8",
    )
    row = json.loads(detect("score", path).stdout)
    assert row["origin"]["lang"] == "de"
    assert row["origin"]["support"] >= LEAST_SUPPORT
    assert {item["rule"]: item.get("origin") for item in row["findings"]} == {"PHR002": "de", "NUM011": None}
    header, line = detect("score", path, "--format", "csv").stdout.splitlines()
    cells = line.rsplit(",", 6)[1:]
    assert header.endswith(",origin,origin_support,error_code,error_message,error_where,text")
    assert cells[:2] == ["de", str(row["origin"]["support"])]
    sarif = json.loads(detect("check", path, "--fail-on", "warning", "--output-format", "sarif").stdout)
    places = {item["ruleId"]: item["properties"].get("origin") for item in sarif["runs"][0]["results"]}
    assert places == {"PHR002": "de", "NUM011": None}


def test_what_is_shown_does_not_change_it(score, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The flat burned down in the night to Monday. The family father was unhurt.", encoding="utf-8")
    [row] = score(path, "--select", "NUM")
    assert row["findings"] == []
    assert row["origin"]["lang"] == "de"
