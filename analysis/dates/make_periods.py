"""Makers of periods told from another: last month, the third quarter, this summer, the weekend."""

from __future__ import annotations

import re
from datetime import timedelta

from analysis.dates.context import Context, Meaning, maker
from analysis.dates.grammar import Hit
from analysis.dates.make_calendar import calendar, edge_of
from analysis.dates.make_days import day_meaning
from analysis.dates.reckon import Day, quarter as quarter_of, season_year, shift_days, to_edtf, week
from analysis.dates.years import TENSES

OPEN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
}
ANAPHORIC = {"following", "previous", "same"}  # these count from the date told before


def period(ctx: Context, unit: str, shift: int, origin: Day | None, reason: str) -> Meaning:
    """Give the period of a unit that lies a number of units from the publication or another date."""
    moved = ctx.shift(unit, shift, origin)
    start = origin or ctx.anchor.day
    value, day = "", moved
    if moved is not None and unit in ("D", "M", "Y"):
        value = str(moved)
    elif moved is not None and unit in ("W", "2W", "WE") and moved.whole:
        value = week(moved.whole)
    elif moved is not None and unit == "Q" and moved.year and moved.month:
        value = f"{moved.year}-Q{quarter_of(moved.month)}"
        ctx.quarter = (moved.year, quarter_of(moved.month))
    elif moved is not None and unit == "DE" and moved.year:
        value, day = f"{moved.year:04d}"[:3], None
    elif moved is not None and unit == "CE" and moved.year:
        value, day = f"{moved.year:04d}"[:2], None
    if not value:
        return Meaning("DATE", OPEN.get(unit, "XXXX"), "", "", "none", "the date it counts from is not known")
    date = to_edtf(value)
    if origin is None:
        date = ctx.approximately(date, unit)
    del start
    return Meaning("DATE", value, date, "", "relative", reason, day=day)


def reason_of(ctx: Context, unit: str, shift: int, told: bool) -> str:
    """Say in words what a period counts from."""
    names = {
        "D": "day",
        "W": "week",
        "M": "month",
        "Q": "quarter",
        "Y": "year",
        "DE": "decade",
        "CE": "century",
    }
    side = {-1: "before that of", 0: "of", 1: "after that of"}[(shift > 0) - (shift < 0)]
    point = "the date told before" if told else ctx.anchor.words
    return f"the {names.get(unit, 'period')} {side} {point}"


@maker
def relative_unit(hit: Hit, ctx: Context) -> Meaning | None:
    """“last month”, “the following year”, “this summer”, “early next week”."""
    spot = hit.spot("rel")
    if spot is None:
        return None
    word, kind = hit.text("rel"), spot[2]
    shift = int(hit.value("rel"))
    told = word in ("following", "previous", "preceding", "same", "that", "ensuing", "prior") or (
        word == "next" and spot[0] > hit.first and hit.tokens.words[spot[0] - 1].lower() == "the"
    )
    modifier = edge_of(hit) or (str(hit.value("partial") or "") if hit.has("partial") else "")
    modifier = modifier if modifier in ("START", "MID", "END") else ""
    if hit.has("season"):
        meaning = season_near(ctx, str(hit.value("season")), shift, hit)
    else:
        unit = str(hit.value("unit"))
        if (
            unit.startswith("T")
            or kind == "current"
            and unit in ("D", "DE")
            or word == "latest"
            and unit not in ("Q", "Y", "M", "W")
        ):
            return None
        if word == "past" and unit in ("D", "W", "M", "DE"):
            return Meaning(
                "DURATION", f"P1{unit}", "", modifier, "none", "a stretch of time up to the publication"
            )
        if unit == "WE":
            meaning = weekend_near(ctx, shift, ctx.day if told else None)
        elif unit == "Q" and told and ctx.quarter and ctx.quarter[0] is not None:
            meaning = quarter_shift(ctx, shift)
        elif unit == "Q" and word in ("latest",) and ctx.quarter:
            meaning = quarter_shift(ctx, 0)
        elif unit == "Q" and word == "latest":
            meaning = period(ctx, unit, -1, None, reason_of(ctx, unit, -1, False))
        else:
            origin = (ctx.whole if unit in ("D", "W") else ctx.day) if told else None
            meaning = period(ctx, unit, shift, origin, reason_of(ctx, unit, shift, origin is not None))
            if origin is not None:
                meaning.anchor = ctx.day_at
    meaning.modifier = modifier
    meaning.past = True if shift < 0 else False if shift > 0 and not told else TENSES.get(ctx.tense(hit))
    return meaning


def quarter_shift(ctx: Context, shift: int) -> Meaning:
    """Give the quarter a number of quarters from the one told before."""
    year, number = ctx.quarter or (None, 1)
    index = (year or 0) * 4 + number - 1 + shift
    ctx.quarter = (index // 4, index % 4 + 1)
    value = f"{index // 4}-Q{index % 4 + 1}"
    return Meaning(
        "DATE",
        value,
        to_edtf(value),
        "",
        "relative",
        "counted from the quarter told before",
        day=Day(index // 4),
    )


def season_near(ctx: Context, season: str, shift: int, hit: Hit) -> Meaning:
    """Give “last fall”, “this summer”, “next spring” seen from the publication."""
    now = season_year(ctx.anchor.day)
    order = ("SP", "SU", "FA", "WI")
    if now is None:
        return Meaning("DATE", f"XXXX-{season}", "", "", "none", "the date of publication is not known")
    year, current = ctx.anchor.day.year or now[0], order.index(now[1])
    wanted = order.index(season)
    if shift < 0:
        year = now[0] - (wanted >= current)
    elif shift > 0:
        year = now[0] + (wanted <= current)
    elif season == "WI" and (ctx.anchor.day.month or 6) < 3:
        year = now[0]
    value = f"{year}-{season}"
    return Meaning(
        "DATE", value, to_edtf(value), "", "relative", f"counted from {ctx.anchor.words}", day=Day(year)
    )


@maker
def season(hit: Hit, ctx: Context) -> Meaning | None:
    """“summer 2024”, “in the spring”."""
    code = str(hit.value("season"))
    spot = hit.spot("season")
    core = hit.spot("core")
    if hit.has("year") or hit.has("thisyear") or hit.has("lastyear") or hit.has("nextyear"):
        if hit.has("year"):
            number: int | None = int(hit.text("year"))
        else:
            moved = ctx.shift("Y", -1 if hit.has("lastyear") else 1 if hit.has("nextyear") else 0)
            number = moved.year if moved else None
        value = f"{number or 'XXXX'}-{code}"
        basis = "explicit" if hit.has("year") else "relative"
        return Meaning(
            "DATE",
            value,
            to_edtf(value),
            edge_of(hit),
            basis,
            "the season is named with its year",
            day=Day(number),
        )
    if spot is None or core is None:
        return None
    after = hit.tokens.words[spot[1]].lower() if spot[1] < len(hit.tokens.words) else "."
    if hit.text("season") in ("fall", "spring") and core[1] - core[0] == 1 or after in ("of", "into", "in"):
        return None
    tense = ctx.tense(hit)
    meaning = season_near(ctx, code, 1 if tense > 0 else 0, hit)
    if (
        tense <= 0
        and meaning.date
        and ctx.anchor.whole
        and to_edtf(meaning.value)[:4] == str(ctx.anchor.day.year)
    ):
        order = {"WI": 0, "SP": 3, "SU": 6, "FA": 9}
        if order[code] > (ctx.anchor.day.month or 12) and code != "WI":
            meaning = season_near(ctx, code, -1, hit)
    elif tense > 0 and season_year(ctx.anchor.day) == (ctx.anchor.day.year, code):
        meaning = season_near(ctx, code, 0, hit)
    meaning.first, meaning.stop, meaning.modifier = core[0], core[1], edge_of(hit)
    return meaning


def weekend_near(ctx: Context, shift: int, origin: Day | None, tense: int = 0) -> Meaning:
    """Give the weekend a number of weeks from the publication."""
    base = (origin.whole if origin else None) or ctx.anchor.whole
    if base is None:
        return Meaning("DATE", "XXXX-WXX-WE", "", "", "none", "the date of publication is not known")
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=shift)
    value = f"{week(monday)}-WE"
    saturday = monday + timedelta(days=5)
    day = Day(saturday.year, saturday.month, saturday.day)
    return Meaning(
        "DATE",
        value,
        ctx.approximately(to_edtf(value)),
        "",
        "relative",
        f"counted from {ctx.anchor.words}",
        day=day,
    )


@maker
def weekend(hit: Hit, ctx: Context) -> Meaning | None:
    """“the weekend”: the one before the publication, or the coming one where the sentence looks ahead."""
    tense, base = ctx.tense(hit), ctx.anchor.whole
    shift = 0 if base and (base.isoweekday() >= 6 or tense > 0) else -1
    meaning = weekend_near(ctx, shift, None)
    meaning.past = TENSES.get(tense)
    return meaning


@maker
def week_of(hit: Hit, ctx: Context) -> Meaning | None:
    """“the week of March 6”."""
    found = calendar(hit, ctx) if hit.has("month") else None
    if not isinstance(found, Meaning) or found.day is None or found.day.whole is None:
        return None
    value = week(found.day.whole)
    return Meaning("DATE", value, to_edtf(value), "", found.basis, found.reason, day=found.day)


@maker
def end_of_unit(hit: Hit, ctx: Context) -> Meaning | None:
    """“the end of the year”."""
    unit = str(hit.value("unit"))
    if unit not in ("W", "M", "Q", "Y", "DE", "CE"):
        return None
    meaning = period(ctx, unit, 0, None, reason_of(ctx, unit, 0, False))
    meaning.modifier = edge_of(hit)
    return meaning


@maker
def year_end(hit: Hit, ctx: Context) -> Meaning | None:
    """“year-end”."""
    meaning = period(ctx, "Y", 0, None, reason_of(ctx, "Y", 0, False))
    meaning.modifier = "END"
    return meaning


@maker
def quarter(hit: Hit, ctx: Context) -> Meaning | None:
    """“the third quarter of 1984”, “third-quarter”, “this year's third quarter”."""
    number = hit.value("nth")
    if isinstance(number, str) and re.fullmatch(r"[1-4](?:st|nd|rd|th)?", number):
        number = int(number[0])
    if not isinstance(number, int) or not 1 <= number <= 4:
        return None
    if hit.has("plural"):
        return Meaning("SET", f"XXXX-Q{number}", reason="every year")
    basis, reason = "relative", f"the last such quarter seen from {ctx.anchor.words}"
    if hit.has("year"):
        year: int | None = int(hit.text("year"))
        basis, reason = "explicit", "quarter and year are written out"
    else:
        year = _quarter_year(hit, ctx, number)
        if year is None:
            return Meaning("DATE", f"XXXX-Q{number}", "", "", "none", "the year is not told")
    if not hit.has("year") and year is not None and _says_year_ago(hit):
        year -= 1
    elif not _lies_ahead(ctx, year, number):
        ctx.quarter = (year, number)
    value = f"{year}-Q{number}"
    meaning = Meaning("DATE", value, to_edtf(value), edge_of(hit), basis, reason, day=Day(year))
    words = [w.lower() for w in hit.tokens.words[hit.first : hit.stop]]
    if words[0] in ("the", "its", "their") and words[-2:] == ["-", "quarter"]:
        meaning.first = hit.first + 1
    return meaning


def _quarter_year(hit: Hit, ctx: Context, number: int) -> int | None:
    anchor = ctx.anchor.day
    if anchor.year is None:
        return ctx.year
    shift = {"last": -1, "next": 1}.get(hit.text("owner"))
    if hit.has("owner"):
        return anchor.year + (shift or 0)
    if anchor.month is None:
        return anchor.year
    tense = ctx.tense(hit)
    if number > quarter_of(anchor.month) and tense <= 0:
        return anchor.year - 1
    if number < quarter_of(anchor.month) - 2 and tense > 0:
        return anchor.year + 1
    return anchor.year


def _lies_ahead(ctx: Context, year: int | None, number: int) -> bool:
    """Whether a quarter is that of the publication or a later one, so that no results refer to it."""
    anchor = ctx.anchor.day
    if anchor.year is None or anchor.month is None or year is None:
        return False
    return (year, number) >= (anchor.year, quarter_of(anchor.month))


@maker
def quarter_ended(hit: Hit, ctx: Context) -> Meaning | None:
    """“the quarter ended July 31”: the one that month lies in."""
    number = quarter_of(int(hit.value("month")))
    year = _quarter_year(hit, ctx, number)
    core = hit.spot("core")
    if year is None or core is None:
        return None
    ctx.quarter = (year, number)
    value = f"{year}-Q{number}"
    reason = "the quarter in which the day it ended lies"
    meaning = Meaning("DATE", value, to_edtf(value), "", "relative", reason, day=Day(year))
    meaning.first, meaning.stop = core[0], core[1]
    return meaning


@maker
def plain_period(hit: Hit, ctx: Context) -> Meaning | None:
    """“the latest period”, “the quarter”: the quarter told before, else the last one."""
    words = [w.lower() for w in hit.tokens.words[hit.first : hit.stop]]
    if ctx.quarter and ctx.quarter[0] is not None and "current" not in words:
        return quarter_shift(ctx, 0)
    if words[-1] == "period":
        return None
    shift = 0 if "current" in words else -1
    return period(ctx, "Q", shift, None, reason_of(ctx, "Q", shift, False))


def _says_year_ago(hit: Hit) -> bool:
    words = " ".join(hit.tokens.words[hit.first : hit.stop]).lower()
    return "year - ago" in words or "year - earlier" in words


@maker
def half(hit: Hit, ctx: Context) -> Meaning | None:
    """“the first half of 2025”."""
    number = hit.value("nth")
    if number not in (1, 2):
        return None
    shift = {"last": -1, "next": 1}.get(hit.text("owner"), 0)
    moved = ctx.shift("Y", shift)
    year = int(hit.text("year")) if hit.has("year") else moved.year if moved else None
    if year is None:
        return Meaning("DATE", f"XXXX-H{number}", reason="the year is not told")
    value = f"{year}-H{number}"
    basis = "explicit" if hit.has("year") else "relative"
    return Meaning("DATE", value, to_edtf(value), "", basis, "half and year are told", day=Day(year))


@maker
def year_ago(hit: Hit, ctx: Context) -> Meaning | None:
    """“the year-ago quarter”: the period told before, one year earlier."""
    meaning = _year_ago(hit, ctx)
    if core := hit.spot("core"):
        meaning.first = core[0] - (hit.tokens.words[core[0] - 1].lower() == "the" if core[0] > hit.first else 0)
        meaning.stop = core[1]
    return meaning


def _year_ago(hit: Hit, ctx: Context) -> Meaning:
    if ctx.quarter and ctx.quarter[0] is not None:
        value = f"{ctx.quarter[0] - 1}-Q{ctx.quarter[1]}"
        return Meaning(
            "DATE",
            value,
            to_edtf(value),
            "",
            "relative",
            "one year before the quarter told before",
            day=Day(ctx.quarter[0] - 1),
        )
    return period(ctx, "Y", -1, None, reason_of(ctx, "Y", -1, False))


@maker
def year_period(hit: Hit, ctx: Context) -> Meaning | None:
    """“the 1988 quarter”: the quarter told before, in that year."""
    year = int(hit.text("year"))
    if ctx.quarter:
        value = f"{year}-Q{ctx.quarter[1]}"
        return Meaning(
            "DATE",
            value,
            to_edtf(value),
            "",
            "relative",
            "the quarter told before, in the year named",
            day=Day(year),
        )
    return Meaning("DATE", str(year), str(year), "", "explicit", "the year is written out", day=Day(year))


@maker
def plain_unit(hit: Hit, ctx: Context) -> Meaning | None:
    """“the quarter”, “the year”: the one told before, or that of the publication."""
    unit = str(hit.value("unit"))
    after = hit.tokens.words[hit.stop].lower() if hit.stop < len(hit.tokens.words) else "."
    before = hit.tokens.words[hit.first - 1].lower() if hit.first else "."
    if after in ("of", "when", "that", "in", "before", "after") and unit != "Q" or after in ("-",):
        return None
    if unit == "Q":
        if ctx.quarter and ctx.quarter[0] is not None:
            return quarter_shift(ctx, 0)
        return period(ctx, "Q", -1, None, reason_of(ctx, "Q", -1, False))
    if unit == "Y" and after in ("ended", "ending"):
        return Meaning("DURATION", "P1Y", reason="a stretch of one year")
    if unit == "Y" and before in ("of", "for", "in", "during", "so", "on", "through", "throughout"):
        return period(ctx, "Y", 0, None, reason_of(ctx, "Y", 0, False))
    if unit == "W" and before in ("for", "of", "during", "earlier", "in", "later"):
        return period(ctx, "W", 0, None, reason_of(ctx, "W", 0, False))
    if unit == "M" and before in ("for", "of", "during", "earlier", "in", "later"):
        return period(ctx, "M", 0, None, reason_of(ctx, "M", 0, False))
    if unit == "D" and before in ("in", "during", "earlier", "later"):
        return day_meaning(ctx, shift_days(ctx.anchor.day, 0), reason_of(ctx, "D", 0, False))
    return None
