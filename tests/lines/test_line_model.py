"""The shipped line model on disk, and what is said of a damaged one."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from detect.errors import ModelError
from detect.lines.model import GROUPS, TYPES, line_model, read_line_model, write_line_model
from detect.model.store import models_folder
from detect.rules import all_rules


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(models_folder() / "lines", tmp_path / "lines"))


def test_every_type_has_one_group_and_one_rule() -> None:
    assert sorted(kind for group in GROUPS for kind in group) == sorted(TYPES)
    reported = [kind for rule in all_rules() for kind in rule.line_kinds]
    assert sorted(reported) == sorted(set(TYPES) - {"content"})


def test_all_that_is_added_up_is_whole() -> None:
    for network in (line_model().first, line_model().second):
        for weights in (network.hidden, network.output):
            assert np.array_equal(weights, np.rint(weights))
            assert np.abs(weights).sum(axis=0).max() * 128 < 2**53


def test_it_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_line_model(tmp_path, line_model(), {})
    again = read_line_model(tmp_path)
    for name in ("words", "bias", "kinds", "kind_bias"):
        assert np.array_equal(getattr(again, name), getattr(line_model(), name))
    assert again.thresholds == line_model().thresholds
    assert np.array_equal(again.second.hidden, line_model().second.hidden)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "weights.npz").unlink()
    with pytest.raises(ModelError, match=r"weights\.npz is missing"):
        read_line_model(copy)


def test_a_cut_file_is_damaged(copy: Path) -> None:
    data = (copy / "weights.npz").read_bytes()
    (copy / "weights.npz").write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError, match="damaged"):
        read_line_model(copy)


@pytest.mark.parametrize("name", ["words", "second_hidden", "first_mean"])
def test_a_wrong_array_is_named(copy: Path, name: str) -> None:
    with np.load(copy / "weights.npz") as stored:
        arrays = dict(stored)
    arrays[name] = arrays[name][:-1]
    np.savez(copy / "weights.npz", **arrays)
    with pytest.raises(ModelError, match="damaged: array"):
        read_line_model(copy)


def test_other_types_ask_for_training(copy: Path) -> None:
    about = json.loads((copy / "model.json").read_text())
    about["types"] = about["types"][:-1]
    (copy / "model.json").write_text(json.dumps(about))
    with pytest.raises(ModelError, match="detect train lines"):
        read_line_model(copy)
