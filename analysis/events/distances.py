"""Events dated by their distance from another: "less than a month after his visit", "a day after a quake killed …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from analysis.dates import DateExpression
from analysis.dates.edtf import bounds, display, precision
from analysis.dates.reckon import Day, shift_days, shift_months
from analysis.events.clauses import BOUNDARY
from analysis.events.context import Context
from analysis.events.dating import Dated
from analysis.events.model import Event
from analysis.events.triggers import Trigger
from analysis.lexicons import load
from analysis.phrases import regex

LENGTH = re.compile(r"P(\d+)([DWMY])")
DAYS = {"D": 1, "W": 7}
MONTHS = {"M": 1, "Y": 12}
SIDE = re.compile(r"\s+(after|before|following)\s+")


@cache
def _recalled() -> re.Pattern[str]:
    """Compile “his visit”, “that first meeting”: a noun that recalls an event, one group for each kind."""
    kinds = load("events")["recalled"]
    nouns = "|".join(f"(?P<{kind}>{'|'.join(regex(str(noun)) for noun in found)})" for kind, found in kinds.items())
    return re.compile(rf"(?:his|her|their|its|the|that|this)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{nouns})(?![\w’'])")


def counted_from(
    context: Context, trigger: Trigger, before: Sequence[Event], own: DateExpression | None
) -> Dated | None:
    """Return the date of an event that its sentence counts from another event, or None.

    Two forms: a stretch of time after what was told before ("less than a month after his visit"), and an event
    told as what something dated came after ("on Wednesday, a day after a quake killed …"). A day of its own
    (``own``) counts more than the first.
    """
    text = context.split.text
    expressions = context.expressions(context.split.sentences[trigger.sentence])
    for expression in expressions:
        side = SIDE.match(text, expression.end)
        if expression.type != "DURATION" or not side or not LENGTH.fullmatch(expression.value):
            continue
        recalled = _recalled().match(text, side.end())
        if recalled and own is not None and precision(own.date) == "day":
            continue
        if recalled:
            kind = str(recalled.lastgroup)
            anchor = next(
                (e for e in reversed(before) if e.kind == kind and e.date and e.start < expression.start), None
            )
            if anchor and not trigger.start < recalled.end() < trigger.end:
                return _moved(expression, anchor.date, side[1] == "before", recalled[0])
        elif side.end() <= trigger.start and not BOUNDARY.search(text, side.end(), trigger.start):
            told = [e for e in expressions if e.date and e.end <= expression.start and precision(e.date) == "day"]
            if told and not expression.modifier:
                return _moved(
                    expression, told[-1].date, side[1] != "before", f"what is told of {display(told[-1].date)}"
                )
    return None


def _moved(expression: DateExpression, anchor: str, back: bool, words: str) -> Dated | None:
    """Return a date so far after (or before) another; “less than” leaves the stretch between."""
    first, last = bounds(anchor)
    length = LENGTH.fullmatch(expression.value)
    if not (first and last) or length is None or expression.modifier not in ("", "LESS_THAN"):
        return None
    number, unit = int(length[1]) * (-1 if back else 1), length[2]
    low, high = (_shifted(date.fromisoformat(day), number, unit) for day in (first, last))
    if low is None or high is None:
        return None
    if expression.modifier == "LESS_THAN":
        low, high = (low, date.fromisoformat(last)) if back else (date.fromisoformat(first), high)
    elif unit in "MY" or (unit == "W" and abs(number) > 1):
        return None  # "two months after" names no day, and how loosely it is meant is not told
    when = low.isoformat() if low == high else f"{low.isoformat()}/{high.isoformat()}"
    side = "before" if back else "after"
    said = " ".join(expression.text.split())
    reason = f"told as {said[:1].lower()}{said[1:]} {side} {words}, dated {display(anchor)}"
    return Dated(when, "relative", reason, (expression.start, expression.end))


def _shifted(day: date, number: int, unit: str) -> date | None:
    start = Day(day.year, day.month, day.day)
    moved = shift_days(start, number * DAYS[unit]) if unit in DAYS else shift_months(start, number * MONTHS[unit])
    return moved.whole if moved else None
