"""The benchmark scripts run and print their figures."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "benchmarks"


def run(script: str, *options: str) -> str:
    """What a script prints. Fails the test if it exits with anything but 0."""
    done = subprocess.run(
        [sys.executable, str(FOLDER / script), *options], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def numbers(pattern: str, report: str) -> list[float]:
    """The groups of the only line of `report` that fits `pattern`."""
    found = re.findall(pattern, report, re.MULTILINE)
    assert len(found) == 1, report
    return [float(group.replace(",", "")) for group in (found[0] if isinstance(found[0], tuple) else found)]


def test_stages_add_up_to_about_the_whole() -> None:
    report = run("speed.py", "--stages", "--data", "none", "--documents", "64", "--rounds", "3", "--warm-up", "64")
    [total] = numbers(r"^sum +([\d.]+)$", report)
    [whole] = numbers(r"^score_batch as a whole +([\d.]+)$", report)
    parts = [float(part) for part in re.findall(r"^[\w: -]+? {2,}([\d.]+) +[\d.]+%$", report, re.MULTILINE)]
    assert len(parts) > 15
    assert sum(parts) == pytest.approx(total, rel=0.01)
    assert 0.4 < total / whole < 2.5


def test_the_ratio_is_that_of_the_times() -> None:
    pytest.importorskip("datatrove")
    report = run("speed.py", "--data", "none", "--documents", "16", "--rounds", "1", "--warm-up", "16")
    ours, every, ratio = numbers(r"^round 1 +([\d.]+) +([\d.]+) +[\d.]+ +([\d.]+) ", report)
    assert ratio == pytest.approx(every / ours, rel=0.02)
    [median] = numbers(r"^median ratio over 1 rounds: ([\d.]+)", report)
    assert median == ratio


def test_every_rule_is_measured() -> None:
    from detect.rules import all_rules

    report = run("rules.py", "--data", "none", "--documents", "20")
    assert set(re.findall(r"^([A-Z]{3}\d{3}) ", report, re.MULTILINE)) == {
        rule.code for rule in all_rules() if rule.profile == "fast" and not rule.preview
    }
    assert numbers(r"^all rules +([\d.]+)$", report)[0] > 0


def test_hostile_texts_are_repeated_to_the_size_asked_for() -> None:
    report = run("rules.py", "--hostile", "--copies", "200")
    assert "letters without a space" in report
    assert report.endswith("0 of all took more than 2 s\n")


def test_start_up_is_measured_against_numpy() -> None:
    report = run("startup.py", "--rounds", "1")
    assert numbers(r'^python -c "import numpy" +(\d+) +1\.00$', report)[0] > 0
    assert numbers(r"^detect --help +(\d+) +[\d.]+$", report)[0] > 0
    assert numbers(r"^detect score ARTICLE +(\d+) +[\d.]+$", report)[0] > 0


def test_memory_of_two_inputs() -> None:
    report = run("memory.py", "--data", "none", "--articles", "20", "40", "--formats", "jsonl", "--jobs", "1")
    [first] = numbers(r"^jsonl +20 +[\d.]+ +(\d+) +[\d.]+ +1\.00$", report)
    second, ratio = numbers(r"^jsonl +40 +[\d.]+ +(\d+) +[\d.]+ +([\d.]+)$", report)
    assert first > 10
    assert ratio == pytest.approx(second / first, abs=0.02)


def test_every_script_is_in_the_readme() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    scripts = [path.name for path in FOLDER.glob("*.py") if path.name not in ("articles.py", "turns.py")]
    assert len(scripts) == 7
    assert all(f"python benchmarks/{name}" in text for name in scripts)
