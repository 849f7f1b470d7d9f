"""Makers of quarters and halves, and of the periods that results are compared with a year earlier."""

from __future__ import annotations

import re

from analysis.dates.context import Context
from analysis.dates.grammar import Hit
from analysis.dates.make_calendar import edge_of
from analysis.dates.meaning import NOT_KNOWN, Meaning, dated, maker, undated
from analysis.dates.reckon import Day
from analysis.dates.reckon import quarter as quarter_of

OWNERS = {"last": -1, "previous": -1, "prior": -1, "the previous": -1, "next": 1}
DETERMINERS = frozenset({"the", "its", "their", "a"})


def quarter_meaning(year: int, number: int, basis: str, reason: str) -> Meaning:
    """Give the meaning of a quarter of a year."""
    return dated(f"{year}-Q{number}", basis, reason, day=Day(year))


def quarter_told(ctx: Context, shift: int) -> Meaning:
    """Give the quarter a number of quarters from the one told before."""
    year, number = ctx.quarter or (1, 1)
    index = year * 4 + number - 1 + shift
    ctx.quarter = (index // 4, index % 4 + 1)
    return quarter_meaning(*ctx.quarter, "relative", "counted from the quarter told before")


def shifted_quarter(ctx: Context, shift: int) -> Meaning:
    """Give the quarter told before, or without one the last before the publication."""
    if ctx.quarter:
        return quarter_told(ctx, shift)
    anchor = ctx.anchor.day
    if anchor.year is None or anchor.month is None:
        return undated("DATE", "XXXX-QX", NOT_KNOWN)
    index = anchor.year * 4 + quarter_of(anchor.month) - 2 + shift
    ctx.quarter = (index // 4, index % 4 + 1)
    return quarter_meaning(*ctx.quarter, "relative", f"the last quarter before {ctx.anchor.words}")


@maker
def quarter(hit: Hit, ctx: Context) -> Meaning | None:
    """“the third quarter of 1984”, “third-quarter”, “this year's third quarter”, “Q3 2013”."""
    spoken = re.fullmatch(r"([1-4])(?:st|nd|rd|th)?", str(hit.value("nth")))
    if not spoken:
        return None
    number = int(spoken[1])
    if hit.has("fiscal"):
        return undated("DATE", f"XXXX-Q{number}", "a quarter of a fiscal year; its first day is not told")
    if hit.has("plural"):
        return undated("SET", f"XXXX-Q{number}", "every year")
    words = [w.lower() for w in hit.tokens.words[hit.first : hit.stop]]
    if hit.has("year"):
        year: int | None = int(hit.text("year"))
        basis, reason = "explicit", "quarter and year are written out"
    else:
        year = _quarter_year(hit, ctx, number)
        basis, reason = "relative", f"the last such quarter seen from {ctx.anchor.words}"
    if year is None:
        return undated("DATE", f"XXXX-Q{number}", "the year is not told")
    if not hit.has("year") and any(word in ("ago", "earlier") for word in words):
        year -= 1
    elif not _lies_ahead(ctx, year, number):
        ctx.quarter = (year, number)
    meaning = quarter_meaning(year, number, basis, reason)
    meaning.modifier = edge_of(hit)
    if words[0] in DETERMINERS and words[-2:] == ["-", "quarter"]:
        meaning.first = hit.first + 1
    return meaning


def _quarter_year(hit: Hit, ctx: Context, number: int) -> int | None:
    """Give the year of a quarter that names none: the last such one, or the next where it lies ahead."""
    anchor = ctx.anchor.day
    if anchor.year is None:  # "next year" counts from the publication, and a dateline from no year told in passing
        return ctx.year if anchor.month is None and not hit.has("owner") else None
    if hit.has("owner"):
        return anchor.year + OWNERS.get(hit.text("owner"), 0)
    if anchor.month is None:
        return anchor.year
    tense, now = ctx.tense(hit), quarter_of(anchor.month)
    if number > now and tense <= 0:
        return anchor.year - 1
    return anchor.year + (number < now - 2 and tense > 0)


def _lies_ahead(ctx: Context, year: int, number: int) -> bool:
    """Whether a quarter is that of the publication or a later one, so that no results refer to it."""
    anchor = ctx.anchor.day
    if anchor.year is None or anchor.month is None:
        return False
    return (year, number) >= (anchor.year, quarter_of(anchor.month))


@maker
def quarter_ended(hit: Hit, ctx: Context) -> Meaning | None:
    """“the quarter ended July 31”: the one that month lies in."""
    number = quarter_of(int(hit.value("month")))
    year = _quarter_year(hit, ctx, number)
    if year is None:
        return None
    ctx.quarter = (year, number)
    meaning = quarter_meaning(year, number, "relative", "the quarter in which the day it ended lies")
    return meaning.narrowed(hit.spot("core"))


@maker
def plain_period(hit: Hit, ctx: Context) -> Meaning | None:
    """“the latest period”, “the quarter”: the quarter told before, else the last one."""
    words = [w.lower() for w in hit.tokens.words[hit.first : hit.stop]]
    if words[-1] == "period" and not ctx.quarter:
        return None
    if "current" in words:
        anchor = ctx.anchor.day
        if anchor.year is None or anchor.month is None:
            return undated("DATE", "XXXX-QX", NOT_KNOWN)
        return quarter_meaning(anchor.year, quarter_of(anchor.month), "relative", f"that of {ctx.anchor.words}")
    return shifted_quarter(ctx, 0)


@maker
def year_ago(hit: Hit, ctx: Context) -> Meaning | None:
    """“the year-ago quarter”: the period told before, one year earlier."""
    meaning = a_year_before(ctx, 1)
    core = hit.spot("core")
    if core is not None:
        meaning.first = core[0] - (core[0] > hit.first and hit.tokens.words[core[0] - 1].lower() == "the")
        meaning.stop = core[1]
    return meaning


def a_year_before(ctx: Context, years: int) -> Meaning:
    """Give the quarter told before some years earlier, or without one that year."""
    if ctx.quarter:
        reason = "the quarter told before, a year earlier"
        return quarter_meaning(ctx.quarter[0] - years, ctx.quarter[1], "relative", reason)
    moved = ctx.shift("Y", -years)
    if moved is None:
        return undated("DATE", "XXXX", NOT_KNOWN)
    return dated(str(moved), "relative", f"the year before that of {ctx.anchor.words}", day=moved)


@maker
def year_period(hit: Hit, ctx: Context) -> Meaning | None:
    """“the 1988 quarter”: the quarter told before, in that year."""
    year = int(hit.text("year"))
    if ctx.quarter:
        return quarter_meaning(year, ctx.quarter[1], "relative", "the quarter told before, in the year named")
    return dated(str(year), "explicit", "the year is written out", day=Day(year))


@maker
def half(hit: Hit, ctx: Context) -> Meaning | None:
    """“the first half of 2025”."""
    number = hit.value("nth")
    if number not in (1, 2):
        return None
    moved = ctx.shift("Y", OWNERS.get(hit.text("owner"), 0))
    year = int(hit.text("year")) if hit.has("year") else moved.year if moved else None
    if year is None:
        return undated("DATE", f"XXXX-H{number}", "the year is not told")
    basis = "explicit" if hit.has("year") else "relative"
    return dated(f"{year}-H{number}", basis, "half and year are told", day=Day(year))
