"""The date of publication by constraints, where neither text nor metadata state it."""

from __future__ import annotations

import re

from analysis.dates import edtf
from analysis.dates.model import DateExpression, Publication
from analysis.dates.reckon import Day, shift_days

BESIDE = 700  # characters between “yesterday” and the date it stands beside
SHIFTS = {"yesterday": 1, "today": 0, "tomorrow": -1}


def infer_publication(text: str, expressions: list[DateExpression]) -> Publication:
    """Infer when an article was published from what it tells.

    “Yesterday” beside the one day the text names fixes the day of publication; else a day or month told
    as past bounds it from below.
    """
    days = [
        e for e in expressions if re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d", e.date) and e.type in ("DATE", "TIME")
    ]
    return _by_neighbour(text, expressions, days) or _by_floor(expressions) or Publication()


def _by_neighbour(text: str, expressions: list[DateExpression], days: list[DateExpression]) -> Publication | None:
    distinct = {d.date for d in days}
    if len(distinct) != 1:
        return None
    for e in expressions:
        word = e.text.lower().split()[0] if e.text else ""
        if word not in SHIFTS or not _told_as_reported(text, e):
            continue
        beside = min(days, key=lambda d: abs(d.start - e.start))
        if abs(beside.start - e.start) > BESIDE or beside.past is False:
            continue
        parts = [None if "X" in p else int(p) for p in beside.date.split("-")]
        day = shift_days(Day(*parts), SHIFTS[word])
        if day is None:
            continue
        reason = f"“{e.text}” stands beside “{beside.text}”"
        return Publication(str(day), "inferred", reason, e.start, e.end)
    return None


def _told_as_reported(text: str, expression: DateExpression) -> bool:
    """Whether a deictic is the reporter's own and not within a quotation."""
    before = text[max(0, expression.start - 400) : expression.start]
    return before.rfind("“") <= before.rfind("”")


def _by_floor(expressions: list[DateExpression]) -> Publication | None:
    floors = [
        e
        for e in expressions
        if e.past is not False
        and edtf.precision(e.date) in ("day", "month")
        and edtf.bounds(e.date)[0]
        and "~" not in e.date
    ]
    if not floors:
        return None
    last = max(floors, key=lambda e: edtf.bounds(e.date)[0])
    reason = f"the text tells of {edtf.display(last.date)} as past"
    return Publication(f"{last.date}/..", "inferred", reason, last.start, last.end)
