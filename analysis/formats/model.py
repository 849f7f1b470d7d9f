"""What a file of any format gives: its text and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.encoding import UnreadableError

__all__ = ["Extracted", "UnreadableError"]


@dataclass(frozen=True, slots=True)
class Extracted:
    r"""The text of a file, and what the file says of itself beside it.

    Attributes
    ----------
    text : str
        All offsets refer to it; line ends are ``\n``.
    publisher, url, published : str
        From the metadata of a web page or a row, ``""`` where it says nothing; ``published`` is EDTF.
    title : str
        As a row gives it; else it is found in the text.
    said_by : str
        What says all this, for the reader.
    note : str
        What of it was left out.
    """

    text: str
    publisher: str = ""
    url: str = ""
    published: str = ""
    title: str = ""
    said_by: str = "the page's metadata"
    note: str = ""
