"""Makers of calendar dates: days, months, years, decades, centuries, in our calendar."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.dates import edtf
from analysis.dates.context import Context, Meaning, maker
from analysis.dates.grammar import Hit
from analysis.dates.reckon import Day, to_edtf
from analysis.dates.years import choose_year

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WRITTEN = "the date is written out in the text"
LONGEST_LIST = 6  # days in a row that share a month
PIVOT = 50  # two-digit years from here on are of the 20th century


def day_number(hit: Hit, nth: int = 0) -> int | None:
    """Give the day of the month a ``day`` capture says."""
    value = hit.value("day", nth)
    digits = re.sub(r"\D", "", str(value)) if value is not None else ""
    return int(digits) if digits else None


def edge_of(hit: Hit) -> str:
    """Give the modifier of “early”, “mid”, “the end of”."""
    return str(hit.value("edge") or "")


def tail_year(hit: Hit, ctx: Context) -> tuple[int | None, str]:
    """Give the year that follows a month (“2025”, “this year”) and the basis it has."""
    if hit.has("year"):
        return int(hit.text("year")), "explicit"
    for name, shift in (("thisyear", 0), ("lastyear", -1), ("nextyear", 1)):
        if hit.has(name):
            moved = ctx.shift("Y", shift)
            return (moved.year if moved else None), "relative"
    return None, ""


@maker
def iso(hit: Hit, ctx: Context) -> Meaning | None:
    """2025-10-28, with a time or not."""
    text = hit.text("iso").upper().replace(" ", "T")
    parts = [int(p) for p in text[:10].split("-")]
    day = Day(*parts)
    if not day.valid:
        return None
    timed = "T" in text
    return Meaning(
        "TIME" if timed else "DATE", text[:16] if timed else text, text[:10], "", "explicit", WRITTEN, day=day
    )


@maker
def numeric(hit: Hit, ctx: Context) -> Meaning | None:
    """28.10.2025 or 10/28/2025: which number is the day is settled by its size or by other dates."""
    first, second, year = (int(p) for p in re.split(r"\D", hit.text("date")))
    if len(re.split(r"\D", hit.text("date"))[2]) == 2:
        if "." in hit.text("date") or "-" in hit.text("date"):
            return None
        year += 1900 if year >= PIVOT else 2000
    readings = [d for d in (Day(year, second, first), Day(year, first, second)) if d.valid]
    if not readings:
        return None
    reason = WRITTEN
    if len(readings) == 2 and readings[0] != readings[1]:
        if ctx.day_first is None and "." not in hit.text("date"):
            options = tuple(sorted(str(d) for d in readings))
            return Meaning(
                "DATE",
                f"{year}",
                f"{year}",
                "",
                "explicit",
                "day and month cannot be told apart",
                candidates=options,
            )
        readings = readings if ctx.day_first is not False else readings[::-1]
        reason = "the date is written in figures; other dates of the text show the order of day and month"
    day = readings[0]
    return Meaning("DATE", str(day), str(day), "", "explicit", reason, day=day)


@maker
def calendar(hit: Hit, ctx: Context) -> Meaning | None:
    """A day or month with or without a year and a weekday."""
    month = int(hit.value("month"))
    day = day_number(hit)
    year, basis = tail_year(hit, ctx)
    if not Day(year, month, day).valid:
        return None
    weekday = hit.value("weekday")
    if basis:
        found = Day(year, month, day)
        reason = (
            WRITTEN
            if basis == "explicit"
            else f"the year counts from {ctx.anchor.words or 'the publication'}"
        )
        meaning = Meaning("DATE", str(found), to_edtf(str(found)), edge_of(hit), basis, reason, day=found)
    else:
        meaning = choose_year(hit, ctx, month, day, weekday)
        meaning.modifier = edge_of(hit)
    if weekday and meaning.day:
        meaning.weekday = weekday
        ctx.weekdays.setdefault(weekday, (meaning.day, hit.start))
    return meaning


@maker
def day_range(hit: Hit, ctx: Context) -> list[Meaning] | None:
    """24–25 July: two expressions that share month and year, each with the span of both."""
    month = int(hit.value("month"))
    days = [d for i in range(LONGEST_LIST) if (d := day_number(hit, i)) is not None]
    year, basis = tail_year(hit, ctx)
    if not all(Day(year, month, d).valid for d in days) or days != sorted(set(days)):
        return None
    sides = [hit.spot("side", i) for i in range(len(days))]
    meanings = []
    for side, day in zip(sides, days, strict=True):
        meaning = choose_year(hit, ctx, month, day, None)
        if basis:
            found = Day(year, month, day)
            meaning = Meaning("DATE", str(found), to_edtf(str(found)), "", basis, WRITTEN, day=found)
        if side:
            meaning.first, meaning.stop = side[0], side[1]
        meanings.append(meaning)
    span = f"{meanings[0].date}/{meanings[-1].date}"
    return [replace(m, span=span if edtf.is_valid(span) else "") for m in meanings]


@maker
def month(hit: Hit, ctx: Context) -> Meaning | None:
    """A month alone; not where it is a name, a verb or an abbreviation without its full stop."""
    spot = hit.spot("month")
    if spot is None or not month_like(hit, spot[0], spot[1], spot[2]):
        return None
    meaning = choose_year(hit, ctx, int(hit.value("month")), None, None)
    meaning.modifier = edge_of(hit)
    return meaning


def month_like(hit: Hit, at: int, stop: int, category: str) -> bool:
    """Whether a capitalised word is a month and not “Mrs. May”, “April Glaspie”, “May I”."""
    words, tokens = hit.tokens.words, hit.tokens
    if category == "monthabbr" and (stop >= len(words) or words[stop] != "."):
        return False
    before = words[at - 1] if at else "."
    if hit.first == at and before.isdigit() and len(before) <= 2:
        return False
    after = words[stop] if stop < len(words) else "."
    if before.lower() in MONTH_PREPOSITIONS or hit.first < at:
        return True
    if words[at].lower() in AMBIGUOUS_MONTHS:
        if (
            before[:1].isupper()
            or before in (".", '"', "“", "”", "`", ":", "¶")
            or tokens.tags[at - 1 : at] == "¶"
        ):
            return after[:1].islower() and after in ("accession", "meeting", "and", "to", "agreement")
        return not after[:1].isupper() and before.islower()
    return not (after[:1].isupper() and before[:1].isupper())


MONTH_PREPOSITIONS = frozenset(
    "in of since until till by from to through between during last next this early late mid before after around and for".split()
)
AMBIGUOUS_MONTHS = frozenset({"may", "march", "april", "june", "august"})


@maker
def relative_month(hit: Hit, ctx: Context) -> Meaning | None:
    """“last October”, “next May”."""
    month_ = int(hit.value("month"))
    rel = int(hit.value("rel") or 0)
    spot = hit.spot("rel")
    kind = spot[2] if spot else ""
    anchor = ctx.anchor.day
    if kind in ("same", "following", "previous") and hit.text("rel") not in ("next",):
        return None
    if anchor.year is None or anchor.month is None:
        return replace(choose_year(hit, ctx, month_, day_number(hit), None))
    if rel < 0:
        year = anchor.year - (month_ >= anchor.month)
    elif rel > 0:
        year = anchor.year + (month_ <= anchor.month)
    else:
        year = anchor.year
    day = Day(year, month_, day_number(hit))
    if not day.valid:
        return None
    reason = f"counted from {ctx.anchor.words}"
    return Meaning("DATE", str(day), to_edtf(str(day)), edge_of(hit), "relative", reason, day=day)


@maker
def year(hit: Hit, ctx: Context) -> Meaning | None:
    """A year in figures, where it is no other number."""
    spot = hit.spot("year")
    if spot is None or not year_like(hit, spot[0]):
        return None
    number = int(hit.text("year"))
    if hit.has("second"):
        return _school_year(hit, number)
    return Meaning(
        "DATE", str(number), str(number), edge_of(hit), "explicit", "the year is written out", day=Day(number)
    )


def _school_year(hit: Hit, first: int) -> Meaning | None:
    """“2012-13”: two years in one expression."""
    last = first - first % 100 + int(hit.text("second"))
    if last != first + 1:
        return None
    return Meaning("DATE", str(first), f"{first}/{last}", "", "explicit", "the years are written out", day=Day(first))


YEAR_PREPOSITIONS = frozenset(
    "in of since until till by from to through between during early late mid before after around and year for throughout "
    "fiscal or the due its his their a an our this into that s".split()
)
NO_YEAR_AFTER = frozenset(
    "percent people million billion thousand dollars miles meters metres tons tonnes men women troops soldiers "
    "of members km points employees workers votes jobs passengers words shares pounds".split()
)
NO_YEAR_BEFORE = frozenset(
    "some about nearly than over almost approximately least most $ £ € # no page flight resolution number № room".split()
)


def year_like(hit: Hit, at: int) -> bool:
    """Whether four figures are a year: by their value and the words beside them."""
    words, tokens = hit.tokens.words, hit.tokens
    before = words[at - 1].lower() if at else ""
    after = words[at + 1].lower() if at + 1 < len(words) else ""
    if before in NO_YEAR_BEFORE or after in NO_YEAR_AFTER or after == "%":
        return False
    if at and before == "." and at > 1 and tokens.ends[at - 1] == tokens.starts[at]:
        return False
    if at == hit.first and before in ("-", "–") and at > 1 and tokens.ends[at - 1] == tokens.starts[at]:
        return (
            words[at - 2].isdigit()
            and len(words[at - 2]) == 4
            or words[at - 2].lower() in ("post", "pre", "mid")
        )
    number = int(words[at])
    if before not in YEAR_PREPOSITIONS and after.endswith("s") and after.isalpha() and len(after) > 3:
        return False
    if before in YEAR_PREPOSITIONS or hit.first < at:
        return 1000 <= number <= 2100
    return 1900 <= number <= 2050


@maker
def fiscal(hit: Hit, ctx: Context) -> Meaning | None:
    """“fiscal 1989”: the year is named, its limits are the company's."""
    number = hit.text("year")
    return Meaning(
        "DATE",
        number,
        f"{number}~",
        "",
        "explicit",
        "a fiscal year; its first day is not told",
        day=Day(int(number)),
    )


@maker
def spoken_year(hit: Hit, ctx: Context) -> Meaning | None:
    """“nineteen ninety-six”, as radio transcripts write it."""
    spot = hit.spot("spoken")
    if spot is None:
        return None
    words = [w.lower() for w in hit.tokens.words[spot[0] : spot[1]] if w not in "-‐–"]
    if words[:2] == ["two", "thousand"]:
        number = 2000 + sum(int(hit.words.value("numword", w) or 0) for w in words[2:])
    else:
        rest = [int(hit.words.value("numword", w) or 0) for w in words[1:] if w != "hundred"]
        number = int(hit.words.value("centuryword", words[0])) * 100 + sum(rest)
    if not 1600 <= number <= 2100 or (words[0] == "twenty" and number < 2010):
        return None
    day = Day(number, int(hit.value("month")) if hit.has("month") else None)
    return Meaning(
        "DATE", str(day), str(day), edge_of(hit), "explicit", "the year is written out in words", day=day
    )


@maker
def decade(hit: Hit, ctx: Context) -> Meaning | None:
    """“the 1980s”, “the ’90s”, “the nineties”."""
    spot = hit.spot("decade")
    if spot is None:
        return None
    if spot[2] == "decadeword":
        before = hit.tokens.words[spot[0] - 1].lower() if spot[0] else ""
        if before not in DECADE_BEFORE:
            return None
        value = f"19{hit.value('decade')}"
        return Meaning("DATE", value, f"{value}X", edge_of(hit), "explicit", "a decade of the 20th century")
    digits = re.sub(r"\D", "", hit.text("decade"))
    if len(digits) == 2:
        before = hit.tokens.words[spot[0] - 1].lower() if spot[0] else ""
        if hit.text("decade")[0] not in "'’" and before not in DECADE_BEFORE:
            return None
        digits = f"19{digits}" if int(digits) >= 30 else f"20{digits}"
    value = digits[:3]
    return Meaning("DATE", value, f"{value}X", edge_of(hit), "explicit", "the decade is written out")


DECADE_BEFORE = frozenset({"the", "early", "late", "mid", "-"})


@maker
def century(hit: Hit, ctx: Context) -> Meaning | None:
    """“the 20th century”."""
    digits = re.sub(r"\D", "", str(hit.value("nth")))
    if hit.text("nth").count("-"):
        tens, _, ones = hit.text("nth").partition(" - ")
        digits = str(int(hit.words.value("tens", tens) or 0) + int(hit.words.value("ordinal", ones) or 0))
    if not digits or not 2 <= int(digits) <= 22:
        return None
    value = f"{int(digits) - 1:02d}"
    return Meaning("DATE", value, f"{value}XX", edge_of(hit), "explicit", "the century is written out")
