"""Models: features in, calibrated scores out. Inference needs numpy alone."""

from detect.model.base import Outcome
from detect.model.linear import LinearModel as Model
from detect.model.quality import quality
from detect.model.store import load_model, models_folder

__all__ = ["Model", "Outcome", "load_model", "models_folder", "quality"]
