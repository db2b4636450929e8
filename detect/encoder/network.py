"""The network and its tokenizer, read from the folder of the full model.

One window a call, on one thread: dynamic int8 quantisation takes the range of its activations from everything in a
call, so what stands beside a window would change its last digits.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detect.encoder import ABOUT, NETWORK, TOKENIZER, need_encoder
from detect.errors import ModelError

FORMAT = 1
BEGIN, END = 101, 102
"""The wordpieces ``[CLS]`` and ``[SEP]``."""
THRESHOLDS = ("share", "info", "warning")

SLOW = ["SkipLayerNormFusion"]
"""What onnxruntime would do to the network by itself and must not: its fused operation of sum and normalisation takes
eight times as long as the two apart."""

FloatArray = NDArray[np.float64]


class Encoder:
    """The encoder of one folder.

    Parameters
    ----------
    folder : Path
        With ``encoder.onnx``, ``tokenizer.json`` and ``encoder.json``.

    Attributes
    ----------
    about : dict
        The content of ``encoder.json``.
    sha256 : str
        Of the network.
    thresholds : dict of str to float
        Probabilities that a word is damaged: from ``share`` on it counts for the share of damaged words, from ``info``
        and ``warning`` on it is a finding of that severity. Above 1 for one that is never given.
    tokenizer : tokenizers.Tokenizer

    Raises
    ------
    MissingExtraError
        Where the extra ``full`` is not installed.
    ModelError
        Where a file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        need_encoder()
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            self.about: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
            network = (folder / NETWORK).read_bytes()
            pieces = (folder / TOKENIZER).read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise ModelError(f"no encoder in {folder}: {Path(error.filename).name} is missing") from error
        except (OSError, ValueError) as error:
            raise ModelError(f"the encoder in {folder} is damaged: {error}") from error
        if self.about.get("format") != FORMAT:
            raise ModelError(f"the encoder in {folder} has format {self.about.get('format')}; this version: {FORMAT}")
        self.sha256 = hashlib.sha256(network).hexdigest()
        if self.sha256 != self.about.get("sha256"):
            raise ModelError(f"the encoder in {folder} is damaged: {NETWORK} is not the one {ABOUT} describes")
        self.thresholds = {name: float(self.about["thresholds"][name]) for name in THRESHOLDS}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self.tokenizer = Tokenizer.from_str(pieces)
            self._session = onnxruntime.InferenceSession(
                network, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW
            )
        except Exception as error:  # both libraries raise classes of their own that share no base
            raise ModelError(f"the encoder in {folder} is damaged: {str(error).splitlines()[0]}") from error
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def read(self, ids: Sequence[int]) -> tuple[FloatArray, FloatArray]:
        """What the network says of one window.

        Parameters
        ----------
        ids : sequence of int, length n
            Wordpieces, without the marks of beginning and end; 1 to 510.

        Returns
        -------
        array, shape (2,)
            Log-odds of each of `detect.model.base.HEADS`.
        array, shape (n,)
            Probability of each wordpiece to belong to a damaged word.
        """
        whole = np.array([[BEGIN, *ids, END]], dtype=np.int64)
        document, damage = self._session.run(["document", "damage"], {"ids": whole})
        odds = damage[0, 1:-1].astype(np.float64)
        return document[0].astype(np.float64), 1.0 / (1.0 + np.exp(-odds))


@cache
def load_encoder(folder: Path) -> Encoder:
    """The encoder in `folder`, loaded once in a process. Raises as `Encoder` does."""
    return Encoder(folder)
