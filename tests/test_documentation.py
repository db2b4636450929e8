"""The README and the documentation say what is, and what they say works."""

import re
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from detect.cli import COMMANDS, cli
from detect.rules import FAMILIES, all_rules

CHECKOUT = Path(__file__).parents[1]
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PAGES = {path.name: path.read_text(encoding="utf-8") for path in [CHECKOUT / "README.md", *CHECKOUT.glob("docs/*.md")]}
_BLOCK = re.compile(r"^```bash\n(.*?)\n```$", re.MULTILINE | re.DOTALL)


def _quick_start() -> list[str]:
    section = README.split("\n## Quick start\n", 1)[1].split("\n## ", 1)[0]
    return _BLOCK.findall(section)


def test_the_quick_start_has_two_blocks_of_one_command_each() -> None:
    blocks = _quick_start()
    assert len(blocks) == 2
    assert all("\n" not in block for block in blocks)
    assert README.index("## Quick start") < README.index("## Usage")
    install, test = blocks
    assert "pip install" in install
    assert "detect score examples" in install
    assert "detect rank examples" in install
    assert "pytest" in test


def test_ci_runs_block_two(tmp_path: Path) -> None:
    # The script itself, in a folder whose README has other blocks around a harmless second one.
    (tmp_path / ".ci").mkdir()
    script = tmp_path / ".ci" / "run"
    script.write_bytes((CHECKOUT / ".ci" / "run").read_bytes())
    (tmp_path / "README.md").write_text(
        "```bash\necho before\n```\n## Quick start\n```bash\necho one\n```\ntext\n```bash\npwd && echo two && exit 3\n"
        "```\n```bash\necho three\n```\n## Other\n```bash\necho other\n```\n",
        encoding="utf-8",
    )
    done = subprocess.run(["bash", str(script)], capture_output=True, encoding="utf-8", cwd="/")
    assert done.stdout.splitlines()[1:] == [str(tmp_path), "two"]
    assert done.returncode == 3, "the exit status of the block is that of the script"
    shown = subprocess.run(["bash", CHECKOUT / ".ci" / "run", "--show"], capture_output=True, encoding="utf-8")
    assert shown.stdout == _quick_start()[1] + "\n"
    assert (CHECKOUT / ".ci" / "run").stat().st_mode & 0o111


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    documented = "\n".join(PAGES.values())
    command = cli.get_command(click.Context(cli), name)
    assert f"detect {name}" in documented
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert re.search(rf"`[^`]*(?<![\w-]){re.escape(option)}(?![\w-])", documented), option


@pytest.mark.parametrize("name", sorted(PAGES))
def test_links_between_pages_lead_somewhere(name: str) -> None:
    folder = CHECKOUT if name == "README.md" else CHECKOUT / "docs"
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGES[name]):
        assert (folder / target).exists(), target


@pytest.mark.parametrize("name", sorted(PAGES))
def test_paths_that_are_named_exist(name: str) -> None:
    for path in re.findall(r"`((?:detect|tests|docs|examples)/[\w./-]*\w)`", PAGES[name]):
        assert (CHECKOUT / path).exists(), path


def test_the_readme_lists_the_families_of_rules() -> None:
    for family in {rule.family for rule in all_rules()}:
        assert re.search(rf"^\| `{family}` \| {re.escape(FAMILIES[family])} \|", README, re.MULTILINE), family


def test_the_python_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    first = re.findall(r"^```python\n(.*?)\n```$", README, re.MULTILINE | re.DOTALL)[0]
    exec(compile(first, "README.md", "exec"), {})
    assert "('NUM001', '300.00', '300,000')" in capsys.readouterr().out


def test_the_table_in_the_readme_is_what_the_program_says(score) -> None:
    told = re.findall(r"^(\S+) +\S+ +(clean|machine_translated|rewritten|too_short) ", README, re.MULTILINE)
    labels = {row["id"]: row["label"] for row in score("examples", cwd=CHECKOUT)}
    assert len(told) >= 5
    for article, label in told:
        [full] = [name for name in labels if name.endswith(article.removeprefix("…"))]
        assert labels[full] == label, article


def test_the_changelog_has_this_version() -> None:
    from detect import __version__

    assert f"\n## {__version__}" in (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_extras_that_errors_name_exist() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for path in (CHECKOUT / "detect").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for extra in re.findall(r'MissingExtraError\(\s*[^,()]+,\s*"(\w+)"', text):
            assert extra in project["optional-dependencies"], path
