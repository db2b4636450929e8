"""Measures `detect.model.marks`: how many articles carry marks of rewriting, and what each mark is worth.

``python -m detect.training.marks`` prints, for every kind of text of the development data, how many articles carry no,
one, two, three and more distinct marks; ``--show`` lists those with two or more; ``--write`` stores the factors.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from detect.document import Document
from detect.model.marks import MOST, Mark, marks
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.corpora import data_folder
from detect.training.rule_rates import NEWS, Sample, samples, wilson

EXPECTED = 0.005
"""Share of rewritten articles that carry a given rule's mark: stated, not measured. A tortured phrase stood in a third
of the spun pages among ``news/train`` before they gave the rule new entries, an assistant's words stand in one of 25
texts of chat models; the other marks are in no collection often enough to be counted."""
HIGHEST = 10.0
"""What one mark may multiply the odds by at most, however rare it is in the articles of people."""
FEWEST_WORDS = 50


@dataclass(frozen=True, slots=True)
class Marked:
    """An article of `FEWEST_WORDS` words or more, and its marks."""

    sample: Sample
    words: int
    marks: frozenset[Mark]


def marked(texts: Iterable[Sample]) -> Iterable[Marked]:
    """The marks of every text that is long enough for a label."""
    engine = RuleEngine(select_rules())
    for sample in texts:
        document = Document(sample.text)
        if document.has_words(FEWEST_WORDS):
            yield Marked(sample, document.word_count, marks(document, engine.run(document).findings))


def factors_of(articles: Iterable[Marked]) -> dict[str, float]:
    """What a mark of each rule multiplies the odds by: see `detect.model.marks`.

    Parameters
    ----------
    articles : iterable of Marked
        By people: those of reliable sources.
    """
    seen = list(articles)
    carrying = Counter(code for article in seen for code in {code for code, _ in article.marks})
    codes = [rule.code for rule in select_rules() if rule.rewriting]
    upper = {code: wilson(carrying[code] / len(seen), len(seen))[1] for code in codes}
    return {code: round(max(1.0, min(HIGHEST, EXPECTED / upper[code])), 1) for code in codes}


def write(found: Mapping[str, float], articles: int) -> Path:
    """Store the factors; the path they are stored at."""
    path = Path(str(files("detect.model").joinpath("marks.json")))
    stored = {
        "about": "python -m detect.training.marks --write",
        "articles": articles,
        "expected": EXPECTED,
        "highest": HIGHEST,
        "factors": found,
    }
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    return path


def main() -> None:
    """Print how many articles of each kind carry 0, 1, 2, 3 and more distinct marks of rewriting."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", help="the data folder")
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--every", type=int, default=1, help="one article in so many")
    parser.add_argument("--show", action="store_true", help="list the articles with two marks or more")
    parser.add_argument(
        "--write", action="store_true", help="store the factors, measured on the reliable sources of news/train"
    )
    chosen = parser.parse_args()
    folder = data_folder(chosen.data)
    if chosen.write:
        news = list(marked(item for item in samples(folder, "train", only=[NEWS]) if item.group == NEWS))
        print(f"written to {write(factors_of(news), len(news))}")
        return
    table: Counter[tuple[str, str, int]] = Counter()
    for article in marked(samples(folder, chosen.split, chosen.every)):
        number = min(MOST, len(article.marks))
        for part in ("all", article.sample.part):
            table[article.sample.group, part, number] += 1
        if chosen.show and number > 1:
            named = "; ".join(sorted(f"{code} {what}".strip() for code, what in article.marks))
            print(f"{article.sample.group}: {article.sample.id}, {article.words} words: {named}")
    numbers = range(MOST + 1)
    print(f"{'distinct marks':48} {'texts':>7} " + " ".join(f"{number:>6}" for number in numbers) + " or more")
    for group, part in sorted({(group, part) for group, part, _ in table}):
        counts = [table[group, part, number] for number in numbers]
        if part == "all" or sum(counts) >= 100:
            print(f"{group + ', ' + part:48} {sum(counts):>7} " + " ".join(f"{count:>6}" for count in counts))


if __name__ == "__main__":
    main()
