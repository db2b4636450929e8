"""Pages made from human news: translated whole or in part, with a translated quotation in them, or damaged.

Each text says what it was made of and what it ought to be labelled, and comes out the same for the same data, seed and
Apertium installation. ``dev`` makes texts to measure on and ``train`` texts to learn from; the two share no article, no
source and no translated document.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from detect.document import Document, Span
from detect.errors import UsageError
from detect.training.corpora import pc1_of, read_jsonl
from detect.training.damage import COPYING, DAMAGES, HELD_ASIDE, Damage
from detect.training.made.apertium import NAMES, PACKAGES, ROUND_TRIPS, Apertium
from detect.training.rule_rates import RELIABLE

Wish = Literal["machine_translated", "clean", ""]

SHORTEST, LONGEST = 150, 700
"""Words of an article that texts are made of."""
PER_SOURCE = 5
"""The most articles of one source: an interval over articles is an interval over sources, nearly."""
SHARES = (0.1, 0.25, 0.5, 0.75)
"""How much of a page is translated."""
PAGE = 240
"""Words of a page that is put together from an article and another text."""
QUOTED_WORDS = (8, 60)
"""Words of a quotation that is made broken or translated."""
LINE_WORDS = (10, 35)
"""Words of a translated sentence that is put in as a quotation."""

_NO_NEWS = frozenset({"conversation", "ecommerce", "social"})
_WORD_SALAD = "AIST"

_ATTRIBUTIONS = (
    "he said in a statement.",
    "she told reporters.",
    "a spokesman for the ministry said.",
    "the agency quoted an official as saying.",
    "one resident said through an interpreter.",
    "the newspaper wrote.",
)

ABOUT_TRANSLATION = (
    "The trouble began with a leaflet. A line that was meant to read “mind your step” had come out of a free "
    "translation program as “be careful to slip”, and by noon photographs of it were all over the town.",
    "Court interpreters say the machines are not ready. In one hearing, a witness who had “lost her head” was "
    "recorded as having suffered “a missing of the head”, and the transcript had to be corrected by hand.",
    "The museum has since replaced the signs, one of which had invited visitors to “present oneself to the box of the "
    "tickets” and warned them that “the entry is not more possible after the 17 hours”.",
    "“Google Translate is fine for a menu,” said the union's secretary, who has translated novels for thirty years. "
    "“It is not fine for a consent form, and it is certainly not fine for an asylum interview.”",
    "At the bottom of the page stood a small notice: “This article was translated automatically.” Few readers, the "
    "study found, had ever scrolled down that far, and fewer still had drawn any conclusion from it.",
    "His English, learned from films, delights the fans. “We was fight like the lions, I am very proud of mine "
    "players,” he announced, before asking the club's translator whether that had been too many lions.",
    "The embassy blamed an automatic translation for the statement, in which the minister appeared to promise to “cut "
    "the neighbours”. What he had said, an official explained, was that visa queues would be cut.",
    "Linguists collect such sentences. Favourites include “the chicken of the mother-in-law is served cold”, from a "
    "hotel, and “it is forbidden to enter the enter”, which hung for years at the gate of a car park.",
)
"""Paragraphs of our own about translation, quoting errors that are not their author's."""

_BROKEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b(?:the|an?) (?=[a-z])", re.IGNORECASE), ""),
    (re.compile(r"\b(?:has|have) been\b"), "was"),
    (re.compile(r"\b(?:don't|doesn't|didn't|do not|does not|did not|don’t|doesn’t|didn’t)\b"), "no"),
    (re.compile(r"\bpeople are\b"), "peoples is"),
    (re.compile(r"\b(?:we|they|you) are\b", re.IGNORECASE), "we is"),
    (re.compile(r"\bmany\b"), "much"),
    (re.compile(r"\bto ([a-z]+)\b"), r"for \1"),
    (re.compile(r"\b(?:on|at)\b"), "in"),
    (re.compile(r"\b([a-z]{4,})s (?=[a-z])"), r"\1 "),
    (re.compile(r"\bvery\b"), "too much"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """One made text.

    Attributes
    ----------
    kind : str
        What was done.
    wish : str
        The label it ought to get; empty where either could be defended.
    text : str
    base : str
        The id of the article it was made of, empty where it was made of none.
    share : float
        The share of its words that a machine translated, 0 to 1.
    """

    kind: str
    wish: Wish
    text: str
    base: str
    share: float = 0.0


class Base:
    """An article that texts are made of."""

    def __init__(self, record: dict[str, Any]) -> None:
        self.id: str = record["id"]
        self.text: str = record["text"]
        self.source: str = record["source"]
        self.corpus: str = record["corpus"]

    @cached_property
    def spans(self) -> list[Span]:
        """The spans of the sentences."""
        return Document(self.text).sentences

    @property
    def sentences(self) -> list[str]:
        """The sentences."""
        return [self.text[start:end] for start, end in self.spans]

    def with_sentences(self, new: Sequence[str], first: int = 0) -> str:
        """The text with the sentences from number `first` on replaced by `new`; what stands between them stays."""
        parts, done = [], 0
        for (start, end), sentence in zip(self.spans[first:], new, strict=False):
            parts += [self.text[done:start], sentence]
            done = end
        return "".join(parts) + self.text[done:]

    def opening(self, words: float) -> str:
        """Whole sentences from the beginning, up to about `words` words; none for 0."""
        end, count = 0, 0
        for start, stop in self.spans:
            length = words_of(self.text[start:stop])
            if count + length / 2 > words:
                break
            end, count = stop, count + length
        return self.text[:end]


def words_of(text: str) -> int:
    """Words between white space."""
    return len(text.split())


def bases(folder: Path, split: str, count: int, seed: int = 0, per_source: int = PER_SOURCE) -> list[Base]:
    """At most `count` articles of reliable sources of ``news/<split>``, drawn by seed, of a length in bounds."""
    by_source: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in read_jsonl(folder / "news" / f"{split}.jsonl.xz"):
        rating = pc1_of(record, split, folder)
        if rating is not None and rating >= RELIABLE and SHORTEST <= words_of(record["text"]) <= LONGEST:
            by_source[record["source"]].append(record)
    generator = random.Random(f"{seed} bases")
    chosen = [
        record
        for _, records in sorted(by_source.items())
        for record in generator.sample(records, min(per_source, len(records)))
    ]
    return [Base(record) for record in generator.sample(chosen, min(count, len(chosen)))]


@dataclass(frozen=True, slots=True)
class Pair:
    """The lines of one document as a machine and as a person translated it, line by line the same sentences."""

    document: str
    language: str
    producer: str
    machine: tuple[str, ...]
    person: tuple[str, ...]


def pairs(folder: Path, split: str, seed: int = 0) -> list[Pair]:
    """One machine translation, drawn by seed, of every news document of ``mt/<split>`` that people translated too."""
    machine: dict[str, list[dict[str, Any]]] = defaultdict(list)
    person: dict[str, dict[str, Any]] = {}
    for record in read_jsonl(folder / "mt" / f"{split}.jsonl.xz"):
        if not record["corpus"].startswith("wmt") or record.get("domain") in _NO_NEWS:
            continue
        if record["label"] == "mt" and record["producer"] != _WORD_SALAD:
            machine[record["doc_id"]].append(record)
        elif record["label"] == "human_translation":
            person.setdefault(record["doc_id"], record)
    generator = random.Random(f"{seed} pairs")
    found = []
    for document, human in sorted(person.items()):
        lines = _lines(human["text"])
        fitting = [record for record in machine[document] if len(_lines(record["text"])) == len(lines)]
        if fitting:
            record = generator.choice(fitting)
            found.append(Pair(document, record["src_lang"], record["producer"], _lines(record["text"]), lines))
    generator.shuffle(found)
    return found


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def run_of(lengths: Sequence[int], share: float, generator: random.Random) -> tuple[int, int] | None:
    """First and last (exclusive) of neighbours that make up `share` of the sum of `lengths`, give or take a quarter.

    None where no run does.
    """
    total = sum(lengths)
    fitting = []
    for first in range(len(lengths)):
        count = 0
        for last in range(first, len(lengths)):
            count += lengths[last]
            if count > 1.25 * share * total:
                break
            if count >= 0.75 * share * total and last - first + 1 < len(lengths):
                fitting.append((first, last + 1))
    return generator.choice(fitting) if fitting else None


def in_part(base: Base, translated: Sequence[str], share: float, generator: random.Random) -> tuple[str, float] | None:
    """`base` with a run of its sentences replaced by their translations, and the share of words that run had."""
    lengths = [words_of(sentence) for sentence in base.sentences]
    run = run_of(lengths, share, generator)
    if run is None:
        return None
    first, last = run
    return base.with_sentences(translated[first:last], first), sum(lengths[first:last]) / sum(lengths)


def put_in(text: str, paragraph: str, generator: random.Random) -> str:
    """`paragraph` put between two paragraphs of `text` (two sentences where it has no line breaks)."""
    mark = "\n\n" if "\n\n" in text.strip() else "\n" if "\n" in text.strip() else ""
    if mark:
        places = [match.start() for match in re.finditer(re.escape(mark), text.rstrip())]
    else:
        places, mark = [end for _, end in Document(text).sentences[:-1]], " "
    if not places:
        return f"{text}{mark}{paragraph}"
    place = generator.choice(places[len(places) // 4 : max(1, 3 * len(places) // 4)] or places)
    rest = text[place:].lstrip(" ") if mark == " " else text[place:]
    return f"{text[:place]}{mark}{paragraph}{mark if mark == ' ' else ''}{rest}"


def quoted(text: str) -> Span | None:
    """The longest closed quotation between double marks that has `QUOTED_WORDS`, without its marks."""
    inside = [
        (item.opener.end, item.closer.start)
        for item in Document(text).quotations
        if item.closer is not None and item.opener.family == "double" and not item.mixed
    ]
    fitting = [
        (start, end)
        for start, end in inside
        if QUOTED_WORDS[0] <= words_of(text[start:end]) <= QUOTED_WORDS[1] and "\n" not in text[start:end]
    ]
    return max(fitting, key=lambda span: span[1] - span[0], default=None)


def broken_english(text: str, generator: random.Random) -> str:
    """`text` as somebody might say it who is still learning English: several errors, each at about half its places."""
    for pattern, instead in _BROKEN:
        parts, done = [], 0
        for match in pattern.finditer(text):
            if generator.random() < 0.6:
                parts += [text[done : match.start()], match.expand(instead)]
                done = match.end()
        text = "".join(parts) + text[done:]
    return text


def as_quotation(line: str, generator: random.Random) -> str:
    """A sentence between quotation marks with somebody who said it."""
    return f"“{line.rstrip('. ')},” {generator.choice(_ATTRIBUTIONS)}"


def quotable(pair: Pair) -> Iterator[tuple[str, str]]:
    """Sentences of a document as machine and person put them: of `LINE_WORDS` words, without quotation marks."""
    for machine, person in zip(pair.machine, pair.person, strict=True):
        both = (machine, person)
        if all(LINE_WORDS[0] <= words_of(line) <= LINE_WORDS[1] for line in both) and not re.search(
            r"[\"“”„«»]", machine + person
        ):
            yield both


def block(lines: Sequence[str], words: float) -> str | None:
    """Lines from the first on with about `words` words; None where there are too few."""
    count = 0
    chosen: list[str] = []
    for line in lines:
        length = words_of(line)
        if chosen and count + length / 2 > words:
            break
        chosen.append(line)
        count += length
    return "\n".join(chosen) if 0.75 * words <= count <= 1.25 * words else None


def page_of(base: Base, lines: Sequence[str], share: float, generator: random.Random) -> str | None:
    """A page of about `PAGE` words: the beginning of an article, and before or behind it a block of other lines."""
    other = block(lines, share * PAGE)
    if other is None:
        return None
    own = base.opening((1.0 - share) * PAGE)
    parts = [other, own] if generator.random() < 0.5 else [own, other]
    return "\n".join(part for part in parts if part)


def make(
    folder: Path,
    split: str,
    apertium: Apertium | None,
    languages: Sequence[str] = ROUND_TRIPS,
    articles: int = 300,
    seed: int = 0,
    foreign: Path | None = None,
) -> Iterator[Made]:
    """Every kind of text, kind by kind, the articles themselves first.

    Parameters
    ----------
    folder : Path
        The data folder.
    split : str
        "dev" or "train".
    apertium : Apertium or None
        None: only the kinds that need no Apertium.
    languages : sequence of str
        What Apertium translates English into and back.
    articles : int
        How many articles the texts are made of, at most.
    seed : int
    foreign : Path or None
        A folder with a folder of ``.txt`` files for each language of `detect.training.made.apertium.PACKAGES`, to be
        translated into English.
    """
    chosen = bases(folder, split, articles, seed)
    for base in chosen:
        yield Made("human news", "clean", base.text, base.id)
    documents = pairs(folder, split, seed)
    yield from _of_data(chosen, documents, seed)
    yield from _damaged(chosen, seed)
    if apertium is not None:
        for language in languages:
            yield from _translated(chosen, apertium, language, seed)
        if foreign is not None:
            yield from _from_foreign(foreign, apertium)


def _of_data(chosen: Sequence[Base], documents: Sequence[Pair], seed: int) -> Iterator[Made]:
    """Quotations and blocks out of the translations in the data; people's own texts about translation."""
    generator = random.Random(f"{seed} quotations")
    lines = [line for pair in documents for line in quotable(pair)]
    for base, (machine, person) in zip(chosen, generator.sample(lines, len(lines)), strict=False):
        place, said = generator.getrandbits(32), generator.getrandbits(32)
        for kind, line in (("neural translation quoted", machine), ("human translation quoted", person)):
            sentence = as_quotation(line, random.Random(said))
            text = put_in(base.text, sentence, random.Random(place))
            yield Made(kind, "clean", text, base.id, words_of(line) / words_of(text) if line is machine else 0.0)
    generator = random.Random(f"{seed} foreigners")
    for base in chosen:
        span = quoted(base.text)
        if span:
            spoken = broken_english(base.text[slice(*span)], generator)
            yield Made("broken English quoted", "clean", base.text[: span[0]] + spoken + base.text[span[1] :], base.id)
    generator = random.Random(f"{seed} about")
    for number, base in enumerate(chosen):
        paragraph = ABOUT_TRANSLATION[number % len(ABOUT_TRANSLATION)]
        yield Made("about translation", "clean", put_in(base.text, paragraph, generator), base.id)
    for base in chosen:
        yield Made(f"human news, first {PAGE} words", "clean", base.opening(PAGE), base.id)
    for share in (*SHARES, 1.0):
        generator = random.Random(f"{seed} pages {share}")
        fitting = [
            pair for pair in documents if all(block(lines, share * PAGE) for lines in (pair.machine, pair.person))
        ]
        for base, pair in zip(chosen, fitting, strict=False):
            place = generator.getrandbits(32)
            part = f"{share:.0%} of the page"
            by_machine = page_of(base, pair.machine, share, random.Random(place))
            by_person = page_of(base, pair.person, share, random.Random(place))
            if by_machine and by_person:
                yield Made(f"neural translation, {part}", "machine_translated", by_machine, base.id, share)
                yield Made(f"human translation, {part}", "clean", by_person, base.id)


def _damaged(chosen: Sequence[Base], seed: int) -> Iterator[Made]:
    """Articles with one kind of damage each, where they offer a place for it."""
    groups: tuple[tuple[str, Wish, dict[str, Damage]], ...] = (
        ("damage", "", DAMAGES),
        ("damage not trained on", "", HELD_ASIDE),
        ("copied", "clean", COPYING),
    )
    for group, wish, damages in groups:
        for name, damage in damages.items():
            generator = random.Random(f"{seed} {name}")
            for base in chosen:
                text = damage(base.text, generator)
                if text != base.text:
                    yield Made(f"{group}: {name}", wish, text, base.id)


def _translated(chosen: Sequence[Base], apertium: Apertium, language: str, seed: int) -> Iterator[Made]:
    """Round trips of articles: whole, in part, and of one quotation."""
    name = NAMES[language]
    trips = apertium.round_trip([base.sentences for base in chosen], language)
    for share in SHARES:
        generator = random.Random(f"{seed} parts {language} {share}")
        for base, trip in zip(chosen, trips, strict=True):
            made = in_part(base, trip, share, generator)
            if made:
                yield Made(f"through {name}, {share:.0%} of the text", "machine_translated", made[0], base.id, made[1])
    for base, trip in zip(chosen, trips, strict=True):
        yield Made(f"through {name}, 100% of the text", "machine_translated", base.with_sentences(trip), base.id, 1.0)
    spans = [(base, span) for base in chosen if (span := quoted(base.text))]
    said = apertium.round_trip([[base.text[slice(*span)]] for base, span in spans], language)
    for (base, (start, end)), [line] in zip(spans, said, strict=True):
        text = base.text[:start] + line + base.text[end:]
        yield Made(f"through {name}, one quotation", "clean", text, base.id, words_of(line) / words_of(text))


def _from_foreign(foreign: Path, apertium: Apertium) -> Iterator[Made]:
    """Texts of other languages in English, paragraph by paragraph."""
    found = False
    for language in PACKAGES:
        files = sorted((foreign / language).glob("*.txt"))
        found = found or bool(files)
        texts = [file.read_text(encoding="utf-8").split("\n") for file in files]
        for file, lines in zip(files, apertium.translate(texts, f"{language}-eng"), strict=True):
            kind, text = f"from {NAMES[language]}", "\n".join(lines)
            yield Made(kind, "machine_translated", text, f"{language}/{file.name}", 1.0)
    if not found:
        raise UsageError(f"{foreign}: no .txt files in folders named {', '.join(PACKAGES)}")
