"""Reprints and spun copies: articles that hold so much of each other's text that they are no two accounts."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from analysis.sketches import WHOLE, WORDS, words

REPRINT = 0.5  # share of the shorter article's shingles that the other has too
SPUN = 0.55  # share of the words in the same order; of articles written apart it is below 0.3
SHARED = 2  # sampled shingles in common from which two texts are compared
COMMON = 20  # texts with one shingle up to which all pairs of them are compared
FEWEST_SHARED = 0.2  # share of the smaller sketch, below which no half of the shingles is shared
FEWEST_MIXED = 0.05  # the same where one sketch is a sample and the other is not
BUCKETS = 1024  # of words, by which texts are told apart before they are compared
AT_ONCE = 4_096  # pairs told apart together
FIRSTS = 20_000  # texts whose pairs are counted together: what bounds the memory
HELD = 500  # texts whose shingles are held
LARGEST_SIGN = 0x10FFFF  # words beyond so many different ones share their sign with another


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two sources that are no two accounts, and the share of the text they have in common."""

    one: str
    other: str
    share: float


@lru_cache(maxsize=HELD)
def shingles(text: str) -> frozenset[int]:
    """Return the runs of four words of a text, in lower case, as hashes of their letters."""
    found = words(text)
    return frozenset(hash(found[i : i + WORDS]) for i in range(max(1, len(found) - WORDS + 1)))


def containment(one: str, other: str) -> float:
    """Return the share of the shorter text's shingles that the longer one holds.

    The measure is Broder's containment (1997, On the resemblance and containment of documents).
    """
    first, second = shingles(one), shingles(other)
    return len(first & second) / max(1, min(len(first), len(second)))


class _Signs(dict[str, str]):
    """A sign for each word, the same one for the same word."""

    def __missing__(self, word: str) -> str:
        return self.setdefault(word, chr(1 + len(self) % LARGEST_SIGN))


@cache
def _signs() -> _Signs:
    return _Signs()


def spelled(text: str) -> str:
    """Return a text with one sign for each word: quick to compare."""
    return _as_signs(words(text))


def _as_signs(found: Iterable[str]) -> str:
    return "".join(map(_signs().__getitem__, found))


def in_order(one: str, other: str) -> float:
    """Return the share of the longer text's words that both have in the same order (longest common subsequence).

    Both are :func:`spelled`. The share stays high when words are replaced by others, as in a spun copy, which leaves
    few shingles whole; below :data:`SPUN` it counts as 0.
    """
    return float(LCSseq.normalized_similarity(one, other, score_cutoff=SPUN))


def near_duplicates(texts: Mapping[str, str], sketches: Mapping[str, Sequence[int]]) -> list[Likeness]:
    """Find the sources that hold much of each other's text, without comparing all with all.

    Parameters
    ----------
    texts, sketches : mapping
        From the source to its text and to its :func:`analysis.sketches.sketch`.

    Returns
    -------
    list of Likeness
        In the order of the names; of a large group of copies each is compared with the first of them and the
        one before it.
    """
    names = list(texts)
    found = []
    signs: dict[int, str] = {}
    for a, b, held in _told_apart(_candidates([sketches[name] for name in names]), names, texts, sketches, signs):
        share = in_order(signs[a], signs[b])
        if held and (half := containment(texts[names[a]], texts[names[b]])) >= REPRINT:
            share = max(share, half)
        if share:
            found.append(Likeness(names[a], names[b], share))
    return sorted(found, key=lambda pair: (pair.one, pair.other))


def _candidates(sketches: Sequence[Sequence[int]]) -> Iterator[NDArray[np.int64]]:
    """Yield the pairs of texts that share shingles of their sketches: rows of two numbers and how many they share."""
    text, first = _entries(sketches)
    place = np.arange(len(text), dtype=np.int32)
    size = np.diff(np.r_[first, len(text)])
    head, large = np.repeat(first.astype(np.int32), size), np.repeat(size > COMMON, size)
    for low in range(0, len(sketches), FIRSTS):
        seconds = np.flatnonzero(large & (place - head > 1))
        pairs = [_packed(text, head[seconds], seconds, low)]
        for apart in range(1, COMMON):
            together = place[apart:] - apart >= head[apart:]
            later = np.flatnonzero(together if apart == 1 else together & ~large[apart:]) + apart
            pairs.append(_packed(text, later - apart, later, low))
        packed, count = np.unique(np.concatenate(pairs), return_counts=True)
        packed, count = packed[count >= SHARED], count[count >= SHARED]
        yield np.column_stack([packed >> 32, packed & 0xFFFFFFFF, count])


def _entries(sketches: Sequence[Sequence[int]]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the texts that hold each shingle, shingle by shingle, and where each shingle's texts begin."""
    sizes = list(map(len, sketches))
    packed = np.empty(sum(sizes), np.uint64)
    begin = 0
    for number, sketch in enumerate(sketches):
        end = begin + sizes[number]
        packed[begin:end] = np.array(sketch, np.uint64) << np.uint64(32) | np.uint64(number)
        begin = end
    packed.sort()
    text = (packed & np.uint64(0xFFFFFFFF)).astype(np.int32)
    packed >>= np.uint64(32)
    begins = np.r_[True, packed[1:] != packed[:-1]] if len(packed) else np.zeros(0, bool)
    return text, np.flatnonzero(begins)


def _packed(
    text: NDArray[np.int32], former: NDArray[np.int32] | NDArray[np.int64], later: NDArray[np.int64], low: int
) -> NDArray[np.int64]:
    """Return pairs as single numbers: those of which the former text is one of so many from a number on."""
    one, other = text[former].astype(np.int64), text[later]
    chosen = (one >= low) & (one < low + FIRSTS)
    return one[chosen] << 32 | other[chosen]


def _told_apart(
    candidates: Iterator[NDArray[np.int64]],
    names: Sequence[str],
    texts: Mapping[str, str],
    sketches: Mapping[str, Sequence[int]],
    signs: dict[int, str],
) -> Iterator[tuple[int, int, bool]]:
    """Yield the pairs that may be copies, and whether one may hold half the shingles of the other.

    ``signs`` is given the texts compared, with one sign for each word.

    Two texts have no longer a sequence of words in common than words whatever their order; counted in buckets these
    are never too few.
    """
    sizes = np.array([len(sketches[name]) for name in names], dtype=np.int64)
    lengths = np.zeros(len(names), dtype=np.int64)
    counts = np.zeros((len(names), BUCKETS), dtype=np.uint8)
    overfull = np.zeros(len(names), dtype=bool)
    for pairs in candidates:
        for number in np.unique(pairs[:, :2]).tolist():
            if number not in signs:
                found = words(texts[names[number]])
                buckets = np.bincount([_bucket(word) for word in found], minlength=BUCKETS)
                counts[number], overfull[number] = np.minimum(buckets, 255), buckets.max() > 255
                signs[number] = _as_signs(found)
                lengths[number] = len(signs[number])
        for start in range(0, len(pairs), AT_ONCE):
            one, other, shared = pairs[start : start + AT_ONCE].T
            mixed = (lengths[one] < WHOLE + WORDS) != (lengths[other] < WHOLE + WORDS)
            half = np.where(mixed, FEWEST_MIXED, FEWEST_SHARED) * np.minimum(sizes[one], sizes[other])
            held = shared >= half
            least = SPUN * np.maximum(lengths[one], lengths[other])
            common = np.minimum(counts[one], counts[other]).sum(axis=1, dtype=np.int64)
            for at in np.flatnonzero(held | (common >= least) | overfull[one] | overfull[other]):
                yield int(one[at]), int(other[at]), bool(held[at])


@lru_cache(maxsize=200_000)
def _bucket(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace")) % BUCKETS
