"""Days told differently, and events that may be one on different days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from analysis.accounts import Told
from analysis.chronology import Merged
from analysis.dates.edtf import display, overlap, precision
from analysis.disagreements.documents import counted
from analysis.disagreements.model import Disagreement, words
from analysis.sameness import ONCE, alike, days_between, neighbours

SAME_BUT_DATE = 0.6  # share of words in common from which accounts on unlike dates may be of one event
LARGEST_BLOCK = 40  # events alike in kind, countries and the rest of the date; more are a habit, not a slip
NEAR = 150  # days between two signings that may be one


def differing_dates(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield two days for one event."""
    for event in merged:
        dated = list({account.event.date: account for account in reversed(event.told) if account.event.date}.values())
        dated.reverse()
        if any(not overlap(a.event.date, b.event.date) for a, b in combinations(dated, 2)):
            statements = tuple((display(a.event.date), words(a, a.event.date_span)) for a in dated)
            note = "The sources give different dates for this event."
            yield Disagreement("date", "sure", (event.key,), (), statements, note)


def near_signings(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield signings of the same countries on days near each other that may be one and the same."""
    signings = [e for e in merged if e.told[0].event.kind == "signing" and e.told[0].event.status != "planned"]
    blocks: dict[tuple[str, ...], list[Merged]] = defaultdict(list)
    for event in signings:
        countries = sorted({iso for account in event.told for iso in account.event.countries})
        if len(countries) == 2 and not _many(event):
            blocks[tuple(countries)].append(event)
    for events in blocks.values():
        for one, other in neighbours([(_when(event.told[0]), event) for event in events], NEAR):
            entry = _maybe_one(one, other)
            if entry:
                yield entry


def slips(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield older events alike in all but the year, the month or the day: the slip of one source, or two events."""
    blocks: dict[tuple[object, ...], list[Merged]] = defaultdict(list)
    for event in merged:
        main = event.told[0].event
        if (
            main.kind in ONCE
            and len(event.dates) == 1
            and main.status != "planned"
            and re.fullmatch(r"[\d-]+", main.date)
        ):
            parts = main.date.split("-")
            who = main.countries if len(main.countries) == 2 else (main.place,)
            if main.countries and all(who):
                for place in range(len(parts)):
                    blocks[(main.kind, *who, *parts[:place], "*", *parts[place + 1 :])].append(event)
    for events in blocks.values():
        for one, other in combinations(events, 2) if len(events) <= LARGEST_BLOCK else ():
            first, second = one.told[0], other.told[0]
            apart = not {a.source for a in one.told} & {a.source for a in other.told}
            if apart and first.event.date != second.event.date and alike(first, second) >= SAME_BUT_DATE:
                statements = tuple((told_when(a), words(a, a.event.date_span)) for a in (first, second))
                note = "All but a part of the date agrees: one event with a slip in one source, or two events."
                yield Disagreement("date", "possible", (one.key, other.key), (), statements, note)


def _many(event: Merged) -> bool:
    account = event.told[0]
    return counted()["signing"].search(account.reading.text, *account.event.evidence[0]) is not None


def _maybe_one(one: Merged, other: Merged) -> Disagreement | None:
    sources = {a.source for a in one.told} | {a.source for a in other.told}
    first, second = _when(one.told[0]), _when(other.told[0])
    if len(sources) < 2 or not first or not second or overlap(first, second):
        return None
    if days_between(first, second) > NEAR:
        return None
    statements = tuple((told_when(a.told[0]), words(a.told[0], None)) for a in (one, other))
    note = (
        "These may be one signing dated differently, or two documents: the sources do not say. "
        "They are kept as two events."
    )
    return Disagreement("date", "possible", (one.key, other.key), (), statements, note)


def _when(account: Told) -> str:
    """Return the event's date, else for news without a day the time about which its report appeared."""
    if account.event.date or account.event.status != "reported":
        return account.event.date
    published = account.published
    return published if precision(published) in ("day", "interval") else ""


def told_when(account: Told) -> str:
    """Return when an account dates its event, in words: its day, else when it appeared."""
    if account.event.date:
        return display(account.event.date)
    return f"no day given; published {display(_when(account))}"
