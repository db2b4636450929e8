"""What comes out of a rule: one artifact at one place."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Severity(IntEnum):
    """How much one finding weighs on its own. Ordered: ``INFO < WARNING < ERROR``."""

    INFO = 1
    """A weak signal that counts only in numbers; boilerplate."""
    WARNING = 2
    """No careful human writes this."""
    ERROR = 3
    """A reader is misinformed, or the text is damaged."""

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def parse(cls, word: str) -> "Severity":
        """The severity called `word` (``info``, ``warning`` or ``error``). Raises KeyError for any other word."""
        return cls[word.upper()]


@dataclass(frozen=True, slots=True)
class Finding:
    """One artifact at one place in one article, made by one rule.

    ``start`` and ``end`` are code-point offsets into the article's text, end
    exclusive, so ``text == article.text[start:end]``. ``origin`` is the language the text was probably translated from
    (BCP 47), where this finding says so. ``languagetool`` holds LanguageTool's own rule id and category where the
    finding is one of its (``GRM``), and is None elsewhere.
    """

    start: int
    end: int
    rule: str
    name: str
    text: str
    severity: Severity
    message: str
    suggestion: str | None = None
    origin: str | None = None
    languagetool: tuple[str, str] | None = None

    def to_dict(self) -> dict[str, Any]:
        """The finding in the key order of the output format; the last two only where they are known."""
        row: dict[str, Any] = {
            "rule": self.rule,
            "name": self.name,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "severity": str(self.severity),
            "message": self.message,
            "suggestion": self.suggestion,
        }
        if self.origin is not None:
            row["origin"] = self.origin
        if self.languagetool is not None:
            row["languagetool"] = {"rule": self.languagetool[0], "category": self.languagetool[1]}
        return row
