"""BPL005."""

from collections.abc import Mapping
from typing import ClassVar

from detect.rules.boilerplate._lines import LineRule


class NewsletterBox(LineRule):
    """Newsletter, alert or sign-up box.

    ## What it does
    Finds lines that ask for an e-mail address or offer a newsletter, and the greeting beside them.

    ## Why it is an artifact
    Sign-up boxes stand inside and below the article on the page and are extracted with it.

    ## Known false alarms
    A newsletter's own text may ask its readers to subscribe.

    ## Example
    Bad: Sign up for our daily briefing and get the top stories in your inbox.
    Good: Thousands of residents signed up for the relief programme on Monday.
    """

    code = "BPL005"
    name = "newsletter-box"
    message = "A sign-up box, not part of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {"newsletter": "Reads like a sign-up box, not like the article"}
