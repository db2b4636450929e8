"""Start-up costs, as ratios of CPU time to what importing numpy takes on the same machine in the same minute."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROUNDS = 5


def _cpu(arguments: list[str], environment: dict[str, str]) -> float:
    """CPU seconds, user and system, of one run and what it started."""
    before = os.times()
    subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=True)
    after = os.times()
    return (after.children_user - before.children_user) + (after.children_system - before.children_system)


def _ratio(arguments: list[str], environment: dict[str, str]) -> float:
    """Fastest of some runs over the fastest of as many imports of numpy, taken in turns."""
    environment = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    pairs = [(_cpu(arguments, environment), _cpu(["-c", "import numpy"], environment)) for _ in range(ROUNDS)]
    return min(ours for ours, _ in pairs) / min(numpys for _, numpys in pairs)


def test_help_takes_at_most_twice_as_long_as_importing_numpy(environment) -> None:
    assert _ratio(["-m", "detect", "--help"], environment) <= 2


def test_scoring_one_article_takes_at_most_five_times_as_long(environment, tmp_path: Path, articles: Path) -> None:
    one = tmp_path / "one.jsonl"
    one.write_text(articles.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    assert _ratio(["-m", "detect", "score", str(one)], environment) <= 5


def test_checking_one_article_takes_at_most_five_times_as_long(environment, tmp_path: Path, articles: Path) -> None:
    row = json.loads(articles.read_text(encoding="utf-8").splitlines()[0])
    (tmp_path / "detect.toml").write_text('[[ignore]]\nrule = "NUM001"\nexpires = 9999-01-01\n', encoding="utf-8")
    one = tmp_path / "one.txt"
    one.write_text(row["text"], encoding="utf-8")
    # The configuration is named, so that reading and checking it counts too.
    assert _ratio(["-m", "detect", "check", str(one), "--config", str(tmp_path / "detect.toml")], environment) <= 5


def test_help_imports_nothing_heavy(environment) -> None:
    check = (
        "import sys\n"
        "from detect.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'rich', 'orjson', 'multiprocessing', 'sklearn', 'pyarrow'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", check], env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr


def test_scoring_never_imports_what_only_training_needs(environment, articles: Path) -> None:
    check = (
        "import sys\n"
        "from detect.cli import main\n"
        f"try: main(['score', {str(articles)!r}])\n"
        "except SystemExit: pass\n"
        "heavy = {'sklearn', 'scipy', 'textstat', 'pyarrow', 'pandas', 'nltk'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", check], env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-300:]
