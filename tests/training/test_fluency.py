"""Fluency: fitted on systems that people compared, with what an encoder says of damage beside it."""

import json
import lzma
import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")

from detect.training import fluency
from detect.training.corpora import read_jsonl
from detect.training.judgements import standard_errors, system_scores

SYSTEMS, DOCUMENTS = 5, 50
WORDS = "council school garden river market teacher driver doctor farmer window bridge letter engine station".split()


def sentence(generator: random.Random) -> str:
    one, two, three = generator.sample(WORDS, 3)
    return f"The {one} near the old {two} was opened by the new {three} on Monday morning."


def damaged(text: str, level: int, generator: random.Random) -> str:
    """`text` with `level` of ten articles lost: the worse the system, the more."""
    return " ".join(word for word in text.split() if word != "the" or generator.random() >= level / 10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Translations from three languages; system s0 is the best."""
    place = tmp_path_factory.mktemp("data")
    (place / "mt").mkdir()
    generator = random.Random(0)
    rankings = []
    with lzma.open(place / "mt" / "train.jsonl.xz", "wt", encoding="utf-8") as lines:
        for language in ("cs", "de", "ja"):
            systems = [
                {"producer": f"s{number}", "score_z": -number / 10, "n": 1300, "human": False}
                for number in range(SYSTEMS)
            ]
            rankings.append({"corpus": "wmt", "pair": f"{language}-en", "metric": "DA", "systems": systems})
            for document in range(DOCUMENTS):
                text = " ".join(sentence(generator) for _ in range(5))
                for number in range(SYSTEMS):
                    record = {
                        "id": f"{language}/{document}/s{number}",
                        "text": damaged(text, number, generator),
                        "label": "mt",
                        "corpus": "wmt",
                        "src_lang": language,
                        "producer": f"s{number}",
                        "doc_id": f"{language}/{document}",
                    }
                    lines.write(json.dumps(record) + "\n")
    (place / "mt" / "system_ranking.json").write_text(json.dumps(rankings))
    return place


def seen(folder: Path, sign: float) -> fluency.Damage:
    """An encoder that sees, with some noise, how good the system behind a text is: what no feature says."""
    level = {record["text"]: int(record["producer"][1:]) for record in read_jsonl(folder / "mt" / "train.jsonl.xz")}

    def damage(texts: Iterable[str]) -> np.ndarray:
        generator = np.random.default_rng(2)
        return np.array([sign * level[text] + generator.normal() for text in texts])

    return damage


def test_a_text_of_a_better_system_is_more_fluent(folder: Path) -> None:
    fitted = fluency.fit(folder)
    assert not [name for name in fitted.scaling.names if name.startswith(("boilerplate.", "rule.BPL"))]
    judged = fluency._Judged(folder)
    values = (judged.inputs * fitted.weights).sum(axis=1)
    means = [values[[key[2] == f"s{number}" for key in judged.keys]].mean() for number in range(SYSTEMS)]
    assert means == sorted(means, reverse=True)


@pytest.mark.parametrize("sign", [1.0, -1.0], ids=["damage", "its reverse"])
def test_damage_takes_from_fluency_and_never_adds_to_it(folder: Path, sign: float) -> None:
    read = fluency._Read(folder, seen(folder, sign))
    assert len(read.target) % SYSTEMS == 0
    assert len(read.target) < 3 * SYSTEMS * DOCUMENTS
    cost = read.cost(np.ones(len(read.target), dtype=bool))
    assert cost < -0.05 if sign > 0.0 else cost == 0.0


def test_out_of_language_values_follow_people(folder: Path) -> None:
    judged = fluency._Judged(folder)
    values = judged.out_of_language(fluency.PENALTY)
    share, pairs = fluency.in_order(system_scores(folder), standard_errors(folder), judged.keys, values)
    assert pairs == 3 * SYSTEMS * (SYSTEMS - 1) / 2
    assert share == 1.0
