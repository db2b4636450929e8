"""``detect train``: from the data folder to ``models/<name>/``."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import sklearn

from detect import __version__
from detect.model.base import HEADS
from detect.model.store import models_folder, write_model
from detect.training import evaluate, fluency, ranking, spinning
from detect.training.card import write_card
from detect.training.corpora import data_folder
from detect.training.fit import FOLDS, Head, choose_thresholds, fit_head, to_model
from detect.training.matrix import build
from detect.training.passages import WEIGHTS, passages, reliable_news, weigh
from detect.training.progress import progress_log
from detect.training.rule_rates import RELIABLE

NAME = "fast"
FALSE_LABELS = 0.009
"""Share of articles with a false label the thresholds are set for, out of folds: less than is promised, because an
unseen site differs more from the training sites than these differ from each other."""
FALSE_LABELS_IN_GROUP = 0.025
"""The same inside any one corpus and any one class of length."""

DRAWS = 2
"""How often passages are drawn, other ones of the same texts each time: less is left to where a text was cut. Together
they weigh as much as one draw, so that the penalty means the same."""
SHARES = {"machine_translated": 0.6, "rewritten": 0.3, "spun": 0.1}
"""What part of the false labels allowed each score may take. Translations are what the program is for, and the harder
to tell from ordinary news; spun articles are rarer than the others."""

DATA_FILES = (
    "mt/train.jsonl.xz",
    "mt/system_ranking.json",
    "rewrite/train.jsonl.xz",
    "boilerplate/train.jsonl.xz",
    "news/train.jsonl.xz",
    "news/sources.train.json",
)


def fold_of(group: str) -> int:
    """The fold a document or source is left out in, by hash, so that it never moves."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4], "big") % FOLDS


def length_class(words: float) -> str:
    """The class of length an article is counted in."""
    return next(f"{low}-{high}" for low, high in ((0, 100), (100, 200), (200, 400), (400, 10**9)) if words < high)


def data_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file that trains the model, by its path in the data folder."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in DATA_FILES}


def train(data: str | Path | None = None, output: str | Path | None = None, seed: int = 0) -> Path:
    """Train the fast model and the ranking, evaluate both, and write everything into one folder.

    Parameters
    ----------
    data : path or None
        The data folder; see `detect.training.corpora.data_folder`.
    output : path or None
        The model's folder; the shipped model's place if None.
    seed : int
        Of the choice and cutting of passages. The same data, seed and library versions give the same model.

    Returns
    -------
    Path
        The folder written.

    Raises
    ------
    UsageError
        Where there is no data.
    """
    folder = data_folder(data)
    target = Path(output) if output else models_folder() / NAME
    say = progress_log()

    chosen = [passage for draw in range(DRAWS) for passage in passages(folder, seed + draw)]
    say(f"{len(chosen):,} passages")
    matrix = build(passage.text for passage in chosen)
    articles = list(reliable_news(folder, RELIABLE, seed))
    whole = build(record["text"] for record in articles)
    say(f"features of the passages and of {len(articles):,} whole articles of reliable sources")

    kinds = np.array([passage.kind for passage in chosen])
    folds = np.array([fold_of(passage.group) for passage in chosen])
    article_folds = np.array([fold_of(record["source"]) for record in articles])
    labels = np.array([passage.label for passage in chosen])
    heads: dict[str, Head] = {}
    for head in HEADS:
        weights = np.array(weigh(chosen, head)) / DRAWS
        heads[head] = fit_head(head, matrix, labels == head, weights, folds, whole, article_folds)
        say(f"fitted '{head}'")
    second, spun_articles = spinning.fit(
        matrix, kinds == "spun", np.array(weigh(chosen, "spun")) / DRAWS, folds, whole, article_folds
    )
    say("fitted the second score of 'rewritten'")
    thresholds = choose_thresholds(
        {**{head: fitted.articles for head, fitted in heads.items()}, "spun": spun_articles},
        [[record["corpus"] for record in articles], [length_class(words) for words in whole.words]],
        FALSE_LABELS,
        FALSE_LABELS_IN_GROUP,
        shares=SHARES,
    )
    second = spinning.shifted(second, thresholds.pop("spun"), thresholds["rewritten"])
    model = to_model(heads, thresholds, f"{NAME}-{__version__}", fluency.fit(folder), second)
    about: dict[str, Any] = {
        "seed": seed,
        "scikit-learn": sklearn.__version__,
        "passages": {kind: int((kinds == kind).sum()) for kind in WEIGHTS[HEADS[0]]},
        "weights": WEIGHTS,
        "threshold_articles": len(articles),
        "data": data_hashes(folder),
    }
    write_model(target, model, NAME, __version__, about)
    say(f"thresholds {thresholds}; written to {target}")
    ranking.train(folder, target, model)
    say("fitted the ranking")
    metrics = evaluate.measure(folder, target)
    evaluate.write(target, metrics)
    write_card(target, metrics)
    say("evaluated on dev")
    return target
