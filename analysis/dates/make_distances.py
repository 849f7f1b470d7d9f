"""Makers of distances, durations, sets and vague references: two years ago, 15-year, every day, recently."""

from __future__ import annotations

from dataclasses import replace

from analysis.dates.context import Context, Meaning, maker
from analysis.dates.grammar import Hit
from analysis.dates.make_periods import period
from analysis.dates.quantity import duration as duration_value
from analysis.dates.quantity import number_of, soft
from analysis.dates.reckon import Day, to_edtf, week

GRAIN = {"D": "D", "W": "D", "2W": "D", "M": "M", "Q": "M", "Y": "Y", "DE": "Y", "CE": "Y"}
UNIT_NAMES = {
    "D": "day",
    "W": "week",
    "2W": "fortnight",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
    "CE": "century",
}


@maker
def distance(hit: Hit, ctx: Context) -> Meaning | None:
    """“two years ago” counts from the publication, “two months later” from the date told before."""
    unit = str(hit.value("unit") or "Y")
    direction = int(hit.value("dir")) if isinstance(hit.value("dir"), int) else 1
    number = None if hit.has("vague") and hit.text("vague").split()[-1] != "couple" else number_of(hit)
    if hit.has("vague") and "couple" in hit.text("vague"):
        number = 2
    told = hit.text("dir") not in ("ago", "from now")
    if number is None or unit not in GRAIN:
        value = "PAST_REF" if direction < 0 else "FUTURE_REF"
        if unit not in GRAIN and number is not None:
            return Meaning("DURATION", duration_value(number, unit), reason="a stretch of time")
        return Meaning("DATE", value, reason="how long is not told", past=direction < 0)
    if told and direction < 0 and unit == "Y" and ctx.quarter and ctx.quarter[0]:
        return _quarters_back(ctx, int(number))
    if not told and unit == "Y" and number == 1 and ctx.quarter and ctx.quarter[0]:
        return _quarters_back(ctx, 1)
    origin = ctx.day if told and ctx.day is not None else None
    meaning = _counted(hit, ctx, unit, number, direction, origin)
    meaning.past = direction < 0 if not told else None
    if origin is not None:
        meaning.anchor = ctx.day_at
    if told and direction < 0:
        meaning.day = None  # what was earlier is background: the story goes on from the date before
    meaning.modifier = soft(hit)
    return meaning


def _quarters_back(ctx: Context, years: int) -> Meaning:
    year, number = ctx.quarter or (0, 1)
    value = f"{(year or 0) - years}-Q{number}"
    return Meaning(
        "DATE",
        value,
        to_edtf(value),
        "",
        "relative",
        "the quarter told before, a year earlier",
        day=Day((year or 0) - years),
        past=True,
    )


def _counted(hit: Hit, ctx: Context, unit: str, number: float, direction: int, origin: Day | None) -> Meaning:
    """Count units from a day; “less than” leaves the stretch between as an interval."""
    whole = int(number)
    point = "the date told before" if origin else ctx.anchor.words
    side = "before" if direction < 0 else "after"
    reason = f"{number:g} {UNIT_NAMES[unit]}{'' if number == 1 else 's'} {side} {point}"
    moved = ctx.shift(unit, direction * whole, origin)
    if moved is None:
        return Meaning("DATE", "XXXX", "", "", "none", "the date it counts from is not known")
    if unit in ("W", "2W") and moved.day is None:
        moved = replace(moved)
    value = str(moved)
    date = ctx.approximately(to_edtf(value), GRAIN[unit])
    if soft(hit) == "LESS_THAN" and origin is not None and unit in ("D", "W", "M"):
        ends = sorted((to_edtf(str(Day(origin.year, origin.month, origin.day if moved.day else None))), date))
        if all(ends) and origin.year is not None:
            date, reason = "/".join(ends), f"less than {reason}"
    elif soft(hit) in ("APPROX", "LESS_THAN", "MORE_THAN") and date and "~" not in date:
        date = f"{date}~"
    return Meaning("DATE", value, date, "", "relative", reason, day=moved)


@maker
def duration(hit: Hit, ctx: Context) -> Meaning | None:
    """“five hours”, “a 15-year hiatus”, “nearly eight decades”; not the ages of people, not a named war."""
    unit = str(hit.value("unit") or "Y")
    if hit.rule.name == "long duration":
        unit = str(hit.words.value("unitn", hit.tokens.words[hit.first]))
        return Meaning("DURATION", duration_value(None, unit), reason="how long is not told")
    words = [w.lower() for w in hit.tokens.words[hit.first : hit.stop]]
    after = [w.lower() for w in hit.tokens.words[hit.stop : hit.stop + 2]]
    if "old" in after[:1] or hit.text("long") == "old" and unit == "Y" or unit == "WE":
        return None
    named = words[0] == "the" or (hit.first > 0 and hit.tokens.words[hit.first - 1].lower() == "the")
    if after[:1] == ["war"] and "-" in words and named:
        return None
    if words[0] in ("a", "an", "half", "-") and unit.startswith("T") and unit in ("TS",):
        return None
    if unit == "TS" and words[-1] == "second" and words[0] in ("a", "one"):
        return None
    if unit in ("Q",) and (hit.text("number") in ("a", "one", "three") or "/" in words):
        return None
    number = (
        2 if "couple" in words else 12 if "dozen" in words else number_of(hit) if hit.has("number") else None
    )
    if number is not None and unit == "Y" and 1500 <= number <= 2100:
        return None
    if hit.has("half") and number is not None:
        number += 0.5
    value = duration_value(None if words[-2:] == ["or", "two"] else number, unit)
    if unit == "M" and number is not None and number >= 6:
        ctx.quarter = None
    if number == 1 and words[0] in ("a", "an") and len(words) == 2:
        again = per_unit(hit, ctx)
        if isinstance(again, Meaning):
            return again
    meaning = Meaning("DURATION", value, "", soft(hit), "none", "a stretch of time")
    if words[0] == "the" and "-" in words:
        meaning.first = hit.first + 1
    return meaning


@maker
def fiscal_year(hit: Hit, ctx: Context) -> Meaning | None:
    """“the fiscal year”: a stretch of one year whose limits are the company's."""
    return Meaning("DURATION", "P1Y", reason="a stretch of one year")


@maker
def stretch(hit: Hit, ctx: Context) -> Meaning | None:
    """“the past two years”, “the next few days”, “the first nine months”."""
    unit, core = str(hit.value("unit")), hit.spot("core")
    vague = hit.text("vague")
    number = 2 if "couple" in vague else number_of(hit) if hit.has("number") else None
    if unit == "M" and number is not None and number >= 6:
        ctx.quarter = None
    meaning = Meaning("DURATION", duration_value(number, unit), reason="a stretch of time")
    if core:
        meaning.first, meaning.stop = core[0], core[1]
    return meaning


@maker
def vague_stretch(hit: Hit, ctx: Context) -> Meaning | None:
    """“recent years”, “coming months”, “past weeks”."""
    spot = hit.spot("units")
    word = hit.tokens.words[spot[0]] if spot else hit.tokens.words[hit.first + 1]
    unit = str(hit.words.value("unitn", word))
    if hit.has("recent"):
        return Meaning("DATE", "PAST_REF", reason="the recent past, no dates told", past=True)
    return Meaning("DURATION", duration_value(None, unit), reason="how long is not told")


@maker
def bare_units(hit: Hit, ctx: Context) -> Meaning | None:
    """“for years”, “over decades”."""
    unit = str(hit.words.value("unitn", hit.tokens.words[hit.stop - 1]))
    before = hit.tokens.words[hit.first - 1].lower() if hit.first else ""
    if unit == "WE" or before not in ("for", "in", "over", "after", "of", "within") or unit.startswith("T"):
        return None
    if (
        before in ("of", "in")
        and unit != "Y"
        or before == "over"
        and hit.stop - hit.first == 1
        and unit == "D"
    ):
        return None
    return Meaning("DURATION", duration_value(None, unit), reason="how long is not told")


@maker
def every(hit: Hit, ctx: Context) -> Meaning | None:
    """“every year”, “each July”, “every two weeks”, “every Monday”."""
    if hit.has("weekday"):
        return Meaning("SET", f"XXXX-WXX-{hit.value('weekday')}", reason="every week")
    if hit.has("month"):
        return Meaning("SET", f"XXXX-{int(hit.value('month')):02d}", reason="every year")
    if hit.has("season"):
        return Meaning("SET", f"XXXX-{hit.value('season')}", reason="every year")
    if hit.has("part"):
        return Meaning("SET", f"XXXX-XX-XXT{hit.value('part')}", reason="every day")
    number = number_of(hit) if hit.has("number") else 2 if hit.has("other") else 1
    return Meaning("SET", duration_value(number, str(hit.value("unit"))), reason="again and again")


PER_BEFORE = frozenset("times time once twice day days hours month months".split())


@maker
def per_unit(hit: Hit, ctx: Context) -> Meaning | None:
    """“twice a year”, “50 cents per day”; else “a year” is a stretch."""
    words, tags = hit.tokens.words, hit.tokens.tags
    unit = str(hit.value("unit"))
    before = words[hit.first - 1] if hit.first else "."
    rate = hit.words.value("scale", before) is not None or before.lower() in PER_BEFORE or before.isdigit()
    if (
        words[hit.first].lower() == "per"
        or rate
        or (
            before.endswith("s")
            and before.islower()
            and len(before) > 3
            and before not in ("was", "this", "plus", "versus", "perhaps", "less", "always")
        )
    ):
        return Meaning("SET", duration_value(1, unit), reason="again and again")
    del tags
    return (
        None
        if unit in ("TS", "WE", "Q") or hit.rule.name == "duration"
        else Meaning("DURATION", duration_value(1, unit), reason="a stretch of time")
    )


@maker
def set_word(hit: Hit, ctx: Context) -> Meaning | None:
    """“daily”, “annually”."""
    return Meaning("SET", str(hit.value("set")), reason="again and again")


@maker
def reference(hit: Hit, ctx: Context) -> Meaning | None:
    """“now”, “recently”, “the future”: no date, only a side."""
    value = str(hit.option("value"))
    core = hit.spot("core")
    past = {"PAST_REF": True, "FUTURE_REF": False}.get(value)
    meaning = Meaning("DATE", value, reason="no date is told", past=past)
    if core:
        meaning.first, meaning.stop = core[0], core[1]
    return meaning


def week_of_day(day: Day) -> str:
    """Give the ISO week of a whole day, ``""`` otherwise."""
    return week(day.whole) if day.whole else ""


__all__ = ["period"]
