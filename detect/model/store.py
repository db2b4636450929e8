"""Models on disk: a folder with ``model.json`` (what it is), ``weights.npz`` (arrays), ``metrics.json``, a card.

No pickle is ever read: arrays are loaded with ``allow_pickle=False`` and checked for shape, type and finiteness.
"""

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from detect.errors import ModelError, UsageError
from detect.model.base import HEADS
from detect.model.fluency import Fluency
from detect.model.linear import LinearModel
from detect.model.scaling import Scaling
from detect.model.spinning import Spinning

if TYPE_CHECKING:
    from detect.model.stacked import StackedModel

FORMAT = 1
PROFILES = {"fast": "fast", "full": "full"}
"""Model folder by profile."""


def models_folder() -> Path:
    """Where the shipped models are: inside the installed package, or ``models/`` of a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "_models"
    return inside if inside.is_dir() else package.parent / "models"


def load_model(profile: str = "fast") -> "LinearModel | StackedModel":
    """The shipped model of a profile.

    Raises
    ------
    UsageError
        For a profile this version does not have.
    ModelError
        If its folder is missing or damaged.
    """
    if profile not in PROFILES:
        raise UsageError(f"the profile '{profile}' is unknown; there are {' and '.join(PROFILES)}")
    return read_model(models_folder() / PROFILES[profile])


def reads_encoder(folder: Path) -> bool:
    """Whether the model in `folder` reads the encoder beside it; False, too, where there is no readable model."""
    try:
        return bool(json.loads((folder / "model.json").read_text(encoding="utf-8")).get("encoder_features"))
    except (OSError, ValueError):
        return False


def read_model(folder: Path) -> "LinearModel | StackedModel":
    """The model in `folder`. Raises ModelError if it is missing or damaged."""
    try:
        about: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        # np.load would leave a damaged file open if it opened it itself.
        with (folder / "weights.npz").open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except FileNotFoundError as error:
        raise ModelError(f"no model in {folder}: {Path(error.filename).name} is missing") from error
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise ModelError(f"the model in {folder} is damaged: {error}") from error
    if about.get("format") != FORMAT:
        raise ModelError(f"the model in {folder} has format {about.get('format')}; this version reads {FORMAT}")
    names = tuple(about["features"])
    grammar_names = tuple(about.get("grammar_features", ()))
    encoder_names = tuple(about.get("encoder_features", ()))
    heads, width = len(HEADS), len(names)
    shapes: dict[str, tuple[int, ...]] = {
        "mean": (width,),
        "scale": (width,),
        "dense": (heads, width),
        "intercept": (heads,),
        "calibration": (heads, 4),
        "sparse": (heads, 1 << int(about["bits"])),
    }
    judged = tuple(about.get("fluency_features", ()))
    if judged:
        shapes |= {f"fluency_{part}": (len(judged),) for part in ("mean", "scale", "weights")}
    spun = tuple(about.get("spinning_features", ()))
    if spun:
        shapes |= {f"spinning_{part}": (len(spun),) for part in ("mean", "scale", "weights")}
        shapes |= {"spinning_calibration": (4,)}
    if grammar_names:
        shapes |= {
            "slope": (heads,),
            "shift": (heads,),
            "grammar_scale": (len(grammar_names),),
            "grammar_weights": (heads, len(grammar_names)),
        }
    if encoder_names:
        shapes |= {
            "encoder_mean": (len(encoder_names),),
            "encoder_scale": (len(encoder_names),),
            "encoder_weights": (heads, len(encoder_names)),
        }
    for name, shape in shapes.items():
        array = arrays.get(name)
        if array is None or array.shape != shape or array.dtype.kind != "f" or not np.isfinite(array).all():
            raise ModelError(f"the model in {folder} is damaged: array '{name}' is not {shape} finite numbers")
    model = LinearModel(
        name=f"{about['name']}-{about['version']}",
        feature_names=names,
        mean=arrays["mean"],
        scale=arrays["scale"],
        dense=arrays["dense"],
        sparse=arrays["sparse"],
        intercept=arrays["intercept"],
        calibration=arrays["calibration"],
        thresholds={head: float(about["thresholds"][head]) for head in HEADS},
        fluency=Fluency(Scaling(judged, arrays["fluency_mean"], arrays["fluency_scale"]), arrays["fluency_weights"])
        if judged
        else None,
        spinning=Spinning(
            Scaling(spun, arrays["spinning_mean"], arrays["spinning_scale"]),
            arrays["spinning_weights"],
            arrays["spinning_calibration"],
        )
        if spun
        else None,
    )
    if not grammar_names:
        return model
    from detect.model.stacked import EncoderPart, StackedModel

    return StackedModel(
        name=model.name,
        base=model,
        grammar_names=grammar_names,
        grammar_scale=arrays["grammar_scale"],
        slope=arrays["slope"],
        shift=arrays["shift"],
        grammar_weights=arrays["grammar_weights"],
        thresholds=model.thresholds,
        encoder=EncoderPart(
            names=encoder_names,
            mean=arrays["encoder_mean"],
            scale=arrays["encoder_scale"],
            weights=arrays["encoder_weights"],
            sha256=str(about["encoder"]),
        )
        if encoder_names
        else None,
    )


def write_model(
    folder: Path, whole: "LinearModel | StackedModel", name: str, version: str, more: dict[str, Any]
) -> None:
    """Write a model into `folder`; `more` is kept in ``model.json`` beside what `read_model` needs."""
    folder.mkdir(parents=True, exist_ok=True)
    model = whole if isinstance(whole, LinearModel) else whole.base
    about = {
        "format": FORMAT,
        "name": name,
        "version": version,
        "bits": int(model.sparse.shape[1]).bit_length() - 1,
        "thresholds": whole.thresholds,
        **more,
        "features": list(model.feature_names),
        "fluency_features": [] if model.fluency is None else list(model.fluency.scaling.names),
        "spinning_features": [] if model.spinning is None else list(model.spinning.scaling.names),
    }
    arrays: dict[str, NDArray[Any]] = {
        "mean": model.mean,
        "scale": model.scale,
        "dense": model.dense,
        "sparse": model.sparse,
        "intercept": model.intercept,
        "calibration": model.calibration,
    }
    if model.fluency is not None:
        arrays |= {
            "fluency_mean": model.fluency.scaling.mean,
            "fluency_scale": model.fluency.scaling.scale,
            "fluency_weights": model.fluency.weights,
        }
    if model.spinning is not None:
        arrays |= {
            "spinning_mean": model.spinning.scaling.mean,
            "spinning_scale": model.spinning.scaling.scale,
            "spinning_weights": model.spinning.weights,
            "spinning_calibration": model.spinning.calibration,
        }
    if not isinstance(whole, LinearModel):
        about["grammar_features"] = list(whole.grammar_names)
        arrays |= {
            "grammar_scale": whole.grammar_scale,
            "slope": whole.slope,
            "shift": whole.shift,
            "grammar_weights": whole.grammar_weights,
        }
        if whole.encoder is not None:
            about |= {"encoder": whole.encoder.sha256, "encoder_features": list(whole.encoder.names)}
            arrays |= {
                "encoder_mean": whole.encoder.mean,
                "encoder_scale": whole.encoder.scale,
                "encoder_weights": whole.encoder.weights,
            }
    (folder / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    # Not compressed: floats hardly shrink, wheels and git compress anyway, and every start would have to inflate them.
    np.savez(folder / "weights.npz", allow_pickle=False, **arrays)
