"""GRM004."""

from detect.rules.grammar._languagetool import LanguageToolRule


class WrongPreposition(LanguageToolRule):
    """A preposition or partner word English does not use there.

    ## What it does
    Reports what LanguageTool says of collocations: "angry against", "arrive to", "married with". Only with
    `--profile full`. The finding's `languagetool` names the rule of LanguageTool that fired; `docs/grammar.md` has
    its measured rates, from which its severity follows: `warning` where human news hardly ever trips it, else
    `info`.

    ## Why it is an artifact
    Prepositions are translated by their commonest meaning, not by the verb or noun they belong to.

    ## Known false alarms
    Varieties of English differ in their prepositions.

    ## Example
    Bad: He was angry against the referee after the match.
    Good: He was angry with the referee after the match.

    ## Source
    LanguageTool, https://languagetool.org (LGPL 2.1), version 6.8.
    """

    code = "GRM004"
    name = "wrong-preposition"
