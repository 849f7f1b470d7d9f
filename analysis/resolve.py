"""Narrowing open dates with the evidence of other articles (basis ``corpus``).

An article alone may leave a date open: ``XXXX-10-28`` names a day and no year, ``2025-04-22/..`` only a
bound. Where another article tells of the same event with a fuller date, that date narrows it. Nothing is
changed in place: :func:`corroborate` gives the narrowed dates beside the accounts, and a date on which the
witnesses disagree stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.dates.edtf import bounds, display, is_valid, overlap, precision

BASIS = "corpus"
ENOUGH = 3  # marks in common from which two accounts tell of one event, where no sure mark says so
FINENESS = {"day": 3, "month": 2, "season": 2, "year": 1, "interval": 0, "unknown": 0}


@dataclass(frozen=True, slots=True)
class Account:
    """What narrowing needs to know of an event as one article tells it.

    Attributes
    ----------
    source : str
        The article.
    date : str
        EDTF, open or not.
    sure : frozenset of str
        Marks that name the event beyond doubt, each enough by itself (“4 ECO”).
    marks : frozenset of str
        What else tells the event apart: kind, place, participants, bodies, countries.
    candidates : tuple of str
        The dates that remain possible while ``date`` is open, where the article leaves several.
    """

    source: str
    date: str
    sure: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A date narrowed by other articles, the reason for the reader, and the articles relied on."""

    date: str
    reason: str
    sources: tuple[str, ...]
    basis: str = BASIS


def is_open(edtf: str) -> bool:
    """Whether a date leaves something to narrow: no year, or an open end."""
    if not is_valid(edtf):
        return False
    return "X" in edtf[:4] or "" in bounds(edtf)


def narrow(edtf: str, evidence: Iterable[tuple[str, str]], *, candidates: Sequence[str] = ()) -> Narrowed | None:
    """Narrow one open date by what other articles say of the same event.

    Parameters
    ----------
    edtf : str
        The open date; a date that is not known at all (``""``) is never filled.
    evidence : iterable of (source, date)
        The same event in other articles.
    candidates : sequence of str
        Where given, only one of these dates may come out.

    Returns
    -------
    Narrowed or None
        None when the date is not open, nothing narrows it, or the witnesses disagree.
    """
    if not is_open(edtf):
        return None
    said: dict[str, list[str]] = defaultdict(list)
    for source, other in evidence:
        fuller = _fuller(edtf, other)
        if fuller and (not candidates or any(overlap(fuller, candidate) for candidate in candidates)):
            said[fuller].append(source)
    finest = max((FINENESS[precision(option)] for option in said), default=0)
    options = [option for option in said if FINENESS[precision(option)] == finest]
    if len(options) != 1 or not all(overlap(options[0], other) for other in said):
        return None
    sources = tuple(dict.fromkeys(source for group in said.values() for source in group))
    reason = (
        f"the article leaves it at {display(edtf)}; {_listed(sources)} dates the same event {display(options[0])}"
    )
    return Narrowed(options[0], reason, sources)


def _fuller(edtf: str, other: str) -> str:
    """Give the date that another one makes of an open date, ``""`` when it makes nothing of it."""
    if not is_valid(other) or is_open(other) or not overlap(edtf, other):
        return ""
    if not edtf.startswith("XXXX-"):
        return other if precision(other) == "day" else ""
    first, last = (date.fromisoformat(day) for day in bounds(other))
    years = [year for year in range(first.year, last.year + 1) if overlap(f"{year:04d}{edtf[4:]}", other)]
    fuller = f"{years[0]:04d}{edtf[4:]}" if len(years) == 1 else ""
    return fuller if is_valid(fuller) else ""


def _listed(sources: tuple[str, ...]) -> str:
    return sources[0] if len(sources) == 1 else f"{sources[0]} (and {len(sources) - 1} more)"


def complete(edtf: str, known: str) -> str:
    """Give an open date the year that lies closest to a day known in the same article.

    Once one yearless date of an article is narrowed, the others follow: with ``XXXX-10-28`` known as
    ``2025-10-28``, a publication on ``XXXX-10-29`` is of ``2025-10-29``.
    """
    if not edtf.startswith("XXXX-") or not is_valid(edtf) or precision(known) != "day" or is_open(known):
        return edtf
    base = date.fromisoformat(bounds(known)[0])
    options = [f"{year:04d}{edtf[4:]}" for year in range(max(base.year - 1, 1), base.year + 2)]
    valid = [option for option in options if is_valid(option)]
    return min(valid, key=lambda option: abs(date.fromisoformat(bounds(option)[0]) - base), default=edtf)


def corroborate(accounts: Sequence[Account]) -> Mapping[int, Narrowed]:
    """Narrow the open dates among accounts of events from several articles.

    Two accounts tell of one event when they share a sure mark, or at least :data:`ENOUGH` other marks.
    Only accounts that share a mark are compared.

    Returns
    -------
    mapping of int to Narrowed
        By index of the account; accounts that stay as they are do not appear.
    """
    by_mark: dict[str, list[int]] = defaultdict(list)
    for index, account in enumerate(accounts):
        if account.date and not is_open(account.date):
            for mark in account.sure | account.marks:
                by_mark[mark].append(index)
    narrowed: dict[int, Narrowed] = {}
    for index, account in enumerate(accounts):
        if not is_open(account.date):
            continue
        shared: dict[int, int] = defaultdict(int)
        for mark in account.sure | account.marks:
            for other in by_mark.get(mark, ()):
                shared[other] += ENOUGH if mark in account.sure and mark in accounts[other].sure else 1
        evidence = [
            (accounts[other].source, accounts[other].date)
            for other, count in sorted(shared.items())
            if count >= ENOUGH and accounts[other].source != account.source
        ]
        if found := narrow(account.date, evidence, candidates=account.candidates):
            narrowed[index] = found
    return narrowed
