"""REP005."""

from detect.finding import Severity
from detect.rules.base import PatternRule

_PAIRS = {
    "added": "adding", "stated": "stating", "noted": "noting", "explained": "explaining", "stressed": "stressing",
    "emphasized": "emphasizing", "emphasised": "emphasising", "claimed": "claiming", "continued": "continuing",
    "announced": "announcing", "declared": "declaring", "warned": "warning", "told": "telling", "argued": "arguing",
    "remarked": "remarking", "concluded": "concluding", "mentioned": "mentioning", "expressed": "expressing",
    "highlighted": "highlighting", "revealed": "revealing", "recalled": "recalling", "reported": "reporting",
}  # fmt: skip


class DoubleAttribution(PatternRule):
    """One statement attributed twice with the same verb.

    ## What it does
    Finds "added, adding that", "stated, stating that" and their kind.

    ## Why it is an artifact
    A spinner or language model that rewrites a quotation into reported speech keeps the old said-clause and puts a new
    one beside it; in translations two source verbs of saying (disse ... aggiungendo) fall on one English verb.

    ## Known false alarms
    A hurried human edit. "Said, saying" is left alone because reporters do write it.

    ## Example
    Bad: “We are ready,” the spokesman added, adding that talks would begin soon.
    Good: “We are ready,” the spokesman said, adding that talks would begin soon.
    """

    code = "REP005"
    name = "double-attribution"
    severity = Severity.WARNING
    rewriting = True
    triggers = tuple(f"{verb}, {participle}" for verb, participle in _PAIRS.items())
    pattern = rf"\b(?:{'|'.join(f'{verb}, {participle}' for verb, participle in _PAIRS.items())})\b"
    message = "The same verb of saying twice: the old said-clause was kept when the sentence was rewritten."
