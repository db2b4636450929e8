"""A small neural encoder that reads a whole article, window by window (``--profile full``).

`windows` lays the prose of a document out in windows of wordpieces, `network` runs the network (ONNX, one window a
call), `stage` turns what it says into `EncoderValues` and findings. Nothing here is imported by ``--profile fast``, nor
where the full model reads no encoder. ``docs/encoder.md`` describes it, `detect.training.encoder` builds it.
"""

from importlib.util import find_spec

from detect.errors import MissingExtraError

NETWORK, TOKENIZER, ABOUT = "encoder.onnx", "tokenizer.json", "encoder.json"
"""The files of an encoder, in the folder of the full model."""


def need_encoder() -> None:
    """Raise MissingExtraError where the libraries of the extra ``full`` are not installed."""
    for package in ("onnxruntime", "tokenizers"):
        if find_spec(package) is None:
            raise MissingExtraError(package, "full", "The neural encoder of the full profile")
