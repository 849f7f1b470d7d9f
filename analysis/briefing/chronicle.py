"""The chronology: the figure, the dated events, the undated ones and the background."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import figures
from analysis.briefing.markdown import badge, figure, sortable, table
from analysis.dates.edtf import bounds, display
from analysis.display import escape
from analysis.frames import records
from analysis.prose import capital, clipped, counted, number, verb
from analysis.ranking import on_top_days

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

SAID = re.compile(r"the text says “([^”]{1,60})”")
LONGEST_LINE = 260
MOST_LINKS = 3
HEADERS, WIDTHS = ("When", "What", "Evidence"), (20, 58, 22)


def timeline(edition: Briefing, folder: Path) -> str:
    """Return the timeline figure, or a sentence where no event has a date."""
    events = edition.frames["events"]
    dated_news = events[
        (events["earliest"] != "") & ((events["status"] != "background") | bool(edition.settings.period))
    ]
    main = dated_news[(dated_news["part_of"] == "") | dated_news["on_subject"]]
    main = on_top_days(main, edition.frames["dates"], edition.top_days)
    dated = in_period(main, edition.settings.period)
    if dated.empty:
        return "No event has a date that could be drawn.\n"
    path = figures.timeline(dated, folder / "timeline.svg")
    first, last = (
        dated["earliest"].min(),
        max(d for d in dated["latest"].where(dated["latest"] != "", dated["earliest"])),
    )
    days = dated.groupby("date", sort=False).size().head(12)
    alt = (
        f"Timeline of {counted(len(dated), 'event')} from {display(first)} to {display(last)}: "
        + "; ".join(f"{display(str(date))}, {n}" for date, n in days.items())
        + "."
    )
    caption = (
        "Main events by date; parts of an event only where they are on the subject. A dot is a day, a bar the span "
        "in which the event lies; hollow where the date is approximate or open, a diamond where it is planned."
    )
    return figure(str(path), caption=caption, label="timeline", alt=alt, data="events")


def in_period(events: pd.DataFrame, period: str) -> pd.DataFrame:
    """Return the events that lie in the period of the briefing or may do so."""
    if not period:
        return events
    first, last = bounds(period)
    after = events["latest"].where(events["latest"] != "", "9999")
    before = events["earliest"].where(events["earliest"] != "", "0000")
    return events[(after >= (first or "0000")) & (before <= (last or "9999"))]


def chronology(edition: Briefing) -> str:
    """Return the tables of dated and undated events and of the background."""
    events = edition.frames["events"]
    told = events[events["status"] != "planned"]
    recent = in_period(told[told["date"] != ""], edition.settings.period) if edition.settings.period else told.head(0)
    main = told[(told["status"] == "reported") | told["event"].isin(recent["event"])]
    dated = on_top_days(main[main["date"] != ""], edition.frames["dates"], edition.top_days)
    undated = main[main["date"] == ""]
    background = told[~told["event"].isin(main["event"])]
    parts = [_dated(edition, dated, "Dated events, in time", "events") if len(dated) else "No event has a date.\n"]
    if edition.top_days:
        days = counted(dated["earliest"].nunique(), "day")
        parts.insert(0, f"Shown are the events of the {days} of which most is told.\n")
    if len(undated):
        text = f"{capital(counted(len(undated), 'event'))} {verb(len(undated), 'is', 'are')} reported without a date"
        parts.append(f"## Undated {{#sec-undated}}\n\n{text} that the texts allow to fix.\n")
        parts.append(_dated(edition, undated, "Reported events without a date", "undated"))
    if len(background):
        text = f"{capital(counted(len(background), 'older event'))} {verb(len(background), 'is', 'are')}"
        parts.append(f"## Background {{#sec-background}}\n\n{text} told as context.\n")
        parts.append(_dated(edition, background, "Older events told as context", "background"))
    return "\n".join(parts)


def _dated(edition: Briefing, events: pd.DataFrame, caption: str, label: str) -> str:
    shown = _parts_below(events).head(edition.settings.rows_shown)
    left = len(events) - len(shown)
    more = f"and {number(left)} more in data/events.csv" if left else ""
    rows = [(_when(row), _what(edition, row), _marks(edition, row)) for row in records(shown)]
    return table(HEADERS, rows, caption=caption, label=label, widths=WIDTHS, more=more, data="events")


def _parts_below(events: pd.DataFrame) -> pd.DataFrame:
    """Put the parts of an event (its talks, statements, declaration) right below it."""
    place = {event: number for number, event in enumerate(events["event"])}
    below = [place.get(whole, number) for number, whole in enumerate(events["part_of"])]
    order = sorted(range(len(events)), key=lambda n: (below[n], below[n] != n, n))
    return events.iloc[order]


def _when(row: Any) -> str:
    date = escape(capital(display(row.date))) if row.date else badge("open")
    said = SAID.match(row.reason) if row.precision != "day" else None
    if said and (not row.date or said[1].lower() != display(row.date).lower()):
        date += f" [“{escape(said[1])}”]{{.small}}"
    if row.date and row.basis not in ("explicit", "none"):
        date += f" {badge(row.basis)}"
    return sortable(date, row.earliest or row.latest)


def _what(edition: Briefing, row: Any) -> str:
    line = escape(clipped(row.what, LONGEST_LINE))
    facts = [f"*{escape(row.kind)}*"]
    if row.place:
        facts.append(escape(row.place))
    if row.part_of:
        facts.append("part of the meeting")
    if not row.date:
        facts.append(escape(row.reason))
    if row.attributed_to:
        facts.append(f"according to {escape(clipped(row.attributed_to, 90))}")
    line = f"↳ {line}" if row.part_of else line
    return f"{line} [{' · '.join(facts)}]{{.small}}"


def _marks(edition: Briefing, row: Any) -> str:
    parts = [edition.references.links(row.evidence, MOST_LINKS)]
    if row.independent_sources > 1:
        parts.append(badge(f"{row.independent_sources} sources"))
    if row.disputed:
        parts.append(badge("disputed"))
    if row.on_subject:
        parts.append(badge("on subject"))
    if row.status == "background" and row.date:
        parts.append(badge("told as background"))
    return " ".join(parts)
