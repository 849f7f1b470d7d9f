"""Makers of periods told from another: last month, the following year, the weekend, the end of the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from analysis.dates.context import Context
from analysis.dates.edtf import display
from analysis.dates.grammar import Hit
from analysis.dates.make_calendar import calendar, day_number, edge_of
from analysis.dates.make_quarters import quarter_told, shifted_quarter
from analysis.dates.make_seasons import season_near
from analysis.dates.meaning import NOT_KNOWN, STRETCH, Meaning, dated, guard, maker, period_guard, undated
from analysis.dates.reckon import Day, quarter, to_edtf, week
from analysis.dates.years import TENSES

OPEN_VALUES = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXX", "CE": "XX",
}  # fmt: skip
UNIT_NAMES = {
    "D": "day",
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}
# words that count from the date told before, not from the publication
ANAPHORIC = frozenset({"following", "previous", "preceding", "same", "that", "ensuing", "prior"})
EDGES = ("START", "MID", "END")


def period(ctx: Context, unit: str, shift: int, origin: Day | None = None) -> Meaning:
    """Give the period of a unit that lies a number of units from the publication or another date."""
    moved = ctx.shift("W" if unit == "WE" else unit, shift, origin)
    value = _period_value(unit, moved) if moved else ""
    if not value:
        return undated("DATE", OPEN_VALUES.get(unit, "XXXX"), NOT_KNOWN)
    side = {-1: "before that of", 0: "of", 1: "after that of"}[(shift > 0) - (shift < 0)]
    point = display(to_edtf(str(origin))) if origin else ctx.anchor.words
    reason = f"the {UNIT_NAMES.get(unit, 'period')} {side} {point}"
    meaning = dated(value, "relative", reason, day=moved if unit in ("D", "W", "M", "Y") else None)
    if origin is None:
        meaning.date = ctx.approximately(meaning.date, unit)
    return meaning


def _period_value(unit: str, day: Day) -> str:
    """Write the period of a unit around a day as a TIMEX3 value."""
    if unit in ("D", "M", "Y"):
        return str(day)
    if unit in ("W", "2W"):
        return week(day.whole) if day.whole else ""
    if unit == "Q":
        return f"{day.year}-Q{quarter(day.month)}" if day.year and day.month else ""
    if day.year is None:
        return ""
    return f"{day.year:04d}"[: 3 if unit == "DE" else 2]


@maker
def relative_unit(hit: Hit, ctx: Context) -> Meaning | None:
    """“last month”, “the following year”, “this summer”, “early next week”."""
    spot = hit.spot("rel")
    if spot is None:
        return None
    word, shift, unit = hit.text("rel"), int(hit.value("rel")), str(hit.value("unit"))
    before = hit.tokens.words[spot[0] - 1].lower() if spot[0] > hit.first else ""
    told = word in ANAPHORIC or (word == "next" and (before == "the" or unit == "D"))
    modifier = edge_of(hit) or str(hit.value("partial") or "")
    modifier = modifier if modifier in EDGES else ""
    if hit.has("season"):
        meaning = season_near(ctx, str(hit.value("season")), shift)
    elif (
        unit.startswith("T")
        or (spot[2] in ("current", "this") and unit == "D")
        or (spot[2] == "current" and unit in ("DE", "CE"))
    ):
        return None
    elif word == "past" and unit in ("D", "W", "M", "DE", "CE"):
        return undated("DURATION", f"P1{unit}", STRETCH, modifier=modifier, past=True)
    else:
        meaning = _unit_away(ctx, unit, shift, word, told)
    if unit == "W" and word == "this" and hit.text("partial") == "earlier":
        meaning.date = _until_now(meaning.date, ctx)
    meaning.modifier = modifier
    if shift < 0 or (shift > 0 and not told):
        meaning.past = shift < 0
    else:
        meaning.past = TENSES.get(ctx.tense(hit))
    return meaning


def _until_now(days: str, ctx: Context) -> str:
    """Cut the days of this week at the publication: earlier in it lies nothing that is still to come."""
    begin, now = days.partition("/")[0], str(ctx.anchor.whole or "")
    return f"{begin}/{now}" if "/" in days and begin < now else days


@maker
def day_of_month(hit: Hit, ctx: Context) -> Meaning | None:
    """“the 27th of this month”, “the first day of next month”."""
    if hit.value("unit") != "M":
        return None
    word = hit.text("rel")
    month = _unit_away(ctx, "M", int(hit.value("rel")), word, word in ANAPHORIC)
    found = replace(month.day, day=day_number(hit)) if month.day else None
    if found is None or not found.valid:
        return None
    meaning = dated(str(found), "relative", f"a day of {month.reason}", day=found)
    meaning.date = ctx.approximately(meaning.date)
    meaning.anchor, meaning.past = month.anchor, TENSES.get(ctx.tense(hit))
    return meaning


def _unit_away(ctx: Context, unit: str, shift: int, word: str, told: bool) -> Meaning:
    """Give the unit that lies so many units from the publication, or from what was told before."""
    if unit == "WE":
        return weekend_near(ctx, shift, ctx.day if told else None)
    if unit == "Q" and ctx.quarter and (told or word == "latest"):
        return quarter_told(ctx, shift)
    if unit == "Q" and word == "latest":
        shift = -1
    origin = (ctx.whole if unit in ("D", "W") else ctx.day) if told else None
    if told and unit == "D" and origin is None and shift:
        return undated("DATE", OPEN_VALUES["D"], "the day it counts from is not told")
    meaning = period(ctx, unit, shift, origin)
    if unit == "Q" and meaning.date:
        ctx.quarter = (int(meaning.value[:4]), int(meaning.value[-1]))
    if origin is not None:
        meaning.anchor = ctx.day_at
    return meaning


def weekend_near(ctx: Context, shift: int, origin: Day | None = None) -> Meaning:
    """Give the weekend a number of weeks from the publication or another day."""
    base = (origin.whole if origin else None) or ctx.anchor.whole
    if base is None:
        return undated("DATE", "XXXX-WXX-WE", NOT_KNOWN)
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=shift)
    saturday = monday + timedelta(days=5)
    day = Day(saturday.year, saturday.month, saturday.day)
    meaning = dated(f"{week(monday)}-WE", "relative", f"counted from {ctx.anchor.words}", day=day)
    meaning.date = ctx.approximately(meaning.date)
    return meaning


@maker
def weekend(hit: Hit, ctx: Context) -> Meaning | None:
    """“the weekend”: the one before the publication, or the coming one where the sentence looks ahead."""
    tense, base = ctx.tense(hit), ctx.anchor.whole
    meaning = weekend_near(ctx, 0 if base and (base.isoweekday() >= 6 or tense > 0) else -1)
    meaning.past = TENSES.get(tense)
    return meaning


@maker
def week_of(hit: Hit, ctx: Context) -> Meaning | None:
    """“the week of March 6”."""
    found = calendar(hit, ctx) if hit.has("month") else None
    if not isinstance(found, Meaning) or found.day is None or found.day.whole is None:
        return None
    return dated(week(found.day.whole), found.basis, found.reason, day=found.day)


@maker
def end_of_unit(hit: Hit, ctx: Context) -> Meaning | None:
    """“the end of the year”."""
    unit = str(hit.value("unit"))
    if unit not in UNIT_NAMES or unit == "D":
        return None
    meaning = period(ctx, unit, 0)
    meaning.modifier = edge_of(hit)
    return meaning


@maker
def year_end(hit: Hit, ctx: Context) -> Meaning | None:
    """“year-end”."""
    meaning = period(ctx, "Y", 0)
    meaning.modifier = "END"
    return meaning


@maker
def plain_unit(hit: Hit, ctx: Context) -> Meaning | None:
    """“the year”, “the month”: that of the publication; “the quarter”: the one told before."""
    words, unit = hit.tokens.words, str(hit.value("unit"))
    after = words[hit.stop].lower() if hit.stop < len(words) else "."
    before = words[hit.first - 1].lower() if hit.first else "."
    if unit == "Y" and after in ("ended", "ending"):
        return undated("DURATION", "P1Y", STRETCH)
    if unit == "Q":
        return shifted_quarter(ctx, 0) if after != "-" else None
    if before not in period_guard(unit) or after in guard("period_after_not"):
        return None
    if unit == "D" and words[hit.first - 2].lower() not in ("later", "earlier", "early", "late"):
        return None
    return period(ctx, unit, 0)
