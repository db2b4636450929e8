"""Requests and answers: UTF-16 units, halves, retries; against the real server where there is one."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detect.grammar import GrammarError
from detect.grammar.cache import SentenceCache
from detect.grammar.client import LanguageTool, code_points, utf16_length

WRONG = "😀 He go to school with 👍🏽 every day 😀."


@given(st.text(st.sampled_from("aé–😀𝒳\n"), max_size=40))
def test_units_and_code_points(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2
    for offset in range(len(text) + 1):
        assert code_points(text, len(text[:offset].encode("utf-16-le")) // 2) == offset


def test_offsets_behind_emoji(checker) -> None:
    [found] = checker.tool.check([WRONG])
    assert [WRONG[match.start : match.end] for match in found if match.rule == "HE_VERB_AGR"] == ["go"]


def test_an_answer_does_not_depend_on_the_neighbours(grammar_server) -> None:
    sentences = [
        WRONG, "The number of cases have risen since the spring.", "Everything was fine on that day.",
        "The council will will meet again.", "She is married with a doctor.", "It was a old bridge, and a the road.",
        "What did he said to them?", "They bought three car in May",
    ]  # fmt: skip
    tool = LanguageTool(grammar_server.url)
    together = tool.check(sentences)
    assert [tool.check([sentence])[0] for sentence in sentences] == together
    assert tool.check(sentences[::-1])[::-1] == together
    tool.close()
    assert sum(bool(found) for found in together) >= 6
    assert not together[2]


class _Double(BaseHTTPRequestHandler):
    """A server that misbehaves as LanguageTool does under stress: `answer` decides for every text."""

    protocol_version = "HTTP/1.1"
    answer: Any = None

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode(), keep_blank_values=True)
        status, incomplete = self.answer(form["text"][0])
        body = json.dumps(
            {
                "software": {"version": "0", "buildDate": "never"},
                "warnings": {"incompleteResults": incomplete},
                "matches": [],
            }
        ).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        pass


@contextmanager
def double(answer: Any) -> Iterator[str]:
    handler = type("Handler", (_Double,), {"answer": staticmethod(answer)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("status", [200, 500])
def test_a_sentence_that_cannot_be_finished_spoils_no_other_and_is_not_passed_over(status: int) -> None:
    asked = []

    def answer(text: str) -> tuple[int, bool]:
        asked.append(text)
        return (status, True) if "slow" in text else (200, False)

    cache = SentenceCache(None)
    with double(answer) as url:
        tool = LanguageTool(url, cache)
        sentences = [f"sentence {number}" for number in range(9)]
        sentences[4] = "a slow one"
        assert tool.check(sentences) == [None if sentence == "a slow one" else () for sentence in sentences]
        asked.clear()
        tool.check(sentences)
        tool.close()
    assert asked == ["a slow one\n\n"], "only what was answered is remembered"


def test_a_busy_server_is_asked_again() -> None:
    times = iter([503, 429, 503])
    with double(lambda text: (next(times, 200), False)) as url:
        tool = LanguageTool(url)
        assert tool.check(["one"]) == [()]
        tool.close()


def test_what_is_refused_is_one_clear_error() -> None:
    with double(lambda text: (403, False)) as url:
        tool = LanguageTool(url)
        with pytest.raises(GrammarError, match=r"refuses \(HTTP 403\)"):
            tool.check(["one"])
        tool.close()


def test_nobody_there() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with pytest.raises(GrammarError, match=f"no LanguageTool server answers at http://127.0.0.1:{port}"):
        LanguageTool(f"http://127.0.0.1:{port}", patience=0.3).check(["one"])
    with pytest.raises(GrammarError, match="is not the address"):
        LanguageTool("ftp://x")
