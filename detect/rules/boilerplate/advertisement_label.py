"""BPL013."""

from collections.abc import Mapping
from typing import ClassVar

from detect.rules.boilerplate._lines import LineRule


class AdvertisementLabel(LineRule):
    """Label of an advertisement or of paid content.

    ## What it does
    Finds "Advertisement", "Story continues below", "Sponsored links" and notices of affiliate links.

    ## Why it is an artifact
    The advertisement itself is loaded later; its label is what the extractor sees.

    ## Known false alarms
    A subheading that is the one word "Advertising".

    ## Example
    Bad: Story continues below advertisement
    Good: The advertisement cost the party two million euros, the auditors said.
    """

    code = "BPL013"
    name = "advertisement-label"
    message = "An advertisement label, not part of the article."
    line_kinds: ClassVar[Mapping[str, str]] = {"ad": "Reads like advertising, not like the article"}
