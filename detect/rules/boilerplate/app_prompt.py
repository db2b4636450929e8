"""BPL015."""

from detect.rules.boilerplate._lines import LineRule


class AppPrompt(LineRule):
    """Prompt to install an app or to allow notifications.

    ## What it does
    Finds short lines that send the reader to an app store or ask for notifications.

    ## Why it is an artifact
    Such prompts stand in the frame of the page and are extracted with it.

    ## Known false alarms
    A short sentence about a new app.

    ## Example
    Bad: Download our app for the latest alerts
    Good: The ministry’s mobile app was downloaded a million times in a week.
    """

    code = "BPL015"
    name = "app-prompt"
    message = "An app prompt, not part of the article."
