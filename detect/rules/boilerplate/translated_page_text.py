"""BPL018."""

from detect.rules.boilerplate._lines import LineRule


class TranslatedPageText(LineRule):
    """Label or notice of the page that went through a translator.

    ## What it does
    Finds lines in which labels and notices of French, German, Spanish, Italian or Russian news pages stand in the
    wording a translator gives them ("To read also", "The rest after this ad", "Noticed an error? Select it and press
    Ctrl+Enter").

    ## Why it is an artifact
    An English page says "Read more" or "Story continues below"; its content system has fixed words for these. Where
    they read otherwise, menus were translated by a machine together with the article. PHR040 marks the words
    themselves.

    ## Known false alarms
    An English page made by non-native speakers may have labels of its own.

    ## Example
    Bad: To read also: The harbour town that fears the summer
    Good: She had wanted to read also the letters that were never sent.
    """

    code = "BPL018"
    name = "translated-page-text"
    message = "A label or notice of the page in a translator's wording, not part of the article."
