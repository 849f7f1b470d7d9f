"""Extended Date/Time Format (EDTF, ISO 8601-2): the part of it that news needs, as plain strings.

Understood are days, months, years, seasons (``2025-21``), quarters (``2025-33``) and halves (``2025-40``),
decades (``198X``), centuries (``19XX``), unknown parts (``XXXX-10-28``, ``2025-10-XX``), the qualifiers
``~``, ``?`` and ``%``, and intervals with open ends (``2025-04-22/..``). A clock time is ignored.
The empty string stands for a date that is not known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# code: name, first month, number of months
PERIODS = {
    21: ("spring", 3, 3),
    22: ("summer", 6, 3),
    23: ("autumn", 9, 3),
    24: ("winter", 12, 3),
    33: ("first quarter", 1, 3),
    34: ("second quarter", 4, 3),
    35: ("third quarter", 7, 3),
    36: ("fourth quarter", 10, 3),
    40: ("first half", 1, 6),
    41: ("second half", 7, 6),
}
SEASONS = (21, 22, 23, 24)
_QUALIFIERS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_PART = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T[0-9:.+Z-]+)?(?P<qualifier>[~?%]?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One side of an EDTF date: year as written, month or period code and day (0 where not given)."""

    year: str
    month: int
    day: int
    qualifier: str

    @property
    def numbered(self) -> bool:
        """Whether the year is known to the last digit."""
        return "X" not in self.year


def is_valid(edtf: str) -> bool:
    """Whether a string is an EDTF date that this module understands; the empty string is not one."""
    return bool(edtf) and _parse(edtf) is not None


@lru_cache(maxsize=65_536)
def bounds(edtf: str) -> tuple[str, str]:
    """Give the earliest and the latest day a date can mean.

    Parameters
    ----------
    edtf : str
        An EDTF date; anything else counts as not known.

    Returns
    -------
    tuple of str
        ISO days, both inclusive, ``""`` where that side is open. An approximate date (``~``) has the
        bounds of the date as written; a date without a year has none; winter runs from December into
        the February of the next year.
    """
    sides = _parse(edtf)
    if sides is None:
        return "", ""
    first, last = sides
    return (_first_day(first) if first else "", _last_day(last) if last else "")


@lru_cache(maxsize=65_536)
def precision(edtf: str) -> str:
    """Say how fine a date is: ``day``, ``month``, ``season``, ``year``, ``interval`` or ``unknown``.

    Decades, centuries, quarters and halves are intervals; ``XXXX-10-28`` is a day of an unknown year.
    """
    sides = _parse(edtf)
    if sides is None:
        return "unknown"
    first, last = sides
    if first is None or last is None or first != last:
        return "interval"
    if first.day:
        return "day"
    if first.month:
        return "season" if first.month in SEASONS else "interval" if first.month > 12 else "month"
    if first.year == "XXXX":
        return "unknown"
    return "year" if first.numbered else "interval"


def display(edtf: str) -> str:
    """Write a date for a reader: “22 April 2025”, “on or after 22 April 2025”, “date open”."""
    sides = _parse(edtf)
    if sides is None:
        return "date open"
    first, last = sides
    if first is None or last is None:
        return f"on or after {_words(first)}" if first else f"on or before {_words(last)}" if last else "date open"
    if first == last:
        return _words(first)
    if first.year == last.year and first.month and last.month and first.qualifier == last.qualifier == "":
        if first.month == last.month and first.day and last.day and first.month <= 12:
            return f"{first.day} to {_words(last)}"
        return f"{_words(first, year=False)} to {_words(last)}"
    return f"{_words(first)} to {_words(last)}"


@lru_cache(maxsize=65_536)
def overlap(a: str, b: str) -> bool:
    """Whether two dates may share a day; a date that is not known may be any day."""
    left, right = _parse(a), _parse(b)
    if left is None or right is None:
        return True
    if _yearless(left) or _yearless(right):
        return _overlap_yearless(left, right)
    (a_first, a_last), (b_first, b_last) = bounds(a), bounds(b)
    return (not a_first or not b_last or a_first <= b_last) and (not b_first or not a_last or b_first <= a_last)


def sort_key(edtf: str) -> tuple[int, str, str, str]:
    """Order dates by their earliest day, then their latest; those without a year come last."""
    first, last = bounds(edtf)
    if first or last:
        return 0, first or last, last or "9999-12-31", edtf
    return (1, edtf.removeprefix("XXXX-"), "", edtf) if is_valid(edtf) else (2, "", "", edtf)


def last_of_month(year: int, month: int) -> int:
    """Give the number of days of a month."""
    return monthrange(year, month)[1]


@lru_cache(maxsize=4096)
def _parse(edtf: str) -> tuple[Part | None, Part | None] | None:
    """Read a date into its two sides (the same twice if no interval), None if it is no EDTF."""
    if not isinstance(edtf, str) or not edtf:
        return None
    sides = edtf.split("/")
    if len(sides) > 2:
        return None
    parts: list[Part | None] = []
    for side in sides:
        if side in ("..", "") and len(sides) == 2:
            parts.append(None)
            continue
        part = _parse_part(side)
        if part is None:
            return None
        parts.append(part)
    if parts == [None, None] or _reversed(parts):
        return None
    return parts[0], parts[-1]


def _parse_part(side: str) -> Part | None:
    """Read one side; None when it is no date of the calendar."""
    found = _PART.fullmatch(side)
    if not found or found["year"] == "0000":
        return None
    month = 0 if found["month"] in (None, "XX") else int(found["month"])
    day = 0 if found["day"] in (None, "XX") else int(found["day"])
    if found["month"] and found["month"] != "XX" and not 1 <= month <= 12 and month not in PERIODS:
        return None
    if found["day"] and found["day"] != "XX":
        year = int(found["year"]) if "X" not in found["year"] else 2000
        if month > 12 or (month and not 1 <= day <= last_of_month(year, month)) or not 1 <= day <= 31:
            return None
    if not month:
        day = 0
    return Part(found["year"], month, day, found["qualifier"])


def _reversed(parts: list[Part | None]) -> bool:
    if len(parts) < 2 or parts[0] is None or parts[1] is None:
        return False
    first, last = _first_day(parts[0]), _last_day(parts[1])
    return bool(first and last and first > last)


def _first_day(part: Part) -> str:
    if part.year == "XXXX":
        return ""
    year = max(int(part.year.replace("X", "0")), 1)
    month = PERIODS[part.month][1] if part.month > 12 else part.month if part.numbered else 0
    return f"{year:04d}-{month or 1:02d}-{(part.day if month else 0) or 1:02d}"


def _last_day(part: Part) -> str:
    if part.year == "XXXX":
        return ""
    year, month = int(part.year.replace("X", "9")), part.month if part.numbered else 0
    if month > 12:
        _, start, length = PERIODS[month]
        month = start + length - 1
        if month > 12 and year < 9999:
            year, month = year + 1, month - 12
    month = min(month or 12, 12)
    return f"{year:04d}-{month:02d}-{part.day or last_of_month(year, month):02d}"


def _words(part: Part, *, year: bool = True) -> str:
    """Write one side in words, on request without its year."""
    if part.year == "XXXX":
        tail = " (year not stated)" if year else ""
    else:
        tail = f" {_year_words(part.year)}" if year else ""
    if part.month > 12:
        name = PERIODS[part.month][0]
        head = name if part.month in SEASONS else f"{name}{' of' if year else ''}"
    elif part.month:
        head = f"{part.day} {MONTHS[part.month - 1]}" if part.day else MONTHS[part.month - 1]
    else:
        head, tail = "", _year_words(part.year) if part.year != "XXXX" else "year not stated"
    return f"{_QUALIFIERS[part.qualifier]}{head}{tail}"


def _year_words(year: str) -> str:
    if year.endswith("XX"):
        number = int(year[:2]) + 1
        ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"the {number}{ending} century"
    return f"the {year[:3]}0s" if year.endswith("X") else str(int(year))


def _yearless(sides: tuple[Part | None, Part | None]) -> bool:
    return any(part is not None and part.year == "XXXX" for part in sides)


def _overlap_yearless(left: tuple[Part | None, Part | None], right: tuple[Part | None, Part | None]) -> bool:
    """Compare month and day alone where one side has no year; a year or more holds them all."""
    spans = []
    for first, last in (left, right):
        if first is None or last is None:
            return True
        if first.numbered and last.numbered:
            start, end = date.fromisoformat(_first_day(first)), date.fromisoformat(_last_day(last))
            if (end - start).days >= 365:
                return True
        elif not (first.year == last.year == "XXXX"):
            return True
        spans.append((_month_day(first, last=False), _month_day(last, last=True)))
    (a, b), (c, d) = spans
    if a > b or c > d:  # one runs over the turn of the year
        return True
    return a <= d and c <= b


def _month_day(part: Part, *, last: bool) -> str:
    """Give the first or last day of a date within its year, as MM-DD."""
    known = Part("2000", part.month, part.day, "")
    return (_last_day(known) if last else _first_day(known))[5:]
