"""What a finding's ``origin`` is worth, measured; and how often the guess of an article's origin is right.

``detect evaluate rules --origin`` prints the confusion matrix on ``mt/dev``; with ``--write`` the weights are first
measured again on ``train`` and stored as ``detect/lexicons/origin_weights.tsv``.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from detect.document import Document
from detect.lexicons import read_tsv
from detect.origin import likely_origin, weights
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.training.rule_rates import HUMAN, MACHINE, NEWS, Sample, samples

SYSTEMS = 4
"""Translations that are looked at for each source document."""
SHRINK = 100_000
"""Words of the average rule that every measured rate is mixed with, so that one hit proves little."""
_HEAD = """\
# What a finding that names a source language is worth: bits (base-2 logarithm of its rate in translations from that
# language over its rate elsewhere: translations from other languages and reliable human news), by rule and language.
# Counted in documents, on the mt and news folders of the development data, train, and mixed with {shrink:,} words of
# the average rule. Languages without translations there have its rate. "*": what was not measured.
# Made by: detect evaluate rules --origin --write
rule\torigin\tweight
"""


def _few(texts: Iterable[Sample]) -> Iterable[Sample]:
    """At most `SYSTEMS` translations of each document; nothing translated from a translation of English."""
    taken: Counter[str] = Counter()
    for sample in texts:
        taken[sample.unit] += 1
        if taken[sample.unit] <= SYSTEMS and (sample.language != "en" or sample.group == NEWS):
            yield sample


def measure_weights(folder: Path) -> dict[tuple[str, str], float]:
    """Bits by (rule, language), and for ``("*", "*")``."""
    engine = RuleEngine(select_rules())
    words: Counter[str] = Counter()
    hits: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for group, every in ((MACHINE, 1), (NEWS, 10)):
        for sample in _few(samples(folder, "train", every, (group,))):
            document = Document(sample.text)
            words[sample.language] += document.word_count
            for item in engine.run(document).findings:
                if item.origin is not None:
                    hits[item.rule, item.origin][sample.language].add(sample.unit)
    everywhere = words.total()

    def counts(key: tuple[str, str]) -> tuple[int, int, int, int]:
        own = len(hits[key][key[1]])
        return own, words[key[1]], sum(map(len, hits[key].values())) - own, everywhere - words[key[1]]

    known = [key for key in hits if words[key[1]]]
    mean_own = sum(counts(key)[0] for key in known) / max(1, sum(counts(key)[1] for key in known))
    mean_other = sum(counts(key)[2] for key in known) / max(1, sum(counts(key)[3] for key in known))

    def weight(own: int, own_words: int, other: int, other_words: int) -> float:
        inside = (own + SHRINK * mean_own) / (own_words + SHRINK)
        outside = (other + SHRINK * mean_other) / (other_words + SHRINK)
        return round(math.log2(inside / outside), 2)

    found = {key: weight(*counts(key)) for key in hits}
    found["*", "*"] = weight(0, 0, 1, everywhere)  # as if it had been met once where it should not be
    return found


def write_weights(table: dict[tuple[str, str], float]) -> Path:
    """Store the weights; the path they are stored at."""
    path = Path(str(files("detect.lexicons").joinpath("origin_weights.tsv")))
    lines = [f"{rule}\t{origin}\t{value}\n" for (rule, origin), value in sorted(table.items())]
    path.write_text(_HEAD.format(shrink=SHRINK) + "".join(lines), encoding="utf-8")
    read_tsv.cache_clear()
    weights.cache_clear()
    return path


def confusion(folder: Path, split: str = "dev") -> dict[str, Any]:
    """How often the guess is right on machine translations, and how often there is one.

    Returns
    -------
    dict
        ``translations``, ``guessed``, ``right``; ``coverage`` (guessed of all) and ``accuracy`` (right of guessed), 0
        to 1; ``matrix``: guesses (``-`` for none) by source language; ``beside``: texts and guesses of other kinds,
        which for news are all wrong.
    """
    engine = RuleEngine(select_rules())
    matrix: dict[str, Counter[str]] = defaultdict(Counter)
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for sample in _few(samples(folder, split, 1, (MACHINE, HUMAN, NEWS))):
        guess = likely_origin(engine.run(Document(sample.text)).findings)
        row = matrix[sample.language] if sample.group == MACHINE else beside[sample.group]
        row["-" if guess is None else guess.lang] += 1
    total = sum(row.total() for row in matrix.values())
    guessed = total - sum(row["-"] for row in matrix.values())
    right = sum(row[language] for language, row in matrix.items())
    return {
        "translations": total,
        "guessed": guessed,
        "right": right,
        "coverage": round(guessed / max(1, total), 4),
        "accuracy": round(right / guessed, 4) if guessed else None,
        "matrix": {language: dict(sorted(row.items())) for language, row in sorted(matrix.items())},
        "beside": {
            group: {"texts": row.total(), "guessed": row.total() - row["-"]} for group, row in sorted(beside.items())
        },
    }
