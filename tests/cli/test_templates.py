"""``detect templates learn`` and ``--templates``, as processes."""

import json
from pathlib import Path

import pytest

FOOT = "Printed by the cooperative of its readers in Northport."
ACTS = ["walked", "sang", "rowed", "painted", "argued", "waited", "laughed", "slept", "built"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    folder.mkdir()
    for number, act in enumerate(ACTS):
        (folder / f"{number}.txt").write_text(
            f"A sailor {act} at the harbour on Monday while the ferry was late, and the crew {act} with him.\n{FOOT}\n",
            encoding="utf-8",
        )
    return tmp_path


def test_learn_then_use(detect, news: Path) -> None:
    done = detect("templates", "learn", "harbour", "-o", "t.json", cwd=news)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "1 template line of 1 source" in done.stderr
    stored = json.loads((news / "t.json").read_text())
    assert stored["sources"] == {"harbour": {"articles": 9, "lines": [{"text": FOOT, "articles": 9}]}}
    for command in (["score"], ["check", "--output-format", "jsonl", "--fail-on", "info"]):
        used = detect(*command, "harbour", "--templates", "t.json", cwd=news)
        assert "BPL017" in used.stdout
        assert "BPL017" not in detect(*command, "harbour", cwd=news).stdout
    assert detect("rank", "harbour", "--templates", "t.json", "--format", "jsonl", cwd=news).returncode == 0


def test_the_same_for_any_number_of_jobs(detect, news: Path) -> None:
    detect("templates", "learn", "harbour", "-o", "t.json", cwd=news)
    one, two = (detect("score", "harbour", "--templates", "t.json", "-j", jobs, cwd=news).stdout for jobs in ("1", "2"))
    assert one == two != ""


def test_what_cannot_be_done_is_said(detect, news: Path) -> None:
    for arguments, words in (
        (["templates", "learn", "-", "-o", "t.json"], "read twice"),
        (["templates", "learn", "-o", "t.json"], "name files"),
        (["templates", "learn", "harbour", "-o", "t.txt"], "ends in .json"),
        (["score", "harbour", "--templates", "none.json"], "none.json"),
        (["score", "harbour", "--templates", "harbour/0.txt"], "no templates file"),
    ):
        done = detect(*arguments, cwd=news)
        assert done.returncode == 2, arguments
        assert words in done.stderr
        assert "Traceback" not in done.stderr


def test_a_record_that_cannot_be_read_is_told_once(detect, news: Path) -> None:
    (news / "harbour" / "bad.jsonl").write_text("{not json\n")
    done = detect("templates", "learn", "harbour", "-o", "t.json", cwd=news)
    assert done.returncode == 2
    assert done.stderr.count("bad.jsonl") == 1
    assert (news / "t.json").exists()


def test_the_configuration_may_name_the_file(detect, news: Path) -> None:
    detect("templates", "learn", "harbour", "-o", "t.json", cwd=news)
    (news / "detect.toml").write_text('templates = "t.json"\n')
    assert "BPL017" in detect("score", "harbour", cwd=news).stdout


def test_resume_notices_other_templates(detect, news: Path) -> None:
    detect("templates", "learn", "harbour", "-o", "t.json", cwd=news)
    done = detect("score", "harbour", "--templates", "missing/t.json", "-o", "out.jsonl", cwd=news)
    assert done.returncode == 2
    assert not (news / "out.jsonl").exists()
