"""PHR012."""

from detect.finding import Severity
from detect.rules.base import PatternRule

_CUES = (
    "same period|same period sound|same sound|same time|same voice|simultaneous|simultaneous sound|"
    "simultaneous recording|synchronous sound|synchronization|synchronisation|contemporaneous|explanation|commentary|"
    "narration|voice-over text|guide|lead-in|introduction language|oral broadcast|oral announcement|subtitle|subtitles|"
    "live sound|on-site sound"
)


class BroadcastCue(PatternRule):
    """Cue of a television script in brackets, translated.

    ## What it does
    Finds cues in square brackets, full-width ones included, that Chinese television scripts carry before each passage:
    "[Same period]" (同期, the sound of the person speaking), "[Explanation]" (解说, the narrator).

    ## Why it is an artifact
    The page is the script of a video report. A translator renders the cue by its characters; an English transcript
    would say "[Narrator]".

    ## Known false alarms
    A technical text may have a bracketed heading such as "[Explanation]".

    ## Example
    Bad: [Same period] Resident Wang: We slept on the roof.
    Good: [Applause] Thank you all for coming.
    """

    code = "PHR012"
    name = "broadcast-cue"
    severity = Severity.WARNING
    triggers = tuple(f"{mark}{word}" for mark in "[【" for word in _CUES.split("|"))
    pattern = rf"[\[【](?:{_CUES})(?: \d)?[\]】]"
    message = "A cue of a television script, translated by its characters: the page is a translated script."
    in_boilerplate = True
