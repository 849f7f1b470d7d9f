"""The year of a date that names none: from the publication, from a weekday, from years the text names."""

from __future__ import annotations

from analysis.dates import edtf
from analysis.dates.context import Context, Meaning
from analysis.dates.grammar import Hit
from analysis.dates.reckon import Day, make_day, to_edtf

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
POSSIBLE_YEARS = range(1990, 2040)  # years that an open date is looked for in
TENSES = {-1: True, 1: False}


def choose_year(hit: Hit, ctx: Context, month: int, day: int | None, weekday: int | None) -> Meaning:
    """Find the year of a month or day without one; it stays open (``XXXX``) where nothing tells."""
    tense = ctx.tense(hit)
    past = TENSES.get(tense)
    anchor = ctx.anchor
    found: Day | None = None
    candidates: tuple[str, ...] = ()
    basis, reason = "inferred", ""
    if anchor.day.year is not None:
        found = ctx.closest(month, day, tense)
        if found is not None:
            told = {-1: ", told as past", 1: ", told as ahead"}.get(tense, "")
            reason = f"no year is given; {edtf.display(str(found))} is the closest to {anchor.words}{told}"
            if weekday and day:
                found, reason = _with_weekday(ctx, found, weekday, reason)
    elif weekday and day:
        found, candidates, reason = by_weekday(ctx, month, day, weekday)
    elif ctx.day and ctx.day.year is not None and ctx.day.month is not None:
        found = Day(ctx.day.year, month, day)
        reason = f"no year is given; the date told before is of {ctx.day.year}"
    if found is None or not found.valid:
        found = Day(None, month, day)
        basis, reason = "explicit", reason or "the text gives no year"
        candidates = candidates or tuple(
            str(Day(y, month, day)) for y in ctx.years if Day(y, month, day).valid
        )
    return Meaning(
        "DATE", str(found), ctx.approximately(to_edtf(str(found)), "Y"), "", basis, reason,
        past=past, candidates=candidates, day=found,
    )  # fmt: skip


def fitting_years(
    month: int, day: int, weekday: int, years: range | tuple[int, ...] = POSSIBLE_YEARS
) -> list[int]:
    """Give the years in which a day and month fall on a weekday (1 Monday to 7 Sunday)."""
    return [y for y in years if (d := make_day(y, month, day)) and d.isoweekday() == weekday]


def by_weekday(ctx: Context, month: int, day: int, weekday: int) -> tuple[Day | None, tuple[str, ...], str]:
    """Cut the candidate years of a weekday with a date down by the years the text names."""
    name = f"{day} {edtf.MONTHS[month - 1]}"
    fits = fitting_years(month, day, weekday)
    named = fitting_years(month, day, weekday, ctx.years)
    if len(named) == 1:
        year = named[0]
        return (
            Day(year, month, day),
            (),
            f"{name} was a {WEEKDAYS[weekday - 1]} in {year}; the text names {year}",
        )
    candidates = tuple(str(Day(y, month, day)) for y in (named or fits))
    return None, candidates, f"no year is given; {name} was a {WEEKDAYS[weekday - 1]} in several years"


def _with_weekday(ctx: Context, found: Day, weekday: int, reason: str) -> tuple[Day, str]:
    """Let the weekday choose between the years next to the publication."""
    if found.year is None or found.month is None or found.day is None:
        return found, reason
    whole = found.whole
    name = WEEKDAYS[weekday - 1]
    if whole and whole.isoweekday() == weekday:
        return found, f"{reason}, and a {name}"
    near = fitting_years(found.month, found.day, weekday, (found.year - 1, found.year + 1))
    if len(near) == 1 and ctx.anchor.whole is None:
        return Day(
            near[0], found.month, found.day
        ), f"{edtf.display(str(found))} was no {name}, but in {near[0]} it was"
    actual = WEEKDAYS[whole.isoweekday() - 1] if whole else ""
    return found, f"{reason}; it was a {actual}, not a {name}"
