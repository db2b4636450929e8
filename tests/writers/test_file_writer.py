"""Results in files: what stands in them, and that they are whole or not there."""
# ruff: noqa: PT012 -- what raises stands inside the writer's own with block

import csv
import io
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detect.article import BadRecord
from detect.errors import DetectError, MissingExtraError, UsageError
from detect.finding import Finding, Severity
from detect.origin import Origin
from detect.readers import read_records_or_results, read_rows
from detect.result import Failed, Result, Scored, Scores
from detect.writers import StreamWriter, open_writer
from detect.writers.parquet import ROW_GROUP, schema

NAMES = [
    *(base + pack for base in ("out.jsonl", "out.ndjson", "out.csv") for pack in ("", ".gz", ".xz", ".zst")),
    "out.parquet",
]
FINDING = Finding(3, 9, "NUM001", "truncated-thousands", "300.00", Severity.ERROR, "A message.", "300,000")
RESULTS: list[Result] = [
    Scored("a", "s", "m 1", "machine_translated", Scores(0.97, 0.02, 0.125, 22.4), (FINDING, FINDING)),
    Failed(BadRecord("b", None, "bad-json", "A message.", "x.jsonl:2")),
    Scored("c", None, "m 1", "too_short", Scores(None, None, 0.0, 100.0), ()),
]


def write(path: Path, results: list[Result], **options: object) -> bytes:
    with open_writer(path, **options) as writer:  # type: ignore[arg-type]
        for result in results:
            writer.write(result)
    return path.read_bytes()


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
GIVEN = WORDS.filter(bool)
SHARES = st.floats(0, 1)
FINDINGS = st.builds(
    Finding,
    start=st.integers(0, 2**40),
    end=st.integers(0, 2**40),
    rule=GIVEN,
    name=GIVEN,
    text=GIVEN,
    severity=st.sampled_from(Severity),
    message=GIVEN,
    suggestion=st.none() | WORDS,
    origin=st.sampled_from([None, "de", "zh"]),
)
SCORED = st.builds(
    Scored,
    id=GIVEN,
    source=st.none() | GIVEN,
    model=GIVEN,
    label=st.sampled_from(["clean", "machine_translated", "rewritten", "too_short"]),
    scores=st.builds(Scores, st.none() | SHARES, st.none() | SHARES, SHARES, st.floats(0, 100)),
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    features=st.fixed_dictionaries({"one": st.floats(allow_nan=False, allow_infinity=False), "two": SHARES}),
    origin=st.none() | st.builds(Origin, st.sampled_from(["de", "pt"]), st.floats(4, 40)),
)
FAILED = st.builds(Failed, st.builds(BadRecord, GIVEN, st.none() | GIVEN, GIVEN, GIVEN, GIVEN))


@pytest.mark.parametrize("name", NAMES)
@given(results=st.lists(SCORED | FAILED, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
def test_results_are_read_again_as_they_were_written(name: str, results: list[Result], tmp_path: Path) -> None:
    write(tmp_path / name, results, feature_names=["one", "two"])
    assert list(read_records_or_results([str(tmp_path / name)])) == results
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", NAMES)
def test_same_results_same_bytes(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(tmp_path / name, RESULTS)
    monkeypatch.setattr("time.time", lambda: 0.0)
    (tmp_path / "elsewhere").mkdir()
    assert write(tmp_path / "elsewhere" / name, RESULTS) == first


def test_json_lines(tmp_path: Path) -> None:
    lines = write(tmp_path / "out.jsonl", RESULTS).decode().splitlines()
    assert [json.loads(line) for line in lines] == [result.to_dict() for result in RESULTS]
    assert list(json.loads(lines[0])) == ["id", "source", "model", "label", "scores", "findings", "origin"]
    assert list(json.loads(lines[1])) == ["id", "source", "error"]


def test_csv_columns(tmp_path: Path) -> None:
    text = write(tmp_path / "out.csv", RESULTS).decode()
    assert "\r" not in text
    first, second, third = csv.DictReader(io.StringIO(text))
    assert list(first) == [
        "id", "source", "model", "label", "machine_translated", "rewritten", "boilerplate", "quality", "findings",
        "origin", "origin_support", "error_code", "error_message", "error_where", "text",
    ]  # fmt: skip
    assert json.loads(first["findings"]) == [FINDING.to_dict()] * 2
    assert (first["machine_translated"], first["quality"], first["error_code"]) == ("0.97", "22.4", "")
    assert (second["error_code"], second["error_where"], second["label"]) == ("bad-json", "x.jsonl:2", "")
    assert (third["source"], third["rewritten"], third["findings"]) == ("", "", "[]")


def test_csv_features(tmp_path: Path) -> None:
    result = Scored("a", "s", "m 1", "clean", Scores(0.0, 0.0, 0.0, 0.0), (), {"x": 1.5, "not asked for": 2.0})
    text = write(tmp_path / "out.csv", [result], feature_names=["x", "y"]).decode()
    [row] = csv.DictReader(io.StringIO(text))
    assert {name: value for name, value in row.items() if name.startswith("feature.")} == {
        "feature.x": "1.5",
        "feature.y": "",
    }


@pytest.mark.parametrize("results", [[], RESULTS[1:2], RESULTS[2:], RESULTS])
@pytest.mark.parametrize("features", [(), ("one", "two")])
def test_parquet_schema_is_the_same_for_every_file(
    results: list[Result], features: tuple[str, ...], tmp_path: Path
) -> None:
    write(tmp_path / "out.parquet", results, feature_names=features)
    table = pyarrow.parquet.read_table(tmp_path / "out.parquet")
    assert table.schema.equals(schema(features))
    assert table.num_rows == len(results)
    assert str(table.schema.field("findings").type).startswith("list<")


def test_parquet_row_groups_are_bounded(tmp_path: Path) -> None:
    write(tmp_path / "out.parquet", RESULTS * (ROW_GROUP // 2))
    metadata = pyarrow.parquet.read_metadata(tmp_path / "out.parquet")
    sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    assert sizes == [ROW_GROUP, len(RESULTS) * (ROW_GROUP // 2) - ROW_GROUP]


def test_parquet_without_pyarrow_is_told_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError):
        open_writer(tmp_path / "out.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out", "out.txt", "out.json", "out.gz", "out.parquet.gz", ".jsonl.bz2"])
def test_endings_that_are_no_output_format(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="output format"):
        open_writer(tmp_path / name)


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(UsageError, match="not a file"):
        open_writer(tmp_path / "folder.jsonl")
    with pytest.raises(UsageError, match="no folder"):
        open_writer(tmp_path / "nowhere" / "out.jsonl")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        with pytest.raises(UsageError, match="not a file"):
            open_writer(tmp_path / "pipe.csv")
        assert stat.S_ISFIFO((tmp_path / "pipe.csv").stat().st_mode)
    with pytest.raises(DetectError, match="cannot write"):
        open_writer(tmp_path / ("long" * 100 + ".jsonl"))


def test_a_file_that_is_there_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with open_writer(path) as writer:
        writer.write(RESULTS[0])
        assert path.read_text() == "old"
    assert json.loads(path.read_text())["id"] == "a"


def test_a_link_keeps_pointing_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link.jsonl"
    link.symlink_to("real/target.jsonl")
    write(link, RESULTS)
    assert link.is_symlink()
    assert (tmp_path / "real" / "target.jsonl").read_bytes().count(b"\n") == 3


def test_an_error_before_the_first_result_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_writer(tmp_path / "out.csv"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_an_error_after_it_leaves_what_can_be_resumed(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with pytest.raises(ZeroDivisionError), open_writer(path) as writer:
        writer.write(RESULTS[0])
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == [writer.partial]
    with open_writer(path, resume=True) as writer:
        assert writer.done == 1
        for result in RESULTS[1:]:
            writer.write(result)
    assert path.read_bytes() == write(tmp_path / "other.csv", RESULTS)


def test_an_error_at_the_very_end_leaves_what_can_be_resumed(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with pytest.raises(DetectError, match="cannot write"), open_writer(path) as writer:
        writer.write(RESULTS[0])
        path.mkdir()  # somebody else takes the place
    assert sorted(tmp_path.iterdir()) == [path, writer.partial]
    path.rmdir()
    with open_writer(path, resume=True) as writer:
        assert writer.done == 1
    assert path.read_bytes().count(b"\n") == 1


def test_without_resume_a_partial_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with pytest.raises(ZeroDivisionError), open_writer(path, fingerprint={"a": 1}) as writer:
        for result in RESULTS:
            writer.write(result)
        raise ZeroDivisionError
    with open_writer(path, fingerprint={"a": 2}) as writer:
        assert writer.done == 0
        writer.write(RESULTS[2])
    assert json.loads(path.read_text())["id"] == "c"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_run_leaves_at_its_very_end_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.writing").write_text("half")
    write(tmp_path / "out.jsonl", RESULTS)
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]


def broken_off(path: Path, results: list[Result], fingerprint: dict[str, object]) -> Path:
    with pytest.raises(ZeroDivisionError), open_writer(path, fingerprint=fingerprint) as writer:
        for result in results:
            writer.write(result)
        raise ZeroDivisionError
    return writer.partial


@pytest.mark.parametrize("tail", [b"", b'{"id": "d", "sour', b'{"id": "d"}', b"\0\0\0\0", b"\0\0\n\0", b"[1]\n", b"\n"])
def test_a_torn_last_line_is_cut_off(tail: bytes, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    partial = broken_off(path, RESULTS[:2], {"a": 1})
    with partial.open("ab") as file:
        file.write(tail)
    with open_writer(path, fingerprint={"a": 1}, resume=True) as writer:
        assert writer.done == 2
        assert list(writer.results()) == RESULTS[:2]
        writer.write(RESULTS[2])
        assert list(writer.results()) == RESULTS
    assert path.read_bytes() == write(tmp_path / "other.jsonl", RESULTS)


@pytest.mark.parametrize("length", [0, 1, 20])
def test_a_torn_first_line_means_a_new_run(length: int, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    partial = broken_off(path, RESULTS, {"a": 1})
    partial.write_bytes(partial.read_bytes()[:length])
    with open_writer(path, fingerprint={"a": 1}, resume=True) as writer:
        assert writer.done == 0
        writer.write(RESULTS[0])
    assert path.read_bytes() == write(tmp_path / "other.jsonl", RESULTS[:1])


def test_resume_without_a_former_run_begins_one(tmp_path: Path) -> None:
    assert write(tmp_path / "out.jsonl", RESULTS, resume=True).count(b"\n") == 3


def test_another_fingerprint_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    before = {"model": "m 1", "settings": {"min_words": 50, "select": ["NUM"]}, "inputs": "a" * 64}
    partial = broken_off(path, RESULTS, before)
    kept = partial.read_bytes()
    now = {"model": "m 1", "settings": {"min_words": 80, "profile": "fast", "select": ["NUM"]}, "inputs": "b" * 64}
    with pytest.raises(DetectError) as caught:
        open_writer(path, fingerprint=now, resume=True)
    message = str(caught.value)
    assert "settings.min_words was 50 and is now 80" in message
    assert 'settings.profile was not set and is now "fast"' in message
    assert "inputs changed" in message
    assert "model" not in message.partition("cannot resume")[2].partition(str(partial))[2]
    assert "select" not in message
    assert partial.read_bytes() == kept


@pytest.mark.skipif(sys.platform == "win32", reason="no such locks")
def test_two_runs_into_one_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    code = (
        "import sys; from detect.writers import open_writer; from detect.errors import DetectError\n"
        "try: open_writer(sys.argv[1], resume=True)\n"
        "except DetectError as error: print(error)"
    )
    with open_writer(path) as writer:
        writer.write(RESULTS[0])
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        assert "another run is writing" in done.stdout
    assert path.read_bytes().count(b"\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits")
def test_a_disk_that_takes_no_more_is_told(tmp_path: Path) -> None:
    code = (
        "import resource, signal, sys; from detect.writers import open_writer; from detect.errors import DetectError\n"
        "from detect.article import BadRecord; from detect.result import Failed\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "try:\n"
        "    with open_writer(sys.argv[1]) as writer:\n"
        "        for number in range(1000): writer.write(Failed(BadRecord(str(number), None, 'c', 'm', 'x')))\n"
        "except DetectError as error: print(error)"
    )
    path = tmp_path / "out.jsonl"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert f"cannot write {path}: File too large" in done.stdout
    assert [left.name for left in tmp_path.iterdir()] == ["out.jsonl.partial"]
    with open_writer(path, resume=True) as writer:
        assert 0 < writer.done < 1000
        assert [result.record.id for result in writer.results()] == [str(n) for n in range(writer.done)]  # type: ignore[union-attr]


def test_lone_surrogates_do_not_stop_a_run(tmp_path: Path) -> None:
    result = Scored("a\ud800", None, "m", "clean", Scores(0.0, 0.0, 0.0, 0.0), ())
    for name in ("out.jsonl", "out.csv", "out.parquet"):
        write(tmp_path / name, [result])
        [row] = read_rows([str(tmp_path / name)])
        assert row.fields["id"] == "a?"  # type: ignore[union-attr]


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_streams_give_what_files_hold(form: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    writer = StreamWriter(stream, form)  # type: ignore[arg-type]
    for result in RESULTS:
        writer.write(result)
    writer.close()
    assert stream.getvalue() == write(tmp_path / f"out.{form}", RESULTS)
