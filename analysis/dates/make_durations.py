"""Makers of durations, sets and vague references: a 15-year hiatus, every day, recently."""

from __future__ import annotations

from analysis.dates.context import Context
from analysis.dates.grammar import Hit
from analysis.dates.meaning import AGAIN, STRETCH, Meaning, guard, maker, undated
from analysis.dates.quantity import count_of, duration_value, soft

VAGUE = "how long is not told"
RESULTS_OF_MONTHS = 6  # “the nine months”: what follows is no longer told by quarters


def _note_months(ctx: Context, unit: str, number: float | None) -> None:
    """Forget the quarter told before once results of many months are told."""
    if unit == "M" and number is not None and number >= RESULTS_OF_MONTHS:
        ctx.quarter = None


@maker
def duration(hit: Hit, ctx: Context) -> Meaning | None:
    """“five hours”, “a 15-year hiatus”, “nearly eight decades”; not the ages of people, not a named war."""
    unit, words = str(hit.value("unit")), [w.lower() for w in hit.tokens.words[hit.first : hit.stop]]
    if _is_age(hit, unit) or _is_name(hit, words) or _is_no_length(hit, unit, words):
        return None
    number = count_of(hit)
    if number is not None and hit.has("half"):
        number += 0.5
    _note_months(ctx, unit, number)
    if words[0] in ("a", "an") and len(words) == 2 and (again := per_unit(hit, ctx)):
        return again if isinstance(again, Meaning) and again.type == "SET" else None
    value = duration_value(None if words[-2:] == ["or", "two"] else number, unit)
    meaning = undated("DURATION", value, STRETCH, modifier=soft(hit))
    if "-" in words[1:] and words[0] in ("the", "a", "an"):
        meaning.first = hit.first + 1
    return meaning


def _is_age(hit: Hit, unit: str) -> bool:
    """Whether the years are an age: “52 years old”, “44-year-old”."""
    after = hit.tokens.words[hit.stop].lower() if hit.stop < len(hit.tokens.words) else ""
    return after == "old" or (hit.text("long") == "old" and unit == "Y")


def _is_name(hit: Hit, words: list[str]) -> bool:
    """Whether a length is a name: “the 12-day war”."""
    after = hit.tokens.words[hit.stop].lower() if hit.stop < len(hit.tokens.words) else ""
    before = hit.tokens.words[hit.first - 1].lower() if hit.first else ""
    return after == "war" and "-" in words and (words[0] == "the" or before == "the")


def _is_no_length(hit: Hit, unit: str, words: list[str]) -> bool:
    """Whether the words only look like a length: “a second”, “three quarters”, “1/4 quarter”."""
    if unit == "WE" or (unit == "TS" and words[-1] == "second"):
        return True
    if hit.text("number") in ("a", "an") and (hit.spot("unit") or ("", "", ""))[2] == "unitn":
        return True
    if unit == "Q":
        return hit.text("number") in ("a", "one", "three") or "/" in words
    number = count_of(hit)
    return unit == "Y" and number is not None and 1500 <= number <= 2100


@maker
def long_duration(hit: Hit, ctx: Context) -> Meaning | None:
    """“decades-long”, “years-old”, “week-long”."""
    if hit.has("single"):
        return undated("DURATION", duration_value(1, str(hit.value("single"))), STRETCH)
    return undated("DURATION", duration_value(None, str(hit.value("unit"))), VAGUE)


@maker
def fiscal_year(hit: Hit, ctx: Context) -> Meaning | None:
    """“the fiscal year”: a stretch of one year whose limits are the company's."""
    return undated("DURATION", "P1Y", STRETCH)


@maker
def stretch(hit: Hit, ctx: Context) -> Meaning | None:
    """“the past two years”, “the next few days”, “the first nine months”."""
    unit, number = str(hit.value("unit")), count_of(hit)
    _note_months(ctx, unit, number)
    return undated("DURATION", duration_value(number, unit), STRETCH).narrowed(hit.spot("core"))


@maker
def vague_stretch(hit: Hit, ctx: Context) -> Meaning | None:
    """“recent years”, “coming months”, “the weeks ahead”."""
    if hit.has("recent"):
        return undated("DATE", "PAST_REF", "the recent past, no dates told", past=True)
    return undated("DURATION", duration_value(None, str(hit.value("unit"))), VAGUE)


@maker
def bare_units(hit: Hit, ctx: Context) -> Meaning | None:
    """“for years”, “over decades”."""
    unit = str(hit.value("unit"))
    before = hit.tokens.words[hit.first - 1].lower() if hit.first else ""
    if unit in ("WE", "Q") or unit.startswith("T") or before not in guard("stretch_before"):
        return None
    if before in ("of", "in") and unit != "Y":
        return None
    return undated("DURATION", duration_value(None, unit), VAGUE)


@maker
def every(hit: Hit, ctx: Context) -> Meaning | None:
    """“every year”, “each July”, “every two weeks”, “every Monday”."""
    if hit.has("weekday"):
        return undated("SET", f"XXXX-WXX-{hit.value('weekday')}", "every week")
    if hit.has("month"):
        return undated("SET", f"XXXX-{int(hit.value('month')):02d}", "every year")
    if hit.has("season"):
        return undated("SET", f"XXXX-{hit.value('season')}", "every year")
    if hit.has("part"):
        return undated("SET", f"XXXX-XX-XXT{hit.value('part')}", "every day")
    number = count_of(hit) if hit.has("number") or hit.has("vague") else 2 if hit.has("other") else 1
    return undated("SET", duration_value(number, str(hit.value("unit"))), AGAIN)


@maker
def per_unit(hit: Hit, ctx: Context) -> Meaning | None:
    """“twice a year”, “50 cents per day”; else “a year” is a stretch."""
    words, unit = hit.tokens.words, str(hit.value("unit"))
    before = words[hit.first - 1] if hit.first else "."
    rate = hit.words.value("scale", before) is not None or before.lower() in guard("rate_before")
    plural = before.endswith("s") and before.islower() and len(before) > 3
    if unit in ("TS", "WE", "Q"):
        return None
    if words[hit.first].lower() == "per" or rate or before.isdigit():
        return undated("SET", duration_value(1, unit), AGAIN)
    if plural and before not in guard("no_rate_before"):
        return undated("SET", duration_value(1, unit), AGAIN)
    return undated("DURATION", duration_value(1, unit), STRETCH)


@maker
def set_word(hit: Hit, ctx: Context) -> Meaning | None:
    """“daily”, “annually”."""
    return undated("SET", str(hit.value("set")), AGAIN)


@maker
def reference(hit: Hit, ctx: Context) -> Meaning | None:
    """“now”, “recently”, “the future”: no date, only a side."""
    value = str(hit.option("value"))
    past = {"PAST_REF": True, "FUTURE_REF": False}.get(value)
    return undated("DATE", value, "no date is told", past=past).narrowed(hit.spot("core"))
