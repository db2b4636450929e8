"""Names, help and usage errors."""

import subprocess
import sys

import pytest

from detect import __version__
from detect.cli import COMMANDS


def test_version(detect) -> None:
    done = detect("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"detect {__version__}\n", "")


def test_help_names_every_command(detect) -> None:
    done = detect("--help")
    assert done.returncode == 0
    assert done.stderr == ""
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(detect, name: str) -> None:
    done = detect(name, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Usage: detect {name}")
    assert detect(name, "-h").stdout == done.stdout


def test_the_installed_script_is_the_same_program(environment) -> None:
    script = [sys.executable, "-c", "import sys; sys.argv[0] = 'detect'; from detect.cli import main; main()", "-V"]
    done = subprocess.run(script, capture_output=True, encoding="utf-8", env=environment)
    assert done.stdout == f"detect {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["scoer", "x"], "did you mean score?"),
        (["inspect", "x"], "the commands are"),
        (["score"], "name files"),
        (["rank"], "name files"),
        (["score", "x", "--jobs", "0"], "--jobs"),
        (["score", "x", "--jobs", "many"], "--jobs"),
        (["score", "x", "--formt", "csv"], "--format"),
        (["score", "x", "--format", "xml"], "xml"),
        (["score", "x", "--select", "NUM999"], "NUM999"),
        (["score", "x", "--ignore", "truncated-thousand"], "truncated-thousands"),
        (["score", "x", "--profile", "full", "--grammar-url", "ftp://y"], "is not the address"),
        (["score", "x", "--select", "GRM"], "needs --profile full"),
        (["score", "x", "--resume"], "-o"),
        (["score", "x", "-o", "out.xml"], "out.xml"),
        (["score", "x", "-o", "out.parquet.gz"], "out.parquet.gz"),
        (["score", "x", "--files-from", "no-such-list"], "no-such-list"),
        (["rule"], "--all"),
        (["rule", "NUM001", "--all"], "--all"),
        (["rule", "truncated-thousand"], "truncated-thousands"),
    ],
    ids=" ".join,
)
def test_usage_errors_are_one_line_and_status_2(detect, tmp_path, arguments: list[str], told: str) -> None:
    done = detect(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("detect: error: ")
    assert done.stderr.count("\n") == 1
    assert told in done.stderr
    assert not list(tmp_path.iterdir())


def test_an_unexpected_error_is_one_line_unless_debugging(environment) -> None:
    # An environment in which a module of the product is damaged: nobody foresees that.
    break_it = (
        "import sys, detect.rules as rules\n"
        "def broken(): raise RuntimeError('first line\\nsecond line')\n"
        "rules.all_rules = broken\n"
        "from detect.cli import main; main(sys.argv[1:])"
    )
    run = [sys.executable, "-c", break_it, "rule", "--all"]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", env=environment)
    assert done.returncode == 70
    assert done.stderr.count("\n") == 1
    assert "RuntimeError: first line second line" in done.stderr
    assert "--debug" in done.stderr
    assert "Traceback" not in done.stderr
    for variant in ([*run, "--debug"], run):
        extra = {} if "--debug" in variant else {"DETECT_DEBUG": "1"}
        done = subprocess.run(variant, capture_output=True, encoding="utf-8", env={**environment, **extra})
        assert done.returncode == 70
        assert "Traceback" in done.stderr
