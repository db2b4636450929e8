"""BPL003."""

from collections.abc import Mapping
from typing import ClassVar

from detect.rules.boilerplate._lines import LineRule


class CookieNotice(LineRule):
    """Cookie, consent or privacy-choice notice.

    ## What it does
    Finds lines of consent dialogs and privacy choices.

    ## Why it is an artifact
    Consent dialogs are part of the page; an extractor that does not know them keeps them as text.

    ## Known false alarms
    Articles on privacy law use the same words; a line of more than 90 words is left alone.

    ## Example
    Bad: We and our partners use cookies to measure how this page is read. Accept all
    Good: The bakery sold 300 cookies on its first day.
    """

    code = "BPL003"
    name = "cookie-notice"
    message = "A consent notice, not part of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {"cookie": "Reads like a consent notice, not like the article"}
