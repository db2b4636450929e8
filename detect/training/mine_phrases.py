"""Finds phrases that machine translations from one language use and edited English does not.

``python -m detect.training.mine_phrases --lang de`` prints phrases of two to five words that stand in the translations
of several systems in several documents, seldom in the human translations of the same documents, and (nearly) never in
the news and language-model text of the training data. They are candidates for the PHR lexicons, to be read by a
person: what names a mechanism stays, what belongs to one story goes.
"""

import argparse
import lzma
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detect.document import Document
from detect.training.corpora import data_folder, read_jsonl

SHORTEST, LONGEST = 2, 5
_MARKS = frozenset(",;:?!()")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase with its evidence; ``edited`` counts news and language-model text."""

    phrase: str
    documents: int
    systems: int
    human_documents: int
    edited: int


def phrases(text: str) -> Iterator[tuple[str, ...]]:
    """Runs of two to five words of `text`, none across a punctuation mark, a number or the end of a sentence."""
    for tokens in Document(text).sentence_tokens:
        start = 0
        for index, token in enumerate([*tokens, "!"]):
            if token in _MARKS or token[0].isdigit():
                run = tokens[start:index]
                for first in range(len(run)):
                    for size in range(SHORTEST, LONGEST + 1):
                        if first + size <= len(run):
                            yield tuple(run[first : first + size])
                start = index + 1


def count_edited(texts: Iterable[str], wanted: set[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    """How often each wanted phrase stands in the texts."""
    starts = {phrase[:SHORTEST] for phrase in wanted}
    counts: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        for tokens in Document(text).sentence_tokens:
            for first in range(len(tokens) - 1):
                if (tokens[first], tokens[first + 1]) in starts:
                    for size in range(SHORTEST, LONGEST + 1):
                        phrase = tuple(tokens[first : first + size])
                        if phrase in wanted:
                            counts[phrase] += 1
    return counts


def edited_texts(folder: Path, every: int) -> Iterator[str]:
    """Every ``every``-th article of ``news/train`` and block of ``lm``."""
    for number, record in enumerate(read_jsonl(folder / "news" / "train.jsonl.xz")):
        if number % every == 0:
            yield record["text"]
    with lzma.open(folder / "lm" / "news.txt.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every == 0:
                yield line


def mine(
    folder: Path, language: str, documents: int = 3, systems: int = 3, most_edited: int = 2, every: int = 1
) -> list[Candidate]:
    """Candidates for one source language, the most widespread first.

    Parameters
    ----------
    folder : Path
        The data folder.
    language : str
        Source language (``src_lang`` of the ``mt`` records).
    documents, systems : int
        In how many documents, and in translations by how many systems, a phrase must stand.
    most_edited : int
        How often it may stand in the edited text that is read.
    every : int
        Read every N-th article of the edited text only.
    """
    in_documents: dict[tuple[str, ...], set[str]] = defaultdict(set)
    in_systems: dict[tuple[str, ...], set[str]] = defaultdict(set)
    human: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for record in read_jsonl(folder / "mt" / "train.jsonl.xz"):
        if record["src_lang"] != language or record.get("mt_of_translationese"):
            continue
        found = set(phrases(record["text"]))
        if record["label"] == "mt":
            for phrase in found:
                in_documents[phrase].add(record["doc_id"])
                in_systems[phrase].add(record["producer"])
        elif record["label"] == "human_translation":
            for phrase in found:
                human[phrase].add(record["doc_id"])
    wanted = {
        phrase
        for phrase, ids in in_documents.items()
        if len(ids) >= documents and len(in_systems[phrase]) >= systems and len(human[phrase]) * 3 <= len(ids)
    }
    edited = count_edited(edited_texts(folder, every), wanted)
    found_phrases = [
        Candidate(" ".join(p), len(in_documents[p]), len(in_systems[p]), len(human[p]), edited[p])
        for p in wanted
        if edited[p] <= most_edited
    ]
    return sorted(found_phrases, key=lambda item: (-item.documents, -item.systems, item.phrase))


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="the data folder")
    parser.add_argument("--lang", default="de", help="source language")
    parser.add_argument("--documents", type=int, default=3)
    parser.add_argument("--systems", type=int, default=3)
    parser.add_argument("--most-edited", type=int, default=2)
    parser.add_argument("--every", type=int, default=1, help="read every N-th article of the edited text only")
    parser.add_argument("--most", type=int, default=300)
    options = parser.parse_args()
    found = mine(
        data_folder(options.data), options.lang, options.documents, options.systems, options.most_edited, options.every
    )
    print("phrase\tdocuments\tsystems\thuman documents\tedited text")
    for item in found[: options.most]:
        print(item.phrase, item.documents, item.systems, item.human_documents, item.edited, sep="\t")


if __name__ == "__main__":
    main()
