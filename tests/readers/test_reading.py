"""What every format makes of good input."""

import csv
import datetime
import gzip
import io
import json
import lzma
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detect.article import Article, BadRecord
from detect.errors import UsageError
from detect.readers import ReadOptions, Row, read_records, read_rows
from detect.readers.compression import open_for_writing
from detect.readers.formats import readers, register

Fields = dict[str, str | None]


def as_jsonl(rows: list[Fields]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def as_csv(rows: list[Fields]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    sink = io.StringIO()
    table = csv.DictWriter(sink, names)
    table.writeheader()
    table.writerows(rows)
    return sink.getvalue().encode()


def as_parquet(rows: list[Fields]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = {name: pyarrow.array([row.get(name) for row in rows], pyarrow.string()) for name in names}
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), sink, row_group_size=500)
    return sink.getvalue()


FORMATS: dict[str, Callable[[list[Fields]], bytes]] = {
    ".jsonl": as_jsonl,
    ".ndjson": as_jsonl,
    ".csv": as_csv,
    ".parquet": as_parquet,
}


def packed(data: bytes, compression: str) -> bytes:
    sink = io.BytesIO()
    stream = open_for_writing(sink, compression)
    stream.write(data)
    if stream is not sink:
        stream.close()
    return sink.getvalue()


def read(path: Path | str, **options: object) -> list[Article | BadRecord]:
    return list(read_records([str(path)], ReadOptions(**options)))  # type: ignore[arg-type]


ENCODABLE = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TEXTS = ENCODABLE.filter(lambda text: text and not text.isspace())


@pytest.mark.parametrize("compression", ["", ".gz", ".xz", ".zst"])
@pytest.mark.parametrize("ending", FORMATS)
@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
@example(texts=["a\r\nb\rc\n\nd  ", '"', '""\n"', "NUL \0 inside", "\ufeffmark", "emoji 😀 e\u0301", "x\u2028\x85\x0b"])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_round_trip(texts: list[str], ending: str, compression: str, tmp_path: Path) -> None:
    path = tmp_path / f"articles{ending}{compression}"
    rows: list[Fields] = [{"id": f"n{i}", "text": text} for i, text in enumerate(texts)]
    path.write_bytes(packed(FORMATS[ending](rows), compression))
    assert read(path) == [Article(f"n{i}", text, tmp_path.name) for i, text in enumerate(texts)]


@pytest.mark.parametrize("compression", ["", ".gz", ".xz", ".zst"])
@pytest.mark.parametrize("ending", [".txt", ".md", ".TXT"])
@given(text=TEXTS)
@example(text="One.\r\nTwo.\rThree.\n\n  ")
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_round_trip_of_text_files(text: str, ending: str, compression: str, tmp_path: Path) -> None:
    path = tmp_path / f"article{ending}{compression}"
    path.write_bytes(packed(text.encode(), compression))
    [article] = read(path)
    # A mark at the very beginning of a file is the encoding's, not the text's.
    assert article == Article(str(path), text.removeprefix("\ufeff"), source=tmp_path.name) or text == "\ufeff"


@pytest.mark.parametrize("compression", [".gz", ".xz", ".zst"])
def test_files_of_several_members_are_read_to_the_end(compression: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.jsonl{compression}"
    path.write_bytes(b"".join(packed(as_jsonl([{"id": name, "text": "x"}]), compression) for name in "abc"))
    assert [record.id for record in read(path)] == ["a", "b", "c"]


def test_files_made_by_other_programs(tmp_path: Path) -> None:
    data = as_jsonl([{"id": "a", "text": "x"}])
    (tmp_path / "1.jsonl.gz").write_bytes(gzip.compress(data))
    (tmp_path / "2.jsonl.xz").write_bytes(lzma.compress(data))
    assert [record.id for record in read(tmp_path)] == ["a", "a"]


@pytest.mark.parametrize("ending", FORMATS)
def test_optional_fields(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    full: Fields = {
        "id": "1",
        "text": "x",
        "source": "Example Times",
        "url": "https://news.example.org/1",
        "title": "T",
        "published": "2024-05-06T07:08:09Z",
        "lang": "en-GB",
        "unknown": "ignored",
    }
    path.write_bytes(FORMATS[ending]([full, {"text": "y", "source": ""}]))
    first, second = read(path)
    assert first == Article(
        "1", "x", "Example Times", "https://news.example.org/1", "T", "2024-05-06T07:08:09Z", "en-GB"
    )
    assert (second.source, second.url, second.title) == (tmp_path.name, None, None)  # type: ignore[union-attr]


@pytest.mark.parametrize("ending", FORMATS)
def test_fields_can_be_renamed(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    row: Fields = {"key": "k", "body": "words", "site": "s", "text": "not this", "id": "nor this"}
    path.write_bytes(FORMATS[ending]([row]))
    assert read(path, text_field="body", id_field="key", source_field="site") == [Article("k", "words", "s")]


@pytest.mark.parametrize(
    ("ending", "ids"),
    [
        (".jsonl", ["a.jsonl:1", "a.jsonl:2"]),
        (".csv", ["a.csv:2", "a.csv:4"]),
        (".parquet", ["a.parquet:1", "a.parquet:2"]),
    ],
)
def test_records_without_id_get_one_from_file_and_position(
    ending: str, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a" + ending).write_bytes(FORMATS[ending]([{"text": "two\nlines"}, {"text": "y"}]))
    assert [record.id for record in read("a" + ending)] == ids
    assert [record.id for record in read(f"./{'a' + ending}")] == ids
    assert [record.id for record in read(tmp_path / ("a" + ending))] == ids  # the same file, the same id


def test_ids_are_told_apart_by_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in "ab":
        Path(folder).mkdir()
        Path(folder, "part.jsonl").write_bytes(as_jsonl([{"text": "x"}]))
    assert [record.id for record in read(".")] == ["a/part.jsonl:1", "b/part.jsonl:1"]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (7, "7"),
        (0, "0"),
        (123456789012345678901234567890, "123456789012345678901234567890"),
        ("x y", "x y"),
        (None, "a.jsonl:1"),
        ("", "a.jsonl:1"),
        (True, "a.jsonl:1"),
        (["x"], "a.jsonl:1"),
        (float("nan"), "a.jsonl:1"),
        ("\ud800", "a.jsonl:1"),
    ],
)
def test_ids_of_other_types(given: object, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(json.dumps({"id": given, "text": "x"}))
    assert [record.id for record in read("a.jsonl")] == [wanted]


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://www.bbc.co.uk/news/1?x=http://a.b", "bbc.co.uk"),
        ("http://user:pw@News.Example.COM.:8080/", "example.com"),
        ("www.example.org/a", "example.org"),
        ("//cdn.example.org/a", "example.org"),
        ("https://one.blogspot.com/", "one.blogspot.com"),
        ("https://www.bücher.de/", "xn--bcher-kva.de"),
        ("https://www.xn--bcher-kva.de/", "xn--bcher-kva.de"),
        ("http://192.168.0.1/x", "192.168.0.1"),
        ("http://[2001:db8::1]/x", "2001:db8::1"),
        ("http://localhost/x", "localhost"),
        ("https://co.uk/", "co.uk"),
        ("http://[broken", "fallback"),
        ("https:///path", "fallback"),
        ("", "fallback"),
    ],
)
def test_source_is_the_registered_domain_of_the_url(url: str, source: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(as_jsonl([{"text": "x", "url": url}, {"text": "x", "url": url, "source": "field"}]))
    assert [record.source for record in read(path, source="fallback")] == [source, "field"]


def test_the_last_resort_for_a_source_is_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "example.net"
    folder.mkdir()
    (folder / "a.txt").write_text("words")
    (folder / "b.jsonl").write_text('{"text": "words"}')
    assert [record.source for record in read(folder)] == ["example.net", "example.net"]
    assert [record.source for record in read(folder, source="S")] == ["S", "S"]
    monkeypatch.chdir(folder)
    assert read("a.txt") == [Article("a.txt", "words", "example.net")]


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".txt"])
def test_byte_order_mark_is_skipped(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    data = b"words" if ending == ".txt" else FORMATS[ending]([{"text": "words", "id": "1"}])
    path.write_bytes(b"\xef\xbb\xbf" + data)
    assert [record.text for record in read(path)] == ["words"]  # type: ignore[union-attr]


def test_blank_lines_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\n  \r\n{"text": "x"}\r\n\t\n\n{"text": "y"}')
    assert [record.id.rpartition(":")[2] for record in read(path)] == ["3", "6"]
    path = tmp_path / "a.csv"
    path.write_bytes(b'\r\n\r\nid,text\r\n\r\n1,"x\r\ny"\r\n\n2,z')
    assert [record.text for record in read(path)] == ["x\r\ny", "z"]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_an_empty_file_has_no_records(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    assert read(tmp_path / name) == []


def test_duplicate_ids_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(as_jsonl([{"id": "1", "text": "x"}, {"id": "1", "text": "y"}]))
    assert [record.id for record in read(tmp_path)] == ["1", "1"]


def test_parquet_of_other_types(tmp_path: Path) -> None:
    columns = {
        "id": pyarrow.array([1, 2, None], pyarrow.int64()),
        "text": pyarrow.array(["x", "y", "z"]).dictionary_encode(),
        "date": [datetime.date(2024, 5, 6), datetime.date(2024, 5, 7), None],
        "url": pyarrow.array(["http://a.example.com", None, None], pyarrow.large_string()),
        "vector": [[0.5], [0.25], None],
    }
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table(columns), path)
    first, second, third = read(path)
    assert first == Article("1", "x", "example.com", "http://a.example.com", None, "2024-05-06")
    assert (second.id, third.id.rpartition(":")[2]) == ("2", "3")
    rows = [row for row in read_rows([str(path)]) if isinstance(row, Row)]
    assert [row.fields["vector"] for row in rows] == [[0.5], [0.25], None]
    assert rows[2].where.endswith("a.parquet:row 3")


def test_parquet_text_stored_as_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"text": ["é".encode(), b"\xe9"]}), path)
    good, bad = read(path)
    assert good.text == "é"  # type: ignore[union-attr]
    assert bad.code == "not-utf-8"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b'{"text": "x"}\n{"text": "y"}\n', ["x", "y"]),
        (b'\n \t\n{"text": "x"}', ["x"]),
        (b'\xef\xbb\xbf{"text": "x"}', ["x"]),
        (b"Just words.\n{braces}\n", ["Just words.\n{braces}\n"]),
        (b"\n\n Words after blank lines", ["\n\n Words after blank lines"]),
        (b"\xef\xbb\xbfWords", ["Words"]),
        ("é".encode(), ["é"]),
    ],
)
def test_standard_input(data: bytes, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    records = read("-")
    assert [record.text for record in records] == texts  # type: ignore[union-attr]
    assert records[0].id.startswith("stdin")
    assert records[0].source is None


def test_standard_input_through_a_real_pipe() -> None:
    code = "from detect.readers import read_records\nfor record in read_records(['-']): print(record.id, record.text)"
    data = as_jsonl([{"text": f"text {number} " + "x" * 1000} for number in range(200)])
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    lines = done.stdout.decode().splitlines()
    assert len(lines) == 200
    assert lines[199].startswith("stdin:200 text 199 ")


def test_rows_are_given_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"anything": [1, {"a": null}], "text": 5}\n')
    [row] = read_rows([str(path)])
    assert isinstance(row, Row)
    assert row.fields == {"anything": [1, {"a": None}], "text": 5}
    path = tmp_path / "a.csv"
    path.write_text("b,c\n1,2\n")
    [row] = read_rows([str(path)])
    assert isinstance(row, Row)
    assert row.fields == {"b": "1", "c": "2"}


def test_memory_does_not_grow_with_the_input(tmp_path: Path) -> None:
    def peak(count: int, ending: str) -> int:
        path = tmp_path / f"{count}{ending}"
        rows: list[Fields] = [{"id": str(number), "text": "word " * 300} for number in range(count)]
        path.write_bytes(FORMATS[ending](rows))
        tracemalloc.start()
        assert sum(isinstance(record, Article) for record in read_records([str(path)])) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    for ending in (".jsonl", ".csv", ".parquet"):
        peak(10, ending)  # imports
        assert peak(8000, ending) < 1.25 * peak(500, ending) + 100_000


def test_another_format_is_one_function() -> None:
    assert set(readers()) >= {".jsonl", ".ndjson", ".csv", ".parquet", ".txt", ".md"}
    with pytest.raises(ValueError, match=r"two readers for \.csv"):
        register(".csv")(readers()[".csv"])


def test_options_are_checked() -> None:
    with pytest.raises(UsageError):
        ReadOptions(max_chars=0)
