"""Makers of dates in other calendars and of holidays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from analysis.dates.context import Context, Meaning, maker
from analysis.dates.grammar import Hit
from analysis.dates.make_calendar import day_number
from analysis.dates.reckon import Day, easter, from_lunar, from_solar, nth_weekday, week
from analysis.lexicons import load


def _spanned(first: date, last: date, how: str, doubtful: bool) -> Meaning:
    day = Day(first.year, first.month, first.day)
    if first == last:
        return Meaning(
            "DATE", str(first), f"{first}~" if doubtful else str(first), "", "explicit", how, day=day
        )
    span = f"{first}/{last}"
    return Meaning("DATE", span, span, "", "explicit", how, day=Day(first.year))


@maker
def solar(hit: Hit, ctx: Context) -> Meaning | None:
    """“1 Mehr 1404”, “Khordad 1404”, “the Iranian year 1404”."""
    month = int(hit.value("month")) if hit.has("month") else None
    day = day_number(hit)
    if month and not day and not hit.has("year"):
        return None
    if not hit.has("year"):
        return Meaning("DATE", "XXXX-XX-XX", reason="a Solar Hijri day whose year is not told")
    span = from_solar(int(hit.text("year")), month, day)
    return _spanned(*span, "converted from the Solar Hijri calendar", False) if span else None


@maker
def lunar(hit: Hit, ctx: Context) -> Meaning | None:
    """“15 Ramadan 1446”: reckoned, the moon may move it by a day."""
    month, day = int(hit.value("month")), day_number(hit)
    if not hit.has("year"):
        return (
            None
            if not day and hit.text("month") not in ("ramadan", "muharram", "ramazan")
            else Meaning(
                "DATE", "XXXX-XX" + ("-XX" if day else ""), reason="a Hijri date whose year is not told"
            )
        )
    span = from_lunar(int(hit.text("year")), month, day)
    return _spanned(*span, "converted from the Hijri calendar, right to about a day", True) if span else None


@maker
def holiday(hit: Hit, ctx: Context) -> Meaning | None:
    """Christmas, Nowruz, Thanksgiving: of the year named, or the one nearest to the publication."""
    words = hit.text("holiday").replace(" ' ", "'").replace(" ’ ", "’").replace("’", "'")
    name = str(hit.value("holiday")) if (hit.spot("holiday") or (0, 0, ""))[2] else words
    tail = hit.tokens.words[hit.stop - 1].lower()
    key = "christmas eve" if name == "christmas" and tail == "eve" else name
    entry = load("dates_holidays").get(key)
    if entry is None:
        return None
    if hit.has("year"):
        found = holiday_day(entry, int(hit.text("year")))
        basis, reason = "explicit", "the holiday is named with its year"
    else:
        found, basis, reason = (
            _nearest(entry, ctx, ctx.tense(hit)),
            "relative",
            f"the one closest to {ctx.anchor.words}",
        )
    if found is None:
        return Meaning("DATE", "XXXX-XX-XX", reason="the year of the holiday is not told")
    if entry.get("week"):
        value = week(found)
        return Meaning(
            "DATE",
            value,
            f"{found}/{found + timedelta(days=6)}",
            "",
            basis,
            reason,
            day=Day(found.year, found.month, found.day),
        )
    return Meaning(
        "DATE", str(found), str(found), "", basis, reason, day=Day(found.year, found.month, found.day)
    )


def holiday_day(entry: dict[str, Any], year: int) -> date | None:
    """Give the day of a holiday in a year."""
    try:
        if "day" in entry:
            month, day = (int(p) for p in entry["day"].split("-"))
            return date(year, month, day)
        if "easter" in entry:
            return easter(year) + timedelta(days=int(entry["easter"]))
        if "solar" in entry:
            span = from_solar(year - 621, 1, 1)
            return span[0] if span else None
        month, weekday, nth = entry["nth"]
        return nth_weekday(year, month, weekday, nth) + timedelta(days=entry.get("plus", 0))
    except (ValueError, OverflowError):
        return None


def _nearest(entry: dict[str, Any], ctx: Context, tense: int) -> date | None:
    base = ctx.anchor.whole
    if base is None:
        return None
    days = [d for y in (base.year - 1, base.year, base.year + 1) if (d := holiday_day(entry, y))]
    if tense < 0:
        days = [d for d in days if d <= base] or days
    elif tense > 0:
        days = [d for d in days if d >= base] or days
    return min(days, key=lambda d: abs(d - base))
