"""Models: features in, calibrated scores out. Inference needs numpy alone."""

from typing import TYPE_CHECKING, TypeAlias

from detect.model.base import Outcome
from detect.model.linear import LinearModel
from detect.model.quality import quality
from detect.model.store import load_model, models_folder

if TYPE_CHECKING:
    from detect.model.stacked import StackedModel

Model: TypeAlias = "LinearModel | StackedModel"

__all__ = ["Model", "Outcome", "load_model", "models_folder", "quality"]
