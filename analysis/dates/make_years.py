"""Makers of years, decades and centuries."""

from __future__ import annotations

import re

from analysis.dates.context import Context
from analysis.dates.grammar import Hit
from analysis.dates.make_calendar import edge_of, with_span
from analysis.dates.meaning import Meaning, dated, guard, maker
from analysis.dates.reckon import Day

LIKELY_YEARS = range(1900, 2051)  # four figures in this range are a year even without a preposition
WRITTEN_YEAR = "the year is written out"
WRITTEN_DECADE = "the decade is written out"
OLDEST_SHORT_DECADE = 30  # “the 30s” and later are of the 20th century


@maker
def year(hit: Hit, ctx: Context) -> Meaning | None:
    """A year in figures, where it is no other number; “2012-13” is one expression."""
    spot = hit.spot("year")
    if spot is None or not _year_like(hit, spot[0]):
        return None
    number = int(hit.text("year"))
    if not hit.has("second"):
        return dated(str(number), "explicit", WRITTEN_YEAR, day=Day(number), modifier=edge_of(hit))
    last = number - number % 100 + int(hit.text("second"))
    if last != number + 1:
        return None
    return dated(str(number), "explicit", "the years are written out", day=Day(number), date=f"{number}/{last}")


@maker
def year_range(hit: Hit, ctx: Context) -> list[Meaning] | None:
    """“from 1985 to 1990”: two years, each with the span of both."""
    first, last = (int(hit.text("year", nth)) for nth in (0, 1))
    if first >= last:
        return None
    meanings = []
    for nth, number in enumerate((first, last)):
        meaning = dated(str(number), "explicit", WRITTEN_YEAR, day=Day(number))
        meanings.append(meaning.narrowed(hit.spot("side", nth)))
    return with_span(meanings)


def _year_like(hit: Hit, at: int) -> bool:
    """Whether four figures are a year: by their value and the words beside them."""
    words, tokens = hit.tokens.words, hit.tokens
    before = words[at - 1].lower() if at else ""
    after = words[at + 1].lower() if at + 1 < len(words) else ""
    joined = at > 0 and tokens.ends[at - 1] == tokens.starts[at]
    if before in guard("no_year_before") or (after in guard("no_year_after") and before not in ("in", "since")):
        return False
    if before == "." and at > 1 and (joined or words[at - 2].lower() in guard("no_year_before")):
        return False
    if after.endswith("s") and after.islower() and len(after) > 3 and int(words[at]) < LIKELY_YEARS.start:
        return False
    if joined and at == hit.first and before in ("-", "–"):
        return (words[at - 2].isdigit() and len(words[at - 2]) == 4) or words[at - 2].lower() in guard("year_prefix")
    if before in guard("year_before") or hit.first < at:
        return True
    if after.endswith("s") and after.isalpha() and len(after) > 3:
        return False
    return int(words[at]) in LIKELY_YEARS


@maker
def fiscal(hit: Hit, ctx: Context) -> Meaning | None:
    """“fiscal 1989”: the year is named, its limits are the company's."""
    number = hit.text("year")
    reason = "a fiscal year; its first day is not told"
    return dated(number, "explicit", reason, day=Day(int(number)), date=f"{number}~")


@maker
def spoken_year(hit: Hit, ctx: Context) -> Meaning | None:
    """“nineteen ninety-six”, as radio transcripts write it."""
    spot = hit.spot("spoken")
    if spot is None:
        return None
    words = [w.lower() for w in hit.tokens.words[spot[0] : spot[1]] if w not in "-‐–"]
    rest = sum(int(hit.words.value("numword", w) or 0) for w in words[1:] if w not in ("hundred", "thousand"))
    if words[:2] == ["two", "thousand"]:
        number = 2000 + rest
    else:
        number = int(hit.words.value("centuryword", words[0])) * 100 + rest
    if not 1600 <= number <= 2100 or (words[0] == "twenty" and number < 2010):
        return None
    day = Day(number, int(hit.value("month")) if hit.has("month") else None)
    return dated(str(day), "explicit", "the year is written out in words", day=day, modifier=edge_of(hit))


@maker
def decade(hit: Hit, ctx: Context) -> Meaning | None:
    """“the 1980s”, “the ’90s”, “the nineties”."""
    spot = hit.spot("decade")
    if spot is None:
        return None
    before = hit.tokens.words[spot[0] - 1].lower() if spot[0] else ""
    settled = before in guard("decade_before")
    if spot[2] == "decadeword":
        value = f"19{hit.value('decade')}"
        reason = "a decade of the 20th century"
        return dated(value, "explicit", reason, modifier=edge_of(hit)) if settled else None
    digits = re.sub(r"\D", "", hit.text("decade"))
    if len(digits) == 2:
        if not settled and hit.text("decade")[0] not in "'’":
            return None
        digits = f"{19 if int(digits) >= OLDEST_SHORT_DECADE else 20}{digits}"
    return dated(digits[:3], "explicit", WRITTEN_DECADE, modifier=edge_of(hit))


@maker
def century(hit: Hit, ctx: Context) -> Meaning | None:
    """“the 20th century”, “the twenty-first century”."""
    digits = re.sub(r"\D", "", str(hit.value("nth")))
    if "-" in hit.text("nth"):
        tens, _, ones = hit.text("nth").partition(" - ")
        digits = str(int(hit.words.value("tens", tens) or 0) + int(hit.words.value("ordinal", ones) or 0))
    if not digits or not 2 <= int(digits) <= 22:
        return None
    return dated(f"{int(digits) - 1:02d}", "explicit", "the century is written out", modifier=edge_of(hit))
