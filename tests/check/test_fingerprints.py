"""Fingerprints hold still under every edit elsewhere, and move with every edit at the place."""

from hypothesis import given
from hypothesis import strategies as st

from detect.check.baseline import Baseline, Entry, context, fingerprint, read_baseline, write_baseline

LINE = "The mayor said that about 300.00 people came to the fair in the old town on Sunday."
START = LINE.index("300.00")
END = START + len("300.00")
prose = st.text(st.characters(codec="utf-8"), max_size=60)


def _mark(text: str, start: int, end: int) -> str:
    return fingerprint("NUM001", text[start:end], *context(text, start, end))


@given(before=prose, after=prose)
def test_lines_before_and_after_do_not_count(before: str, after: str) -> None:
    shift = len(before) + 1
    assert _mark(f"{before}\n{LINE}\n{after}", START + shift, END + shift) == _mark(LINE, START, END)


@given(before=prose, after=prose)
def test_nor_does_the_line_beyond_four_words(before: str, after: str) -> None:
    before, after = (" ".join(part.split()) for part in (before, after))
    text = f"{before} {LINE} {after}"
    shift = len(before) + 1
    assert _mark(text, START + shift, END + shift) == _mark(LINE, START, END)


def test_white_space_is_one() -> None:
    spaced = LINE.replace(" ", "\u00a0 ").replace("\u00a0 fair", "\tfair")
    start = spaced.index("300.00")
    assert _mark(spaced, start, start + 6) == _mark(LINE, START, END)


def test_rule_text_and_near_words_count() -> None:
    marks = {_mark(LINE, START, END), fingerprint("NUM002", "300.00", *context(LINE, START, END))}
    edits = (("300.00", "400.00"), ("people", "men"), ("about", "some"), ("that", "how"), ("the fair", "a fair"))
    for old, new in edits:
        text = LINE.replace(old, new)
        start = text.index("00.00") - 1
        marks.add(_mark(text, start, start + 6))
    assert len(marks) == 7


texts = st.text(st.characters(codec="utf-8"), max_size=10)
entry = st.builds(Entry, st.sampled_from("abcd"), st.sampled_from("xy"), texts, texts, texts, st.integers(1, 3))
entries = st.lists(entry)


@given(entries=entries)
def test_a_baseline_comes_back_as_it_was_written(entries: list[Entry], tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.getbasetemp() / "baseline.json"
    number = write_baseline(path, entries)
    assert number == sum(entry.count for entry in entries)
    first = path.read_bytes()
    again = read_baseline(path)
    assert len(again) == number
    write_baseline(path, again.pruned(frozenset()))
    assert path.read_bytes() == first


@given(entries=entries, met=st.lists(st.sampled_from("abcde"), max_size=12))
def test_what_is_accepted_is_what_was_counted(entries: list[Entry], met: list[str]) -> None:
    baseline = Baseline(entries)
    accepted = [mark for mark in met if baseline.meet(mark)]
    rules = frozenset("xy")
    for mark in "abcde":
        allowed = sum(entry.count for entry in entries if entry.fingerprint == mark)
        assert accepted.count(mark) == min(allowed, met.count(mark))
        left = sum(entry.count for entry in baseline.gone(rules) if entry.fingerprint == mark)
        assert left == max(0, allowed - met.count(mark))
        kept = sum(entry.count for entry in baseline.pruned(rules) if entry.fingerprint == mark)
        assert kept == min(allowed, met.count(mark))
    assert baseline.gone(frozenset()) == []
