"""Builds ``detect/lexicons/collocations.npz``, which `detect.features.collocations` reads.

``python -m detect.training.collocations`` counts in how many articles of the development data's ``lm/news.txt.xz``
(29.5 million words of edited English news) two of the commonest words stand side by side, or with one word between
them, and takes synonyms from `detect.training.thesaurus`. It takes two to three minutes.

Most pairs share their slot with none. Where two do, the rarer one is left out.
"""

import argparse
import lzma
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detect.document import Document
from detect.features.collocations import FRAME, LEAST, PAIR, SLOT_BITS, keys, level
from detect.features.tokens import token_stream
from detect.features.vocabulary import Vocabulary
from detect.lexicons import read_columns
from detect.training.corpora import data_folder
from detect.training.matrix import chunks
from detect.training.thesaurus import FORMS_OF, wordnet

LEAST_FRAME = 20
"""Articles a frame has at least; a rarer one says nothing of the word in it."""
SYNONYMS = 4
_BATCH = 500
_MERGED = 10

Counts = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Keys, sorted, and the number of articles of each."""


def articles(folder: Path) -> Iterator[str]:
    """The articles of ``lm/news.txt.xz``: one paragraph a line, an empty line between articles."""
    block: list[str] = []
    with lzma.open(folder / "lm" / "news.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                block.append(line)
            elif block:
                yield "".join(block)
                block = []
    if block:
        yield "".join(block)


def merged(parts: list[Counts]) -> Counts:
    """Several counts as one."""
    names = np.concatenate([name for name, _ in parts])
    numbers = np.concatenate([number for _, number in parts])
    order = np.argsort(names, kind="stable")
    names, numbers = names[order], numbers[order]
    first = np.flatnonzero(np.concatenate(([True], names[1:] != names[:-1])))
    return names[first], np.add.reduceat(numbers, first)


def counted(texts: Iterator[str]) -> dict[int, Counts]:
    """In how many of `texts` each `PAIR` and each `FRAME` of known words stands; a key is ``left << 16 | right``."""
    vocabulary = Vocabulary()
    parts: dict[int, list[Counts]] = {PAIR: [], FRAME: []}
    for chunk in chunks(texts, _BATCH):
        stream = token_stream([Document(text) for text in chunk], vocabulary)
        place = vocabulary.take("place", stream.ids).astype(np.int64)
        owner = np.repeat(np.arange(len(chunk)), np.diff(stream.document_starts))
        inner = place > 0
        for kind, left, right, whole in (
            (PAIR, place[:-1], place[1:], inner[:-1] & inner[1:]),
            (FRAME, place[:-2], place[2:], inner[:-2] & inner[1:-1] & inner[2:]),
        ):
            once = np.unique((owner[: len(left)] << 32 | left << 16 | right)[whole])
            names, numbers = np.unique(once & 0xFFFFFFFF, return_counts=True)
            parts[kind].append((names, numbers))
            if len(parts[kind]) > _MERGED:
                parts[kind] = [merged(parts[kind])]
    return {kind: merged(some) for kind, some in parts.items()}


def slots(counts: dict[int, Counts]) -> NDArray[np.uint16]:
    """The table: for every slot the mark and the level of the most frequent pair that falls there."""
    parts = []
    for kind, least in ((PAIR, LEAST), (FRAME, LEAST_FRAME)):
        names, numbers = counts[kind]
        often = numbers >= least
        slot, mark = keys(kind, *((side[often]).astype(np.uint32) for side in (names >> 16, names & 0xFFFF)))
        parts.append((slot, mark.astype(np.uint16) << np.uint16(5) | level(numbers[often]), numbers[often]))
    slot, value, number = (np.concatenate(column) for column in zip(*parts, strict=True))
    table = np.zeros(1 << SLOT_BITS, dtype=np.uint16)
    order = np.argsort(number, kind="stable")  # the last one written stays
    table[slot[order]] = value[order]
    return table


def commoner_synonyms() -> NDArray[np.uint16]:
    """For each word (by place, 0 for none) the commonest `SYNONYMS` words of the same meaning that are commoner."""
    columns = read_columns("words")
    place = {word: number for number, word in enumerate(columns["word"], 1)}
    names = {word for word, lower in zip(columns["word"], columns["lower"], strict=True) if float(lower) < 0.5}
    source = wordnet()
    others: dict[str, set[int]] = defaultdict(set)
    for (lemma, part), groups in source.senses.items():
        for form in FORMS_OF[part]:
            word = source.form(lemma, part, form)
            if word in place and word not in names:
                for group in groups:
                    forms = {source.form(other, part, form) for other in group}
                    others[word].update(place[other] for other in forms if other in place and other not in names)
    table = np.zeros((len(place) + 2, SYNONYMS), dtype=np.uint16)
    for word, found in others.items():
        chosen = sorted(other for other in found if other < place[word])[:SYNONYMS]
        table[place[word], : len(chosen)] = chosen
    return table


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="the data folder")
    folder = data_folder(parser.parse_args().data)
    path = Path(str(files("detect.lexicons").joinpath("collocations.npz")))
    np.savez(path, allow_pickle=False, slots=slots(counted(articles(folder))), synonyms=commoner_synonyms())
    print(path)


if __name__ == "__main__":
    main()
