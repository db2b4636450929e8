"""CPU time of starting: ``detect --help`` and ``detect score`` of one article, against ``python -c "import numpy"``.

``python benchmarks/startup.py`` runs the commands in turns, each in a process of its own, and prints the median of
their CPU times (user and system, children included) and its ratio to numpy's.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from articles import CHECKOUT

ARTICLE = CHECKOUT / "examples" / "valley-tribune" / "quarry-hearing.md"


def commands(scratch: Path) -> dict[str, list[str]]:
    """What is measured, by its name in the report; numpy, the measure, comes first."""
    installed = Path(sys.executable).with_name("detect")
    detect = [str(installed)] if installed.exists() else [sys.executable, "-m", "detect"]
    return {
        'python -c "import numpy"': [sys.executable, "-c", "import numpy"],
        "python -c pass": [sys.executable, "-c", "pass"],
        "detect --help": [*detect, "--help"],
        "detect score ARTICLE": [*detect, "score", str(ARTICLE)],
        "detect score ARTICLE -o OUT.jsonl": [*detect, "score", str(ARTICLE), "-o", str(scratch / "out.jsonl")],
    }


def cpu_seconds(command: list[str]) -> float:
    """User and system time of a command and its children. Raises CalledProcessError if it fails."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21, help="how often each command is run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        chosen = commands(Path(scratch))
        for command in chosen.values():
            cpu_seconds(command)  # files into memory, byte code onto the disk
        spent: dict[str, list[float]] = {name: [] for name in chosen}
        for _ in range(options.rounds):
            for name, command in chosen.items():
                spent[name].append(cpu_seconds(command))
    numpy_times = next(iter(spent.values()))
    print(f"{'median of ' + str(options.rounds) + ' rounds':40} CPU ms   ratio to numpy")
    for name, times in spent.items():
        ratio = statistics.median(mine / numpys for mine, numpys in zip(times, numpy_times, strict=True))
        print(f"{name:40}{1000 * statistics.median(times):7.0f}{ratio:17.2f}")


if __name__ == "__main__":
    main()
