"""What the bytes of a file are, whatever its name says."""

from __future__ import annotations

import re

from analysis.encoding import MAGIC
from analysis.formats.model import UnreadableError

MAX_BYTES = {"text": 10_000_000, "page": 20_000_000, "pdf": 50_000_000, "word": 50_000_000}
LABELS = {"text": "plain text", "page": "a web page", "pdf": "a PDF document", "word": "a Word document"}
ENDINGS = {"text": ".txt", "page": ".html", "pdf": ".pdf", "word": ".docx"}
HEAD = 1_024  # bytes in which a format shows itself
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
TAG = re.compile(rb"<\s*/?\s*[a-z][a-z0-9]*[^<>]*>", re.IGNORECASE)
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # what a protected Word document holds


def check_kind(promised: str, data: bytes) -> None:
    """Refuse a file that is not what its name promises.

    Raises
    ------
    UnreadableError
        The file is empty, too large, of another format, protected or broken at its beginning.
    """
    if not data.strip():
        raise UnreadableError("empty")
    if len(data) > MAX_BYTES[promised]:
        raise UnreadableError(f"larger than {MAX_BYTES[promised] // 1_000_000} MB: split it into articles")
    if data.startswith(OLD_OFFICE) and ENCRYPTED in data:
        raise UnreadableError("protected by a password: save it without one")
    found = kind_of(data)
    if found == promised:
        return
    if found and (promised != "page" or found != "text"):
        mend = f"rename it to end in {ENDINGS[found]}" if found in ENDINGS else "save the article's text as .txt"
        raise UnreadableError(f"not {LABELS[promised]} but {LABELS.get(found, found)}: {mend}")
    if promised == "page" and not TAG.search(data.replace(b"\0", b"")):
        raise UnreadableError("not a web page but plain text: rename it to end in .txt")
    if promised in ("pdf", "word"):
        raise UnreadableError(f"broken, it does not begin as {LABELS[promised]} does: save or download it again")


def kind_of(data: bytes) -> str:
    """Return what a file is by its bytes: a format we read, another's description, or ``""`` where nothing shows."""
    head = data[:HEAD]
    if b"%PDF" in head:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "word" if b"word/document.xml" in data or b"[Content_Types].xml" in head else MAGIC[b"PK\x03\x04"]
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            return kind
    plain = data.removeprefix(b"\xef\xbb\xbf")[: 4 * HEAD].replace(b"\0", b"").lstrip(b"\xff\xfe")
    if PAGE.match(plain):
        return "page"
    return ""
