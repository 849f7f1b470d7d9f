"""Reprints: articles that hold so much of each other's text that they are no two accounts."""

from __future__ import annotations

import re
from functools import lru_cache

WORDS = 4  # length of a shingle
REPRINT = 0.5  # share of the shorter article's shingles that the other has too


@lru_cache(maxsize=4_096)
def shingles(text: str) -> frozenset[int]:
    """Return the runs of four words of a text, in lower case, as hashes of their letters."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(hash(tuple(words[i : i + WORDS])) for i in range(max(1, len(words) - WORDS + 1)))


def containment(one: str, other: str) -> float:
    """Return the share of the shorter text's shingles that the longer one holds.

    The measure is Broder's containment (1997, On the resemblance and containment of documents).
    """
    first, second = shingles(one), shingles(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def are_reprints(one: str, other: str) -> bool:
    """Whether one text is a reprint of the other or of the same original."""
    return containment(one, other) >= REPRINT
