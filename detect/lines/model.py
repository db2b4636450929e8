"""The line model: scores of words, and two small networks that see a line among its neighbours.

1. Every word and pair of words of a unit (`detect.lines.units`) has a learned weight for each group of types; their
   sums, over the square root of their number, are the unit's *lexical scores*.
2. The first network reads these, the unit's shape, its neighbours, its place, what opened or closed a section anywhere
   before or after it, and what its words share with the rest of the document (`detect.lines.echoes`), and gives
   probabilities by type.
3. The second reads the same and the first one's verdicts on everything around: boilerplate comes in runs, an article
   has one body. The mean of both decides.
4. For what turns out to be boilerplate, weights of words by type help to say which type it is.

Fitted with scikit-learn and numpy (`detect.training.lines`), applied here with numpy alone. All products are of whole
numbers held in float64, exact in any order, so a verdict never depends on the batch or the order of additions.
"""

import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detect.errors import ModelError
from detect.features.tokens import TokenStream
from detect.lines import features
from detect.lines.echoes import echoes
from detect.lines.features import Floats, Ints, Layout
from detect.lines.units import Units
from detect.model.store import models_folder

TYPES = (
    "content", "nav", "related", "comments", "share", "newsletter", "byline", "account", "tags", "media", "copyright",
    "ad", "cookie", "credit", "js-notice", "other",
)  # fmt: skip
"""What a line can be; the columns of every table of the model."""
CONTENT = 0

FORMAT = 3
WORD_STEPS = 256
"""Weights of words are stored in steps of 1/256."""
SCORE_STEPS = 64
INPUT_STEPS = 32
WEIGHT_STEPS = 4096
_BOUND = 4.0
"""Scaled inputs are cut to this many standard deviations."""
GROUPS = (
    ("content",), ("related",), ("comments",), ("nav", "share", "media", "js-notice"), ("byline", "credit", "tags"),
    ("newsletter", "account", "copyright", "ad", "cookie"), ("other",),
)  # fmt: skip
"""Types whose words are weighed together; the lexical scores of a unit, in this order."""
WATCHED = 4
"""So many of the first groups have their scores read from the units around, too."""
_SAID = tuple(TYPES.index(name) for name in ("related", "comments", "nav"))
"""Types whose first verdict is read from the units around."""
_SUSPECT = -0.85 * SCORE_STEPS
"""Log-odds, 0.3 as a probability: below it on every line, a first verdict stands."""
KIND_BITS = 15
"""Weights by type are kept for ``2**KIND_BITS`` buckets."""


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

    def logits(self, inputs: NDArray[np.floating[Any]]) -> Floats:
        """Scores by type, shape (u, c); each row depends on its inputs alone."""
        steps = whole_inputs(inputs, self.mean, self.scale)
        inner = steps @ self.hidden  # in place from here, as in `whole_inputs`
        inner /= INPUT_STEPS * WEIGHT_STEPS
        inner += self.hidden_bias
        np.minimum(np.maximum(inner, 0.0, out=inner), 64.0, out=inner)
        inner *= SCORE_STEPS
        result: Floats = np.rint(inner, out=inner) @ self.output
        result /= SCORE_STEPS * WEIGHT_STEPS
        result += self.output_bias
        return result


def whole_inputs(inputs: NDArray[np.floating[Any]], mean: Floats, scale: Floats) -> Floats:
    """Standardised inputs in steps of ``1 / INPUT_STEPS``."""
    steps: Floats = np.subtract(inputs, mean, dtype=np.float64)  # in place from here: half the time
    steps /= scale
    np.minimum(np.maximum(steps, -_BOUND, out=steps), _BOUND, out=steps)
    steps *= INPUT_STEPS
    return np.rint(steps, out=steps)


def log_odds(logits: Floats) -> Floats:
    """Log-odds of boilerplate, shape (u,), in steps of ``1 / SCORE_STEPS``, cut to -8 and 8."""
    top = logits.max(axis=1, keepdims=True)
    powers = np.exp(logits - top)
    rest = powers[:, 1:].sum(axis=1)
    odds: Floats = np.rint(np.clip(np.log(rest + 1e-9) - np.log(powers[:, CONTENT] + 1e-9), -8.0, 8.0) * SCORE_STEPS)
    return odds


def first_inputs(place: Layout, own: Floats, lexical: Floats, characters: Floats, echo: Floats) -> Floats:
    """What the first network reads, shape (u, k)."""
    around = features.context(place, own, lexical[:, :WATCHED], characters)
    return np.concatenate([own, lexical, around, echo, features.history(place, own, lexical)], axis=1)


def second_inputs(
    place: Layout, first: NDArray[np.floating[Any]], own: Floats, logits: Floats, characters: Floats
) -> Floats:
    """What the second network reads: the same, and the first one's verdicts here and around."""
    odds = log_odds(logits)
    kinds = np.rint(np.clip(logits[:, _SAID] - logits[:, :1], -8.0, 8.0) * SCORE_STEPS)
    watched = np.concatenate([odds[:, None], kinds], axis=1)
    judged = own.copy()
    judged[:, features.PROSE] = odds < 0
    around = features.context(place, judged, watched, characters)
    return np.concatenate([first, watched, around], axis=1)


def joint(first: Floats, second: Floats) -> Floats:
    """What both networks say together: each is surer of what it learned from than of a new site."""
    return (first + second) / 2


@dataclass(frozen=True)
class Thresholds:
    """Probability of boilerplate from which on a unit is taken for it.

    Attributes
    ----------
    label : float
        For one that ends without the mark of a sentence.
    sentence : float
        For one that ends with one.
    prose : float
        For one as long as an article's sentences, where a mistake would hide most text.
    inside, alone : float
        Between two paragraphs it needs at least the first, the second if it has no other beside it: it may be a heading
        of the article.
    """

    label: float
    sentence: float
    prose: float
    inside: float
    alone: float


@dataclass(frozen=True)
class LineModel:
    """Everything the model has learned.

    Attributes
    ----------
    words : array of int16, shape (len(GROUPS), 2**BITS)
        Weights by group, in steps of ``1 / WORD_STEPS``.
    bias : array, shape (len(GROUPS),)
    kinds : array of int16, shape (2**KIND_BITS, len(TYPES))
        Weights by type, in steps of ``1 / WORD_STEPS``.
    kind_bias : array, shape (len(TYPES),)
    first, second : Network
    thresholds : Thresholds
    version : str
    """

    words: NDArray[np.int16]
    bias: Floats
    kinds: NDArray[np.int16]
    kind_bias: Floats
    first: Network
    second: Network
    thresholds: Thresholds
    version: str

    def content(self, stream: TokenStream, starts: Ints, ends: Ints) -> Floats:
        """The lexical score for content of the units with these tokens, as log-odds, shape (u,)."""
        bucket, first, counts = features.buckets(stream, starts, ends)
        total = features.sums(self.words[:1], bucket, first, counts)[:, 0]
        result: Floats = total / WORD_STEPS / np.sqrt(np.maximum(counts, 1)) + self.bias[0]
        return result

    def lexical(self, stream: TokenStream, place: Layout) -> Floats:
        """Lexical scores in steps of ``1 / SCORE_STEPS``, shape (u, len(GROUPS))."""
        bucket, first, counts = features.buckets(stream, place.starts, place.ends)
        total = features.sums(self.words, bucket, first, counts)
        return lexical_steps(total / WORD_STEPS / np.sqrt(np.maximum(counts, 1))[:, None] + self.bias)

    def logits(
        self, stream: TokenStream, texts: Sequence[str], units: Sequence[Units], place: Layout, known: Floats
    ) -> Floats:
        """Scores by type of every unit, shape (u, len(TYPES)).

        Parameters
        ----------
        stream : TokenStream
        texts, units : sequences of length n
        place : Layout
            Of `units` in `stream`.
        known : array, shape (u,)
            1 where a rule knows the unit for boilerplate.
        """
        own, characters = features.shape(texts, units, place)
        own[:, features.KNOWN] = known
        lexical = self.lexical(stream, place)
        inputs = first_inputs(place, own, lexical, characters, echoes(stream, place, own))
        verdicts = self.first.logits(inputs)
        # Where the first network suspects nothing, the second finds nothing.
        suspected = np.bincount(place.owner, weights=log_odds(verdicts) > _SUSPECT, minlength=len(units)) > 0
        rows = suspected[place.owner]
        if rows.any():
            part = place if rows.all() else _part(place, suspected, rows)
            again = second_inputs(part, inputs[rows], own[rows], verdicts[rows], characters[rows])
            verdicts[rows] = joint(verdicts[rows], self.second.logits(again))
        return verdicts

    def kind(self, logits: Floats, bucket: Ints) -> int:
        """The likeliest type of a unit that is boilerplate, as an index into `TYPES`.

        Parameters
        ----------
        logits : array, shape (len(TYPES),)
        bucket : array
            The buckets of its words.
        """
        words = self.kinds[bucket >> (features.BITS - KIND_BITS)].sum(axis=0, dtype=np.int64) / WORD_STEPS
        scores = logits + words / np.sqrt(max(len(bucket), 1)) + self.kind_bias
        return 1 + int(scores[1:].argmax())


def _part(place: Layout, documents: NDArray[np.bool_], rows: NDArray[np.bool_]) -> Layout:
    """The layout of some of the documents."""
    sizes = np.diff(place.firsts)[documents]
    return Layout(
        np.repeat(np.arange(len(sizes)), sizes),
        np.concatenate(([0], np.cumsum(sizes))),
        place.starts[rows],
        place.ends[rows],
    )


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
        raise ModelError(f"the line model in {folder} is another version's: 'detect train lines' makes a new one")
    try:
        thresholds = Thresholds(**{name: float(value) for name, value in about["thresholds"].items()})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"the line model in {folder} is damaged: no thresholds in model.json") from error
    kinds = len(TYPES)
    shapes: dict[str, tuple[int, ...]] = {
        "words": (len(GROUPS), 1 << features.BITS), "bias": (len(GROUPS),),
        "kinds": (1 << KIND_BITS, kinds), "kind_bias": (kinds,),
    }  # fmt: skip
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
        kinds=arrays["kinds"].astype(np.int16),
        kind_bias=arrays["kind_bias"].astype(np.float64),
        first=networks["first"],
        second=networks["second"],
        thresholds=thresholds,
        version=str(about["version"]),
    )


def write_line_model(folder: Path, model: LineModel, more: dict[str, Any]) -> None:
    """Write `model` into `folder`; `more` is kept in ``model.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    about: dict[str, Any] = {"format": FORMAT, "version": model.version, "types": TYPES}
    about["thresholds"] = asdict(model.thresholds)
    about |= more
    (folder / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    arrays: dict[str, NDArray[Any]] = {
        "words": model.words, "bias": model.bias, "kinds": model.kinds, "kind_bias": model.kind_bias
    }  # fmt: skip
    for name, network in (("first", model.first), ("second", model.second)):
        arrays |= {
            f"{name}_mean": network.mean,
            f"{name}_scale": network.scale,
            f"{name}_hidden": network.hidden.astype(np.int32),
            f"{name}_hidden_bias": network.hidden_bias,
            f"{name}_output": network.output.astype(np.int32),
            f"{name}_output_bias": network.output_bias,
        }
    np.savez(folder / "weights.npz", allow_pickle=False, **arrays)
