"""Configuration files: which one counts, what they may say, and how a mistake is told."""

from datetime import date
from pathlib import Path

import click
import pytest

from detect.cli import check, score
from detect.config import SETTINGS, ConfigError, load_config


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_counts_and_no_other(tmp_path: Path) -> None:
    top = _write(tmp_path / "pyproject.toml", "[tool.detect]\nmin-words = 20\nfail-on = 'warning'\n")
    _write(tmp_path / "a/pyproject.toml", "[project]\nname = 'x'\n")
    inner = _write(tmp_path / "a/b/detect.toml", "min_words = 30\n")
    _write(tmp_path / "a/b/pyproject.toml", "[tool.detect]\nmin-words = 40\n")
    (tmp_path / "a/b/c").mkdir()
    assert load_config(folder=tmp_path / "a").path == top
    assert load_config(folder=tmp_path / "a").values == {"min-words": 20, "fail-on": "warning"}
    for folder in (tmp_path / "a/b", tmp_path / "a/b/c"):
        found = load_config(folder=folder)
        assert (found.path, found.values) == (inner, {"min-words": 30})
    assert load_config(top).path == top


def test_nothing_set_is_nothing_found(tmp_path: Path) -> None:
    found = load_config(_write(tmp_path / "detect.toml", ""))
    assert (found.values, found.entries, found.sources) == ({}, (), {})
    assert load_config(_write(tmp_path / "pyproject.toml", "[tool.other]\n")).values == {}


def test_everything_that_can_be_said(tmp_path: Path) -> None:
    found = load_config(
        _write(
            tmp_path / "detect.toml",
            'select = ["NUM", "QUO"]\n'
            'fail-on = "never"\nmax = { machine-translated = 0.9 }\nmin = { quality = 20 }\n'
            'baseline = "accepted.json"\noutput-format = ["text", "sarif=out.sarif"]\nstrict-ignores = true\n'
            "jobs = 2\n"
            '[[ignore]]\nrule = "NUM001"\nsource = "*.example"\nexpires = 2030-01-31\nreason = "quoted"\n'
            '[[ignore]]\nrule = ["QUO", "min-quality"]\nid = "a*"\nexpires = "2031-01-31"\n'
            '[sources."wire.example"]\nfail-on = "never"\nmax = { machine_translated = 1 }\n',
        )
    )
    assert found.values["max"] == {"machine_translated": 0.9}
    assert found.defaults()["baseline"] == str(tmp_path / "accepted.json")
    first, second = found.entries
    assert (first.rule, first.source, first.expires) == (("NUM001",), "*.example", date(2030, 1, 31))
    assert (second.rule, second.expires) == (("QUO", "min-quality"), date(2031, 1, 31))
    assert found.sources["wire.example"].max == {"machine_translated": 1.0}


def test_ignore_may_hold_rules_and_tables(tmp_path: Path) -> None:
    found = load_config(_write(tmp_path / "detect.toml", 'ignore = ["NUM004", { rule = "NUM001", id = "x" }]\n'))
    assert found.defaults()["ignore"] == ["NUM004"]
    assert [entry.id for entry in found.entries] == ["x"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("fail-onn = 'error'", "did you mean 'fail-on'?"),
        ("Select = []", "did you mean 'select'?"),
        ("sorces = {}", "did you mean 'sources'?"),
        ("zzz = 1", "the keys are select"),
        ("[tool.detect]\nselect = []", "leave the prefix"),
        ("fail-on = 'fatal'", "not one of error, warning, info, never"),
        ("fail-on = 3", "not one of"),
        ("min-words = -1", "whole number from 0"),
        ("min-words = true", "whole number"),
        ("max-chars = 0", "whole number from 1"),
        ("min-words = 1\nmin_words = 2", "twice"),
        ("select = 5", "array of strings"),
        ("select = ['NUM', 5]", "a number"),
        ("max = { qualty = 5 }", "did you mean quality?"),
        ("max = { rewritten = 5 }", "from 0 to 1"),
        ("max = { rewritten = nan }", "from 0 to 1"),
        ("min = 4", "a table of scores"),
        ("output-format = 'sarf'", "did you mean sarif?"),
        ("output-format = ['json', 'sarif']", "cannot share"),
        ("strict-ignores = 1", "true or false"),
        ("ignore = 1", "array of rules or of tables"),
        ("[[ignore]]\nrul = 'x'", "did you mean 'rule'?"),
        ("[[ignore]]\nreason = 'x'", "names nothing it covers"),
        ("[[ignore]]\nrule = 'NUM001'\nexpires = 'soon'", "not a date like"),
        ("[[ignore]]\nrule = 'NUM001'\nexpires = 12:00:00", "not a date like"),
        ("[[ignore]]\nid = ''", "empty"),
        ("sources = 1", "a table of sources"),
        ("[sources.x]\nfailon = 'never'", "did you mean 'fail-on'?"),
        ("[sources]\nx = 1", "not a table"),
        ("select = [", "is not TOML"),
        ("profile = 'slow'", "not one of fast, full"),
    ],
    ids=lambda text: text.replace("\n", " "),
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = _write(tmp_path / "detect.toml", text)
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot read"):
        load_config(tmp_path / "nothing.toml")
    (tmp_path / "detect.toml").write_bytes(b"source = '\xff'")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config(folder=tmp_path)
    path = _write(tmp_path / "pyproject.toml", "tool.detect = 3\n")
    with pytest.raises(ConfigError, match="not a table"):
        load_config(path)


@pytest.mark.parametrize("command", [check.command, score.command])
def test_the_defaults_told_are_those_of_the_options(command: click.Command) -> None:
    options = {parameter.name: parameter for parameter in command.params}
    # Lists and what is unset by default have no default in the option; two more stand in the code behind it.
    told = {
        name: setting.default
        for name, setting in SETTINGS.items()
        if name.replace("-", "_") in options
        and setting.default not in (None, [], {})
        and name not in ("output-format", "max-chars")
    }
    context = click.Context(command)
    assert told == {name: options[name.replace("-", "_")].get_default(context) for name in told}
    assert set(told) >= {"min-words", "profile", "text-field", "id-field", "source-field"}
