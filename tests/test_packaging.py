"""The wheel: what is in it, and that it works in an environment of its own, away from the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from detect import __version__

CHECKOUT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, CHECKOUT],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a fresh environment with the wheel in it.

    Its dependencies are borrowed from this environment through a path file, so that no network is needed. Path files
    of a borrowed folder are not read, so the checkout, should it be installed here, does not come along.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", programs / "python", "install", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
    )
    [site] = {Path(found).parents[1] for found in home.rglob("detect/__init__.py")}
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "borrowed.pth").write_text("\n".join(borrowed), encoding="utf-8")
    return programs


def _run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [installed / "detect", *arguments], cwd=folder, env=kept, capture_output=True, encoding="utf-8", timeout=120
    )


def test_the_wheel_holds_everything_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {"detect/py.typed"}
    for pattern in ("detect/**/*.py", "detect/lexicons/*.t*", "detect/**/*.json"):
        wanted |= {path.relative_to(CHECKOUT).as_posix() for path in CHECKOUT.glob(pattern)}
    for path in CHECKOUT.glob("models/**/*"):
        if path.is_file():
            wanted.add("detect/_models/" + path.relative_to(CHECKOUT / "models").as_posix())
    assert any(name.startswith("detect/_models/") for name in wanted)
    assert wanted <= names, sorted(wanted - names)
    assert f"artifact_detect-{__version__}.dist-info/licenses/LICENSE" in names


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    for name in zipfile.ZipFile(wheel).namelist():
        assert name.startswith(("detect/", f"artifact_detect-{__version__}.dist-info/")), name
        assert not name.endswith((".pyc", ".pkl", ".pickle", ".joblib")), name


def test_it_runs_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [installed / "python", "-c", "import detect; print(detect.__file__)"], cwd=tmp_path, capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    assert where.stdout.startswith(str(installed.parent)), where
    assert _run(installed, tmp_path, "--version").stdout == f"detect {__version__}\n"


def test_score_rank_and_rule(installed: Path, tmp_path: Path, articles: Path) -> None:
    scored = _run(installed, tmp_path, "score", str(articles))
    assert scored.returncode == 0, scored.stderr
    rows = [json.loads(line) for line in scored.stdout.splitlines()]
    assert len(rows) == 40
    assert "NUM001" in {finding["rule"] for row in rows for finding in row["findings"]}
    ranked = _run(installed, tmp_path, "rank", str(articles))
    assert ranked.returncode == 0, ranked.stderr
    assert [json.loads(line)["rank"] for line in ranked.stdout.splitlines()] == [1, 2, 3, 4]
    page = _run(installed, tmp_path, "rule", "NUM001")
    assert page.returncode == 0, page.stderr
    assert "truncated-thousands" in page.stdout


def test_it_gives_what_the_checkout_gives(installed: Path, tmp_path: Path, articles: Path, detect) -> None:
    assert _run(installed, tmp_path, "score", str(articles)).stdout == detect("score", articles).stdout


def test_a_missing_extra_is_named(installed: Path, tmp_path: Path) -> None:
    # Parquet without pyarrow, in the same environment: an import of it fails as if it were not there.
    (tmp_path / "pyarrow.py").write_text("raise ImportError('not here')", encoding="utf-8")
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    done = subprocess.run(
        [installed / "python", "-m", "detect", "score", "a.parquet"], cwd=tmp_path, capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 2
    assert "pip install 'artifact-detect[parquet]'" in done.stderr
    assert done.stderr.count("\n") == 1
