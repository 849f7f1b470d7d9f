"""The year of a date that names none: from the publication, from a weekday, from years the text names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from analysis.dates import edtf
from analysis.dates.context import Context
from analysis.dates.grammar import Hit
from analysis.dates.meaning import Meaning, dated
from analysis.dates.reckon import Day, make_day
from analysis.dates.tense import planned_side

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
POSSIBLE_YEARS = range(1990, 2040)  # years that the candidates of an open date are taken from
TENSES = {-1: True, 1: False}
TOLD = {-1: ", told as past", 1: ", told as ahead"}

BEFORE_HEAD = frozenset({".", "!", "?", ";", ":", "–", "—", "”", '"'})
NEAR_LINE = timedelta(days=31)  # between a dateline without a year and a date that tells its year
HEAD = 2  # words before a year that stands at the head of its sentence and frames it
SENTENCE_ENDS = frozenset({".", "!", "?", ";"})


def choose_year(hit: Hit, ctx: Context, month: int, day: int | None, weekday: int | None) -> Meaning:
    """Find the year of a month or day without one; it stays open (``XXXX``) where nothing tells."""
    planned = planned_side(hit.tokens, hit.first)
    tense, reason = (ctx.tense(hit) if planned is None else planned), ""
    candidates: tuple[str, ...] = ()
    found: Day | None = None
    if ctx.year is not None and hit.first and hit.tokens.words[hit.first - 1].lower() == "that":
        found, reason = Day(ctx.year, month, day), f"“that” month: the date told before is of {ctx.year}"
    elif (year := _year_of_sentence(hit, ctx)) is not None:
        found, reason = Day(year, month, day), f"no year is given; its sentence tells of {year}"
    elif ctx.anchor.day.year is not None:
        found = ctx.closest(month, day, tense, ctx.sure_tense(hit))
        reason = f"no year is given; the one closest to {ctx.anchor.words}{TOLD.get(tense, '')}"
        if weekday and found:
            found, reason = _with_weekday(ctx, found, weekday, reason)
    elif weekday and day:
        found, candidates, reason = by_weekday(ctx.years, month, day, weekday)
    elif (year := _year_told(ctx)) is not None:
        found = Day(year, month, day)
        reason = f"no year is given; the date told before is of {year}"
    basis = "inferred"
    if found is None or not found.valid:
        found, basis = Day(None, month, day), "explicit"
        reason = reason or "the text gives no year"
        candidates = candidates or tuple(str(Day(y, month, day)) for y in ctx.years if Day(y, month, day).valid)
    meaning = dated(str(found), basis, reason, day=found)
    meaning.date = ctx.approximately(meaning.date, "Y")
    meaning.past, meaning.candidates = TENSES.get(tense), candidates
    return meaning


def _year_of_sentence(hit: Hit, ctx: Context) -> int | None:
    """Return the year at the head of the same sentence, told without a day ("Last year they met on March 3")."""
    if ctx.alone is None:
        return None
    year, told = ctx.alone
    words, starts = hit.tokens.words, hit.tokens.starts
    at = hit.first - 1
    while at >= 0 and starts[at] > told:
        if words[at] in SENTENCE_ENDS:
            return None
        at -= 1
    ahead = 0
    while at > 0 and words[at - 1] not in BEFORE_HEAD and ahead <= HEAD:
        at, ahead = at - 1, ahead + 1
    return year if ahead <= HEAD else None


def _year_told(ctx: Context) -> int | None:
    """Return the year of the date told last; beside a dateline without a year only if that date lies near it.

    "TEHRAN, Sept 30 … a pact signed in May 2022 … on Oct. 1" is not of 2022.
    """
    told, line = ctx.day, ctx.anchor.day
    if told is None or told.year is None or told.month is None:
        return None
    if line.month is None:
        return told.year
    beside = make_day(told.year, line.month, line.day or 15)
    near = beside is not None and told.whole is not None and abs(beside - told.whole) <= NEAR_LINE
    return told.year if near else None


def fitting_years(month: int, day: int, weekday: int, years: Iterable[int]) -> list[int]:
    """Give the years in which a day and month fall on a weekday (1 Monday to 7 Sunday)."""
    return [y for y in years if (d := make_day(y, month, day)) and d.isoweekday() == weekday]


def by_weekday(years: tuple[int, ...], month: int, day: int, weekday: int) -> tuple[Day | None, tuple[str, ...], str]:
    """Cut the candidate years of a weekday with a date down by the years the text names."""
    name = f"{day} {edtf.MONTHS[month - 1]}"
    named = fitting_years(month, day, weekday, years)
    if len(named) == 1:
        year = named[0]
        return (
            Day(year, month, day),
            (),
            f"{name} was a {WEEKDAYS[weekday - 1]} in {year}; the text names {year}",
        )
    fits = named or fitting_years(month, day, weekday, POSSIBLE_YEARS)
    candidates = tuple(str(Day(year, month, day)) for year in fits)
    return None, candidates, f"no year is given; {name} was a {WEEKDAYS[weekday - 1]} in several years"


def _with_weekday(ctx: Context, found: Day, weekday: int, reason: str) -> tuple[Day, str]:
    """Check the weekday that stands beside a date, and let it choose if the publication is no exact day."""
    whole, name = found.whole, WEEKDAYS[weekday - 1]
    if whole is None or found.year is None or found.month is None or found.day is None:
        return found, reason
    if whole.isoweekday() == weekday:
        return found, f"{reason}, and a {name}"
    near = fitting_years(found.month, found.day, weekday, (found.year - 1, found.year + 1))
    if len(near) == 1 and ctx.anchor.whole is None:
        return Day(near[0], found.month, found.day), f"the {name} fits {near[0]} and not {found.year}"
    return found, f"{reason}; it was a {WEEKDAYS[whole.isoweekday() - 1]}, not a {name}"
