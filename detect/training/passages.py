"""The labelled texts a model is trained on, out of the development corpora.

Three things would be learned that are not evidence, and are taken out here: *length* (every class is cut to passages of
the same distribution of lengths), *layout* (a random half of the passages has its line breaks laid out anew) and
*typography* (the features do not see it; see `detect.features`).
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from detect.document import Document
from detect.training.corpora import pc1_of, read_jsonl
from detect.training.damage import copied, damaged
from detect.training.spin import any_manner, spun
from detect.training.thesaurus import wordnet

Class = Literal["human", "machine_translated", "rewritten"]

SHORTEST, LONGEST = 60, 700
"""Words of a passage."""
SYSTEMS_PER_DOCUMENT = 25
ARTICLES_PER_SOURCE = 400
SPUN_PER_SOURCE = 3
DAMAGED_SHARE = 0.5
"""How many machine translations get damage that translation pipelines leave."""
COPIED_SHARE = 0.2
"""How many news articles get damage, or quotation marks, that say nothing about who wrote them."""

SPUN_SOURCES = frozenset({"1clickpar.com", "buzznews.co.uk", "parkerxl.com"})
"""Sources of ``news/train`` that are not what the data calls them: all their articles were read, and all are copies
from other sites run through a synonym tool ("for the primary time", "a model new")."""
SPUN_ARTICLES = frozenset(
    f"news-{number}"
    for number in """3cc675b8df796e 47e1305238397e 6d8c9357d539b5 9bafb58ea67d48 b80f8603cae08b e4c0b6852dbf9a
    ee3152fb1b29d6""".split()
)
"""Such articles of other sources of ``news/train``, read one by one where `detect.training.marks` showed a mark."""

WEIGHTS = {
    "machine_translated": {
        "machine translation": 0.50,
        "round trip": 0.04,
        "human translation": 0.50,
        "original": 0.20,
        "news": 1.50,
        "web page": 0.25,
        "human, rewrite corpora": 0.20,
        "language model": 0.30,
        "edited": 0.15,
        "spun": 0.10,
    },
    "rewritten": {
        "machine translation": 0.15,
        "round trip": 0.03,
        "human translation": 0.10,
        "original": 0.10,
        "news": 1.00,
        "web page": 0.15,
        "human, rewrite corpora": 0.80,
        "language model": 0.50,
        "edited": 0.25,
        "spun": 0.0,
    },
    "spun": {
        "machine translation": 0.20,
        "round trip": 0.03,
        "human translation": 0.15,
        "original": 0.10,
        "news": 0.80,
        "web page": 0.15,
        "human, rewrite corpora": 0.30,
        "language model": 0.30,
        "edited": 0.0,
        "spun": 0.60,
    },
}
"""Total weight of each kind of text, by head; ``spun`` is the second score of ``rewritten`` (`detect.model.spinning`).

Human translations weigh as much as machine translations of the same documents, and the human texts of the rewrite
corpora as much as what was made of them: what sets both apart from news (subject, region, the corpus's habits) then
cancels out, and what sets them apart from each other is left.
"""


def weigh(chosen: list["Passage"], head: str) -> list[float]:
    """A weight for every passage, 1 on average.

    Inside a kind each corpus weighs the square root of its size, so that a small collection of hard cases (English
    papers from countries where English is a second language) is not drowned by a large one.
    """
    sizes = Counter((passage.kind, passage.corpus) for passage in chosen)
    roots: dict[str, float] = defaultdict(float)
    for (kind, _), size in sizes.items():
        roots[kind] += math.sqrt(size)
    weights = [
        WEIGHTS[head][passage.kind] / roots[passage.kind] / math.sqrt(sizes[passage.kind, passage.corpus])
        for passage in chosen
    ]
    scale = len(weights) / math.fsum(weights)
    return [weight * scale for weight in weights]


@dataclass(frozen=True, slots=True)
class Passage:
    """One text to train on.

    ``kind`` is a key of `WEIGHTS[head]`; ``group`` is what must stay on one side of a split (document or source);
    ``corpus`` is where it was collected; ``language`` and ``producer`` are what a translation was made from and by
    whom, empty for other texts.
    """

    text: str
    label: Class
    kind: str
    group: str
    corpus: str
    language: str = ""
    producer: str = ""


def found_spun(record: dict[str, Any]) -> bool:
    """Whether a record of ``news/train`` is no article as written, but one that a synonym tool rewrote."""
    return record["source"] in SPUN_SOURCES or record.get("id") in SPUN_ARTICLES


_FIRST_GENERATED = 387


def mislabelled(record: dict[str, Any]) -> bool:
    """Whether a record of ``rewrite/`` is called human and is not.

    In raidar-news the texts called human are numbered. Up to 386 they are Reuters stories of the 1990s; from 387 on the
    same stories begin anew, told by a language model ("said John Doe, CEO of an e-commerce company").
    """
    corpus, _, number = str(record.get("id", "")).rpartition(":")
    return corpus == "raidar:Human" and int(number) >= _FIRST_GENERATED


def kind_of(record: dict[str, Any]) -> tuple[Class, str] | None:
    """Label and kind of a record of ``mt/`` or ``rewrite/``; None for what is neither.

    That is text with damaged characters, or whose label is wrong (`mislabelled`).
    """
    if mislabelled(record):
        return None
    label = record["label"]
    transform = str(record.get("transform", ""))
    if label == "mt":
        return "machine_translated", "machine translation"
    if label == "human_translation":
        return "human", "human translation"
    if label == "original":
        return "human", "original"
    if label == "human":
        return "human", "human, rewrite corpora"
    if transform.endswith("back_translated"):
        return "machine_translated", "round trip"
    if transform == "continuation_base" or "char" in transform:
        return None
    return "rewritten", "language model" if label == "llm" else "edited"


def cut(text: str, generator: random.Random) -> str:
    """A run of whole sentences of random length, `SHORTEST` to `LONGEST` words, log-uniform."""
    document = Document(text)
    wanted = math.exp(generator.uniform(math.log(SHORTEST), math.log(LONGEST)))
    if document.word_count <= 1.2 * wanted:
        return text
    spans = document.sentences
    lengths = [len(tokens) for tokens in document.sentence_tokens]
    skip = generator.uniform(0.0, max(0.0, sum(lengths) - wanted))
    first = 0
    while first < len(spans) - 1 and skip >= lengths[first]:
        skip -= lengths[first]
        first += 1
    last, words = first, float(lengths[first])
    while last < len(spans) - 1 and words < wanted:
        last += 1
        words += lengths[last]
    return text[spans[first][0] : spans[last][1]]


def laid_out(text: str, generator: random.Random) -> str:
    """`text` with its line breaks as they were, or (each one time in six) taken out, one a sentence, or doubled."""
    choice = generator.random()
    if choice < 0.5:
        return text
    if choice < 0.67:
        return " ".join(text.split())
    if choice < 0.84:
        return "\n".join(text[start:end] for start, end in Document(text).sentences)
    return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())


def passages(
    folder: Path,
    seed: int = 0,
    systems: int = SYSTEMS_PER_DOCUMENT,
    articles: int = ARTICLES_PER_SOURCE,
    spun_articles: int = SPUN_PER_SOURCE,
) -> Iterator[Passage]:
    """Every training passage. The same for the same data, seed and numbers.

    Parameters
    ----------
    folder : Path
        The data folder.
    seed : int
    systems, articles, spun_articles : int
        The most translations of one document, and the most articles of one source as they are and spun; without spun
        ones those that were found spun are left out, too.
    """
    generator = random.Random(seed)
    copier = random.Random(f"{seed} copied")  # one of its own: it changes no other passage

    def make(record: dict[str, Any], label: Class, kind: str, group: str) -> Passage:
        text = cut(record["text"], generator)
        if label == "machine_translated" and generator.random() < DAMAGED_SHARE:
            text = damaged(text, generator)
        if kind == "news" and copier.random() < COPIED_SHARE:
            text = copied(text, copier)
        return Passage(
            laid_out(text, generator),
            label,
            kind,
            group,
            record["corpus"],
            record.get("src_lang", "") if "translation" in kind else "",
            record.get("producer", "") if "translation" in kind else "",
        )

    translations: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in read_jsonl(folder / "mt" / "train.jsonl.xz"):
        kind = kind_of(record)
        if kind and kind[1] == "machine translation":
            translations[record["doc_id"]].append(record)
        elif kind:
            yield make(record, *kind, record["doc_id"])
    for group, records in translations.items():
        for record in generator.sample(records, min(systems, len(records))):
            yield make(record, "machine_translated", "machine translation", group)
    for record in read_jsonl(folder / "rewrite" / "train.jsonl.xz"):
        kind = kind_of(record)
        if kind and record.get("domain") == "news":
            yield make(record, *kind, record["group"])
        elif mislabelled(record):
            make(record, "human", "", "")  # drawn and dropped: the passages after it stay what they were
    for record in read_jsonl(folder / "boilerplate" / "train.jsonl.xz"):
        content = "\n".join(line["text"] for line in record["lines"] if line["label"] == "content")
        if record["gold"] != "segments" and len(content) > 600:
            yield make({"text": content, "corpus": record["corpus"]}, "human", "web page", record["site"])
    by_source: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in read_jsonl(folder / "news" / "train.jsonl.xz"):
        by_source[record["source"]].append(record)
    for source, records in by_source.items():
        for record in generator.sample(records, min(articles, len(records))):
            if found_spun(record):
                passage = make(record, "rewritten", "spun", source)
                if spun_articles:
                    yield passage
            else:
                yield make(record, "human", "news", source)
    yield from _spun(by_source, seed, spun_articles)


def _spun(by_source: dict[str, list[dict[str, Any]]], seed: int, most: int) -> Iterator[Passage]:
    """The first articles of each source, spun; not those that are already."""
    generator = random.Random(f"spun {seed}")
    for source, records in by_source.items():
        for record in records[:most]:
            if found_spun(record):
                continue
            text = spun(cut(record["text"], generator), wordnet(), any_manner(generator), generator)
            yield Passage(laid_out(text, generator), "rewritten", "spun", source, "WordNet")


def reliable_news(folder: Path, least: float, seed: int = 0, per_source: int = 40) -> Iterator[dict[str, Any]]:
    """Articles of the sources of ``news/train`` rated `least` or higher, the first `per_source` of each.

    Each comes whole and, a second time, cut as training passages are, so that every length is well represented.
    """
    generator = random.Random(seed)
    taken: Counter[str] = Counter()
    for record in read_jsonl(folder / "news" / "train.jsonl.xz"):
        rating = pc1_of(record, "train", folder)
        if found_spun(record):
            continue
        if rating is not None and rating >= least and taken[record["source"]] < per_source:
            taken[record["source"]] += 1
            yield record
            yield {**record, "text": cut(record["text"], generator)}
