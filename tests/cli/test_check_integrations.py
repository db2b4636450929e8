"""What others start the gate with: the pre-commit hook, the GitHub Action's script, the GitLab job."""

import json
import os
import re
import shutil
import site
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).parents[2]
CLEAN = "The ferry left the harbour at noon, and nobody was late.\n"
BAD = "About 300.00 people came to the fair.\n"


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles/clean.txt").write_text(CLEAN, encoding="utf-8")
    (folder / "articles/two words.txt").write_text(BAD, encoding="utf-8")
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", "articles")
    return folder


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """An executable ``detect`` in a folder of its own."""
    path = tmp_path / "bin/detect"
    path.parent.mkdir()
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m detect "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path


# --- pre-commit ---


def test_the_hook_is_a_valid_manifest() -> None:
    from pre_commit.clientlib import load_manifest

    [hook] = load_manifest(str(CHECKOUT / ".pre-commit-hooks.yaml"))
    assert (hook["id"], hook["entry"], hook["language"]) == ("detect-check", "detect check", "python")


@pytest.mark.slow
def test_the_hook_runs_from_a_local_clone(news: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in ("detect", "models", "README.md", "LICENSE", "pyproject.toml", ".pre-commit-hooks.yaml"):
        here = CHECKOUT / name
        if here.is_dir():
            shutil.copytree(here, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(here, clone / name)
    _git(clone, "init", "-q")
    _git(clone, "add", "-A")
    _git(clone, "commit", "-qm", "all")
    # pre-commit installs the clone into an environment of its own. No package index is at hand: what it depends on, and
    # what builds it, comes from here.
    offline = {
        **environment,
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
        "PYTHONPATH": os.pathsep.join(site.getsitepackages()),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's own spelling for: no build isolation
    }

    def run(file: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(clone), "detect-check", "--files", file],
            cwd=news, env=offline, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    done = run("articles/clean.txt")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    done = run("articles/two words.txt")
    assert done.returncode == 1
    assert "articles/two words.txt:1:7 error NUM001" in done.stdout


# --- the GitHub Action ---


class Action:
    """The script of the action, run as the runner does it."""

    def __init__(self, folder: Path, scratch: Path, environment: dict[str, str], command: Path) -> None:
        self.folder, self.scratch = folder, scratch
        scratch.mkdir()
        self.environment = {
            **environment,
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(CHECKOUT),
            "GITHUB_OUTPUT": str(scratch / "output"),
            "GITHUB_STEP_SUMMARY": str(scratch / "summary"),
            "RUNNER_TEMP": str(scratch),
            "DETECT_COMMAND": str(command),
        }

    def run(self, step: str = "check", **inputs: str) -> "subprocess.CompletedProcess[str]":
        for name in ("output", "summary"):
            (self.scratch / name).write_text("", encoding="utf-8")
        return subprocess.run(
            ["bash", str(CHECKOUT / "integrations/github-action.sh"), step],
            cwd=self.folder, env={**self.environment, **inputs}, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def outputs(self) -> dict[str, str]:
        lines = (self.scratch / "output").read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)


@pytest.fixture
def action(news: Path, tmp_path: Path, environment: dict[str, str], command: Path) -> Action:
    return Action(news, tmp_path / "runner", environment, command)


def test_the_action_annotates_and_leaves_a_sarif_file(action: Action) -> None:
    done = action.run(DETECT_PATHS="articles\n")
    assert done.returncode == 1
    [line] = done.stdout.splitlines()
    assert line.startswith("::error file=articles/two words.txt,line=1,col=7,endColumn=13,title=NUM001 ")
    assert action.outputs() == {"status": "1", "sarif-file": "detect.sarif"}
    sarif = json.loads((action.folder / "detect.sarif").read_text(encoding="utf-8"))
    [result] = sarif["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "articles/two%20words.txt"
    assert "1 of 2 articles failed" in (action.scratch / "summary").read_text(encoding="utf-8")


def test_the_action_passes_its_inputs_on(action: Action) -> None:
    assert action.run(DETECT_PATHS="articles/clean.txt").returncode == 0
    assert action.outputs() == {"status": "0", "sarif-file": "detect.sarif"}
    assert action.run(DETECT_PATHS="  articles/two words.txt\r\n\n", DETECT_ARGS="--fail-on=never").returncode == 0
    assert action.run(DETECT_PATHS="articles", DETECT_NEW_ONLY="HEAD").returncode == 0
    assert action.run(DETECT_PATHS="articles", DETECT_BASELINE="none.json").returncode == 2
    assert action.outputs() == {"status": "2"}  # no file of an earlier run is uploaded
    done = action.run(DETECT_PATHS="--exit-zero\narticles")
    assert done.returncode == 2
    assert "--exit-zero" in done.stdout  # a path is a path
    done = action.run(DETECT_PATHS="$(touch hacked)\n; touch hacked")
    assert done.returncode == 2
    assert not (action.folder / "hacked").exists()
    assert action.run("dance").returncode == 2


def test_the_action_only_names_inputs_and_outputs_it_has() -> None:
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    script = (CHECKOUT / "integrations/github-action.sh").read_text(encoding="utf-8")
    used = set()
    for step in action["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]  # inputs must not become text of a script
        for name, value in {**step.get("env", {}), **step.get("with", {})}.items():
            used |= {part.split("}}")[0].strip() for part in str(value).split("${{ inputs.")[1:]}
            if name.startswith("DETECT_"):
                assert name in script
    assert used <= set(action["inputs"])
    assert used == set(action["inputs"]) - {"upload-sarif"}
    upload = action["runs"]["steps"][-1]
    assert upload["uses"].startswith("github/codeql-action/upload-sarif@")
    assert "inputs.upload-sarif" in upload["if"]
    assert "always()" in upload["if"]


# --- GitLab ---


def test_the_gitlab_job_writes_the_reports_it_names(news: Path, environment: dict[str, str], command: Path) -> None:
    job = yaml.safe_load((CHECKOUT / "integrations/gitlab-ci.yml").read_text(encoding="utf-8"))["detect-check"]
    known = {**environment, **job["variables"], "PATH": f"{command.parent}{os.pathsep}{environment['PATH']}"}

    def run(**extra: str) -> int:
        script = "\n".join(job["script"])
        done = subprocess.run(
            ["sh", "-e", "-c", script], cwd=news, env={**known, **extra}, capture_output=True, check=False
        )
        return done.returncode

    assert run() == 1
    reports = job["artifacts"]["reports"]
    assert job["artifacts"]["when"] == "always"
    [issue] = json.loads((news / reports["codequality"]).read_text(encoding="utf-8"))
    assert issue["location"] == {"path": "articles/two words.txt", "lines": {"begin": 1, "end": 1}}
    assert 'failures="1"' in (news / reports["junit"]).read_text(encoding="utf-8")
    assert run(CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD") == 0


# --- docs/ci.md ---


def test_what_the_page_shows_is_what_there_is(tmp_path: Path) -> None:
    from detect.cli.check import command
    from detect.cli.score import command as score
    from detect.config import load_config
    from detect.reports.check_outputs import FORMATS

    page = (CHECKOUT / "docs/ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    tables = [text for kind, text in blocks if kind == "toml"]
    assert len(tables) == 2
    for text in tables:
        (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
        found = load_config(tmp_path / "pyproject.toml")
        assert found.values or found.entries
    known = {option for parameter in (*command.params, *score.params) for option in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", page)) - {"--files"} <= known
    assert set(re.findall(r"^\| `(\w+)`(?:, `(\w+)`)? \|", page, re.MULTILINE)) >= {("json", "jsonl"), ("sarif", "")}
    assert all(f"`{name}`" in page for name in FORMATS)
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))
    workflow, hook = (yaml.safe_load(text) for kind, text in blocks if kind == "yaml")
    assert set(workflow["jobs"]["check"]["steps"][1]["with"]) <= set(action["inputs"])
    assert all(f"`{name}" in page or f"{name}:" in page for name in action["inputs"])
    assert hook["repos"][0]["hooks"][0]["id"] == "detect-check"
