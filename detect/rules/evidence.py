"""What the rules say of one document."""

from dataclasses import dataclass

from detect.document import Span
from detect.finding import Finding


@dataclass(frozen=True, slots=True)
class EncoderValues:
    """What the neural encoder of the full profile says of one document (`detect.encoder`).

    Attributes
    ----------
    machine_translated, rewritten : float
        Log-odds, the mean over the windows.
    damage : float
        Probability of a word to be damaged, the mean over the words.
    damaged_words : float
        Share of the words that look damaged, 0 to 1.
    windows : int
        How many windows the means are taken over; with 0 all values are 0 and say nothing.
    """

    machine_translated: float = 0.0
    rewritten: float = 0.0
    damage: float = 0.0
    damaged_words: float = 0.0
    windows: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """``findings`` are sorted by place; ``boilerplate`` are the merged spans of the ``BPL`` findings.

    ``encoder`` is None unless the full model reads an encoder.
    """

    findings: tuple[Finding, ...]
    boilerplate: tuple[Span, ...]
    encoder: EncoderValues | None = None
