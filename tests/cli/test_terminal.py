"""On a pseudo-terminal: tables, colours, and what respects ``NO_COLOR`` and the width."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

# The progress line: drawn again and again over itself, at the end erased from the line below.
_ERASED = re.compile(r"[^\n]*\r?\n(?:\x1b\[\?25h)?\r\x1b\[1A\x1b\[2K")
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def on_terminal(environment):
    """Run the command line on a pseudo-terminal of a given width; what the terminal got, and the exit status."""

    def run(*arguments: str | Path, columns: int = 100, **extra: str) -> tuple[str, int]:
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-m", "detect", *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=follower,
            stderr=follower,
            env={**environment, "TERM": "xterm-256color", **extra},
        )
        os.close(follower)
        shown = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            shown += piece
        os.close(leader)
        return shown.decode("utf-8"), process.wait(timeout=30)

    return run


def test_score_shows_a_coloured_table_and_then_the_summary(on_terminal, articles: Path) -> None:
    shown, status = on_terminal("score", articles)
    assert status == 0
    assert "\x1b[32mclean" in shown
    lines = _CODES.sub("", _ERASED.sub("", shown)).replace("\r", "").split("\n")
    heading = next(number for number, line in enumerate(lines) if line.lstrip().startswith("article "))
    assert "label" in lines[heading]
    assert lines[heading + 1].startswith("article-00")
    assert lines[heading + 41].startswith("40 articles from 4 sources")
    assert not any(line.startswith("{") for line in lines)


def test_json_lines_on_a_terminal_on_request(on_terminal, articles: Path) -> None:
    shown, _ = on_terminal("score", articles, "--format", "jsonl", "-q")
    assert shown.startswith('{"id":"article-00"')
    assert "\x1b" not in shown


def test_no_color_is_respected(on_terminal, articles: Path) -> None:
    shown, _ = on_terminal("score", articles, "--no-progress", NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", shown)


@pytest.mark.parametrize("columns", [30, 50, 80, 120, 200])
def test_nothing_of_the_table_is_wider_than_the_terminal(on_terminal, articles: Path, columns: int) -> None:
    shown, _ = on_terminal("score", articles, "-q", columns=columns)
    assert all(len(line) <= columns for line in _CODES.sub("", shown).replace("\r", "").split("\n"))


def test_rule_page_is_rendered(on_terminal) -> None:
    shown, _ = on_terminal("rule", "NUM001")
    plain = _CODES.sub("", shown)
    assert "## What it does" not in plain
    assert "What it does" in plain


def test_rule_list_is_a_table(on_terminal) -> None:
    shown, _ = on_terminal("rule", "--all", columns=120)
    assert "\t" not in shown
    assert "what it finds" in _CODES.sub("", shown)


def test_rank_draws_a_scale(on_terminal, articles: Path) -> None:
    shown, status = on_terminal("rank", articles, columns=120)
    plain = _CODES.sub("", shown)
    assert status == 0
    assert plain.count("●") == 4
    assert "paper-2" in plain
