"""What the encoder says: the same in any company, at the right places, and clear errors where it cannot speak."""

import json
import shutil
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detect.document import Document
from detect.encoder import ABOUT, NETWORK, TOKENIZER, need_encoder
from detect.encoder.network import Encoder
from detect.encoder.stage import CODE, EncoderStage, Word, findings
from detect.errors import MissingExtraError, ModelError
from detect.finding import Finding, Severity
from detect.rules.evidence import EncoderValues, Evidence

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTHING = Evidence((), ())


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    paths = sorted(EXAMPLES.rglob("*.txt"))[:8]
    return [Document(path.read_text(encoding="utf-8")) for path in paths] + [Document(""), Document("It rained.")]


def test_neighbours_and_order_change_nothing(encoder_stage: Any, documents: list[Document]) -> None:
    together = encoder_stage.add(documents, [NOTHING] * len(documents))
    alone = [encoder_stage.add([document], [NOTHING])[0] for document in documents]
    backwards = encoder_stage.add(documents[::-1], [NOTHING] * len(documents))[::-1]
    assert together == alone == backwards  # floats to the last bit
    values = [astuple(item.encoder) for item in together]
    assert len(set(values)) > 5
    assert np.isfinite(values).all()
    assert together[8].encoder == EncoderValues()
    assert together[9].encoder.windows == 1


def test_what_the_rules_found_stays(encoder_stage: Any, documents: list[Document]) -> None:
    own = Finding(0, 3, "NUM001", "a-name", documents[0].text[:3], Severity.ERROR, "A message.")
    [whole] = encoder_stage.add(documents[:1], [Evidence((own,), ((5, 6),))])
    assert own in whole.findings
    assert whole.boilerplate == ((5, 6),)


def test_every_word_is_read_at_its_place(encoder_stage: Any, documents: list[Document]) -> None:
    for document in documents:
        values, words = encoder_stage.read(document, NOTHING)
        assert [word.start for word in words] == sorted({word.start for word in words})
        assert all(0.0 <= word.probability <= 1.0 for word in words)
        text = "".join(document.text[word.start : word.end] for word in words)
        assert [char for char in text if char.isalnum()] == [char for char in document.text if char.isalnum()]
        assert 0.0 <= values.damaged_words <= 1.0
        assert 0.0 <= values.damage <= 1.0


TEXT = "He was were there, he said. “She was were here,” it said."
THRESHOLDS = {"share": 0.2, "info": 0.4, "warning": 0.6}


def words_with(**probabilities: float) -> list[Word]:
    """The words of `TEXT`, each with the probability its number has."""
    document = Document(TEXT)
    ends = [end for _, end in document.sentences]
    return [
        Word(start, end, sum(stop <= start for stop in ends), probabilities.get(f"w{number}", 0.0))
        for number, (start, end) in enumerate(document.words)
    ]


def told(words: list[Word]) -> list[tuple[str, str]]:
    return [(item.text, str(item.severity)) for item in findings(Document(TEXT), words, THRESHOLDS)]


def test_neighbours_are_one_finding_as_severe_as_the_worst() -> None:
    assert told(words_with(w1=0.5, w2=0.7)) == [("was were", "warning")]
    assert told(words_with(w1=0.5, w2=0.5)) == [("was were", "info")]
    assert told(words_with(w1=0.5, w3=0.5)) == [("was", "info"), ("there", "info")]
    assert told(words_with(w3=0.5, w4=0.5)) == [("there, he", "info")]
    assert told(words_with(w5=0.5, w6=0.5)) == [("said", "info"), ("She", "info")], "never over the end of a sentence"
    assert told(words_with(w1=0.39)) == []


def test_in_a_quotation_it_is_never_more_than_an_info() -> None:
    [finding] = findings(Document(TEXT), words_with(w7=0.9, w8=0.9), THRESHOLDS)
    assert (finding.rule, finding.text, finding.severity) == (CODE, "was were", Severity.INFO)
    assert finding.message.startswith("“was were” is unlikely here")
    assert finding.message.endswith("It stands in a quotation, so it may be the speaker's own.")
    assert TEXT[finding.start : finding.end] == finding.text


@pytest.fixture
def copied(encoder_folder: Path, tmp_path: Path) -> Path:
    for name in (NETWORK, TOKENIZER, ABOUT):
        shutil.copyfile(encoder_folder / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER, ABOUT])
def test_a_missing_or_damaged_file_is_named(copied: Path, name: str) -> None:
    (copied / name).write_bytes((copied / name).read_bytes()[:100])
    with pytest.raises(ModelError, match="damaged"):
        Encoder(copied)
    (copied / name).unlink()
    with pytest.raises(ModelError, match=f"{name} is missing"):
        Encoder(copied)


def test_a_network_that_is_none_is_told(copied: Path) -> None:
    import hashlib

    (copied / NETWORK).write_bytes(b"no network")
    about = json.loads((copied / ABOUT).read_text(encoding="utf-8"))
    about["sha256"] = hashlib.sha256(b"no network").hexdigest()
    (copied / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(ModelError, match="damaged"):
        Encoder(copied)
    (copied / ABOUT).write_text(json.dumps(about | {"format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="format 99"):
        Encoder(copied)


def test_another_network_than_the_model_was_fitted_with_is_refused(encoder_folder: Path) -> None:
    with pytest.raises(ModelError, match="another encoder"):
        EncoderStage(encoder_folder, "0" * 64)


def test_a_missing_library_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detect.encoder.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'artifact-detect\[full\]'"):
        need_encoder()


def test_it_ships_small_enough(encoder_folder: Path) -> None:
    assert (encoder_folder / NETWORK).stat().st_size <= 30_000_000
    about = json.loads((encoder_folder / ABOUT).read_text(encoding="utf-8"))
    assert min(about["int8_correlation"].values()) >= 0.99
    assert about["thresholds"]["share"] <= about["thresholds"]["info"] <= about["thresholds"]["warning"]
