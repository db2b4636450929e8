"""GRM006."""

from detect.rules.grammar._languagetool import LanguageToolRule


class MissingWord(LanguageToolRule):
    """A word that is missing, left over or in the wrong place.

    ## What it does
    Reports what LanguageTool says of sentences that lack a verb, a noun or a small word, or have one too many. Only
    with `--profile full`. The finding's `languagetool` names the rule of LanguageTool that fired; `docs/grammar.md`
    has its measured rates, from which its severity follows: `warning` where human news hardly ever trips it, else
    `info`.

    ## Why it is an artifact
    A word the engine could not translate is dropped; one that has no counterpart in English stays.

    ## Known false alarms
    Elliptic style in sports reports and diaries.

    ## Example
    Bad: I look forward seeing you at the opening.
    Good: I look forward to seeing you at the opening.

    ## Source
    LanguageTool, https://languagetool.org (LGPL 2.1), version 6.8.
    """

    code = "GRM006"
    name = "missing-word"
