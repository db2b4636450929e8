"""The quality score: one number from 0 to 100 out of findings and probabilities."""

import math

from detect.document import Document
from detect.finding import Severity
from detect.rules.evidence import Evidence

TRANSLATED_SHIFT, TRANSLATED_SLOPE = -0.5, 2.0
"""What being machine-translated costs, in log-odds: at average fluency, and less for each standard deviation of it."""
SURE = 0.8
"""Probability of machine translation from which on its cost is full.

Among machine translations it says nothing of how good they are (systems that people rank higher are as recognisable as
the others), so beyond this only fluency counts."""
REWRITTEN_COST = 0.3
BOILERPLATE_COST = 0.3
FINDING_COST = {Severity.INFO: 0.0, Severity.WARNING: 0.15, Severity.ERROR: 0.5}
"""What one finding costs in a text of `PER_WORDS` words, as an exponent."""
PER_WORDS = 100.0
MIN_WORDS = 50


def quality(
    document: Document, evidence: Evidence, probabilities: tuple[float, float] | None, fluency: float = 0.0
) -> float:
    """Quality of a text, 0 (worst) to 100.

    ``100 (1 - max(c min(1, p_mt / 0.8), 0.3 p_rw)) (1 - 0.3 boilerplate) exp(-density)``: what a text loses for looking
    machine-translated or for looking rewritten, whichever costs more, for the share of it that is boilerplate, and for
    its findings, where ``density`` is 0.5 an error and 0.15 a warning per 100 words. Findings of ``info`` severity cost
    nothing. A machine translation loses the more the worse it reads: ``c = 1 / (1 + exp(0.5 + 2 fluency))``.

    Parameters
    ----------
    document : Document
    evidence : Evidence
        All findings of the default rules.
    probabilities : (float, float) or None
        ``machine_translated`` and ``rewritten``; None for a text too short to have them, which then loses nothing.
    fluency : float
        How the text reads among machine translations, in standard deviations, less for a short text
        (`detect.model.fluency`).

    Notes
    -----
    Fluency is fitted on human scores of translation systems; the costs are chosen: they put a clean article above 80,
    an average machine translation without a visible error at about 60, and one with an error every other sentence
    below 20. `SURE`, the shift and the slope follow the human ranking of systems that fluency was not fitted on (each
    language left out in turn, ``train``) as far as human news stays above nine of ten translations and human
    translations above those of machines: both would be lost by asking for fluency alone (``docs/models.md``).
    """
    score = 100.0
    if probabilities is not None:
        cost = min(1.0, probabilities[0] / SURE) / (1.0 + math.exp(TRANSLATED_SLOPE * fluency - TRANSLATED_SHIFT))
        score *= 1.0 - max(cost, REWRITTEN_COST * probabilities[1])
    inside = sum(end - start for start, end in evidence.boilerplate)
    score *= 1.0 - BOILERPLATE_COST * inside / max(1, len(document.text))
    cost = sum(FINDING_COST[finding.severity] for finding in evidence.findings)
    if cost:
        score *= math.exp(-cost * PER_WORDS / max(document.word_count, MIN_WORDS))
    return score
