"""``detect rule``."""

import json

from detect.rules import all_rules


def test_a_page_by_code_and_by_name(detect) -> None:
    by_code, by_name, lower = (detect("rule", word) for word in ("NUM001", "truncated-thousands", "num001"))
    assert by_code.returncode == 0
    assert by_code.stderr == ""
    assert by_code.stdout == by_name.stdout == lower.stdout
    assert by_code.stdout.startswith("# NUM001 truncated-thousands\n")
    for part in (
        "`error`",
        "`NUM`",
        "## What it does",
        "## Why it is an artifact",
        "## Known false alarms",
        "**Bad:**",
        "**Good:**",
        "## Measured rate",
    ):
        assert part in by_code.stdout


def test_the_page_gives_the_measured_rates(detect) -> None:
    row = json.loads(detect("rule", "NUM001", "--format", "json").stdout)
    page = detect("rule", "NUM001").stdout
    if row["rates"]:
        assert "words of ordinary human-written news it fired" in page
        assert page.count("\n| ") >= len(row["rates"])
    else:
        assert "Not measured yet." in page


def test_json_of_one_rule(detect) -> None:
    row = json.loads(detect("rule", "NUM001", "--format", "json").stdout)
    assert list(row) == [
        "code",
        "name",
        "family",
        "severity",
        "preview",
        "quoted",
        "origin",
        "summary",
        "explanation",
        "rates",
        "rates_by_part",
        "precision",
    ]
    assert row["code"] == "NUM001"
    assert "\n" not in row["summary"]


def test_all_rules_as_json(detect) -> None:
    rows = json.loads(detect("rule", "--all", "--format", "json").stdout)
    assert [row["code"] for row in rows] == [rule.code for rule in all_rules()]


def test_all_rules_in_a_pipe_are_tab_separated(detect) -> None:
    lines = detect("rule", "--all").stdout.splitlines()
    assert [line.split("\t")[:2] for line in lines] == [[rule.code, rule.name] for rule in all_rules()]
    assert all(len(line.split("\t")) == 5 for line in lines)
