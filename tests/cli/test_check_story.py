"""A repository of articles under the gate, from its first clean day on: real processes, a real git repository."""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CLEAN = (
    "The harbour office opened its doors on Monday after two months of repairs.\n\n"
    "Staff said the new roof had kept out the rain, and the first boats were registered before noon. "
    "The council will look at the bill in May.\n"
)
ARTIFACT = "About 300.00 people came to the opening and walked along the pier."
SECOND = "A second crowd of 450.00 people waited at the gate until the evening."


class Repository:
    """A git repository of articles and the gate in front of it."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = {
            **environment,
            "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org",
            "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.org",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        }  # fmt: skip
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=self.environment, capture_output=True, check=True, text=True
        )
        return done.stdout.strip()

    def commit(self) -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "articles")
        return self.git("rev-parse", "HEAD")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))

    def check(self, *arguments: str, cwd: str = ".") -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, "-m", "detect", "check", *arguments],
            cwd=self.folder / cwd, env=self.environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done

    def found(self, *arguments: str) -> list[tuple[str, str]]:
        """Path and text of every finding."""
        rows = json.loads(self.check(*arguments, "--output-format", "json").stdout)
        return [(row["path"], finding["text"]) for row in rows for finding in row["findings"]]


@pytest.fixture
def repository(tmp_path: Path, environment: dict[str, str]) -> Repository:
    made = Repository(tmp_path / "news", environment)
    made.write("articles/harbour.txt", CLEAN)
    made.commit()
    return made


def _results(sarif: str) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = json.loads(sarif)["runs"][0]["results"]
    return results


def test_the_story(repository: Repository) -> None:
    # A clean repository passes.
    done = repository.check("articles")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 article passed" in done.stderr

    # An article with an artifact fails, with a SARIF result at that place.
    repository.write("articles/opening.txt", f"The pier is open again.\n\n{ARTIFACT}\n")
    done = repository.check("articles", "--output-format", "sarif")
    assert done.returncode == 1
    [result] = _results(done.stdout)
    place = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] == "NUM001"
    assert place["artifactLocation"]["uri"] == "articles/opening.txt"
    start = ARTIFACT.index("300.00") + 1
    assert place["region"]["startLine"] == place["region"]["endLine"] == 3
    assert (place["region"]["startColumn"], place["region"]["endColumn"]) == (start, start + len("300.00"))

    # It is accepted into the baseline and passes.
    done = repository.check("articles", "--write-baseline", "baseline.json")
    assert done.returncode == 0
    assert "baseline.json accepts 1 problem" in done.stderr
    done = repository.check("articles", "--baseline", "baseline.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 accepted by the baseline" in done.stderr

    # The paragraph above it is edited, lines are added, the file is moved: it still passes.
    edited = "The pier is open.\n\nAt last, many said.\n\nBands played.\n\n"
    repository.write("articles/opening.txt", f"{edited}{ARTIFACT}\n")
    assert repository.check("articles", "--baseline", "baseline.json").returncode == 0
    (repository.folder / "articles/opening.txt").rename(repository.folder / "articles/pier.txt")
    assert repository.check("articles", "--baseline", "baseline.json").returncode == 0

    # A second artifact fails alone, in every format.
    repository.write("articles/pier.txt", f"The pier is open.\n\n{SECOND}\n\n{ARTIFACT}\n")
    assert repository.found("articles", "--baseline", "baseline.json") == [("articles/pier.txt", "450.00")]
    for form in ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit"):
        done = repository.check("articles", "--baseline", "baseline.json", "--output-format", form)
        assert done.returncode == 1
        told = json.dumps(_results(done.stdout)) if form == "sarif" else done.stdout  # a rule's page has examples
        assert "450.00" in told
        assert "300.00" not in told

    # An entry of the configuration lets it pass.
    entry = (
        '[[tool.detect.ignore]]\nrule = "NUM001"\ntext = "450.00"\npath = "articles/*"\nreason = "the wire\'s own"\n'
    )
    baseline = '[tool.detect]\nbaseline = "baseline.json"\n'
    repository.write("pyproject.toml", baseline + entry + "expires = 9999-01-01\n")
    done = repository.check("articles")
    assert (done.returncode, done.stdout) == (0, "")
    assert "1 ignored by the configuration" in done.stderr
    assert repository.check("articles", "--strict-ignores").returncode == 0
    assert repository.check(".", cwd="articles").returncode == 0  # the file is found from below, its paths hold
    assert repository.check("articles", "--isolated").returncode == 1

    # The entry expires: what it covered counts again, and it is reported.
    yesterday = datetime.date.today() - datetime.timedelta(days=2)
    repository.write("pyproject.toml", baseline + entry + f"expires = {yesterday}\n")
    done = repository.check("articles")
    assert done.returncode == 1
    assert "450.00" in done.stdout
    assert "expired" in done.stderr
    assert str(yesterday) in done.stderr
    assert "the wire's own" in done.stderr

    # The artifact is put right: the entry is stale, which is told, and fails where that is asked.
    repository.write("pyproject.toml", baseline + entry)
    repository.write("articles/pier.txt", f"The pier is open.\n\n{ARTIFACT}\n")
    done = repository.check("articles")
    assert done.returncode == 0
    assert "stale: pyproject.toml ignore entry 1" in done.stderr
    assert repository.check("articles", "--strict-ignores").returncode == 1
    repository.write("pyproject.toml", baseline)

    # An unreadable file is status 2 and never green.
    (repository.folder / "articles/broken.txt").write_bytes(b"The mayor\xff said so.")
    for more in ((), ("--exit-zero",), ("--write-baseline", "other.json"), ("--fail-on", "never"), ("--quiet",)):
        done = repository.check("articles", *more)
        assert done.returncode == 2, more
        assert "articles/broken.txt" in done.stderr
    done = repository.check("articles", "--output-format", "sarif")
    [invocation] = json.loads(done.stdout)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert done.returncode == 2


def test_new_only_sees_files_that_were_added_changed_or_moved(repository: Repository) -> None:
    repository.write("articles/old.txt", f"Long ago.\n\n{ARTIFACT}\n")
    first = repository.commit()
    assert repository.found("articles") == [("articles/old.txt", "300.00")]
    assert repository.check("articles", "--new-only", first).returncode == 0
    repository.write("articles/new.txt", f"Today.\n\n{SECOND}\n")
    assert repository.found("articles", "--new-only", first) == [("articles/new.txt", "450.00")]
    second = repository.commit()
    assert repository.found("articles", "--new-only", "HEAD~1") == [("articles/new.txt", "450.00")]
    assert repository.check("articles", "--new-only", second).returncode == 0
    repository.git("mv", "articles/old.txt", "articles/moved.txt")
    assert repository.check("articles", "--new-only", second).returncode == 0
    repository.write("articles/moved.txt", f"Long ago, again.\n\n{ARTIFACT}\n")
    assert repository.found("articles", "--new-only", second) == [("articles/moved.txt", "300.00")]


def test_new_only_compares_records_by_id_and_content(repository: Repository) -> None:
    def line(text: str, **fields: str) -> str:
        return json.dumps({"text": f"{CLEAN}\n{text}", **fields}) + "\n"

    repository.write("feed.jsonl", line(ARTIFACT, id="a") + line(ARTIFACT, id="b") + line(SECOND))
    repository.commit()
    assert len(repository.found("feed.jsonl")) == 3
    assert repository.found("feed.jsonl", "--new-only", "HEAD") == []
    # In another order, the last one without an id in another place, "b" with another text, and one new.
    changed = line(SECOND) + line(SECOND, id="b") + line(ARTIFACT, id="c") + line(ARTIFACT, id="a")
    repository.write("feed.jsonl", changed)
    done = repository.check("feed.jsonl", "--new-only", "HEAD", "--output-format", "jsonl")
    assert done.returncode == 1
    assert [json.loads(row)["id"] for row in done.stdout.splitlines()] == ["b", "c"]
    # What cannot be read is never passed over.
    repository.write("feed.jsonl", changed + "{\n")
    assert repository.check("feed.jsonl", "--new-only", "HEAD").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["articles", "--new-only", "no-such-branch"], "no-such-branch"),
        (["articles", "--new-only", "--help"], "no revision '--help'"),
        (["-", "--new-only", "HEAD"], "standard input"),
        (["..", "--new-only", "HEAD"], "no git repository"),
        (["articles", "--new-only", "HEAD", "--write-baseline", "b.json"], "--write-baseline"),
    ],
    ids=" ".join,
)
def test_new_only_says_what_it_cannot_compare(repository: Repository, arguments: list[str], told: str) -> None:
    (repository.folder.parent / "outside.txt").write_text(CLEAN, encoding="utf-8")
    done = repository.check(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_baseline_is_pruned_of_what_is_gone_only(repository: Repository) -> None:
    repository.write("articles/pier.txt", f"{SECOND}\n\n{ARTIFACT}\n")
    repository.check("articles", "--write-baseline", "baseline.json")
    whole = (repository.folder / "baseline.json").read_bytes()
    done = repository.check("articles", "--baseline", "baseline.json", "--baseline-prune")
    assert done.returncode == 0
    assert (repository.folder / "baseline.json").read_bytes() == whole
    repository.write("articles/pier.txt", f"{ARTIFACT}\n")
    done = repository.check("articles", "--baseline", "baseline.json")
    assert done.returncode == 0
    assert "--baseline-prune" in done.stderr
    assert (repository.folder / "baseline.json").read_bytes() == whole
    # Neither rules that are not in force nor a record that cannot be read make an entry look gone.
    repository.check("articles", "--baseline", "baseline.json", "--baseline-prune", "--select", "PUN")
    assert (repository.folder / "baseline.json").read_bytes() == whole
    repository.write("articles/broken.txt", " ")
    done = repository.check("articles", "--baseline", "baseline.json", "--baseline-prune")
    assert done.returncode == 2
    assert (repository.folder / "baseline.json").read_bytes() == whole
    (repository.folder / "articles/broken.txt").unlink()
    done = repository.check("articles", "--baseline", "baseline.json", "--baseline-prune")
    assert done.returncode == 0
    [entry] = json.loads((repository.folder / "baseline.json").read_text(encoding="utf-8"))["entries"]
    assert (entry["rule"], entry["text"], entry["count"]) == ("NUM001", "300.00", 1)


def test_one_more_of_what_was_accepted_fails(repository: Repository) -> None:
    repository.write("articles/pier.txt", f"{ARTIFACT}\n")
    repository.check("articles", "--write-baseline", "baseline.json")
    repository.write("articles/other.txt", f"{ARTIFACT}\n")
    assert len(repository.found("articles", "--baseline", "baseline.json")) == 1
