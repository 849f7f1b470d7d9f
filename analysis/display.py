"""What comes from a source, made safe to show: the one place where untrusted text becomes Markdown.

Everything that a source says passes through `escape` before it enters the report. Whatever it
holds (Markdown, HTML, shortcodes, ``{python}``, Typst, citations), it comes out as the words it is,
in HTML and in the PDF, with Quarto and with the embedded renderer.
"""

from __future__ import annotations

import re
import string
import unicodedata
from urllib.parse import quote, urlsplit

PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
SPACE = re.compile(r"\s+")
JOINERS = "\u200c\u200d"  # the two invisible characters that spelling needs (Persian, Indic)
REPLACEMENT = "\ufffd"
SAFE_IN_URL = "/?#=&+,:@%~._-"  # what stays as it is; everything else is percent-encoded
MAX_URL = 2_000


def visible(text: str) -> str:
    """Return the words of a text: what a reader is meant to see and nothing that acts.

    Every run of white space (line ends, tabs, no-break spaces) becomes one space. Characters that
    cannot be seen but change what is seen are dropped: control characters, bidirectional marks,
    overrides and isolates, zero-width spaces, soft hyphens, byte-order marks, tags. The zero-width
    joiner and non-joiner stay, for Persian is not spelt right without them. Surrogates and
    noncharacters become U+FFFD.
    """
    return SPACE.sub(" ", "".join(map(_seen, SPACE.sub(" ", text))))


def _seen(sign: str) -> str:
    if " " <= sign <= "~":
        return sign
    category = unicodedata.category(sign)
    if category == "Cs" or ord(sign) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF:
        return REPLACEMENT
    if category == "Cc" or (category == "Cf" and sign not in JOINERS):
        return ""
    return sign


def escape(text: str) -> str:
    """Return Markdown that shows a text as the words it is, whatever it holds.

    Every ASCII punctuation character gets a backslash, so that none starts markup and none is
    made typographic: quotation marks and dashes stay as the source has them. The result stands on
    one line and may be put into a paragraph, a heading, a caption, a table cell, the text of a
    link or a span, and in quotes into an attribute (see `attribute`). A space at either end stays,
    so that pieces of a sentence can be put together.
    """
    return PUNCTUATION.sub(r"\\\1", visible(text))


def attribute(text: str) -> str:
    """Return a text as the quoted value of an attribute, as in ``{fig-alt="…"}``."""
    return f'"{escape(text).strip()}"'


def escape_url(url: str) -> str:
    """Return a web address that may stand in a link, or ``""`` for anything else.

    Only ``http`` and ``https`` with a plain host pass: no script, no data, no file, no user name before the
    host. Characters with a meaning in Markdown, HTML or Typst are percent-encoded.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port
    except (ValueError, UnicodeError):
        return ""
    plain = re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", host)
    if parts.scheme not in {"http", "https"} or not plain or "@" in parts.netloc or len(url) > MAX_URL:
        return ""
    rest = "".join(
        mark + _encode(part) for mark, part in (("", parts.path), ("?", parts.query), ("#", parts.fragment)) if part
    )
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{rest}"


def _encode(part: str) -> str:
    stray = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part)
    return quote(stray, safe=SAFE_IN_URL, errors="replace")


def link(text: str, url: str) -> str:
    """Return a Markdown link to a web address, or only the escaped text where the address is not one."""
    address = escape_url(url)
    return f"[{escape(text)}]({address})" if address else escape(text)
