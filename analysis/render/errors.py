"""What goes wrong while rendering that is not the fault of the sources."""

from analysis.errors import InputError


class UsageError(ValueError):
    """The caller asked for something that does not exist, such as an unknown format."""


def unsupported(document: str, what: str, instead: str) -> InputError:
    """Return the error for something in a document that the embedded renderer does not know."""
    return InputError(f"{document}: {what} is not supported by the embedded renderer; {instead}.")
