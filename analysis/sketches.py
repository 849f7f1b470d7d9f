"""Sketches: a sample of an article's runs of words, by which articles with much in common find each other."""

from __future__ import annotations

import re
import zlib

WORDS = 4  # length of a shingle
WHOLE = 200  # shingles up to which a sketch holds all of them
SAMPLE = 4  # of a longer text, one in so many


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case."""
    return tuple(re.findall(r"\w+", text.lower()))


def sketch(text: str) -> tuple[int, ...]:
    """Return a sample of a text's shingles by which texts with much in common find each other.

    A shingle is in the sample by its own hash (Broder 1997, "mod p"), so that texts which share many share some
    of the sample, however long they are; a short text keeps all.
    """
    found = words(text)
    runs = zip(*(found[i:] for i in range(WORDS)), strict=False) if len(found) >= WORDS else [found]
    hashes = {zlib.crc32(run.encode("utf-8", "replace")) for run in map(" ".join, runs)}
    return tuple(sorted(hashes if len(hashes) <= WHOLE else (one for one in hashes if one % SAMPLE == 0)))
