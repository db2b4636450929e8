"""``detect rank``."""

import csv
import io
import json
from pathlib import Path

import pytest

KEYS = ["rank", "source", "reliability", "low", "high", "articles", "drivers"]


@pytest.fixture
def rank(detect):
    """Run ``detect rank`` and give its output objects; the exit status must be `status`."""

    def run(*arguments: str | Path, status: int = 0, **extra):
        done = detect("rank", *arguments, **extra)
        assert done.returncode == status, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


def test_one_object_a_source_best_first(rank, articles: Path) -> None:
    rows = rank(articles)
    assert {row["source"] for row in rows} == {f"paper-{number}" for number in range(4)}
    assert [row["rank"] for row in rows] == [1, 2, 3, 4]
    assert [row["reliability"] for row in rows] == sorted((row["reliability"] for row in rows), reverse=True)
    for row in rows:
        assert list(row) == KEYS
        assert 0 <= row["low"] <= row["reliability"] <= row["high"] <= 100
        assert row["articles"] == 10
    assert rows[-1]["source"] == "paper-1", "the damaged one"


def test_drivers_point_at_an_article(rank, articles: Path) -> None:
    texts = {row["id"]: row["text"] for row in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    drivers = rank(articles)[-1]["drivers"]
    assert drivers
    for driver in drivers:
        assert list(driver) == ["feature", "effect", "example"]
        assert 0 <= driver["example"]["start"] <= driver["example"]["end"] <= len(texts[driver["example"]["id"]])


def test_output_of_score_with_features_ranks_as_the_articles_do(rank, detect, articles: Path, tmp_path: Path) -> None:
    wanted = rank(articles)
    for name in ("scored.jsonl", "scored.csv.gz", "scored.parquet"):
        if name.endswith("parquet"):
            pytest.importorskip("pyarrow")
        detect("score", articles, "--features", "-o", tmp_path / name)
        assert rank(tmp_path / name) == wanted
    scored = detect("score", articles, "--features").stdout
    assert rank("-", stdin=scored) == wanted


def test_output_of_score_without_features_ranks_the_same_sources(rank, detect, articles: Path) -> None:
    rows = rank("-", stdin=detect("score", articles).stdout)
    assert len(rows) == 4
    assert rows[-1]["source"] == "paper-1"


def test_articles_and_scored_articles_together(rank, detect, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "scored.jsonl").write_text(detect("score", articles, "--features").stdout, encoding="utf-8")
    rows = rank(articles, tmp_path / "scored.jsonl", articles)
    assert all(row["articles"] == 30 for row in rows)


def test_the_interval_narrows_as_articles_come_in(rank, articles: Path, tmp_path: Path) -> None:
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "few.jsonl").write_text("".join(lines[:4]), encoding="utf-8")
    few, many = ({row["source"]: row for row in rank(path)} for path in (tmp_path / "few.jsonl", articles))
    for source in few:
        assert many[source]["high"] - many[source]["low"] <= few[source]["high"] - few[source]["low"]
    assert many["paper-0"]["high"] - many["paper-0"]["low"] < few["paper-0"]["high"] - few["paper-0"]["low"]


def test_the_name_of_a_source_counts_for_nothing(rank, articles: Path, tmp_path: Path) -> None:
    renamed = articles.read_text(encoding="utf-8").replace("paper-", "infowars.example/")
    (tmp_path / "renamed.jsonl").write_text(renamed, encoding="utf-8")
    before, after = rank(articles), rank(tmp_path / "renamed.jsonl")
    assert [row["reliability"] for row in after] == [row["reliability"] for row in before]


def test_records_that_cannot_be_read_are_counted_and_make_the_status_2(detect, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("[]\n", encoding="utf-8")
    done = detect("rank", articles, tmp_path / "bad.jsonl", tmp_path / "missing")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 4
    assert "2 records could not be read" in done.stderr


def test_errors_in_the_output_of_score_are_counted(detect, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("[]\n", encoding="utf-8")
    scored = detect("score", tmp_path / "bad.jsonl").stdout
    done = detect("rank", "-", stdin=scored)
    assert (done.returncode, done.stdout) == (2, "")
    assert "1 record could not be read" in done.stderr


def test_formats(detect, rank, articles: Path, tmp_path: Path) -> None:
    rows = rank(articles)
    table = list(csv.DictReader(io.StringIO(detect("rank", articles, "--format", "csv").stdout)))
    assert [json.loads(cells["drivers"]) for cells in table] == [row["drivers"] for row in rows]
    assert [float(cells["reliability"]) for cells in table] == [row["reliability"] for row in rows]
    shown = detect("rank", articles, "--format", "table", COLUMNS="100").stdout
    assert shown.count("●") == 4
    done = detect("rank", articles, "-o", tmp_path / "out.jsonl")
    assert done.stdout == ""
    assert [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()] == rows


@pytest.mark.parametrize("width", [30, 50, 70, 80, 100, 140, 250])
def test_tables_fit_any_width(detect, articles: Path, width: int) -> None:
    done = detect("rank", articles, "--format", "table", COLUMNS=str(width))
    assert all(len(line) <= width for line in done.stdout.splitlines())


def test_the_same_for_any_number_of_jobs(detect, articles: Path) -> None:
    assert len({detect("rank", articles, "--jobs", jobs).stdout for jobs in "12"}) == 1
