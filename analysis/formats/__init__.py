"""The formats of sources: from a file's bytes to its text, or to the reason why it has none.

The original is never touched. Offsets and evidence refer to the extracted text, which is kept beside the tables.
A parser that fails on a damaged or hostile file ends with that file's rejection, whatever it raises.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from analysis.encoding import decode
from analysis.formats.clock import TooLongError, limited
from analysis.formats.kinds import MAX_BYTES, check_kind
from analysis.formats.model import Extracted, UnreadableError

__all__ = [
    "FORMATS",
    "MAX_BYTES",
    "Extracted",
    "UnreadableError",
    "extract",
    "format_of",
    "listed_formats",
    "promised",
]

FORMATS = {
    ".txt": "text",
    ".md": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".pdf": "pdf",
    ".docx": "word",
}
SECONDS = 60  # of computing, after which a file counts as one that cannot be read
LONGEST_TEXT = 5_000_000  # characters


def format_of(name: str) -> str:
    """Return the format that a file's name promises: text, page, pdf, word, or ``""`` for none we read."""
    return FORMATS.get(PurePath(name).suffix.lower(), "")


def listed_formats() -> str:
    """Return the endings for a sentence: ``.txt, .md, .html, .pdf or .docx``."""
    return ".txt, .md, .html, .pdf or .docx"


def promised(name: str) -> str:
    """Return the format that a file's name promises.

    Raises
    ------
    UnreadableError
        It is none that we read.
    """
    kind = format_of(name)
    if not kind:
        ending = PurePath(name).suffix or "no ending"
        raise UnreadableError(f"not a format that can be read ({ending}): save it as {listed_formats()}")
    return kind


def extract(name: str, data: bytes) -> Extracted:
    """Return the text of a file and what it says of itself.

    Parameters
    ----------
    name : str
        The file's name; its ending says the format.
    data : bytes
        The file.

    Raises
    ------
    UnreadableError
        The file is protected, scanned, broken, mislabelled, too long or no text; the message is the reason.
    """
    kind = promised(name)
    check_kind(kind, data)
    if kind == "text":
        return Extracted(decode(data))
    read: Callable[[bytes], Extracted] = import_module(f"analysis.formats.{kind}").read
    try:
        with limited(SECONDS):
            found = read(data)
    except UnreadableError:
        raise
    except TooLongError:
        raise UnreadableError(f"takes longer than {SECONDS} seconds to read: save its text as .txt") from None
    except Exception as error:  # a parser may raise anything on a damaged file
        raise UnreadableError(f"broken ({type(error).__name__}): open and save it again, or save its text") from None
    if len(found.text) > LONGEST_TEXT:
        raise UnreadableError(f"more than {LONGEST_TEXT:,} characters of text: split it into articles")
    return found
