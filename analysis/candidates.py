"""Which accounts are compared: all that may tell of one event, and few others.

For each way in which :func:`analysis.sameness.same_event` takes accounts for one there is a kind of block in which
both are found: the numbered meeting, a person, a place, a country, bodies, an occasion, or words of a sentence. Within
a block only those meet whose days are near, by going through them in the order of their days, and of these only those
are compared that :mod:`analysis.screens` does not tell apart at a glance. So nothing is missed that comparing all with
all would find, and the work grows with the events of a day, not with the square of all.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from analysis.accounts import Told
from analysis.dates.edtf import bounds
from analysis.sameness import (
    FEWEST_WORDS,
    NEXT_DAY,
    SAME_MONTH,
    SAME_SENTENCE,
    SAME_WEEK,
    SOON,
    Marks,
    marks_of,
    ordinal,
    same_event,
)
from analysis.screens import Numbers, Screens, Truths

EVER = 10_000_000  # a day after all days
FEW = 6  # accounts of a block up to which all are compared
ROWS = 256  # accounts of a block that meet the others together
AT_ONCE = 500_000  # pairs that are screened together
WIDTH = 32  # bits of an account's number
LATER = np.triu(np.ones((ROWS, ROWS), bool), 1)  # which of the accounts that meet together comes after which
PEOPLE = ("series", "person")  # blocks whose pairs may be one event in whatever words
Pair = tuple[int, int]
Pairs = tuple[Numbers, Numbers]
Entry = tuple[int, int, int, bool]  # first and last day, account, whether it may meet everyone


@dataclass(slots=True)
class Comparison:
    """How many pairs of accounts were compared."""

    pairs: int = 0


def united(told: Sequence[Told], *, comparison: Comparison | None = None) -> list[list[int]]:
    """Group the accounts of one event: those linked by pairs that tell of the same (union-find).

    Parameters
    ----------
    told : sequence of Told
    comparison : Comparison, optional
        Counts the pairs compared.

    Returns
    -------
    list of list of int
        Indices of accounts, in order; every account in one group.
    """
    comparison = comparison or Comparison()
    marks = [marks_of(account) for account in told]
    parent = list(range(len(told)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in candidates(marks):
        a, b = root(i), root(j)
        if a == b:
            continue
        comparison.pairs += 1
        if same_event(marks[i], marks[j]):
            parent[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(told)):
        groups[root(i)].append(i)
    return list(groups.values())


def candidates(marks: Sequence[Marks]) -> Iterator[Pair]:
    """Yield every pair of accounts that may tell of one event, some of them more than once."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, mark in enumerate(marks):
        for key in _keys(mark):
            blocks[key].append(i)
    screens = Screens(marks)
    several = [(key[0], members) for key, members in blocks.items() if len(members) > 1]
    by_people = (_in_block(way, members, marks) for way, members in several if way in PEOPLE)
    about = (_in_block(way, members, marks) for way, members in several if way not in PEOPLE)
    yield from _left(by_people, screens.apart)
    yield from _left(about, lambda one, other: screens.alike(one, other) | screens.reprinted(one, other))
    yield from _left(_of_like_words(marks), screens.reprinted)


def _left(blocks: Iterable[Iterable[Pairs]], screen: Callable[[Numbers, Numbers], Truths]) -> Iterator[Pair]:
    """Yield the pairs that pass a screen, each once among many."""
    for one, other in _gathered(chain.from_iterable(blocks)):
        passed = screen(one, other)
        low, high = np.minimum(one[passed], other[passed]), np.maximum(one[passed], other[passed])
        packed = np.unique(low << WIDTH | high)
        yield from zip((packed >> WIDTH).tolist(), (packed & ((1 << WIDTH) - 1)).tolist(), strict=True)


def _gathered(pairs: Iterable[Pairs]) -> Iterator[Pairs]:
    """Yield the same pairs in few large parts."""
    ones: list[Numbers] = []
    others: list[Numbers] = []
    held = 0
    for one, other in pairs:
        ones.append(one)
        others.append(other)
        held += len(one)
        if held >= AT_ONCE:
            yield np.concatenate(ones), np.concatenate(others)
            ones, others, held = [], [], 0
    if ones:
        yield np.concatenate(ones), np.concatenate(others)


def _keys(mark: Marks) -> Iterator[tuple[str, ...]]:
    """Yield the blocks of an account; what stands first says how its members meet."""
    if mark.series and not mark.sideline:
        yield "series", mark.kind, mark.series
    for person in mark.people:
        yield "person", mark.kind, person
    if mark.date and mark.kind != "statement":
        if mark.place:
            yield "place", mark.kind, mark.place
        if mark.occasion:
            yield "occasion", mark.kind, mark.occasion
        if mark.bodies:
            yield "bodies", mark.kind, *mark.bodies
        for country in mark.countries:
            yield "country", mark.kind, country


def _in_block(way: str, members: list[int], marks: Sequence[Marks]) -> Iterator[Pairs]:
    if len(members) <= FEW:
        yield _all_pairs(members)
    elif way == "series":
        yield from _meeting(_entry(i, marks[i], SAME_WEEK, everyone=True) for i in members)
    elif way == "person":
        dated = [i for i in members if marks[i].date]
        undated = [i for i in members if not marks[i].date and marks[i].published]
        entries = [_entry(i, marks[i], NEXT_DAY, everyone=False) for i in undated]
        yield from _meeting([*entries, *(_entry(i, marks[i], NEXT_DAY, everyone=True) for i in dated)])
    else:  # those who have people in common meet by these
        yield from _meeting(_entry(i, marks[i], NEXT_DAY, everyone=not marks[i].people) for i in members)


def _all_pairs(members: Sequence[int]) -> Pairs:
    numbers = np.array(members, np.int64)
    one, other = _places(len(members))
    return numbers[one], numbers[other]


@cache
def _places(count: int) -> Pairs:
    return np.triu_indices(count, 1)


def _entry(i: int, mark: Marks, margin: int, *, everyone: bool) -> Entry:
    """Return the days on which an account meets others; those that know no day or year meet on all."""
    if not mark.date:
        return (mark.published - SOON, mark.published, i, everyone) if not everyone else (-EVER, EVER, i, everyone)
    first, last = bounds(mark.date)
    return ordinal(first) or -EVER, (ordinal(last) or EVER) + margin, i, everyone


def _meeting(entries: Iterable[Entry]) -> Iterator[Pairs]:
    """Yield the pairs whose days overlap and of which one may meet everyone."""
    table = np.array(sorted(entries), np.int64).reshape(-1, 4)
    before = table[:0]
    for begin in range(0, len(table), ROWS):
        rows = table[begin : begin + ROWS]
        known = len(before := before[before[:, 1] >= rows[0, 0]])
        before = np.concatenate([before, rows])
        met = (before[:, 1, None] >= rows[:, 0]) & ((before[:, 3, None] | rows[:, 3]) > 0)
        met[known:] &= LATER[: len(rows), : len(rows)]
        one, other = np.nonzero(met)
        yield before[one, 2], rows[other, 2]


def _of_like_words(marks: Sequence[Marks]) -> Iterator[Iterable[Pairs]]:
    """Yield the pairs whose main sentences may be one, reprinted.

    Sentences that have most words in common share at least two of the rarest ones of each (prefix filtering [1]_,
    with pairs of words in place of single ones).

    References
    ----------
    .. [1] Chaudhuri, Ganti and Kaushik (2006), A primitive operator for similarity joins in data cleaning.
    """
    for members in _sharing_rare_words(marks):
        if len(members) <= FEW:
            yield [_all_pairs(members)]
            continue
        dated = [i for i in members if marks[i].date]
        undated = [i for i in members if not marks[i].date]
        yield _meeting(_entry(i, marks[i], 0, everyone=True) for i in dated)
        yield _meeting(
            [_about(i, marks[i], everyone=False) for i in dated]
            + [_about(i, marks[i], everyone=True) for i in undated]
        )


def _about(i: int, mark: Marks, *, everyone: bool) -> Entry:
    if not mark.published:
        return -EVER, EVER, i, everyone
    return mark.published, mark.published + SAME_MONTH, i, everyone


def _sharing_rare_words(marks: Sequence[Marks]) -> Iterator[list[int]]:
    """Yield the accounts of one kind whose main sentences share two of their rarest words."""
    rank = _ranks(marks)
    kinds = {kind: n for n, kind in enumerate(sorted({mark.kind for mark in marks}))}
    keys, owners = array("q"), array("q")
    for i, mark in enumerate(marks):
        if len(mark.main) < FEWEST_WORDS:
            continue
        ordered = sorted(rank[word] for word in mark.main)
        common = math.ceil(SAME_SENTENCE * len(ordered) - 1e-9)
        for one, other in combinations(ordered[: len(ordered) - common + 2], 2):
            keys.append((one * len(rank) + other) * len(kinds) + kinds[mark.kind])
            owners.append(i)
    key, owner = np.frombuffer(keys, np.int64) if keys else np.zeros(0, np.int64), np.array(owners, np.int64)
    order = np.lexsort((owner, key))
    key, owner = key[order], owner[order]
    edges = np.flatnonzero(np.r_[True, key[1:] != key[:-1], True]) if len(key) else np.zeros(0, np.int64)
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if end - start > 1:
            yield owner[start:end].tolist()


def _ranks(marks: Sequence[Marks]) -> list[int]:
    """Return for each word how rare it is: 0 for the rarest."""
    every = array("I")
    for mark in marks:
        every.extend(mark.main)
    count: NDArray[np.int64] = np.bincount(np.array(every, np.int64)) if every else np.zeros(1, np.int64)
    ranks = np.empty(len(count), np.int64)
    ranks[np.argsort(count, kind="stable")] = np.arange(len(count))
    return [int(rank) for rank in ranks]
