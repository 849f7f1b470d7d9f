"""Corrections applied after merging; no Reading is changed, and what no longer fits is said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.accounts import Told
from analysis.chronology import Merged, merge_accounts
from analysis.contract import columns
from analysis.corrections.model import DateCorrection, EventCorrection, Note, OfficeCorrection, Words
from analysis.frames import records
from analysis.transliteration import folded

BASIS = "metadata"  # a correction is recorded data beside the sources
FILE = "corrections.yml"

Row = dict[str, Any]
Corrected = Mapping[tuple[str, str], Row]


def correct_events(
    merged: Sequence[Merged], events: Sequence[EventCorrection], dates: Sequence[DateCorrection]
) -> tuple[list[Merged], list[Note]]:
    """Withdraw, merge and split events, then put their dates right.

    Returns
    -------
    list of Merged
    list of Note
        What became of each correction of events; those of dates are told by :class:`RedatedRows`.
    """
    found = list(merged)
    notes = []
    for entry in events:
        found, fault = {"withdraw": _withdraw, "merge": _merge, "split": _split}[entry.kind](found, entry)
        what = " and ".join(map(str, entry.at)) + (
            f", told apart: {', '.join(entry.sources)}" if entry.sources else ""
        )
        notes.append(Note(f"event: {entry.kind}", what, entry.reason, fault))
    keys = {event.key for event in found}
    found = [event if event.part_of in keys else replace(event, part_of="") for event in found]
    for entry_ in dates:
        found = [_redated(event, entry_) for event in found]
    return found, notes


def _meant(found: Sequence[Merged], at: Words) -> tuple[list[Merged], str]:
    """Return the event that words name, or why there is not exactly one."""
    hits = [event for event in found if event.key == at.event or (at.text and any(_tells(t, at) for t in event.told))]
    if len(hits) == 1:
        return hits, ""
    return [], f"it no longer fits: {'no event is' if not hits else f'{len(hits)} events are'} told by {at}"


def _tells(account: Told, at: Words) -> bool:
    if account.source != at.source:
        return False
    words = " ".join(at.text.split())
    text = account.reading.text
    return any(words in " ".join(text[start:end].split()) for start, end in account.event.evidence)


def _withdraw(found: list[Merged], entry: EventCorrection) -> tuple[list[Merged], str]:
    hits, fault = _meant(found, entry.at[0])
    return [event for event in found if event not in hits], fault


def _merge(found: list[Merged], entry: EventCorrection) -> tuple[list[Merged], str]:
    chosen: list[Merged] = []
    for at in entry.at:
        hits, fault = _meant(found, at)
        if fault:
            return found, fault
        chosen += [event for event in hits if event not in chosen]
    if len(chosen) < 2:
        return found, "it no longer fits: its words tell of one event already"
    one = merge_accounts([account for event in chosen for account in event.told], why=_why(entry))
    return [one if event is chosen[0] else event for event in found if event not in chosen[1:]], ""


def _split(found: list[Merged], entry: EventCorrection) -> tuple[list[Merged], str]:
    hits, fault = _meant(found, entry.at[0])
    if fault:
        return found, fault
    apart = [account for account in hits[0].told if account.source in entry.sources]
    rest = [account for account in hits[0].told if account.source not in entry.sources]
    if not apart or not rest:
        return (
            found,
            f"it no longer fits: {'none' if not apart else 'all'} of its accounts are of {', '.join(entry.sources)}",
        )
    at = found.index(hits[0])
    return [*found[:at], merge_accounts(rest), merge_accounts(apart), *found[at + 1 :]], ""


def _redated(event: Merged, entry: DateCorrection) -> Merged:
    if not any(_rests_on(account, entry.at) for account in event.told):
        return event
    told = [
        replace(
            account,
            event=replace(account.event, date=entry.date, basis=BASIS if entry.date else "none", reason=_why(entry)),
        )
        if _rests_on(account, entry.at)
        else account
        for account in event.told
    ]
    return replace(event, told=tuple(told), dates=tuple(dict.fromkeys(a.event.date for a in told if a.event.date)))


def _rests_on(account: Told, at: Words) -> bool:
    span = account.event.date_span
    if account.source != at.source or span is None:
        return False
    return " ".join(at.text.split()) == " ".join(account.reading.text[slice(*span)].split())


def _why(entry: DateCorrection | EventCorrection) -> str:
    return f"put right in {FILE}: {entry.reason}"


class RedatedRows:
    """Puts the rows of the table ``dates`` right whose words a correction names, some at a time."""

    def __init__(self, entries: Sequence[DateCorrection]) -> None:
        self._entries = entries
        self._wanted = [(entry.at.source, " ".join(entry.at.text.split()), entry) for entry in entries]
        self._found: set[int] = set()

    def __call__(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows."""
        for row in rows:
            for number, (source, words, entry) in enumerate(self._wanted):
                if row["source"] == source and " ".join(row["text"].split()) == words:
                    self._found.add(number)
                    row = {**row, "date": entry.date, "basis": BASIS if entry.date else "none", "reason": _why(entry)}
            yield row

    @property
    def notes(self) -> list[Note]:
        """What became of each correction, when all rows have been put right."""
        return [
            Note(
                "date",
                f"{entry.at}: {entry.date or 'open'}",
                entry.reason,
                "" if number in self._found else f"it no longer fits: no date is told by {entry.at}",
            )
            for number, entry in enumerate(self._entries)
        ]


def correct_offices(
    participants: pd.DataFrame, appearances: Iterable[Row], entries: Sequence[OfficeCorrection]
) -> tuple[pd.DataFrame, Corrected, list[Note]]:
    """Put offices right in both tables of people; the latest stated office stays where one source is corrected.

    Parameters
    ----------
    participants : pandas.DataFrame
    appearances : iterable of dict
        The rows of the table ``appearances``, asked for only where there are corrections.
    entries : sequence of OfficeCorrection

    Returns
    -------
    pandas.DataFrame
        The table ``participants``.
    dict
        The rows of ``appearances`` that are others now, by participant and source.
    list of Note
    """
    if not entries:
        return participants, {}, []
    persons, notes = participants.copy(), []
    seen = _appearances_of(_called(persons, {folded(entry.name) for entry in entries}), appearances)
    for entry in entries:
        hits = _called(persons, {folded(entry.name)})
        rows = seen["participant"].isin(hits)
        if entry.source:
            rows &= seen["source"] == entry.source
        where = f" in {entry.source}" if entry.source else ""
        fault = ""
        if len(hits) != 1 or not rows.any():
            fault = f"it no longer fits: {'nobody' if len(hits) < 1 or not rows.any() else 'more than one person'} is named so{where}"
        else:
            own = persons["participant"].isin(hits)
            if not entry.source or set(persons.loc[own, "role"]) <= set(seen.loc[rows, "role"]):
                _set(persons, own, entry)  # the office of the table is the one that is put right
            _set(seen, rows, entry)
        notes.append(Note("office", f"{entry.name}{where}: {entry.role or 'none'}", entry.reason, fault))
    rows_now: list[Row] = [row._asdict() for row in records(seen)]
    return persons, {(row["participant"], row["source"]): row for row in rows_now}, notes


def _called(persons: pd.DataFrame, names: AbstractSet[str]) -> set[str]:
    """Return the participants who have one of the names (folded)."""
    spelt = zip(persons["participant"], persons["name"], persons["variants"], strict=True)
    return {key for key, first, others in spelt if not names.isdisjoint(map(folded, (first, *others)))}


def _appearances_of(people: Collection[str], appearances: Iterable[Row]) -> pd.DataFrame:
    return pd.DataFrame([row for row in appearances if row["participant"] in people], columns=columns("appearances"))


def _set(table: pd.DataFrame, chosen: pd.Series[bool], entry: OfficeCorrection) -> None:
    table.loc[chosen, "role"] = entry.role
    if entry.organisation is not None:
        table.loc[chosen, "organisation"] = entry.organisation
    if entry.countries is not None:
        cells = zip(table["countries"], chosen, strict=True)
        table["countries"] = [list(entry.countries) if right else cell for cell, right in cells]
