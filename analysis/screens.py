"""Pairs of accounts that cannot tell of one event, found many at a time before any is looked at closely."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.sameness import FEWEST_WORDS, SAME_SENTENCE, SAME_WORDS, Marks

BITS = 256  # of the signature of a set of words
PART = 64  # bits of a number
AT_ONCE = 20_000  # sets whose bits are set together
ROUNDING = 1e-9  # of a share times a number
Numbers = NDArray[np.int64]
Truths = NDArray[np.bool_]


class Signatures:
    """Sets of words as bits, by which to tell how many words two of them have in common at most.

    A word sets the bit of its number; two words of one set with the same bit are a collision. What two sets have in
    common is then at most the bits they share and the collisions within one of them.
    """

    def __init__(self, sets: Sequence[Sequence[int]]) -> None:
        self.sizes = np.fromiter(map(len, sets), np.int64, len(sets))
        self._bits = np.zeros((len(sets), BITS // PART), np.uint64)
        for begin in range(0, len(sets), AT_ONCE):
            some = slice(begin, begin + AT_ONCE)
            words = array("I")
            for one in sets[some]:
                words.extend(one)
            owner = np.repeat(np.arange(len(sets))[some], self.sizes[some])
            bit = np.array(words, np.uint64) % BITS
            np.bitwise_or.at(self._bits, (owner, bit // PART), np.uint64(1) << (bit % PART))
        self._collisions = self.sizes - np.bitwise_count(self._bits).sum(axis=1, dtype=np.int64)

    def common(self, one: Numbers, other: Numbers) -> Numbers:
        """Return how many words the sets of each pair have in common at most."""
        shared: Numbers = np.bitwise_count(self._bits[one] & self._bits[other]).sum(axis=1, dtype=np.int64)
        most: Numbers = shared + np.minimum(self._collisions[one], self._collisions[other])
        return most


class Screens:
    """What of many accounts says at a glance which of them tell of different events.

    Parameters
    ----------
    marks : sequence of Marks
    """

    def __init__(self, marks: Sequence[Marks]) -> None:
        self._source = _numbered([mark.source for mark in marks])
        self._place = _numbered([mark.place for mark in marks])
        self._nowhere = np.array([not mark.place for mark in marks], bool)
        self._main = Signatures([mark.main for mark in marks])
        self._content = Signatures([mark.content for mark in marks])

    def apart(self, one: Numbers, other: Numbers) -> Truths:
        """Whether the accounts of each pair are of two sources."""
        return np.not_equal(self._source[one], self._source[other])

    def reprinted(self, one: Numbers, other: Numbers) -> Truths:
        """Whether one main sentence of each pair may be the other, reprinted."""
        first, second = self._main.sizes[one], self._main.sizes[other]
        least, most = np.minimum(first, second), np.maximum(first, second)
        needed = SAME_SENTENCE * most - ROUNDING
        alike = (least >= FEWEST_WORDS) & (least >= needed) & (self._main.common(one, other) >= needed)
        return self.apart(one, other) & alike & self._at_one_place(one, other)

    def alike(self, one: Numbers, other: Numbers) -> Truths:
        """Whether the accounts of each pair may be told in like words, with nothing against it in their places."""
        least = np.maximum(1, np.minimum(self._content.sizes[one], self._content.sizes[other]))
        alike = self._content.common(one, other) >= SAME_WORDS * least - ROUNDING
        return self.apart(one, other) & alike & self._at_one_place(one, other)

    def _at_one_place(self, one: Numbers, other: Numbers) -> Truths:
        same: Truths = self._nowhere[one] | self._nowhere[other] | (self._place[one] == self._place[other])
        return same


def _numbered(names: Sequence[str]) -> Numbers:
    number_of: dict[str, int] = {}
    return np.fromiter((number_of.setdefault(name, len(number_of)) for name in names), np.int64, len(names))
