"""Mining: tokens, masks, gaps and the counts in edited text."""

import json
import lzma
from pathlib import Path

import pytest

from detect.training.mine_phrases import EditedText, masked_sentences, mine, phrases, plain_sentences


def test_masks_names_numbers_and_dates() -> None:
    [run] = masked_sentences("He told Anna Nowak on Friday, 3 May, that I had 12 cars.")
    assert run == ["^", "he", "told", "Name", "on", "Day", ",", "#", "Month", ",", "that", "I", "had", "#", "cars"] or (
        run == ["^", "he", "told", "Name", "on", "Day", ",", "#", "Month", ",", "that", "i", "had", "#", "cars"]
    )


def test_plain_runs_end_at_marks_and_numbers() -> None:
    runs = [run for run in plain_sentences("One two, three 4 five.") if run]
    assert runs == [["one", "two"], ["three"], ["five"]]


def test_gaps_leave_one_inner_word_free() -> None:
    assert ("a", "_", "c") in set(phrases(["a", "b", "c"], gaps=True))
    assert all("_" not in words for words in phrases(["a", "b", "c"], gaps=False))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    data = tmp_path / "data"
    for name in ("news", "lm", "mt"):
        (data / name).mkdir(parents=True)
    with lzma.open(data / "news" / "train.jsonl.xz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"text": "The red car won. A red bus won."}) + "\n")
    with lzma.open(data / "lm" / "news.txt.xz", "wt", encoding="utf-8") as out:
        out.write("The red car lost.\n")
    with lzma.open(data / "mt" / "train.jsonl.xz", "wt", encoding="utf-8") as out:
        for document in "abc":
            for system in ("one", "two", "three"):
                row = {"src_lang": "xx", "label": "mt", "doc_id": document, "producer": system}
                out.write(json.dumps({**row, "text": "By own account the red car stood."}) + "\n")
            row = {"src_lang": "xx", "label": "human_translation", "doc_id": document, "producer": "ref"}
            out.write(json.dumps({**row, "text": "He says the red car stood."}) + "\n")
    return data


def test_counts_phrases_within_sentences_only(folder: Path) -> None:
    counts = EditedText(folder, masked=False).count({("red", "car"), ("won", "a"), ("the", "_", "car"), ("no", "such")})
    assert counts["red", "car"] == 2
    assert counts["the", "_", "car"] == 2
    assert counts["won", "a"] == 0
    assert counts["no", "such"] == 0


def test_mine_keeps_what_only_machines_write(folder: Path) -> None:
    found = [item.phrase for item in mine(folder, "xx")]
    assert "by own account" in found
    assert not any(phrase in found for phrase in ("red car", "the red", "car stood"))
