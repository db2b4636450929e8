"""What the full model adds to the fast one: both on the same sample of the ``dev`` files, side by side."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detect.encoder import ABOUT
from detect.encoder.stage import CODE, EncoderStage
from detect.errors import ModelError
from detect.finding import Severity
from detect.grammar.stage import GrammarStage
from detect.model.base import HEADS
from detect.model.stacked import StackedModel
from detect.model.store import models_folder, read_model
from detect.rules import get_rule
from detect.scorer import Scorer, Settings
from detect.training import grammar_sample
from detect.training.evaluate import (
    Judged,
    auc,
    by,
    flattened,
    judge,
    news_figures,
    quality_figures,
    rewrite_figures,
    share,
)
from detect.training.passages import kind_of


def scorers(model: StackedModel, stage: GrammarStage, encoder: EncoderStage | None = None) -> dict[str, Scorer]:
    """A scorer of the fast profile, and one of the full profile with `model` and the encoder it reads."""
    fast, full = Scorer(Settings()), Scorer(Settings(profile="full"))
    fast.__dict__["model"] = read_model(models_folder() / "fast")  # the lower level, with thresholds of its own
    full.__dict__["model"] = model
    full.__dict__["_grammar"] = stage
    full.__dict__["_encoder"] = encoder
    return {"fast": fast, "full": full}


def auc_by_corpus(translations: list[Judged], news: list[Judged], rewrites: list[Judged]) -> dict[str, Any]:
    """Areas under the ROC curve of one model.

    Machine translation against human translations of the same corpus, English originals and ordinary news; language
    models' news against human news of the same corpus.
    """
    figures: dict[str, Any] = {}
    originals = [item for item in translations if item.record["corpus"] == "wmt22-src"]
    for corpus, items in by(translations, lambda item: item.record["corpus"]).items():
        machine = [item for item in items if item.record["label"] == "mt" and item.record["src_lang"] != "liv"]
        human = [item for item in items if item.record["label"] == "human_translation"]
        if machine:
            figures[f"mt/dev {corpus}: human translation"] = auc(machine, human, HEADS[0])
            figures[f"mt/dev {corpus}: originals"] = auc(machine, originals, HEADS[0])
            figures[f"mt/dev {corpus}: news"] = auc(machine, news, HEADS[0])
    own = [item for item in rewrites if item.record["label"] == "human"]
    written = [item for item in rewrites if item.record["label"] == "llm" and kind_of(item.record) is not None]
    for corpus, items in by(written, lambda item: item.record["corpus"]).items():
        figures[f"rewrite/dev {corpus}: humans of the corpus"] = auc(
            items, [item for item in own if item.record["corpus"] == corpus], HEADS[1]
        )
    figures["rewrite/dev: humans of all corpora"] = auc(written, own, HEADS[1])
    figures["rewrite/dev: news"] = auc(written, news, HEADS[1])
    return figures


def measure(folder: Path, model_folder: Path, stage: GrammarStage | None = None) -> dict[str, Any]:
    """Every figure, as it stands in the ``metrics.json`` of the full model."""
    model = read_model(model_folder)
    if not isinstance(model, StackedModel):
        raise ModelError(f"the model in {model_folder} is not one of the full profile")
    figures: dict[str, dict[str, Any]] = {}
    encoder = None if model.encoder is None else EncoderStage(model_folder, model.encoder.sha256)
    for name, scorer in scorers(model, stage or GrammarStage(), encoder).items():
        news = judge(scorer, grammar_sample.reliable_dev(folder))
        translations = judge(scorer, grammar_sample.mt_dev(folder))
        rewrites = judge(scorer, grammar_sample.rewrite_dev(folder))
        machine = [item for item in translations if item.record["label"] == "mt" and len(item.record["text"]) > 400]
        own = news_figures(news)
        figures[name] = {
            "auc": auc_by_corpus(translations, news, rewrites),
            "news": {key: own[key] for key in ("articles", "false_labels", "false_labels_by_corpus", "mean_quality")},
            "quality": quality_figures(folder, translations),
            "machine translations labelled": share(machine, "machine_translated"),
            "language models labelled": rewrite_figures(rewrites, news)["labelled_rewritten"],
        }
        if name == "full":
            words = sum(item.words for item in news)
            families = {"grammar": "GRM"}
            if encoder is not None and not get_rule(CODE).preview:
                families["encoder"] = CODE
            for family, code in families.items():
                figures[name][f"{family} findings per 1,000 words of news"] = {
                    str(severity): round(1000.0 * _findings(news, code, severity) / max(1, words), 4)
                    for severity in (Severity.WARNING, Severity.INFO)
                }
    added = {
        key: None if value is None else round(value - figures["fast"]["auc"][key], 4)
        for key, value in figures["full"]["auc"].items()
    }
    whole = {"model": model.name, "thresholds": model.thresholds, **figures, "added to the auc": added}
    if encoder is not None:
        from detect.training.encoder.evaluate import tagger_figures

        whole["damaged words"] = tagger_figures(folder, encoder)
    return whole


def _findings(judged: list[Judged], code: str, severity: Severity) -> int:
    return sum(
        finding.rule.startswith(code) and finding.severity == severity
        for item in judged
        for finding in item.result.findings
    )


def write(model_folder: Path, metrics: Mapping[str, Any]) -> None:
    """Store `metrics` as the model's ``metrics.json``."""
    (model_folder / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")


_ENCODER = """
The encoder (`encoder.onnx`, int8, SHA-256 `{sha256}`) is the first {layers} layers of
{pretrained}, fine-tuned by `detect train encoder`
(docs/encoder.md) on the folds of the training data this upper level and its thresholds do not stand on, and on marked
sentences of {marked} in `mt_errors/train` and `mqm/train`. `tokenizer.json` is that of the pretrained encoder,
unchanged (Apache-2.0). Quantised, its log-odds correlate with those it was trained to give by {correlation}.
Words are reported as damaged from a probability of {info} (`info`) and {warning} (`warning`) on, set on
{words:,} words of held-out reliable news.
"""

_CARD = """\
# Model card: {name}

Written by `detect train --profile full`; every figure comes from `metrics.json` beside this file and is measured again
by `detect evaluate --profile full`.

## What it is
The fast model (its own card: `models/fast/MODEL_CARD.md`), and on top of it one logistic regression a head
(scikit-learn {sklearn}) over the fast model's log-odds{encoder_values} and the rates of the grammar findings of
LanguageTool {languagetool}: stacked generalisation. The upper level was fitted on a sample of {sampled:,} passages,
with the probabilities that folds of a model of the same kind as the fast one, fitted on {lower:,} passages, give of
those they were not fitted on. Thresholds: {threshold_origin}
({threshold_articles:,} articles of sources rated 0.75 or higher in `news/train`, out of folds), carried over with
{threshold_articles_with_grammar:,} of these articles that LanguageTool read. Weights are arrays (`weights.npz`, no
pickle).
{encoder}
## Intended use
As the fast model, where there is time for grammar: findings of LanguageTool beside all others, and a probability that
takes them into account where they help. It needs `detect grammar setup`. What it adds to the probabilities is in the
table below; the findings are there either way.

## Training data
As for the fast model, by a hash of document or source: {passages}.

SHA-256 of the files:

{hashes}

## Weights of the upper level
{weights}

## What it adds, on a sample of `dev`
{added}

## Figures on a sample of `dev` (`detect evaluate --profile full`)
{figures}

## Limits
- Those of the fast model.
- The figures stand on a sample of `dev` (`detect/training/grammar_sample.py`), not on all of it, so they differ a
  little from those in the fast model's card.
- Another version of LanguageTool has other rules; the rates and weights belong to {languagetool}.
"""


def write_card(model_folder: Path, metrics: Mapping[str, Any]) -> None:
    """Write ``MODEL_CARD.md`` into the model's folder."""
    about = json.loads((model_folder / "model.json").read_text(encoding="utf-8"))
    added = ["| AUC against | fast | full | added |", "|---|---:|---:|---:|"]
    added += [
        f"| {key} | {metrics['fast']['auc'][key]} | {value} | {metrics['added to the auc'][key]:+.4f} |"
        for key, value in metrics["full"]["auc"].items()
        if value is not None
    ]
    weights = ["| feature | machine_translated | rewritten |", "|---|---:|---:|"]
    weights += [
        f"| {name} | {value:+.3f} | {about['weights'][HEADS[1]][name]:+.3f} |"
        for name, value in about["weights"][HEADS[0]].items()
    ]
    figures = ["| figure | value |", "|---|---|", *(f"| {name} | {value} |" for name, value in flattened(metrics))]
    encoder = ""
    hashes = dict(about["data"])
    if about.get("encoder_features"):
        neural = json.loads((model_folder / ABOUT).read_text(encoding="utf-8"))
        hashes |= neural["data"]
        encoder = _ENCODER.format(
            sha256=neural["sha256"],
            layers=neural["layers"],
            pretrained=neural["pretrained"],
            marked=", ".join(neural["training"]["marked_sentences"]),
            correlation=", ".join(f"{value} ({name})" for name, value in neural["int8_correlation"].items()),
            info=neural["thresholds"]["info"],
            warning=neural["thresholds"]["warning"],
            words=neural["threshold_words"],
        )
    text = _CARD.format(
        name=metrics["model"],
        encoder=encoder,
        encoder_values=", what the encoder says" if encoder else "",
        threshold_origin="set as those of the fast model are" if encoder else "those of the fast model",
        sklearn=about["scikit-learn"],
        languagetool=about["languagetool"],
        lower=about["fold_passages"],
        sampled=sum(about["passages"].values()),
        threshold_articles=about["threshold_articles"],
        threshold_articles_with_grammar=about["threshold_articles_with_grammar"],
        passages=", ".join(f"{number:,} of {kind}" for kind, number in about["passages"].items()),
        hashes="\n".join(f"- `{name}` {value}" for name, value in hashes.items()),
        weights="\n".join(weights),
        added="\n".join(added),
        figures="\n".join(figures),
    )
    (model_folder / "MODEL_CARD.md").write_text(text, encoding="utf-8")
