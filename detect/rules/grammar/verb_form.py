"""GRM002."""

from detect.rules.grammar._languagetool import LanguageToolRule


class VerbForm(LanguageToolRule):
    """A verb in a form its neighbours do not allow.

    ## What it does
    Reports what LanguageTool says of verbs after auxiliaries, modals and prepositions: "did said", "has went", "to
    discussed". Only with `--profile full`. The finding's `languagetool` names the rule of LanguageTool that fired;
    `docs/grammar.md` has its measured rates, from which its severity follows: `warning` where human news hardly
    ever trips it, else `info`.

    ## Why it is an artifact
    The source language marks the tense twice, or in another word than English does.

    ## Known false alarms
    Headlines and dialogue outside quotation marks.

    ## Example
    Bad: Did he said that on Monday?
    Good: Did he say that on Monday?

    ## Source
    LanguageTool, https://languagetool.org (LGPL 2.1), version 6.8.
    """

    code = "GRM002"
    name = "verb-form"
