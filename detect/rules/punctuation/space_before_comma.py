"""PUN003."""

from detect.finding import Severity
from detect.rules.base import PatternRule


class SpaceBeforeComma(PatternRule):
    """Space before a comma or a full stop.

    ## What it does
    Finds a space between a word and the comma or full stop behind it.

    ## Why it is an artifact
    Where a link or another element ended, extraction from HTML leaves a space; text put together again from tokens has
    it as well. It says that a machine handled the text, not that it was translated.

    ## Known false alarms
    Spaced ellipses (". . .") and file endings (" .pdf") are left alone.

    ## Example
    Bad: The mayor , who was re-elected , thanked the voters .
    Good: The mayor, who was re-elected, thanked the voters.
    """

    code = "PUN003"
    name = "space-before-comma"
    severity = Severity.INFO
    triggers = (" ,", " .")
    pattern = r"(?<=[\w)\"'%])(?P<at> (?P<mark>[,.]))(?=\s|[\"')]|\Z)(?! ?\.)"
    reach = 4
    message = "Space before the mark: a trace of mark-up or of a text put together again from tokens."
    replacement = "{mark}"
