"""The Java runtime LanguageTool needs."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from detect.grammar import GrammarError

LEAST = 17


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime: its program and its version."""

    program: str
    version: str


def find_java() -> Java:
    """The Java runtime in force: of ``JAVA_HOME``, else the one on the search path.

    Raises
    ------
    GrammarError
        Where there is none, or it is older than Java 17.
    """
    home = os.environ.get("JAVA_HOME")
    own = shutil.which(str(Path(home) / "bin" / "java")) if home else None
    program = own or shutil.which("java")
    hint = f"install Java {LEAST} or newer (for example 'apt-get install openjdk-17-jre-headless') and try again"
    if program is None:
        raise GrammarError(f"LanguageTool needs Java, and there is none: {hint}")
    try:
        done = subprocess.run(
            [program, "-version"], capture_output=True, encoding="utf-8", errors="replace", timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GrammarError(f"{program} does not run ({error}): {hint}") from error
    told = done.stderr + done.stdout
    found = re.search(r'version "((?:1\.)?(\d+)[^"]*)"', told)
    if done.returncode or found is None:
        raise GrammarError(f"{program} does not say its version: {hint}")
    version = found[1]
    major = int(version.split(".")[1]) if version.startswith("1.") else int(found[2])
    if major < LEAST:
        raise GrammarError(f"LanguageTool needs Java {LEAST} or newer, and {program} is Java {version}: {hint}")
    return Java(program, version)
