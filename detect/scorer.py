"""The one object every engine holds: settings in, results out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from detect.article import Article, BadRecord, Record
from detect.document import Document
from detect.features import feature_names
from detect.features.tokens import shared_vocabulary, token_stream
from detect.lines.templates import document_of
from detect.model import Model, load_model, quality
from detect.model.marks import marks, raised
from detect.model.store import PROFILES, models_folder
from detect.origin import likely_origin
from detect.result import Failed, Label, Result, Scored, Scores
from detect.rules import select_rules
from detect.rules.engine import RuleEngine
from detect.rules.evidence import Evidence
from detect.rules.timing import RuleTimes, TimedEngine

TOLD = 0.999
"""The least probability of machine translation where the page or the text itself says so (see `Rule.decisive`).

Not 1: a notice can be a mistake, or stand on a page that a human went over afterwards.
"""

if TYPE_CHECKING:
    from detect.encoder.stage import EncoderStage
    from detect.grammar.stage import GrammarStage


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides what a run gives for an article.

    Parameters
    ----------
    select, ignore : tuple of str
        Rules whose findings are given, as for `detect.rules.select_rules`. The scores never depend on them: features
        are always computed from all rules that are not in preview.
    min_words : int
        Below this many words an article is labelled ``too_short``.
    profile : str
        ``"fast"`` or ``"full"``.
    features : bool
        Whether results carry the features.
    templates : str or None
        A file that ``detect templates learn`` wrote; what it holds for an article's source is boilerplate there.
    grammar_url : str or None
        A LanguageTool server for the full profile; None for one of this process, started when it is needed.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_words: int = 50
    profile: str = "fast"
    features: bool = False
    templates: str | None = None
    grammar_url: str | None = None


class Scorer:
    """Scores articles. Picklable; rules, lexicons and model are loaded at the first batch.

    Parameters
    ----------
    settings : Settings

    Attributes
    ----------
    times : RuleTimes or None
        Where to note what each rule costs; set it before the first batch. It stays in this process.

    Examples
    --------
    >>> from detect import Article, Scorer
    >>> [result] = Scorer().score_batch([Article("a", "About 300.00 people marched.")])
    >>> result.label, result.findings[0].suggestion
    ('too_short', '300,000')
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.times: RuleTimes | None = None

    def __getstate__(self) -> dict[str, Any]:
        """Only the settings travel to a worker; all workers ask the LanguageTool server of this process."""
        settings = self.settings
        if settings.profile == "full" and settings.grammar_url is None:
            settings = replace(settings, grammar_url=self._grammar.url)
        return {"settings": settings, "times": None}

    @cached_property
    def _engine(self) -> RuleEngine:
        # Rules that are selected but not among the default ones (preview rules) run beside the default ones.
        shown = {rule.code: rule for rule in (*select_rules(), *self._shown_rules)}
        rules = [shown[code] for code in sorted(shown)]
        return RuleEngine(rules) if self.times is None else TimedEngine(rules, self.times)

    @cached_property
    def _shown_rules(self) -> tuple[Any, ...]:
        return select_rules(self.settings.select, self.settings.ignore)

    @cached_property
    def _shown(self) -> frozenset[str]:
        return frozenset(rule.code for rule in self._shown_rules)

    @cached_property
    def _stable(self) -> frozenset[str]:
        return frozenset(rule.code for rule in select_rules())

    @cached_property
    def _decisive(self) -> frozenset[str]:
        return frozenset(rule.code for rule in select_rules() if rule.decisive)

    @cached_property
    def _grammar(self) -> "GrammarStage":
        from detect.grammar.stage import GrammarStage

        return GrammarStage(self.settings.grammar_url)

    @cached_property
    def _encoder(self) -> "EncoderStage | None":
        """None where the model reads no encoder."""
        part = getattr(self.model, "encoder", None)
        if part is None:
            return None
        from detect.encoder.stage import EncoderStage

        folder = models_folder() / PROFILES[self.settings.profile]
        return EncoderStage(folder, part.sha256)

    @property
    def feature_names(self) -> tuple[str, ...]:
        """The names of the features in the results, in their order."""
        return feature_names(self.settings.profile, encoder=getattr(self.model, "encoder", None) is not None)

    @cached_property
    def model(self) -> Model:
        """The model in force. Raises ModelError where its folder is missing or damaged."""
        return load_model(self.settings.profile)

    def score_batch(self, records: Sequence[Record]) -> list[Result]:
        """Score records; one result each, in the same order.

        The result of an article does not depend on the other records of the batch.
        """
        documents = [document_of(record, self.settings.templates) for record in records if isinstance(record, Article)]
        stream = token_stream(documents, shared_vocabulary())
        evidence = self._engine.run_batch(documents, stream)
        unread: dict[int, str] = {}
        if self.settings.profile == "full":
            evidence, unread = self._grammar.add(documents, evidence)
            if self._encoder is not None:
                report = self._encoder.code in self._shown | self._stable
                evidence = self._encoder.add(documents, evidence, report=report)
        outcome = self.model.predict(documents, evidence, stream)
        results: list[Result] = []
        position = 0
        for record in records:
            if isinstance(record, BadRecord):
                results.append(Failed(record))
                continue
            if position in unread:
                bad = BadRecord(record.id, record.source, "grammar-check-failed", unread[position], record.id)
                results.append(Failed(bad))
                position += 1
                continue
            results.append(
                self._result(
                    record,
                    documents[position],
                    evidence[position],
                    float(outcome.machine_translated[position]),
                    float(outcome.rewritten[position]),
                    outcome.features[position],
                    float(outcome.fluency[position]),
                )
            )
            position += 1
        return results

    def _result(
        self,
        article: Article,
        document: Document,
        evidence: Evidence,
        machine_translated: float,
        rewritten: float,
        features: Any,
        fluency: float,
    ) -> Scored:
        settings = self.settings
        told = not self._decisive.isdisjoint([item.rule for item in evidence.findings])
        if told:
            machine_translated = max(machine_translated, TOLD)
        rewritten = raised(rewritten, marks(document, evidence.findings))
        short = not document.has_words(settings.min_words)
        if short:
            label: Label = "too_short"
            probabilities: tuple[float | None, float | None] = (None, None)
        else:
            label = "machine_translated" if told else self.model.label(machine_translated, rewritten)
            probabilities = (round(machine_translated, 4), round(rewritten, 4))
        inside = sum(end - start for start, end in evidence.boilerplate)
        named = None
        if settings.features:
            named = {name: round(float(value), 6) for name, value in zip(self.feature_names, features, strict=True)}
        return Scored(
            id=article.id,
            source=article.source,
            model=self.model.name,
            label=label,
            scores=Scores(
                machine_translated=probabilities[0],
                rewritten=probabilities[1],
                boilerplate=round(inside / len(document.text), 4) if document.text else 0.0,
                quality=round(
                    quality(document, evidence, None if short else (machine_translated, rewritten), fluency), 1
                ),
            ),
            findings=tuple(item for item in evidence.findings if item.rule in self._shown),
            features=named,
            origin=likely_origin(
                [item for item in evidence.findings if item.origin is not None and item.rule in self._stable]
            ),
            text=article.text if article.extracted else None,
        )
