"""Documents per CPU second: `Scorer.score_batch` against the heuristic quality filters of datatrove.

``python benchmarks/speed.py`` runs both in turns on one core, 256 texts of about 210 words a turn, none of them twice,
and prints the median ratio of their CPU times over the rounds; then, stage by stage, where our own time goes
(``--stages`` prints only that). datatrove's side are its filters Gopher quality, Gopher repetition, FineWeb quality
and C4 quality with their defaults for English, called directly. The words come from the tokenizer datatrove has for
English, and are split once for the first three; C4 goes last because it rewrites the text, after which they would
have to be split once more.
"""

import argparse
import platform
import statistics
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from operator import attrgetter
from typing import Any

from articles import add_data_option, first, origin, use_one_core
from turns import Contender, rounds

BATCH = 256
"""Articles scored together, as ``detect score`` does."""
VIEW = ("folded", "lines", "paragraphs", "sentences", "quote_marks", "quotations")
"""The parts of the document view, each after what it is made from."""
WHOLE = "score_batch as a whole"


def our_scorer() -> Contender:
    """Articles through `detect.engines.run`, in one process: spans, features, model, results."""
    from detect.article import Article
    from detect.engines import run
    from detect.scorer import Scorer

    scorer = Scorer()

    def score(texts: Sequence[str]) -> None:
        articles = (Article(str(number), text) for number, text in enumerate(texts))
        deque(run(scorer, articles, batch_size=BATCH), maxlen=0)

    return score


def datatrove_filters() -> tuple[Contender, Contender, str]:
    """All four filters on every text; the same up to the first that fails; the name of the word tokenizer."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import (
        C4QualityFilter,
        FineWebQualityFilter,
        GopherQualityFilter,
        GopherRepetitionFilter,
    )
    from datatrove.utils.typeshelper import Languages
    from datatrove.utils.word_tokenizers import load_word_tokenizer

    filters: list[Any] = [GopherQualityFilter(), GopherRepetitionFilter(), FineWebQualityFilter(), C4QualityFilter()]
    tokenizer = load_word_tokenizer(Languages.english)

    def every_filter(texts: Sequence[str]) -> None:
        for number, text in enumerate(texts):
            document = Document(text=text, id=str(number))
            for item in filters:
                item.filter(document)

    def first_failure(texts: Sequence[str]) -> None:
        for number, text in enumerate(texts):
            document = Document(text=text, id=str(number))
            for item in filters:
                if item.filter(document) is not True:
                    break

    return every_filter, first_failure, f"{type(tokenizer).__name__}({tokenizer.language!r})"


def compare(warm_up: list[str], groups: list[list[str]]) -> None:
    """Print the CPU time of every contender in every round, and the median ratios."""
    ours = our_scorer()
    every_filter, first_failure, tokenizer = datatrove_filters()
    contenders = [ours, every_filter, first_failure]
    packages = ", ".join(f"{name} {version(name)}" for name in ("artifact-detect", "datatrove", "spacy", "numpy"))
    print(f"{packages}; Python {platform.python_version()}; datatrove's words from {tokenizer}")
    print("\nCPU ms a document      ours   datatrove: all four   to the first failure   ratios")
    rows = []
    for number, (own, every, failing) in enumerate(rounds(contenders, warm_up, groups, BATCH), 1):
        rows.append((own, every, failing, every / own, failing / own))
        print_row(f"round {number}", rows[-1])
    middle = [statistics.median(column) for column in zip(*rows, strict=True)]
    print_row("median", middle)
    print(f"documents/CPU second{1 / middle[0]:7.0f}{1 / middle[1]:22.0f}{1 / middle[2]:23.0f}")
    print(f"\nmedian ratio over {len(rows)} rounds: {middle[3]:.1f} (to the first failure: {middle[4]:.1f})")


def print_row(name: str, row: Sequence[float]) -> None:
    """One line of the table of rounds."""
    ours, every, failing, ratio, failing_ratio = row
    print(f"{name:20}{1000 * ours:7.3f}{1000 * every:22.3f}{1000 * failing:23.3f}{ratio:8.1f} {failing_ratio:.1f}")


def stages(warm_up: list[str], groups: list[list[str]]) -> None:
    """Print where our time goes, in microseconds a document: the median over the groups."""
    from detect.scorer import Scorer

    scorer = Scorer()
    stage_times(scorer, warm_up)
    rounds = [stage_times(scorer, texts) for texts in groups]
    table = {name: 1e6 * statistics.median(item[name] for item in rounds) for name in rounds[0]}
    measured = table.pop(WHOLE)
    total = sum(table.values())
    print("\nCPU time by stage, each measured by itself   us a document     share")
    for name, value in table.items():
        print(f"{name:43}{value:15.1f}{value / total:10.1%}")
    print(f"{'sum':43}{total:15.1f}")
    print(f"{WHOLE:43}{measured:15.1f}")


def stage_times(scorer: Any, texts: Sequence[str]) -> dict[str, float]:
    """CPU seconds a document of every stage of `Scorer.score_batch`, and of the whole."""
    from numpy import concatenate

    from detect import features
    from detect.article import Article
    from detect.document import Document
    from detect.features.tokens import mark_loops, mark_repeats, shared_vocabulary, token_stream
    from detect.lines.finder import find_lines
    from detect.rules.engine import boilerplate_spans

    engine, model = scorer._engine, scorer.model
    spent: dict[str, float] = {}

    def timed(name: str, work: Callable[..., Any], *arguments: Any) -> Any:
        start = time.process_time()
        outcome = work(*arguments)
        spent[name] = spent.get(name, 0.0) + (time.process_time() - start) / len(texts)
        return outcome

    for start in range(0, len(texts), BATCH):
        articles = [Article(str(number), text) for number, text in enumerate(texts[start : start + BATCH])]
        documents = [Document(article.text) for article in articles]
        for part in VIEW:
            timed(f"view: {part}", each, attrgetter(part), documents)
        stream = timed("token stream", token_stream, documents, shared_vocabulary())
        timed("rules: repetition", mark_loops, stream)
        timed("rules: repetition", mark_repeats, stream)
        matches = timed("rules: finding triggers", each, engine.matches, documents)
        timed("rules: choosing", each, engine.hits, documents, matches)
        found = timed("rules: all", each, engine.find, documents, matches)
        known = [boilerplate_spans(items) for items in found]
        timed("line model", find_lines, documents, known, stream)
        evidence = engine.run_batch(documents, stream)
        batch = timed("batch arrays", model.batch, documents, evidence, stream)
        groups = [
            timed(f"features: {group.__name__.rpartition('.')[2]}", group.compute, batch) for group in features.GROUPS
        ]
        values = timed("features: joining", concatenate, groups, 1)
        timed("n-grams and scores", model.scores, batch, values)
        certain = [0.1] * len(articles)
        timed("results", list, map(scorer._result, articles, documents, evidence, certain, certain, values, certain))
        timed(WHOLE, scorer.score_batch, articles)
    # Running the rules takes the choice in.
    spent["rules: checking"] = spent.pop("rules: all") - spent["rules: choosing"]
    order = {name: value for name, value in spent.items() if name.startswith("view")}
    rules = ("rules: repetition", "rules: finding triggers", "rules: choosing", "rules: checking")
    return order | {name: spent[name] for name in rules} | spent


def each(function: Callable[..., Any], *items: Sequence[Any]) -> list[Any]:
    """`function` of every item, or of every item of several sequences."""
    return list(map(function, *items))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_option(parser)
    parser.add_argument("--documents", type=int, default=256, help="texts a round")
    parser.add_argument("--rounds", type=int, default=7, help="measured rounds")
    parser.add_argument("--warm-up", type=int, default=1024, help="texts both see before the first round")
    parser.add_argument("--words", type=int, default=210, help="words a text")
    parser.add_argument("--stages", action="store_true", help="only where our own time goes; needs no datatrove")
    options = parser.parse_args()
    use_one_core()
    size = options.documents
    texts = first(options.warm_up + size * options.rounds, options.data, options.words)
    warm_up = texts[: options.warm_up]
    groups = [texts[start : start + size] for start in range(options.warm_up, len(texts), size)]
    mean = statistics.mean(len(text.split()) for text in texts)
    print(f"{options.rounds} rounds of {size} texts of {mean:.0f} words on average, {origin(options.data)}")
    if not options.stages:
        try:
            compare(warm_up, groups)
        except (ImportError, PackageNotFoundError) as error:
            print(f"{error}: pip install -e '.[bench]' (or use --stages)", file=sys.stderr)
            return 2
    stages(warm_up, groups)
    return 0


if __name__ == "__main__":
    sys.exit(main())
