"""The line model: scores of words, and two small networks that see a line among its neighbours.

1. Every word and pair of words of a unit (`detect.lines.units`) has a learned weight for each type; their sums, over the
   square root of their number, are the unit's *lexical scores*.
2. The first network reads these, the unit's shape, its neighbours and its place, and gives probabilities by type.
3. The second reads the same and the first one's verdicts on everything around: boilerplate comes in runs, an article has
   one body.

Fitted with scikit-learn (`detect.training.lines`), applied here with numpy. All products are of whole numbers held in
float64, exact in any order, so a verdict never depends on the batch or the machine's arithmetic.
"""

import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detect.errors import ModelError
from detect.features.tokens import TokenStream
from detect.lines import features
from detect.lines.features import Floats, Layout
from detect.lines.units import Units
from detect.model.store import models_folder

TYPES = (
    "content", "nav", "related", "comments", "share", "newsletter", "byline", "account", "tags", "media", "copyright",
    "ad", "cookie", "credit", "js-notice", "other",
)  # fmt: skip
"""What a line can be; the columns of every table of the model."""
CONTENT = 0

FORMAT = 1
WORD_STEPS = 256
"""Weights of words are stored in steps of 1/256."""
SCORE_STEPS = 64
INPUT_STEPS = 32
WEIGHT_STEPS = 4096
_BOUND = 4.0
"""Scaled inputs are cut to this many standard deviations."""
WATCHED = tuple(TYPES.index(name) for name in ("content", "related", "comments", "nav"))
"""Whose lexical scores are also read from the neighbours."""


@dataclass(frozen=True)
class Network:
    """One hidden layer of rectified units, softmax over `TYPES`.

    Attributes
    ----------
    mean, scale : arrays, shape (k,)
    hidden, output : arrays of whole numbers, shapes (k, h) and (h, c)
        In steps of ``1 / WEIGHT_STEPS``.
    hidden_bias, output_bias : arrays, shapes (h,) and (c,)
    """

    mean: Floats
    scale: Floats
    hidden: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats

    def logits(self, inputs: Floats) -> Floats:
        """Scores by type, shape (u, c); each row depends on its inputs alone."""
        steps = whole_inputs(inputs, self.mean, self.scale)
        inner = (steps @ self.hidden) / (INPUT_STEPS * WEIGHT_STEPS) + self.hidden_bias
        inner = np.rint(np.clip(inner, 0.0, 64.0) * SCORE_STEPS)
        result: Floats = (inner @ self.output) / (SCORE_STEPS * WEIGHT_STEPS) + self.output_bias
        return result


def whole_inputs(inputs: Floats, mean: Floats, scale: Floats) -> Floats:
    """Standardised inputs in steps of ``1 / INPUT_STEPS``."""
    steps: Floats = np.rint(np.clip((inputs - mean) / scale, -_BOUND, _BOUND) * INPUT_STEPS)
    return steps


def log_odds(logits: Floats) -> Floats:
    """Log-odds of boilerplate, shape (u,), in steps of ``1 / SCORE_STEPS``, cut to -8 and 8."""
    top = logits.max(axis=1, keepdims=True)
    powers = np.exp(logits - top)
    rest = powers[:, 1:].sum(axis=1)
    odds: Floats = np.rint(np.clip(np.log(rest + 1e-9) - np.log(powers[:, CONTENT] + 1e-9), -8.0, 8.0) * SCORE_STEPS)
    return odds


def first_inputs(place: Layout, own: Floats, lexical: Floats, characters: Floats) -> Floats:
    """What the first network reads, shape (u, k)."""
    around = features.context(place, own, lexical[:, WATCHED], characters)
    return np.concatenate([own, lexical, around], axis=1)


def second_inputs(place: Layout, first: Floats, own: Floats, logits: Floats, characters: Floats) -> Floats:
    """What the second network reads: the same, and the first one's verdicts here and around."""
    odds = log_odds(logits)
    kinds = np.rint(np.clip(logits - logits[:, :1], -8.0, 8.0) * SCORE_STEPS)
    watched = np.stack([odds, kinds[:, WATCHED[1]], kinds[:, WATCHED[2]], kinds[:, WATCHED[3]]], axis=1)
    judged = own.copy()
    judged[:, features.SHAPE.index("prose")] = odds < 0
    around = features.context(place, judged, watched, characters)
    return np.concatenate([first, watched, around], axis=1)


@dataclass(frozen=True)
class LineModel:
    """Everything the model has learned.

    Attributes
    ----------
    words : array of int16, shape (2**BITS, c)
    bias : array, shape (c,)
    first, second : Network
    threshold, prose_threshold : float
        Probability of boilerplate from which on a unit is taken for it; the second for sentences as long as an
        article's, where a mistake would cost a reader text.
    version : str
    """

    words: NDArray[np.int16]
    bias: Floats
    first: Network
    second: Network
    threshold: float
    prose_threshold: float
    version: str

    steps = WORD_STEPS

    def lexical(self, stream: TokenStream, place: Layout) -> Floats:
        """Lexical scores in steps of ``1 / SCORE_STEPS``, shape (u, c)."""
        bucket, starts, counts = features.buckets(stream, place)
        total = features.sums(self.words[bucket].astype(np.int32), starts, counts)
        return lexical_steps(total / WORD_STEPS / np.sqrt(np.maximum(counts, 1))[:, None] + self.bias)

    def logits(self, texts: Sequence[str], units: Sequence[Units], place: Layout, lexical: Floats, known: Floats) -> Floats:
        """Scores by type of every unit, shape (u, c).

        Parameters
        ----------
        texts, units : sequences of length n
        place : Layout
            Of `units`.
        lexical : array, shape (u, c)
            As `lexical` gives it.
        known : array, shape (u,)
            1 where a rule knows the unit for boilerplate.
        """
        own = features.shape(texts, units, place)
        own[:, features.SHAPE.index("known")] = known
        characters = np.array([end - start for item in units for start, end in item.spans], dtype=np.float64)
        inputs = first_inputs(place, own, lexical, characters)
        verdicts = self.first.logits(inputs)
        return self.second.logits(second_inputs(place, inputs, own, verdicts, characters))


def lexical_steps(scores: Floats) -> Floats:
    """Lexical scores as whole numbers."""
    steps: Floats = np.rint(np.clip(scores, -8.0, 8.0) * SCORE_STEPS)
    return steps


@cache
def line_model() -> LineModel:
    """The shipped model. Raises ModelError where it is missing or damaged."""
    return read_line_model(models_folder() / "lines")


def read_line_model(folder: Path) -> LineModel:
    """The model in `folder`. Raises ModelError if it is missing or damaged."""
    try:
        about: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        with (folder / "weights.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except FileNotFoundError as error:
        raise ModelError(f"no line model in {folder}: {Path(error.filename).name} is missing") from error
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise ModelError(f"the line model in {folder} is damaged: {error}") from error
    if about.get("format") != FORMAT or tuple(about.get("types", ())) != TYPES:
        raise ModelError(f"the line model in {folder} was made for another version: 'detect train lines' makes a new one")
    kinds = len(TYPES)
    shapes: dict[str, tuple[int, ...]] = {"words": (1 << features.BITS, kinds), "bias": (kinds,)}
    for name in ("first", "second"):
        width, inner = arrays.get(f"{name}_hidden", np.zeros((0, 0))).shape
        shapes |= {
            f"{name}_mean": (width,), f"{name}_scale": (width,), f"{name}_hidden": (width, inner),
            f"{name}_hidden_bias": (inner,), f"{name}_output": (inner, kinds), f"{name}_output_bias": (kinds,),
        }  # fmt: skip
    for name, shape in shapes.items():
        array = arrays.get(name)
        if array is None or array.shape != shape or array.dtype.kind not in "if" or not np.isfinite(array).all():
            raise ModelError(f"the line model in {folder} is damaged: array '{name}' is not {shape} finite numbers")
    networks = {
        name: Network(
            **{
                part: arrays[f"{name}_{part}"].astype(np.float64)
                for part in ("mean", "scale", "hidden", "hidden_bias", "output", "output_bias")
            }
        )
        for name in ("first", "second")
    }
    return LineModel(
        words=arrays["words"].astype(np.int16),
        bias=arrays["bias"].astype(np.float64),
        first=networks["first"],
        second=networks["second"],
        threshold=float(about["threshold"]),
        prose_threshold=float(about["prose_threshold"]),
        version=str(about["version"]),
    )


def write_line_model(folder: Path, model: LineModel, more: dict[str, Any]) -> None:
    """Write `model` into `folder`; `more` is kept in ``model.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    about = {"format": FORMAT, "version": model.version, "types": TYPES}
    about |= {"threshold": model.threshold, "prose_threshold": model.prose_threshold, **more}
    (folder / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    arrays: dict[str, NDArray[Any]] = {"words": model.words, "bias": model.bias}
    for name, network in (("first", model.first), ("second", model.second)):
        arrays |= {
            f"{name}_mean": network.mean,
            f"{name}_scale": network.scale,
            f"{name}_hidden": network.hidden.astype(np.int32),
            f"{name}_hidden_bias": network.hidden_bias,
            f"{name}_output": network.output.astype(np.int32),
            f"{name}_output_bias": network.output_bias,
        }
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **arrays)
