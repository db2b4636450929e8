"""What ``detect train`` and ``detect evaluate`` share."""

from importlib.util import find_spec

from detect.errors import MissingExtraError


def need_training(purpose: str) -> None:
    """Raise MissingExtraError where the libraries of the extra ``train`` are not installed."""
    for package in ("sklearn", "textstat"):
        if find_spec(package) is None:
            raise MissingExtraError(package, "train", purpose)
