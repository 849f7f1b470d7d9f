"""When accounts of several articles tell of one event."""

from __future__ import annotations

import datetime
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, combinations
from typing import TypeVar

from analysis.accounts import Told
from analysis.dates.edtf import bounds, overlap, precision
from analysis.lexicons import load
from analysis.text import Span

Item = TypeVar("Item")
SAME_WEEK = 7  # days that accounts of one numbered meeting may differ by
NEXT_DAY = 1  # days that accounts of one event may differ by, when all else agrees
SOON = 4  # days after an event in which an account without a day may still tell of it
SAME_WORDS = 0.4  # share of words in common from which accounts tell of one thing
MOST_WORDS = 0.6  # share of words in common where only one of the people is shared
RECALLED = 0.5  # share of words in common from which an older event, dated loosely, is one told before
MOST_RECALLED = 20  # loosely dated accounts of one kind, month and countries that are compared with all others
SAME_SENTENCE = 0.8  # share of words in common from which sentences are one, reprinted
FEWEST_WORDS = 6  # of a sentence, to be compared as a reprint
BANDS = 4  # ways in which a sentence leads to its reprints
ONCE = ("signing", "visit", "call", "exercise", "other", "founding")  # kinds that rarely happen twice on two days


def united(told: Sequence[Told]) -> list[list[int]]:
    """Group the accounts of one event by comparing those that share a block (union-find).

    Returns
    -------
    list of list of int
        Indices of accounts, in order; every account in one group.
    """
    parent = list(range(len(told)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    yearless = {account.event.date[5:] for account in told if account.event.date.startswith("XXXX")}
    for i, account in enumerate(told):
        for key in _block_keys(account, yearless):
            blocks[key].append(i)
    for i, j in chain(_in_blocks(blocks), _recalling(told)):
        if root(i) != root(j) and same_event(told[j], told[i]):
            parent[max(root(i), root(j))] = min(root(i), root(j))
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(told)):
        groups[root(i)].append(i)
    return list(groups.values())


def _in_blocks(blocks: Mapping[tuple[str, ...], list[int]]) -> Iterator[tuple[int, int]]:
    for members in blocks.values():
        for later, i in enumerate(members):
            yield from ((i, j) for j in members[:later])


def _recalling(told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of an account without a day and one with a day that may be of one event.

    An older event dated loosely and one of its kind, countries and month; a statement without a day
    and one of its speaker made within days of the other's publication; two sentences with nearly the same words.
    """
    loose: dict[tuple[str, ...], list[int]] = defaultdict(list)
    close: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, account in enumerate(told):
        event = account.event
        if event.kind in ONCE and len(event.countries) in (1, 2) and event.date:
            into = close if precision(event.date) == "day" else loose
            for month in _months(event.date):
                into[(event.kind, month, *event.countries)].append(i)
        into = close if event.date else loose
        for band in _bands(account):
            into[(event.kind, *band)].append(i)
        if event.kind == "statement" and account.participants:
            for day in _days_told(account):
                into[(event.kind, day, account.participants[0])].append(i)
    for key, recalled in loose.items():
        for i in recalled[:MOST_RECALLED]:
            yield from ((max(i, j), min(i, j)) for j in close.get(key, ()))


def _block_keys(account: Told, yearless: set[str]) -> Iterable[tuple[str, ...]]:
    event = account.event
    if event.series and not event.sideline:
        yield ("series", event.series)
    yield from ((event.kind, event.date, *band) for band in _bands(account))
    for pair in combinations(sorted(account.participants), 2):
        yield from ((event.kind, day, *pair) for day in _days_told(account))
    if not event.date:
        return
    if account.occasion:
        yield (event.kind, event.date, "part of", account.occasion)
    for day in _days_near(event.date, yearless):
        for participant in account.participants:
            yield (event.kind, day, participant)
        if event.place:
            yield (event.kind, day, "at", event.place)
        if len(event.countries) == 2:
            yield (event.kind, day, "of", *event.countries)
    if event.kind in ONCE and (precision(event.date) == "day" or event.countries):
        yield (event.kind, event.date, *(() if precision(event.date) == "day" else event.countries))


def _bands(account: Told) -> Iterable[tuple[str, ...]]:
    """Yield keys that sentences with nearly the same words share (MinHash in bands of two, Broder 1997)."""
    words = _words(account.reading.article.text, account.event.evidence[0])
    if len(words) < FEWEST_WORDS:
        return
    for band in range(BANDS):
        lowest = sorted(words, key=lambda word: (zlib.crc32(f"{band}{word}".encode()), word))[:2]
        yield (f"words {band}", *lowest)


def _months(date: str) -> list[str]:
    """Return the months that a date touches, at most three."""
    first, last = bounds(date)
    if not (first and last):
        return []
    months = list(dict.fromkeys((first[:7], last[:7])))
    if len(months) == 2:
        low, high = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in months)
        months = [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(low, high + 1)] if high - low <= 2 else []
    return months


def _days_told(account: Told) -> list[str]:
    """Return the days on which an account without a day and one with a day may meet."""
    date = account.event.date
    if not date:
        published = bounds(account.reading.dates.publication.date)[0]
        return [published] if published else []
    if precision(date) != "day" or not bounds(date)[0]:
        return []
    day = datetime.date.fromisoformat(bounds(date)[0])
    return [(day + datetime.timedelta(days=n)).isoformat() for n in range(SOON + 1)]


def _days_near(date: str, yearless: set[str]) -> list[str]:
    """Return the keys under which a date meets those that agree with it or are a day off."""
    if date.startswith("XXXX"):
        return [date[5:]]
    if precision(date) != "day":
        return [date]
    day = datetime.date.fromisoformat(bounds(date)[0])
    alone = [date[5:10]] if date[5:10] in yearless else []
    return [*alone, *((day + datetime.timedelta(days=n)).isoformat()[:10] for n in range(NEXT_DAY + 1))]


def same_event(one: Told, other: Told) -> bool:
    """Whether two accounts of different articles tell of one event.

    The same numbered or named meeting, at most a week apart; a sentence reprinted; or the same kind, days that
    agree and the same people, or, where nobody or one person is shared, the same place or countries and words in
    common. A day's difference is allowed where all of that agrees and the kind of event seldom happens twice.
    """
    a, b = one.event, other.event
    if a.kind != b.kind or one.source == other.source:
        return False
    if a.series and a.series == b.series and not (a.sideline or b.sideline):
        return not a.date or not b.date or days_between(a.date, b.date) <= SAME_WEEK
    if a.series != b.series or ("planned" in (a.status, b.status) and a.status != b.status):
        return False
    apart = days_between(a.date, b.date)
    shared = set(one.participants) & set(other.participants)
    nobody_else = len(shared) == min(len(set(one.participants)), len(set(other.participants)))
    if nobody_else and _reprinted(one, other) and (not a.date or not b.date or apart == 0):
        return True
    if a.kind == "statement":
        soon = _told_soon(one, other) or _told_soon(other, one)
        least = SAME_WORDS if apart == 0 else MOST_WORDS
        return (apart == 0 or soon) and bool(shared) and alike(one, other) >= least
    if not a.date or not b.date:
        return len(shared) >= 2 and (_told_soon(one, other) or _told_soon(other, one))
    if apart == 0 and precision(a.date) != precision(b.date):
        return _recalled_later(one, other, shared)
    if apart > (NEXT_DAY if a.kind in ONCE else 0):
        return False
    return _same_people(one, other, shared) if apart == 0 else _alike_in_all(one, other, shared)


def _same_people(one: Told, other: Told, shared: set[str]) -> bool:
    if len(shared) >= 2 or (shared and set(one.participants) == set(other.participants)):
        return True
    if one.participants and other.participants and not shared:
        return False
    if (
        min(len(one.participants), len(other.participants)) > 1
    ):  # another partner is another meeting, or a name misspelt
        a, b = one.event.countries, other.event.countries
        return len(a) == 2 and a == b and alike(one, other) >= MOST_WORDS
    return _alike_in_all(one, other, shared)


def _alike_in_all(one: Told, other: Told, shared: set[str]) -> bool:
    a, b = one.event, other.event
    place = not a.place or not b.place or a.place == b.place
    countries = set(a.countries) <= set(b.countries) or set(b.countries) <= set(a.countries)
    same_place = bool(a.place) and a.place == b.place
    same_frame = (bool(a.bodies) and a.bodies == b.bodies) or (bool(one.occasion) and one.occasion == other.occasion)
    some = same_place or same_frame or bool(a.countries and b.countries)
    people = bool(shared) or not (one.participants and other.participants)
    return bool(place and countries and some and people) and alike(one, other) >= SAME_WORDS


def _recalled_later(one: Told, other: Told, shared: set[str]) -> bool:
    """Whether an account that recalls an event of some month or weeks may mean the one another dates to the day."""
    a, b = one.event, other.event
    if a.kind not in ONCE or "background" not in (a.status, b.status):
        return False
    people = bool(shared) or not (one.participants and other.participants)
    place = not a.place or not b.place or a.place == b.place
    return people and place and bool(a.countries) and a.countries == b.countries and alike(one, other) >= RECALLED


def _told_soon(undated: Told, dated: Told) -> bool:
    """Whether an account without a day appeared within days of the other's day."""
    if undated.event.date or not dated.event.date or undated.event.status != dated.event.status:
        return False
    published = bounds(undated.reading.dates.publication.date)[0]
    day = bounds(dated.event.date)[0]
    if not published or not day or precision(dated.event.date) != "day":
        return False
    return 0 <= (datetime.date.fromisoformat(published) - datetime.date.fromisoformat(day)).days <= SOON


@lru_cache(maxsize=65_536)
def days_between(one: str, other: str) -> int:
    """Return how many days lie between two dates: 0 where they may be the same, a lifetime where that is open."""
    if one and other and overlap(one, other):
        return 0
    (first, first_end), (second, second_end) = bounds(one) if one else ("", ""), bounds(other) if other else ("", "")
    if not (first and second):
        return 99_999
    low, high = sorted([(first, first_end or first), (second, second_end or second)])
    return (datetime.date.fromisoformat(high[0]) - datetime.date.fromisoformat(low[1])).days


def neighbours(dated: Iterable[tuple[str, Item]], days: int) -> Iterator[tuple[Item, Item]]:
    """Yield the pairs of items whose dates lie at most so many days apart, without comparing all with all."""
    entries = []
    for order, (date, item) in enumerate(dated):
        first, last = bounds(date)
        if first:
            begin = datetime.date.fromisoformat(first).toordinal()
            end = datetime.date.fromisoformat(last).toordinal() if last else begin
            entries.append((begin, end, order, item))
    entries.sort(key=lambda entry: entry[:3])
    open_: list[tuple[int, int, int, Item]] = []
    for entry in entries:
        open_ = [other for other in open_ if other[1] + days >= entry[0]]
        yield from ((other[3], entry[3]) for other in open_)
        open_.append(entry)


def _reprinted(one: Told, other: Told) -> bool:
    first = _words(one.reading.article.text, one.event.evidence[0])
    second = _words(other.reading.article.text, other.event.evidence[0])
    if min(len(first), len(second)) < FEWEST_WORDS:
        return False
    return len(first & second) / max(len(first), len(second)) >= SAME_SENTENCE


def alike(one: Told, other: Told) -> float:
    """Return the share of the shorter account's longer words that the other has too."""
    first, second = _content(one), _content(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _content(account: Told) -> frozenset[str]:
    text = account.reading.article.text
    return frozenset().union(*(_words(text, span) for span in account.event.evidence))


@lru_cache(maxsize=65_536)
def _words(text: str, span: Span) -> frozenset[str]:
    """Return the longer words of a sentence: synonyms as one, without those that tell when and according to whom."""
    same, beside = _vocabulary()
    found = (same.get(word, word) for word in re.findall(r"[^\W\d_]{4,}", text[slice(*span)].lower()))
    return frozenset(word for word in found if word not in beside and (len(word) > 4 or word in same))


@cache
def _vocabulary() -> tuple[dict[str, str], frozenset[str]]:
    lexicon = load("events")
    same = {str(word): str(group[0]) for group in lexicon["synonyms"] for word in group}
    return same, frozenset(map(str, lexicon["beside"]))
