"""``detect check``: exit statuses, thresholds, the terminal, hostile names, and a large file in little memory."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CLEAN = "The ferry left the harbour at noon, and nobody was late.\n"
ERROR = "About 300.00 people came to the fair.\n"
WARNING = "The non -state group left the town.\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    for name, text in (("clean", CLEAN), ("error", ERROR), ("warning", WARNING)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["clean.txt"], 0),
        (["clean.txt", "error.txt"], 1),
        (["warning.txt"], 0),
        (["warning.txt", "--fail-on", "warning"], 1),
        (["warning.txt", "--fail-on", "info"], 1),
        (["error.txt", "--fail-on", "never"], 0),
        (["error.txt", "--fail-on", "never", "--min", "quality=99.9"], 1),
        (["error.txt", "--fail-on", "never", "--min", "quality=1"], 0),
        (["error.txt", "--fail-on", "never", "--max", "quality=10"], 1),
        # Too short for probabilities: what is null is past no limit.
        (["error.txt", "--fail-on", "never", "--max", "machine_translated=0", "--max", "rewritten=0"], 0),
        (["error.txt", "--fail-on", "never", "--max", "machine-translated=0", "--min-words", "3"], 1),
        (["error.txt", "--ignore", "NUM"], 0),
        (["error.txt", "--select", "PUN,QUO"], 0),
        (["error.txt", "--select", "truncated-thousands"], 1),
        (["error.txt", "--exit-zero"], 0),
        (["missing.txt"], 2),
        (["missing.txt", "error.txt"], 2),
        (["missing.txt", "--exit-zero"], 2),
        (["clean.txt", "--max-chars", "5"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_exit_status(detect: Any, news: Path, arguments: list[str], status: int) -> None:
    done = detect("check", *arguments, cwd=news)
    assert done.returncode == status, done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "name files"),
        (["x", "--max", "qualty=3"], "did you mean quality?"),
        (["x", "--max", "quality"], "SCORE=VALUE"),
        (["x", "--max", "quality=101"], "from 0 to 100"),
        (["x", "--min", "rewritten=much"], "from 0 to 1"),
        (["x", "--min", "rewritten=nan"], "from 0 to 1"),
        (["x", "--fail-on", "fatal"], "fatal"),
        (["x", "--select", "NUM999"], "NUM999"),
        (["x", "--output-format", "sarf"], "did you mean sarif?"),
        (["x", "--output-format", "sarif="], "names no file"),
        (["x", "--output-format", "json", "--output-format", "text"], "cannot share"),
        (["x", "--output-format", "json=a", "--output-format", "jsonl=./a"], "cannot share"),
        (["x", "--output-format", "json=."], "is a folder"),
        (["x", "--baseline", "none.json"], "--write-baseline none.json makes one"),
        (["x", "--baseline-prune"], "--baseline"),
        (["x", "--write-baseline", "no/such/folder.json"], "no/such/folder.json"),
        (["x", "--isolated", "--config", "a.toml"], "--isolated"),
        (["x", "--config", "a.toml"], "a.toml"),
        (["x", "--profile", "full", "--grammar-url", "ftp://y"], "is not the address of a LanguageTool server"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_usage_errors_are_one_line_and_status_2(detect: Any, tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/a.txt").write_text(ERROR, encoding="utf-8")
    done = detect("check", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("detect: error: ")
    assert done.stderr.count("\n") == 1
    assert told in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", '{"entries": []}', '{"version": 9, "entries": []}', '{"version": 1, "entries": [{}]}',
     '{"version": 1, "entries": 3}',
     '{"version": 1, "entries": [{"fingerprint": "a", "rule": "b", "text": "c", "count": 0}]}'],
)  # fmt: skip
def test_a_damaged_baseline_is_told(detect: Any, news: Path, content: str) -> None:
    (news / "baseline.json").write_text(content, encoding="utf-8")
    done = detect("check", "error.txt", "--baseline", "baseline.json", cwd=news)
    assert done.returncode == 2
    assert "baseline.json" in done.stderr
    assert done.stderr.count("\n") == 1


def test_scores_past_their_limits_go_into_the_baseline_too(detect: Any, news: Path) -> None:
    limits = ("--fail-on", "never", "--min", "quality=100")
    assert detect("check", "error.txt", *limits, "--write-baseline", "b.json", cwd=news).returncode == 0
    assert detect("check", "error.txt", *limits, "--baseline", "b.json", cwd=news).returncode == 0
    assert detect("check", "error.txt", "warning.txt", *limits, "--baseline", "b.json", cwd=news).returncode == 1


def test_the_output_does_not_depend_on_the_number_of_processes(detect: Any, news: Path) -> None:
    rows = [{"id": f"a{number}", "text": CLEAN * 20 + (ERROR if number % 7 == 0 else "")} for number in range(3000)]
    (news / "many.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    one, two = (
        detect("check", "many.jsonl", "--output-format", "jsonl", "--jobs", jobs, cwd=news) for jobs in ("1", "2")
    )
    assert one.stdout == two.stdout
    found = [json.loads(line) for line in one.stdout.splitlines()]
    assert [row["id"] for row in found] == [f"a{number}" for number in range(0, 3000, 7)]
    assert [row["record"] for row in found] == list(range(1, 3001, 7))


def test_standard_input(detect: Any) -> None:
    done = detect("check", "-", "--output-format", "json", stdin=ERROR)
    assert done.returncode == 1
    [row] = json.loads(done.stdout)
    assert (row["path"], row["findings"][0]["line"], row["findings"][0]["column"]) == ("stdin", 1, 7)
    done = detect("check", "-", stdin=json.dumps({"id": "one", "text": ERROR}))
    assert done.stdout.startswith("stdin:1 [one] text[6:12] error NUM001")


def test_files_elsewhere_get_relative_paths(detect: Any, news: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = detect("check", news / "error.txt", "--output-format", "json", cwd=elsewhere)
    [row] = json.loads(done.stdout)
    assert row["path"] == os.path.relpath(news / "error.txt", elsewhere)


def test_a_failed_run_leaves_what_was_there(detect: Any, news: Path) -> None:
    (news / "old.json").write_text("[]", encoding="utf-8")
    (news / "baseline.json").write_text("{}", encoding="utf-8")
    arguments = ("--baseline", "baseline.json", "--output-format", "json=old.json")
    assert detect("check", "error.txt", *arguments, cwd=news).returncode == 2
    assert (news / "old.json").read_text(encoding="utf-8") == "[]"
    assert not list(news.glob("*.writing"))


def test_colours_follow_the_terminal(detect: Any, news: Path) -> None:
    shown = detect("check", "error.txt", cwd=news, FORCE_COLOR="1", TERM="xterm-256color").stdout
    assert "\x1b[1;31m300.00\x1b[0m people" in shown
    assert "\x1b" not in detect("check", "error.txt", cwd=news).stdout
    assert "\x1b[3" not in detect("check", "error.txt", cwd=news, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_a_long_sentence_is_cut_around_the_artifact(detect: Any, news: Path) -> None:
    (news / "long.txt").write_text("word " * 300 + "about 300.00 people " + "word " * 300, encoding="utf-8")
    head, sentence, carets = detect("check", "long.txt", cwd=news).stdout.splitlines()
    assert head.startswith("long.txt:1:1507 error NUM001")
    assert len(sentence) <= 120
    assert sentence[carets.index("^") :].startswith("300.00 people")
    assert sentence.strip()[0] == sentence[-1] == "…"


_PEAK = """
import os, resource, sys
from detect.cli import main
try:
    main(sys.argv[1:])
except SystemExit as leaving:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak {peak} status {leaving.code}", file=sys.stderr)
"""


def _peak(environment: dict[str, str], *arguments: str) -> tuple[int, int, str]:
    """Peak memory in KiB, exit status and standard output of one process with one job."""
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, *arguments, "--jobs", "1", "-q"],
        env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    words = done.stderr.split()
    return int(words[-3]), int(words[-1]), done.stdout


@pytest.mark.slow
def test_20_000_articles_give_a_result_each_in_the_memory_of_score(environment: dict[str, str], tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "many.parquet"
    schema = pa.schema([("id", pa.string()), ("source", pa.string()), ("text", pa.string())])
    body = (CLEAN * 20).strip()
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, 20_000, 1000):
            numbers = range(start, start + 1000)
            rows = [
                {"id": f"a{one}", "source": f"s{one % 50}", "text": f"{body}\n\n{ERROR if one % 100 == 3 else ''}"}
                for one in numbers
            ]
            writer.write_table(pa.Table.from_pylist(rows, schema))
    out = tmp_path / "out.sarif"
    peak, status, _ = _peak(environment, "check", str(path), "--output-format", f"sarif={out}")
    assert status == 1
    results = json.loads(out.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [result["properties"]["id"] for result in results] == [f"a{one}" for one in range(3, 20_000, 100)]
    peak_of_score, status, _ = _peak(environment, "score", str(path), "-o", str(tmp_path / "out.jsonl"))
    assert status == 0
    assert peak <= 1.15 * peak_of_score


@pytest.mark.slow
def test_memory_does_not_grow_with_the_number_of_failures(environment: dict[str, str], tmp_path: Path) -> None:
    peaks = []
    for number in (500, 8000):
        path = tmp_path / f"{number}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for one in range(number):
                file.write(json.dumps({"id": f"a{one}", "text": CLEAN * 5 + ERROR}) + "\n")
        outputs = [f"--output-format={name}={tmp_path / name}" for name in ("sarif", "junit", "gitlab", "json", "text")]
        peak, status, _ = _peak(environment, "check", str(path), *outputs)
        assert status == 1
        peaks.append(peak)
    assert peaks[1] <= 1.15 * peaks[0], peaks
