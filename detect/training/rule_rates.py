"""How often each rule fires, per 1,000 words, on human news and on machine-made text of the development data.

``detect evaluate rules`` prints the table, shows hits to be read (`show`), draws findings for hand verdicts (`draw`)
and, with ``--write``, stores the rates as ``detect/rules/rates.json``, which `detect rule` shows.
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from detect.document import Document
from detect.errors import UsageError
from detect.finding import Finding, Severity
from detect.rules import select_rules
from detect.rules.base import Rule
from detect.rules.engine import RuleEngine
from detect.training.corpora import pc1_of, read_jsonl

RELIABLE = 0.75
"""Sources rated this or higher are "ordinary human-written news" in every figure."""

NEWS, OTHER_NEWS = "news, reliable", "news, other"
HUMAN, MACHINE, ORIGINAL = "human translation", "machine translation", "original"
MODEL, EDITED = "language model", "edited"
GROUPS = (NEWS, OTHER_NEWS, HUMAN, ORIGINAL, MACHINE, EDITED, MODEL)
"""The kinds of text, human ones first."""

ROUNDS = 1000
"""Bootstrap samples of an interval."""

ALIASES = {"mt": MACHINE, "ht": HUMAN, "llm": MODEL, "spun": EDITED}
"""Short names of groups."""


def groups_named(word: str) -> tuple[str, ...]:
    """The groups that a name, its beginning (``news`` for both kinds) or a short name (`ALIASES`) stands for.

    Raises UsageError for a word that fits none.
    """
    wanted = ALIASES.get(word.lower(), word.lower())
    found = tuple(group for group in GROUPS if group == wanted) or tuple(g for g in GROUPS if g.startswith(wanted))
    if not found:
        raise UsageError(f"no group of texts is called {word!r}; there are {'; '.join((*GROUPS, *ALIASES))}")
    return found


@dataclass(frozen=True, slots=True)
class Sample:
    """One text of the development data.

    ``group`` is one of `GROUPS`; ``part`` is what the group is divided by: the corpus of news, source language and year
    of translations, what was done to edited and generated texts. ``unit`` is what is drawn anew in a bootstrap: the
    article, or the source document of all its translations.
    """

    id: str
    text: str
    group: str
    part: str
    unit: str
    producer: str
    language: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A text that was looked at: its words, and its findings by (rule, severity)."""

    sample: Sample
    words: int
    hits: Counter[tuple[str, Severity]]

    def of(self, least: Severity) -> int:
        """Findings of a severity or above."""
        return sum(count for (_, severity), count in self.hits.items() if severity >= least)


def samples(folder: Path, split: str, every: int = 1, only: Iterable[str] = GROUPS) -> Iterator[Sample]:
    """The texts of the split that belong to the groups `only`.

    With `every` above 1, those of every ``every``-th article or source document of each file: a document comes with all
    its translations or with none.
    """
    wanted = set(only)

    def read(name: str, unit: str) -> Iterator[dict[str, Any]]:
        order: dict[str, int] = {}
        for record in read_jsonl(folder / name / f"{split}.jsonl.xz"):
            if order.setdefault(record[unit], len(order)) % every == 0:
                yield record

    if wanted & {NEWS, OTHER_NEWS}:
        for record in read("news", "id"):
            rating = pc1_of(record, split, folder)
            group = NEWS if rating is not None and rating >= RELIABLE else OTHER_NEWS
            yield Sample(record["id"], record["text"], group, record["corpus"], record["id"], record["source"], "en")
    if wanted & {HUMAN, MACHINE, ORIGINAL}:
        kinds = {"mt": MACHINE, "human_translation": HUMAN, "original": ORIGINAL}
        for record in read("mt", "doc_id"):
            language = record["src_lang"]
            yield Sample(
                record["id"],
                record["text"],
                kinds[record["label"]],
                f"{language} {record['year']}",
                record["doc_id"],
                record["producer"],
                language,
            )
    if wanted & {MODEL, EDITED}:
        for record in read("rewrite", "group"):
            kind = {"llm": MODEL, "edited": EDITED}.get(record["label"])
            if kind and record["domain"] == "news":
                part = str(record.get("transform", ""))
                yield Sample(record["id"], record["text"], kind, part, record["group"], record["producer"], "en")


def count(texts: Iterable[Sample], rules: Sequence[Rule] | None = None) -> list[Counted]:
    """The findings of every text, counted; of all stable rules unless some are named."""
    engine = RuleEngine(select_rules() if rules is None else rules)
    counted = []
    for sample in texts:
        document = Document(sample.text)
        hits = Counter((item.rule, item.severity) for item in engine.run(document).findings)
        # The text itself is not kept: a whole split would fill the memory.
        lean = Sample("", "", sample.group, sample.part, sample.unit, sample.producer, sample.language)
        counted.append(Counted(lean, document.word_count, hits))
    return counted


def table(counted: Sequence[Counted], split: str, rules: Sequence[Rule]) -> dict[str, Any]:
    """The content of ``rates.json``.

    Returns
    -------
    dict
        ``split``; ``words`` and ``texts`` by group; ``parts``: words by group and part; ``rules``: by code, findings
        per 1,000 words by group; ``by_part``: by code, group and part, those that are not 0; ``precision``: what
        `precisions` gives.
    """
    words: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    hits: dict[str, Counter[str]] = defaultdict(Counter)
    part_hits: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for item in counted:
        group, part = item.sample.group, item.sample.part
        words[group] += item.words
        texts[group] += 1
        parts[group][part] += item.words
        for (code, _), number in item.hits.items():
            hits[code][group] += number
            part_hits[code][group][part] += number
    order = [group for group in GROUPS if words[group]]
    exact = precisions(counted, [rule.code for rule in rules])
    return {
        "split": split,
        "words": {group: words[group] for group in order},
        "texts": {group: texts[group] for group in order},
        "parts": {group: dict(sorted(parts[group].items())) for group in order},
        "rules": {rule.code: {group: _rate(hits[rule.code][group], words[group]) for group in order} for rule in rules},
        "by_part": {
            rule.code: {
                group: {part: _rate(number, parts[group][part]) for part, number in sorted(by_part.items()) if number}
                for group, by_part in sorted(part_hits[rule.code].items())
            }
            for rule in rules
        },
        "precision": exact,
    }


def _rate(hits: int, words: int) -> float:
    return round(1000 * hits / max(1, words), 5)


def precisions(counted: Sequence[Counted], codes: Sequence[str]) -> dict[str, list[float] | None]:
    """Precision of each rule at equal words, with a 90 % interval.

    Precision is the rate on machine translation over the sum of the rates on machine translation and on reliable human
    news: of its findings in equal numbers of words of both, the share in the former. The interval is Wilson's for the
    share of translations among the source documents and articles that have a finding, brought to equal words; findings
    in one document, or in many translations of it, are not independent. A rule that looks for something else than
    translation (boilerplate, assistants) is not judged by it.

    Returns
    -------
    dict
        ``[precision, low, high]`` by code, each 0 to 1; None where neither side has a finding.
    """
    words: Counter[str] = Counter()
    hits: dict[str, Counter[str]] = defaultdict(Counter)
    units: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in counted:
        group = item.sample.group
        if group in (MACHINE, NEWS):
            words[group] += item.words
            for (code, _), number in item.hits.items():
                hits[code][group] += number
                units[code][group].add(item.sample.unit)
    result: dict[str, list[float] | None] = {}
    for code in codes:
        machine, news = (hits[code][group] / max(1, words[group]) for group in (MACHINE, NEWS))
        if machine + news == 0:
            result[code] = None
            continue
        value = machine / (machine + news)
        inside, outside = len(units[code][MACHINE]), len(units[code][NEWS])
        # Documents count as findings do: what a document has more than one of, on either side, goes into the odds.
        share = inside / (inside + outside)
        low, high = (_reweighted(bound, share, value) for bound in wilson(share, inside + outside))
        result[code] = [round(value, 3), round(low, 3), round(high, 3)]
    return result


def _reweighted(bound: float, share: float, value: float) -> float:
    """What `value` becomes if `share`, which stands for the same thing in documents, becomes `bound`.

    The odds of the two keep their ratio; where a share is 0 or 1 and has no odds, the bound stands for itself.
    """
    if share in (0.0, 1.0) or bound in (0.0, 1.0):
        return bound
    odds = bound / (1 - bound) * (value / (1 - value)) / (share / (1 - share))
    return odds / (1 + odds)


def wilson(share: float, number: int, z: float = 1.645) -> tuple[float, float]:
    """Wilson's score interval of a share of `number` (E. B. Wilson, JASA 22, 1927); 90 % unless `z` says otherwise."""
    centre = (share + z * z / (2 * number)) / (1 + z * z / number)
    half = z * (share * (1 - share) / number + z * z / (4 * number * number)) ** 0.5 / (1 + z * z / number)
    return max(0.0, centre - half), min(1.0, centre + half)


def bootstrap_weights(units: int, seed: int = 0, rounds: int = ROUNDS) -> Any:
    """How often each unit is drawn, shape ``(1 + rounds, units)``; the first row is the sample itself."""
    generator = np.random.default_rng(seed)
    drawn = generator.multinomial(units, np.full(units, 1 / units), size=rounds)
    return np.concatenate([np.ones((1, units)), drawn]).astype(np.float32)


def write_rates(rates: dict[str, Any]) -> Path:
    """Store the rates for `detect rule`; the path they are stored at."""
    path = Path(str(files("detect.rules").joinpath("rates.json")))
    path.write_text(json.dumps(rates, indent=1) + "\n", encoding="utf-8")
    return path


def findings(texts: Iterable[Sample], rules: Sequence[Rule]) -> Iterator[tuple[Sample, Finding]]:
    """Every finding of `rules`, with its text.

    All stable rules run, as in a real article, so that what stands in boilerplate is left out as it is there.
    """
    codes = {rule.code for rule in rules}
    engine = RuleEngine(sorted({*select_rules(), *rules}, key=lambda rule: rule.code))
    for sample in texts:
        for item in engine.run(Document(sample.text)).findings:
            if item.rule in codes:
                yield sample, item


def show(texts: Iterable[Sample], rules: Sequence[Rule], most: int, seed: int = 0) -> Iterator[str]:
    """Hits of the rules, each in 60 characters of context, drawn at random; first how many there are."""
    found = [
        f"[{item.rule} {item.severity}] {sample.group}, {sample.part}: {in_context(sample.text, item, 60)}"
        for sample, item in findings(texts, rules)
    ]
    random.Random(seed).shuffle(found)
    yield f"{len(found)} hits"
    yield from found[:most]


def in_context(text: str, item: Finding, reach: int) -> str:
    """A finding between ⟦⟧ with `reach` characters on either side, on one line."""
    before, after = text[max(0, item.start - reach) : item.start], text[item.end : item.end + reach]
    return f"{before}⟦{item.text}⟧{after}".replace("\n", "⏎")


def draw(
    texts: Iterable[Sample], number: int, seed: int, accept: Callable[[Finding], bool] | None = None
) -> list[dict[str, Any]]:
    """Findings of ``warning`` or above, drawn at random for a person to judge.

    Parameters
    ----------
    texts : iterable of Sample
    number, seed : int
        How many, and the seed of the draw. Fewer come out where there are fewer.
    accept : callable, optional
        Which findings may be drawn; those of ``warning`` or above unless given.

    Returns
    -------
    list of dict
        In text order; ``verdict`` and ``reason`` are empty, to be filled in (see `detect.training.verdicts`).
    """
    wanted = accept or (lambda item: item.severity >= Severity.WARNING)
    generator = random.Random(seed)
    kept: list[tuple[int, dict[str, Any]]] = []
    seen = 0
    for sample, item in findings(texts, select_rules()):
        if not wanted(item):
            continue
        seen += 1
        # Reservoir sampling (Vitter 1985, algorithm R): every finding has the same chance, none has to be kept.
        place = seen - 1 if len(kept) < number else generator.randrange(seen)
        if place < number:
            row = {
                "rule": item.rule,
                "severity": str(item.severity),
                "group": sample.group,
                "corpus": sample.part,
                "id": sample.id,
                "start": item.start,
                "end": item.end,
                "text": item.text,
                "before": sample.text[max(0, item.start - 150) : item.start],
                "after": sample.text[item.end : item.end + 150],
                "message": item.message,
                "verdict": "",
                "reason": "",
            }
            kept[place : place + 1] = [(seen, row)]
    return [row for _, row in sorted(kept, key=lambda pair: pair[0])]
