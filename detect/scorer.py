"""The one object every engine holds: settings in, results out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from detect.article import Article, BadRecord, Record
from detect.document import Document
from detect.features import feature_names
from detect.model import Model, load_model, quality
from detect.result import Failed, Label, Result, Scored, Scores
from detect.rules import select_rules
from detect.rules.engine import Evidence, RuleEngine

if TYPE_CHECKING:
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
    grammar_url : str or None
        A LanguageTool server for the full profile; None for one of this process, started when it is needed.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_words: int = 50
    profile: str = "fast"
    features: bool = False
    grammar_url: str | None = None


class Scorer:
    """Scores articles. Picklable; rules, lexicons and model are loaded at the first batch.

    Parameters
    ----------
    settings : Settings

    Examples
    --------
    >>> from detect import Article, Scorer
    >>> [result] = Scorer().score_batch([Article("a", "About 300.00 people marched.")])
    >>> result.label, result.findings[0].suggestion
    ('too_short', '300,000')
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    def __getstate__(self) -> dict[str, Any]:
        """Only the settings travel to a worker; all workers ask the LanguageTool server of this process."""
        settings = self.settings
        if settings.profile == "full" and settings.grammar_url is None:
            settings = replace(settings, grammar_url=self._grammar.url)
        return {"settings": settings}

    @cached_property
    def _engine(self) -> RuleEngine:
        # Rules that are selected but not among the default ones (preview rules) run beside the default ones.
        shown = {rule.code: rule for rule in (*select_rules(), *self._shown_rules)}
        return RuleEngine([shown[code] for code in sorted(shown)])

    @cached_property
    def _shown_rules(self) -> tuple[Any, ...]:
        return select_rules(self.settings.select, self.settings.ignore)

    @cached_property
    def _shown(self) -> frozenset[str]:
        return frozenset(rule.code for rule in self._shown_rules)

    @cached_property
    def _grammar(self) -> "GrammarStage":
        from detect.grammar.stage import GrammarStage

        return GrammarStage(self.settings.grammar_url)

    @cached_property
    def model(self) -> Model:
        """The model in force. Raises ModelError where its folder is missing or damaged."""
        return load_model(self.settings.profile)

    def score_batch(self, records: Sequence[Record]) -> list[Result]:
        """Score records; one result each, in the same order.

        The result of an article does not depend on the other records of the batch.
        """
        documents = [Document(record.text) for record in records if isinstance(record, Article)]
        evidence = [self._engine.run(document) for document in documents]
        unread: dict[int, str] = {}
        if self.settings.profile == "full":
            evidence, unread = self._grammar.add(documents, evidence)
        outcome = self.model.predict(documents, evidence)
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
    ) -> Scored:
        settings = self.settings
        short = not document.has_words(settings.min_words)
        if short:
            label: Label = "too_short"
            probabilities: tuple[float | None, float | None] = (None, None)
        else:
            label = self.model.label(machine_translated, rewritten)
            probabilities = (round(machine_translated, 4), round(rewritten, 4))
        inside = sum(end - start for start, end in evidence.boilerplate)
        named = None
        if settings.features:
            named = {
                name: round(float(value), 6)
                for name, value in zip(feature_names(settings.profile), features, strict=True)
            }
        return Scored(
            id=article.id,
            source=article.source,
            model=self.model.name,
            label=label,
            scores=Scores(
                machine_translated=probabilities[0],
                rewritten=probabilities[1],
                boilerplate=round(inside / len(document.text), 4) if document.text else 0.0,
                quality=round(quality(document, evidence, None if short else (machine_translated, rewritten)), 1),
            ),
            findings=tuple(item for item in evidence.findings if item.rule in self._shown),
            features=named,
        )
