"""Bad input: it never stops a run, never vanishes, never shows a traceback, and makes the exit status 2."""

import gzip
import json
from pathlib import Path

import pytest

GOOD = json.dumps({"id": "good", "text": "A plain sentence about nothing in particular."}).encode()

# What stands in the middle line of a JSON Lines file, and the code of its error; None where it is no error.
LINES = {
    "broken JSON": (b'{"id": "bad", "text": "unfinis', "bad-json"),
    "an array": (b'["id", "text"]', "not-an-object"),
    "a number": (b"42", "not-an-object"),
    "text null": (b'{"id": "bad", "text": null}', "no-text"),
    "text a number": (b'{"id": "bad", "text": 3}', "text-not-string"),
    "no text": (b'{"id": "bad"}', "no-text"),
    "empty text": (b'{"id": "bad", "text": ""}', "no-text"),
    "only white space": (b'{"id": "bad", "text": " \\n "}', "no-text"),
    "lone surrogate": (b'{"id": "bad", "text": "half \\ud83d here"}', "lone-surrogate"),
    "Latin-1 bytes": ('{"id": "bad", "text": "café"}'.encode("latin-1"), "not-utf-8"),
    "NUL in the text": (b'{"id": "bad", "text": "a \\u0000 in a text"}', None),
    "a blank line": (b"   ", "nothing"),
    "deep nesting": (b'{"id": "bad", "text": ' + b"[" * 100_000, "bad-json"),
    "escape sequences": (b'{"id": "\\u001b[31mred", "text": "\\u001b]0;title\\u0007 x"}', None),
}


@pytest.mark.parametrize("name", LINES)
def test_a_bad_line_costs_only_itself(detect, tmp_path: Path, name: str) -> None:
    line, code = LINES[name]
    path = tmp_path / "a.jsonl"
    path.write_bytes(GOOD + b"\n" + line + b"\n" + GOOD + b"\n")
    done = detect("score", "a.jsonl", cwd=tmp_path)
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    assert "Traceback" not in done.stderr
    if code in (None, "nothing"):
        assert done.returncode == 0
        assert all("error" not in row for row in rows)
        assert len(rows) == (2 if code else 3)
        return
    assert done.returncode == 2
    assert [row.get("error", {}).get("code") for row in rows] == [None, code, None]
    assert set(rows[1]) == {"id", "source", "error"}
    assert rows[1]["error"]["where"] == "a.jsonl:2"
    assert "1 record could not be read" in done.stderr
    assert "a.jsonl:2" in done.stderr


def _empty(folder: Path) -> None:
    (folder / "in.txt").write_bytes(b"")


def _latin(folder: Path) -> None:
    (folder / "in.txt").write_bytes("Ein Café in Köln".encode("latin-1"))


def _truncated(folder: Path) -> None:
    lines = b"".join(GOOD.replace(b"good", b"%05d" % number) + b"\n" for number in range(2000))
    packed = gzip.compress(lines)
    (folder / "in.jsonl.gz").write_bytes(packed[: len(packed) // 2])


def _not_gzip(folder: Path) -> None:
    (folder / "in.jsonl.gz").write_bytes(GOOD)


def _no_articles(folder: Path) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "picture.png").write_bytes(b"\x89PNG")


def _missing(folder: Path) -> None:
    pass


def _binary(folder: Path) -> None:
    (folder / "in.bin").write_bytes(bytes(range(256)))


FILES = {
    "empty file": (_empty, "in.txt", "no-text"),
    "Latin-1 file": (_latin, "in.txt", "not-utf-8"),
    "truncated gzip": (_truncated, "in.jsonl.gz", "truncated"),
    "not gzip at all": (_not_gzip, "in.jsonl.gz", "damaged"),
    "directory without articles": (_no_articles, "in", "no-articles"),
    "missing path": (_missing, "in.jsonl", "no-such-path"),
    "unknown format": (_binary, "in.bin", "unknown-format"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_costs_only_itself(detect, tmp_path: Path, name: str) -> None:
    make, path, code = FILES[name]
    make(tmp_path)
    (tmp_path / "good.jsonl").write_bytes(GOOD + b"\n")
    done = detect("score", path, "good.jsonl", cwd=tmp_path)
    rows = [json.loads(row) for row in done.stdout.splitlines()]
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert rows[-1]["id"] == "good"
    bad = [row for row in rows if "error" in row]
    assert [row["error"]["code"] for row in bad] == [code]
    assert rows.index(bad[0]) == len(rows) - 2
    assert bad[0]["error"]["where"] in done.stderr


def test_an_empty_json_lines_file_holds_no_articles_and_no_error(detect, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"")
    done = detect("score", "a.jsonl", cwd=tmp_path)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "x" * 900_000,
        '"' * 200_000,
        "“" * 200_000,
        "300.00 people " * 20_000,
        "said. " * 100_000,
        "\n" * 100_000 + "a",
        " " * 200_000 + "a",
        "a\u0301" * 100_000,
        "\U0010ffff" * 50_000,
    ],
    ids=[
        "one long line",
        "straight marks",
        "curly marks",
        "triggers",
        "stops",
        "line breaks",
        "spaces",
        "accents",
        "astral",
    ],
)
def test_strange_texts_are_scored_in_reasonable_time(score, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text}), encoding="utf-8")
    [row] = score(path, timeout=60)
    for finding in row["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["text"]


def test_a_line_of_five_million_characters(score, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x" * 5_000_000, encoding="utf-8")
    [row] = score(path, status=2)
    assert row["error"]["code"] == "too-long"
    [row] = score(path, "--max-chars", "6000000", timeout=60)
    assert row["label"] == "too_short"


def test_only_the_first_errors_are_named_but_all_are_counted(detect, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"[]\n" * 30)
    done = detect("score", "a.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 30
    assert "30 records could not be read" in done.stderr
    assert "a.jsonl:1:" in done.stderr
    assert "a.jsonl:30:" not in done.stderr
    assert "25 more" in done.stderr
