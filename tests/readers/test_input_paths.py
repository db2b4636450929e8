"""From paths to files."""

import io
import os
import sys
from pathlib import Path

import pytest

from detect.article import BadRecord
from detect.errors import UsageError
from detect.readers import ReadOptions, describe_inputs, read_records

LINE = '{"text": "words"}\n'


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a/z.md", "a/b.jsonl", "c/d/e.csv", "a.d/x.txt", "B.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text({"jsonl": LINE, "csv": "text\nwords\n"}.get(name.rpartition(".")[2], "words"))
    for name in (".hidden.txt", ".git/x.txt", "picture.png", "README", "page.xhtml", "b.txt.bak"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
    return tmp_path


def names(*paths: str, **options: object) -> list[str]:
    return [record.id for record in read_records(paths, ReadOptions(**options))]  # type: ignore[arg-type]


def problems(*paths: str, **options: object) -> list[tuple[str, str]]:
    records = list(read_records(paths, ReadOptions(**options)))  # type: ignore[arg-type]
    return [(record.code, record.id) for record in records if isinstance(record, BadRecord)]


ALL = ["in/B.txt", "in/a/b.jsonl:1", "in/a/z.md", "in/a.d/x.txt", "in/b.txt", "in/c/d/e.csv:2"]


@pytest.mark.usefixtures("tree")
class TestPaths:
    def test_directory_in_sorted_order_without_hidden_and_unknown_files(self) -> None:
        assert names("in") == ALL
        assert names("in/") == ALL
        assert names("./in") == ALL
        assert names(str(Path("in").absolute())) == ALL

    def test_order_of_the_paths_is_kept(self) -> None:
        assert names("in/b.txt", "in/a", "in/b.txt") == ["in/b.txt", "in/a/b.jsonl:1", "in/a/z.md", "in/b.txt"]

    def test_what_is_named_is_never_passed_over(self) -> None:
        assert names("in/.hidden.txt") == ["in/.hidden.txt"]
        assert names("in/.git") == ["in/.git/x.txt"]
        assert problems("in/picture.png", "in/README", "in/b.txt.bak") == [
            ("unknown-format", "in/picture.png"),
            ("unknown-format", "in/README"),
            ("unknown-format", "in/b.txt.bak"),
        ]
        assert problems("in/page.xhtml") == [("unknown-format", "in/page.xhtml")]

    def test_missing_paths(self) -> None:
        assert problems("nowhere", "nowhere.jsonl", "in/b.txt/x.txt", "in/no\0.txt", "") == [
            ("no-such-path", "nowhere"),
            ("no-such-path", "nowhere.jsonl"),
            ("no-such-path", "in/b.txt/x.txt"),
            ("no-such-path", "in/no\0.txt"),
            ("no-such-path", "."),
        ]

    def test_directory_without_articles(self) -> None:
        Path("empty/deep").mkdir(parents=True)
        Path("empty/x.png").write_text("x")
        assert problems("empty", "in/b.txt") == [("no-articles", "empty")]
        [bad] = read_records(["empty"], ReadOptions(source="given"))
        assert bad.source == "given"

    def test_globs(self) -> None:
        assert names("in/*.txt") == ["in/B.txt", "in/b.txt"]
        assert names("in/**/*.txt") == ["in/B.txt", "in/a.d/x.txt", "in/b.txt"]
        assert names("in/[a]*") == ["in/a/b.jsonl:1", "in/a/z.md", "in/a.d/x.txt"]
        assert names("in/a/**") == ["in/a/b.jsonl:1", "in/a/z.md"]
        assert problems("in/*.xyz") == [("no-such-path", "in/*.xyz")]

    def test_a_file_whose_name_looks_like_a_glob(self) -> None:
        Path("in/[ab].txt").write_text("words")
        assert names("in/[ab].txt") == ["in/[ab].txt"]

    def test_links(self) -> None:
        Path("out").mkdir()
        Path("out/o.txt").write_text("words")
        Path("in/c/gone.txt").symlink_to("nowhere")
        Path("in/c/loop").symlink_to("..")
        Path("in/c/o.txt").symlink_to("../../out/o.txt")
        Path("link").symlink_to("out")
        assert names("in/c") == ["in/c/d/e.csv:2", "in/c/gone.txt", "in/c/o.txt"]
        assert problems("in/c") == [("no-such-path", "in/c/gone.txt")]
        assert names("link") == ["link/o.txt"]

    def test_list_of_files(self, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("list").write_bytes(b"\xef\xbb\xbfin/b.txt\r\n\nin/a\nnowhere\n")
        wanted = ["in/B.txt", "in/b.txt", "in/a/b.jsonl:1", "in/a/z.md", "nowhere"]
        assert names("in/B.txt", files_from="list") == wanted
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"in/b.txt\nin/a/z.md")))
        assert names(files_from="-") == ["in/b.txt", "in/a/z.md"]
        with pytest.raises(UsageError, match="nolist"):
            names(files_from="nolist")

    def test_names_that_are_not_utf_8(self) -> None:
        try:
            Path(os.fsdecode(b"in/c/caf\xe9.txt")).write_text("words")
        except OSError:
            pytest.skip("the file system takes no such names")
        assert names("in/c") == ["in/c/caf\ufffd.txt", "in/c/d/e.csv:2"]
        Path("list").write_bytes(b"in/c/caf\xe9.txt\n")
        assert names(files_from="list") == ["in/c/caf\ufffd.txt"]

    def test_digest_of_the_inputs(self) -> None:
        before = describe_inputs(["in"])
        assert describe_inputs(["in"]) == before
        assert describe_inputs(["in/a", "in"]) != before
        os.utime("in/b.txt", ns=(1, 1))
        touched = describe_inputs(["in"])
        assert touched != before
        Path("in/new.txt").write_text("words")
        assert describe_inputs(["in"]) != touched
        assert describe_inputs(["-"]) == describe_inputs(["-"])
        assert describe_inputs(["nowhere"]) != describe_inputs(["nowhere2"])


def test_deep_folders(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("words")
    assert len(names(str(tmp_path))) == 1
