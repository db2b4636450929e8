"""PHR041."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule


class UnlikelyWording(Rule):
    """Words a reviewer of machine translations would mark.

    ## What it does
    Reports words that the neural encoder takes for wrong, left over or out of place where they stand. Only with
    `--profile full`, where the full model reads an encoder, and while it is in preview only with `--select PHR041`.
    It gives a `warning` where the encoder is surer than it is of all but a few words of reliable news, else an `info`;
    `docs/encoder.md` says how that is measured.

    ## Why it is an artifact
    Translation engines choose a word's other sense, keep the word order of the source language, and leave small words
    out or put them in twice. The encoder was trained on sentences in which reviewers and post-editors marked such
    words.

    ## Known false alarms
    Short plain sentences that stand alone, lists, headlines, jargon and dialect: the encoder judges the sentence more
    than the word. It knows neither the source text nor the facts: a fluent sentence that says the wrong thing passes.

    ## Example
    Bad: In the evening the firefighters was were able to extinguish of the fire on the the roof.
    Good: Police said the driver of the bus was injured.

    ## Source
    Trained on the word marks of MLQE-PE (CC0 1.0), DEMETR (MIT) and the MQM annotations of WMT (Apache-2.0).
    """

    code = "PHR041"
    name = "unlikely-wording"
    severity = Severity.INFO
    quoted: ClassVar[Literal["same", "info", "skip"]] = "info"
    preview = True  # what it points at in whole articles is too seldom what an editor would change
    profile = "full"

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterable[Finding]:
        """Nothing: `detect.encoder.stage` makes the findings, while it reads the whole text."""
        return ()
