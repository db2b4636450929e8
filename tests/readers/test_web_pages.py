"""Web pages and web archives, read through the readers from real files."""

import gzip
import io
import lzma
import random
from collections import Counter
from pathlib import Path

import brotli
import pytest
from fastwarc.warc import WarcRecord, WarcRecordType
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from detect.article import Article, BadRecord, Record
from detect.readers import ReadOptions, read_records
from detect.readers.compression import open_for_writing
from detect.readers.pages import PageError, read_page
from detect.readers.pages.metadata import iso_date

SENTENCES = (
    "The harbour office closed the old pier on Monday because two of its beams had broken in the storm.",
    "Divers will look at the rest of the wood this week, said the harbour master, who expects a report by Friday.",
    "Until then the ferry to the islands leaves from the northern quay, ten minutes later than the timetable says.",
    "A new pier would cost the town about three million, and the council has put half of that aside so far.",
)
MENU = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in "Home News Sport Weather Opinion Jobs".split())
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Old pier closed | Harbour Courier</title>
<meta property="og:title" content="Old pier closed &amp; checked">
<meta property="article:published_time" content="2026-03-02T08:30:00Z">
<link rel="canonical" href="https://www.harbour-courier.example/pier"></head><body>
<nav><ul>{MENU}</ul></nav><div class="top"><ul>{MENU}</ul></div><h1>Old pier closed</h1>
{"".join(f"<p>{sentence}</p>" for sentence in SENTENCES)}
<div class="related-stories"><p>Ten things to do at the seaside when the summer comes back to the coast</p></div>
<div id="comments"><p>I always said that this pier would not last for another winter, and now you see it</p></div>
<footer><p>Copyright Harbour Courier, all rights reserved, no copies without permission</p></footer>
</body></html>"""


def records(path: Path, **options: object) -> list[Record]:
    return list(read_records([str(path)], ReadOptions(**options)))  # type: ignore[arg-type]


def article(path: Path) -> Article:
    [record] = records(path)
    assert isinstance(record, Article), record
    return record


def written(path: Path, content: bytes) -> Path:
    with path.open("wb") as file:
        packed = open_for_writing(file, path.suffix if path.suffix in (".gz", ".xz", ".zst") else "")
        packed.write(content)
        if packed is not file:
            packed.close()
    return path


class TestPage:
    @pytest.mark.parametrize("ending", [".html", ".htm", ".html.gz", ".html.xz", ".html.zst", ".HTML"])
    def test_article_and_what_the_page_says_of_it(self, tmp_path: Path, ending: str) -> None:
        found = article(written(tmp_path / f"pier{ending}", PAGE.encode()))
        assert found.text.split("\n\n") == ["Old pier closed", *SENTENCES]
        assert found.title == "Old pier closed & checked"
        assert found.published == "2026-03-02T08:30:00+00:00"
        assert (found.lang, found.url) == ("en-GB", "https://www.harbour-courier.example/pier")
        assert found.source == "www.harbour-courier.example".removeprefix("www.")
        assert found.extracted
        assert found.traces == ()

    @pytest.mark.parametrize(
        ("encoding", "declared"),
        [
            ("utf-8", "utf-8"),
            ("utf-8", "iso-8859-1"),
            ("utf-8-sig", ""),
            ("utf-16", ""),
            ("windows-1252", "iso-8859-1"),
            ("windows-1252", "utf-8"),
            ("windows-1252", ""),
            ("windows-1251", "windows-1251"),
            ("iso-2022-jp", "iso-2022-jp"),
            ("shift_jis", "shift_jis"),
        ],
    )
    def test_encodings(self, tmp_path: Path, encoding: str, declared: str) -> None:
        words = {"windows-1251": "Привет", "iso-2022-jp": "東京", "shift_jis": "東京"}
        word = words.get(encoding, "Café Müller’s “crème”")
        meta = f'<meta charset="{declared}">' if declared else ""
        page = PAGE.replace("</head>", meta + "</head>").replace(SENTENCES[1], f"{SENTENCES[1]} {word}")
        found = article(written(tmp_path / "a.html", page.encode(encoding)))
        assert word in found.text

    def test_bytes_that_fit_no_encoding_are_replaced(self, tmp_path: Path) -> None:
        content = PAGE.replace("the old pier", "the XX pier").encode().replace(b"XX", b"\x81\x8d\xff")
        found = article(written(tmp_path / "a.html", content.replace(b"<head>", b"<head><meta charset=utf-8>")))
        assert SENTENCES[1] in found.text

    def test_line_breaks_stay(self) -> None:
        page = read_page(f"<p>{SENTENCES[0]}<br>{SENTENCES[1]}</p><p>{SENTENCES[2]}</p>".encode())
        assert page.text == f"{SENTENCES[0]}\n{SENTENCES[1]}\n\n{SENTENCES[2]}"

    def test_characters_of_markup_in_the_text(self) -> None:
        page = read_page(f"<p>{SENTENCES[0]} 3 &lt; 4 &amp;amp; &lt;p&gt; &#8217;</p>".encode())
        assert page.text == f"{SENTENCES[0]} 3 < 4 &amp; <p> ’"

    @pytest.mark.parametrize(
        ("written_date", "wanted"),
        [
            ("2026-03-02", "2026-03-02"),
            ("2026-03-02T08:30:00Z", "2026-03-02T08:30:00+00:00"),
            ("2026/3/2 08:30", "2026-03-02"),
            ("Mon, 02 Mar 2026 08:30:00 GMT", "2026-03-02T08:30:00+00:00"),
            ("March 2, 2026", "2026-03-02"),
            ("2 March 2026", "2026-03-02"),
            ("0001-01-01", None),
            ("2026-13-45", None),
            ("yesterday", None),
            ("", None),
        ],
    )
    def test_dates(self, written_date: str, wanted: str | None) -> None:
        assert iso_date(written_date) == wanted

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "no-text"),
            (b"<html><body></body></html>", "no-text"),
            (b"<script>let a = 'words and more words'</script>", "no-text"),
            (random.Random(1).randbytes(50_000), "not-html"),
            (b"\x89PNG\r\n\x1a\n" + bytes(5_000), "not-html"),
            (b"<p " + b" ".join(b"a%d" % n for n in range(100_000)) + b">words", "bad-html"),
        ],
        ids=["empty", "no body", "script", "random", "picture", "attributes"],
    )
    def test_what_is_no_article(self, tmp_path: Path, content: bytes, code: str) -> None:
        [record] = records(written(tmp_path / "a.html", content))
        assert isinstance(record, BadRecord)
        assert record.code == code

    def test_a_page_that_is_too_long(self, tmp_path: Path) -> None:
        [record] = records(written(tmp_path / "a.html", b" " * (20 << 20)), max_chars=1_000)
        assert isinstance(record, BadRecord)
        assert record.code == "too-long"

    @given(st.binary(max_size=400) | st.text(alphabet="<>/\"'=& apdivscript!-\n", max_size=400).map(str.encode))
    @settings(max_examples=150, deadline=None)
    def test_anything_gives_a_page_or_a_reason(self, content: bytes) -> None:
        try:
            page = read_page(content)
        except PageError:
            return
        assert page.text == page.text.strip()
        page.text.encode("utf-8")


def http(body: bytes, status: str = "200 OK", **fields: str) -> bytes:
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def chunked(body: bytes) -> bytes:
    pieces = [body[start : start + 100] for start in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def warc(*contents: tuple[str, str, bytes]) -> bytes:
    """An archive, written by fastwarc: of type, content type and block."""
    stream = io.BytesIO()
    for number, (kind, media_type, block) in enumerate(contents):
        record = WarcRecord()
        record.init_headers(getattr(WarcRecordType, kind))
        record.headers["WARC-Record-ID"] = f"<urn:uuid:{number}>"
        record.headers["WARC-Target-URI"] = f"https://paper{number}.example/page"
        record.headers["Content-Type"] = media_type
        record.set_bytes_content(block)
        record.write(stream)
    return stream.getvalue()


HTTP = "application/http; msgtype=response"
HTML = "text/html; charset=utf-8"


class TestArchive:
    @pytest.mark.parametrize("ending", [".warc", ".warc.gz", ".warc.xz", ".warc.zst"])
    def test_pages_of_an_archive(self, tmp_path: Path, ending: str) -> None:
        page = PAGE.encode()
        content = warc(
            ("warcinfo", "application/warc-fields", b"software: test\r\n"),
            ("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
            ("response", HTTP, http(page, Content_Type=HTML)),
            ("response", HTTP, http(b"gone", "404 Not Found", Content_Type=HTML)),
            ("response", HTTP, http(b"\x89PNG", Content_Type="image/png")),
            ("response", HTTP, http(chunked(gzip.compress(page)), Content_Type=HTML, Content_Encoding="gzip",
                                    Transfer_Encoding="chunked")),
            ("response", HTTP, http(brotli.compress(page), Content_Type=HTML, Content_Encoding="br")),
            ("response", HTTP, http(page, Content_Type=HTML, Content_Encoding="gzip", Transfer_Encoding="chunked")),
            ("metadata", "application/warc-fields", b"a: b\r\n"),
            ("resource", "text/html", page),
            ("response", HTTP, http(PAGE.replace("pier", "café").encode("cp1252"),
                                    Content_Type="text/html; charset=iso-8859-1")),
        )  # fmt: skip
        path = written(tmp_path / f"a{ending}", content)
        found = records(path)
        skipped: Counter[str] = Counter()
        assert list(read_records([str(path)], skipped=skipped)) == found
        assert skipped == {"warcinfo": 1, "request": 1, "metadata": 1, "status 4xx": 1, "image/*": 1}
        assert [record.id for record in found] == [f"urn:uuid:{n}" for n in (2, 5, 6, 7, 9, 10)]
        assert all(isinstance(record, Article) and record.extracted for record in found)
        assert {record.text.split("\n\n")[1] for record in found[:-1]} == {SENTENCES[0]}  # type: ignore[union-attr]
        assert found[0].url == "https://paper2.example/page"  # type: ignore[union-attr]
        assert found[0].source == "paper2.example"
        assert "café" in found[-1].text  # type: ignore[union-attr]

    def test_texts_of_a_wet_file(self, tmp_path: Path) -> None:
        text = "\n".join(SENTENCES)
        head = ("warcinfo", "application/warc-fields", b"a: b\r\n")
        content = warc(head, ("conversion", "text/plain", text.encode()))
        found = article(written(tmp_path / "a.warc.wet.gz", content))
        assert (found.text, found.extracted, found.url) == (text, True, "https://paper1.example/page")

    def test_an_archive_without_articles(self, tmp_path: Path) -> None:
        [record] = records(written(tmp_path / "a.warc", warc(("warcinfo", "application/warc-fields", b"a: b\r\n"))))
        assert isinstance(record, BadRecord)
        assert record.code == "no-articles"

    def test_a_body_that_is_not_what_it_declares(self, tmp_path: Path) -> None:
        content = warc(
            ("response", HTTP, http(b"\x1f\x8bnonsense", Content_Type=HTML, Content_Encoding="gzip")),
            ("response", HTTP, http(PAGE.encode(), Content_Type=HTML)),
        )
        bad, good = records(written(tmp_path / "a.warc", content))
        assert isinstance(bad, BadRecord)
        assert (bad.code, bad.id) == ("bad-encoding", "urn:uuid:0")
        assert isinstance(good, Article)

    @pytest.mark.parametrize("ending", [".warc", ".warc.gz", ".warc.zst", ".warc.xz"])
    @given(share=st.floats(0.02, 0.98))
    @settings(max_examples=25, deadline=None)
    def test_a_truncated_archive_gives_what_is_whole_and_says_so(
        self, tmp_path_factory: pytest.TempPathFactory, ending: str, share: float
    ) -> None:
        assume(abs(3 * share - round(3 * share)) > 0.01)  # a file that ends where a record ends looks whole
        shuffled = random.Random(3)
        pages = [PAGE.replace("pier", f"{shuffled.getrandbits(4000):x}") for _ in range(3)]
        content = warc(*[("response", HTTP, http(page.encode(), Content_Type=HTML)) for page in pages])
        path = written(tmp_path_factory.mktemp("cut") / f"a{ending}", content)
        whole = path.read_bytes()
        path.write_bytes(whole[: int(len(whole) * share)])
        *rest, last = records(path)
        assert isinstance(last, BadRecord)
        assert last.code in ("truncated", "damaged")
        assert [record.id for record in rest] == [f"urn:uuid:{number}" for number in range(len(rest))]
        assert all(isinstance(record, Article) for record in rest)

    @given(st.lists(st.sampled_from(["page", "empty", "binary", "gone"]), min_size=1, max_size=8))
    @settings(max_examples=25, deadline=None)
    def test_no_record_is_lost(self, tmp_path_factory: pytest.TempPathFactory, kinds: list[str]) -> None:
        blocks = {
            "page": http(PAGE.encode(), Content_Type=HTML),
            "empty": http(b"<html></html>", Content_Type=HTML),
            "binary": http(bytes(range(32)) * 40, Content_Type=HTML),
            "gone": http(b"x", "500 Error", Content_Type=HTML),
        }
        path = tmp_path_factory.mktemp("all") / "a.warc"
        path.write_bytes(warc(*[("response", HTTP, blocks[kind]) for kind in kinds]))
        wanted = [
            (f"urn:uuid:{number}", {"page": None, "empty": "no-text", "binary": "not-html"}[kind])
            for number, kind in enumerate(kinds)
            if kind != "gone"
        ]
        skipped: Counter[str] = Counter()
        found = [(record.id, getattr(record, "code", None)) for record in read_records([str(path)], skipped=skipped)]
        assert found == (wanted or [(path.as_posix(), "no-articles")])
        assert skipped.total() == len(kinds) - len(wanted)

    def test_garbage(self, tmp_path: Path) -> None:
        [record] = records(written(tmp_path / "a.warc", lzma.compress(b"x" * 1000)))
        assert isinstance(record, BadRecord)
        assert record.code == "damaged"
