"""Web pages through the whole program: what comes out, and what hostile pages do to it."""

import json
from pathlib import Path

import pytest

WORDS = (
    "<p>The council met on Monday evening to talk about the price of bus tickets, which went up in March.</p>"
    "<p>Several members said that older people in the villages could no longer pay for a trip to the market.</p>"
    "<p>The mayor promised an answer before the summer, and the bus company said it would open its books.</p>"
)


def test_text_and_offsets(tmp_path: Path, score) -> None:
    (tmp_path / "a.html").write_text(f"<h1>Bus fares</h1>{WORDS}<p>About 300.00 people came to the meeting.</p>")
    [row] = score(tmp_path / "a.html")
    [found] = [item for item in row["findings"] if item["rule"] == "NUM001"]
    assert row["text"].startswith("Bus fares\n")
    assert row["text"][found["start"] : found["end"]] == found["text"] == "300.00"


def test_a_translated_page_is_labelled_and_a_widget_does_nothing(tmp_path: Path, score) -> None:
    link = '<link rel="alternate machine-translated-from" hreflang="de" href="https://a.example/de">'
    widget = '<script src="//translate.google.com/translate_a/element.js"></script><div class="gtranslate"></div>'
    (tmp_path / "a.html").write_text(f"<html><head>{link}</head><body>{WORDS}</body></html>")
    (tmp_path / "b.html").write_text(f"<html><head>{widget}</head><body>{WORDS}</body></html>")
    told, untold = score(tmp_path, "--select", "ENC050,ENC051")
    assert told["label"] == "machine_translated"
    assert told["scores"]["machine_translated"] >= 0.999
    [finding] = told["findings"]
    assert (finding["rule"], finding["start"], finding["end"], finding["text"]) == ("ENC050", 0, 0, "")
    assert link.removesuffix(">") in finding["message"]
    assert untold["findings"] == []
    assert untold["label"] == "clean"


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_text_in_every_output_format(tmp_path: Path, detect, ending: str) -> None:
    (tmp_path / "a.html").write_text(WORDS)
    out = tmp_path / f"out.{ending}"
    assert detect("score", tmp_path / "a.html", "-o", out).returncode == 0
    assert detect("rank", out).returncode == 0
    if ending == "jsonl":
        assert json.loads(out.read_text())["text"].startswith("The council met")
    if ending == "csv":
        assert "The council met on Monday" in out.read_text()


def _record(kind: str, media_type: str, block: str) -> bytes:
    body = block.encode()
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


@pytest.mark.parametrize("command", ["score", "check", "clean", "rank"])
def test_what_an_archive_holds_besides_articles_is_counted(tmp_path: Path, detect, command: str) -> None:
    answer = "HTTP/1.1 {}\r\nContent-Type: {}\r\n\r\n{}"
    (tmp_path / "a.warc").write_bytes(
        _record("warcinfo", "application/warc-fields", "a: b")
        + _record("request", "application/http", "GET / HTTP/1.1\r\n\r\n") * 2
        + _record("response", "application/http", answer.format("200 OK", "text/html", WORDS))
        + _record("response", "application/http", answer.format("404 Not Found", "text/html", WORDS))
        + _record("response", "application/http", answer.format("200 OK", "image/png", "x"))
        + _record("response", "application/http", answer.format("OK", "text/html", WORDS))
        + _record("no such type", "text/html", WORDS)
    )
    done = detect(command, tmp_path / "a.warc")
    assert done.returncode == 0
    kinds = "2 request, 1 answer without a status, 1 image/*, 1 other type, 1 status 4xx, 1 warcinfo"
    assert f"7 archive records are no articles: {kinds}\n" in done.stderr
    assert "no articles" not in detect(command, tmp_path / "a.warc", "--quiet").stderr


def test_standard_input(score) -> None:
    [row] = score("-", stdin=f"\n<!DOCTYPE html><html><body>{WORDS}</body></html>")
    assert row["text"].startswith("The council met")
    [row] = score("-", stdin="<3 this town, and so do the others who came to see it.")
    assert "text" not in row


HOSTILE = {
    "nested": "<div>" * 20_000 + WORDS + "</div>" * 20_000,
    "unclosed": "<p><b><i><a href='x'>word " * 25_000,
    "tables": "<table><tr><td>" * 20_000 + WORDS,
    "lists": "<ul><li>" * 20_000 + WORDS,
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(1_000_000)) + f">{WORDS}</p>",
    "one attribute": f"<p title='{'x ' * 5_000_000}'>{WORDS}</p>",
    "no text": "<html><head><title>Nothing</title></head><body><img src=x></body></html>",
    "empty": "",
    "entities": "&amp;" * 300_000,
    "signs": "<" * 500_000,
    "comments": "<!--" * 500_000,
    "metas": "<meta name='" * 100_000,
    "links": "<a href='x'>one two</a> " * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages(tmp_path: Path, detect, name: str) -> None:
    (tmp_path / "a.html").write_text(HOSTILE[name])
    (tmp_path / "b.html").write_text(WORDS)
    done = detect("score", tmp_path, "--jobs", "1", timeout=60)
    assert done.returncode in (0, 2), done.stderr
    assert "Traceback" not in done.stderr
    hostile, ordinary = map(json.loads, done.stdout.splitlines())
    assert ordinary["label"] in ("clean", "too_short")
    if done.returncode == 2:
        assert hostile["error"]["message"]
    else:
        assert hostile["label"]


def test_a_page_of_fifty_megabytes(tmp_path: Path, detect) -> None:
    (tmp_path / "a.html").write_text(WORDS * 160_000)
    done = detect("score", tmp_path / "a.html", timeout=60)
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "too-long"
