"""The engines: same results in the same order, flat memory, and processes that end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_scorer import TinyScorer, articles

from detect.article import Article, BadRecord, Record
from detect.engines import available_cores, batches, run
from detect.errors import DetectError, UsageError

PROGRAM = str(Path(__file__).parent / "tiny_scorer.py")


BEFORE: set[int] = set()


@pytest.fixture(autouse=True)
def what_runs_already() -> None:
    """Notes what other tests keep running in this process, as the LanguageTool server."""
    BEFORE.update(child.pid for child in psutil.Process().children(recursive=True))


def children(process: int | None = None) -> list[psutil.Process]:
    """Living processes below one that a test of this module started.

    Left out is the one that multiprocessing keeps to clean up after the others.
    """
    found = []
    for child in psutil.Process(process).children(recursive=True):
        try:
            if child.pid in BEFORE:
                continue
            if child.status() != psutil.STATUS_ZOMBIE and "resource_tracker" not in " ".join(child.cmdline()):
                found.append(child)
        except psutil.NoSuchProcess:
            pass
    return found


def gone(processes: list[psutil.Process], seconds: float = 10) -> bool:
    return not psutil.wait_procs(processes, timeout=seconds)[1]


WANTED = TinyScorer().score_batch(articles(100))


@pytest.mark.parametrize("batch_size", [1, 7, 64, 1000])
def test_batch_size_does_not_matter(batch_size: int) -> None:
    assert list(run(TinyScorer(), articles(100), 1, batch_size)) == WANTED


@pytest.mark.parametrize(("jobs", "batch_size", "head_start"), [(2, 1, 0), (3, 7, 0), (2, 64, 0), (2, 64, 10)])
def test_jobs_do_not_matter(jobs: int, batch_size: int, head_start: float) -> None:
    assert list(run(TinyScorer(), articles(100), jobs, batch_size, head_start=head_start)) == WANTED


@given(st.lists(st.integers(0, 30), max_size=30), st.integers(1, 6), st.integers(1, 60))
def test_batches(lengths: list[int], size: int, max_chars: int) -> None:
    records: list[Record] = [
        Article(str(number), "x" * length) if length else BadRecord(str(number), None, "c", "m", "w")
        for number, length in enumerate(lengths)
    ]
    made = list(batches(records, size, max_chars))
    assert [record for batch in made for record in batch] == records
    for batch in made:
        assert 1 <= len(batch) <= size
        chars = sum(len(record.text) for record in batch if isinstance(record, Article))
        assert chars <= max_chars or sum(isinstance(record, Article) for record in batch) == 1


def test_nothing_in_nothing_out() -> None:
    assert list(run(TinyScorer(), [], 4)) == []


@pytest.mark.parametrize(("jobs", "batch_size"), [(0, 1), (1, 0), (-1, 64)])
def test_numbers_below_one(jobs: int, batch_size: int) -> None:
    with pytest.raises(UsageError):
        run(TinyScorer(), [], jobs, batch_size)


def test_a_small_input_starts_no_process() -> None:
    results = run(TinyScorer(show="process"), [Article(str(number), "text") for number in range(200)], 2)
    assert {result.model for result in results} == {str(os.getpid())}  # type: ignore[union-attr]


def test_a_large_input_is_scored_in_other_processes() -> None:
    records = [Article(str(number), "text") for number in range(100)]
    models = [result.model for result in run(TinyScorer(0.01, "process"), records, 2, 4, head_start=0)]  # type: ignore[union-attr]
    assert models[:4] == [str(os.getpid())] * 4
    assert str(os.getpid()) not in models[4:]
    assert len(set(models[4:])) == 2
    assert gone(children())


def test_workers_use_one_thread_for_arithmetic(monkeypatch: pytest.MonkeyPatch) -> None:
    def workers() -> set[str]:
        results = run(TinyScorer(show="threads"), [Article(str(n), "text") for n in range(20)], 2, 4, head_start=0)
        return {result.model for result in list(results)[4:]}  # type: ignore[union-attr]

    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert workers() == {"1"}
    assert "OPENBLAS_NUM_THREADS" not in os.environ
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    assert workers() == {"3"}  # what the user says goes


def test_records_are_not_read_far_ahead() -> None:
    read = 0

    def source() -> Iterator[Record]:
        nonlocal read
        for record in articles(2000):
            read += 1
            yield record

    for done, _ in enumerate(run(TinyScorer(), source(), 2, 10, head_start=0), 1):
        # Two batches a worker and the one that is being handed out, and the record that begins the next.
        assert read - done <= (2 * 2 + 2) * 10 + 1
    assert read == 2000


def test_a_worker_that_dies_is_told() -> None:
    records: list[Record] = [*articles(30), Article("x", "die"), *articles(200)]
    with pytest.raises(DetectError, match="--jobs"):
        list(run(TinyScorer(), records, 2, 8, head_start=0))
    assert gone(children())


def test_an_error_the_user_can_act_on_comes_through() -> None:
    records: list[Record] = [*articles(30), Article("x", "refuse"), *articles(200)]
    with pytest.raises(DetectError, match=r"artifact-detect\[extra\]"):
        list(run(TinyScorer(), records, 2, 8, head_start=0))
    assert gone(children())


def test_a_bug_comes_through_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError, match="a bug"):
        list(run(TinyScorer(), [*articles(30), Article("x", "fail")], 2, 8, head_start=0))


def test_an_error_of_the_reader_comes_through() -> None:
    def source() -> Iterator[Record]:
        yield from articles(100)
        raise UsageError("the list is gone")

    with pytest.raises(UsageError, match="the list is gone"):
        list(run(TinyScorer(), source(), 2, 8, head_start=0))
    assert gone(children())


def test_workers_end_when_the_results_are_not_wanted_any_more() -> None:
    results = run(TinyScorer(delay=0.2), articles(500), 2, 8, head_start=0)
    for _ in range(10):
        next(results)
    workers = children()
    assert len(workers) == 2
    began = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert gone(workers)
    assert time.monotonic() - began < 5


def started(out: Path, count: int, delay: float, jobs: int, resume: str = "new") -> "subprocess.Popen[bytes]":
    """The program of tiny_scorer.py, in a process group of its own; what it says on standard error is in ``errors``."""
    command = [sys.executable, PROGRAM, str(out), str(count), str(delay), str(jobs), resume]
    with errors(out, resume).open("wb") as stderr:
        return subprocess.Popen(command, stderr=stderr, start_new_session=True)


def errors(out: Path, resume: str = "new") -> Path:
    """A file for each kind of start: what is left of a killed process may still write into its own."""
    return out.parent.with_name(f"{out.parent.name}.{resume}.errors")


def wait_for_workers(process: "subprocess.Popen[bytes]", count: int) -> list[psutil.Process]:
    for _ in range(400):
        workers = children(process.pid)
        partial = psutil.Process(process.pid).open_files()
        if len(workers) == count and any(Path(file.path).stat().st_size > 500 for file in partial):
            return workers
        time.sleep(0.05)
    raise AssertionError("the workers never came up")


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
@pytest.mark.parametrize("delay", [0, 0.15, 0.3])
def test_control_c_while_workers_start(delay: float, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = started(out, 5000, 0.02, 2)
    while not (workers := children(process.pid)):
        time.sleep(0.002)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(10) == 130
    assert gone(workers)
    assert errors(out).read_text() == ""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_control_c_ends_everything_without_noise(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = started(out, 5000, 0.02, 2)
    workers = wait_for_workers(process, 2)
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to the parent and to the workers
    assert process.wait(10) == 130
    assert gone(workers)
    assert errors(out).read_text() == ""


def test_no_worker_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = started(out, 5000, 0.02, 2)
    workers = wait_for_workers(process, 2)
    process.kill()
    process.wait()
    assert gone(workers)


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv.gz", "out.parquet"])
def test_killed_and_resumed_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole" / name, tmp_path / "broken" / name
    whole.parent.mkdir()
    broken.parent.mkdir()
    assert started(whole, 300, 0, 1).wait(60) == 0
    process = started(broken, 300, 0.02, 2)
    wait_for_workers(process, 2)
    process.kill()
    process.wait()
    assert [path.name for path in broken.parent.iterdir()] == [name + ".partial"]
    kept = broken.with_name(name + ".partial").read_bytes().count(b"\n") - 1
    assert 0 < kept < 300
    resumed = started(broken, 300, 0, 2, "resume")
    assert resumed.wait(60) == 0
    assert broken.read_bytes() == whole.read_bytes()
    assert [path.name for path in broken.parent.iterdir()] == [name]


def test_resuming_with_other_settings_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = started(out, 300, 0.02, 2)
    wait_for_workers(process, 2)
    process.kill()
    process.wait()
    resumed = started(out, 200, 0, 1, "resume")
    assert resumed.wait(60) == 1
    assert 'count was "300" and is now "200"' in errors(out, "resume").read_text()


def test_available_cores() -> None:
    assert 1 <= available_cores() <= (os.cpu_count() or 1)
