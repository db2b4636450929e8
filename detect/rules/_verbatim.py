"""Where a text is somebody's own words without quotation marks around them: embedded posts and transcripts.

What is an artifact in an article may there be what the person wrote or said.
"""

import re

from detect.document import Document

_SIGNED = re.compile(
    r"(?:[—–-] ?[^\n(]{1,60}|a (?:post|photo|video) shared by [^\n(]{1,60})\(@\w{1,30}\)", re.IGNORECASE
)
_POST = 320
"""Characters from a place in a post to its signature: the longest post of most services and what stands around it."""

_NAME = 80
"""Characters from the dash of a signature to its handle, at most."""
_OPENING = 20
"""Characters before a signature in the last line of a post of several lines, at most."""
_STAGE = re.compile(
    r"[(\[](?:applause|laughter|laughs|laughing|cheers and applause|crosstalk|inaudible|unintelligible|cheers|cheering|"
    r"chuckles|booing|pause|begin video|end video|video clip)\b"
)
_SPEAKER = re.compile(
    r"(?:^|\n) *(?!(?:READ|WATCH|SEE|MORE|RELATED|PHOTO|VIDEO|UPDATE|LISTEN|SIGN|CLICK|ALSO|NOTE|FACT|BREAKING|"
    r"TOP)[A-Z]*\b)"
    r"(?:(?:MR|MS|MRS|DR)\. )?[A-Z][A-Z'’. -]{1,40}(?:\([^)\n]{1,30}\))?:(?=\s)"
)
_FILLER = re.compile(
    r"\b(?:be like|i mean,|you know,|you guys|gonna|wanna|gotta|kind of like|sort of like|really really|um|uh|"
    r"er|okay|ok so|so yeah|y'all)(?<=[a-z,])(?![a-z'])|\b(?P<word>[a-z']{1,8}),? -- (?P=word)\b"
)
_UNCASED = re.compile(r"[a-z]{2}[.?!] [a-z]")
_PERSON = re.compile(r"\b(?:i|you|we|me|us|my|your|our|i'm|i've|i'll|i'd|you're|you've|we're|we've|we'll|let's)\b")
_REACH = 300


def in_post(document: Document, start: int, end: int) -> bool:
    """Whether the place stands before the signature of an embedded post ("— Name (@name) May 4, 2016")."""
    text = document.text
    handle = text.find("(@", end, end + _POST)
    if handle < 0:
        return False
    line_start = max(text.rfind("\n", end, handle) + 1, handle - _NAME, end)
    match = _SIGNED.search(text, line_start, handle + 32)
    if match is None:
        return False
    # In a post of several lines the signature opens one of them, behind a word or two at most.
    return "\n" not in text[end : match.start()] or match.start() - line_start < _OPENING


def has_posts(document: Document) -> bool:
    """Whether the text has embedded posts: a signature with a handle, or the link of a picture."""
    text = document.text
    return "pic.twitter.com" in text or ("(@" in text and _SIGNED.search(text) is not None)


def is_transcript(document: Document) -> bool:
    """Whether the text has the stage directions or the speakers in capitals of a transcript."""
    known: bool | None = document.shared.get("transcript")
    if known is None:
        known = bool(_STAGE.search(document.folded)) or sum(1 for _ in _SPEAKER.finditer(document.text)) > 2
        document.shared["transcript"] = known
    return known


def is_speech(document: Document, start: int, end: int) -> bool:
    """Whether the words around a place, quotations aside, are speech written down word by word.

    A transcript, fillers ("you know", "gonna"), or sentences that begin in lower case.
    """
    low, high = max(0, start - _REACH), end + _REACH
    return (
        is_transcript(document)
        or any(not document.in_quotation(match.start()) for match in _FILLER.finditer(document.folded, low, high))
        or len(_UNCASED.findall(document.text[low:high])) > 2
    )


def persons(document: Document, start: int, end: int) -> int:
    """How many words of first or second person stand around a place, those in quotations left out."""
    found = _PERSON.finditer(document.folded, max(0, start - _REACH), end + _REACH)
    return sum(not document.in_quotation(match.start()) for match in found)
