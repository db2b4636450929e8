"""Setting LanguageTool up: what is whole is found, what is not is told in one sentence."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from detect.grammar import GrammarError
from detect.grammar.install import MANIFEST, find_install, setup
from detect.grammar.java import find_java
from detect.grammar.kinds import code_of


def fake_java(folder: Path, version: str) -> None:
    """A program called java that says it is `version`."""
    program = folder / "java"
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2020-01-01' >&2\n")
    program.chmod(0o755)


def copied(languagetool, folder: Path) -> Path:
    """A copy of the installed LanguageTool."""
    place = folder / "languagetool"
    shutil.copytree(languagetool.folder, place)
    return place


def test_without_an_install_every_command_says_what_to_do_and_never_falls_back(detect, articles, tmp_path) -> None:
    for command in ("score", "rank", "check"):
        done = detect(command, articles, "--profile", "full", ARTIFACT_DETECT_CACHE=str(tmp_path / "none"))
        assert done.returncode == 2
        assert done.stdout == ""
        [line] = done.stderr.splitlines()
        assert "detect grammar setup" in line
    done = detect("grammar", "status", ARTIFACT_DETECT_CACHE=str(tmp_path / "none"))
    assert done.returncode == 2
    assert "not set up" in done.stderr


@pytest.mark.parametrize("version", ["11.0.2", "1.8.0_292"])
def test_an_old_java_is_told_first(detect, tmp_path: Path, version: str) -> None:
    fake_java(tmp_path, version)
    done = detect("grammar", "setup", "--from", "maven", ARTIFACT_DETECT_CACHE=str(tmp_path), PATH=str(tmp_path))
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert f"Java 17 or newer, and {tmp_path / 'java'} is Java {version}" in line


def test_no_java_at_all(detect, tmp_path: Path) -> None:
    done = detect("grammar", "setup", ARTIFACT_DETECT_CACHE=str(tmp_path), PATH=str(tmp_path))
    assert done.returncode == 2
    assert "there is none: install Java 17" in done.stderr


def test_a_newer_java_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_java(tmp_path, "21")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert find_java().version == "21"


def test_a_damaged_install_is_not_used(languagetool, tmp_path: Path) -> None:
    place = copied(languagetool, tmp_path)
    assert find_install(place).damage() is None
    victim = next(place.rglob("language-en*.jar"))
    content = victim.read_bytes()
    victim.write_bytes(content[:-1] + b"?")  # of the same size: found by its checksum
    assert find_install(place).damage() == f"{victim.relative_to(place).as_posix()} was changed"
    victim.write_bytes(content[:1000])
    with pytest.raises(GrammarError, match=r"damaged .*detect grammar setup"):
        find_install(place)
    victim.write_bytes(content)
    (place / MANIFEST).write_text("{")
    with pytest.raises(GrammarError, match="damaged"):
        find_install(place)


def test_setup_from_a_copy(languagetool, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "languagetool"
    install = setup(str(languagetool.folder), folder)
    assert install.folder == folder
    assert install.about["version"] == languagetool.about["version"]
    assert install.about["rules"] > 3000
    assert install.about["from"] == "path"
    assert install.damage() is None
    assert set(install.about["files"]) == set(languagetool.about["files"])


@pytest.mark.usefixtures("languagetool")
def test_what_was_there_stays_where_setup_fails(tmp_path: Path) -> None:
    folder = tmp_path / "languagetool"
    folder.mkdir()
    (folder / "own").write_text("stays")
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    with pytest.raises(GrammarError, match="holds no LanguageTool server"):
        setup(str(wrong), folder)
    (wrong / "languagetool-server.jar").write_bytes(b"not a jar")
    with pytest.raises(GrammarError, match="did not start"):
        setup(str(wrong), folder)
    with pytest.raises(GrammarError, match="neither"):
        setup(str(tmp_path / "nowhere"), folder)
    assert [path.name for path in folder.iterdir()] == ["own"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["languagetool", "wrong"], "nothing is left behind"


def test_status_as_json(detect, languagetool, tmp_path: Path) -> None:
    (tmp_path / "languagetool").symlink_to(languagetool.folder)
    done = detect("grammar", "status", "--format", "json", ARTIFACT_DETECT_CACHE=str(tmp_path))
    told = json.loads(done.stdout)
    assert told["ready"] is True
    assert told["languagetool"] == languagetool.about["version"]
    assert told["rules"] > 3000
    assert done.returncode == 0


def test_the_pom_ships_and_pins_the_version() -> None:
    import detect.grammar.install as module

    pom = Path(module.__file__).with_name("pom.xml").read_text(encoding="utf-8")
    assert f"<languagetool.version>{module.VERSION}</languagetool.version>" in pom


def test_kinds_of_rules() -> None:
    known = {
        "HE_VERB_AGR": "GRM001", "DO_VBZ": "GRM002", "HAVE_PART_AGREEMENT": "GRM002", "EN_A_VS_AN": "GRM003",
        "CD_NN": "GRM009", "ENGLISH_WORD_REPEAT_RULE": "GRM007", "MORFOLOGIK_RULE_EN_US": "GRM008",
        "EN_DIACRITICS_REPLACE_ORTHOGRAPHY_CAFE": None, "COVID_19": None,
    }  # fmt: skip
    assert {rule: code_of(rule, "GRAMMAR") for rule in known} == known
    assert code_of("ANGRY_AGAINST_WITH", "COLLOCATIONS") == "GRM004"
    assert code_of("LOOSE_LOSE", "CONFUSED_WORDS") == "GRM005"


def test_the_fast_profile_imports_none_of_it(environment, tmp_path: Path) -> None:
    import sys

    article = tmp_path / "a.txt"
    article.write_text("The council met on Monday evening to talk about the price of bus tickets. " * 10)
    program = (
        "import sys; sys.argv = ['detect', 'score', '--jobs', '1', sys.argv[1]]\n"
        "from detect.cli import main\n"
        "try: main()\n"
        "except SystemExit as left: assert not left.code\n"
        "loaded = [name for name in sys.modules if name.startswith('detect.grammar') or name == 'sqlite3']\n"
        "assert not loaded, loaded\n"
    )
    command = [sys.executable, "-c", program, str(article)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
