"""UNT003."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from detect.document import Document
from detect.finding import Finding, Severity
from detect.lexicons import read_tsv
from detect.rules.base import Hit, Rule

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|[.!?;:\n\"()\[\]]")
_STOP = frozenset('.!?;:\n"()[]')
_ENGLISH = frozenset(
    """the and that was were are been has have had will would can could should which who with from this these those they
    their there not but his her its he she we you our your said of to for is as by at be it or""".split()
)
# Words of the lexicon that English has too, or that are parts of names; they prove nothing.
_SHARED = frozenset(
    """in is was over had of die man on me pour a am an so as to no do e i o at we has den her bin met net door dan ten
    under son es us se hit men for son sur par plus que den de la las los el le du des da dos der von van del di y san
    mit al un si ce sin fra till per son mais ma con come era sono sui lo li il su sus""".split()
)
_REACH = 120
_MOST_FAILURES = 5_000
"""A text with so many pairs of foreign words outside foreign passages is no article."""
_OFFERED = re.compile(r"\b(?:en espa[nñ]ol|en fran[cç]ais|auf deutsch|em portugu[eê]s|in italiano|po polsku)\b")
"""A note that the article can be read in that language."""
_POST = re.compile(r"pic\.twitter\.com|t\.co/|\(@\w|(?<!\w)[@#]\w{3}")


class ForeignPassage(Rule):
    """Passage in another language of Latin script.

    ## What it does
    Finds stretches in German, French, Spanish, Portuguese, Italian, Dutch, Polish, Turkish, Swedish, Norwegian, Danish,
    Romanian or Indonesian: three function words of one language or more, close together and without English ones.

    ## Why it is an artifact
    The translation failed on a sentence, or took it for a name, and copied it.

    ## Known false alarms
    Quoted speech, mottoes, titles between marks and embedded posts are weak signals only. A note that says where the
    article can be read in that language is left alone; names ("Coupe de la Ligue", "von der Leyen")
    have too few such words. A text that is not mainly in English is left alone.

    ## Example
    Bad: The council met. Die Sitzung wurde von der Polizei und dem Amt nicht mehr gestört. It ended at noon.
    Good: The council met in the Place de la Nation with Ms von der Leyen. It ended at noon.
    """

    code = "UNT003"
    name = "foreign-passage"
    severity = Severity.WARNING
    quoted = "info"

    @cached_property
    def _languages(self) -> tuple[tuple[str, str, frozenset[str]], ...]:
        rows = read_tsv("foreign_function_words")
        return tuple((row["language"], row["name"], frozenset(row["words"].split())) for row in rows)

    @cached_property
    def _owners(self) -> tuple[int, ...]:
        """For each trigger, the index of its language."""
        rows = read_tsv("foreign_function_words")
        return tuple(index for index, row in enumerate(rows) for _ in row["pairs"].split("|"))

    @cached_property
    def triggers(self) -> Sequence[str]:  # type: ignore[override]
        """The word pairs, each between spaces."""
        return tuple(f" {pair} " for row in read_tsv("foreign_function_words") for pair in row["pairs"].split("|"))

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield one finding for each stretch."""
        folded = document.folded
        done = -1
        failures = 0
        english: bool | None = None
        for index, start, end in hits:
            if start < done:
                continue
            language, name, words = self._languages[self._owners[index]]
            span = self._stretch(document, start, end, words)
            if span is None:
                failures += 1
                if failures > _MOST_FAILURES:
                    return
                continue
            if english is None:
                english = folded.count("the ") * 60 >= document.word_count
            if not english:
                return
            done = span[1]
            if _OFFERED.search(folded, *span):
                continue
            low, high = document.line_at(span[0])
            post = _POST.search(folded, max(low, span[0] - 300), min(high, span[1] + 300)) is not None
            severity = Severity.INFO if post else None
            message = f"This passage was left in {name}."
            yield self.finding(document, *span, message, severity=severity, origin=language)

    def _stretch(self, document: Document, start: int, end: int, words: frozenset[str]) -> tuple[int, int] | None:
        """The clause around a pair, if its function words are those of the language."""
        folded, text = document.folded, document.text
        low, high = max(0, start - _REACH), min(len(folded), end + _REACH)
        tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(folded, low, high)]
        middle = next((place for place, token in enumerate(tokens) if token[1] > start), len(tokens)) - 1
        middle = min(max(middle + 1, 0), len(tokens) - 1)
        first = last = middle
        while first and tokens[first - 1][0] not in _STOP and middle - first < 12:
            first -= 1
        while last + 1 < len(tokens) and tokens[last + 1][0] not in _STOP and last - middle < 12:
            last += 1
        clause = tokens[first : last + 1]
        own = [token for token in clause if token[0] in words and text[token[1]].islower()]
        # English words that the language has as well are no evidence of English.
        foreign = [token for token in clause if token[0] in _ENGLISH and token[0] not in words]
        kinds = {token[0] for token in own}
        if len(kinds) < 3 or not kinds - _SHARED or len(own) * 4 < len(clause) or foreign:
            return None
        return clause[0][1], clause[-1][2]
