"""REP001."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from detect.document import Document
from detect.features.tokens import LONGEST_LOOP, LOOPING
from detect.finding import Finding, Severity
from detect.rules._verbatim import is_speech, persons
from detect.rules.base import Hit, Rule
from detect.rules.repetition.noun_of_itself import ITSELF

_MOST_WORDS = LONGEST_LOOP
_WORD = r"[a-z]+(?:'[a-z]+)?"
_LOOP = re.compile(
    rf"(?<![\w'-])(?P<unit>{_WORD}(?: {_WORD}){{1,{_MOST_WORDS - 1}}})(?P<again>(?: (?P=unit))+)(?![\w'-])"
)
# "over and over and over", "step by step by step", "more and more": English repeats words around these on purpose.
_LINKS = frozenset("and or to by on upon after in for over than as but not no then nor versus vs".split())
_JOINING = frozenset("and or but then nor".split())
_STEPS = frozenset("by on upon after over than".split())
_ARTICLES = frozenset("the a an his her its their our my this that".split())
_RECURSIVE = frozenset("who whose whom which".split())  # "a man who has a son who has a son"
_IDIOMS = frozenset({"to have", "so much", "that is", "had to", "hurt people", "long long", "black on", "ha ha"})
_CALLING = re.compile(r"\bcall(?:s|ed|ing)? \Z")
_LONGEST = 2_000
"""Sentences longer than this many characters are lists or tables without punctuation."""


def _candidates(document: Document) -> Sequence[int]:
    """The sentences to look at: those that were found with all texts of the batch, if that was done."""
    candidates: Sequence[int] | None = document.shared.get(LOOPING)
    return range(len(document.sentences)) if candidates is None else candidates


def _loops(tokens: list[str]) -> bool:
    """Whether two to ten tokens follow themselves."""
    last: dict[tuple[str, str], int] = {}
    for place, pair in enumerate(pairwise(tokens)):
        before = last.get(pair, place - _MOST_WORDS - 1)
        lag = place - before
        if 2 <= lag <= _MOST_WORDS and tokens[before:place] == tokens[place : place + lag]:
            return True
        last[pair] = place
    return False


def _period(words: list[str]) -> int:
    """The length of the shortest group of words that `words` are copies of."""
    size = len(words)
    return next(part for part in range(1, size + 1) if size % part == 0 and words == words[:part] * (size // part))


class DecoderLoop(Rule):
    """The same two or more words twice in a row.

    ## What it does
    Finds a group of words that is repeated at once: "they were going through going through". Three copies, or a group
    of four words or more, are an `error` in plain narration; two copies of two or three words are a `warning`. In
    speech that is written down word by word, both are an `info`.

    ## Why it is an artifact
    A neural decoder that loses its place emits the last words again; an older phrase-based engine translates one source
    phrase twice.

    ## Known false alarms
    Speech written down word by word without the marks of one (see above), chants, song titles. Groups without a
    lower-case word, such as a credit followed by the name, are left alone, and so are "over and over and over", "fact
    after fact after fact" and "a man who has a son who has a son". A clause that begins with "and" each time is an
    `info`.

    ## Example
    Bad: The village is going through going through a hard winter.
    Good: The village is going through a hard winter.
    """

    code = "REP001"
    name = "decoder-loop"
    severity = Severity.WARNING
    needs = staticmethod(_candidates)
    quoted = "info"

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every group of words that follows itself."""
        for index in _candidates(document):
            start, end = document.sentences[index]
            # Half of all sentences repeat two words, one in seven a pair of words, one in 500 loops.
            tokens = document.tokens_of(index)
            size = len(tokens)
            if size < 4 or size - len(set(tokens)) < 2 or len(set(pairwise(tokens))) == size - 1:
                continue
            if end - start > _LONGEST or not _loops(tokens):
                continue
            for match in _LOOP.finditer(document.folded, start, end):
                finding = self._judge(document, match)
                if finding is not None:
                    yield finding

    def _judge(self, document: Document, match: "re.Match[str]") -> Finding | None:
        words = match["unit"].split()
        if len(set(words)) == 1 or match["unit"] in _IDIOMS:
            return None
        if self._deliberate(document, match, words):
            return None
        unit = document.text[match.start("unit") : match.end("unit")]
        again = document.text[match.start("again") + 1 : match.start("again") + 1 + len(unit)]
        if again[1:] != unit[1:] or again[0].isupper() or not any(word[0].islower() for word in again.split()):
            return None
        # "And we work it and we work it and we work it" is said on purpose.
        copies = 1 + len(match["again"]) // (len(unit) + 1)
        period = _period(words)
        copies *= len(words) // period
        unit = " ".join(unit.split(" ")[:period])
        severity = Severity.ERROR if copies > 2 or len(words) > 3 else Severity.WARNING
        joined = words[0] in _JOINING or words[-1] in _JOINING
        if joined or (copies < 4 and is_speech(document, *match.span())):
            severity = Severity.INFO
        elif severity == Severity.ERROR and copies < 3 and persons(document, *match.span()) > 1:
            severity = Severity.WARNING  # people restart a clause when they speak
        return self.finding(
            document,
            *match.span(),
            f"“{unit}” stands here {copies} times in a row: the decoder of a translation engine lost its place.",
            unit,
            severity,
        )

    @staticmethod
    def _deliberate(document: Document, match: "re.Match[str]", words: list[str]) -> bool:
        """Whether English repeats these words on purpose."""
        if len(set(words) - _LINKS) == 1 and not _LINKS.isdisjoint(words):
            # Fact after fact after fact, step by step by step, again and again and again: the word stands at both ends.
            # Not so "waiting for waiting for the bus".
            if words[-1] in _JOINING or words[0] in _JOINING or words[-1] in _STEPS:
                return True
            if words[0] in _STEPS and words[-1] not in _ARTICLES:
                return True
            return document.folded[match.end() : match.end() + 1 + len(words[0])] == f" {words[0]}"
        if words[-1] in _STEPS and document.folded.startswith(f" {words[0]}", match.end()):
            return True  # outlet after outlet after outlet
        if words[0] in ("a", "an") and _CALLING.search(document.folded, max(0, match.start() - 9), match.start()):
            return True  # to call a lie a lie
        if len(words) <= 3 and (words[-1] in _JOINING or words[0] in _JOINING):
            return True
        if len(words) <= 3 and words[-1] in _LINKS and not _ARTICLES.isdisjoint(words):
            return False
        if words[-1] == "of" and words[-2] in ITSELF:
            return True  # the best of the best of
        return not _RECURSIVE.isdisjoint(words) and len(words) > 2
