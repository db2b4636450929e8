"""The configuration at work: what it changes, that flags win, and what ``detect config`` says of it."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

BAD = "About 300.00 people came to the fair.\n"
WARNED = "The non -state group left the town.\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "wire").mkdir()
    (tmp_path / "paper").mkdir()
    (tmp_path / "wire/a.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "paper/b.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "paper/c.txt").write_text(WARNED, encoding="utf-8")
    return tmp_path


def _failing(done: Any) -> list[str]:
    return [row["path"] for row in json.loads(done.stdout)]


def _configure(news: Path, text: str) -> None:
    (news / "detect.toml").write_text(text, encoding="utf-8")


def test_settings_count_flags_win_and_isolated_reads_nothing(detect, news: Path) -> None:
    def failing(*arguments: str) -> list[str]:
        return _failing(detect("check", "wire", "paper", "--output-format", "json", *arguments, cwd=news))

    assert failing() == ["wire/a.txt", "paper/b.txt"]
    _configure(news, 'fail-on = "warning"\n')
    assert failing() == ["wire/a.txt", "paper/b.txt", "paper/c.txt"]
    assert failing("--fail-on", "error") == ["wire/a.txt", "paper/b.txt"]
    assert failing("--isolated") == ["wire/a.txt", "paper/b.txt"]
    _configure(news, 'fail-on = "warning"\nignore = ["NUM001"]\n')
    assert failing() == ["paper/c.txt"]
    assert failing("--ignore", "PUN") == ["wire/a.txt", "paper/b.txt"]
    _configure(news, "min = { quality = 100 }\n")
    assert failing("--fail-on", "never") == ["wire/a.txt", "paper/b.txt", "paper/c.txt"]
    assert failing("--fail-on", "never", "--min", "quality=0") == []
    other = news / "other.toml"
    other.write_text('select = ["PUN"]\nfail-on = "warning"\n', encoding="utf-8")
    assert failing("--config", str(other)) == ["paper/c.txt"]


def test_a_source_may_have_its_own_limits(detect, news: Path) -> None:
    def failing(*arguments: str) -> list[str]:
        return _failing(detect("check", "wire", "paper", "--output-format", "json", *arguments, cwd=news))

    _configure(news, 'min = { quality = 100 }\n[sources.wire]\nfail-on = "never"\nmin = { quality = 0 }\n')
    assert failing() == ["paper/b.txt", "paper/c.txt"]
    _configure(news, '[sources.paper]\nfail-on = "warning"\n')
    assert failing() == ["wire/a.txt", "paper/b.txt", "paper/c.txt"]
    _configure(news, '[sources."w*"]\nfail-on = "never"\n')
    assert failing() == ["paper/b.txt"]


def test_entries_cover_what_agrees_with_all_they_name(detect, news: Path) -> None:
    def failing(entry: str, *arguments: str) -> list[str]:
        _configure(news, f"[[ignore]]\n{entry}\n")
        return _failing(detect("check", "wire", "paper", "--output-format", "json", *arguments, cwd=news))

    assert failing('rule = "NUM"') == []
    assert failing('rule = "truncated-thousands"\nsource = "wire"') == ["paper/b.txt"]
    assert failing('path = "paper/*"') == ["wire/a.txt"]
    assert failing('id = "*/a.txt"\ntext = "300.00"') == ["paper/b.txt"]
    assert failing('text = "300"') == ["wire/a.txt", "paper/b.txt"]
    low = ("--fail-on", "never", "--min", "quality=100")
    assert failing('rule = "min-quality"\nsource = "wire"', *low) == ["paper/b.txt", "paper/c.txt"]
    assert failing('source = "wire"', *low) == ["paper/b.txt", "paper/c.txt"]
    assert failing('text = "300.00"', *low) == ["wire/a.txt", "paper/b.txt", "paper/c.txt"]


def test_a_wrong_configuration_is_status_2_in_every_command_that_reads_it(detect, news: Path) -> None:
    _configure(news, "min-wrods = 3\n")
    for command in (["check", "wire"], ["score", "wire"], ["rank", "wire"], ["config"]):
        done = detect(*command, cwd=news)
        assert done.returncode == 2
        assert done.stdout == ""
        assert "did you mean 'min-words'?" in done.stderr
        assert done.stderr.count("\n") == 1
    assert detect("score", "wire", "--isolated", cwd=news).returncode == 0
    _configure(news, '[[ignore]]\nrule = "NUM00A"\n')
    done = detect("check", "wire", cwd=news)
    assert done.returncode == 2
    assert "NUM00A" in done.stderr


def test_score_takes_select_and_min_words_from_it(detect, news: Path) -> None:
    _configure(news, 'select = ["PUN"]\nmin-words = 3\nsource = "all"\n')
    rows = [json.loads(line) for line in detect("score", "wire", "paper", cwd=news).stdout.splitlines()]
    assert [finding["rule"] for row in rows for finding in row["findings"]] == ["PUN001"]
    assert all(row["label"] != "too_short" for row in rows)
    rows = [json.loads(line) for line in detect("score", "wire", "--min-words", "50", cwd=news).stdout.splitlines()]
    assert rows[0]["label"] == "too_short"


def test_config_prints_what_is_in_force_and_from_where(detect, news: Path) -> None:
    text = (
        'fail-on = "warning"\nmax = { rewritten = 0.5 }\n'
        '[[ignore]]\nrule = "NUM001"\nreason = "a \\"quoted\\" reason"\nexpires = 2031-05-01\n'
        '[sources."wire.example"]\nfail-on = "never"\n'
    )
    _configure(news, text)
    shown = json.loads(detect("config", "--format", "json", cwd=news / "wire").stdout)
    assert shown["file"] == str(news / "detect.toml")
    assert shown["settings"]["fail-on"] == {"value": "warning", "from": str(news / "detect.toml")}
    assert shown["settings"]["min-words"] == {"value": 50, "from": "default"}
    printed = detect("config", cwd=news).stdout
    assert str(news / "detect.toml") in printed
    # What is printed is a configuration that says the same.
    assert tomllib.loads(printed)["fail-on"] == "warning"
    _configure(news, printed)
    again = json.loads(detect("config", "--format", "json", cwd=news).stdout)
    for key in ("ignore", "sources"):
        assert again[key] == shown[key]
    assert {name: one["value"] for name, one in again["settings"].items()} == {
        name: one["value"] for name, one in shown["settings"].items()
    }
    nothing = detect("config", "--isolated", cwd=news)
    assert "no configuration file" in nothing.stdout
    mixed = 'ignore = ["NUM002", {rule = ["NUM001"], id = "x"}]\n'
    _configure(news, mixed)
    assert tomllib.loads(detect("config", cwd=news).stdout)["ignore"] == tomllib.loads(mixed)["ignore"]
