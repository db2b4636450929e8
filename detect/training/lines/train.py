"""``detect train lines``: from the labelled pages to ``models/lines/``."""

import hashlib
from pathlib import Path

import sklearn

from detect import __version__
from detect.lines.model import write_line_model
from detect.model.store import models_folder
from detect.training.corpora import data_folder
from detect.training.lines import evaluate
from detect.training.lines.card import write_card
from detect.training.lines.fit import fit
from detect.training.lines.pages import training_pages
from detect.training.lines.table import build
from detect.training.progress import progress_log


def train(data: str | Path | None = None, output: str | Path | None = None, seed: int = 0) -> Path:
    """Train the line model, evaluate it and write its card.

    Parameters
    ----------
    data : path, optional
        The data folder (see `detect.training.corpora.data_folder`).
    output : path, optional
        ``models/lines`` of the checkout unless given.
    seed : int
        The same seed gives the same model.

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
    target = Path(output) if output else models_folder() / "lines"
    say = progress_log()

    table = build(training_pages(folder, seed))
    say(f"{len(table.labels):,} lines of {len(table.site):,} texts")
    model, unseen = fit(table, __version__, seed, say)
    variants = sorted(set(table.variant.tolist()))
    about = {
        "seed": seed,
        "scikit-learn": sklearn.__version__,
        "train_folds": {
            name: {key: round(value, 4) for key, value in figures.items()} for name, figures in unseen.items()
        },
        "texts": {name: int((table.variant == name).sum()) for name in variants},
        "lines": {
            name: [int(((table.labels == 0) & rows).sum()), int(((table.labels > 0) & rows).sum())]
            for name in variants
            for rows in [(table.variant == name)[table.place.owner]]
        },
        "data": {
            name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
            for name in ("boilerplate/train.jsonl.xz", "news/train.jsonl.xz", "boilerplate/dev.jsonl.xz")
        },
    }
    write_line_model(target, model, about)
    say(f"written to {target}")
    metrics = evaluate.measure(folder, model)
    evaluate.write(target, metrics)
    write_card(target, metrics)
    say("evaluated on dev")
    return target
