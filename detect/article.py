"""What comes in: articles, and records that could not be read as one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trace:
    """A mark that a translation tool left in a web page.

    Parameters
    ----------
    tag : str
        The tag that carries it, as the page has it, shortened where it is long.
    meaning : str
        What it says about the page, as the end of a sentence that starts with "The page" ("was translated by ...").
    """

    tag: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known of it.

    Parameters
    ----------
    id : str
        Unique within a run where the input is; made from file name and position where the input has none.
    text : str
        The text exactly as given. Every offset in the output counts its Unicode code points.
    source : str or None
        Where it comes from: the ``source`` field, else the registered domain of ``url``, else ``--source``, else the
        folder of the file.
    url, title, published, lang : str or None
        As the record gives them; ``published`` is ISO 8601, ``lang`` BCP 47.
    extracted : bool
        Whether the text was taken out of a web page or an archive. Then it stands nowhere else, so results carry it.
    traces : tuple of Trace
        What translation tools left in the page; empty for an article that is no page, or a page nobody translated.
    """

    id: str
    text: str
    source: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    lang: str | None = None
    extracted: bool = False
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class BadRecord:
    """A record that is not an article. It keeps its place in the output.

    Parameters
    ----------
    id : str
        The record's own id if it could be read, else one made from file name and position.
    source : str or None
        As for `Article`, if it could be found out.
    code : str
        What is wrong, in kebab-case (``bad-json``, ``no-text``, ``not-utf-8``, ``too-long`` ...).
    message : str
        One sentence for a person.
    where : str
        The place, as ``path:line`` or ``path``.
    """

    id: str
    source: str | None
    code: str
    message: str
    where: str


Record = Article | BadRecord
