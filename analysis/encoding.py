"""From bytes to text: UTF-8, UTF-16 and Windows-1252, told apart and decoded."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")  # but tab, line ends and form feed
MAGIC = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive (docx, xlsx …)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "an RTF document",
}


class UnreadableError(Exception):
    """A file cannot be taken as an article; the message is the reason."""


def decode(data: bytes) -> str:
    r"""Decode UTF-8, UTF-16 or Windows-1252 bytes to text with ``\\n`` line ends and no byte-order mark.

    Raises
    ------
    UnreadableError
        The bytes are empty, binary or in no encoding that can be told.
    """
    if not data.strip():
        raise UnreadableError("empty")
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise UnreadableError(f"not text but {kind}: save the article's text as .txt")
    return plain(_decoded(data))


def plain(text: str) -> str:
    r"""Return a decoded text with ``\\n`` line ends and no byte-order mark.

    Raises
    ------
    UnreadableError
        It is full of control signs, as no text is.
    """
    text = text.removeprefix("\ufeff")
    controls = len(CONTROLS.findall(text, 0, 100_000))
    if controls > 0.01 * min(len(text), 100_000):
        raise UnreadableError("binary data, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise UnreadableError("damaged UTF-16 text: save it again as UTF-8") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    encodings = ["cp1252", "utf_16_le", "utf_16_be", "cp1251", "cp1256"]
    best = from_bytes(data[:200_000], cp_isolation=encodings).best()
    if best is None:
        raise UnreadableError("binary data, or text in an encoding that cannot be told: save it as UTF-8")
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        raise UnreadableError(f"damaged text ({best.encoding}): save it again as UTF-8") from None
