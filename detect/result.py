"""What a run gives for each record, in the shape every writer, report and ranking reads."""

from dataclasses import dataclass
from typing import Any, Literal

from detect.article import BadRecord
from detect.finding import Finding
from detect.origin import Origin

Label = Literal["clean", "machine_translated", "rewritten", "too_short"]


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one article.

    Attributes
    ----------
    machine_translated, rewritten : float or None
        Calibrated probabilities, 0 to 1; None for an article below ``min_words``.
    boilerplate : float
        Share of the text's characters inside boilerplate findings, 0 to 1.
    quality : float
        0 (worst) to 100; see `detect.model.quality`.
    """

    machine_translated: float | None
    rewritten: float | None
    boilerplate: float
    quality: float

    def to_dict(self) -> dict[str, float | None]:
        """The scores in the key order of the output format."""
        return {
            "machine_translated": self.machine_translated,
            "rewritten": self.rewritten,
            "boilerplate": self.boilerplate,
            "quality": self.quality,
        }


@dataclass(frozen=True, slots=True)
class Scored:
    """An article that was scored.

    ``model`` is name and version; ``features`` is None unless they were asked for; ``origin`` is the language it was
    probably translated from, None without enough evidence; ``text`` is None unless it was extracted from a page or an
    archive, so that the offsets of the findings would count into nothing.
    """

    id: str
    source: str | None
    model: str
    label: Label
    scores: Scores
    findings: tuple[Finding, ...]
    features: dict[str, float] | None = None
    origin: Origin | None = None
    text: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The output object of ``detect score``."""
        row: dict[str, Any] = {
            "id": self.id,
            "source": self.source,
            "model": self.model,
            "label": self.label,
            "scores": self.scores.to_dict(),
            "findings": [finding.to_dict() for finding in self.findings],
            "origin": None if self.origin is None else self.origin.to_dict(),
        }
        if self.features is not None:
            row["features"] = self.features
        if self.text is not None:
            row["text"] = self.text
        return row


@dataclass(frozen=True, slots=True)
class Failed:
    """A record that could not be read, in its place."""

    record: BadRecord

    def to_dict(self) -> dict[str, Any]:
        """The output object of ``detect score`` for such a record."""
        bad = self.record
        return {
            "id": bad.id,
            "source": bad.source,
            "error": {"code": bad.code, "message": bad.message, "where": bad.where},
        }


Result = Scored | Failed
