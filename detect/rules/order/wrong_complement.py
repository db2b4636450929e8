"""ORD010."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class WrongComplement(CalqueRule):
    """Verb or adjective with the preposition of another language.

    ## What it does
    Finds "discussed about the", "emphasised on", "consists from", "depends from", "capable to do", "succeeded to win",
    "suspected in fraud", "waiting the results".

    ## Why it is an artifact
    Prepositions follow the verb, and each language has its own: Russian sostoit iz (consists from), French dépend de,
    réussit à, German wartet auf. A system that translates the words one by one keeps the source's frame.

    ## Known false alarms
    Second-language writers make the same mistakes; edited English news has each of them less than once in ten million
    words.

    ## Example
    Bad: The committee discussed about the budget on Monday.
    Good: The committee discussed the budget on Monday.
    """

    code = "ORD010"
    name = "wrong-complement"
    severity = Severity.WARNING
    lexicon = "wrong_complements"
    message = "This word does not take that complement in English: the frame of another language was kept ({note})."
    quoted = "info"
