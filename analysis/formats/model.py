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
        From the metadata of a web page, ``""`` where it says nothing; ``published`` is EDTF.
    """

    text: str
    publisher: str = ""
    url: str = ""
    published: str = ""
