"""The day of an event: its own expression, else what the passage fixes, else open."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from analysis.dates import DateExpression, Publication
from analysis.dates.edtf import bounds, precision
from analysis.events.triggers import BOUNDARY, Trigger
from analysis.lexicons import load
from analysis.phrases import regex
from analysis.text import Span

BOUNDARY_COST = 120  # a clause boundary between a date and a trigger counts like so many characters
SAME_NEWS = 5  # days before the main event that still belong to the news
FARTHEST = 260  # a date farther away than this (boundaries included) is another event's


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its basis, the reason for the reader and the words relied on."""

    date: str = ""
    basis: str = "none"
    reason: str = ""
    span: Span | None = None


def own_dates(text: str, triggers: list[Trigger], expressions: list[DateExpression]) -> list[DateExpression | None]:
    """Give each date of a sentence to the trigger nearest to it.

    Returns
    -------
    list of DateExpression or None
        For each trigger its own calendar date, if it has one.
    """
    taken: list[DateExpression | None] = [None] * len(triggers)
    costs = [FARTHEST] * len(triggers)
    for expression in expressions:
        if not expression.date or expression.type not in ("DATE", "TIME"):
            continue
        distances = [_distance(text, trigger, expression) for trigger in triggers]
        if not distances:
            break
        nearest = min(range(len(triggers)), key=lambda i: (distances[i], i))
        if distances[nearest] < costs[nearest]:
            taken[nearest], costs[nearest] = expression, distances[nearest]
    return taken


def _distance(text: str, trigger: Trigger, expression: DateExpression) -> int:
    if expression.start >= trigger.start and expression.end <= trigger.end:
        return 0
    low, high = sorted([(trigger.start, trigger.end), (expression.start, expression.end)])
    gap = (low[1], high[0])
    between = len(BOUNDARY.findall(text, *gap)) if gap[1] > gap[0] else 0
    return max(0, gap[1] - gap[0]) + BOUNDARY_COST * between


def from_expression(expression: DateExpression) -> Dated:
    """Return the date that an expression gives an event."""
    reason = expression.reason or f"the text says “{expression.text}”"
    return Dated(expression.date, expression.basis, reason, (expression.start, expression.end))


@cache
def _sequence() -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(regex(str(phrase)) for phrase in load("events")["sequence"]) + r")\b")


def follows_on(text: str, sentence: Span) -> bool:
    """Whether a sentence goes on with the occasion just told ("Later, the ministers held talks")."""
    return bool(_sequence().match(text, *sentence))


def from_passage(before: Dated, words: str) -> Dated:
    """Return the date that an event takes over from the one told just before it."""
    if not before.date:
        return Dated()
    reason = f"told as following on the same occasion (“{words}”), dated {before.date}"
    return Dated(before.date, "inferred", reason, before.span)


def is_older(date: str, main: str, publication: Publication) -> bool:
    """Whether a date lies clearly before what the article reports: context, not news."""
    earliest, latest = bounds(date)
    reference = bounds(main)[0] or bounds(publication.date)[0]
    if not reference or not (earliest or latest):
        return False
    if precision(date) != "day":
        return (earliest or latest) < reference
    return (datetime.date.fromisoformat(reference) - datetime.date.fromisoformat(latest)).days > SAME_NEWS
