"""LLM003."""

from detect.finding import Severity
from detect.rules.base import LexiconRule


class StockPhrase(LexiconRule):
    """Phrase that language models overuse.

    ## What it does
    Finds about 400 phrases such as "a stark reminder", "navigating the complexities", "underscores the importance of",
    "unwavering commitment".

    ## Why it is an artifact
    Models that were tuned on human preference fall back on the same few inflated formulas. In the development data
    these phrases are 36 times as frequent in model-written news as in articles of reliable sources.

    ## Known false alarms
    Press releases, sports and gossip pages, politicians. One of them says nothing: an `info` that counts in numbers.

    ## Example
    Bad: The vote is a stark reminder of the complexities of coalition politics.
    Good: The vote shows how hard it is to govern in a coalition.

    ## Source
    Mined from the development data; overused words are described in Kobak et al., "Delving into LLM-assisted writing in
    biomedical publications through excess vocabulary" (2024).
    """

    code = "LLM003"
    name = "stock-phrase"
    severity = Severity.INFO
    quoted = "skip"
    lexicon = "llm_phrases"
    message = "A formula of language models ({note})."
