"""Dates that one article leaves open, settled by what other articles tell of the same event."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from analysis.accounts import Told
from analysis.dates import Publication
from analysis.dates.edtf import bounds, precision
from analysis.reading import Reading
from analysis.resolve import Account, Narrowed, complete, corroborate, is_open

BASIS = "corpus"
SHORT = 31  # days of an interval that still fixes the year


@dataclass(frozen=True)
class Settled:
    """The accounts with their dates narrowed, and for each source helped so the day that it now knows."""

    told: Sequence[Told]
    known: Mapping[str, Narrowed]

    def publication(self, reading: Reading) -> Publication:
        """Return an article's publication, its year filled in where other articles settle it."""
        own = reading.dates.publication
        date, reason = self.completed(reading.source, own.date)
        return replace(own, date=date, basis=BASIS, reason=f"{own.reason}; {reason}") if reason else own

    def completed(self, source: str, date: str) -> tuple[str, str]:
        """Return a date of a source, completed with the day it now knows, and the reason (``""``: unchanged)."""
        known = self.known.get(source)
        if known is None:
            return date, ""
        full = complete(date, known.date)
        return (full, known.reason) if full != date else (date, "")


def settle(told: Sequence[Told]) -> Settled:
    """Narrow open dates by the accounts of other articles; no Reading is changed.

    Accounts of the same numbered meeting, or of the same two people in one kind of event, on days that
    agree are of one event (:func:`analysis.resolve.corroborate`). Once a day of an article has its year, its other days follow.
    """
    narrowed = corroborate([_account(account) for account in told])
    known: dict[str, Narrowed] = {}
    for index, found in sorted(narrowed.items()):
        if precision(found.date) == "day":
            known.setdefault(told[index].source, found)
    settled = Settled(told, known)
    out = []
    for index, account in enumerate(told):
        date, reason = settled.completed(account.source, account.event.date)
        if _weekday(account) and account.source in known:
            date, reason = (
                _latest(_weekday(account), settled.publication(account.reading).date),
                known[account.source].reason,
            )
        elif index in narrowed:
            date, reason = narrowed[index].date, narrowed[index].reason
        out.append(_dated(account, date, reason) if reason else account)
    return Settled(out, known)


def _dated(account: Told, date: str, reason: str) -> Told:
    return replace(account, event=replace(account.event, date=date, basis=BASIS, reason=reason))


def _weekday(account: Told) -> int:
    """Return the weekday (1 Monday to 7 Sunday) that an event is told of in a report whose date lacks the year, or 0."""
    event, published = account.event, account.published
    if event.date or event.date_span is None or event.status != "reported" or not published.startswith("XXXX-"):
        return 0
    told = (e.weekday for e in account.reading.dates.expressions if (e.start, e.end) == event.date_span)
    return next(told, None) or 0


def _is_short(date: str) -> bool:
    """Whether an interval is so short that it tells the year of a day in it."""
    if precision(date) != "interval":
        return False
    first, last = bounds(date)
    if not (first and last):
        return False
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days <= SHORT


def _latest(weekday: int, published: str) -> str:
    """Return the last such weekday up to the day of a report."""
    if precision(published) != "day" or "X" in published:
        return ""
    day = datetime.date.fromisoformat(bounds(published)[0])
    return (day - datetime.timedelta(days=(day.isoweekday() - weekday) % 7)).isoformat()


def _account(account: Told) -> Account:
    """Return what narrowing may rely on: a numbered meeting, or two people together in one kind of event.

    Only an account that names a day is a witness; a year alone may be another event's.
    """
    event = account.event
    sure = {event.series} if event.series and not event.sideline else set()
    sure |= {f"{event.kind}: {one}, {other}" for one, other in combinations(sorted(account.participants), 2)}
    date = event.date if precision(event.date) == "day" or is_open(event.date) or _is_short(event.date) else ""
    if _weekday(account):  # news "on Monday" in a report of 21 April of no year: within days of that
        date = account.published
    return Account(account.source, date, frozenset(sure))
