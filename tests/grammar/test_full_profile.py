"""``--profile full`` from outside, with the real server: one output for any jobs, nothing lost when the server dies."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from detect.model.store import models_folder

pytestmark = pytest.mark.skipif(
    not (models_folder() / "full" / "model.json").is_file(), reason="the full model is not there yet"
)

SENTENCES = (
    "The number of cases have risen since week {0} of the year.",
    "The council will will meet again in week {0} to vote.",
    "She is married with a doctor who lives at number {0}, the paper reported 😀.",
    "The driver bought three car for {0} euros from a dealer in the next town.",
    "Residents of house {0} waited for hours, and nobody came to help them on that day.",
    "What did Sheinbaum said to the {0} reporters in the capital?",
)


def write_articles(path: Path, number: int) -> Path:
    """`number` articles with mistakes; no sentence stands twice."""
    with path.open("w", encoding="utf-8") as file:
        for own in range(number):
            lines = [sentence.format(own * 10 + place) for place, sentence in enumerate(SENTENCES * 2)]
            file.write(json.dumps({"id": f"a{own}", "source": "paper", "text": " ".join(lines)}) + "\n")
    return path


@pytest.fixture
def folder(languagetool, tmp_path: Path) -> str:
    """A cache folder with LanguageTool in it and nothing remembered."""
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / "languagetool").symlink_to(languagetool.folder)
    return str(cache)


@pytest.fixture
def start(environment: dict[str, str], folder: str) -> Iterator[Callable[..., "subprocess.Popen[bytes]"]]:
    """Start the command line and leave it running."""
    started = []

    def run(*arguments: str | Path) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "-m", "detect", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,  # communicate() does not see what a buffered readline() has taken in
            env={**environment, "ARTIFACT_DETECT_CACHE": folder},
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


def java_of(process: "subprocess.Popen[bytes]", wait: float = 60.0) -> psutil.Process:
    """The server a run has started."""
    deadline = time.monotonic() + wait
    while time.monotonic() < deadline:
        for child in psutil.Process(process.pid).children(recursive=True):
            if child.name() == "java":
                return child
        time.sleep(0.05)
    raise AssertionError("no server was started")


def gone(server: psutil.Process, wait: float = 20.0) -> bool:
    """Whether the server ends within `wait` seconds."""
    try:
        server.wait(wait)
    except psutil.TimeoutExpired:
        return False
    return True


def rules_of(row: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in row["findings"] if finding["rule"].startswith("GRM")]


def test_findings_keep_languagetools_rule_and_point_at_the_place(score, grammar_server, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "articles.jsonl", 3)
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    rows = score(path, "--profile", "full", "--grammar-url", grammar_server.url, ARTIFACT_DETECT_CACHE=str(tmp_path))
    for row, text in zip(rows, texts, strict=True):
        assert row["model"].startswith("full-")
        grammar = [finding for finding in row["findings"] if finding["rule"].startswith("GRM")]
        assert {"GRM001", "GRM002", "GRM004", "GRM007", "GRM009"} <= set(rules_of(row))
        for finding in grammar:
            assert text[finding["start"] : finding["end"]] == finding["text"]
            assert set(finding["languagetool"]) == {"rule", "category"}
        assert [item["text"] for item in grammar if item["rule"] == "GRM002"] == ["said", "said"]
        others = [finding for finding in row["findings"] if not finding["rule"].startswith("GRM")]
        assert all("languagetool" not in finding for finding in others)


def test_every_number_of_jobs_and_a_warm_cache_give_the_same_bytes(detect, grammar_server, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "articles.jsonl", 90)
    arguments = ("score", path, "--profile", "full", "--grammar-url", grammar_server.url, "--features", "-j")
    outputs = []
    for name, jobs in (("a", "1"), ("b", "3"), ("b", "2")):  # the last one finds everything remembered
        done = detect(*arguments, jobs, ARTIFACT_DETECT_CACHE=str(tmp_path / name), timeout=400)
        assert done.returncode == 0, done.stderr
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0].splitlines()) == 90


def test_several_runs_on_one_cache(start, grammar_server, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "articles.jsonl", 40)
    runs = [start("score", path, "--profile", "full", "--grammar-url", grammar_server.url, "-j", "1") for _ in range(3)]
    outputs = {run.communicate(timeout=300)[0] for run in runs}
    assert all(run.returncode == 0 for run in runs)
    assert len(outputs) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_server_that_is_killed_in_the_middle_costs_no_article(start, score, grammar_server, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "articles.jsonl", 160)
    run = start("score", path, "--profile", "full", "-j", "2")
    first = [run.stdout.readline() for _ in range(3)]
    server = java_of(run)
    server.kill()
    assert gone(server)
    rest, errors = run.communicate(timeout=400)
    assert run.returncode == 0, errors
    rows = [json.loads(line) for line in (*first, *rest.splitlines())]
    assert [row["id"] for row in rows] == [f"a{number}" for number in range(160)]
    other = score(
        path, "--profile", "full", "--grammar-url", grammar_server.url, ARTIFACT_DETECT_CACHE=str(tmp_path / "other"),
        timeout=400,
    )  # fmt: skip
    assert rows == other


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_server_ends_with_the_run_however_that_ends(start, tmp_path: Path, number: signal.Signals) -> None:
    run = start("score", write_articles(tmp_path / "articles.jsonl", 2000), "--profile", "full", "-j", "1")
    server = java_of(run)
    if number != signal.SIGKILL:
        run.stdout.readline()  # it answers by now
    os.kill(run.pid, number)
    run.communicate(timeout=60)  # what is still in the pipe is read, as whatever stands behind it would
    assert gone(server)
    assert run.returncode == (130 if number == signal.SIGINT else -number)


def test_rank_and_check_take_the_full_profile(detect, grammar_server, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "articles.jsonl", 4)
    more = ("--profile", "full", "--grammar-url", grammar_server.url)
    done = detect("rank", path, *more, ARTIFACT_DETECT_CACHE=str(tmp_path))
    assert done.returncode == 0, done.stderr
    [row] = [json.loads(line) for line in done.stdout.splitlines()]
    assert row["articles"] == 4
    done = detect(
        "check", path, *more, "--select", "GRM", "--fail-on", "info", "--output-format", "json",
        ARTIFACT_DETECT_CACHE=str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "GRM007" in done.stdout


def test_a_url_where_nothing_is(detect, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "articles.jsonl", 1)
    more = ("--profile", "full", "--grammar-url", "nonsense://x")
    done = detect("score", path, *more, ARTIFACT_DETECT_CACHE=str(tmp_path))
    assert done.returncode == 2
    assert "is not the address of a LanguageTool server" in done.stderr


def test_results_are_read_back_with_languagetools_rule(detect, score, grammar_server, tmp_path: Path) -> None:
    path = write_articles(tmp_path / "articles.jsonl", 3)
    for ending in ("jsonl", "csv", "parquet"):
        out = tmp_path / f"out.{ending}"
        more = ("--profile", "full", "--grammar-url", grammar_server.url, "-o", out)
        done = detect("score", path, *more, ARTIFACT_DETECT_CACHE=str(tmp_path))
        assert done.returncode == 0, done.stderr
        from detect.readers import read_records_or_results

        read = [result.to_dict() for result in read_records_or_results([str(out)])]
        told = score(path, *more[:-2], ARTIFACT_DETECT_CACHE=str(tmp_path))
        assert [row["findings"] for row in read] == [row["findings"] for row in told]
