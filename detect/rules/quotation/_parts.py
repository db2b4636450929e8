"""What the QUO rules work on (`detect.rules.base.Rule.needs`)."""

from detect.document import Document


def quotations(document: Document) -> object:
    """The quotations."""
    return document.quotations


def curly_marks(document: Document) -> object:
    """Whether there are marks whose shape opens or closes, English ones among them."""
    text = document.text
    return "“" in text or "”" in text or "«" in text


def foreign_marks(document: Document) -> object:
    """Whether there are guillemets or low marks."""
    text = document.text
    return "«" in text or "»" in text or "„" in text or "‟" in text
