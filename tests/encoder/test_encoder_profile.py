"""The encoder inside a scorer of the full profile: the same results for any batch size and number of jobs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detect.article import Article
from detect.encoder.stage import CODE
from detect.features import encoder
from detect.grammar.stage import GrammarStage
from detect.model.base import HEADS
from detect.model.stacked import EncoderPart
from detect.model.store import load_model, reads_encoder
from detect.result import Scored
from detect.rules import get_rule
from detect.scorer import Scorer, Settings

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def scorer(grammar_server: Any, encoder_stage: Any) -> Iterator[Scorer]:
    """The shipped full model, with weights for the encoder whether or not it has some."""
    made = Scorer(Settings(profile="full", features=True, grammar_url=grammar_server.url))
    names = tuple(feature.name for feature in encoder.features()[: encoder.WINDOWS])
    size = len(names)
    part = EncoderPart(
        names, np.zeros(size), np.ones(size), np.full((len(HEADS), size), 0.5), encoder_stage.encoder.sha256
    )
    made.__dict__["model"] = replace(load_model("full"), encoder=part)
    stage = made.__dict__["_grammar"] = GrammarStage(grammar_server.url)
    yield made
    stage._checker.tool.close()


def articles() -> list[Article]:
    paths = sorted(EXAMPLES.rglob("*.txt"))[:8]
    return [Article(path.name, path.read_text(encoding="utf-8")) for path in paths]


def test_batches_change_nothing(scorer: Scorer) -> None:
    together = scorer.score_batch(articles())
    alone = [result for article in articles() for result in scorer.score_batch([article])]
    assert [item.to_dict() for item in together] == [item.to_dict() for item in alone]
    for result, article in zip(together, articles(), strict=True):
        assert isinstance(result, Scored)
        assert list(result.features) == list(scorer.feature_names)
        assert result.features["encoder.windows"] >= 1
        for finding in result.findings:
            assert article.text[finding.start : finding.end] == finding.text


def test_its_findings_come_when_they_are_selected(scorer: Scorer) -> None:
    loud = Scorer(replace(scorer.settings, select=("ALL", CODE)))
    loud.__dict__ |= {name: scorer.__dict__[name] for name in ("model", "_grammar")}
    added = 0
    for one, other in zip(loud.score_batch(articles()), scorer.score_batch(articles()), strict=True):
        own = [item for item in one.findings if item.rule == CODE]
        added += len(own)
        assert get_rule(CODE).preview
        assert [item for item in one.findings if item.rule != CODE] == list(other.findings)
        assert one.features == other.features
        assert one.scores.machine_translated == other.scores.machine_translated
    assert added


@pytest.mark.parametrize("profile", ["fast", "full"])
def test_the_shipped_models_read_an_encoder_only_in_the_full_profile(profile: str) -> None:
    from detect.model import models_folder

    wanted = profile == "full" and reads_encoder(models_folder() / "full")
    own = Scorer(Settings(profile=profile))
    assert any(name.startswith("encoder.") for name in own.feature_names) == wanted
