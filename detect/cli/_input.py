"""From the options of a command to what the readers take."""

from dataclasses import replace

from detect.readers import ReadOptions


def read_options(
    text_field: str,
    id_field: str,
    source_field: str,
    source: str | None,
    max_chars: int | None,
    files_from: str | None,
) -> ReadOptions:
    """The reading options of a command line; what was not said keeps the readers' own default."""
    options = ReadOptions(
        text_field=text_field, id_field=id_field, source_field=source_field, source=source, files_from=files_from
    )
    return options if max_chars is None else replace(options, max_chars=max_chars)


def check_templates(templates: str | None) -> None:
    """Raise UsageError where the file of ``--templates`` cannot be used; nothing has been read yet."""
    if templates is not None:
        from detect.lines.templates import template_keys

        template_keys(templates)


def templates_digest(templates: str) -> str:
    """What tells one content of the file from another, for ``--resume``."""
    from hashlib import sha256
    from pathlib import Path

    return sha256(Path(templates).read_bytes()).hexdigest()
