"""GRM001."""

from detect.rules.grammar._languagetool import LanguageToolRule


class SubjectVerbAgreement(LanguageToolRule):
    """Subject and verb that do not agree.

    ## What it does
    Reports what LanguageTool says of subjects and verbs that differ in number or person. Only with `--profile
    full`. The finding's `languagetool` names the rule of LanguageTool that fired; `docs/grammar.md` has its
    measured rates, from which its severity follows: `warning` where human news hardly ever trips it, else `info`.

    ## Why it is an artifact
    An engine that translates clause by clause loses the subject, above all where the source language leaves it out
    or puts the verb first.

    ## Known false alarms
    Collective nouns that British papers use in the plural, and names of teams and bands.

    ## Example
    Bad: He go to school every day.
    Good: He goes to school every day.

    ## Source
    LanguageTool, https://languagetool.org (LGPL 2.1), version 6.8.
    """

    code = "GRM001"
    name = "subject-verb-agreement"
