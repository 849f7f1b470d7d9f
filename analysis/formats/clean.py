"""Extracted text made fit to read: no broken characters, ligatures and divided words mended."""

from __future__ import annotations

import re
import unicodedata

from analysis.lexicons import load

LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
DIVIDED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad][ \t]*\n(?=([^\W\d_]+))")
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
SURROGATES = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    r"""Return extracted text with ``\n`` line ends, without control characters, and at most one empty line in a row."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\x85", "\n")
        .replace("\f", "\n")
    )
    text = UNSEEN.sub("", SURROGATES.sub("\ufffd", text)).replace("\u00a0", " ")
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def mend(text: str) -> str:
    """Return text with ligatures spelt out and words divided at line ends made whole.

    A hyphen stays where the text itself has the compound elsewhere, where both halves are words of the text
    or common ones ("long-term"), or where the second half begins with a capital ("Iran-Tajikistan").
    """
    text = text.translate(LIGATURES)
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", DIVIDED.sub(" ", text).lower()))
    words |= set(load("english")["commonest"])

    def joined(match: re.Match[str]) -> str:
        first, second = match[1], match[2]
        whole, compound = (first + second).lower(), f"{first}-{second}".lower()
        if second[0].isupper() and not first.isupper():
            return f"{first}-"
        if whole in words or first.lower() not in words or second.lower() not in words:
            return f"{first}-" if compound in words and whole not in words else first
        return f"{first}-"

    return DIVIDED.sub(joined, text).replace("\u00ad", "")
