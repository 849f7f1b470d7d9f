"""What a resolver knows while it goes through a text: the publication, the dates told so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from analysis.dates import edtf
from analysis.dates.grammar import Hit
from analysis.dates.reckon import FREE_YEAR, Day, make_day, shift_days, shift_months, shift_years
from analysis.dates.tense import direction

SURE_MONTHS = 110  # the same for months
SURE = 80  # days within which a date needs no verb to say on which side it lies
NEAR = 3  # days that an approximate date may be off


@dataclass(frozen=True, slots=True)
class Anchor:
    """The point that relative expressions count from: a day as far as known, perhaps approximate."""

    day: Day = field(default_factory=Day)
    approximate: bool = False
    earliest: str = ""
    latest: str = ""
    words: str = ""  # how a reason names it

    @property
    def whole(self) -> date | None:
        """The calendar day, when known."""
        return self.day.whole


def read_anchor(published: str | None) -> Anchor:
    """Read a date of publication as given; nonsense counts as not known."""
    text = (published or "").strip()
    if re.fullmatch(r"\d{8}(?:T?\d{2,6})?", text, re.ASCII):
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    found = re.match(r"(\d{4}-\d\d-\d\d)[T ]\d", text, re.ASCII)
    text = found[1] if found else text
    if not edtf.is_valid(text):
        return Anchor()
    earliest, latest = edtf.bounds(text)
    approximate = text[-1] in "~?%"
    words = f"the publication on {edtf.display(text)}"
    if earliest and latest:
        first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
        day = Day(first.year if first.year == last.year else None)
        if day.year and first.month == last.month:
            day = Day(first.year, first.month, first.day if first == last else None)
        if not day.day:
            words = f"the publication ({edtf.display(text)})"
        return Anchor(day, approximate, earliest, latest, words)
    if yearless := re.fullmatch(r"XXXX-(\d\d)(?:-(\d\d))?[~?%]?", text):
        day = Day(None, int(yearless[1]), int(yearless[2]) if yearless[2] else None)
        return Anchor(day, approximate, "", "", words)
    return Anchor(Day(), False, earliest, latest, f"the publication ({edtf.display(text)})")


@dataclass(slots=True)
class Meaning:
    """What an expression turns out to mean; offsets are token indices where they differ from the hit."""

    type: str
    value: str
    date: str = ""
    modifier: str = ""
    basis: str = "none"
    reason: str = ""
    first: int | None = None
    stop: int | None = None
    past: bool | None = None
    anchor: int | None = None
    candidates: tuple[str, ...] = ()
    span: str = ""
    day: Day | None = None  # what later expressions may count from
    weekday: int | None = None


@dataclass(slots=True)
class Context:
    """The state of one pass over a text."""

    anchor: Anchor
    years: tuple[int, ...] = ()  # named in the text
    weekdays: dict[int, tuple[Day, int]] = field(default_factory=dict)  # fixed by a date beside them
    day: Day | None = None  # the date told last
    day_at: int | None = None  # its offset
    whole: Day | None = None  # the last one that was a day
    year: int | None = None  # the year told last
    quarter: tuple[int | None, int] | None = None
    day_first: bool | None = None  # 28/10 rather than 10/28, where the text shows it

    def tense(self, hit: Hit) -> int:
        """Say whether the sentence looks back or ahead."""
        return direction(hit.tokens, hit.first, hit.stop)

    def note(self, meaning: Meaning, offset: int) -> None:
        """Remember what was told, for what refers back to it."""
        if meaning.day is None:
            return
        if meaning.day.day is not None:
            self.whole = meaning.day
        self.day, self.day_at = meaning.day, offset
        if meaning.day.year is not None:
            self.year = meaning.day.year

    def shift(self, unit: str, number: int, origin: Day | None = None) -> Day | None:
        """Move the anchor (or another day) by units, to a date of that unit's grain."""
        start = origin or self.anchor.day
        months = {"M": 1, "Q": 3}.get(unit)
        years = {"Y": 1, "DE": 10, "CE": 100}.get(unit)
        if unit in ("D", "W", "2W"):
            return shift_days(start, number * {"D": 1, "W": 7, "2W": 14}[unit])
        if months:
            moved = shift_months(start, number * months)
            return replace(moved, day=None) if moved else None
        moved = shift_years(start, number * years) if years else None
        return Day(moved.year) if moved else None

    def approximately(self, date_: str, unit: str = "D") -> str:
        """Mark a date counted from an approximate publication; weeks widen to their month."""
        if not self.anchor.approximate or not date_ or date_.endswith("~"):
            return date_
        day = self.anchor.whole
        if day and unit == "Y" and (day - timedelta(NEAR)).year == (day + timedelta(NEAR)).year:
            return date_
        if "/" in date_:
            date_ = date_[:7]
        return f"{date_}~"

    def closest(self, month: int, day: int | None, tense: int) -> Day | None:
        """Give the year that a date without one most likely means, seen from the anchor."""
        base = self.anchor.whole or make_day(
            self.anchor.day.year or 0, self.anchor.day.month or 7, self.anchor.day.day or 15
        )
        if base is None:
            return None
        options = [
            d for y in (base.year - 1, base.year, base.year + 1) if (d := make_day(y, month, day or 15))
        ]
        if not options:
            return None
        slack = timedelta(days=SURE if day else 20) 
        if tense < 0:
            options = [d for d in options if d <= base + slack] or options
        elif tense > 0:
            options = [d for d in options if d >= base - slack] or options
        else:
            options = [d for d in options if d <= base + timedelta(days=SURE if day else SURE_MONTHS)] or options
        best = min(options, key=lambda d: (abs(d - base), d))
        return Day(best.year, month, day)


Maker = Callable[[Hit, Context], "Meaning | list[Meaning] | None"]
MAKERS: dict[str, Maker] = {}


def maker(function: Maker) -> Maker:
    """Register a function as the maker of that name for the rules."""
    MAKERS[function.__name__] = function
    return function


def free_year(day: Day) -> Day:
    """Give a day a year to reckon with when it has none."""
    return day if day.year is not None else replace(day, year=FREE_YEAR)
