"""REP002."""

from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.features.tokens import REPEATED, SHORTEST_REPEAT
from detect.finding import Finding, Severity
from detect.rules._verbatim import in_post, is_transcript
from detect.rules.base import Hit, Rule

_SPOKEN = frozenset(
    "i you we me us my our your i'm i've i'll you're we're we've it's that's don't can't won't gonna let's ? !".split()
)
"""Tokens of speech: a sentence with one of them may be repeated for effect."""


def _candidates(document: Document) -> Sequence[int]:
    """The sentences to look at: those that were found with all texts of the batch, if that was done."""
    candidates: Sequence[int] | None = document.shared.get(REPEATED)
    return range(1, len(document.sentences)) if candidates is None else candidates


class RepeatedSentence(Rule):
    """The same sentence twice in a row.

    ## What it does
    Finds a sentence of five words or more that is followed by itself, word for word. Over a line break, in a transcript
    or a post, and where the sentence is speech ("I am proud of you."), the finding is an `info`.

    ## Why it is an artifact
    A decoder that gets two similar source sentences, or the same segment twice from a damaged page, writes the same
    sentence again; language models fall into loops of whole sentences.

    ## Known false alarms
    Refrains, and pages whose extractor kept a caption or pull quote beside its source.

    ## Example
    Bad: The bridge was closed on Monday morning. The bridge was closed on Monday morning.
    Good: The bridge was closed on Monday morning. It was opened again on Tuesday.
    """

    code = "REP002"
    name = "repeated-sentence"
    severity = Severity.WARNING
    needs = staticmethod(_candidates)
    quoted = "info"

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding at every sentence that repeats the one before it."""
        for index in _candidates(document):
            tokens = document.tokens_of(index)
            if (
                len(tokens) >= SHORTEST_REPEAT
                and len(set(tokens)) >= SHORTEST_REPEAT
                and tokens == document.tokens_of(index - 1)
            ):
                start, end = document.sentences[index]
                # Over a line break it may be a caption or a pull quote that the extractor kept; speakers repeat
                # themselves for effect.
                between = document.folded[document.sentences[index - 1][1] : start]
                plain = (
                    "\n" not in between
                    and _SPOKEN.isdisjoint(tokens)
                    and not is_transcript(document)
                    and not in_post(document, start, end)
                )
                yield self.finding(
                    document,
                    start,
                    end,
                    "This sentence repeats the one before it word for word.",
                    severity=None if plain else Severity.INFO,
                )
