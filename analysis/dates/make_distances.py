"""Makers of distances: two years ago, ten days earlier, less than two months later."""

from __future__ import annotations

from analysis.dates.context import Context
from analysis.dates.edtf import display
from analysis.dates.grammar import Hit
from analysis.dates.make_quarters import a_year_before
from analysis.dates.meaning import NOT_KNOWN, STRETCH, Meaning, dated, maker, undated
from analysis.dates.quantity import count_of, duration_value, soft
from analysis.dates.reckon import Day, to_edtf, week

# units of a distance: how finely a date so many of them away is known; their name
UNITS = {
    "D": ("D", "day"), "W": ("W", "week"), "2W": ("W", "fortnight"), "M": ("M", "month"),
    "Q": ("M", "quarter"), "Y": ("Y", "year"), "DE": ("Y", "decade"), "CE": ("Y", "century"),
}  # fmt: skip
SOFTENED = ("APPROX", "LESS_THAN", "MORE_THAN")


@maker
def distance(hit: Hit, ctx: Context) -> Meaning | None:
    """“two years ago” counts from the publication, “two months later” from the date told before."""
    unit = str(hit.value("unit") or "Y")
    side = hit.value("dir")
    side = side if isinstance(side, int) else 1
    number = count_of(hit)
    told = hit.text("dir") not in ("ago", "back", "from now")
    if number is None:
        return undated("DATE", "PAST_REF" if side < 0 else "FUTURE_REF", "how long is not told", past=side < 0)
    if unit not in UNITS:
        return undated("DURATION", duration_value(number, unit), STRETCH, past=side < 0)
    if unit == "Y" and side < 0 and ctx.quarter and (told or number == 1):
        meaning = a_year_before(ctx, int(number))
        meaning.past = True
        return meaning
    origin = ctx.day if told else None
    if origin is not None and origin.month is None and unit in ("D", "W"):
        origin = ctx.whole or origin  # "until 2027 … A day earlier": of the day told, not of the year
    meaning = _counted(hit, ctx, unit, number * side, origin)
    if origin is not None:
        meaning.anchor = ctx.day_at
    else:
        meaning.past = side < 0
    if told and side < 0:
        meaning.day = None  # what was earlier is background: the story goes on from the date before
    meaning.modifier = soft(hit)
    return meaning


def _counted(hit: Hit, ctx: Context, unit: str, number: float, origin: Day | None) -> Meaning:
    """Count units from a day; “less than” leaves the stretch between as an interval."""
    grain, name = UNITS[unit]
    moved = ctx.shift(unit, int(number), origin)
    if moved is None:
        return undated("DATE", "XXXX", NOT_KNOWN)
    count = f"{abs(number):g} {name}{'' if abs(number) == 1 else 's'}"
    point = display(to_edtf(str(origin))) if origin else ctx.anchor.words
    reason = f"{count} {'before' if number < 0 else 'after'} {point}"
    value = week(moved.whole) if unit in ("W", "2W") and moved.whole else str(moved)
    meaning = dated(value, "relative", reason, day=moved)
    meaning.date = ctx.approximately(meaning.date, grain)
    if soft(hit) == "LESS_THAN" and origin is not None and origin.year is not None and grain != "Y":
        start = to_edtf(str(Day(origin.year, origin.month, origin.day if moved.day else None)))
        meaning.date = "/".join(sorted((start, meaning.date)))
        meaning.reason = f"less than {reason}"
    elif soft(hit) in SOFTENED and meaning.date and not meaning.date.endswith("~"):
        meaning.date += "~"
    return meaning
