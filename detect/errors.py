"""Errors a user can act on. Everything else that escapes is a bug."""


class DetectError(Exception):
    """Something the user can put right; the command line prints it in one line and exits with 2."""


class UsageError(DetectError):
    """An option or a name that does not exist or does not fit."""


class ModelError(DetectError):
    """A model folder that is missing, damaged or made by another version."""


class MissingExtraError(DetectError):
    """An optional dependency is needed that is not installed.

    Parameters
    ----------
    package : str
        The import name that was not found.
    extra : str
        The extra of this distribution that brings it.
    purpose : str
        What it was wanted for, as the start of a sentence ("Reading Parquet files").
    """

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        self.package, self.extra = package, extra
        super().__init__(
            f"{purpose} needs the package '{package}', which is not installed: pip install 'artifact-detect[{extra}]'"
        )
