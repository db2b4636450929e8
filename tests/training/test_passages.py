"""Passages for training."""

import json
import lzma
import random
from collections import Counter
from pathlib import Path

import pytest

from detect.training.passages import (
    COPIED_SHARE,
    LONGEST,
    SPUN_ARTICLES,
    SPUN_SOURCES,
    WEIGHTS,
    Passage,
    cut,
    kind_of,
    laid_out,
    passages,
    reliable_news,
    weigh,
)

LONG = "\n".join(f"Sentence number {number} of the report is here. And one more follows it." for number in range(300))


def test_a_passage_is_a_run_of_whole_sentences() -> None:
    generator = random.Random(0)
    for _ in range(50):
        passage = cut(LONG, generator)
        assert passage in LONG
        assert passage.startswith(("Sentence", "And"))
        assert passage.endswith(".")
        assert len(passage.split()) <= LONGEST + 20
    assert cut("A short one.", generator) == "A short one."


def test_weights_follow_kind_and_square_root_of_the_corpus() -> None:
    def passage(kind: str, corpus: str) -> Passage:
        return Passage("text", "human", kind, "group", corpus)

    chosen = [passage("news", "large")] * 16 + [passage("news", "small")] * 4 + [passage("original", "one")]
    weights = weigh(chosen, "rewritten")
    assert sum(weights) == pytest.approx(len(chosen))
    assert sum(weights[:16]) == pytest.approx(2 * sum(weights[16:20]))
    wanted = WEIGHTS["rewritten"]
    assert sum(weights[:20]) / weights[20] == pytest.approx(wanted["news"] / wanted["original"])


def test_layout_changes_white_space_only() -> None:
    generator = random.Random(0)
    variants = {laid_out(LONG, generator) for _ in range(50)}
    assert len(variants) == 4
    assert len({"".join(variant.split()) for variant in variants}) == 1


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"label": "mt"}, ("machine_translated", "machine translation")),
        ({"label": "human_translation"}, ("human", "human translation")),
        ({"label": "edited", "transform": "back_translated"}, ("machine_translated", "round trip")),
        ({"label": "edited", "transform": "word_substituted"}, ("rewritten", "edited")),
        ({"label": "llm", "transform": "generated"}, ("rewritten", "language model")),
        ({"label": "edited", "transform": "char_perturbed"}, None),
        ({"label": "human", "id": "raidar:Human:386"}, ("human", "human, rewrite corpora")),
        ({"label": "human", "id": "raidar:Human:387"}, None),
        ({"label": "llm", "transform": "rewritten", "id": "raidar:Human:387:rewrite"}, ("rewritten", "language model")),
        ({"label": "llm", "transform": "continuation_base"}, None),
    ],
)
def test_kinds(record: dict[str, str], expected: tuple[str, str] | None) -> None:
    assert kind_of(record) == expected


def test_some_news_is_copied_badly(tmp_path: Path) -> None:
    article = "The mayor of Northport told Ada Kern nothing. “Everything remains closed,” he said. Nobody had asked."
    for name in ("mt", "rewrite", "boilerplate", "news"):
        (tmp_path / name).mkdir()
        with lzma.open(tmp_path / name / "train.jsonl.xz", "wt") as out:
            if name == "news":
                record = {"text": article, "source": "northport", "corpus": "own"}
                out.writelines(json.dumps(record) + "\n" for _ in range(1000))
    chosen = list(passages(tmp_path, articles=1000, spun_articles=0))
    changed = [passage for passage in chosen if passage.text.split() != article.split()]
    assert len(changed) / len(chosen) == pytest.approx(COPIED_SHARE, abs=0.05)
    assert {(passage.label, passage.kind) for passage in changed} == {("human", "news")}
    assert any("„Everything remains closed,“" in passage.text for passage in changed)
    assert list(passages(tmp_path, articles=1000, spun_articles=0)) == chosen


def test_a_spun_source_is_no_human_one(tmp_path: Path) -> None:
    article = "The mayor of Northport said on Monday that the harbor would be closed. Nobody had asked her about it."
    for name in ("mt", "rewrite", "boilerplate", "news"):
        (tmp_path / name).mkdir()
        with lzma.open(tmp_path / name / "train.jsonl.xz", "wt") as out:
            if name == "news":
                rows = [("northport", "a"), (min(SPUN_SOURCES), "b"), ("northport", min(SPUN_ARTICLES))]
                for source, number in rows:
                    out.write(json.dumps({"text": article, "source": source, "id": number, "corpus": "own"}) + "\n")
    (tmp_path / "news" / "sources.train.json").write_text(json.dumps({source: {"pc1": 0.9} for source, _ in rows}))
    made = list(passages(tmp_path, spun_articles=3))
    assert Counter((passage.kind, passage.corpus) for passage in made) == {
        ("news", "own"): 1, ("spun", "own"): 2, ("spun", "WordNet"): 1,
    }  # fmt: skip
    assert {passage.label for passage in made if passage.kind == "spun"} == {"rewritten"}
    assert [passage.kind for passage in passages(tmp_path, spun_articles=0)] == ["news"]
    assert {record["id"] for record in reliable_news(tmp_path, 0.75)} == {"a"}
