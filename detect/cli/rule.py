"""``detect rule``: what one rule looks for and why; or the list of all."""

import click

from detect.cli import debug_option


@click.command("rule", short_help="Explain one rule, or list them all.")
@click.argument("rule", metavar="CODE|NAME", required=False)
@click.option("--all", "every", is_flag=True, help="List every rule.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A page or list to read, or JSON: one object, or an array with --all.",
)
@debug_option
def command(rule: str | None, every: bool, style: str) -> None:
    """Explain a rule: what it finds, why that is an artifact, known false alarms, examples, measured rate.

    A rule is named by its code (NUM001) or its name (truncated-thousands).
    """
    if every == (rule is not None):
        raise click.UsageError("name one rule, or give --all")
    from detect.rules import all_rules, get_rule

    if style == "json":
        import orjson

        from detect.reports.rule_page import rule_row

        shown = [rule_row(one) for one in all_rules()] if rule is None else rule_row(get_rule(rule))
        click.echo(orjson.dumps(shown, option=orjson.OPT_INDENT_2))
        return
    from detect.reports.rule_page import print_list, print_page
    from detect.reports.terminal import console

    if rule is None:
        print_list(all_rules(), console())
    else:
        print_page(get_rule(rule), console())
