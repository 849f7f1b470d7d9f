"""Makers of dates in other calendars and of holidays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from analysis.dates.context import Context
from analysis.dates.grammar import Hit
from analysis.dates.make_calendar import day_number
from analysis.dates.meaning import Meaning, dated, guard, maker, undated
from analysis.dates.reckon import Day, easter, from_lunar, from_solar, nth_weekday, week
from analysis.lexicons import load

SOLAR_SHIFT = 621  # the Solar Hijri year that begins in a year of our calendar
FEASTS = ("ramadan", "ramazan", "muharram")  # lunar months that news names alone


def _converted(first: date, last: date, reason: str, *, doubtful: bool = False) -> Meaning:
    if first != last:
        return dated(f"{first}/{last}", "explicit", reason, day=Day(first.year))
    day = Day(first.year, first.month, first.day)
    return dated(str(first), "explicit", reason, day=day, date=f"{first}~" if doubtful else str(first))


@maker
def solar(hit: Hit, ctx: Context) -> Meaning | None:
    """“1 Mehr 1404”, “Khordad 1404”, “the Iranian year 1404”."""
    month, day = int(hit.value("month")) if hit.has("month") else None, day_number(hit)
    if not hit.has("year"):
        return _solar_day(hit, ctx, month, day) if month and day else None
    span = from_solar(int(hit.text("year")), month, day)
    return _converted(*span, "converted from the Solar Hijri calendar") if span else None


def _solar_day(hit: Hit, ctx: Context, month: int, day: int) -> Meaning:
    """“22 Bahman”: of the Solar Hijri year nearest to the publication."""
    base = ctx.anchor.whole
    years = range(base.year - SOLAR_SHIFT - 2, base.year - SOLAR_SHIFT + 2) if base else range(0)
    days = [span[0] for year in years if (span := from_solar(year, month, day))]
    found = _on_side(days, base, ctx.tense(hit)) if base else None
    if found is None:
        return undated("DATE", "XXXX-XX-XX", "a Solar Hijri day whose year is not told")
    reason = f"converted from the Solar Hijri calendar, the one closest to {ctx.anchor.words}"
    return dated(str(found), "inferred", reason, day=Day(found.year, found.month, found.day))


@maker
def lunar(hit: Hit, ctx: Context) -> Meaning | None:
    """“15 Ramadan 1446”: reckoned, the moon may move it by a day."""
    month, day = int(hit.value("month")), day_number(hit)
    if hit.has("year"):
        span = from_lunar(int(hit.text("year")), month, day)
        reason = "converted from the Hijri calendar, right to about a day"
        return _converted(*span, reason, doubtful=True) if span else None
    if not day and hit.text("month") not in FEASTS:
        return None
    return undated("DATE", "XXXX-XX-XX" if day else "XXXX-XX", "a Hijri date whose year is not told")


@maker
def holiday(hit: Hit, ctx: Context) -> Meaning | None:
    """Christmas, Nowruz, Thanksgiving: of the year named, or the one nearest to the publication."""
    spot = hit.spot("holiday")
    words = hit.text("holiday").replace(" ' ", "'").replace(" ’ ", "'")
    name = str(hit.value("holiday")) if spot and spot[2] == "holiday" else words
    if hit.tokens.words[hit.stop - 1].lower() == "eve" and not name.endswith("eve"):
        name = f"{name} eve"
    entry = load("dates_holidays").get(name)
    if entry is None or _names_person(hit):
        return None
    if hit.has("year"):
        found, basis, reason = holiday_day(entry, int(hit.text("year"))), "explicit", "named with its year"
    else:
        found = _nearest(entry, ctx.anchor.whole, ctx.tense(hit))
        basis, reason = "relative", f"the one closest to {ctx.anchor.words}"
    if found is None:
        return undated("DATE", "XXXX-XX-XX", "the year of the holiday is not told")
    value = week(found) if entry.get("week") else str(found)
    return dated(value, basis, reason, day=Day(found.year, found.month, found.day))


def _names_person(hit: Hit) -> bool:
    """Whether a holiday of one word is somebody's first name ("Navruz Karimzoda")."""
    words = hit.tokens.words
    following = words[hit.stop] if hit.stop < len(words) else ""
    return hit.stop - hit.first == 1 and following[:1].isupper() and following.lower() not in guard("of_holidays")


def holiday_day(entry: dict[str, Any], year: int) -> date | None:
    """Give the day of a holiday in a year."""
    try:
        if "day" in entry:
            return date.fromisoformat(f"{year:04d}-{entry['day']}")
        if "easter" in entry:
            return easter(year) + timedelta(days=int(entry["easter"]))
        if "solar" in entry:
            span = from_solar(year - SOLAR_SHIFT, 1, 1)
            return span[0] if span else None
        month, weekday, nth = entry["nth"]
        return nth_weekday(year, month, weekday, nth) + timedelta(days=entry.get("plus", 0))
    except (ValueError, OverflowError):
        return None


def _nearest(entry: dict[str, Any], base: date | None, tense: int) -> date | None:
    """Give the day of a holiday nearest to the publication, on the side the tense says."""
    if base is None:
        return None
    days = [day for year in range(base.year - 1, base.year + 2) if (day := holiday_day(entry, year))]
    return _on_side(days, base, tense)


def _on_side(days: list[date], base: date, tense: int) -> date | None:
    """Give the day nearest to another one, on the side the tense says."""
    sided = [day for day in days if tense == 0 or (day <= base if tense < 0 else day >= base)]
    return min(sided or days, key=lambda day: abs(day - base), default=None)
