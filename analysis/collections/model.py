"""What a collection gives: its rows, each an article or the reason why it is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COLUMNS = ("id", "text", "title", "publisher", "url", "published", "language")


class BrokenError(Exception):
    """A collection cannot be read from here on; the message is the reason and the mend, parted by a colon."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A value that cannot be taken, ``what`` it is in words."""

    what: str


@dataclass(frozen=True, slots=True)
class Found:
    """A row as it stands in the file.

    Attributes
    ----------
    place : int
        Number of its line, or of the row, from 1.
    values : mapping
        From the known columns that it has to their values.
    fault : str
        Why it could not be read, then without values.
    raw : bytes
        What could not be read, for its hash.
    """

    place: int
    values: Mapping[str, Any]
    fault: str = ""
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class Row:
    r"""A row as a source.

    Attributes
    ----------
    id : str
        By which the row is named; ``""`` for what is said of the collection itself.
    sha256 : str
        Of the row's columns, normalised and written as JSON: the same in every kind of collection, and the same when
        rows are added.
    text : str
        With ``\n`` line ends.
    title, publisher, url, published : str
        As the row says them, ``""`` where it does not; ``published`` is EDTF.
    note : str
        What was left out or put in place of what is missing, for the reader.
    fault : str
        Why the row is no source, with the mend.
    """

    id: str
    sha256: str
    text: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    note: str = ""
    fault: str = ""
