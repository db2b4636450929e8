"""GRM008."""

from detect.rules.grammar._languagetool import LanguageToolRule


class MisspelledWord(LanguageToolRule):
    """A word that is in no dictionary.

    ## What it does
    Reports words LanguageTool does not know, where they are written in lower case, stand once in the article, are
    in no name and are no British spelling of a word it knows. A quotation is no excuse: the spelling is the
    writer's. Only with `--profile full`. The finding's `languagetool` names the rule of LanguageTool that fired;
    `docs/grammar.md` has its measured rates, from which its severity follows: `warning` where human news hardly
    ever trips it, else `info`.

    ## Why it is an artifact
    A word that the engine left as it was, cut or made up.

    ## Known false alarms
    Slang, dialect, technical terms and new words; therefore an `info`.

    ## Example
    Bad: The police seized the fentany and left the house.
    Good: The police seized the drugs and left the house.

    ## Source
    LanguageTool, https://languagetool.org (LGPL 2.1), version 6.8.
    """

    code = "GRM008"
    name = "misspelled-word"
    quoted = "same"
