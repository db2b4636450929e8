"""``detect evaluate``: every published figure again, from the data."""

import sys
from typing import TYPE_CHECKING, Any

import click

from detect.cli import debug_option
from detect.cli._options import comma_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from detect.rules.base import Rule
    from detect.training.made.texts import Made

_DATA = "The development data.  [default: ARTIFACT_DETECT_DATA, ../shared/data]"


@click.group("evaluate", invoke_without_command=True, short_help="Measure the published figures again, from the data.")
@click.option("--data", metavar="FOLDER", help=_DATA)
@click.option("--model", metavar="FOLDER", help="The model's folder.  [default: the shipped model]")
@click.option("--profile", type=click.Choice(["fast", "full"]), default="fast", show_default=True, help="Which model.")
@debug_option
@click.pass_context
def command(context: click.Context, data: str | None, model: str | None, profile: str) -> int:
    """Measure every figure of the model's metrics.json again on the development data (docs/data.md), and print both.

    Needs the extra 'train'. Takes minutes. Exit status 1: a figure differs from the stored one.

    'detect evaluate rules' measures the rules instead, 'detect evaluate lines' the line model, 'detect
    evaluate encoder' the neural encoder; 'detect evaluate mt'
    and 'detect evaluate rewrite' are the benches the model is steered by, with intervals, by language, engine, producer
    and length; 'detect evaluate made' asks about texts made for the purpose.
    """
    if context.invoked_subcommand is not None:
        context.obj = data
        return 0
    from detect.cli._training import need_training

    need_training("Evaluating a model")
    from detect.training.evaluate import evaluate

    return 0 if evaluate(data, model, profile) else 1


@command.result_callback()
def _status(status: int, **_: Any) -> int:
    """The exit status of the command that ran."""
    return status


def _bench_options(function: Any) -> Any:
    model = click.option("--model", metavar="FOLDER", help="The model's folder.  [default: the shipped model]")
    return click.option("--data", metavar="FOLDER", help=_DATA)(model(debug_option(function)))


@command.command("mt", short_help="The translation bench: against human translations, originals and news.")
@_bench_options
@click.option(
    "--leave-out",
    is_flag=True,
    help="Fit the linear model without each source language and each engine instead, and ask it about those.",
)
@click.pass_obj
def mt_command(inherited: str | None, data: str | None, model: str | None, leave_out: bool) -> int:
    """Machine translation on mt/dev, typography normalised: AUC with 90 % intervals (bootstrap over documents).

    By corpus, language, engine and length, for sources of 20 documents, and quality against the human ranking of the
    systems. Needs the extra 'train'.
    """
    from detect.cli._training import need_training

    need_training("The translation bench")
    from detect.training import bench
    from detect.training.corpora import data_folder

    folder = data_folder(data or inherited)
    if leave_out:
        bench.print_figures(figure for _, *pair in bench.leave_out(folder) for figure in pair)
    else:
        bench.print_figures(bench.translation_bench(folder, model))
    return 0


@command.command("rewrite", short_help="The rewriting bench: generated and spun news against human news.")
@_bench_options
@click.pass_obj
def rewrite_command(inherited: str | None, data: str | None, model: str | None) -> int:
    """Rewritten and generated news on rewrite/dev, typography normalised: AUC with 90 % intervals.

    By transform, generator and corpus. Needs the extra 'train'.
    """
    from detect.cli._training import need_training

    need_training("The rewriting bench")
    from detect.training import bench
    from detect.training.corpora import data_folder

    bench.print_figures(bench.rewrite_bench(data_folder(data or inherited), model))
    return 0


@command.command("rules", short_help="Measure how often each rule fires, and whether the rules reach their figures.")
@click.option("--data", metavar="FOLDER", help=_DATA)
@click.option("--split", type=click.Choice(["dev", "train"]), default="dev", show_default=True, help="Which files.")
@click.option(
    "--every", type=click.IntRange(min=1), default=1, metavar="N", help="Only every N-th text, for a first look."
)
@click.option(
    "--rule",
    "codes",
    multiple=True,
    callback=comma_lists,
    metavar="CODES",
    help="These rules only: codes, prefixes or names, separated by commas. One rule: where it fires, part by part.",
)
@click.option(
    "--sort",
    type=click.Choice(["code", "news", "mt", "precision"]),
    default="code",
    show_default=True,
    help="Order of the rules; the highest rate, and the lowest precision, first.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="Format of the rates.",
)
@click.option("--figures", "only_figures", is_flag=True, help="Only what has to be reached. Exit status 1: a miss.")
@click.option("--origin", is_flag=True, help="How often the guess of an article's source language is right, instead.")
@click.option(
    "--write",
    is_flag=True,
    help="Store the rates for 'detect rule' and the figures for the gate; with --origin, weights measured on train.",
)
@click.option("--show", is_flag=True, help="Print findings of --rule in their context, drawn at random, to be read.")
@click.option(
    "--group", metavar="NAME", help="With --show, --draw: which texts (news, mt, ht, llm, ...).  [default: news]"
)
@click.option("--most", type=click.IntRange(min=1), default=30, show_default=True, metavar="N", help="With --show.")
@click.option("--draw", type=click.IntRange(min=1), metavar="N", help="Draw N findings for hand verdicts into -o FILE.")
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="With --show and --draw.")
@click.option("-o", "--output", metavar="FILE", help="With --draw: the file to write (.jsonl).")
@click.option("--verdicts", metavar="FILE", help="Precision by severity that the hand verdicts in FILE give.")
@click.option("--time", "timed", is_flag=True, help="Time of each rule on articles of news instead.")
@debug_option
@click.pass_obj
def rules_command(
    inherited: str | None,
    data: str | None,
    split: str,
    every: int,
    codes: tuple[str, ...],
    sort: str,
    style: str,
    only_figures: bool,
    origin: bool,
    write: bool,
    show: bool,
    group: str | None,
    most: int,
    draw: int | None,
    seed: int,
    output: str | None,
    verdicts: str | None,
    timed: bool,
) -> int:
    """Measure each rule on the development data (docs/data.md).

    Findings per 1,000 words of human news, of human and machine translations, of spun and of generated text, and the
    precision that follows; then what the rules have to reach as a whole. docs/rules.md explains the figures.
    """
    if show and not codes:
        raise click.UsageError("--show needs --rule: whose findings?")
    if (draw is None) != (output is None):
        raise click.UsageError("--draw N and -o FILE belong together")
    if write and (codes or every > 1 or split != "dev"):
        raise click.UsageError("--write takes all rules and all of dev: leave out --rule, --every and --split")
    if group is not None and not (show or draw):
        raise click.UsageError("--group chooses texts for --show and --draw")
    from pathlib import Path

    from detect.errors import UsageError
    from detect.rules import select_rules
    from detect.training import rule_rates
    from detect.training.corpora import data_folder

    # Those of the full profile have a table of their own: detect.training.grammar_rates.
    rules = [rule for rule in select_rules(codes or ["ALL"]) if rule.profile == "fast"]
    folder = data_folder(data or inherited)
    if show or draw:
        texts = rule_rates.samples(folder, split, every, rule_rates.groups_named(group or "news"))
        if draw is not None and output is not None:
            return _draw(Path(output), rule_rates.draw(texts, draw, seed), draw)
        for line in rule_rates.show(texts, rules, most, seed):
            click.echo(line)
        return 0
    if timed:
        return _time(folder, split, every)
    if origin:
        return _origin(folder, split, write)
    stored = _default_verdicts() if verdicts is None else Path(verdicts)
    if verdicts is not None and not stored.is_file():
        raise UsageError(f"{verdicts}: no such file")
    if verdicts is not None and not (write or only_figures):
        import orjson

        click.echo(orjson.dumps(_judged(folder, stored, split), option=orjson.OPT_INDENT_2))
        return 0
    counted = rule_rates.count(rule_rates.samples(folder, split, every), None if not codes else rules)
    table = rule_rates.table(counted, split, rules)
    if not only_figures:
        _print_rates(_sorted(rules, table, sort), table, style)
    if codes or split != "dev":
        return 0  # the figures are those of all rules on dev
    from detect.reports.rule_rates import print_figures, wide_console
    from detect.training import rule_account

    judged = _judged(folder, stored, split) if stored.is_file() else {}
    metrics = rule_account.account(folder, counted, judged)
    figures = rule_account.figures(metrics)
    print_figures(figures, metrics, wide_console(stderr=style != "table"))
    if write:
        for path in (rule_rates.write_rates(table), rule_account.write_metrics(metrics)):
            click.echo(f"written: {path}", err=True)
    return 1 if only_figures and not all(item.passed for item in figures) else 0


def _default_verdicts() -> "Path":
    from pathlib import Path

    return Path(__file__).parents[2] / "tests" / "rules" / "verdicts.jsonl"


def _judged(folder: "Path", path: "Path", split: str) -> dict[str, Any]:
    """Precision by severity of those verdicts whose finding the present rules give."""
    from detect.training import verdicts
    from detect.training.rule_rates import samples

    rows = verdicts.read_verdicts(path)
    texts = ((sample.id, sample.text) for sample in samples(folder, split))
    present = verdicts.still_found(rows, texts)
    if len(present) < len(rows):
        gone = len(rows) - len(present)
        click.echo(f"{gone} of {len(rows)} verdicts are on findings the rules no longer give", err=True)
    return verdicts.precision(present)


def _draw(path: "Path", rows: "Sequence[dict[str, Any]]", wanted: int) -> int:
    import orjson

    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    short = "" if len(rows) == wanted else f" (there are no {wanted})"
    todo = "fill in verdict (right, wrong, unsure) and reason"
    click.echo(f"{len(rows)} findings{short} written to {path}: {todo}", err=True)
    return 0


def _origin(folder: "Path", split: str, write: bool) -> int:
    import orjson

    from detect.training import origin

    if write:
        click.echo(f"written: {origin.write_weights(origin.measure_weights(folder))}", err=True)
    click.echo(orjson.dumps(origin.confusion(folder, split), option=orjson.OPT_INDENT_2))
    return 0


def _time(folder: "Path", split: str, every: int) -> int:
    from itertools import islice

    from detect.document import Document
    from detect.reports.rule_rates import wide_console
    from detect.reports.rule_times import print_times
    from detect.rules import select_rules
    from detect.rules.timing import RuleTimes, TimedEngine
    from detect.training.rule_rates import NEWS, OTHER_NEWS, samples

    texts = [sample.text for sample in islice(samples(folder, split, every, (NEWS, OTHER_NEWS)), 2000)]
    engine = TimedEngine(select_rules(), RuleTimes())
    for text in texts[:200]:
        engine.run(Document(text))  # what rules compile at first use
    engine.times = RuleTimes()
    for text in texts:
        engine.run(Document(text))
    print_times(engine.times, wide_console(), most=0)
    return 0


def _sorted(rules: "Sequence[Rule]", table: dict[str, Any], sort: str) -> "list[Rule]":
    from detect.training.rule_rates import MACHINE, NEWS

    if sort == "code":
        return list(rules)
    if sort == "precision":
        return sorted(rules, key=lambda rule: (table["precision"][rule.code] or [2.0])[0])
    group = NEWS if sort == "news" else MACHINE
    return sorted(rules, key=lambda rule: -table["rules"][rule.code].get(group, 0.0))


def _print_rates(rules: "Sequence[Rule]", table: dict[str, Any], style: str) -> None:
    from detect.reports import rule_rates as report

    if style == "json":
        import orjson

        sys.stdout.buffer.write(orjson.dumps(table, option=orjson.OPT_INDENT_2) + b"\n")
    elif style == "csv":
        click.echo(report.as_csv(rules, table), nl=False)
    elif len(rules) == 1:
        report.print_parts(rules[0], table, report.wide_console())
    else:
        report.print_rates(rules, table, report.wide_console())


@command.command("lines", short_help="Measure how well boilerplate lines are told from the article.")
@click.option("--data", metavar="FOLDER", help=_DATA)
@click.option("--model", metavar="FOLDER", help="The model's folder.  [default: the shipped line model]")
@debug_option
@click.pass_obj
def lines_command(inherited: str | None, data: str | None, model: str | None) -> int:
    """Measure every figure of the line model's metrics.json again, and print both.

    Exit status 1: a figure differs from the stored one.
    """
    from detect.cli._training import need_training

    need_training("Evaluating a model")
    from detect.training.lines.evaluate import evaluate

    return 0 if evaluate(data or inherited, model) else 1


@command.command("made", short_help="Made texts: round trips, pages translated in part, damage, quoted translations.")
@_bench_options
@click.option("--profile", type=click.Choice(["fast", "full"]), default="fast", show_default=True, help="Which model.")
@click.option(
    "--split",
    type=click.Choice(["dev", "train"]),
    default="dev",
    show_default=True,
    help="Which files.",
)
@click.option(
    "--articles",
    type=click.IntRange(min=1),
    default=300,
    show_default=True,
    metavar="N",
    help="Articles the texts are made of.",
)
@click.option(
    "--through",
    "languages",
    multiple=True,
    callback=comma_lists,
    default=("spa,cat,hbs",),
    show_default=True,
    metavar="LANGUAGES",
    help="Round trips with Apertium; 'none' leaves out all that needs it.",
)
@click.option(
    "--foreign",
    metavar="FOLDER",
    help="Texts to translate into English: .txt files in FOLDER/spa, FOLDER/cat, hbs, isl or mkd.",
)
@click.option("--cache", metavar="FILE", help="Where translations are remembered.  [default: the user's cache folder]")
@click.option(
    "--only", multiple=True, callback=comma_lists, metavar="WORDS", help="Kinds with one of these words in their name."
)
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="Which articles, and what is done.")
@click.option(
    "--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True, help="Format."
)
@click.option("--texts", metavar="FILE", help="Write the texts to FILE (.jsonl) instead, to be read or scored.")
@click.pass_obj
def made_command(
    inherited: str | None,
    data: str | None,
    model: str | None,
    profile: str,
    split: str,
    articles: int,
    languages: tuple[str, ...],
    foreign: str | None,
    cache: str | None,
    only: tuple[str, ...],
    seed: int,
    style: str,
    texts: str | None,
) -> int:
    """What the model says of texts made from human news of dev: kind by kind the share labelled and what rules find.

    Round trips through Apertium, a rule-based translator (Debian and Ubuntu: apt-get install apertium apertium-eng-spa
    apertium-eng-cat apertium-hbs-eng; nothing is downloaded); pages of which a part is translated; news that quotes a
    translation or broken English, or is about translation, and must stay clean; damage of translation pipelines and of
    copying. The same seed and the same Apertium give the same texts. Needs the extra 'train'.
    """
    from detect.cli._training import need_training

    need_training("The bench of made texts")
    from pathlib import Path

    from detect.errors import UsageError
    from detect.training.bench import scorer_for
    from detect.training.corpora import data_folder
    from detect.training.made import bench
    from detect.training.made.apertium import PACKAGES, ROUND_TRIPS, Apertium
    from detect.training.made.texts import make

    folder = data_folder(data or inherited)
    if model and profile == "full":
        raise click.UsageError("--model names a model of the fast profile: leave out --profile full")
    through = [] if languages == ("none",) else list(languages)
    for language in through:
        if language not in ROUND_TRIPS:
            raise UsageError(f"--through {language}: there are {', '.join(ROUND_TRIPS)} and none")
    if foreign and not Path(foreign).is_dir():
        raise UsageError(f"{foreign}: no such folder")
    wanted = [*through, *(name for name in PACKAGES if foreign and (Path(foreign) / name).is_dir())]
    place = Path(cache) if cache else None
    apertium = Apertium(list(dict.fromkeys(wanted)), place) if through or foreign else None
    made = make(folder, split, apertium, through, articles, seed, Path(foreign) if foreign else None)
    if only:
        kept = [word.lower() for word in only]
        made = (item for item in made if item.kind == "human news" or any(word in item.kind.lower() for word in kept))
    if texts:
        return _write_texts(Path(texts), made)
    measured = bench.figures(bench.judge(scorer_for(model, profile), made))
    if style == "json":
        import orjson

        everything = {"kinds": measured, "half_labelled_at": bench.needed_shares(measured)}
        sys.stdout.buffer.write(orjson.dumps(everything, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        from detect.reports.rule_rates import wide_console

        bench.print_figures(measured, wide_console())
    return 0


def _write_texts(path: "Path", made: "Iterable[Made]") -> int:
    import orjson

    count = 0
    with path.open("wb") as out:
        for item in made:
            count += 1
            row = {"id": f"{item.base} {item.kind}", "source": item.kind, "text": item.text, "wish": item.wish}
            out.write(orjson.dumps({**row, "share_translated": round(item.share, 3)}) + b"\n")
    click.echo(f"{count} texts written to {path}", err=True)
    return 0


@command.command("encoder", short_help="Measure the findings of the neural encoder of the full profile.")
@click.option("--data", metavar="FOLDER", help=_DATA)
@click.option("--model", metavar="FOLDER", help="The folder it stands in.  [default: that of the shipped full model]")
@click.option("--write", is_flag=True, help="Store the rates for 'detect rule'.")
@debug_option
@click.pass_obj
def encoder_command(inherited: str | None, data: str | None, model: str | None, write: bool) -> int:
    """Measure the damaged words the encoder finds, on marked sentences and per 1,000 words of each kind of text.

    Precision is given over chance, the share of all words that are marked. Needs the extras 'train' and 'full'.
    """
    from detect.cli._training import need_training

    need_training("Evaluating a model")
    from pathlib import Path

    import orjson

    from detect.model.store import models_folder
    from detect.training.encoder.evaluate import evaluate

    figures = evaluate(data or inherited, Path(model) if model else models_folder() / "full", write=write)
    click.echo(orjson.dumps(figures, option=orjson.OPT_INDENT_2))
    return 0
