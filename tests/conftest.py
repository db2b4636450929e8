"""Fixtures that run the command line from outside: in a process of its own, in a clean environment."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parents[1]

WORDS = (
    "The council met on Monday evening to talk about the price of bus tickets, which went up by ten cents in March. "
    "Several members said that older people in the hill villages could no longer pay for a trip to the market. "
    "The mayor promised an answer before the summer, and the bus company said it would open its books. "
    "A vote is planned for the first week of June, when the new budget comes before the council."
)


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """An environment in which nothing of the caller's terminal or settings shows."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if key in os.environ}
    return {**kept, "PYTHONPATH": str(CHECKOUT), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture(scope="session")
def detect(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[Any]]:
    """Run the command line to its end. Text in and out, unless ``binary=True``."""

    def run(
        *arguments: str | Path,
        stdin: str | bytes | None = None,
        cwd: Path | None = None,
        binary: bool = False,
        timeout: float = 120,
        **extra: str,
    ) -> subprocess.CompletedProcess[Any]:
        if isinstance(stdin, bytes):
            binary = True
        return subprocess.run(
            [sys.executable, "-m", "detect", *map(str, arguments)],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            cwd=cwd,
            env={**environment, **extra},
            timeout=timeout,
            **({} if binary else {"encoding": "utf-8"}),
        )

    return run


@pytest.fixture(scope="session")
def score(detect: Callable[..., Any]) -> Callable[..., list[dict[str, Any]]]:
    """Run ``detect score`` and give its output objects; the exit status must be `status`."""

    def run(*arguments: str | Path, status: int = 0, **extra: Any) -> list[dict[str, Any]]:
        done = detect("score", *arguments, **extra)
        assert done.returncode == status, done.stderr
        assert "Traceback" not in str(done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A JSON Lines file of 40 articles from four sources, some of them damaged, one too short."""
    rows = []
    for number in range(40):
        text = WORDS
        if number % 4 == 1:
            text = text.replace("ten cents", "300.00 people") + " About 300.00 people lost their seats."
        if number == 7:
            text = "Too short to judge."
        rows.append({"id": f"article-{number:02}", "text": text, "source": f"paper-{number % 4}"})
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def languagetool() -> Any:
    """The installed LanguageTool; tests that need it are skipped, with the reason, where it is not set up."""
    from detect.grammar import GrammarError
    from detect.grammar.install import find_install
    from detect.grammar.java import find_java

    try:
        find_java()
        return find_install()
    except GrammarError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def grammar_server(languagetool: Any) -> Iterator[Any]:
    """One running server for all tests."""
    from detect.grammar.java import find_java
    from detect.grammar.server import Server

    server = Server(find_java().program, languagetool.class_path, threads=2)
    yield server
    server.close()


@pytest.fixture(scope="session")
def checker(grammar_server: Any) -> Iterator[Any]:
    """A checker that remembers what it asked for the length of the session only."""
    from detect.grammar.cache import SentenceCache
    from detect.grammar.check import Checker
    from detect.grammar.client import LanguageTool

    tool = LanguageTool(grammar_server.url, SentenceCache(None))
    yield Checker(tool)
    tool.close()


@pytest.fixture(scope="session")
def grammar_findings(checker: Any) -> Callable[[str], list[Any]]:
    """What the ``GRM`` rules find in a text."""
    from detect.document import Document
    from detect.grammar.findings import findings

    def find(text: str) -> list[Any]:
        document = Document(text)
        [checked] = checker.matches([(document, ())])
        return findings(document, checked)

    return find


@pytest.fixture(scope="session")
def encoder_folder() -> Path:
    """Where the encoder of the full profile stands; without the extra ``full`` a test that needs it is skipped."""
    from detect.encoder import NETWORK, need_encoder
    from detect.errors import MissingExtraError
    from detect.model import models_folder

    try:
        need_encoder()
    except MissingExtraError as error:
        pytest.skip(str(error))
    folder = models_folder() / "full"
    assert (folder / NETWORK).is_file(), f"{folder} ships without its encoder"
    return folder


@pytest.fixture(scope="session")
def encoder_stage(encoder_folder: Path) -> Any:
    """The stage that reads with the real encoder."""
    from detect.encoder.stage import EncoderStage

    return EncoderStage(encoder_folder)


@pytest.fixture(scope="session")
def encoder_findings(encoder_stage: Any) -> Callable[[str], list[Any]]:
    """What the rule of the encoder finds in a text."""
    from detect.document import Document
    from detect.rules.evidence import Evidence

    def find(text: str) -> list[Any]:
        [evidence] = encoder_stage.add([Document(text)], [Evidence((), ())])
        return list(evidence.findings)

    return find
