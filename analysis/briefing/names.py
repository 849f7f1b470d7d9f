"""Offices over time, and the spellings that were brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.briefing.markdown import rest, sortable, table
from analysis.dates.edtf import bounds, display
from analysis.display import escape
from analysis.evidence import Evidence
from analysis.frames import records
from analysis.people.offices import same_office
from analysis.prose import capital, counted, verb

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing


def names(edition: Briefing) -> str:
    """Return whose office the sources state differently, and which spellings are taken for one person's."""
    if not edition.people:
        return ""
    parts = ["## Offices and spellings {#sec-names}\n", _offices(edition), _spellings(edition)]
    return "\n".join(filter(None, parts))


def stated_office(row: Any) -> str:
    """Return the office of a row of ``participants`` or ``appearances`` with the rank before it."""
    if not row.rank or row.rank.lower() in row.role.lower():
        return str(row.role)
    return ", ".join(filter(None, (row.rank, row.role)))


def _offices(edition: Briefing) -> str:
    published = edition.published
    stated: dict[str, list[Any]] = {}
    for row in records(edition.frames.columns("appearances", ["participant", "source", "role", "rank"])):
        if row.role:
            stated.setdefault(row.participant, []).append(row)
    several = {person: rows for person, rows in stated.items() if len(rows) > 1}
    if not several:
        return "No person's office is stated by more than one source.\n"
    changing = []
    for person, rows in several.items():
        ordered = sorted(rows, key=lambda row: (_day(published[row.source]), row.source))
        first = _changes(ordered)
        changing += [(person, row) for row in first] if len(first) > 1 else []
    count = counted(len(several), "person", "people")
    if not changing:
        return f"Several sources state the office of {count}: the same each time, if in other words.\n"
    shown = changing[: edition.settings.rows_shown]
    words = _words_of(edition, [row for _, row in shown])
    rows_shown = [
        (
            f"**{escape(edition.people[person].name)}**",
            escape(stated_office(row)),
            sortable(
                escape(display(published[row.source]) if published[row.source] else "undated"),
                _day(published[row.source]),
            ),
            edition.references.links(words[person, row.source], 2),
        )
        for person, row in shown
    ]
    differ = len({person for person, _ in changing})
    text = f"Of {count} whose office several sources state, {counted(differ, 'person', 'people')} "
    text += f"{verb(differ, 'is', 'are')} given different offices.\n"
    return f"{text}\n" + table(
        ("Name", "Office as stated", "In a source of", "Evidence"),
        rows_shown,
        caption="Offices that change or differ, in time",
        label="offices",
        widths=(26, 36, 18, 20),
        data="appearances",
        more=rest(len(shown), len(changing), "appearances"),
    )


def _words_of(edition: Briefing, rows: list[Any]) -> dict[tuple[str, str], list[Evidence]]:
    """Return the evidence of appearances, by participant and source."""
    wanted = {"participant": {row.participant for row in rows}, "source": {row.source for row in rows}}
    return {
        (row.participant, row.source): row.evidence for row in records(edition.frames.where("appearances", wanted))
    }


def _changes(rows: list[Any]) -> list[Any]:
    """Return the first statement of an office and each that is another office than the one stated before it."""
    kept: list[Any] = []
    for row in rows:
        if not kept or not same_office(kept[-1].role, row.role):
            kept.append(row)
    return kept


def _day(date: str) -> str:
    return next(filter(None, bounds(date)), "9999") if date else "9999"


def _spellings(edition: Briefing) -> str:
    joined = [row for row in edition.people.values() if row.reason]
    if not joined:
        return ""
    shown = joined[: edition.settings.rows_shown]
    appearances = edition.frames.where("appearances", {"participant": {row.participant for row in shown}})
    rows = []
    for row in shown:
        seen = records(appearances[appearances["participant"] == row.participant])
        by_name: dict[str, list[Any]] = {}
        for one in seen:
            by_name.setdefault(one.name, []).extend(one.evidence[:1])
        spelt = "; ".join(
            f"{escape(name)} ({edition.references.links(words, 2)})" for name, words in by_name.items() if words
        )
        why = row.reason.removeprefix(f"{row.name} / ")
        rows.append((f"**{escape(row.name)}**", spelt, escape(capital(why.split(": ", 1)[-1]))))
    text = f"{capital(counted(len(joined), 'person', 'people'))} {verb(len(joined), 'appears', 'appear')} under several spellings."
    return f"{text}\n\n" + table(
        ("Name", "Spellings seen", "Why one person"),
        rows,
        caption="Spellings taken for one person's",
        label="spellings",
        widths=(24, 44, 32),
        data="participants",
        more=rest(len(rows), len(joined), "participants"),
    )
