"""Short lists: what was agreed, what is to come, quotations, disagreements and the sources."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.briefing.chronicle import HEADERS, WIDTHS, _marks, _when
from analysis.briefing.markdown import badge, foot, sortable, table
from analysis.dates.edtf import bounds, display
from analysis.display import escape, link
from analysis.frames import records
from analysis.prose import clipped, number

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

QUOTATIONS_SHOWN = 8
LONGEST_QUOTE = 320


def agreed(edition: Briefing) -> str:
    """Return what was signed or adopted."""
    events = edition.frames["events"]
    chosen = events[events["kind"].isin(["signing", "agreement"]) & (events["status"] != "planned")]
    if chosen.empty:
        return "No signing or adoption is told of.\n"
    return _events(edition, chosen, "Signed or adopted", "agreed")


def planned(edition: Briefing) -> str:
    """Return what is told as coming."""
    events = edition.frames["events"]
    chosen = events[events["status"] == "planned"]
    if chosen.empty:
        return "Nothing is told as planned.\n"
    return _events(edition, chosen, "Told as planned", "planned")


def _events(edition: Briefing, events: pd.DataFrame, caption: str, label: str) -> str:
    shown = events.head(edition.settings.rows_shown)
    left = len(events) - len(shown)
    more = f"and {number(left)} more in data/events.csv" if left else ""
    rows = [(_when(row), escape(clipped(row.what, 260)), _marks(edition, row)) for row in records(shown)]
    return table(HEADERS, rows, caption=caption, label=label, widths=WIDTHS, more=more, data="events")


def quotations(edition: Briefing) -> str:
    """Return direct speech: every speaker in turn, those of the most sources first, longest words first."""
    frame = edition.frames["quotations"]
    named = frame[frame["speaker"] != ""]
    if named.empty:
        return "No direct speech with a named speaker was found.\n"
    people = {row.participant: row for row in records(edition.frames["participants"])}
    ranked = sorted(records(named), key=lambda row: (-len(row.quote), row.source))
    turn: dict[str, int] = defaultdict(int)
    order: list[tuple[int, int, str, int]] = []
    for row in ranked:
        order.append((turn[row.speaker], -len(people[row.speaker].sources), people[row.speaker].name, len(order)))
        turn[row.speaker] += 1
    chosen = [ranked[place] for *_, place in sorted(order)[:QUOTATIONS_SHOWN]]
    parts = [
        f"> “{escape(clipped(row.quote, LONGEST_QUOTE))}”\n>\n"
        f"> {escape(people[row.speaker].name)}, {edition.references.link(row.evidence[0])}\n"
        for row in chosen
    ]
    left = len(frame) - len(chosen)
    if left > 0:
        parts.append(f"And {number(left)} more in data/quotations.csv.\n")
    parts.append(foot(data="quotations"))
    return "\n".join(parts)


def disagreements(edition: Briefing) -> str:
    """Return every disagreement with all its statements."""
    frame = edition.frames["disagreements"]
    if frame.empty:
        return "No contradiction was found, between the sources or within one of them.\n"
    shown = frame.head(edition.settings.rows_shown)
    rows = [(_kind(row), _statements(edition, row.statements), escape(row.note)) for row in records(shown)]
    left = len(frame) - len(shown)
    more = f"and {number(left)} more in data/disagreements.csv" if left else ""
    headers = ("About", "The sources say", "What it means")
    return table(
        headers,
        rows,
        caption="Where sources disagree",
        label="disagreements",
        widths=(16, 50, 34),
        more=more,
        data="disagreements",
    )


def _kind(row: Any) -> str:
    return f"{escape(row.kind)} {badge(row.certainty)}"


def _statements(edition: Briefing, statements: list[dict[str, Any]]) -> str:
    said = [
        escape(clipped(statement["value"], 160))
        + (f" ({edition.references.links(statement['evidence'], 2)})" if statement["evidence"] else "")
        for statement in statements
    ]
    return "; ".join(said)


def sources(edition: Briefing) -> str:
    """Return every file of the folder: what it is, its date and on what that rests, or why it was not read."""
    frame = edition.frames["sources"]
    rows = [_source(edition, row) for row in records(frame.head(edition.settings.rows_shown * 7))]
    left = len(frame) - len(rows)
    more = f"and {number(left)} more in data/sources.csv" if left > 0 else ""
    headers = ("No.", "Title and publisher", "Published", "On what the date rests", "Words")
    return table(
        headers, rows, caption="Sources", label="sources", widths=(6, 40, 16, 30, 8), more=more, data="sources"
    )


def _source(edition: Briefing, row: Any) -> tuple[str, ...]:
    title = row.title or (edition.references.opening(row.source) if row.status == "read" else row.source)
    shown = link(clipped(title, 200), row.url) if row.url else escape(clipped(title, 200))
    facts = " · ".join(escape(fact) for fact in (row.publisher, row.source) if fact)
    shown_date = escape(display(row.published)) if row.published else badge("not stated")
    published = sortable(shown_date, next(filter(None, bounds(row.published)), "") if row.published else "")
    if row.status != "read":
        return "–", f"{escape(row.source)} {badge(row.status)}", published, escape(row.note), "–"
    reason = f"{escape(row.published_reason)} {badge(row.published_basis)}"
    reason += f" {escape(row.note)}" if "much the same text as" in row.note else ""
    return edition.references.source(row.source), f"{shown} [{facts}]{{.small}}", published, reason, f"{row.words:,}"
