"""Dates that one article leaves open, settled by what other articles tell of the same event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from analysis.accounts import Told
from analysis.dates import Publication
from analysis.dates.edtf import precision
from analysis.reading import Reading
from analysis.resolve import Account, Narrowed, complete, corroborate, is_open

BASIS = "corpus"


@dataclass(frozen=True)
class Settled:
    """The accounts with their dates narrowed, and for each source helped so the day that it now knows."""

    told: Sequence[Told]
    known: Mapping[str, Narrowed]

    def publication(self, reading: Reading) -> Publication:
        """Return an article's publication, its year filled in where other articles settle it."""
        own = reading.dates.publication
        date, reason = self.completed(reading.article.source, own.date)
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
        if index in narrowed:
            date, reason = narrowed[index].date, narrowed[index].reason
        out.append(_dated(account, date, reason) if reason else account)
    return Settled(out, known)


def _dated(account: Told, date: str, reason: str) -> Told:
    return replace(account, event=replace(account.event, date=date, basis=BASIS, reason=reason))


def _account(account: Told) -> Account:
    """Return what narrowing may rely on: a numbered meeting, or two people together in one kind of event.

    Only an account that names a day is a witness; a year alone may be another event's.
    """
    event = account.event
    sure = {event.series} if event.series and not event.sideline else set()
    sure |= {f"{event.kind}: {one}, {other}" for one, other in combinations(sorted(account.participants), 2)}
    date = event.date if precision(event.date) == "day" or is_open(event.date) else ""
    return Account(account.source, date, frozenset(sure))
