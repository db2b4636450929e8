"""GRM005."""

from detect.rules.grammar._languagetool import LanguageToolRule


class ConfusedWords(LanguageToolRule):
    """A word that is easily taken for another one.

    ## What it does
    Reports what LanguageTool says of words that sound or look alike: "loose" for "lose", "then" for "than", "form"
    for "from". Only with `--profile full`. The finding's `languagetool` names the rule of LanguageTool that fired;
    `docs/grammar.md` has its measured rates, from which its severity follows: `warning` where human news hardly
    ever trips it, else `info`.

    ## Why it is an artifact
    Optical recognition, careless rewriting and typing leave them; machine translation seldom does.

    ## Known false alarms
    Word play, and names that are words.

    ## Example
    Bad: They were afraid to loose the match on Sunday.
    Good: They were afraid to lose the match on Sunday.

    ## Source
    LanguageTool, https://languagetool.org (LGPL 2.1), version 6.8.
    """

    code = "GRM005"
    name = "confused-words"
