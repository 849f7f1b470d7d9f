"""Saved web pages: the article's text without the page around it, and the page's metadata."""

from __future__ import annotations

import codecs
import logging
import re
from html import unescape
from typing import Any

from trafilatura import bare_extraction

from analysis.dates.edtf import is_valid
from analysis.encoding import decode
from analysis.formats.clean import clean
from analysis.formats.model import Extracted, UnreadableError
from analysis.metadata import is_address

for logger in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(logger).setLevel(logging.CRITICAL)

HEAD = 4_096  # bytes in which a page declares its encoding
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)", re.IGNORECASE)
DATES = {"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "2999-12-31"}


def read(data: bytes) -> Extracted:
    """Return the article of a web page: its headline, then its text, a paragraph a block.

    Nothing is loaded and nothing runs. The date is only the one that the page's metadata declares (htmldate
    without its search through the text), never today.

    Raises
    ------
    UnreadableError
        The page holds no article.
    """
    html = _decoded(data)
    found: Any = bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=DATES)
    if found is None or not (found.text or "").strip():
        raise UnreadableError("a web page without an article's text: save the text as .txt")
    title = _line(found.title)
    body = clean(re.sub(r"\n+", "\n\n", found.text))
    if title and not " ".join(body.split()).startswith(title):
        body = f"{title}\n\n{body}"
    saved = SAVED_FROM.search(html[:HEAD])
    address = next((url for url in (found.url, saved[1] if saved else "") if url and is_address(url)), "")
    date = found.date or ""
    return Extracted(body, _line(found.sitename), address, date if is_valid(date) else "")


def _line(text: str | None) -> str:
    return " ".join(clean(unescape(text or "")).split())


def _decoded(data: bytes) -> str:
    """Decode a page by its byte-order mark, else as it declares, else as any text."""
    declared = CHARSET.search(data[:HEAD])
    if declared and data[:2] not in (b"\xff\xfe", b"\xfe\xff") and data[:3] != b"\xef\xbb\xbf":
        name = declared[1].decode("ascii", "replace").lower()
        name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
        try:
            if codecs.lookup(name)._is_text_encoding:
                return data.decode(name).replace("\0", "")
        except (LookupError, ValueError):
            pass
    return decode(data)
