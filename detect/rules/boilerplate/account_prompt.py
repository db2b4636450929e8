"""BPL014."""

from collections.abc import Mapping
from typing import ClassVar

from detect.rules.boilerplate._lines import LineRule


class AccountPrompt(LineRule):
    """Log-in, paywall or donation prompt.

    ## What it does
    Finds prompts to log in, register, subscribe or donate.

    ## Why it is an artifact
    Paywall and account prompts are in the page for every reader; the extractor keeps them.

    ## Known false alarms
    A report that quotes such a prompt.

    ## Example
    Bad: Already a subscriber? Log in
    Good: Voters must register by Friday, the electoral commission said.
    """

    code = "BPL014"
    name = "account-prompt"
    message = "An account or paywall prompt, not part of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {
        "account": "Reads like an account or paywall prompt, not like the article"
    }
