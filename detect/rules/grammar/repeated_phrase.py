"""GRM007."""

from detect.rules.grammar._languagetool import LanguageToolRule


class RepeatedPhrase(LanguageToolRule):
    """A word or phrase written twice in a row.

    ## What it does
    Reports what LanguageTool says of repetitions: "the the", "at the at the". Only with `--profile full`. The
    finding's `languagetool` names the rule of LanguageTool that fired; `docs/grammar.md` has its measured rates,
    from which its severity follows: `warning` where human news hardly ever trips it, else `info`.

    ## Why it is an artifact
    Decoders of translation engines repeat themselves; so does text that was pasted together.

    ## Known false alarms
    Emphasis ("very very"), and words that may follow themselves ("had had").

    ## Example
    Bad: The council will will meet again on Friday.
    Good: The council will meet again on Friday.

    ## Source
    LanguageTool, https://languagetool.org (LGPL 2.1), version 6.8.
    """

    code = "GRM007"
    name = "repeated-phrase"
