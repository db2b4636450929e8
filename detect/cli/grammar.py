"""``detect grammar``: set LanguageTool up for ``--profile full``, and tell what is there."""

from typing import Any

import click

from detect.cli import debug_option


@click.group("grammar", short_help="Set LanguageTool up for --profile full, or show what is there.")
@debug_option
def command() -> None:
    """LanguageTool, which --profile full finds grammar errors with.

    'setup' gets it once, into the user's cache folder; no other command downloads anything.
    """


@command.command("setup", short_help="Get LanguageTool, try it, and put it into the cache folder.")
@click.option(
    "--from",
    "origin",
    default="upstream",
    show_default=True,
    metavar="upstream|maven|PATH",
    help="The upstream archive (extra 'grammar'), Maven, or a LanguageTool folder or .zip at hand.",
)
@debug_option
def setup(origin: str) -> int:
    """Get LanguageTool once, into the user's cache folder. Needs Java 17 or newer.

    What was got is started and asked before it takes the place of what was there.
    """
    from detect.grammar.install import setup as set_up

    install = set_up(origin)
    about = install.about
    click.echo(f"LanguageTool {about['version']} ({about['rules']:,} rules for English) is ready in {install.folder}")
    return 0


@command.command("status", short_help="Show LanguageTool's version, Java, memory and number of rules.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@debug_option
def status(style: str) -> int:
    """Show what is set up, checking every file against its checksum. Exit status 2 where --profile full cannot run."""
    from detect.cli import EXIT_USAGE
    from detect.grammar import GrammarError
    from detect.grammar.cache import SentenceCache
    from detect.grammar.folders import sentence_cache_file
    from detect.grammar.install import find_install
    from detect.grammar.java import find_java
    from detect.grammar.server import HEAP_MB

    rows: dict[str, Any] = {}
    problems = []
    try:
        install = find_install()
        rows["languagetool"] = install.about["version"]
        rows["build"] = install.about["build"]
        rows["from"] = install.about["from"]
        rows["rules"] = install.about["rules"]
        rows["folder"] = str(install.folder)
        if damage := install.damage():
            problems.append(f"LanguageTool in {install.folder} is damaged ({damage}): run 'detect grammar setup'")
    except GrammarError as error:
        problems.append(str(error))
    try:
        java = find_java()
        rows["java"] = java.version
        rows["java program"] = java.program
    except GrammarError as error:
        problems.append(str(error))
    rows["heap"] = f"{HEAP_MB} MB at most"
    file = sentence_cache_file()
    if file.is_file():
        cache = SentenceCache(file)
        rows["sentences remembered"] = len(cache)
        rows["cache"] = f"{file} ({cache.size() / 1e6:.0f} MB of {cache.max_bytes / 1e6:.0f})"
        cache.close()
    if style == "json":
        import json

        click.echo(json.dumps(rows | {"ready": not problems, "problems": problems}, indent=2, ensure_ascii=False))
    else:
        for name, value in rows.items():
            click.echo(f"{name:21} {value:,}" if isinstance(value, int) else f"{name:21} {value}")
        click.echo(f"{'ready':21} {'no' if problems else 'yes'}")
        for problem in problems:
            click.echo(f"detect: error: {problem}", err=True)
    return EXIT_USAGE if problems else 0
