"""Finds wording that machine translations from one language use and edited English does not.

``python -m detect.training.mine_phrases --lang de`` prints phrases of two to five words that stand in the translations
of several systems in several documents, seldom in the human translations of the same documents, and (nearly) never in
the news and language-model text of the training data. They are candidates for the PHR and ORD rules, to be read by a
person: what names a mechanism stays, what belongs to one story goes.

``--masked`` looks for constructions instead of phrases: numbers, names, week days and months are masked (``#``,
``Name``, ``Day``, ``Month``), the start of a sentence is a word (``^``), commas and quotation marks count as words, and
one inner word may be anything (``_``). Because a construction is never wholly absent from edited English, ``--ratio``
asks how many times commoner it must be in the translations.

``--lang errors`` mines the sentences of ``mt_errors`` (Estonian, Romanian, Hebrew, Pashto ...) against their
post-edits.

The edited text (30 million words) is turned into word numbers once and kept in the user's cache folder.
"""

import argparse
import hashlib
import lzma
import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from detect.document import Document, fold
from detect.training.corpora import data_folder, read_jsonl

SHORTEST, LONGEST = 2, 5
_MARKS = frozenset(",;:?!()")
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_MONTHS = frozenset("January February March April May June July August September October November December".split())
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*|[,;:?!()\"“”]")
_FREE = "_"
_BLOCK = 4_000_000
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase with its evidence; ``edited`` counts news and language-model text, ``ratio`` compares rates per word."""

    phrase: str
    documents: int
    systems: int
    human_documents: int
    edited: int
    ratio: float


def plain_sentences(text: str) -> Iterator[list[str]]:
    """Folded tokens in runs that end at a punctuation mark, a number or the end of a sentence."""
    for tokens in Document(text).sentence_tokens:
        run: list[str] = []
        for token in tokens:
            if token in _MARKS or token[0].isdigit():
                yield run
                run = []
            else:
                run.append(token)
        yield run


def masked_sentences(text: str) -> Iterator[list[str]]:
    """Tokens of each sentence with names, numbers and dates masked; the first token is ``^``."""
    document = Document(text)
    for start, end in document.sentences:
        run = ["^"]
        for match in _TOKEN.finditer(text, start, end):
            token = match.group()
            if token[0].isdigit():
                token = "#"
            elif token in _DAYS:
                token = "Day"
            elif token in _MONTHS:
                token = "Month"
            elif token[0].isupper() and len(run) > 1 and token != "I":
                token = "Name"
                if run[-1] == token:
                    continue
            else:
                token = fold(token)
            run.append(token)
        yield run


def phrases(run: list[str], gaps: bool) -> Iterator[Words]:
    """Every run of two to five words; with `gaps` also those of three and four words with one inner word left free."""
    for first in range(len(run)):
        for size in range(SHORTEST, min(LONGEST, len(run) - first) + 1):
            words = tuple(run[first : first + size])
            yield words
            if gaps and 3 <= size <= 4:
                for place in range(1, size - 1):
                    yield (*words[:place], _FREE, *words[place + 1 :])


def edited_texts(folder: Path, every: int) -> Iterator[str]:
    """Every ``every``-th article of ``news/train`` and block of ``lm``."""
    for number, record in enumerate(read_jsonl(folder / "news" / "train.jsonl.xz")):
        if number % every == 0:
            yield record["text"]
    with lzma.open(folder / "lm" / "news.txt.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every == 0:
                yield line


class EditedText:
    """The edited text as one array of word numbers; sentences are set apart by the number 0.

    Parameters
    ----------
    folder : Path
        The data folder.
    masked : bool
        Tokens as `masked_sentences` gives them, else as `plain_sentences` does.
    every : int
        Read every N-th article only.
    """

    def __init__(self, folder: Path, masked: bool, every: int = 1) -> None:
        key = hashlib.sha256(f"{folder.resolve()} {masked} {every} 2".encode()).hexdigest()[:16]
        base = Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))) / "artifact-detect"
        self._array, self._table = base / f"edited-{key}.npy", base / f"edited-{key}.txt"
        if not self._table.is_file():
            base.mkdir(parents=True, exist_ok=True)
            self._build(folder, masked, every)
        self.numbers = np.load(self._array)
        words = self._table.read_text(encoding="utf-8").split("\n")
        self._number = {word: index + 1 for index, word in enumerate(words)}

    def _build(self, folder: Path, masked: bool, every: int) -> None:
        number: dict[str, int] = {}
        parts: list[np.ndarray] = []
        current: list[int] = []
        for text in edited_texts(folder, every):
            for run in masked_sentences(text) if masked else plain_sentences(text):
                current.extend(number.setdefault(word, len(number) + 1) for word in run)
                current.append(0)
            if len(current) > _BLOCK:
                parts.append(np.array(current, dtype=np.uint32))
                current = []
        parts.append(np.array(current, dtype=np.uint32))
        np.save(self._array, np.concatenate(parts))
        self._table.write_text("\n".join(number), encoding="utf-8")

    def count(self, wanted: Iterable[Words]) -> Counter[Words]:
        """How often each wanted phrase stands in the edited text."""
        counts: Counter[Words] = Counter()
        by_shape: dict[tuple[int, int | None], list[Words]] = defaultdict(list)
        for words in wanted:
            if all(word in self._number or word == _FREE for word in words):
                place = words.index(_FREE) if _FREE in words[1:-1] else None
                by_shape[len(words), place].append(words)
        for (size, place), group in by_shape.items():
            places = [index for index in range(size) if index != place]
            table = np.array([[self._number[words[index]] for index in places] for words in group], dtype=np.uint64)
            keys = _keys([table[:, column] for column in range(len(places))])
            order = np.argsort(keys)
            keys = keys[order]
            found = np.zeros(len(keys), dtype=np.int64)
            for start in range(0, len(self.numbers), _BLOCK):
                block = self.numbers[start : start + _BLOCK + size - 1].astype(np.uint64)
                length = len(block) - size + 1
                if length <= 0:
                    continue
                seen = _keys([block[index : index + length] for index in places])
                if place is not None:
                    seen = seen[block[place : place + length] != 0]
                spots = np.searchsorted(keys, seen)
                spots[spots == len(keys)] = 0
                found += np.bincount(spots[keys[spots] == seen], minlength=len(keys))
            for index, number in zip(order.tolist(), found.tolist(), strict=True):
                counts[group[index]] = number
        return counts


def _keys(columns: list[np.ndarray]) -> np.ndarray:
    """One 64-bit key per row, mixed so that two phrases practically never share one."""
    keys = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        keys = (keys + column + np.uint64(1)) * _MULTIPLIER
        keys ^= keys >> np.uint64(29)
    return keys


def translations(folder: Path, language: str) -> Iterator[tuple[bool, str, str, str]]:
    """Records to mine: (by a machine?, document, system, text)."""
    if language == "errors":
        for record in read_jsonl(folder / "mt_errors" / "train.jsonl.xz"):
            if record["corpus"] in ("mlqe-pe", "wmt22-qe-da", "wmt22-qe-mqm", "wmt23-qe"):
                document = str(record.get("doc") or record["id"])
                yield True, document, record["lang"], record["text"]
                if record.get("postedit"):
                    yield False, document, "post-edit", record["postedit"]
        return
    for record in read_jsonl(folder / "mt" / "train.jsonl.xz"):
        if record["src_lang"] != language or record.get("mt_of_translationese"):
            continue
        if record["label"] in ("mt", "human_translation"):
            yield record["label"] == "mt", record["doc_id"], record["producer"], record["text"]


def mine(
    folder: Path,
    language: str,
    documents: int = 3,
    systems: int = 3,
    most_edited: int = 2,
    every: int = 1,
    masked: bool = False,
    ratio: float = 20.0,
) -> list[Candidate]:
    """Candidates for one source language, the most widespread first.

    Parameters
    ----------
    folder : Path
        The data folder.
    language : str
        Source language (``src_lang`` of the ``mt`` records), or ``"errors"`` for ``mt_errors``.
    documents, systems : int
        In how many documents, and in translations by how many systems, a phrase must stand.
    most_edited : int
        How often it may stand in the edited text that is read (without `masked`).
    every : int
        Read every N-th article of the edited text only.
    masked : bool
        Look for constructions.
    ratio : float
        How many times commoner than in edited text a construction must be, per word.
    """
    in_documents: dict[Words, set[str]] = defaultdict(set)
    in_systems: dict[Words, set[str]] = defaultdict(set)
    human: dict[Words, set[str]] = defaultdict(set)
    uses: Counter[Words] = Counter()
    size = 0
    for machine, document, system, text in translations(folder, language):
        for run in masked_sentences(text) if masked else plain_sentences(text):
            if not machine:
                for phrase in phrases(run, masked):
                    human[phrase].add(document)
                continue
            size += len(run)
            for phrase in phrases(run, masked):
                uses[phrase] += 1
                in_documents[phrase].add(document)
                in_systems[phrase].add(system)
    wanted = {
        phrase
        for phrase, ids in in_documents.items()
        if len(ids) >= documents and len(in_systems[phrase]) >= systems and len(human[phrase]) * 3 <= len(ids)
    }
    edited_text = EditedText(folder, masked, every)
    edited = edited_text.count(wanted)
    words = len(edited_text.numbers)
    found = []
    for phrase in wanted:
        times = (uses[phrase] / size) / ((edited[phrase] + 1) / words)
        if times >= ratio if masked else edited[phrase] <= most_edited:
            found.append(
                Candidate(
                    " ".join(phrase),
                    len(in_documents[phrase]),
                    len(in_systems[phrase]),
                    len(human[phrase]),
                    edited[phrase],
                    times,
                )
            )
    return sorted(found, key=lambda item: (-item.documents, -item.systems, item.phrase))


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", help="the data folder")
    parser.add_argument("--lang", default="de", help="source language, or errors")
    parser.add_argument("--documents", type=int, default=3)
    parser.add_argument("--systems", type=int, default=3)
    parser.add_argument("--most-edited", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="read every N-th article of the edited text only")
    parser.add_argument("--masked", action="store_true", help="constructions instead of phrases")
    parser.add_argument("--ratio", type=float, default=20.0, help="with --masked: how many times commoner")
    parser.add_argument("--most", type=int, default=300)
    options = parser.parse_args()
    found = mine(
        data_folder(options.data), options.lang, options.documents, options.systems, options.most_edited,
        options.every, options.masked, options.ratio,
    )  # fmt: skip
    print("phrase\tdocuments\tsystems\thuman documents\tedited text\tratio")
    for item in found[: options.most]:
        print(
            item.phrase, item.documents, item.systems, item.human_documents, item.edited, f"{item.ratio:.0f}", sep="\t"
        )


if __name__ == "__main__":
    main()
