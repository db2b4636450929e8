"""Articles per second through ``--profile full`` against language-tool-python, on the same LanguageTool server.

``python benchmarks/grammar.py`` starts one server and lets three contenders read the same articles of ``news/dev`` in
turns, round by round, no article twice: language-tool-python (``remote_server``, one article at a time, as its
documentation has it), ``detect.engines.run`` with ``--profile full`` and an empty sentence cache, and the same again
with what it now remembers. It prints articles per second (wall time, all cores) and the median ratios. The full profile
does more with an article (all rules, features, model) and sends less of it (no quotations, boilerplate, headlines).

``--memory N`` scores N articles instead and prints the highest resident memory of the server.
"""

import argparse
import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from articles import add_data_option, cut_texts, origin, texts

SAMPLE = 0.2
"""Seconds between two looks at the memory."""


def rate(work: Callable[[list[str]], None], articles: list[str]) -> float:
    """Articles per second."""
    start = time.perf_counter()
    work(articles)
    return len(articles) / (time.perf_counter() - start)


def our_work(url: str, jobs: int) -> Callable[[Iterable[str]], None]:
    """Articles through `detect.engines.run` with the full profile."""
    from detect.article import Article
    from detect.engines import run
    from detect.scorer import Scorer, Settings

    scorer = Scorer(Settings(profile="full", grammar_url=url))

    def score(articles: Iterable[str]) -> None:
        records = (Article(str(number), text) for number, text in enumerate(articles))
        deque(run(scorer, records, jobs), maxlen=0)

    return score


def their_work(url: str) -> Callable[[list[str]], None]:
    """Articles through language-tool-python, one at a time."""
    import language_tool_python

    tool = language_tool_python.LanguageTool("en-US", remote_server=url)

    def check(articles: list[str]) -> None:
        for article in articles:
            tool.check(article)

    return check


def throughput(url: str, options: argparse.Namespace) -> None:
    """Print a line a round, and the median ratios."""
    ours, theirs = our_work(url, options.jobs), their_work(url)
    stream = texts(options.data)
    warm_up = list(islice(stream, options.warm_up))  # Java compiles what is used often
    theirs(warm_up)
    ours(warm_up)
    print(f"{'round':>5} {'one by one':>12} {'full, cold':>12} {'full, warm':>12}   articles per second")
    cold_ratios, warm_ratios = [], []
    for number in range(1, options.rounds + 1):
        articles = list(islice(stream, options.articles))
        one, cold, warm = rate(theirs, articles), rate(ours, articles), rate(ours, articles)
        cold_ratios.append(cold / one)
        warm_ratios.append(warm / one)
        print(f"{number:5} {one:12.2f} {cold:12.2f} {warm:12.2f}   {cold / one:.2f} and {warm / one:.1f} times")
    print(f"median ratio, cold cache: {statistics.median(cold_ratios):.2f}")
    print(f"median ratio, warm cache: {statistics.median(warm_ratios):.1f}")


def resident(parent: int) -> float:
    """Resident memory of the only child of a process, in MB."""
    done = subprocess.run(["ps", "--ppid", str(parent), "-o", "rss="], capture_output=True, text=True, check=False)
    return max((int(word) / 1024 for word in done.stdout.split()), default=0.0)


def memory(url: str, keeper: int, options: argparse.Namespace) -> None:
    """Print the highest resident memory of the server over `options.memory` articles."""
    peak, done = 0.0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(SAMPLE):
            peak = max(peak, resident(keeper))

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    our_work(url, options.jobs)(islice(cut_texts(options.data, options.words), options.memory))
    done.set()
    watcher.join()
    took = time.perf_counter() - start
    print(f"{options.memory:,} articles of about {options.words} words in {took:.0f} s")
    print(f"peak memory of the server: {peak:.0f} MB")


def main() -> None:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_option(parser)
    parser.add_argument("--articles", type=int, default=60, help="articles a round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--warm-up", type=int, default=60, help="articles both read before the first round")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--memory", type=int, metavar="N", help="score N articles and watch the server's memory")
    parser.add_argument("--words", type=int, default=210, help="with --memory: words of an article")
    options = parser.parse_args()

    from detect.grammar.folders import VARIABLE, install_folder
    from detect.grammar.install import find_install
    from detect.grammar.java import find_java
    from detect.grammar.server import Server

    install = find_install(install_folder())
    with tempfile.TemporaryDirectory() as folder:
        os.environ[VARIABLE] = str(Path(folder))  # where workers, too, find an empty sentence cache
        server = Server(find_java().program, install.class_path)
        try:
            print(f"LanguageTool {install.about['version']}, {origin(options.data)}, {options.jobs} jobs")
            if options.memory:
                memory(server.url, server.keeper_pid, options)
            else:
                throughput(server.url, options)
        finally:
            server.close()


if __name__ == "__main__":
    main()
