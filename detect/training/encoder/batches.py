"""Draws the batches the encoder is trained on.

A step sees some thirty windows with labels for the document head: seven pairs of a machine and a human translation of
the same document at the same place, so that the subject gives nothing away; machine translations, ordinary news of many
sources, an original, a web page; and pairs of rewritten and human texts. Human windows are also shown to the tagger, as
text without damage. And eleven sentences with labels for its words: eight that reviewers marked, and three windows of
news in which function words were exchanged, dropped, put in or turned round.
"""

import math
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detect.training.encoder.data import Marked, Text

LONGEST = 94
"""Wordpieces of a window at most."""
LENGTHS = (48, 64, 80, LONGEST)
"""Lengths of windows, one drawn each time: short texts are judged too."""
MASKED = (0.0, 0.0, 0.05, 0.15)
"""Shares of wordpieces that are hidden, one drawn for each step."""
MASK = 103
PAIRS, TRANSLATIONS, NEWS, REWRITES, DAMAGED_NEWS = 7, 3, 5, 4, 3
SENTENCES = (("mlqe-pe", 4), ("demetr", 3), ("mqm", 1))
ROUND_TRIPS = 0.3
"""Share of the steps with a round trip."""

EXCHANGEABLE = (
    "of in on at to for from by with about into over after before under against between through during",
    "the a an",
    "he she it they his her its their him them",
    "is was are were be been has have had",
    "which that who whose where when",
    "and but or as if while",
    "this these that those such",
)
"""Function words a translation engine mistakes for each other."""

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A window with its labels for the document head, 0 or 1, and their weights.

    ``clean`` says that the tagger, too, sees it, as a text without damage.
    """

    ids: Ids
    machine_translated: int
    rewritten: int
    weights: tuple[float, float]
    clean: bool = False


class Batches:
    """Batches without end, the same for the same data and seed.

    Parameters
    ----------
    texts, marked : sequences
        As `detect.training.encoder.data.prepare` gives them.
    vocabulary : sequence of str
        The wordpieces by id.
    seed : int

    Attributes
    ----------
    random : random.Random
        Its state is all there is to store.
    """

    def __init__(
        self, texts: Sequence[Text], marked: Sequence[Marked], vocabulary: Sequence[str], seed: int = 1
    ) -> None:
        self.random = random.Random(seed)
        number = {piece: index for index, piece in enumerate(vocabulary)}
        self._inner = np.array([piece.startswith("##") for piece in vocabulary])
        groups = [[number[word] for word in words.split()] for words in EXCHANGEABLE]
        self._others = {own: group for group in groups for own in group}
        self._function_words = list(self._others)
        self._kinds: dict[str, list[Text]] = defaultdict(list)
        documents: dict[str, tuple[list[Text], list[Text]]] = {}
        for text in texts:
            self._kinds[text.kind].append(text)
            if text.kind in ("machine translation", "human translation"):
                pair = documents.setdefault(text.group, ([], []))
                pair[text.kind == "human translation"].append(text)
        self._pairs = [pair for pair in documents.values() if pair[0] and pair[1]]
        self._news: dict[str, dict[str, list[Text]]] = defaultdict(lambda: defaultdict(list))
        for text in self._kinds["news"]:
            self._news[text.corpus][text.group].append(text)
        self._news_corpora = list(self._news)
        self._news_weights = [math.sqrt(sum(map(len, sources.values()))) for sources in self._news.values()]
        self._marked: dict[str, list[Marked]] = defaultdict(list)
        for item in marked:
            self._marked[item.corpus].append(item)
        self._own: dict[str, list[Text]] = defaultdict(list)
        for text in self._kinds["human, rewrite corpora"]:
            self._own[text.corpus].append(text)
        self._rewritten: dict[str, list[Text]] = defaultdict(list)
        for kind in ("language model", "edited"):
            for text in self._kinds[kind]:
                self._rewritten[text.corpus].append(text)
        self._corpora = list(self._rewritten)
        self._weights = [math.sqrt(len(texts)) for texts in self._rewritten.values()]

    def draw(self) -> tuple[list[Labelled], list[tuple[Ids, NDArray[np.int64]]]]:
        """One batch: windows for the document head, hidden in part, and sentences with 0 or 1 for each wordpiece."""
        chance = self.random
        batch: list[Labelled] = []
        for _ in range(PAIRS):
            machine, human = chance.choice(self._pairs)
            length = chance.choice(LENGTHS)
            translation, own = chance.choice(human), chance.choice(machine)
            start = chance.randrange(max(1, len(translation.sentences) - 1))
            batch.append(Labelled(self._window(own, length, start), 1, 0, (1.0, 0.3)))
            batch.append(Labelled(self._window(translation, length, start), 0, 0, (1.0, 0.3), True))
        batch += [
            Labelled(self._window(self._any("machine translation")), 1, 0, (1.0, 0.3)) for _ in range(TRANSLATIONS)
        ]
        batch += [Labelled(self._window(self._article()), 0, 0, (1.0, 1.0), True) for _ in range(NEWS)]
        batch.append(Labelled(self._window(self._any("original")), 0, 0, (1.0, 0.5), True))
        batch.append(Labelled(self._window(self._any("web page")), 0, 0, (0.5, 0.5), True))
        if chance.random() < ROUND_TRIPS:
            batch.append(Labelled(self._window(self._any("round trip")), 1, 0, (0.5, 0.0)))
        for _ in range(REWRITES):
            corpus = chance.choices(self._corpora, self._weights)[0]
            batch.append(Labelled(self._window(chance.choice(self._rewritten[corpus])), 0, 1, (0.3, 1.0)))
            if not self._own.get(corpus):
                corpus = chance.choice(list(self._own))
            batch.append(Labelled(self._window(chance.choice(self._own[corpus])), 0, 0, (0.3, 1.0), True))
        sentences: list[tuple[Ids, NDArray[np.int64]]] = []
        for corpus, count in SENTENCES:
            for _ in range(count):
                item = chance.choice(self._marked[corpus])
                sentences.append((item.ids.astype(np.int64), item.damaged.astype(np.int64)))
        sentences += [self.damaged(self._window(self._article(), LENGTHS[0])) for _ in range(DAMAGED_NEWS)]
        share = chance.choice(MASKED)
        hidden = [self._hidden(item.ids, share) for item in batch]
        shown = [
            Labelled(ids, item.machine_translated, item.rewritten, item.weights, item.clean)
            for ids, item in zip(hidden, batch, strict=True)
        ]
        return shown, sentences

    def _any(self, kind: str) -> Text:
        return self.random.choice(self._kinds[kind])

    def _article(self) -> Text:
        corpus = self.random.choices(self._news_corpora, self._news_weights)[0]
        return self.random.choice(self._news[corpus][self.random.choice(list(self._news[corpus]))])

    def _window(self, text: Text, length: int | None = None, start: int | None = None) -> Ids:
        """Whole sentences from sentence `start` (drawn if None) until there are `length` wordpieces, cut to the most.

        A drawn start leaves room, where there is some.
        """
        sentences = text.sentences
        length = length or self.random.choice(LENGTHS)
        if start is None:
            first = self.random.randrange(len(sentences))
            if len(sentences) > 1:
                first = self.random.randrange(max(1, len(sentences) - 2))
        else:
            first = min(start, len(sentences) - 1)
        taken: list[int] = []
        while first < len(sentences) and len(taken) < length:
            taken.extend(sentences[first].tolist())
            first += 1
        return np.array(taken[:LONGEST], dtype=np.int64)

    def _hidden(self, ids: Ids, share: float) -> Ids:
        masked = ids.copy()
        masked[np.array([self.random.random() < share for _ in ids], dtype=bool)] = MASK
        return masked

    def damaged(self, window: Ids) -> tuple[Ids, NDArray[np.int64]]:
        """`window` with one to three function words exchanged, turned round, dropped or put in, and where.

        Where a word was dropped, the one behind it is marked.
        """
        chance = self.random
        ids: list[int] = window.tolist()
        marks = [0] * len(ids)
        for _ in range(1 + chance.randrange(3)):
            kind = chance.random()
            if kind < 0.45:
                if places := [index for index, piece in enumerate(ids) if piece in self._others]:
                    index = chance.choice(places)
                    ids[index] = chance.choice([other for other in self._others[ids[index]] if other != ids[index]])
                    marks[index] = 1
            elif kind < 0.65 and len(ids) > 8:
                index = chance.randrange(1, len(ids) - 3)
                if not self._inner[ids[index : index + 3]].any() and ids[index] != ids[index + 1]:
                    ids[index], ids[index + 1] = ids[index + 1], ids[index]
                    marks[index] = marks[index + 1] = 1
            elif kind < 0.85:
                if places := [index for index, piece in enumerate(ids[:-2]) if piece in self._others]:
                    index = chance.choice(places)
                    del ids[index], marks[index]
                    marks[index] = 1
            elif len(ids) > 6:
                index = chance.randrange(1, len(ids) - 1)
                if not self._inner[ids[index : index + 2]].any():
                    ids.insert(index, chance.choice(self._function_words))
                    marks.insert(index, 1)
        return np.array(ids, dtype=np.int64), np.array(marks, dtype=np.int64)
