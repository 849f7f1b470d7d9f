"""When accounts of several articles tell of one event."""

from __future__ import annotations

import datetime
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from analysis.accounts import Told
from analysis.dates.edtf import bounds, overlap, precision
from analysis.lexicons import load
from analysis.text import Span

Item = TypeVar("Item")
LONGER = re.compile(r"[^\W\d_]{4,}")
SHORT = 4  # letters of a word that counts only where it has synonyms
NO_WORD = frozenset({-1})
SAME_WEEK = 7  # days that accounts of one numbered meeting may differ by
NEXT_DAY = 1  # days that accounts of one event may differ by, when all else agrees
SOON = 4  # days after an event in which an account without a day may still tell of it
SAME_MONTH = 31  # days between the reports of a sentence without a day that is one, reprinted
SAME_WORDS = 0.4  # share of words in common from which accounts tell of one thing
MOST_WORDS = 0.6  # share of words in common where only one of the people is shared
RECALLED = 0.5  # share of words in common from which an older event, dated loosely, is one told before
SAME_SENTENCE = 0.8  # share of words in common from which sentences are one, reprinted
FEWEST_WORDS = 6  # of a sentence, to be compared as a reprint
ONCE = ("signing", "visit", "call", "exercise", "other", "founding")  # kinds that rarely happen twice on two days


@dataclass(slots=True)
class Marks:
    """What of an account says which event it tells of; words are numbers, in order.

    ``published`` is the first day on which its article may have appeared, 0 where that is not known; ``main`` are the
    words of its main sentence and ``content`` those of all its evidence.
    """

    source: str
    kind: str
    status: str
    date: str
    grain: str
    day: int
    published: int
    series: str
    sideline: bool
    place: str
    occasion: str
    people: frozenset[str]
    countries: frozenset[str]
    bodies: tuple[str, ...]
    main: array[int]
    content: array[int]


def marks_of(account: Told) -> Marks:
    """Return the marks of an account."""
    event, text = account.event, account.reading.text
    main = array("I", sorted(_words(text, event.evidence[0])))
    several = len(event.evidence) > 1
    first = bounds(event.date)[0] if event.date else ""
    return Marks(
        source=account.source,
        kind=event.kind,
        status=event.status,
        date=event.date,
        grain=precision(event.date),
        day=ordinal(first),
        published=ordinal(bounds(account.published)[0]),
        series=event.series,
        sideline=event.sideline,
        place=event.place,
        occasion=account.occasion,
        people=_set(account.participants),
        countries=_set(event.countries),
        bodies=event.bodies,
        main=main,
        content=array("I", sorted(_content(account))) if several else main,
    )


@lru_cache(maxsize=65_536)
def _set(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(values)


@lru_cache(maxsize=65_536)
def ordinal(day: str) -> int:
    """Return the number of an ISO day, 0 for none."""
    return datetime.date.fromisoformat(day).toordinal() if day else 0


class _Numbers(dict[str, int]):
    """A number for each longer word: synonyms have one, those that tell when and according to whom have none (-1)."""

    def __missing__(self, word: str) -> int:
        same, beside = _vocabulary()
        canonical = same.get(word, word)
        counts = canonical not in beside and (len(canonical) > SHORT or canonical in same)
        if canonical == word or not counts:
            return self.setdefault(word, len(self) if counts else -1)
        return self.setdefault(word, self[canonical])


@cache
def _numbering() -> _Numbers:
    return _Numbers()


def same_event(one: Marks, other: Marks) -> bool:
    """Whether two accounts of different articles tell of one event.

    The same numbered or named meeting, at most a week apart; a sentence reprinted; or the same kind, days that
    agree and the same people, or, where nobody or one person is shared, the same place or countries and words in
    common. A day's difference is allowed where all of that agrees and the kind of event seldom happens twice.
    """
    if one.kind != other.kind or one.source == other.source:
        return False
    if one.series and one.series == other.series and not (one.sideline or other.sideline):
        return not one.date or not other.date or days_between(one.date, other.date) <= SAME_WEEK
    if one.series != other.series or ("planned" in (one.status, other.status) and one.status != other.status):
        return False
    apart = days_between(one.date, other.date)
    shared = one.people & other.people
    if len(shared) == min(len(one.people), len(other.people)) and _reprinted(one, other, apart):
        return True
    if one.kind == "statement":
        near = shared and (apart == 0 or _told_soon(one, other) or _told_soon(other, one))
        return bool(near) and _share(one, other) >= (SAME_WORDS if apart == 0 else MOST_WORDS)
    if not one.date or not other.date:
        return len(shared) >= 2 and (_told_soon(one, other) or _told_soon(other, one))
    if apart == 0 and one.grain != other.grain:
        return _recalled_later(one, other, bool(shared))
    if apart > (NEXT_DAY if one.kind in ONCE else 0):
        return False
    return _same_people(one, other, shared) if apart == 0 else _alike_in_all(one, other, bool(shared))


def _same_people(one: Marks, other: Marks, shared: frozenset[str]) -> bool:
    if len(shared) >= 2 or (shared and one.people == other.people):
        return True
    if one.people and other.people and not shared:
        return False
    if min(len(one.people), len(other.people)) > 1:  # another partner is another meeting, or a name misspelt
        countries = len(one.countries) == 2 and one.countries == other.countries
        return countries and _share(one, other) >= MOST_WORDS
    return _alike_in_all(one, other, bool(shared))


def _alike_in_all(one: Marks, other: Marks, shared: bool) -> bool:
    same_place = bool(one.place) and one.place == other.place
    same_bodies = bool(one.bodies) and one.bodies == other.bodies
    same_occasion = bool(one.occasion) and one.occasion == other.occasion
    some = same_place or same_bodies or same_occasion or bool(one.countries and other.countries)
    people = shared or not (one.people and other.people)
    return some and people and _no_conflict(one, other) and _share(one, other) >= SAME_WORDS


def _no_conflict(one: Marks, other: Marks) -> bool:
    """Whether neither the places nor the countries of two accounts contradict each other."""
    if one.place and other.place and one.place != other.place:
        return False
    return one.countries <= other.countries or other.countries <= one.countries


def _recalled_later(one: Marks, other: Marks, shared: bool) -> bool:
    """Whether an account that recalls an event of some month or weeks may mean the one another dates to the day."""
    if one.kind not in ONCE or "background" not in (one.status, other.status):
        return False
    people = shared or not (one.people and other.people)
    same = bool(one.countries) and one.countries == other.countries
    return people and same and _no_conflict(one, other) and _share(one, other) >= RECALLED


def _told_soon(undated: Marks, dated: Marks) -> bool:
    """Whether an account without a day appeared within days of the other's day."""
    if undated.date or dated.grain != "day" or undated.status != dated.status:
        return False
    return bool(undated.published and dated.day) and 0 <= undated.published - dated.day <= SOON


def _reprinted(one: Marks, other: Marks, apart: int) -> bool:
    """Whether a sentence is the other, reprinted: on days that agree, or without a day in reports of about one time."""
    least, most = sorted((len(one.main), len(other.main)))
    if least < FEWEST_WORDS or least < SAME_SENTENCE * most or not _no_conflict(one, other):
        return False
    if one.date and other.date:
        near = apart == 0
    else:
        near = not (one.published and other.published) or abs(one.published - other.published) <= SAME_MONTH
    return near and len(frozenset(one.main).intersection(other.main)) / most >= SAME_SENTENCE


def _share(one: Marks, other: Marks) -> float:
    """Return the share of the shorter account's words that the other has too."""
    common = len(frozenset(one.content).intersection(other.content))
    return common / max(1, min(len(one.content), len(other.content)))


@lru_cache(maxsize=65_536)
def days_between(one: str, other: str) -> int:
    """Return how many days lie between two dates: 0 where they may be the same, a lifetime where that is open."""
    if one and other and overlap(one, other):
        return 0
    (first, first_end), (second, second_end) = bounds(one) if one else ("", ""), bounds(other) if other else ("", "")
    if not (first and second):
        return 99_999
    low, high = sorted([(first, first_end or first), (second, second_end or second)])
    return ordinal(high[0]) - ordinal(low[1])


def neighbours(dated: Iterable[tuple[str, Item]], days: int) -> Iterator[tuple[Item, Item]]:
    """Yield the pairs of items whose dates lie at most so many days apart, without comparing all with all."""
    entries = []
    for order, (date, item) in enumerate(dated):
        first, last = bounds(date)
        if first:
            begin = ordinal(first)
            end = ordinal(last) or begin
            entries.append((begin, end, order, item))
    entries.sort(key=lambda entry: entry[:3])
    open_: list[tuple[int, int, int, Item]] = []
    for entry in entries:
        open_ = [other for other in open_ if other[1] + days >= entry[0]]
        yield from ((other[3], entry[3]) for other in open_)
        open_.append(entry)


def alike(one: Told, other: Told) -> float:
    """Return the share of the shorter account's longer words that the other has too."""
    first, second = _content(one), _content(other)
    return len(first & second) / max(1, min(len(first), len(second)))


def _content(account: Told) -> frozenset[int]:
    text = account.reading.text
    return frozenset().union(*(_words(text, span) for span in account.event.evidence))


@lru_cache(maxsize=65_536)
def _words(text: str, span: Span) -> frozenset[int]:
    """Return the longer words of a sentence, by their numbers."""
    found = LONGER.findall(text[slice(*span)].lower())
    return frozenset(map(_numbering().__getitem__, found)) - NO_WORD


@cache
def _vocabulary() -> tuple[dict[str, str], frozenset[str]]:
    lexicon = load("events")
    same = {str(word): str(group[0]) for group in lexicon["synonyms"] for word in group}
    return same, frozenset(map(str, lexicon["beside"]))
