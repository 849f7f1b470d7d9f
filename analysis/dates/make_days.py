"""Makers of days told from another day: weekdays, yesterday, parts of days, clock times."""

from __future__ import annotations

import re
from datetime import date, timedelta

from analysis.dates import edtf
from analysis.dates.context import NEAR, Context
from analysis.dates.grammar import Hit
from analysis.dates.make_calendar import calendar, with_span
from analysis.dates.meaning import Meaning, dated, maker, undated
from analysis.dates.reckon import Day, shift_days
from analysis.dates.tense import same_sentence
from analysis.dates.years import TENSES, WEEKDAYS

AMBIGUOUS_ABBREVIATIONS = frozenset({"sun", "sat", "mon", "wed", "fri"})  # only with a full stop


def day_meaning(ctx: Context, day: Day | None, reason: str) -> Meaning:
    """Give the meaning of a day counted from the publication, open when that is not known."""
    if day is None:
        return undated("DATE", "XXXX-XX-XX", "the day it counts from is not known")
    meaning = dated(str(day), "relative", reason, day=day)
    meaning.date = ctx.approximately(meaning.date)
    return meaning


def with_part(meaning: Meaning, part: str | None) -> Meaning:
    """Add a part of the day or a clock time to the value of a day."""
    if part:
        meaning.type, meaning.value = "TIME", f"{meaning.value}T{part}"
    return meaning


def part_of(hit: Hit) -> str | None:
    """Give the part of the day that is named, as TIMEX3 writes it."""
    part = hit.value("part") or hit.value("daypoint")
    return str(part) if part else None


@maker
def weekday(hit: Hit, ctx: Context) -> Meaning | None:
    """“on Tuesday”, “last Friday night”: the nearest one on the side that the words or the tense say."""
    spot = hit.spot("weekday")
    if spot is None or not _weekday_like(hit, spot):
        return None
    number, side = int(hit.value("weekday")), _side(hit)
    tense = side or ctx.tense(hit)
    base = ctx.anchor.whole
    if hit.text("rel") == "this" and base is not None:
        tense = 1 if number >= base.isoweekday() else -1
    found, reason, anchor = resolve_weekday(ctx, number, tense, strict=bool(side))
    if tense > 0 and not side and (said := _said_on(hit, ctx)):
        found, reason = _next(said, number)
    meaning = day_meaning(ctx, found, reason)
    if found is None:
        meaning.value, meaning.reason = f"XXXX-WXX-{number}", reason
    meaning.past = TENSES.get(tense, True if found else None)
    meaning.anchor, meaning.weekday = anchor, number
    if tense < 0 and found and found.whole:
        ctx.back = found.whole, hit.first
    return with_part(meaning, part_of(hit))


def _said_on(hit: Hit, ctx: Context) -> date | None:
    """Give the weekday that lies back earlier in the sentence: “said on Monday that he would leave on Tuesday”."""
    if ctx.back is None or not same_sentence(hit.tokens, ctx.back[1], hit.first):
        return None
    between = hit.tokens.words[ctx.back[1] : hit.first]
    return ctx.back[0] if "would" in between or "will" in between else None


def _next(said: date, number: int) -> tuple[Day, str]:
    """Give the first weekday after the day on which it was told of."""
    found = said + timedelta(days=(number - said.isoweekday() - 1) % 7 + 1)
    told = edtf.display(said.isoformat())
    return Day(found.year, found.month, found.day), f"the first {WEEKDAYS[number - 1]} after {told}, when it was said"


@maker
def weekday_range(hit: Hit, ctx: Context) -> list[Meaning] | None:
    """“from Sunday to Tuesday”, “on Thursday and Friday”: two weekdays, with the span of both where they are one stretch."""
    sides = [hit.spot("side", nth) for nth in (0, 1)]
    first, last = (int(hit.value("weekday", nth)) for nth in (0, 1))
    tense, length = ctx.tense(hit), (last - first) % 7
    base = ctx.anchor.whole
    if base is None or ctx.anchor.approximate or not length or (hit.text("link") == "and" and length > 1):
        return None
    into = (base.isoweekday() - first) % 7  # days from the first one to the publication
    going_on = into <= length and tense == 0
    found, reason, _ = resolve_weekday(ctx, first, 1 if tense > 0 else -1, strict=False)
    if found and tense <= 0 and into < length and not going_on:
        found = shift_days(found, -7)  # all of it lies back
    meanings = []
    for number, day_, spot in zip((first, last), (found, found and shift_days(found, length)), sides, strict=True):
        meaning = day_meaning(ctx, day_, reason if number == first else f"the {WEEKDAYS[last - 1]} that follows")
        meaning.past, meaning.weekday = TENSES.get(tense, not going_on), number
        meanings.append(meaning.narrowed(spot))
    return with_span(meanings)


def resolve_weekday(ctx: Context, number: int, tense: int, *, strict: bool) -> tuple[Day | None, str, int | None]:
    """Find the day a weekday means: by a date it stands beside elsewhere, or counted from the publication."""
    name, base = WEEKDAYS[number - 1], ctx.anchor.whole
    if base is None:
        if number in ctx.weekdays:
            day_, at = ctx.weekdays[number]
            return day_, f"the {name} that the text dates {edtf.display(str(day_))}", at
        return None, f"a {name}; the date of publication is not known", None
    back = (base.isoweekday() - number) % 7
    if ctx.anchor.approximate and not ctx.anchor.latest and not strict:
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


def _side(hit: Hit) -> int:
    """Say to which side “last”, “next” and the like point."""
    spot = hit.spot("rel")
    if spot is None:
        return 0
    if spot[2] in ("past", "last", "previous"):
        return -1
    return 1 if spot[2] in ("coming", "following", "next") else 0


def _weekday_like(hit: Hit, spot: tuple[int, int, str]) -> bool:
    """Whether an abbreviated weekday is one and not “the Sun”."""
    words = hit.tokens.words
    word = words[spot[0]].lower()
    if spot[2] != "weekdayabbr" or word not in AMBIGUOUS_ABBREVIATIONS:
        return True
    return word != "sun" and spot[1] < len(words) and words[spot[1]] == "."


@maker
def weekday_set(hit: Hit, ctx: Context) -> Meaning | None:
    """“Mondays”, “Friday nights”: again and again."""
    part = f"T{hit.value('part')}" if hit.has("part") else ""
    return undated("SET", f"XXXX-WXX-{hit.value('weekday')}{part}", "every week")


@maker
def day(hit: Hit, ctx: Context) -> Meaning | None:
    """Today, yesterday, tomorrow, with a part of the day."""
    shift = int(hit.value("day"))
    words = {0: "the day of", -1: "the day before", 1: "the day after"}[shift]
    meaning = day_meaning(ctx, shift_days(ctx.anchor.day, shift), f"{words} {ctx.anchor.words}")
    meaning.past = TENSES.get(shift)
    return with_part(meaning, part_of(hit))


@maker
def day_beyond(hit: Hit, ctx: Context) -> Meaning | None:
    """The day before yesterday, the day after tomorrow."""
    shift = -2 if hit.has("past") else 2
    reason = f"two days {'before' if shift < 0 else 'after'} {ctx.anchor.words}"
    return day_meaning(ctx, shift_days(ctx.anchor.day, shift), reason)


@maker
def day_before(hit: Hit, ctx: Context) -> Meaning | None:
    """“held in Baku the day before”: counted from the day told before it."""
    base, point = (ctx.whole, "the day told before") if ctx.whole else (ctx.anchor.day, ctx.anchor.words)
    meaning = day_meaning(ctx, shift_days(base, -1), f"the day before {point}")
    meaning.past, meaning.anchor = True, ctx.day_at if ctx.whole else None
    meaning.day = None
    return meaning


@maker
def part_of_day(hit: Hit, ctx: Context) -> Meaning | None:
    """“last night”, “this morning”, “the next morning”, “midnight”."""
    rel, spot = hit.text("rel"), hit.spot("rel")
    if spot is None and hit.stop < len(hit.tokens.words) and hit.tokens.words[hit.stop] == "of":
        return None  # the night of June 12
    base, shift, point = ctx.anchor.day, 0, ctx.anchor.words
    if rel in ("last", "previous", "past"):
        shift = -1
    elif spot and spot[2] == "following":
        base, shift, point = ctx.whole or base, 1, "the day told before" if ctx.whole else point
    elif (spot and spot[2] == "same") or (not rel and hit.has("part") and hit.stop - hit.first > 1):
        base, point = ctx.whole or base, "the day told before" if ctx.whole else point
    words = {0: "the day of", -1: "the day before", 1: "the day after"}[shift]
    return with_part(day_meaning(ctx, shift_days(base, shift), f"{words} {point}"), part_of(hit))


@maker
def clock(hit: Hit, ctx: Context) -> Meaning | None:
    """A clock time, alone or with its day."""
    part = part_of(hit) or _clock_value(hit)
    if part is None:
        return None
    if hit.has("month"):
        found = calendar(hit, ctx)
        if not isinstance(found, Meaning):
            return None
        meaning = found
    elif hit.has("weekday"):
        day_, reason, anchor = resolve_weekday(ctx, int(hit.value("weekday")), ctx.tense(hit), strict=False)
        meaning = day_meaning(ctx, day_, reason)
        meaning.anchor = anchor
    elif hit.has("today"):
        meaning = _on_told_day(hit, ctx)
    else:
        near = ctx.whole or ctx.anchor.day
        point = "a time of the day told before" if ctx.whole else f"a time of the day of {ctx.anchor.words}"
        meaning = day_meaning(ctx, near if near.day else None, point)
    meaning.modifier = str(hit.value("mod") or "")
    return with_part(meaning, part)


def _on_told_day(hit: Hit, ctx: Context) -> Meaning:
    """Give the day of “9 a.m. yesterday” or “noon the following day”."""
    shift = hit.value("today")
    if isinstance(shift, int):
        return day_meaning(ctx, shift_days(ctx.anchor.day, shift), f"counted from {ctx.anchor.words}")
    base = ctx.whole or ctx.anchor.day
    return day_meaning(ctx, shift_days(base, 0 if shift == "the same day" else 1), "counted from the day told before")


def _clock_value(hit: Hit) -> str | None:
    """Give the time of day as TIMEX3 writes it, ``17:00``; None when it is no time."""
    if text := hit.text("clock"):
        found = re.match(r"(\d{1,2})[:.]?(\d\d)\b", text)
        hour, minute = (int(found[1]), int(found[2])) if found else (99, 0)
    else:
        hour, minute = int(hit.value("hour")), 0
    if hit.has("ampm"):
        hour = 99 if hour > 12 else hour % 12 + (12 if hit.text("ampm").startswith("p") else 0)
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute <= 59 else None
