"""Scripts and the languages written in them: shared by the UNT rules."""

import re
from functools import lru_cache

from detect.document import Document

# A few wide ranges without Latin letters, punctuation and symbols: Greek to Georgian and beyond, kana, Han, Hangul.
# What else lies inside them does not occur in news.
LETTERS = "\u0370-\u1cff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"

_SCRIPTS = (
    ("Greek", 0x0370, 0x03FF),
    ("Cyrillic", 0x0400, 0x052F),
    ("Armenian", 0x0530, 0x058F),
    ("Hebrew", 0x0590, 0x05FF),
    ("Arabic", 0x0600, 0x077F),
    ("Hindi", 0x0900, 0x097F),
    ("Bengali", 0x0980, 0x09FF),
    ("Punjabi", 0x0A00, 0x0A7F),
    ("Gujarati", 0x0A80, 0x0AFF),
    ("Tamil", 0x0B80, 0x0BFF),
    ("Telugu", 0x0C00, 0x0C7F),
    ("Kannada", 0x0C80, 0x0CFF),
    ("Malayalam", 0x0D00, 0x0D7F),
    ("Sinhala", 0x0D80, 0x0DFF),
    ("Thai", 0x0E00, 0x0E7F),
    ("Lao", 0x0E80, 0x0EFF),
    ("Tibetan", 0x0F00, 0x0FFF),
    ("Burmese", 0x1000, 0x109F),
    ("Georgian", 0x10A0, 0x10FF),
    ("Korean", 0x1100, 0x11FF),
    ("Amharic", 0x1200, 0x137F),
    ("Khmer", 0x1780, 0x17FF),
    ("Japanese", 0x3041, 0x30FF),
    ("Chinese", 0x3400, 0x9FFF),
    ("Korean", 0xAC00, 0xD7A3),
)
_CYRILLIC = (
    ("Ukrainian", "іїєґ"),
    ("Belarusian", "ў"),
    ("Macedonian", "ѓќѕ"),
    ("Serbian", "ћђјљњџ"),
    ("Russian", "ыэё"),
    ("Bulgarian", "ъ"),
)
_ARABIC = (("Urdu", "ٹڈڑےں"), ("Persian", "پچژگی"))
# BCP 47 codes of the languages that `language_of` names.
CODES = {
    "Greek": "el", "Armenian": "hy", "Hebrew": "he", "Hindi": "hi", "Bengali": "bn", "Punjabi": "pa", "Gujarati": "gu",
    "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si", "Thai": "th", "Lao": "lo",
    "Tibetan": "bo", "Burmese": "my", "Georgian": "ka", "Korean": "ko", "Amharic": "am", "Khmer": "km",
    "Japanese": "ja", "Chinese": "zh", "Ukrainian": "uk", "Belarusian": "be", "Macedonian": "mk", "Serbian": "sr",
    "Russian": "ru", "Bulgarian": "bg", "Urdu": "ur", "Persian": "fa", "Cyrillic-script": "ru", "Arabic-script": "ar",
}  # fmt: skip
_LATIN = re.compile(r"[A-Za-z]")
_OTHER = re.compile(f"[{LETTERS}]")


def beyond_latin(document: Document) -> bool:
    """Whether there are letters or signs beyond Latin-1, typography aside: no other script goes without."""
    if not document.folded.isascii():
        try:
            document.folded.encode("latin-1")  # a tenth of the time of a search
        except UnicodeEncodeError:
            return True
    return False


def script_of(char: str) -> str:
    """The script of a letter, named by its main language where it has one; "other" for one that is not listed."""
    point = ord(char)
    return next((name for name, low, high in _SCRIPTS if low <= point <= high), "other")


def language_of(passage: str) -> str:
    """The language of a passage that is not in Latin script, as far as its letters tell."""
    folded = passage.lower()
    names = {script_of(char) for char in folded if char.isalpha()}
    if "Japanese" in names:
        return "Japanese"
    first = script_of(next((char for char in folded if _OTHER.match(char)), "?"))
    for script, letters in (("Cyrillic", _CYRILLIC), ("Arabic", _ARABIC)):
        if first == script:
            return next((name for name, own in letters if any(char in folded for char in own)), f"{script}-script")
    return first


@lru_cache(maxsize=4)
def mainly_latin(text: str) -> bool:
    """Whether more than half of the letters are Latin."""
    latin = len(_LATIN.findall(text))
    return latin > len(_OTHER.findall(text))
