"""Makers of days told from another day: weekdays, yesterday, parts of days, clock times."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.dates import edtf
from analysis.dates.context import NEAR, Context, Meaning, maker
from analysis.dates.grammar import Hit
from analysis.dates.make_calendar import calendar
from analysis.dates.reckon import Day, shift_days, to_edtf, week
from analysis.dates.years import TENSES, WEEKDAYS

OPEN_DAY = "XXXX-XX-XX"


def day_meaning(ctx: Context, day: Day | None, reason: str, basis: str = "relative") -> Meaning:
    """Give the meaning of a day counted from the publication, open when that is not known."""
    if day is None:
        return Meaning("DATE", OPEN_DAY, "", "", "none", "the day of publication is not known")
    return Meaning("DATE", str(day), ctx.approximately(to_edtf(str(day))), "", basis, reason, day=day)


def with_part(meaning: Meaning, part: str | None) -> Meaning:
    """Add a part of the day or a clock time to the value of a day."""
    if part:
        meaning.type, meaning.value = "TIME", f"{meaning.value}T{part}"
    return meaning


@maker
def weekday(hit: Hit, ctx: Context) -> Meaning | None:
    """“on Tuesday”, “last Friday night”: the nearest one on the side that the words or the tense say."""
    spot = hit.spot("weekday")
    if spot is None or not _weekday_like(hit, spot):
        return None
    number = int(hit.value("weekday"))
    rel = hit.spot("rel")
    side, strict = _side(hit, rel[2] if rel else "")
    tense = side or ctx.tense(hit)
    if hit.text("rel") == "this" and ctx.anchor.whole is not None and not side:
        tense = 1 if number >= ctx.anchor.whole.isoweekday() else -1
    part = hit.value("part") or hit.value("daypoint")
    found, reason, anchor = resolve_weekday(ctx, number, tense, strict)
    meaning = day_meaning(ctx, found, reason)
    if found is None:
        meaning.value, meaning.reason = f"XXXX-WXX-{number}", reason
    meaning.past, meaning.anchor = TENSES.get(tense), anchor
    if meaning.past is None and found is not None:
        meaning.past = True
    meaning.weekday = number
    return with_part(meaning, part)


def resolve_weekday(
    ctx: Context, number: int, tense: int, strict: bool
) -> tuple[Day | None, str, int | None]:
    """Find the day a weekday means: by a date it stands beside elsewhere, or counted from the publication."""
    name = WEEKDAYS[number - 1]
    base = ctx.anchor.whole
    if base is None:
        if number in ctx.weekdays:
            day, at = ctx.weekdays[number]
            return day, f"the {name} that the text dates {edtf.display(str(day))}", at
        return None, f"a {name}; the date of publication is not known", None
    back = (base.isoweekday() - number) % 7
    if ctx.anchor.approximate and not strict:
        shift = -back if back <= NEAR else 7 - back
        reason = f"the {name} closest to {ctx.anchor.words}"
    elif tense > 0:
        shift = (number - base.isoweekday()) % 7 or (7 if strict else 0)
        reason = f"the first {name} {'after' if strict else 'on or after'} {ctx.anchor.words}"
    else:
        shift = -(back or (7 if strict else 0))
        reason = f"the last {name} {'before' if strict else 'on or before'} {ctx.anchor.words}"
    if shift == 0:
        reason = f"the day of {ctx.anchor.words} was a {name}"
    return shift_days(ctx.anchor.day, shift), reason, None


def _side(hit: Hit, category: str) -> tuple[int, bool]:
    """Say to which side “last”, “next” and the like point, and whether the day itself is out."""
    if category == "past" or hit.text("rel") == "last":
        return -1, True
    if category in ("coming", "following") or hit.text("rel") == "next":
        return 1, True
    return 0, False


def _weekday_like(hit: Hit, spot: tuple[int, int, str]) -> bool:
    """Whether an abbreviated weekday is one and not “the Sun”."""
    if spot[2] != "weekdayabbr":
        return True
    word = hit.tokens.words[spot[0]].lower()
    return word not in ("sun", "sat", "mon", "wed", "fri") or (
        spot[1] < len(hit.tokens.words) and hit.tokens.words[spot[1]] == "." and word != "sun"
    )


@maker
def weekday_set(hit: Hit, ctx: Context) -> Meaning | None:
    """“Mondays”: again and again."""
    return Meaning("SET", f"XXXX-WXX-{hit.value('weekday')}", reason="every week")


@maker
def day(hit: Hit, ctx: Context) -> Meaning | None:
    """Today, yesterday, tomorrow, with a part of the day."""
    shift = int(hit.value("day"))
    words = {0: "the day of", -1: "the day before", 1: "the day after"}[shift]
    meaning = day_meaning(ctx, shift_days(ctx.anchor.day, shift), f"{words} {ctx.anchor.words}")
    meaning.past = {-1: True, 1: False}.get(shift)
    return with_part(meaning, hit.value("part") or hit.value("daypoint"))


@maker
def part_of_day(hit: Hit, ctx: Context) -> Meaning | None:
    """“last night”, “this morning”, “midnight”."""
    part = hit.value("part") or hit.value("daypoint")
    rel = hit.text("rel")
    category = (hit.spot("rel") or (0, 0, ""))[2]
    base: Day | None = ctx.anchor.day
    shift = {"last": -1, "previous": -1, "past": -1}.get(rel, 0)
    if category in ("following", "next"):
        base, shift = ctx.day or ctx.anchor.day, 1
    elif category == "same" or (not rel and hit.has("part") and hit.text("part") != "tonight"):
        if not rel and hit.tokens.words[hit.first].lower() == "the" and ctx.day is None:
            base = ctx.anchor.day
        else:
            base = ctx.day if ctx.day and ctx.day.day else ctx.anchor.day
    found = shift_days(base, shift) if base else None
    reason = f"{'the day before' if shift < 0 else 'the day of'} {ctx.anchor.words}"
    return with_part(day_meaning(ctx, found, reason), part)


@maker
def clock(hit: Hit, ctx: Context) -> Meaning | None:
    """A clock time, alone or with its day."""
    part = _clock_value(hit)
    if part is None:
        return None
    if hit.has("month"):
        meaning = calendar(hit, ctx)
        if not isinstance(meaning, Meaning):
            return None
    elif hit.has("weekday"):
        found, reason, anchor = resolve_weekday(ctx, int(hit.value("weekday")), ctx.tense(hit), False)
        meaning = day_meaning(ctx, found, reason)
        meaning.anchor = anchor
    elif hit.has("today"):
        shift = hit.value("today")
        base = ctx.anchor.day if isinstance(shift, int) else (ctx.day or ctx.anchor.day)
        shift = shift if isinstance(shift, int) else 0 if shift == "the same day" else 1
        meaning = day_meaning(ctx, shift_days(base, shift), f"counted from {ctx.anchor.words}")
    else:
        near = ctx.day if ctx.day and ctx.day.day else ctx.anchor.day
        meaning = day_meaning(ctx, near if near.day else None, "the day told before")
    if hit.spot("mod"):
        meaning.modifier = str(hit.value("mod"))
    return with_part(meaning, part)


def _clock_value(hit: Hit) -> str | None:
    """Give the time of day as TIMEX3 writes it: ``17:00``, ``MO``; None when it is no time."""
    if hit.has("part") or hit.has("daypoint"):
        return str(hit.value("part") or hit.value("daypoint"))
    text = hit.text("clock")
    hour_text = hit.value("hour")
    minute = "00"
    if text:
        found = re.match(r"(\d{1,2}):(\d\d)", text)
        if not found:
            return None
        hour, minute = int(found[1]), found[2]
    else:
        hour = int(hour_text)
    if hit.has("ampm"):
        if hour > 12:
            return None
        afternoon = hit.text("ampm").startswith("p")
        hour = hour % 12 + (12 if afternoon else 0)
    if hour > 24 or int(minute) > 59:
        return None
    return f"{hour:02d}:{minute}"


def week_value(day_: date) -> str:
    """Give the ISO week of a day."""
    return week(day_)


def week_span(day_: date) -> str:
    """Give the Monday and the Sunday around a day, as an EDTF interval."""
    monday = day_ - timedelta(days=day_.weekday())
    return f"{monday}/{monday + timedelta(days=6)}"
