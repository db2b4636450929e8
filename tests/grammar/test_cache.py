"""The sentence cache: shared, bounded, and never in the way."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from detect.grammar.cache import SentenceCache, sentence_key


def test_what_is_put_is_found_again_by_another_connection(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "cache.sqlite"
    keys = [sentence_key("6.8", f"sentence {number}") for number in range(1500)]
    SentenceCache(path).put_many((key, str(number)) for number, key in enumerate(keys))
    found = SentenceCache(path).get_many([*keys, sentence_key("6.8", "another")])
    assert found == {key: str(number) for number, key in enumerate(keys)}


def test_another_version_or_setting_is_another_key() -> None:
    assert sentence_key("6.8", "a") != sentence_key("6.9", "a")
    assert sentence_key("6.8", "a") == sentence_key("6.8", "a")


def test_it_stays_bounded_and_drops_what_was_not_used_for_longest(tmp_path: Path, monkeypatch) -> None:
    cache = SentenceCache(tmp_path / "cache.sqlite", max_bytes=200_000)
    monkeypatch.setattr("time.time", lambda: 86_400 * 100.0)
    old = [sentence_key("k", f"old {number}") for number in range(1000)]
    cache.put_many((key, "x" * 50) for key in old)
    monkeypatch.setattr("time.time", lambda: 86_400 * 200.0)
    cache.get_many(old[:10])  # used again
    for batch in range(20):
        cache.put_many((sentence_key("k", f"{batch} {number}"), "x" * 50) for number in range(500))
        assert cache.size() < 320_000
    assert cache.get_many(old[10:]) == {}


@pytest.mark.parametrize("content", [b"", b"this is no database at all" * 100])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cache.sqlite"
    path.write_bytes(content)
    cache = SentenceCache(path)
    cache.put_many([(b"k", "v")])
    assert SentenceCache(path).get_many([b"k"]) == {b"k": "v"}


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = SentenceCache(tmp_path / "file" / "cache.sqlite")
    cache.put_many([(b"k", "v")])
    assert cache.get_many([b"k"]) == {b"k": "v"}


def _write(path: str, own: int) -> None:
    cache = SentenceCache(Path(path))
    for batch in range(20):
        cache.put_many((sentence_key("k", f"{own} {batch} {number}"), f"{own}") for number in range(50))
        cache.get_many([sentence_key("k", f"{other} {batch} 0") for other in range(4)])


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write, args=(str(path), own)) for own in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    assert len(SentenceCache(path)) == 4 * 20 * 50
    [state] = sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone()
    assert state == "ok"
