"""Every output format of ``detect check`` against the rules of those who read it, from one run over awkward input."""

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

SCHEMA = Path(__file__).parents[1] / "check" / "sarif-schema-2.1.0.json"
FORMATS = ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit")
ODD_NAME = "odd, name: 100%.txt"
ODD_TEXT = "Café 🙂 news.\r\nÀ 🙂 About 300.00 people came, &amp; stayed.\nThe mayor “ waved.\n"
ODD_ID = 'id <&"\x01\n%::]]>'


class Run:
    """One run: its folder, its rows by format, its exit status."""

    def __init__(self, folder: Path, detect: Any) -> None:
        self.folder = folder
        news = folder / "news"
        news.mkdir(parents=True)
        (news / ODD_NAME).write_bytes(ODD_TEXT.encode("utf-8"))
        (news / "clean.txt").write_text("The ferry left on time. Nobody was late.\n", encoding="utf-8")
        rows = [{"id": ODD_ID, "source": "wire, north", "text": "Some 450.00 people left. Some 450.00 people left."}]
        (news / "feed.jsonl").write_text("\n" + json.dumps(rows[0]) + "\nnot json\n", encoding="utf-8")
        outputs = [word for name in FORMATS for word in ("--output-format", f"{name}=out/{name}")]
        limits = ("--fail-on", "info", "--min", "quality=100", "--max", "boilerplate=0.5")
        self.done = detect("check", "news", *limits, *outputs, cwd=folder)
        self.rows = [json.loads(line) for line in self.text("jsonl").splitlines()]

    def text(self, name: str) -> str:
        return (self.folder / "out" / name).read_bytes().decode("utf-8")

    @property
    def findings(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Article and finding, or limit, in the order of the output."""
        return [(row, one) for row in self.rows for one in row.get("findings", []) + row.get("limits", [])]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, detect: Any) -> Run:
    return Run(tmp_path_factory.mktemp("formats"), detect)


def test_one_run_writes_all_formats_and_nothing_else(run: Run) -> None:
    assert run.done.returncode == 2  # one record could not be read
    assert run.done.stdout == ""
    assert sorted(path.name for path in (run.folder / "out").iterdir()) == sorted(FORMATS)
    assert run.findings


def test_json_is_the_array_of_the_lines(run: Run) -> None:
    assert json.loads(run.text("json")) == run.rows
    status = {row["path"]: row["status"] for row in run.rows}
    assert status == {"news/feed.jsonl": "unreadable", f"news/{ODD_NAME}": "failed"}  # the last row of each
    assert all(row["limits"] for row in run.rows if row["status"] == "failed")
    [unreadable] = [row for row in run.rows if row["status"] == "unreadable"]
    assert unreadable["error"]["code"] == "bad-json"
    assert unreadable["record"] == 3


def test_offsets_lines_and_columns_are_those_of_the_text(run: Run) -> None:
    lines = ODD_TEXT.split("\n")
    for row, finding in run.findings:
        if row["path"] != f"news/{ODD_NAME}" or "score" in finding:
            continue
        assert ODD_TEXT[finding["start"] : finding["end"]] == finding["text"]
        assert finding["line"] == finding["end_line"]
        assert lines[finding["line"] - 1][finding["column"] - 1 : finding["end_column"] - 1] == finding["text"]
        assert finding["fingerprint"]
    assert {finding.get("rule") for _, finding in run.findings} >= {"NUM001", "min-quality"}
    records = [finding for row, finding in run.findings if row["id"] == ODD_ID and "score" not in finding]
    assert records
    assert all(finding["line"] is None for finding in records)


class TestSarif:
    def test_it_is_valid(self, run: Run) -> None:
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
        checker.check_schema(schema)
        sarif = json.loads(run.text("sarif"))
        assert [error.message for error in checker.iter_errors(sarif)] == []
        sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
        assert not checker.is_valid(sarif)

    def test_it_names_the_rules_that_fired_and_no_others(self, run: Run) -> None:
        [one] = json.loads(run.text("sarif"))["runs"]
        rules = one["tool"]["driver"]["rules"]
        assert {rule["id"] for rule in rules} == {finding["rule"] for _, finding in run.findings}
        assert len({rule["id"] for rule in rules}) == len(rules)
        for result in one["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for rule in rules:
            assert rule["help"]["text"]
            assert rule["shortDescription"]["text"]
        assert "## What it does" in next(rule for rule in rules if rule["id"] == "NUM001")["help"]["markdown"]

    def test_places(self, run: Run) -> None:
        [one] = json.loads(run.text("sarif"))["runs"]
        assert one["columnKind"] == "unicodeCodePoints"
        assert len(one["results"]) == len(run.findings)
        for result, (row, finding) in zip(one["results"], run.findings, strict=True):
            place = result["locations"][0]["physicalLocation"]
            assert unquote(place["artifactLocation"]["uri"]) == row["path"]
            assert not re.search(r"[\s\\]|^/|^\w+:", place["artifactLocation"]["uri"])
            assert place["region"]["startLine"] == (finding.get("line") or row["record"] or 1)
            if finding.get("line"):
                assert place["region"]["startColumn"] == finding["column"]
                assert place["region"]["endColumn"] == finding["end_column"]
                assert place["region"]["snippet"]["text"] == finding["text"]

    def test_fingerprints_tell_results_of_an_article_apart(self, run: Run) -> None:
        [one] = json.loads(run.text("sarif"))["runs"]
        marks = [(result["properties"]["id"], *result["partialFingerprints"].values()) for result in one["results"]]
        assert len(set(marks)) == len(marks)
        assert all(mark.endswith((":1", ":2")) for _, mark in marks)

    def test_an_unreadable_record_is_a_notification(self, run: Run) -> None:
        [invocation] = json.loads(run.text("sarif"))["runs"][0]["invocations"]
        assert invocation["executionSuccessful"] is False
        [notification] = invocation["toolExecutionNotifications"]
        assert notification["descriptor"]["id"] == "bad-json"


def _unescaped(text: str, of_property: bool) -> str:
    """As the runner of GitHub Actions does it (``ActionCommand.cs``)."""
    pairs = [("%0D", "\r"), ("%0A", "\n"), *([("%3A", ":"), ("%2C", ",")] if of_property else []), ("%25", "%")]
    for escaped, plain in pairs:
        text = text.replace(escaped, plain)
    return text


def test_github_commands_come_through_the_runner_as_they_were_meant(run: Run) -> None:
    lines = run.text("github").splitlines()
    failures = [(row, finding) for row, finding in run.findings]
    assert len(lines) == len(failures) + 1
    seen = []
    for line in lines:
        matched = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
        assert matched, line
        pairs = [pair.split("=", 1) for pair in matched[2].split(",")]
        properties = {name: _unescaped(value, True) for name, value in pairs}
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        seen.append((properties["file"], properties.get("line"), properties.get("col"), _unescaped(matched[3], False)))
    assert {file for file, *_ in seen} == {row["path"] for row in run.rows}
    for row, finding in failures:
        line, column = finding.get("line") or row["record"] or 1, finding.get("column")
        matching = [
            message for file, at, col, message in seen
            if (file, at, col) == (row["path"], str(line), column and str(column)) and finding["message"] in message
        ]  # fmt: skip
        assert matching
    assert any(f"[{ODD_ID}]" in message for *_, message in seen)


def test_gitlab_issues_have_what_gitlab_asks_for(run: Run) -> None:
    issues = json.loads(run.text("gitlab"))
    assert len(issues) == len(run.findings) + 1
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert [issue["check_name"] for issue in issues].count("unreadable") == 1


def test_junit_has_a_case_for_every_record(run: Run) -> None:
    root = ElementTree.fromstring(run.text("junit"))
    [suite] = root
    cases = list(suite)
    assert [int(suite.get(name, -1)) for name in ("tests", "failures", "errors")] == [4, 2, 1]
    assert [root.get(name) for name in ("tests", "failures", "errors")] == ["4", "2", "1"]
    assert len(cases) == 4
    assert sum(case.find("failure") is not None for case in cases) == 2
    [broken] = [case for case in cases if case.find("error") is not None]
    assert broken.get("line") == "3"
    named = {case.get("name") for case in cases}
    assert ODD_ID.replace("\x01", "�") in named
    body = next(case for case in cases if case.get("name") == f"news/{ODD_NAME}").findtext("failure") or ""
    assert f"news/{ODD_NAME}:2:11: NUM001" in body


def test_text_marks_the_artifact_under_its_sentence(run: Run) -> None:
    lines = run.text("text").splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(f"news/{ODD_NAME}:2:11 error NUM001"))
    sentence, carets = lines[at + 1], lines[at + 2]
    assert sentence.strip().startswith("À 🙂 About 300.00 people")
    # "🙂" takes two cells on a terminal.
    assert carets.index("^") == sentence.index("300.00") + 1
    assert carets.strip() == "^^^^^^ 300,000"
    record = next(line for line in lines if "text[5:11]" in line)
    assert record.startswith('news/feed.jsonl:2 [id <&"� %::]]>]')
    assert "\x01" not in run.text("text")


def test_statistics_count_the_rules(detect: Any, run: Run) -> None:
    done = detect("check", "news", "--fail-on", "info", "--statistics", cwd=run.folder)
    counted = {line.split()[1]: int(line.split()[0]) for line in done.stdout.splitlines()}
    findings = [finding["rule"] for _, finding in run.findings if "score" not in finding]
    assert counted == {rule: findings.count(rule) for rule in findings}
    assert list(counted.values()) == sorted(counted.values(), reverse=True)
    done = detect("check", "news", "--fail-on", "info", "--statistics", "--output-format", "json", cwd=run.folder)
    assert json.loads(done.stdout)
    assert "NUM001" in done.stderr


def test_nothing_found_is_still_a_whole_document(detect: Any, run: Run, tmp_path: Path) -> None:
    outputs = [word for name in FORMATS for word in ("--output-format", f"{name}={tmp_path / name}")]
    assert detect("check", "news/clean.txt", *outputs, cwd=run.folder).returncode == 0
    assert json.loads((tmp_path / "json").read_bytes()) == []
    assert json.loads((tmp_path / "gitlab").read_bytes()) == []
    assert [(tmp_path / name).read_bytes() for name in ("text", "jsonl", "github")] == [b"", b"", b""]
    assert ElementTree.fromstring((tmp_path / "junit").read_bytes()).get("tests") == "1"
    sarif = json.loads((tmp_path / "sarif").read_bytes())
    jsonschema.validate(sarif, json.loads(SCHEMA.read_text(encoding="utf-8")), cls=jsonschema.Draft4Validator)
    assert sarif["runs"][0]["results"] == sarif["runs"][0]["tool"]["driver"]["rules"] == []
    assert sarif["runs"][0]["invocations"][0]["executionSuccessful"] is True
