"""Reprints and spun copies: articles that hold so much of each other's text that they are no two accounts."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq

WORDS = 4  # length of a shingle
REPRINT = 0.5  # share of the shorter article's shingles that the other has too
SPUN = 0.55  # share of the words in the same order; of articles written apart it is below 0.3
WHOLE = 200  # shingles up to which a sketch holds all of them
SAMPLE = 4  # of a longer text, one in so many
SHARED = 2  # sampled shingles in common from which two texts are compared
COMMON = 20  # texts with one shingle up to which all pairs of them are compared


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two sources that are no two accounts, and the share of the text they have in common."""

    one: str
    other: str
    share: float


@lru_cache(maxsize=4_096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case."""
    return tuple(re.findall(r"\w+", text.lower()))


@lru_cache(maxsize=4_096)
def shingles(text: str) -> frozenset[int]:
    """Return the runs of four words of a text, in lower case, as hashes of their letters."""
    found = words(text)
    return frozenset(hash(found[i : i + WORDS]) for i in range(max(1, len(found) - WORDS + 1)))


def sketch(text: str) -> tuple[int, ...]:
    """Return a sample of a text's shingles by which texts with much in common find each other.

    A shingle is in the sample by its own hash (Broder 1997, "mod p"), so that texts which share many share some
    of the sample, however long they are; a short text keeps all.
    """
    found = words(text)
    runs = zip(*(found[i:] for i in range(WORDS)), strict=False) if len(found) >= WORDS else [found]
    hashes = {zlib.crc32(run.encode("utf-8", "replace")) for run in map(" ".join, runs)}
    return tuple(sorted(hashes if len(hashes) <= WHOLE else (one for one in hashes if one % SAMPLE == 0)))


def containment(one: str, other: str) -> float:
    """Return the share of the shorter text's shingles that the longer one holds.

    The measure is Broder's containment (1997, On the resemblance and containment of documents).
    """
    first, second = shingles(one), shingles(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def in_order(one: str, other: str) -> float:
    """Return the share of the longer text's words that both have in the same order (longest common subsequence).

    It stays high when words are replaced by others, as in a spun copy, which leaves few shingles whole.
    """
    return float(LCSseq.normalized_similarity(words(one), words(other), score_cutoff=SPUN))


def likeness(one: str, other: str) -> float:
    """Return how much of one text the other holds where they are no two accounts, else 0."""
    held = containment(one, other)
    return max(held if held >= REPRINT else 0.0, in_order(one, other))


def are_reprints(one: str, other: str) -> bool:
    """Whether one text is a reprint or a spun copy of the other or of the same original."""
    return likeness(one, other) > 0


def near_duplicates(texts: Mapping[str, str], sketches: Mapping[str, Sequence[int]]) -> list[Likeness]:
    """Find the sources that hold much of each other's text, without comparing all with all.

    Parameters
    ----------
    texts, sketches : mapping
        From the source to its text and to its :func:`sketch`.

    Returns
    -------
    list of Likeness
        In the order of ``texts``; of a large group of copies each is compared with the first of them and the
        one before it.
    """
    found = []
    for one, other in sorted(_candidates(list(texts), sketches)):
        share = likeness(texts[one], texts[other])
        if share:
            found.append(Likeness(one, other, share))
    return found


def _candidates(names: list[str], sketches: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    holders: dict[int, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for shingle in sketches[name]:
            holders[shingle].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for members in holders.values():
        for later, number in enumerate(members[1:], start=1):
            fellows = members[:later] if len(members) <= COMMON else {members[0], members[later - 1]}
            for other in fellows:
                shared[other, number] += 1
    yield from ((names[a], names[b]) for (a, b), count in shared.items() if count >= SHARED)
