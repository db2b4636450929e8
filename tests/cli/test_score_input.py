"""What ``detect score`` reads, and in which order the results come."""

import csv
import gzip
import json
import lzma
import sys
from pathlib import Path

import pytest

from detect.readers import ReadOptions


@pytest.fixture
def text(articles: Path) -> str:
    return json.loads(articles.read_text(encoding="utf-8").splitlines()[0])["text"]


def test_every_article_once_in_input_order(score, articles: Path) -> None:
    rows = score(articles)
    assert [row["id"] for row in rows] == [f"article-{number:02}" for number in range(40)]


def test_directories_are_walked_in_sorted_order(score, tmp_path: Path, text: str) -> None:
    for name in ("b/2.txt", "b/1.md", "a/3.txt", "c.txt", "b/notes.docx", ".hidden/4.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rows = score("in", cwd=tmp_path)
    assert [row["id"] for row in rows] == ["in/a/3.txt", "in/b/1.md", "in/b/2.txt", "in/c.txt"]
    assert [row["source"] for row in rows] == ["a", "b", "b", "in"]


def test_globs(score, tmp_path: Path, text: str) -> None:
    for name in ("2.txt", "1.txt", "3.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert [row["id"] for row in score("*.txt", cwd=tmp_path)] == ["1.txt", "2.txt"]


def test_standard_input_holds_json_lines_or_one_text(score, articles: Path, text: str) -> None:
    from_file = score(articles)
    assert score("-", stdin=articles.read_text(encoding="utf-8")) == from_file
    [row] = score("-", "--source", "me", stdin=text)
    assert row["source"] == "me"
    assert row["scores"] == from_file[0]["scores"]


@pytest.mark.parametrize("from_stdin", [True, False])
def test_files_from(score, tmp_path: Path, text: str, from_stdin: bool) -> None:
    for name in ("1.txt", "2.txt", "3.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    listed = "3.txt\n1.txt\n"
    (tmp_path / "list").write_text(listed, encoding="utf-8")
    name, stdin = ("-", listed) if from_stdin else ("list", None)
    assert [row["id"] for row in score("--files-from", name, cwd=tmp_path, stdin=stdin)] == ["3.txt", "1.txt"]


def test_json_lines_csv_and_parquet_give_the_same(score, articles: Path, tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, ["id", "text", "source"])
        table.writeheader()
        table.writerows(rows)
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    assert score(tmp_path / "a.csv") == score(tmp_path / "a.parquet") == score(articles)


@pytest.mark.parametrize("ending", [".gz", ".xz", ".zst"])
def test_compressed_files(score, articles: Path, tmp_path: Path, ending: str) -> None:
    content = articles.read_bytes()
    if ending == ".zst":
        packed = _zstd().compress(content)
    else:
        packed = gzip.compress(content) if ending == ".gz" else lzma.compress(content)
    path = tmp_path / f"packed.jsonl{ending}"
    path.write_bytes(packed)
    assert score(path) == score(articles)


def _zstd():
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd


def test_fields_can_be_renamed(score, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"key": 7, "body": text, "outlet": "The Paper"}), encoding="utf-8")
    [row] = score(path, "--text-field", "body", "--id-field", "key", "--source-field", "outlet")
    assert (row["id"], row["source"]) == ("7", "The Paper")


def test_the_source_is_the_field_else_the_domain_else_the_option_else_the_folder(
    score, tmp_path: Path, text: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    rows = [
        {"text": text, "source": "Field", "url": "https://www.domain.co.uk/x"},
        {"text": text, "url": "https://www.domain.co.uk/x"},
        {"text": text},
    ]
    path = folder / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "b.txt").write_text(text, encoding="utf-8")
    assert [row["source"] for row in score(path, "--source", "Option")] == ["Field", "domain.co.uk", "Option"]
    assert [row["source"] for row in score(folder / "b.txt")] == ["folder"]
    assert [row["source"] for row in score(folder / "b.txt", "--source", "Option")] == ["Option"]


def test_a_record_without_id_gets_a_stable_one(score, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text}) + "\n\n" + json.dumps({"text": text}) + "\n", encoding="utf-8")
    assert [row["id"] for row in score("a.jsonl", cwd=tmp_path)] == ["a.jsonl:1", "a.jsonl:3"]


def test_offsets_count_code_points_into_the_text_as_given(score, tmp_path: Path, text: str) -> None:
    given = "\u2028 𝔘𝔫𝔦 “İ” é\r\n" + text + "\r\nAbout 300.00 people came.\n"
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": given}), encoding="utf-8")
    [row] = score(path)
    assert "NUM001" in {finding["rule"] for finding in row["findings"]}
    for finding in row["findings"]:
        assert given[finding["start"] : finding["end"]] == finding["text"]


def test_a_text_longer_than_max_chars_is_an_error_in_its_place(score, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": body}) for body in (text, "x" * 2000, text)), encoding="utf-8")
    rows = score(path, "--max-chars", "1000", status=2)
    assert ["error" in row for row in rows] == [False, True, False]
    assert rows[1]["error"]["code"] == "too-long"


def test_help_states_the_defaults_that_are_in_force(detect) -> None:
    told = " ".join(detect("score", "--help").stdout.split())
    assert f"scored. [default: ({ReadOptions().max_chars})" in told
