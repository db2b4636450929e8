"""The step of the full profile between grammar and model: what the encoder reads joins the evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from detect.document import Document
from detect.encoder.network import FloatArray, load_encoder
from detect.encoder.windows import Window, windows
from detect.errors import ModelError
from detect.finding import Finding, Severity
from detect.rules import get_rule
from detect.rules.evidence import EncoderValues, Evidence

CODE = "PHR041"
"""The rule that reports damaged words."""
_BETWEEN = 2
"""Characters between two damaged words that make one finding."""


class Word(NamedTuple):
    """A word the encoder has read: its place, its sentence, and how probable it is that it is damaged, 0 to 1."""

    start: int
    end: int
    sentence: int
    probability: float


class EncoderStage:
    """Adds the values of the encoder, and its findings.

    Parameters
    ----------
    folder : Path
        Where the encoder stands.
    sha256 : str, optional
        Of the network that is wanted.

    Attributes
    ----------
    code : str
        Of the rule that reports its findings.

    Raises
    ------
    MissingExtraError
        Where the extra ``full`` is not installed.
    ModelError
        Where the encoder is missing, damaged or another one.
    """

    code = CODE

    def __init__(self, folder: Path, sha256: str | None = None) -> None:
        self.encoder = load_encoder(folder)
        if sha256 not in (None, self.encoder.sha256):
            raise ModelError(
                f"the model in {folder} was fitted with another encoder: train it again with"
                " 'detect train --profile full'"
            )

    def add(
        self, documents: Sequence[Document], evidence: Sequence[Evidence], *, report: bool = True
    ) -> list[Evidence]:
        """The evidence of each document with what the encoder says of it, its findings only with `report`."""
        return [self._whole(document, found, report) for document, found in zip(documents, evidence, strict=True)]

    def read(self, document: Document, found: Evidence) -> tuple[EncoderValues, list[Word]]:
        """The values of one document, and every word that was read."""
        logits: list[FloatArray] = []
        words: list[Word] = []
        for window in windows(document, found.boilerplate, self.encoder.tokenizer):
            heads, damage = self.encoder.read(window.ids)
            if window.counts:
                logits.append(heads)
            words.extend(_words(document, window, damage))
        if not logits:
            return EncoderValues(), words
        mean = np.mean(logits, axis=0)
        probabilities = np.array([word.probability for word in words])
        size = max(1, len(words))
        return EncoderValues(
            machine_translated=float(mean[0]),
            rewritten=float(mean[1]),
            damage=float(probabilities.sum()) / size,
            damaged_words=float((probabilities >= self.encoder.thresholds["share"]).sum()) / size,
            windows=len(logits),
        ), words

    def _whole(self, document: Document, found: Evidence, report: bool) -> Evidence:
        values, words = self.read(document, found)
        if not report:
            return replace(found, encoder=values)
        own = findings(document, words, self.encoder.thresholds)
        both = sorted((*found.findings, *own), key=lambda item: (item.start, item.end, item.rule, item.message))
        return replace(found, findings=tuple(both), encoder=values)


def _words(document: Document, window: Window, damage: FloatArray) -> Iterator[Word]:
    """The words of one window. A word is as damaged as the worst of its pieces."""
    probabilities = damage.tolist()
    for first, last in window.words(document.folded):
        yield Word(
            window.spans[first][0],
            window.spans[last - 1][1],
            window.sentences[first],
            max(probabilities[first:last]),
        )


def findings(document: Document, words: Sequence[Word], thresholds: dict[str, float]) -> list[Finding]:
    """Damaged words as findings, in text order; neighbours in one sentence are one, as severe as the worst of them."""
    rule = get_rule(CODE)
    runs: list[list[Word]] = []
    last = None
    for word in words:
        if word.probability >= min(thresholds["info"], thresholds["warning"]):
            before = runs[-1][-1] if runs else None
            if before is not None and before is last and _beside(before, word):
                runs[-1].append(word)
            else:
                runs.append([word])
        last = word
    found = []
    for run in runs:
        start, end = run[0].start, run[-1].end
        probability = max(word.probability for word in run)
        severity = Severity.WARNING if probability >= thresholds["warning"] else Severity.INFO
        message = f"“{document.text[start:end]}” is unlikely here: {_WHY}"
        if document.in_quotation(start):
            severity = Severity.INFO
            message += " It stands in a quotation, so it may be the speaker's own."
        found.append(rule.finding(document, start, end, message, severity=severity))
    return found


_WHY = (
    "a model trained on words that reviewers of machine translations corrected takes it for wrong, left over or out of"
    " place."
)


def _beside(before: Word, word: Word) -> bool:
    return before.sentence == word.sentence and word.start - before.end <= _BETWEEN
