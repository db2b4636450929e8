"""Documents per CPU second: the neural encoder of the full profile alone, against datatrove's four quality filters.

``python benchmarks/encoder.py`` runs both in turns on one core and one thread, on the texts of ``speed.py`` (about 210
words, none of them twice), and prints the median ratio over the rounds. Our side is what the encoder adds to an article
whose sentences are known: wordpieces, windows, the network, findings. ``--alone`` measures only that, and needs no
datatrove. The full profile also asks LanguageTool, whose time ``grammar.py`` measures.
"""

import argparse
import statistics
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError
from pathlib import Path

from articles import add_data_option, first, origin, use_one_core
from speed import datatrove_filters
from turns import Contender, rounds

TURN = 32
"""Texts each reads before the other's turn."""


def our_encoder(folder: Path) -> Contender:
    """The encoder in `folder`, over every sentence of every text."""
    from detect.document import Document
    from detect.encoder.stage import EncoderStage
    from detect.rules.evidence import Evidence

    stage = EncoderStage(folder)
    nothing = Evidence((), ())

    def read(texts: Sequence[str]) -> None:
        documents = [Document(text) for text in texts]
        stage.add(documents, [nothing] * len(documents))

    return read


def main() -> int:
    """Command line."""
    from detect.errors import DetectError
    from detect.model.store import models_folder

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_data_option(parser)
    parser.add_argument("--documents", type=int, default=64, help="texts a round")
    parser.add_argument("--rounds", type=int, default=7, help="measured rounds")
    parser.add_argument("--warm-up", type=int, default=256, help="texts both see before the first round")
    parser.add_argument("--words", type=int, default=210, help="words a text")
    parser.add_argument("--alone", action="store_true", help="without datatrove")
    parser.add_argument("--model", type=Path, default=models_folder() / "full", help="the encoder's folder")
    options = parser.parse_args()
    use_one_core()
    texts = first(options.warm_up + options.documents * options.rounds, options.data, options.words)
    mean = statistics.mean(len(text.split()) for text in texts)
    print(f"{options.rounds} rounds of {options.documents} texts of {mean:.0f} words, {origin(options.data)}")
    try:
        contenders = [our_encoder(options.model)]
        if not options.alone:
            contenders.append(datatrove_filters()[0])
    except DetectError as error:
        print(error, file=sys.stderr)
        return 2
    except (ImportError, PackageNotFoundError) as error:
        print(f"{error}: pip install -e '.[bench]' (or use --alone)", file=sys.stderr)
        return 2
    size, warm_up = options.documents, options.warm_up
    groups = [texts[start : start + size] for start in range(warm_up, len(texts), size)]
    rows = []
    for spent in rounds(contenders, texts[:warm_up], groups, TURN):
        rows.append(spent)
        told = "" if options.alone else f", datatrove {1000 * spent[1]:.2f} ms, ratio {spent[1] / spent[0]:.2f}"
        print(f"round {len(rows)}: encoder {1000 * spent[0]:.2f} ms a document{told}")
    print(f"encoder: {1 / statistics.median(spent[0] for spent in rows):.0f} documents a CPU second")
    if not options.alone:
        print(f"median ratio over {len(rows)} rounds: {statistics.median(s[1] / s[0] for s in rows):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
