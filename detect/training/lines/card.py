"""The card of the line model, written from what was measured."""

import json
from pathlib import Path
from typing import Any

from detect.lines.model import TYPES
from detect.training.evaluate import flattened
from detect.training.lines.fit import FOLDS
from detect.training.lines.network import HIDDEN
from detect.training.lines.pages import NEWS_EVERY, PROSE_WORDS

_CARD = """\
# Model card: {name}

Written by `detect train lines`; every figure comes from `metrics.json` beside this file and is measured again by
`detect evaluate lines`.

## What it is
A classifier of the lines of a text: the article, or boilerplate of one of {kinds} types. Weights of words (logistic
regression, scikit-learn {sklearn}), what they share with the rest of the document, and two networks of {hidden} hidden
units, the second seeing the first one's verdicts on the lines around; the mean of both decides. All numbers are whole
steps.
Weights are arrays (`weights.npz`, no pickle); inference needs numpy alone. It sees which lines the `BPL` rules know by
their wording, and its findings are reported by these rules (`detect/lines`, `detect/rules/engine.py`).

## Intended use
English news and articles that an extractor has made into plain text, one paragraph or label a line; lines wrapped at a
fixed width are put together again first. A text on a single line has nothing to judge. A line is boilerplate from a
probability of {label} on, one that ends as a sentence does from {sentence}, sentences as long as an article's from
{prose} on; between two paragraphs from {inside} on, {alone} if it stands there alone. These thresholds were chosen on
`train`, on what was said of each page without its site; `dev` was not used.

## Training data
Development data described in `docs/data.md`, `train` files only: line-labelled pages (labels of the collectors' making:
human, or an extractor's output kept as a test expectation) as whole pages, as four extractors returned them, and as
content with random runs of the rest; every {every}th article of `news/train`, by itself and framed by the boilerplate
of a page, of which only lines of {words} words or more that end as sentences do, and short lines between such
lines, are taken for content. Texts belong to
their publishers and are not part of the project. Sites are never split; each stage is trained on what the one before
says of sites it has not seen ({folds} folds).

| texts | number | content lines | boilerplate lines |
|---|---|---|---|
{texts}

SHA-256 of the files:

{hashes}

## Figures on `dev` (`detect evaluate lines`)
Means over sites; a line is found when `BPL` findings cover half of it. `news_prose` is the share of lines of 20 words
or more, ending as sentences do, that are taken for boilerplate in articles of `news/dev`; some of them are boilerplate.

{figures}

## Limits
- Readers' comments without a mark between them and the article look like the article.
- Of a sample of its mistakes on `dev`, read one by one, many are the label's: `python -m
  detect.training.lines.adjudicated` prints, after the figures as labelled, an estimate with such labels put right.
- What one site calls an editor's note another prints as its story: corpora do not agree on notes on the author, dates,
  "Reporting by" lines, captions and lists of links, and a part of the misses is such disagreement.
- Few pages with consent notices, credits and browser notices were at hand; their recall is uncertain.
- Trained on English pages of 2011 to 2025.
"""


def write_card(folder: Path, metrics: dict[str, Any]) -> None:
    """Write ``MODEL_CARD.md`` into the model's folder."""
    about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    figures = ["| figure | value |", "|---|---|"]
    figures += [f"| {name} | {value} |" for name, value in flattened(metrics)]
    text = _CARD.format(
        name=metrics["model"],
        kinds=len(TYPES) - 1,
        hidden=HIDDEN,
        sklearn=about["scikit-learn"],
        **about["thresholds"],
        every=NEWS_EVERY,
        words=PROSE_WORDS,
        folds=FOLDS,
        texts="\n".join(
            f"| {name} | {number:,} | {about['lines'][name][0]:,} | {about['lines'][name][1]:,} |"
            for name, number in about["texts"].items()
        ),
        hashes="\n".join(f"- `{name}` {value}" for name, value in about["data"].items()),
        figures="\n".join(figures),
    )
    (folder / "MODEL_CARD.md").write_text(text, encoding="utf-8")
