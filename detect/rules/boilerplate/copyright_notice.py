"""BPL012."""

from collections.abc import Mapping
from typing import ClassVar

from detect.rules.boilerplate._lines import LineRule


class CopyrightNotice(LineRule):
    """Copyright line, terms of use or disclaimer.

    ## What it does
    Finds footers with rights, terms and disclaimers.

    ## Why it is an artifact
    The footer of the page was extracted with the article.

    ## Known false alarms
    A report about a copyright case in a very short line.

    ## Example
    Bad: © 2021 Northern Courier Ltd. All rights reserved.
    Good: The court held that the publisher had all the rights it needed.
    """

    code = "BPL012"
    name = "copyright-notice"
    message = "A rights or terms notice, not part of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {"copyright": "Reads like a rights or terms notice, not like the article"}
