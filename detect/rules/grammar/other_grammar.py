"""GRM010."""

from detect.rules.grammar._languagetool import LanguageToolRule


class OtherGrammar(LanguageToolRule):
    """Any other mistake LanguageTool finds.

    ## What it does
    Reports what LanguageTool says of pronouns, comparisons, fixed phrases, contractions and dates that do not
    exist. Only with `--profile full`. The finding's `languagetool` names the rule of LanguageTool that fired;
    `docs/grammar.md` has its measured rates, from which its severity follows: `warning` where human news hardly
    ever trips it, else `info`.

    ## Why it is an artifact
    Fixed phrases are translated word by word, and comparisons formed as in the source language.

    ## Known false alarms
    Sayings that a writer changed on purpose.

    ## Example
    Bad: This road is more longer than the old one.
    Good: This road is longer than the old one.

    ## Source
    LanguageTool, https://languagetool.org (LGPL 2.1), version 6.8.
    """

    code = "GRM010"
    name = "other-grammar"
