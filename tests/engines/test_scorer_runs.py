"""The real scorer under every engine: the same bytes."""

import random

import pytest

from detect.article import Article, BadRecord, Record
from detect.document import Document
from detect.engines import run
from detect.scorer import Scorer, Settings
from detect.writers.rows import to_line

SENTENCES = (
    "The council met on Monday evening to talk about the price of bus tickets.",
    "About 300.00 people took to the streets, the police said.",
    "“We will not give up,” she told reporters, “and ”he said so too.",
    "He was was taken to a hospital in the in the city.",
    "Click here to share this on Facebook.",
    "Вчера в городе прошёл дождь.",
    "The minister , who resigned in May, will return with 1.500 euros .",
    "As an AI language model, I cannot say what the mayor had for breakfast.",
    "It rained for 12 days; nobody minded.",
)


def articles(count: int) -> list[Record]:
    """Texts of very different lengths, so that a sum over a batch would not add up in the same order."""
    draw = random.Random(5)
    records: list[Record] = []
    for number in range(count):
        if draw.random() < 0.05:
            records.append(BadRecord(f"bad {number}", None, "bad-json", "A message.", f"x:{number}"))
        else:
            text = draw.choice([" ", "\n", "\n\n"]).join(draw.choices(SENTENCES, k=draw.randint(1, 60)))
            records.append(Article(f"id {number}", text, "source"))
    return records


RECORDS = articles(150)


@pytest.fixture(scope="module")
def wanted() -> list[bytes]:
    return [to_line(result) for result in run(Scorer(Settings(features=True)), RECORDS)]


@pytest.mark.parametrize("batch_size", [1, 2, 7, 150])
def test_batch_size_does_not_matter(batch_size: int, wanted: list[bytes]) -> None:
    assert [to_line(result) for result in run(Scorer(Settings(features=True)), RECORDS, 1, batch_size)] == wanted


@pytest.mark.parametrize(("jobs", "batch_size"), [(2, 64), (3, 5)])
def test_jobs_do_not_matter(jobs: int, batch_size: int, wanted: list[bytes]) -> None:
    results = run(Scorer(Settings(features=True)), RECORDS, jobs, batch_size, head_start=0)
    assert [to_line(result) for result in results] == wanted


@pytest.mark.parametrize("batch_size", [1, 2, 7, 150])
def test_probabilities_are_the_same_to_the_last_bit(batch_size: int) -> None:
    """Before they are rounded, so that no document on the edge of a rounding tells batches apart."""
    scorer = Scorer()
    texts = [record for record in RECORDS if isinstance(record, Article)]

    def exact(size: int) -> list[tuple[float, float, list[float]]]:
        found: list[tuple[float, float, list[float]]] = []
        for start in range(0, len(texts), size):
            documents = [Document(article.text) for article in texts[start : start + size]]
            evidence = [scorer._engine.run(document) for document in documents]
            outcome = scorer.model.predict(documents, evidence)
            values = (outcome.machine_translated, outcome.rewritten, outcome.features)
            found += zip(*(value.tolist() for value in values), strict=True)
        return found

    assert exact(batch_size) == exact(64)
