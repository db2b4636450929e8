"""What each rule costs: microseconds on ordinary text, seconds on texts that were made to be slow.

``python benchmarks/rules.py`` prints the CPU time of every rule on articles of about 210 words, dearest first, with
the document view made, the triggers found and the rules to run chosen beforehand; the short lines of the boilerplate
rules are made then, too.

``python benchmarks/rules.py --hostile`` runs every rule by itself (view included) on marks, walls of letters and its
own triggers and example, each repeated to about a million characters, and prints each rule's slowest text; then the
seconds `Scorer.score_batch` takes for each of the shared texts. What took more than ``--limit`` seconds is measured
twice more, since a busy machine can double CPU time, and the least counts. The exit status is 1 if any is still above.
"""

import argparse
import math
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from typing import Any

from articles import add_data_option, first, origin, use_one_core

ROUNDS = 3
GIVE_UP = 10
"""Seconds after which a rule is stopped."""


def ordinary(rules: Sequence[Any], texts: list[str]) -> None:
    """Print microseconds a text by rule: the least of `ROUNDS` rounds."""
    from detect.document import Document
    from detect.rules.engine import RuleEngine

    engine = RuleEngine(rules)
    for text in texts:
        engine.run(Document(text))  # what rules compile at first use
    least = [math.inf] * len(engine.rules)
    looked = [0] * len(engine.rules)
    found = [0] * len(engine.rules)
    for number in range(ROUNDS):
        spent = [0.0] * len(engine.rules)
        for text in texts:
            document = Document(text)
            for part in ("sentences", "quotations", "numbers"):
                getattr(document, part)
            for index, hits in engine.hits(document).items():
                start = time.process_time()
                findings = list(engine.rules[index].check(document, hits))
                spent[index] += time.process_time() - start
                if number == 0:
                    looked[index] += 1
                    found[index] += len(findings)
        least = [min(before, now) for before, now in zip(least, spent, strict=True)]
    print("rule                                       us a text   runs on   findings in 1,000 texts")
    for index in sorted(range(len(least)), key=lambda index: -least[index]):
        rule, share = engine.rules[index], looked[index] / len(texts)
        rate = 1000 * found[index] / len(texts)
        print(f"{rule.code} {rule.name:33} {1e6 * least[index] / len(texts):10.2f}{share:10.1%}{rate:12.1f}")
    print(f"{'all rules':40} {1e6 * sum(least) / len(texts):10.2f}")


def shared_texts(size: int) -> dict[str, str]:
    """Texts that are hostile to any rule, by what they are; `size` characters long, a fifth of that for marks."""
    marks = {f"{mark} x {size // 5:,}": mark * (size // 5) for mark in ('"', "'", "“", "”", "«", "``", "’ ", ' "a')}
    walls = {
        "letters without a space": "abcdefghij" * (size // 10),
        "capitals without a space": "ABCDEFGHIJ" * (size // 10),
        "digits without a space": "1234567890" * (size // 10),
        "digit groups": "1.234," * (size // 6),
        "spaces": " " * size,
        "empty lines": "\n" * size,
        "lines of one word": "More\n" * (size // 5),
        "full stops": "." * size,
        "one sentence": "and the man of the house " * (size // 25),
        "short sentences": 'He said: "No." ' * (size // 15),
    }
    return marks | walls


def own_texts(rule: Any, copies: int, size: int) -> Iterator[tuple[str, str]]:
    """A rule's triggers and its examples, over and over; `size` characters at most, as of any article."""
    triggers = list(rule.triggers)
    if triggers:
        for name, between in (("triggers, spaced", " "), ("triggers, glued", ""), ("triggers, a line each", "\n")):
            yield name, between.join(islice(cycle(triggers), copies))[:size]
        for trigger in {min(triggers, key=len), max(triggers, key=len)}:
            yield f"trigger {trigger!r}", (f"{trigger} " * copies)[:size]
            yield f"trigger {trigger!r} capitalised", (f"{trigger.capitalize()} " * copies)[:size]
    documentation = type(rule).__doc__ or ""
    example = " ".join(re.findall(r"^ {4,}(\S.*)$", documentation.partition("Example")[2], re.MULTILINE))
    if example:
        yield "its example", f"{example} " * max(1, size // (len(example) + 1))
        yield "its example, a line each", f"{example}\n" * max(1, size // (len(example) + 1))


def stopwatch(work: Callable[..., object], *arguments: object) -> float:
    """CPU seconds of `work`; infinite if it had to be stopped."""

    def stop(number: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, GIVE_UP)  # CPU seconds of this process
    start = time.process_time()
    try:
        work(*arguments)
    except TimeoutError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - start


def least_time(limit: float, work: Callable[..., object], *arguments: object) -> float:
    """CPU seconds of `work`: the first measurement within `limit`, or the least of `ROUNDS`."""
    least = math.inf
    for _ in range(ROUNDS):
        least = min(least, stopwatch(work, *arguments))
        if least <= limit or least > 4 * limit:  # no machine is that busy
            break
    return least


def hostile(rules: Sequence[Any], copies: int, limit: float) -> bool:
    """Print the slowest text of every rule, and the time of the whole for each shared text; whether all is quick."""
    from detect.article import Article
    from detect.document import Document
    from detect.rules.engine import RuleEngine
    from detect.scorer import Scorer

    size = 10 * copies
    shared = shared_texts(size)
    slow = 0
    worst = []
    for rule in rules:
        engine = RuleEngine([rule])
        times = [
            (least_time(limit, lambda: engine.run(Document(text))), name)  # noqa: B023 -- called at once
            for name, text in [*shared.items(), *own_texts(rule, copies, size)]
        ]
        worst.append((*max(times), rule))
        too_slow = [f"{name}: {seconds:.1f} s" for seconds, name in times if seconds > limit]
        if too_slow:
            print(rule.code, *too_slow, sep="\n    ", flush=True)
            slow += len(too_slow)
    print("rule                                      CPU s   its slowest text")
    for seconds, name, rule in sorted(worst, key=lambda item: -item[0]):
        print(f"{rule.code} {rule.name:33}{seconds:7.2f}   {name}")
    scorer = Scorer()
    print("\nscore_batch                               CPU s")
    for name, text in shared.items():
        seconds = least_time(limit, scorer.score_batch, [Article("a", text)])
        slow += seconds > limit
        print(f"{name:40}{seconds:7.2f}")
    print(f"\n{slow} of all took more than {limit:g} s")
    return not slow


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_option(parser)
    parser.add_argument("--documents", type=int, default=1000, help="ordinary texts")
    parser.add_argument("--words", type=int, default=210, help="words a text")
    parser.add_argument("--hostile", action="store_true", help="texts that were made to be slow instead")
    parser.add_argument("--copies", type=int, default=100_000, help="how often a trigger is repeated")
    parser.add_argument("--limit", type=float, default=2.0, help="seconds that are too many, with --hostile")
    parser.add_argument("--select", nargs="+", default=["ALL"], metavar="CODE", help="only these rules")
    options = parser.parse_args()
    use_one_core()

    from detect.rules import select_rules

    rules = [rule for rule in select_rules(options.select) if rule.profile == "fast"]
    if options.hostile:
        return 0 if hostile(rules, options.copies, options.limit) else 1
    texts = first(options.documents, options.data, options.words)
    print(f"{len(texts)} texts, {origin(options.data)}")
    ordinary(rules, texts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
