"""What ``detect score`` writes: the output object, the formats, the files, and what goes to which stream."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

from detect.features import feature_names
from detect.model import load_model
from detect.rules import all_rules

KEYS = ["id", "source", "model", "label", "scores", "findings", "origin"]
FINDING = ["rule", "name", "start", "end", "text", "severity", "message", "suggestion"]


def test_the_output_object(score, articles: Path) -> None:
    rows = score(articles)
    texts = [json.loads(line)["text"] for line in articles.read_text(encoding="utf-8").splitlines()]
    names = {rule.code: rule.name for rule in all_rules()}
    for row, text in zip(rows, texts, strict=True):
        assert list(row) == KEYS
        assert row["model"] == load_model("fast").name
        assert list(row["scores"]) == ["machine_translated", "rewritten", "boilerplate", "quality"]
        assert 0 <= row["scores"]["boilerplate"] <= 1
        assert 0 <= row["scores"]["quality"] <= 100
        assert row["findings"] == sorted(row["findings"], key=lambda finding: finding["start"])
        for finding in row["findings"]:
            assert list(finding) == [*FINDING, *(["origin"] if "origin" in finding else [])]
            assert names[finding["rule"]] == finding["name"]
            assert finding["severity"] in ("error", "warning", "info")
            assert text[finding["start"] : finding["end"]] == finding["text"]
    damaged = {finding["rule"]: finding for finding in rows[1]["findings"]}
    assert damaged["NUM001"]["text"] == "300.00"
    assert damaged["NUM001"]["suggestion"] == "300,000"


def test_a_short_article_has_no_probabilities_but_findings(score, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("About 300.00 people marched.", encoding="utf-8")
    [row] = score(path)
    assert row["label"] == "too_short"
    assert row["scores"]["machine_translated"] is None
    assert row["scores"]["rewritten"] is None
    assert "NUM001" in [finding["rule"] for finding in row["findings"]]
    [row] = score(path, "--min-words", "3")
    assert row["label"] != "too_short"
    assert 0 <= row["scores"]["machine_translated"] <= 1


def test_features_only_when_asked_for(score, articles: Path) -> None:
    rows = score(articles, "--features")
    assert all(list(row) == [*KEYS, "features"] for row in rows)
    assert list(rows[0]["features"]) == list(feature_names())


def test_select_and_ignore_choose_findings_and_never_change_scores(score, articles: Path) -> None:
    def rules(*arguments: str) -> set[str]:
        found = score(articles, *arguments)
        assert [row["scores"] for row in found] == [row["scores"] for row in everything]
        assert [row["label"] for row in found] == [row["label"] for row in everything]
        return {finding["rule"] for row in found for finding in row["findings"]}

    everything = score(articles)
    all_of_them = {finding["rule"] for row in everything for finding in row["findings"]}
    assert rules("--select", "NUM001") == {"NUM001"}
    assert rules("--select", "BPL,truncated-thousands") == all_of_them & ({"NUM001"} | _family("BPL"))
    assert rules("--select", "BPL", "--select", "NUM001") == all_of_them & ({"NUM001"} | _family("BPL"))
    assert rules("--ignore", "NUM001") == all_of_them - {"NUM001"}
    assert rules("--ignore", "ALL") == set()


def _family(letters: str) -> set[str]:
    return {rule.code for rule in all_rules() if rule.family == letters}


def test_json_lines_is_the_format_of_a_pipe(detect, articles: Path) -> None:
    piped, named = detect("score", articles), detect("score", articles, "--format", "jsonl")
    assert piped.stdout == named.stdout
    assert piped.stdout.endswith("\n")


def test_csv_holds_the_same(detect, score, articles: Path) -> None:
    table = list(csv.DictReader(io.StringIO(detect("score", articles, "--format", "csv").stdout)))
    for row, cells in zip(score(articles), table, strict=True):
        assert (cells["id"], cells["source"], cells["label"]) == (row["id"], row["source"], row["label"])
        assert float(cells["quality"]) == row["scores"]["quality"]
        assert json.loads(cells["findings"]) == row["findings"]


def test_a_table_on_request(detect, articles: Path) -> None:
    done = detect("score", articles, "--format", "table", COLUMNS="120")
    lines = done.stdout.splitlines()
    assert lines[0].split()[:3] == ["article", "source", "label"]
    assert len(lines) == 41
    assert "\x1b" not in done.stdout
    assert all(len(line) <= 120 for line in lines)
    assert "article-07  paper-3" in lines[8]
    assert "too_short" in lines[8]


@pytest.mark.parametrize("width", [20, 40, 60, 80, 99, 100, 131, 132, 150, 300])
def test_tables_fit_any_width(detect, articles: Path, width: int) -> None:
    for line in detect("score", articles, "--format", "table", COLUMNS=str(width)).stdout.splitlines():
        assert len(line) <= width


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.csv", "out.csv.gz", "out.parquet"])
def test_files_by_their_ending(detect, score, articles: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "results" / name
    out.parent.mkdir()
    done = detect("score", articles, "-o", out)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert [path.name for path in out.parent.iterdir()] == [name]
    wanted = score(articles)
    content = gzip.decompress(out.read_bytes()) if name.endswith(".gz") else out.read_bytes()
    if "jsonl" in name:
        assert [json.loads(line) for line in content.splitlines()] == wanted
    elif "csv" in name:
        assert content.decode() == detect("score", articles, "--format", "csv").stdout
    else:
        rows = pytest.importorskip("pyarrow.parquet").read_table(out).to_pylist()
        for finding in (finding for row in rows for finding in row["findings"]):
            for key in ("origin", "languagetool"):
                if finding[key] is None:
                    del finding[key]  # a column is there for all or for none
        assert [{key: row[key] for key in KEYS} for row in rows] == wanted


def test_a_file_and_standard_output_together(detect, articles: Path, tmp_path: Path) -> None:
    done = detect("score", articles, "-o", tmp_path / "out.jsonl", "--format", "jsonl")
    assert done.stdout == (tmp_path / "out.jsonl").read_text(encoding="utf-8")


def test_no_file_where_it_cannot_be_written(detect, articles: Path, tmp_path: Path) -> None:
    done = detect("score", articles, "-o", tmp_path / "missing" / "out.jsonl")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("style", ["jsonl", "csv"])
def test_the_output_is_the_same_for_any_number_of_jobs(detect, articles: Path, tmp_path: Path, style: str) -> None:
    # Enough to be still at work when the other processes are up.
    many = tmp_path / "many.jsonl"
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    many.write_text("".join(lines) * 50 + "[]\n", encoding="utf-8")
    outputs = {detect("score", many, "--format", style, "--features", "--jobs", jobs).stdout for jobs in "124"}
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) >= 2001


def test_the_summary_goes_to_standard_error(detect, articles: Path) -> None:
    done = detect("score", articles)
    assert done.stderr.startswith("40 articles from 4 sources in ")
    for part in ("1 too_short", "NUM001 truncated-thousands", "lowest quality", "paper-1"):
        assert part in done.stderr
    assert "\x1b" not in done.stderr
    assert "40 articles" not in done.stdout


def test_quiet_says_nothing_but_errors(detect, articles: Path, tmp_path: Path) -> None:
    done = detect("score", articles, "--quiet")
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 40
    done = detect("score", articles, tmp_path / "missing", "-q")
    assert done.returncode == 2
    assert done.stderr.startswith("1 record could not be read:\n")


def test_control_characters_of_an_article_never_reach_the_terminal(detect, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "\x1b[31mred\x07", "source": "a\nb", "text": "x"}) + "\n[]\n", encoding="utf-8")
    done = detect("score", path, "--format", "table")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr
    assert len(done.stdout.splitlines()) == 3
