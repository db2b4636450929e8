"""Who can a pronoun mean? A small and careful resolver: it names a woman, or it says nothing.

It lists everyone who stands in the narration (quotations cut out) just before a pronoun. Only if every one of them is
known to be a woman does it answer. Its knowledge comes from given names (``given_names.tsv``), titles (Mrs, Queen) and
nouns (actress, spokeswoman), and is carried to surnames and to roles that were introduced with a name ("the Mexican
president Claudia Sheinbaum"). Whatever it cannot place, an unknown capitalised name or "the driver", makes it give up.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cache

from detect.document import Document
from detect.lexicons import read_tsv

_WOMEN = frozenset(
    """woman girl mother wife daughter sister aunt niece grandmother widow actress spokeswoman chairwoman businesswoman
    congresswoman policewoman waitress duchess queen princess baroness heroine stewardess saleswoman sportswoman
    bride girlfriend housewife nun schoolgirl countess empress midwife""".split()
)
_ROLES = frozenset(
    """president minister chancellor premier leader secretary director mayor governor senator ambassador chairman
    chairperson chair head chief spokesperson politician singer author writer teacher doctor nurse lawyer judge
    prosecutor candidate deputy researcher professor expert artist player athlete champion coach journalist reporter
    editor driver owner manager victim suspect defendant student pupil activist official officer commissioner analyst
    captain star host presenter founder boss scientist actor pilot model detective inspector general colonel attorney
    speaker counterpart predecessor successor rival opponent colleague partner friend""".split()
)
_OTHERS = frozenset(
    """he him his himself man men boy boys husband father dad son sons brother brothers uncle nephew grandfather widower
    boyfriend gentleman baby babies child children someone somebody anyone everyone parents parent couple twin twins
    guest guests patient patients relative relatives king prince pope priest monk soldier soldiers businessman spokesman
    congressman policeman police fireman fan fans kid kids teen teenager teenagers dog cat horse animal neighbor
    neighbour neighbors neighbours witness witnesses passenger passengers attacker attackers gunman killer thief robber
    burglar perpetrator murderer worker workers employee employees farmer farmers resident residents citizen citizens
    cyclist motorcyclist rider rapper musician composer painter designer chef cook mechanic engineer clerk guard
    bodyguard prisoner inmate hostage refugee migrant immigrant member supporter follower critic observer one who whose
    sibling siblings cousin cousins fiance fiancé ex spouse heir brother-in-law son-in-law father-in-law stepfather
    godfather mate ally aide adviser advisor assistant author's people person pair duo two both three
    them they their producer
    creator inventor designer physician surgeon psychologist psychiatrist therapist historian philosopher economist
    sociologist climber skier swimmer runner boxer wrestler goalkeeper striker midfielder defender winger referee
    trainer footballer agent agents publicist contestant winner loser finalist participant statesman""".split()
)
# Many people, none of whom "he" can mean.
_CROWDS = frozenset(
    """fans guests patients soldiers workers employees farmers residents citizens passengers witnesses neighbors
    neighbours agents participants""".split()
)
_PLACING = frozenset("in at near outside from to around across".split())
_BEING = frozenset("is was as became becomes remains".split())
_FEMALE_TITLES = frozenset("mrs ms miss madam madame mme lady queen princess dame duchess countess".split())
_MALE_TITLES = frozenset("mr sir lord king prince pope duke emperor sheikh imam rabbi bishop don father".split())
_PARTICLES = frozenset("de del della di da do dos van von der den la le el al bin".split())
# Capitalised words that are nobody: days, months, peoples, places and bodies that stand in the news all the time.
_THINGS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december american mexican german french british spanish italian russian chinese
    japanese ukrainian polish turkish israeli iranian european asian african brazilian canadian australian indian
    argentine argentinian chilean colombian peruvian austrian swiss dutch belgian swedish danish norwegian finnish greek
    portuguese hungarian czech slovak romanian bulgarian serbian croatian egyptian moroccan tunisian syrian iraqi saudi
    korean vietnamese thai indonesian pakistani afghan turkey america mexico germany france britain england spain italy
    russia china japan ukraine poland europe asia africa brazil canada australia india argentina chile
    colombia peru austria switzerland netherlands belgium sweden denmark norway finland greece portugal hungary romania
    bulgaria serbia croatia egypt morocco tunisia syria iraq korea vietnam thailand indonesia pakistan afghanistan
    venezuela cuba scotland ireland wales united states kingdom union london berlin paris madrid rome moscow
    beijing tokyo kiev kyiv warsaw brussels vienna bern zurich geneva lisbon athens ankara istanbul jerusalem tehran
    california texas florida miami chicago boston instagram twitter facebook telegram tiktok youtube television tv
    north south east west northern southern eastern western latin middle central democratic republican conservative
    liberal social christian party parliament senate congress house court supreme constitutional federal national
    international ministry government state university war world cup olympic games covid eu un nato usa uk us u.s cdu
    spd csu fdp afd street times post city council commission committee office department institute school hospital
    award prize festival league club""".split()
)
_OPENERS = frozenset(
    """the a an in on at for from with after before during while when as but and or if although though since because
    however according also this that these those there it its she her our what how why where then now today yesterday
    meanwhile earlier later both all some many most more no not by to of over under until once despite even only next
    so yet still thus therefore moreover furthermore finally first among about against between into through without
    within i my we you your""".split()
)

_TOKEN = re.compile(r"[^\W\d_](?:[\w'’-]|\.(?=\w))*|[.!?:]")
_READ = 40_000
"""Names are looked up in this many characters at the start of a text ..."""
_MENTIONS = 12
"""... and at this many mentions."""


@cache
def given_names() -> dict[str, str]:
    """Folded given name -> ``"f"`` or ``"m"``."""
    return {row["name"]: row["sex"] for row in read_tsv("given_names")}


def _bare(word: str) -> str:
    """The word without a possessive ending or punctuation."""
    return word.strip('.,;:!?()"“”').removesuffix("'s").removesuffix("’s")


def _plain(word: str) -> str:
    """The same in lower case."""
    return _bare(word).lower()


def _named(word: str) -> str | None:
    """``"f"`` or ``"m"`` for a folded given name or title of one sex."""
    title = word.rstrip(".")
    if title in _FEMALE_TITLES:
        return "f"
    return "m" if title in _MALE_TITLES else given_names().get(word)


class People:
    """What one text says about the sex of the people in it.

    Parameters
    ----------
    document : Document
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [start for start, _ in document.paragraphs]

    def _surname(self, surname: str) -> str | None:
        """The sex of a person met by surname alone, from the given names and titles that stand before it elsewhere."""
        text = self._document.text
        wanted = " " + surname
        sexes: set[str] = set()
        at = text.find(wanted, 0, _READ)
        for _ in range(_MENTIONS):
            if at < 0:
                break
            before = text[max(0, at - 40) : at].split()
            while before and before[-1].lower() in _PARTICLES:
                before.pop()
            if before:
                sex = _named(before[-1].strip("(“\"'").lower())
                if sex is not None:
                    sexes.add(sex)
            at = text.find(wanted, at + 1, _READ)
        return sexes.pop() if len(sexes) == 1 else None

    def _role(self, role: str) -> str | None:
        """The sex of "mexican president", from the names that follow the same words elsewhere."""
        folded, text = self._document.folded, self._document.text
        sexes: set[str | None] = set()
        at = folded.find(role, 0, _READ)
        for _ in range(_MENTIONS):
            if at < 0:
                break
            after = text[at + len(role) : at + len(role) + 40].lstrip(" ,").split()
            if after and after[0][0].isupper():
                known = _named(after[0].lower()) if len(after) > 1 and after[1][0].isupper() else None
                sexes.add(known or self._surname(_bare(after[0])))
            at = folded.find(role, at + 1, _READ)
        return sexes.pop() if len(sexes) == 1 else None

    def woman_before(self, position: int, paragraphs: int = 2) -> str | None:
        """The woman a pronoun at `position` must mean, or None.

        Looked at is the narration from the start of the pronoun's paragraph; if nobody stands there, of the paragraph
        before it, and so on up to `paragraphs` of them.
        """
        index = bisect_right(self._starts, position) - 1
        end = position
        for _ in range(paragraphs + 1):
            if index < 0:
                return None
            narration = self._narration(self._starts[index], end)
            # The last sentence alone decides most cases at a fraction of the cost.
            last = narration.rfind(". ", 0, max(0, len(narration) - 40)) + 2
            if last > 2 and not self._everyone(narration[last:])[0]:
                return None
            certain, women = self._everyone(narration)
            if not certain:
                return None
            if women:
                # "The woman" or "his wife" alone: who else is in the story has been told before.
                return next((woman for woman in reversed(women) if woman not in _WOMEN), None)
            index -= 1
            end = self._document.paragraphs[index][1]
        return None

    def _narration(self, start: int, end: int) -> str:
        """The text of a span without its quotations."""
        text = self._document.text
        quotations = self._document.quotations
        parts = []
        index = bisect_left(quotations, start, key=lambda item: item.start)
        while index < len(quotations) and quotations[index].start < end:
            parts.append(text[start : quotations[index].start])
            start = quotations[index].end
            index += 1
        parts.append(text[start:end])
        return " ".join(parts)

    def _everyone(self, narration: str) -> tuple[bool, list[str]]:
        """Whether everyone in `narration` is known to be a woman, and who they are."""
        women: list[str] = []
        tokens = _TOKEN.findall(narration)
        index = 0
        opening = True
        while index < len(tokens):
            token = tokens[index]
            if token in ".!?:":
                opening = True
                index += 1
                continue
            low = _plain(token)
            if token[0].islower() or (opening and low in _OPENERS):
                opening = False
                if low in _WOMEN:
                    if any(word.endswith(("'s", "’s")) for word in tokens[max(0, index - 3) : index]):
                        return False, []  # the tycoon's third wife: the tycoon is in reach
                    women.append(token)
                elif low in _CROWDS:
                    pass
                elif low in _OTHERS:
                    return False, []
                elif low in _ROLES and not self._names_follow(tokens, index) and not self._predicate(tokens, index):
                    before = tokens[index - 1].lower() if index else ""
                    if (self._role(f"{before} {low}") or self._role(low)) != "f":
                        return False, []
                    women.append(token)
                index += 1
                continue
            opening = False
            stop = index + 1
            while (
                stop < len(tokens)
                and (not tokens[stop][0].islower() or (tokens[stop] in _PARTICLES and stop + 1 < len(tokens)))
                and tokens[stop] not in ".!?:"
            ):
                stop += 1
            run = tokens[index:stop]
            while run and run[-1] in _PARTICLES:
                run.pop()
            sex = self._sex(run)
            if sex is None and len(run) == 1 and index and tokens[index - 1].lower() in _PLACING:
                sex = self._place(run[0])
            if sex == "f":
                women.append(" ".join(run))
            elif sex != "nobody":
                return False, []
            index = stop
        return True, women

    @staticmethod
    def _names_follow(tokens: list[str], index: int) -> bool:
        """Whether the role is an apposition before a name, so that the name decides."""
        return index + 1 < len(tokens) and tokens[index + 1][0].isupper()

    @staticmethod
    def _predicate(tokens: list[str], index: int) -> bool:
        """Whether the role is what somebody is said to be ("is a nurse"), and nobody new."""
        place = index - 1
        while place and index - place < 4 and tokens[place].lower() not in ("a", "an", "the"):
            place -= 1
        return place > 0 and tokens[place - 1].lower() in _BEING

    def _place(self, name: str) -> str | None:
        """``"nobody"`` for a name that stands behind "in", "from" and the like wherever the text has it."""
        if name.endswith(("'s", "’s")) or name.lower() in given_names():
            return None
        text = self._document.text
        at = text.find(" " + name, 0, _READ)
        for _ in range(_MENTIONS):
            if at < 0:
                return "nobody"
            before = text[max(0, at - 12) : at].split()
            if not before or before[-1].lower() not in (_PLACING | {"of"}):
                return None
            at = text.find(" " + name, at + 1, _READ)
        return "nobody"

    def _sex(self, run: list[str]) -> str | None:
        """``"f"``, ``"m"``, ``"nobody"`` or None for a run of capitalised words."""
        words = [_plain(word) for word in run]
        words = [word for word in words if word not in _THINGS and word not in _PARTICLES and word not in _OPENERS]
        if not words:
            return "nobody"
        if any(word in _MALE_TITLES or word in ("spokesman", "actor", "businessman", "chairman") for word in words):
            return "m"
        if words[0] in _WOMEN and len(words) > 1:
            return "f"  # Actress Olga Petrova
        named = [word for word in words if word not in _ROLES]
        if not named:
            return None
        sex = given_names().get(named[0])
        if sex is not None and len(named) > 1:
            return sex
        if named[0] in _FEMALE_TITLES:
            return "f"
        if len(named) > 1 or len(words) > 1:
            return None  # "President Obama": who that is may be told nowhere in the text
        return next((self._surname(_bare(word)) for word in run if _plain(word) == named[0]), None)
