"""``detect clean`` from outside."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from detect.article import Article
from detect.cleaning import Cleaner
from detect.errors import DetectError
from detect.readers import ReadOptions, Row
from detect.writers.cleaned import open_cleaning_journal

BODY = "The ferry stays in port until Monday, said the harbour office.\nA beam of the pier had broken in the storm."
NOISE = "Share on Facebook\nShare on Twitter\n"
ROWS = [
    {"n": 1, "id": "a", "text": f"{BODY}\n\n{NOISE}", "tags": ["x", {"y": None}], "big": 12345678901234567890},
    {"n": 2, "id": "b", "text": BODY, "tags": [], "big": 1.5},
]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS) + "not json\n" + json.dumps(ROWS[1]) + "\n")
    return path


def test_records_keep_their_other_fields_and_their_order(rows: Path, detect) -> None:
    done = detect("clean", rows)
    assert done.returncode == 2
    first, second, bad, last = map(json.loads, done.stdout.splitlines())
    assert list(first) == list(ROWS[0])
    assert first == {**ROWS[0], "text": BODY + "\n"}
    assert second == last == ROWS[1]
    assert bad["error"]["code"] == "bad-json"
    assert "could not be read" in done.stderr


def test_removed(rows: Path, tmp_path: Path, detect) -> None:
    detect("clean", rows, "--removed", tmp_path / "gone.jsonl", "-o", tmp_path / "out.jsonl")
    [gone] = [json.loads(line) for line in (tmp_path / "gone.jsonl").read_text().splitlines()]
    assert (gone["id"], gone["rule"]) == ("a", "BPL006")
    assert ROWS[0]["text"][gone["start"] : gone["end"]] == gone["text"] == NOISE.strip()  # type: ignore[index]


def test_select_and_ignore(rows: Path, detect) -> None:
    for arguments in (["--ignore", "BPL006"], ["--select", "cookie-notice"]):
        assert json.loads(detect("clean", rows, *arguments).stdout.splitlines()[0])["text"] == ROWS[0]["text"]
    refused = detect("clean", rows, "--select", "NUM")
    assert refused.returncode == 2
    assert "no boilerplate rule" in refused.stderr


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.csv", "out.csv.zst"])
def test_any_number_of_jobs_writes_the_same_bytes(articles: Path, tmp_path: Path, detect, name: str) -> None:
    written = set()
    for jobs in ("1", "3"):
        assert detect("clean", articles, "-o", tmp_path / jobs / name, "-j", jobs).returncode == 2  # no such folder
        (tmp_path / jobs).mkdir()
        assert detect("clean", articles, "-o", tmp_path / jobs / name, "-j", jobs).returncode == 0
        written.add((tmp_path / jobs / name).read_bytes())
        assert [path.name for path in (tmp_path / jobs).iterdir()] == [name]
    assert len(written) == 1


def test_tables(tmp_path: Path, detect) -> None:
    table = pyarrow.table({"when": pyarrow.array([1, 2], pyarrow.date32()), "text": [f"{BODY}\n{NOISE}", BODY]})
    pyarrow.parquet.write_table(table, tmp_path / "in.parquet")
    assert detect("clean", tmp_path / "in.parquet", "-o", tmp_path / "out.parquet").returncode == 0
    out = pyarrow.parquet.read_table(tmp_path / "out.parquet")
    assert out.schema.field("when").type == pyarrow.date32()
    assert out["text"].to_pylist() == [BODY + "\n", BODY]
    (tmp_path / "in.csv").write_text(f'b,text,a\n1,"{BODY}\n{NOISE}",2\n')
    assert detect("clean", tmp_path / "in.csv", "-o", tmp_path / "out.csv").returncode == 0
    [row] = csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text()))
    assert list(row)[:3] == ["b", "text", "a"]
    assert (row["b"], row["text"], row["a"]) == ("1", BODY + "\n", "2")


def test_a_folder_of_texts(tmp_path: Path, detect) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(f"{NOISE}\n{BODY}")
    (tmp_path / "in" / "sub" / "b.html").write_text("".join(f"<p>{line}</p>" for line in BODY.split("\n")))
    done = detect("clean", "in", "-o", "out/", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "in" / "a.txt").read_text() == BODY
    assert (tmp_path / "out" / "in" / "sub" / "b.html.txt").read_text() == BODY.replace("\n", "\n\n")


def test_a_page_becomes_a_record_with_what_it_says_of_itself(tmp_path: Path, detect) -> None:
    (tmp_path / "a.html").write_text(f"<html lang=en><title>Pier</title><p>{BODY}</p></html>")
    [line] = detect("clean", "a.html", cwd=tmp_path).stdout.splitlines()
    row = json.loads(line)
    assert (row["id"], row["title"], row["lang"]) == ("a.html", "Pier", "en")
    assert list(row)[-1] == "text"


@pytest.mark.parametrize("name", ["out.parquet", "out.csv"])
def test_a_record_that_cannot_be_read_late_in_a_table(tmp_path: Path, detect, name: str) -> None:
    lines = [json.dumps({"text": BODY, "n": 1})] * 1500
    (tmp_path / "in.jsonl").write_text("\n".join([*lines, "no json", *lines[:5]]))
    done = detect("clean", tmp_path / "in.jsonl", "-o", tmp_path / name)
    assert done.returncode == 2
    assert "1 could not be read" in done.stderr
    if name == "out.csv":
        codes = [row["error_code"] or None for row in csv.DictReader(io.StringIO((tmp_path / name).read_text()))]
    else:
        errors = pyarrow.parquet.read_table(tmp_path / name)["error"].to_pylist()
        codes = [error and error["code"] for error in errors]
    assert codes == [None] * 1500 + ["bad-json"] + [None] * 5


def test_a_table_that_does_not_work_out_is_one_line(tmp_path: Path, detect) -> None:
    rows = [{"text": BODY, "n": 1}] * 1500 + [{"text": BODY, "n": "one"}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = detect("clean", tmp_path / "in.jsonl", "-o", tmp_path / "out.parquet")
    assert done.returncode == 2
    assert "write .jsonl" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_resume_wants_an_output(rows: Path, tmp_path: Path, detect) -> None:
    assert "name it" in detect("clean", rows, "--resume").stderr
    out = tmp_path / "out.jsonl"
    assert detect("clean", rows, "-o", out, "--resume").returncode == 2  # nothing to go on with: a new run
    assert len(out.read_text().splitlines()) == 4


def test_resume_tells_another_input(tmp_path: Path) -> None:
    def read(*texts: str) -> Iterator[Row]:
        return (Row({"text": text}, str(number), "here") for number, text in enumerate(texts))

    options = ReadOptions()
    cleaned = Cleaner().clean(Article("0", f"{BODY}\n\n{NOISE}"))
    with suppress(KeyboardInterrupt), open_cleaning_journal(tmp_path / "out", {}, resume=False) as journal:
        journal.append(cleaned)
        raise KeyboardInterrupt
    for texts in ((), (BODY,), ("",)):
        with (
            pytest.raises(DetectError, match="record 1 of the input is not the one"),
            open_cleaning_journal(tmp_path / "out", {}, resume=True) as journal,
        ):
            list(journal.again(read(*texts), options))
    with open_cleaning_journal(tmp_path / "out", {}, resume=True) as journal:
        [(_, again)] = journal.again(read(f"{BODY}\n\n{NOISE}", BODY), options)
    assert again == cleaned
    assert cleaned.removed
    assert list(tmp_path.iterdir()) == []


def test_an_error_leaves_no_file(tmp_path: Path, detect) -> None:
    rows = [{"text": BODY, "n": 1}] * 1000 + [{"text": BODY, "n": 1, "late": 2}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = detect("clean", tmp_path / "in.jsonl", "-o", tmp_path / "out.csv")
    assert done.returncode == 2
    assert "'late'" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl"]
