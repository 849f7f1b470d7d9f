"""Calendar arithmetic: days known in part, shifts by units, weeks and seasons, holidays, other calendars."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

import jdatetime

from analysis.dates.edtf import last_of_month

WITH_TIME = re.compile(r"[\dX]{4}-\d\d-\d\dT")
CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|XXXX-\d\d(-\d\d)?")
FREE_YEAR = 2001  # stands for a year that is not known; no leap year
SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
SEASON_OF_MONTH = ("WI", "WI", "SP", "SP", "SP", "SU", "SU", "SU", "FA", "FA", "FA", "WI")
LEAST_YEAR, LAST_YEAR = 1, 9998


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is known: year, month and day, None where not."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def whole(self) -> date | None:
        """The calendar day, when it is one."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return make_day(self.year, self.month, self.day)

    @property
    def valid(self) -> bool:
        """Whether the calendar has such a day, in some year."""
        if self.year is not None and not LEAST_YEAR <= self.year <= LAST_YEAR:
            return False
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        return self.month is not None and 1 <= self.day <= last_of_month(self.year or 2000, self.month)

    def __str__(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.month is None:
            return year
        return f"{year}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


def make_day(year: int, month: int, day: int) -> date | None:
    """Give a calendar day, None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: Day, number: int) -> Day | None:
    """Move a day; with no year known, month and day move and the year stays open."""
    if day.month is None or day.day is None:
        return None
    start = make_day(day.year or FREE_YEAR, day.month, day.day)
    if start is None:
        return None
    try:
        end = start + timedelta(days=number)
    except OverflowError:
        return None
    return Day(end.year if day.year is not None else None, end.month, end.day)


def shift_months(day: Day, number: int) -> Day | None:
    """Move by months; a day that the month has not becomes its last."""
    if day.month is None or abs(number) > 12 * LAST_YEAR:
        return None
    index = (day.year or FREE_YEAR) * 12 + day.month - 1 + number
    year, month = index // 12, index % 12 + 1
    if not LEAST_YEAR <= year <= LAST_YEAR:
        return None
    last = last_of_month(year, month)
    return Day(year if day.year is not None else None, month, min(day.day, last) if day.day else None)


def shift_years(day: Day, number: int) -> Day | None:
    """Move by years."""
    if day.year is None or not LEAST_YEAR <= day.year + number <= LAST_YEAR:
        return None
    moved = replace(day, year=day.year + number)
    return moved if moved.valid else replace(moved, day=28)


def week(day: date) -> str:
    """Give the ISO week of a day, ``1998-W12``."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def quarter(month: int) -> int:
    """Give the quarter a month lies in."""
    return (month - 1) // 3 + 1


def season_year(day: Day) -> tuple[int, str] | None:
    """Give the season a day lies in and its year; January counts as winter of the year before."""
    if day.year is None or day.month is None:
        return None
    return day.year - (day.month < 3), SEASON_OF_MONTH[day.month - 1]


def to_edtf(value: str) -> str:
    """Turn a TIMEX3 value of a date into EDTF, ``""`` when it names no calendar date."""
    value = value.split("T")[0] if WITH_TIME.match(value) else value
    if CALENDAR.fullmatch(value) or "/" in value:
        return value
    if re.fullmatch(r"\d{3}X?", value):
        return f"{value[:3]}X"
    if re.fullmatch(r"\d{2}(XX)?", value):
        return f"{value[:2]}XX"
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(-WE|-\d)?", value):
        return _week_span(int(found[1]), int(found[2]), found[3] or "")
    if found := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return f"{found[1]}-{32 + int(found[2])}"
    if found := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{found[1]}-{39 + int(found[2])}"
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{found[1]}-{SEASON_CODES[found[2]]}"
    return ""


def _week_span(year: int, number: int, part: str) -> str:
    try:
        monday = date.fromisocalendar(year, number, 1)
        if part == "-WE":
            return f"{monday + timedelta(days=5)}/{monday + timedelta(days=6)}"
        if part:
            return str(date.fromisocalendar(year, number, int(part[1])))
        return f"{monday}/{monday + timedelta(days=6)}"
    except (ValueError, OverflowError):
        return ""


def easter(year: int) -> date:
    """Give Easter Sunday of a year (Gregorian, the anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Give the nth weekday (1 Monday to 7 Sunday) of a month, counted from its end when negative."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, last_of_month(year, month))
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))


def from_solar(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    """Give the first and last Gregorian day of a Solar Hijri day, month or year."""
    try:
        first = jdatetime.date(year, month or 1, day or 1).togregorian()
        if day:
            return first, first
        following = (year + 1, 1) if month in (None, 12) else (year, (month or 1) + 1)
        return first, jdatetime.date(*following, 1).togregorian() - timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def from_lunar(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    """Give the Gregorian days of a Hijri day or month by the tabular calendar, right to a day or two."""
    elapsed = 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    try:
        first = date.fromordinal(227014 + elapsed + (day or 1))
        return first, first + timedelta(days=0 if day else 28)
    except (ValueError, OverflowError):
        return None
