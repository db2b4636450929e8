"""The real translator, where it is installed; what is said where it is not."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from detect.errors import UsageError
from detect.training.made.apertium import CHUNK, PACKAGES, ROUND_TRIPS, Apertium
from detect.training.made.texts import make

FOREIGN = Path(__file__).parents[1] / "foreign"


def _installed(languages: tuple[str, ...]) -> bool:
    if shutil.which("apertium") is None:
        return False
    listed = subprocess.run(["apertium", "-l"], capture_output=True, text=True, check=True).stdout.split()
    return all(f"{language}-eng" in listed for language in languages)


needs_apertium = pytest.mark.skipif(not _installed(tuple(PACKAGES)), reason="Apertium and its pairs are not installed")


@pytest.fixture
def spanish(tmp_path: Path) -> Apertium:
    return Apertium(["spa"], tmp_path / "cache.sqlite")


@needs_apertium
def test_spanish_becomes_english(spanish: Apertium) -> None:
    [[said, empty, again]] = spanish.translate([["El puente está cerrado.", "", "Nadie\nvino ayer."]], "spa-eng")
    assert said == "The bridge is closed."
    assert empty == ""
    assert again == "Anybody came yesterday."


@needs_apertium
def test_unknown_words_carry_no_mark(spanish: Apertium) -> None:
    [[said]] = spanish.translate([["El zzyzxq está cerrado."]], "spa-eng")
    assert said == "The zzyzxq is closed."


@needs_apertium
@pytest.mark.parametrize("line", ["Costs [50] {a} ^b$ @c /d \\e <f> *g", "A tab\there", "100 % of 5 $ & co.", "…", "*"])
def test_markup_of_its_own_goes_through(spanish: Apertium, line: str) -> None:
    [[before, said, after]] = spanish.translate([["The house.", line, "The house."]], "eng-spa")
    assert before.lower() == after.lower() == "la casa."
    assert said


@needs_apertium
def test_what_it_breaks_off_at_stays(tmp_path: Path) -> None:
    line = "It's about transitioning."
    catalan = Apertium(["cat"], tmp_path / "cache.sqlite")
    assert catalan._run("-u", "-f", "none", "eng-cat", stdin=line) == ""
    [[before, said, after]] = catalan.translate([["The house.", line, "The house."]], "eng-cat")
    assert said == line
    assert before.lower() == after.lower() == "la casa."


@needs_apertium
def test_round_trips_keep_american_spelling(spanish: Apertium) -> None:
    [[said]] = spanish.round_trip([["The center is closed."]], "spa")
    assert said == "The center is closed."


@needs_apertium
def test_what_was_said_is_remembered(spanish: Apertium, tmp_path: Path) -> None:
    texts = [[f"The council met {number} times.", "Nobody came."] for number in range(CHUNK + 3)]
    first = spanish.round_trip(texts, "spa")
    assert [len(text) for text in first] == [2] * len(texts)
    again = Apertium(["spa"], tmp_path / "cache.sqlite")
    again._run = pytest.fail  # type: ignore[method-assign,assignment]
    again._marks = dict(spanish._marks)
    assert again.round_trip(texts, "spa") == first
    assert Apertium(["spa"], tmp_path / "other.sqlite").round_trip(texts, "spa") == first


@pytest.mark.slow
@needs_apertium
def test_every_language_comes_out_in_english(little_data: Path, tmp_path: Path) -> None:
    apertium = Apertium(list(PACKAGES), tmp_path / "cache.sqlite")
    made = list(make(little_data, "dev", apertium, ROUND_TRIPS, 2, foreign=FOREIGN))
    forward = [item for item in made if item.kind.startswith("from ")]
    assert len(forward) == len(list(FOREIGN.rglob("*.txt")))
    for item in forward:
        words = item.text.lower().split()
        assert sum(word in ("the", "of", "to", "and", "in", "that", "a", "will") for word in words) > 0.1 * len(words)
    articles = {item.base: item.text for item in made if item.kind == "human news"}
    for name in ("Spanish", "Catalan", "Serbo-Croatian"):
        whole = [item for item in made if item.kind == f"through {name}, 100% of the text"]
        assert {item.base for item in whole} == set(articles)
        assert all(item.text != articles[item.base] for item in whole)
        assert any(item.kind == f"through {name}, 50% of the text" for item in made)


def test_languages_nobody_packages_are_named() -> None:
    with pytest.raises(UsageError, match=r"'xyz'.*spa"):
        Apertium(["xyz"])


def test_a_folder_without_texts_is_named(detect: Callable[..., Any], little_data: Path, tmp_path: Path) -> None:
    if not _installed(("spa",)):
        pytest.skip("needs Apertium")
    done = detect(
        "evaluate", "made", "--data", little_data, "--through", "none", "--foreign", tmp_path, "--articles", 1
    )
    assert done.returncode == 2
    assert "no .txt files in folders named spa" in done.stderr


def test_what_to_install_is_said(detect: Callable[..., Any], little_data: Path, tmp_path: Path) -> None:
    done = detect("evaluate", "made", "--data", little_data, PATH=str(tmp_path))
    assert done.returncode == 2
    assert "apt-get install --no-install-recommends apertium apertium-eng-spa" in done.stderr
    assert "Traceback" not in done.stderr
