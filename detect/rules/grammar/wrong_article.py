"""GRM003."""

from detect.rules.grammar._languagetool import LanguageToolRule


class WrongArticle(LanguageToolRule):
    """An article or determiner that is wrong, missing or one too many.

    ## What it does
    Reports what LanguageTool says of articles and determiners: "a apple", "the a", "in the recent years". Only with
    `--profile full`. The finding's `languagetool` names the rule of LanguageTool that fired; `docs/grammar.md` has
    its measured rates, from which its severity follows: `warning` where human news hardly ever trips it, else
    `info`.

    ## Why it is an artifact
    Russian, Polish, Chinese and Japanese have no articles; an engine guesses them, and leaves the wrong one when it
    changes the noun behind it.

    ## Known false alarms
    Abbreviations that are read letter by letter, and foreign words whose sound LanguageTool does not know.

    ## Example
    Bad: She bought an car from the dealer.
    Good: She bought a car from the dealer.

    ## Source
    LanguageTool, https://languagetool.org (LGPL 2.1), version 6.8.
    """

    code = "GRM003"
    name = "wrong-article"
