"""Makers of calendar dates: days and months, with a year or without."""

from __future__ import annotations

import re

from analysis.dates import edtf
from analysis.dates.context import Context
from analysis.dates.grammar import Hit
from analysis.dates.meaning import Meaning, dated, guard, maker
from analysis.dates.reckon import Day, from_solar
from analysis.dates.years import choose_year

WRITTEN = "the date is written out in the text"
SOLAR = "converted from the Solar Hijri calendar"
SOLAR_YEARS = range(1300, 1451)
LONGEST_LIST = 6  # days in a row that share a month
LISTING = frozenset({",", "and", "or"})
PIVOT = 50  # two-digit years from here on are of the 20th century
SENTENCE_STARTS = frozenset('."“”`:¶')


def day_number(hit: Hit, nth: int = 0) -> int | None:
    """Give the day of the month a ``day`` capture says."""
    value = hit.value("day", nth)
    digits = re.sub(r"\D", "", str(value)) if value is not None else ""
    return int(digits) if digits else None


def edge_of(hit: Hit) -> str:
    """Give the modifier of “early”, “mid”, “the end of”."""
    return str(hit.value("edge") or "")


def tail_year(hit: Hit, ctx: Context) -> tuple[int | None, str]:
    """Give the year that follows a month (“2025”, “this year”) and the basis it has."""
    if hit.has("year"):
        return int(hit.text("year")), "explicit"
    for name, shift in (("thisyear", 0), ("lastyear", -1), ("nextyear", 1)):
        if hit.has(name):
            moved = ctx.shift("Y", shift)
            return (moved.year if moved else None), "relative"
    if hit.has("toldyear") and ctx.year is not None:
        return ctx.year, "relative"
    return None, ""


@maker
def iso(hit: Hit, ctx: Context) -> Meaning | None:
    """2025-10-28, with a time or not."""
    text = hit.text("iso").upper().replace(" ", "T")
    figures, _, clock = text.partition("T")
    year, month_, day_ = (int(part) for part in re.split(r"\D", figures))
    if year in SOLAR_YEARS:
        span = from_solar(year, month_, day_)
        day, reason = (Day(span[0].year, span[0].month, span[0].day) if span else Day(0)), SOLAR
    else:
        day, reason = Day(year, month_, day_), WRITTEN
    if not day.valid:
        return None
    meaning = dated(str(day), "explicit", reason, day=day)
    if clock:
        meaning.type, meaning.value = "TIME", f"{day}T{clock[:5]}"
    return meaning


@maker
def numeric(hit: Hit, ctx: Context) -> Meaning | None:
    """28.10.2025 or 10/28/2025: which number is the day is settled by its size or by other dates."""
    text = hit.text("date")
    first, second, year = (int(part) for part in re.split(r"\D", text))
    if year < 100:
        if "/" not in text:
            return None
        year += 1900 if year >= PIVOT else 2000
    readings = [day for day in (Day(year, second, first), Day(year, first, second)) if day.valid]
    if not readings:
        return None
    reason = WRITTEN
    if len(set(readings)) == 2:
        if ctx.day_first is None and "." not in text:
            meaning = dated(str(year), "explicit", "day and month cannot be told apart")
            meaning.candidates = tuple(sorted(str(day) for day in readings))
            return meaning
        readings = readings[::-1] if ctx.day_first is False else readings
        reason = "written in figures; other dates of the text show the order of day and month"
    return dated(str(readings[0]), "explicit", reason, day=readings[0])


@maker
def calendar(hit: Hit, ctx: Context) -> Meaning | None:
    """A day or month with or without a year and a weekday."""
    month_, day = int(hit.value("month")), day_number(hit)
    year, basis = tail_year(hit, ctx)
    if not Day(year, month_, day).valid:
        return None
    weekday = hit.value("weekday")
    if basis:
        found = Day(year, month_, day)
        reason = WRITTEN if basis == "explicit" else f"the year counts from {ctx.anchor.words}"
        meaning = dated(str(found), basis, reason, day=found)
    else:
        meaning = choose_year(hit, ctx, month_, day, weekday)
    meaning.modifier = edge_of(hit)
    if weekday and meaning.day:
        meaning.weekday = weekday
        ctx.weekdays.setdefault(weekday, (meaning.day, hit.start))
    return meaning


@maker
def day_range(hit: Hit, ctx: Context) -> list[Meaning] | None:
    """24–25 July: expressions that share month and year, each with the span of all."""
    month_ = int(hit.value("month"))
    days = [day for i in range(LONGEST_LIST) if (day := day_number(hit, i)) is not None]
    year, basis = tail_year(hit, ctx)
    if days != sorted(set(days)) or not all(Day(year, month_, day).valid for day in days):
        return None
    meanings = []
    for nth, day in enumerate(days):
        found = Day(year, month_, day)
        meaning = dated(str(found), basis, WRITTEN, day=found) if basis else choose_year(hit, ctx, month_, day, None)
        meanings.append(meaning.narrowed(hit.spot("side", nth)))
    meanings[-1].stop = hit.stop  # the last side takes the year that stands behind it
    together = days == list(range(days[0], days[-1] + 1)) or not _is_listed(hit)
    return with_span(meanings) if together else meanings


def _is_listed(hit: Hit) -> bool:
    """Whether days are listed ("6, 11 and 19 January") and no stretch from one to another."""
    first, last = hit.spot("side", 0), hit.spot("side", 1)
    between = hit.tokens.words[first[1] : last[0]] if first and last else []
    opening = hit.tokens.words[hit.first].lower()
    return opening not in ("from", "between") and any(word.lower() in LISTING for word in between)


@maker
def date_range(hit: Hit, ctx: Context) -> list[Meaning] | None:
    """“June 13 to July 2, 2025”, “March to May 2025”: the year behind the second side holds for the first."""
    months = [int(hit.value("month", nth)) for nth in (0, 1)]
    days = [day_number(hit, nth) for nth in (0, 1)]
    year, basis = tail_year(hit, ctx)
    meanings = []
    for nth in (0, 1):
        told = year - (nth == 0 and months[0] > months[1]) if year else None
        found = Day(told, months[nth], days[nth])
        if not found.valid:
            return None
        if basis:
            meaning = dated(str(found), basis, WRITTEN, day=found)
        else:
            meaning = choose_year(hit, ctx, months[nth], days[nth], None)
        meanings.append(meaning.narrowed(hit.spot("side", nth)))
    return with_span(meanings)


def with_span(meanings: list[Meaning]) -> list[Meaning]:
    """Give the sides of a range the span of the whole."""
    span = f"{meanings[0].date}/{meanings[-1].date}"
    for meaning in meanings:
        meaning.span = span if edtf.is_valid(span) else ""
    return meanings


@maker
def month(hit: Hit, ctx: Context) -> Meaning | None:
    """A month alone; not where it is a name, a verb or an abbreviation without its full stop."""
    spot = hit.spot("month")
    if spot is None or not _month_like(hit, *spot):
        return None
    meaning = choose_year(hit, ctx, int(hit.value("month")), None, None)
    meaning.modifier = edge_of(hit)
    return meaning


def _month_like(hit: Hit, at: int, stop: int, category: str) -> bool:
    """Whether a capitalised word is a month and not “Mrs. May”, “April Glaspie”, “May I”."""
    words, tags = hit.tokens.words, hit.tokens.tags
    before = words[at - 1] if at else "."
    after = words[stop] if stop < len(words) else "."
    if category == "monthabbr" and after != ".":
        return False
    if hit.first == at and before.isdigit() and len(before) <= 2:
        return False  # the 30th of February
    if before.lower() in guard("month_before") or hit.first < at:
        return True
    if after in guard("month_not_after"):
        return False  # the March for Life
    if words[at].lower() not in guard("month_names"):
        return not (after[:1].isupper() and before[:1].isupper())
    if before[:1].isupper() or before in SENTENCE_STARTS or tags[at - 1 : at] == "¶":
        return after in guard("month_after")
    return not after[:1].isupper() and before.islower()


@maker
def relative_month(hit: Hit, ctx: Context) -> Meaning | None:
    """“last October”, “next May”."""
    spot, anchor = hit.spot("rel"), ctx.anchor.day
    if spot is None or spot[2] in ("same", "previous") or hit.text("rel") == "following":
        return None
    month_, day, side = int(hit.value("month")), day_number(hit), int(hit.value("rel"))
    words = ctx.anchor.words
    if (anchor.year is None or anchor.month is None) and ctx.whole is not None and ctx.whole.year is not None:
        anchor, words = ctx.whole, f"{edtf.display(str(ctx.whole))}, told before"
    if anchor.year is None or anchor.month is None:
        return choose_year(hit, ctx, month_, day, None)
    year = anchor.year
    if side < 0:
        year -= month_ >= anchor.month
    elif side > 0:
        year += month_ <= anchor.month
    found = Day(year, month_, day)
    return dated(str(found), "relative", f"counted from {words}", day=found) if found.valid else None
