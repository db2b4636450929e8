"""PHR014."""

from detect.finding import Severity
from detect.rules.phrases._calques import CalqueRule


class TorturedPhrase(CalqueRule):
    """Fixed term of politics, economy or health with words replaced by synonyms.

    ## What it does
    Finds terms in which synonyms stand for the fixed words: "bosom malignancy", "demise penalty", "asylum searchers",
    "hobby rates", "instructed reporters" for told.

    ## Why it is an artifact
    Tools that spin articles to hide a copy replace words one by one. The result was called a tortured phrase in
    science; the same tools are used on news.

    ## Known false alarms
    A few of the entries are possible English; they were counted on edited news before they stayed.

    ## Example
    Bad: The court imposed the demise penalty.
    Good: The court imposed the death penalty after the demise of the witness.

    ## Source
    Cabanac, Labbé and Magazinov, "Tortured phrases: A dubious writing style emerging in science", arXiv:2107.06751
    (2021).
    """

    code = "PHR014"
    name = "tortured-phrase"
    severity = Severity.WARNING
    rewriting = True
    lexicon = "tortured_phrases"
    message = "A fixed term in which a synonym tool replaced words ({note})."
