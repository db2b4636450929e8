"""A real, picklable scorer without a model, and a program that uses it, for tests that need processes of their own."""

import os
import sys
import time
from pathlib import Path

from detect.article import Article, BadRecord, Record
from detect.engines import run
from detect.errors import DetectError, MissingExtraError
from detect.finding import Finding, Severity
from detect.result import Failed, Result, Scored, Scores
from detect.writers import open_writer


class TinyScorer:
    """Finds the letter "e". Some texts make it fail in the ways a scorer can.

    ``show`` puts something of the worker into the model's name: its process or its environment.
    """

    def __init__(self, delay: float = 0.0, show: str = "") -> None:
        self.delay, self.show = delay, show

    def score_batch(self, records: list[Record]) -> list[Result]:
        return [Failed(record) if isinstance(record, BadRecord) else self._score(record) for record in records]

    def _score(self, article: Article) -> Result:
        time.sleep(self.delay)
        if article.text == "die":
            os._exit(9)
        if article.text == "refuse":
            raise MissingExtraError("absent", "extra", "This test")
        if article.text == "fail":
            raise ZeroDivisionError("a bug")
        shown = {"": "tiny 1", "process": str(os.getpid()), "threads": os.environ.get("OPENBLAS_NUM_THREADS", "")}
        findings = tuple(
            Finding(place, place + 1, "ABC001", "an-e", "e", Severity.WARNING, "An e.")
            for place, char in enumerate(article.text)
            if char == "e"
        )
        share = len(findings) / len(article.text)
        scores = Scores(share, 1 - share, 0.0, 100 * share)
        return Scored(article.id, article.source, shown[self.show], "clean", scores, findings, {"length": 1.0})


def articles(count: int) -> list[Record]:
    return [
        BadRecord(f"bad {number}", None, "bad-json", "A message.", f"x:{number}")
        if number % 7 == 3
        else Article(f"id {number}", f"Some text, number {number}" + " é" * (number % 5), "source")
        for number in range(count)
    ]


def main(out: str, count: str, delay: str, jobs: str, resume: str) -> None:
    """Score articles into a file; what a command line does around the engine and the writer."""
    with open_writer(out, fingerprint={"count": count}, resume=resume == "resume", feature_names=["length"]) as writer:
        records = articles(int(count))[writer.done :]
        for result in run(TinyScorer(float(delay)), records, int(jobs), 8, head_start=0):
            writer.write(result)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    import tiny_scorer  # workers must find the class under the same name

    TinyScorer = tiny_scorer.TinyScorer  # type: ignore[misc]
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
    except DetectError as error:
        sys.exit(str(error))
