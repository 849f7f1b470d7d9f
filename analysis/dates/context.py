"""What a resolver knows while it goes through a text: the publication, the dates told so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from analysis.dates import edtf
from analysis.dates.grammar import Hit
from analysis.dates.meaning import Meaning
from analysis.dates.reckon import Day, make_day, shift_days, shift_months, shift_years
from analysis.dates.tense import adjacent_direction, direction

SURE_DAYS = 80  # days within which a date needs no verb to say on which side it lies
SLACK_DAYS = 20  # what a tense may be off
SURE_MONTHS = 110  # the same for a month, in days
NEAR = 3  # days that an approximate date may be off
UNIT_DAYS = {"D": 1, "W": 7, "2W": 14}
UNIT_MONTHS = {"M": 1, "Q": 3}
UNIT_YEARS = {"Y": 1, "DE": 10, "CE": 100}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The point that relative expressions count from: a day as far as known, perhaps approximate."""

    day: Day = field(default_factory=Day)
    approximate: bool = False
    words: str = "the publication"  # how a reason names it
    latest: bool = False  # the day of an update: the publication lies on it or shortly before

    @property
    def whole(self) -> date | None:
        """The calendar day, when known."""
        return self.day.whole


def clean_published(published: str | None) -> str:
    """Give a date of publication as EDTF, ``""`` when it is missing or nonsense."""
    text = (published or "").strip()
    if re.fullmatch(r"\d{8}(?:T?\d{2,6})?", text, re.ASCII):
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    found = re.match(r"(\d{4}-\d\d-\d\d)[T ]\d", text, re.ASCII)
    text = found[1] if found else text
    return text if edtf.is_valid(text) else ""


def read_anchor(published: str | None) -> Anchor:
    """Read a date of publication as given; nonsense counts as not known."""
    text = clean_published(published)
    if not text:
        return Anchor()
    if text.startswith("../"):
        updated = read_anchor(text[3:])
        words = f"the last update on {edtf.display(text[3:])}, the only day that the article gives of itself"
        return replace(updated, approximate=True, words=words, latest=True) if updated.whole else Anchor()
    approximate = text[-1] in "~?%"
    earliest, latest = edtf.bounds(text)
    if earliest and latest:
        first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
        day = Day(first.year if first.year == last.year else None)
        if day.year and first.month == last.month:
            day = Day(first.year, first.month, first.day if first == last else None)
        on = "on " if day.day else "in "
        return Anchor(day, approximate, f"the publication {on}{edtf.display(text)}")
    if yearless := re.fullmatch(r"XXXX-(\d\d)(?:-(\d\d))?[~?%]?", text):
        day = Day(None, int(yearless[1]), int(yearless[2]) if yearless[2] else None)
        return Anchor(day, approximate, f"the publication on {edtf.display(text)}")
    return Anchor(words=f"the publication {edtf.display(text)}")


@dataclass(slots=True)
class Context:
    """The state of one pass over a text."""

    anchor: Anchor
    years: tuple[int, ...] = ()  # named in the text
    day_first: bool | None = None  # 28/10 rather than 10/28, where the text shows it
    weekdays: dict[int, tuple[Day, int]] = field(default_factory=dict)  # fixed by a date beside them
    back: tuple[date, int] | None = None  # the last weekday told as past, and its token
    day: Day | None = None  # the date told last
    day_at: int | None = None  # its offset
    whole: Day | None = None  # the last one that was a day
    year: int | None = None  # the year told last
    alone: tuple[int, int] | None = None  # the last year told by itself ("last year"), and its offset
    quarter: tuple[int, int] | None = None  # the quarter told last, that results refer to

    def tense(self, hit: Hit) -> int:
        """Say whether the sentence looks back (-1), ahead (1) or neither (0)."""
        return direction(hit.tokens, hit.first, hit.stop)

    def sure_tense(self, hit: Hit) -> int:
        """Say what a verb right before the expression shows, 0 when there is none."""
        return adjacent_direction(hit.tokens, hit.first)

    def note(self, meaning: Meaning, offset: int) -> None:
        """Remember what was told, for what refers back to it."""
        if meaning.day is None:
            return
        if meaning.day.day is not None:
            self.whole = meaning.day
        self.day, self.day_at = meaning.day, offset
        if meaning.day.year is not None:
            self.year = meaning.day.year
            if meaning.day.month is None:
                self.alone = meaning.day.year, offset

    def shift(self, unit: str, number: int, origin: Day | None = None) -> Day | None:
        """Move the anchor (or another day) by units, to a date of that unit's grain."""
        start = origin or self.anchor.day
        if unit in UNIT_DAYS:
            return shift_days(start, number * UNIT_DAYS[unit])
        if unit in UNIT_MONTHS:
            moved = shift_months(start, number * UNIT_MONTHS[unit])
            return replace(moved, day=None) if moved else None
        moved = shift_years(start, number * UNIT_YEARS[unit]) if unit in UNIT_YEARS else None
        return Day(moved.year) if moved else None

    def approximately(self, edtf_date: str, unit: str = "D") -> str:
        """Mark a date counted from an approximate publication; weeks widen to their month."""
        if not self.anchor.approximate or not edtf_date or edtf_date.endswith("~"):
            return edtf_date
        day = self.anchor.whole
        if day and unit == "Y" and (day - timedelta(NEAR)).year == (day + timedelta(NEAR)).year:
            return edtf_date
        return f"{edtf_date[:7] if '/' in edtf_date else edtf_date}~"

    def closest(self, month: int, day: int | None, tense: int, sure: int = 0) -> Day | None:
        """Give the year that a date without one most likely means, seen from the anchor.

        A date near the anchor is the nearest one; farther off the tense decides (or where a verb stands
        right before it, ``sure``), and without a tense the past is likelier.
        """
        known = self.anchor.day
        base = self.anchor.whole or make_day(known.year or 0, known.month or 7, known.day or 15)
        if base is None:
            return None
        around = (make_day(year, month, day or 15) for year in range(base.year - 1, base.year + 2))
        options = [option for option in around if option]
        if not options:
            return None
        slack = timedelta(days=SURE_DAYS if day and sure != tense else SLACK_DAYS)
        if tense < 0:
            fitting = [option for option in options if option <= base + slack]
        elif tense > 0:
            fitting = [option for option in options if option >= base - slack]
        else:
            limit = base + timedelta(days=SURE_DAYS if day else SURE_MONTHS)
            fitting = [option for option in options if option <= limit]
        best = min(fitting or options, key=lambda option: (abs(option - base), option))
        return Day(best.year, month, day)
