"""Ctrl-C, closed pipes, full disks, killed runs and ``--resume``."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FULL = Path("/dev/full")


@pytest.fixture
def many(articles: Path, tmp_path: Path) -> Path:
    """Articles that keep the program busy for several seconds."""
    path = tmp_path / "many.jsonl"
    lines = articles.read_text(encoding="utf-8").splitlines()
    with path.open("w", encoding="utf-8") as file:
        for number in range(100):
            for line in lines:
                row = json.loads(line)
                row["id"] += f"-{number}"
                file.write(json.dumps(row) + "\n")
    return path


@pytest.fixture
def start(environment):
    """Start the command line in a process group of its own; whatever is left of it ends with the test."""
    started = []

    def run(*arguments: str | Path) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "detect", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _wait_for(condition, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.02)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_ends_with_130_and_without_a_traceback(start, many: Path, jobs: str, times: int) -> None:
    process = start("score", *[many] * 30, "--jobs", jobs)  # more than it can finish before it is interrupted
    assert process.stdout.readline()
    if jobs == "2":
        time.sleep(1)  # the workers are being started or at work
    for _ in range(times):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.1)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert errors.strip() == b""


@pytest.mark.parametrize("arguments", [["score"], ["score", "--format", "table"], ["score", "--jobs", "1"], ["clean"]])
def test_ctrl_c_ends_a_run_that_nobody_reads(start, many: Path, arguments: list[str]) -> None:
    process = start(*arguments, *[many] * 30)
    assert process.stdout.readline()
    time.sleep(2)  # the pipe is full by now
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(timeout=30) == 130
    assert process.stderr.read().strip() == b""


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("style", ["jsonl", "csv", "table"])
def test_a_closed_pipe_ends_the_run_silently(start, many: Path, jobs: str, style: str) -> None:
    process = start("score", many, "--jobs", jobs, "--format", style)
    assert process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    _, errors = process.communicate(timeout=60)
    assert errors == b""
    assert process.returncode == 141


@pytest.mark.parametrize("arguments", [["--help"], ["rule", "--all"], ["rule", "NUM001"], ["score", "--help"]])
def test_a_pipe_that_was_never_read_ends_silently(environment, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "detect", *arguments], stdout=writer, stderr=subprocess.PIPE, env=environment
    )
    os.close(writer)
    assert done.stderr == b""


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["rule", "--all", "--format", "json"], ["score"]])
def test_a_full_disk_is_one_line(environment, articles: Path, arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "detect", *arguments, *([articles] if arguments == ["score"] else [])],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
        )
    assert done.returncode == 2
    lines = done.stderr.decode().splitlines()
    assert [line for line in lines if "No space left" in line] == [lines[-1]]
    assert "Traceback" not in done.stderr.decode()


def test_standard_output_may_be_closed(environment, articles: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m detect score "{articles}" >&-'], stderr=subprocess.PIPE, env=environment
    )
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("name", ["out.jsonl", "out.csv.gz"])
def test_resume_gives_the_bytes_of_an_uninterrupted_run(
    start, detect, many: Path, tmp_path: Path, how: int, name: str
) -> None:
    whole, out = tmp_path / "whole" / name, tmp_path / "interrupted" / name
    whole.parent.mkdir()
    out.parent.mkdir()
    assert detect("score", many, "-o", whole).returncode == 0
    process = start("score", many, "-o", out, "--jobs", "1")
    _wait_for(lambda: any(path.stat().st_size > 100_000 for path in out.parent.iterdir()))
    os.killpg(process.pid, how)
    _, errors = process.communicate(timeout=30)
    assert not out.exists(), "a file that is there is whole"
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert b"--resume" in errors
    done = detect("score", many, "-o", out, "--resume")
    assert done.returncode == 0, done.stderr
    assert "came from the run before" in done.stderr
    assert out.read_bytes() == whole.read_bytes()
    assert [path.name for path in out.parent.iterdir()] == [name]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("name", ["out.jsonl", "out.csv.gz", "out.parquet", "out/"])
def test_clean_resumes_with_the_bytes_of_an_uninterrupted_run(
    start, detect, many: Path, tmp_path: Path, how: int, name: str
) -> None:
    with many.open("a", encoding="utf-8") as file:
        file.write("no record\n")
    contents = []
    for folder in (tmp_path / "whole", tmp_path / "interrupted"):
        folder.mkdir()
        out, gone = f"{folder}/{name}", folder / "gone.jsonl"
        if folder.name == "interrupted":
            journal = folder / ("out/.partial" if name == "out/" else f"{name}.partial")
            process = start("clean", many, "-o", out, "--removed", gone, "--jobs", "1")
            _wait_for(lambda path=journal: path.exists() and path.stat().st_size > 20_000)
            os.killpg(process.pid, how)
            _, errors = process.communicate(timeout=30)
            assert journal.exists()
            assert not gone.exists(), "a file that is there is whole"
            if how == signal.SIGINT:
                assert process.returncode == 130
                assert b"--resume" in errors
            refused = detect("clean", many, "-o", out, "--removed", gone, "--resume", "--ignore", "BPL005")
            assert refused.returncode == 2
            assert "ignore was" in refused.stderr
            done = detect("clean", many, "-o", out, "--removed", gone, "--resume")
            assert "came from the run before" in done.stderr
        else:
            done = detect("clean", many, "-o", out, "--removed", gone)
            assert "came from" not in done.stderr
        assert done.returncode == 2, done.stderr
        assert "1 could not be read" in done.stderr
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        contents.append({path.relative_to(folder): path.read_bytes() for path in files})
    assert contents[0] == contents[1]


def test_resume_refuses_other_settings(start, detect, many: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = start("score", many, "-o", out, "--jobs", "1")
    _wait_for(
        lambda: (tmp_path / "out.jsonl.partial").exists() and (tmp_path / "out.jsonl.partial").stat().st_size > 100_000
    )
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    done = detect("score", many, "-o", out, "--resume", "--min-words", "10")
    assert done.returncode == 2
    assert "min_words" in done.stderr
    assert done.stderr.startswith("detect: error: ")
