"""Builds ``detect/lexicons/words.tsv``: the commonest words of English news with their frequency and syllables.

``python -m detect.training.word_table`` counts the words of the development data's ``lm/news.txt.xz`` and asks textstat
(CMU pronouncing dictionary, else hyphenation) for the syllables. The table is what lets scoring know both without
importing textstat, which takes longer than scoring a thousand articles.
"""

import argparse
import lzma
from collections import Counter
from importlib.resources import files
from pathlib import Path

from detect.document import fold
from detect.training.corpora import data_folder

SIZE = 25_000
_HEADER = """\
# The {size} commonest words of edited English news, commonest first.
# Counts: {total:,} words of the development data's lm/news.txt.xz (see docs/data.md), folded.
# Syllables: textstat {version} (CMU pronouncing dictionary, else hyphenation).
# Lower: share of the occurrences that begin with a small letter; names are below 0.5.
# Made by: python -m detect.training.word_table
word\tcount\tsyllables\tlower
"""


def build(folder: Path) -> str:
    """The content of the table."""
    import textstat

    from detect.document import WORD

    counts: Counter[str] = Counter()
    small: Counter[str] = Counter()
    with lzma.open(folder / "lm" / "news.txt.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            spans = [match.span() for match in WORD.finditer(fold(line))]
            counts.update(fold(line[start:end]) for start, end in spans)
            small.update(fold(line[start:end]) for start, end in spans if line[start].islower())
    version = ".".join(map(str, textstat.__version__))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SIZE]
    rows = [f"{word}\t{count}\t{textstat.syllable_count(word)}\t{small[word] / count:.2f}" for word, count in ranked]
    return _HEADER.format(size=SIZE, total=counts.total(), version=version) + "\n".join(rows) + "\n"


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", help="the data folder")
    folder = data_folder(parser.parse_args().data)
    path = Path(str(files("detect.lexicons").joinpath("words.tsv")))
    path.write_text(build(folder), encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
