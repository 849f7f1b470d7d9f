"""Word documents: the paragraphs of the body in order, tables and text boxes too, tracked deletions left out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx

from analysis.formats.clean import clean
from analysis.formats.model import Extracted, UnreadableError

MAX_UNPACKED = 200_000_000  # bytes of all parts together
MAX_XML = 20_000_000  # bytes of the parts that are parsed
MAX_PARTS = 5_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
DELETED = {f"{W}del", f"{W}moveFrom", FALLBACK}


def read(data: bytes) -> Extracted:
    """Return the text of a Word document: a paragraph a block, list items with a bullet.

    Headers, footers, notes and comments are no part of the article. The document's properties are those of
    the file, not of a publication, and are not used.

    Raises
    ------
    UnreadableError
        The document is protected, broken, holds no text or unpacks to far more than a document.
    """
    _check_archive(data)
    body = docx.Document(io.BytesIO(data)).element.body
    nodes = (node for node in body.iter(f"{W}p") if next(node.iterancestors(*DELETED), None) is None)
    paragraphs = [text for node in nodes if (text := _text(node).strip())]
    if not paragraphs:
        raise UnreadableError("a Word document without text: save the article's text as .txt")
    return Extracted(clean("\n\n".join(paragraphs)))


def _check_archive(data: bytes) -> None:
    """Refuse an archive that is no document or would unpack to too much, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError):
        raise UnreadableError("broken, its archive is damaged: save or download it again") from None
    if "word/document.xml" not in {part.filename for part in parts}:
        raise UnreadableError("not a Word document but another archive: save the article's text as .txt")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError("protected by a password: save it without one")
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if len(parts) > MAX_PARTS or xml > MAX_XML or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UnreadableError("unpacks to far more than a document: save the article's text as .txt")


def _text(paragraph: Any) -> str:
    return ("- " if paragraph.find(f"{W}pPr/{W}numPr") is not None else "") + "".join(_pieces(paragraph, paragraph))


def _pieces(node: Any, paragraph: Any) -> Iterator[str]:
    """Yield the words of a paragraph itself: not what is deleted, doubled for old readers, or in a box of its own."""
    for child in node:
        if child.tag in DELETED or child.tag in (f"{W}p", f"{W}tabs"):
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        else:
            yield from _pieces(child, paragraph)
