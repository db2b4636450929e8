"""UNT001."""

import re
from collections.abc import Iterator, Sequence

from detect.document import Document
from detect.finding import Finding, Severity
from detect.rules.base import Hit, Rule
from detect.rules.untranslated._scripts import CODES, LETTERS, beyond_latin, language_of, mainly_latin

_ANY = re.compile(f"[{LETTERS}]")
_RUN = re.compile(rf"[{LETTERS}]+(?:[^A-Za-z{LETTERS}\n]{{1,3}}[{LETTERS}]+)*")
_WORD = re.compile(f"[{LETTERS}]+")
_TWEET = re.compile(r"pic\.twitter\.com|t\.co/|\(@\w|(?<!\w)@\w")
_CALLED = re.compile(r"\b(?:aka|a\.k\.a\.|called|named|reads|wrote|hashtag|word|character|term) \Z")
_NAMED = re.compile(r" ?[(（]|,? [A-Z][a-z]+ \(@")
# Frequent characters of Chinese that Japanese does not use, simplified and traditional; without one of them, Han alone
# may be either.
_SIMPLIFIED = re.compile(
    "[们这说为国时来对会发过还进动实现开关长门问间见东车马鸟鱼业个从众优传伟华单卖厂厅历发变号后吗吧呢你她它們這說為來對發過還進動實個從們吗妳啊哪什么麼很把被让讓给給没沒]"
)
_KANA = re.compile("[\u3041-\u30ff]")


class OtherScript(Rule):
    """Line or passage in another script in an English text.

    ## What it does
    Finds passages in Cyrillic, Greek, Arabic, Hebrew, Chinese, Japanese, Korean, Indic or Thai letters and names their
    language as far as the letters tell; characters that China and Japan share may be either. A line of its own, or a
    passage of three words or more, is a warning.

    ## Why it is an artifact
    The translation skipped what it took for something else: a menu, a caption, a link text, a name.

    ## Known false alarms
    A post that is embedded in its own language is a weak signal. The original of a name or a term in brackets, and what
    stands between quotation marks or in a tag or handle, is left alone; so are texts that are mainly in the other
    language.

    ## Example
    Bad: The council met on Monday. Читайте также новости дня. It will meet again.
    Good: The council of Kyiv (Київ) met on Monday. It will meet again.
    """

    code = "UNT001"
    name = "other-script"
    severity = Severity.WARNING
    quoted = "skip"
    needs = staticmethod(beyond_latin)
    in_boilerplate = True

    def check(self, document: Document, hits: Sequence[Hit]) -> Iterator[Finding]:
        """Yield a finding for every passage, unless the text as a whole is in another script."""
        text = document.text
        if not _ANY.search(text) or not mainly_latin(text):
            return
        kana = _KANA.search(text) is not None
        for match in _RUN.finditer(text):
            start, end = match.span()
            before, after = text[max(0, start - 2) : start], text[end : end + 12]
            if before.endswith(("(", "（", "#", "@", "_", "— ", "[", "/")) or _NAMED.match(after):
                continue
            if _CALLED.search(text, max(0, start - 12), start):
                continue
            if before[-1:].isalpha() or after[:1].isalpha():
                continue  # a word of two scripts: UNT002
            passage = match.group()
            parts = _WORD.findall(passage)
            words = len(parts)
            letters = sum(char.isalpha() for char in passage)
            if max(map(len, parts)) < 2:
                continue  # symbols, as in science
            low, high = document.line_at(start)
            alone = start - low <= 3 and high - end <= 3
            # Posts are embedded in their own language.
            tweet = _TWEET.search(text, max(low, start - 300), min(high, end + 300)) is not None
            dense = letters >= 8 if "\u3041" <= passage[0] <= "\u9fff" else words >= 3
            language = language_of(passage)
            origin = CODES.get(language)
            if language == "Chinese" and not _SIMPLIFIED.search(passage):
                language, origin = ("Japanese", "ja") if kana else ("Chinese or Japanese", None)
            yield self.finding(
                document,
                start,
                end,
                f"This {'line' if alone else 'passage'} was left in {language}.",
                None,
                Severity.WARNING if ((alone and letters >= 3) or dense) and not tweet else Severity.INFO,
                origin,
            )
