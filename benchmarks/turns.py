"""Contenders that read the same texts in turns, so that what else the machine does falls on all of them alike."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence

Contender = Callable[[Sequence[str]], None]


def rounds(
    contenders: Sequence[Contender], warm_up: Sequence[str], groups: Sequence[Sequence[str]], turn: int
) -> Iterator[list[float]]:
    """CPU seconds a text of every contender, for each group of texts.

    Parameters
    ----------
    contenders : sequence of functions
    warm_up : sequence of str
        Read by all of them before the first round.
    groups : sequence of sequences of str
        The texts of each round.
    turn : int
        Texts that one reads before it is the next one's turn; who begins, changes from turn to turn.
    """
    for contender in contenders:
        contender(warm_up)
    gc.collect()
    gc.freeze()  # nobody's garbage collection looks through what the others have loaded
    order = list(range(len(contenders)))
    for texts in groups:
        spent = [0.0] * len(contenders)
        for start in range(0, len(texts), turn):
            order.reverse()
            for number in order:
                spent[number] += cpu_seconds(contenders[number], texts[start : start + turn]) / len(texts)
        yield spent


def cpu_seconds(contender: Contender, texts: Sequence[str]) -> float:
    """CPU time `contender` takes for `texts`."""
    start = time.process_time()
    contender(texts)
    return time.process_time() - start
