"""Input that cannot be read: nothing raises, nothing vanishes, and what can be read around it is read."""

import errno
import gzip
import io
import json
import os
import sys
import tracemalloc
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from detect.article import Article, BadRecord
from detect.errors import MissingExtraError
from detect.readers import ReadOptions, read_records
from detect.readers.compression import open_for_writing

ANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def read(path: Path | str, **options: object) -> list[Article | BadRecord]:
    return list(read_records([str(path)], ReadOptions(**options)))  # type: ignore[arg-type]


def codes(records: list[Article | BadRecord]) -> list[str]:
    return [record.code if isinstance(record, BadRecord) else "ok" for record in records]


GOOD = b'{"id": "good", "text": "words"}\n'


@pytest.mark.parametrize(
    ("line", "code", "own_id"),
    [
        (b"{", "bad-json", None),
        (b"words", "bad-json", None),
        (b'{"id": "i", "text": "cut', "bad-json", None),
        (b'{"id": "i", "text": "x"} {"id": "j"}', "bad-json", None),
        (b"[" * 100_000, "bad-json", None),
        (b'{"text": ' + b"9" * 5_000 + b"}", "bad-json", None),
        (b"\0\0\0", "bad-json", None),
        (b'["text"]', "not-an-object", None),
        (b'"text"', "not-an-object", None),
        (b"null", "not-an-object", None),
        (b"5", "not-an-object", None),
        (b"NaN", "not-an-object", None),
        (b"{}", "no-text", None),
        (b'{"id": "i", "text": null}', "no-text", "i"),
        (b'{"id": "i", "text": ""}', "no-text", "i"),
        (b'{"id": 5, "text": " \\n\\u00a0\\u2003"}', "no-text", "5"),
        (b'{"id": "i", "text": 5}', "text-not-string", "i"),
        (b'{"id": "i", "text": true}', "text-not-string", "i"),
        (b'{"id": "i", "text": ["x"]}', "text-not-string", "i"),
        (b'{"id": "i", "text": {"x": 1}}', "text-not-string", "i"),
        (b'{"id": "i", "text": "caf\xe9"}', "not-utf-8", "i"),
        (b'{"id": "caf\xe9", "text": "caf\xe9"}', "not-utf-8", None),
        (b'{"text": "\xff", "id": ', "not-utf-8", None),
        (b'{"id": "i", "text": "half \\ud83d of it"}', "lone-surrogate", "i"),
        (b'{"id": "i", "text": "' + b"x" * 1_000_001 + b'"}', "too-long", "i"),
        (b'{"id": "i", "text": "' + b"x" * 5_000_000 + b'"}', "too-long", "i"),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else None,
)
def test_bad_line(line: bytes, code: str, own_id: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_bytes(GOOD + line + b"\n" + GOOD)
    before, bad, after = read("a.jsonl", source="given")
    assert codes([before, bad, after]) == ["ok", code, "ok"]
    assert isinstance(bad, BadRecord)
    assert (bad.id, bad.where, bad.source) == (own_id or "a.jsonl:2", "a.jsonl:2", "given")
    assert bad.message.endswith(".")
    assert len(bad.message) < 300


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "x", "other": NaN}',
        b'{"text": "x", "title": "\\ud800", "source": 5, "url": ["u"], "lang": false, "published": {}}',
        b'{"text": "x", "other": ' + b"9" * 400 + b"}",
    ],
)
def test_what_is_wrong_beside_the_text_is_ignored(line: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line)
    [article] = read(path)
    assert article == Article(f"{path}:1", "x", tmp_path.name)


def test_text_with_nul_and_quotation_marks_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "a\0b"}) + "\n" + json.dumps({"text": '"' * 200_000}))
    assert codes(read(path)) == ["ok", "ok"]


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".txt", ".parquet"])
def test_longest_text_allowed(ending: str, tmp_path: Path) -> None:
    for length, wanted in ((100, "ok"), (101, "too-long")):
        text = "😀" * length
        path = tmp_path / f"a{ending}"
        if ending == ".parquet":
            pyarrow.parquet.write_table(pyarrow.table({"text": [text]}), path)
        else:
            data = {".jsonl": json.dumps({"text": text}), ".csv": f"text\n{text}\n", ".txt": text}[ending]
            path.write_text(data, encoding="utf-8")
        assert codes(read(path, max_chars=100)) == [wanted]


@pytest.mark.parametrize("compression", ["", ".gz"])
def test_a_line_of_any_length_takes_little_memory(compression: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.jsonl{compression}"
    with path.open("wb") as file:
        stream = open_for_writing(file, compression)
        stream.write(GOOD + b'{"text": "')
        for _ in range(100):
            stream.write(b"x" * 1_000_000)
        stream.write(b'"}\n' + GOOD)
        stream.close()
    tracemalloc.start()
    records = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes(records) == ["ok", "too-long", "ok"]
    assert peak < 45_000_000


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"id,text\n1,x\n2,y,z\n3,z\n", ["ok", "bad-csv", "ok"]),
        (b"id,text\n1,x,,\n2,y\n", ["ok", "ok"]),
        (b"id,text\n1\n2,y\n", ["no-text", "ok"]),
        (b"id,text\n1,\n2,y\n", ["no-text", "ok"]),
        (b"id,text\n1,caf\xe9\n2,y\n", ["not-utf-8", "ok"]),
        (b'id,text\n1,x\n2,"never closed\n3,y\n', ["ok", "bad-csv"]),
        (b"id,text\n1,a\rb\n2,y\n", ["bad-csv", "ok"]),
        (b"id,text\n1,a\0b\n2,y\n", ["ok", "ok"]),
        (b"id,body\n1,x\n2,y\n", ["no-text-column"]),
        (b"", ["no-text-column"]),
        (b"\n\n", ["no-text-column"]),
        (b"id,text\n", []),
        (b'"id,text\n1,x\n', ["bad-csv"]),
        (b"id,te\xffxt\n1,x\n", ["no-text-column"]),
        (b'id,text\n1,"' + b"x" * 5_000_000 + b'"\n2,y\n', ["too-long", "ok"]),
        (b"id,text\n1," + b"x" * 17_000_000 + b"\n2,y\n", ["too-long", "ok"]),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else None,
)
def test_bad_csv(content: bytes, wanted: list[str], tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert codes(read(path)) == wanted


def test_place_of_a_row_after_a_long_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    count = 50_000
    path.write_bytes(b'id,text\n1,"' + (b"x" * 99 + b"\n") * count + b'"\n2,\n')
    long, bad = read(path, max_chars=1)
    assert isinstance(long, BadRecord)
    assert isinstance(bad, BadRecord)
    assert (long.code, long.where) == ("too-long", f"{path}:2")
    assert (bad.id, bad.where) == ("2", f"{path}:{2 + count + 1}")


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "no-text"), (b" \n\t\n", "no-text"), (b"\xef\xbb\xbf", "no-text"), (b"caf\xe9", "not-utf-8")],
)
def test_bad_text_file(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    [bad] = read(path)
    assert isinstance(bad, BadRecord)
    assert (bad.id, bad.source, bad.code, bad.where) == (str(path), tmp_path.name, code, str(path))


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" * 10, b"words", b"x" * 5000])
def test_bad_parquet(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    assert codes(read(path)) == ["damaged"]


def test_parquet_damaged_in_its_third_row_group(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = [os.urandom(500).hex() for _ in range(200)]
    pyarrow.parquet.write_table(pyarrow.table({"text": texts}), path, row_group_size=50, use_dictionary=False)
    column = pyarrow.parquet.read_metadata(path).row_group(2).column(0)
    data = bytearray(path.read_bytes())
    start, size = column.data_page_offset, column.total_compressed_size
    data[start : start + size] = b"\xff" * size
    path.write_bytes(data)
    records = read(path)
    assert codes(records) == ["ok"] * (len(records) - 1) + ["damaged"]
    assert len(records) > 64  # batches cross row groups


def test_parquet_without_a_text_column(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"body": ["x", "y"]}), path)
    [bad] = read(path)
    assert isinstance(bad, BadRecord)
    assert bad.code == "no-text-column"
    assert "body" in bad.message


def test_parquet_strings_that_are_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    raw = pyarrow.array([b"good", b"caf\xe9", None], pyarrow.binary())
    text = pyarrow.StringArray.from_buffers(3, raw.buffers()[1], raw.buffers()[2], raw.buffers()[0])
    pyarrow.parquet.write_table(pyarrow.table({"text": text}), path)
    assert codes(read(path)) == ["ok", "not-utf-8", "no-text"]


def test_parquet_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"artifact-detect\[parquet\]"):
        read(path)


def big(count: int) -> bytes:
    """Records that do not compress much, so that a cut anywhere leaves some whole."""
    return b"".join(
        json.dumps({"id": str(number), "text": os.urandom(400).hex()}).encode() + b"\n" for number in range(count)
    )


@pytest.mark.parametrize("compression", [".gz", ".xz", ".zst"])
@pytest.mark.parametrize("share", [0.5, 0.9, 0.999])
def test_truncated_archive(compression: str, share: float, tmp_path: Path) -> None:
    path = tmp_path / f"a.jsonl{compression}"
    sink = io.BytesIO()
    stream = open_for_writing(sink, compression)
    stream.write(big(1000))
    stream.close()
    path.write_bytes(sink.getvalue()[: int(len(sink.getvalue()) * share)])
    records = read(path)
    assert codes(records) == ["ok"] * (len(records) - 1) + ["truncated"]
    assert [record.id for record in records[:-1]] == [str(number) for number in range(len(records) - 1)]
    # Zstandard gives whole blocks of 128 KiB only.
    assert len(records) - 1 >= 1000 * share - 200
    assert records[-1].id == str(path)


@pytest.mark.parametrize("compression", [".gz", ".xz", ".zst"])
def test_archive_that_is_empty_or_something_else(compression: str, tmp_path: Path) -> None:
    for ending in (".jsonl", ".csv", ".txt", ".parquet"):
        path = tmp_path / f"a{ending}{compression}"
        path.write_bytes(b"")
        assert codes(read(path)) == ["truncated"]
        path.write_bytes(b"these are just words")
        assert codes(read(path)) == ["damaged"]


def test_archive_with_rubbish_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(GOOD) + b"rubbish")
    assert codes(read(path)) == ["ok", "damaged"]


def test_archive_with_a_wrong_checksum(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    data = bytearray(gzip.compress(GOOD))
    data[-8] ^= 1
    path.write_bytes(data)
    assert codes(read(path)) == ["ok", "damaged"]


@given(data=st.binary(max_size=200))
@example(data=b'{"text": "x"}\n\n[1]\n\xff\n')
@ANY
def test_any_bytes_as_lines(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    records = read(path)
    assert len(records) == sum(bool(line.strip(b" \t\r\n\x0b\x0c")) for line in lines)
    json.dumps([[record.id, record.source] for record in records], ensure_ascii=False).encode("utf-8")


LINES = st.lists(
    st.one_of(
        st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")),
        st.text(max_size=20).map(lambda text: json.dumps({"text": text}).encode()),
        st.dictionaries(st.sampled_from(["id", "text", "url", "source"]), st.text(max_size=5)).map(
            lambda fields: json.dumps(fields).encode()
        ),
    ),
    max_size=10,
)


@given(lines=LINES)
@ANY
def test_as_many_records_as_lines(lines: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(lines))
    if lines:
        lines = [lines[0].removeprefix(b"\xef\xbb\xbf"), *lines[1:]]
    assert len(read(path)) == sum(bool(line.strip()) for line in lines)


@pytest.mark.parametrize("ending", [".txt", ".md", ".parquet"])
@given(data=st.binary(max_size=200))
@ANY
def test_any_bytes_as_one_article(data: bytes, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    assert len(read(path)) == 1


@given(data=st.binary(max_size=200), head=st.sampled_from([b"", b"text\n", b"id,text\n"]))
@example(head=b"id,text\n", data=b'"\xff","\n"\n1,2\r3')
@ANY
def test_any_bytes_as_csv(head: bytes, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(head + data)
    records = read(path)
    assert records or head
    json.dumps([[record.id, record.source] for record in records], ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.xz", "a.jsonl.zst", "a.txt.gz", "a.parquet.zst"])
@given(data=st.binary(max_size=200))
@ANY
def test_any_bytes_as_an_archive(data: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert read(path)  # never nothing


@pytest.mark.parametrize("compression", [".gz", ".xz", ".zst"])
@given(place=st.floats(0, 1, exclude_max=True), flip=st.integers(1, 255))
@ANY
def test_one_flipped_byte(place: float, flip: int, compression: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.jsonl{compression}"
    with path.open("wb") as file:
        stream = open_for_writing(file, compression)
        stream.write(GOOD * 50)
        stream.close()
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] ^= flip
    path.write_bytes(data)
    # Whatever happens is told: no records fewer than there were without a word.
    records = read(path)
    assert len(records) >= 50 or codes(records)[-1] != "ok"


@given(data=st.binary(max_size=100))
@example(data=b"")
@example(data=b"\xef\xbb")
@ANY
def test_any_bytes_on_standard_input(data: bytes) -> None:
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(data))
    try:
        assert read("-")
    finally:
        sys.stdin = before


def test_unreadable_file(tmp_path: Path) -> None:
    loop = tmp_path / "a.jsonl"
    loop.symlink_to(loop)
    [bad] = read(loop)
    assert isinstance(bad, BadRecord)
    assert (bad.code, bad.message) == ("unreadable", f"The file cannot be read: {os.strerror(errno.ELOOP)}.")
    assert codes(read(tmp_path)) == ["unreadable"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_forbidden_file_and_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(GOOD)
    path.chmod(0)
    assert codes(read(path)) == ["unreadable"]
    folder = tmp_path / "folder"
    folder.mkdir(mode=0)
    assert codes(read(folder)) == ["unreadable"]
    folder.chmod(0o700)
