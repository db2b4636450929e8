"""GRM009."""

from detect.rules.grammar._languagetool import LanguageToolRule


class NounNumber(LanguageToolRule):
    """A noun in the singular or plural where its neighbours want the other.

    ## What it does
    Reports what LanguageTool says of nouns after numbers and quantities: "three car", "many information", "this
    tools". Only with `--profile full`. The finding's `languagetool` names the rule of LanguageTool that fired;
    `docs/grammar.md` has its measured rates, from which its severity follows: `warning` where human news hardly
    ever trips it, else `info`.

    ## Why it is an artifact
    Chinese, Japanese and Turkish do not mark the plural after a number; uncountable nouns differ from language to
    language.

    ## Known false alarms
    Units and nouns in front of another noun ("a two car family").

    ## Example
    Bad: The firm sold this cars to a museum.
    Good: The firm sold these cars to a museum.

    ## Source
    LanguageTool, https://languagetool.org (LGPL 2.1), version 6.8.
    """

    code = "GRM009"
    name = "noun-number"
