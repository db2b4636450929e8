"""The model card, written from what was measured."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detect.model.base import HEADS
from detect.training.evaluate import flattened

_CARD = """\
# Model card: {name}

Written by `detect train`; every figure comes from `metrics.json` beside this file and is measured again by
`detect evaluate`.

## What it is
Two linear heads (logistic regression, scikit-learn {sklearn}) over named features and hashed masked n-grams, each with
Platt scaling: the calibrated probabilities `machine_translated` and `rewritten`. A third part, `ranking.json`, is the
ranking of sources. Weights are arrays (`weights.npz`, no pickle); inference needs numpy alone.

## Intended use
Sorting and gating English news articles by the thousand. One article's score is a reason to look, not proof: machine
translation and human translation of the same text are hard to tell apart (below). Not for judging people, and not for
texts that are not news-like prose of {min_words} words or more.

## Training data
Development data described in `docs/data.md`, `train` files only; texts belong to their publishers and are not part of
the project. Licences as stated by the collectors: WMT21 system outputs and references (no licence in the repository;
released for research), HT-vs-MT (MIT), news corpora (Apache-2.0, GPL-3.0, CC BY-NC-SA 4.0, MIT or none stated, by
corpus; see `docs/data.md`), rewrite corpora (MIT, Apache-2.0 or none stated), content
lines of web pages (CC-BY-4.0, MIT, Apache-2.0, GPL-3.0 or none stated).

{passages}

Passages of {shortest} to {longest} words, every kind with the total weight given; a random half has its line breaks
laid out anew. Half of the machine translations got artificial damage (`detect/training/damage.py`): cut thousands,
turned quotation marks, spaced hyphens and so on, because the campaigns the translations come from have clean pipelines
and real pages do not. A fifth of the news articles got what copying leaves, or another country's quotation marks
(`COPYING` in the same file), because neither says that a text was translated. Thresholds: {threshold_articles:,} whole
articles of sources rated 0.75 or higher in `news/train`, out of folds.

SHA-256 of the files:

{hashes}

## Figures on `dev` (`detect evaluate`)
{figures}

## Limits
- Measured on translation systems up to 2022 and language models of 2023; newer ones are not in the data.
- Human translations are labelled `machine_translated` about {human_translations} of the time on WMT22: it is
  translated text that is found first, and the machine second.
- News sites differ from each other more than the training sites do: see the false labels by corpus above.
- The ranking's ratings are a consensus of raters in 2022-23 for sites whose articles are mostly of 2011-2020. Sites
  that publish machine translations are not among them; what machine-made text costs is a stated choice
  (`detect/sources/ranking.py`), not a fit.
"""


def write_card(folder: Path, metrics: Mapping[str, Any]) -> None:
    """Write ``MODEL_CARD.md`` into the model's folder."""
    from detect.scorer import Settings
    from detect.training.passages import LONGEST, SHORTEST

    about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    passages = [f"| kind | passages | {' | '.join(f'weight for {head}' for head in HEADS)} |", "|---|---|---|---|"]
    passages += [
        f"| {kind} | {count:,} | {' | '.join(str(about['weights'][head][kind]) for head in HEADS)} |"
        for kind, count in about["passages"].items()
    ]
    figures = ["| figure | value |", "|---|---|"]
    figures += [f"| {name} | {value} |" for name, value in flattened(metrics)]
    share = metrics["mt"]["wmt22"]["human_translations_labelled"]
    text = _CARD.format(
        name=metrics["model"],
        sklearn=about["scikit-learn"],
        min_words=Settings().min_words,
        passages="\n".join(passages),
        shortest=SHORTEST,
        longest=LONGEST,
        threshold_articles=about["threshold_articles"],
        hashes="\n".join(f"- `{name}` {value}" for name, value in about["data"].items()),
        figures="\n".join(figures),
        human_translations=f"{100 * share:.0f} %",
    )
    (folder / "MODEL_CARD.md").write_text(text, encoding="utf-8")
