"""The chronology: the figure, the dated events, the undated ones and the background."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import figures
from analysis.briefing import days
from analysis.briefing.markdown import badge, figure, rest, sortable, table
from analysis.briefing.told import background, kinds
from analysis.dates.edtf import display
from analysis.display import escape
from analysis.frames import records
from analysis.prose import capital, clipped, counted, listed, number, verb
from analysis.timelines.selection import in_period

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

SAID = re.compile(r"the text says “([^”]{1,60})”")
LONGEST_LINE = 260
LONGEST_NAME = 90
MOST_LINKS = 3
DAYS_TOLD = 12  # in the alternative text
BASES = {
    "relative": "counted from another date",
    "inferred": "the only one that fits what the text says",
    "metadata": "from the list of sources",
    "corpus": "settled by another source",
}
HEADERS, WIDTHS = ("When", "What", "Evidence"), (20, 58, 22)


def timeline(edition: Briefing, folder: Path) -> str:
    """Return the timeline figure, or a sentence where no event has a date."""
    events = edition.events
    period = edition.settings.period
    dated = events[(events["earliest"] != "") & ((events["status"] != "background") | bool(period))]
    main = dated[(dated["part_of"] == "") | dated["on_subject"].astype(bool)]
    main = in_period(in_period(main, period), edition.selection.period)
    if edition.selection.top_days:
        main = days.told_first(edition, events)
    if main.empty:
        return "No event has a date that could be drawn.\n"
    return _one_by_one(edition, main, folder) if len(main) <= figures.MOST_LANES else _counted(main, folder)


def _one_by_one(edition: Briefing, events: pd.DataFrame, folder: Path) -> str:
    words: dict[str, list[str]] = {"day": [], "label": []}
    for row in records(events):
        who = listed([edition.people[key].name for key in row.participants], most=3) if row.kind != "other" else ""
        who = who or clipped(row.what, LONGEST_LINE)
        words["day"].append(capital(display(row.date)))
        words["label"].append(who if row.kind == "other" else f"{row.kind}: {who}")
    drawn = events.assign(**words)
    path = figures.save(figures.timeline(drawn), folder / "timeline.svg")
    days = events.groupby("date", sort=False).size()
    told = [f"{display(str(date))}, {n}" for date, n in days.head(DAYS_TOLD).items()]
    if len(days) > DAYS_TOLD:
        told.append(f"and {counted(len(days) - DAYS_TOLD, 'more date')}")
    alt = f"Timeline of {counted(len(events), 'event')}: {'; '.join(told)}."
    caption = "Main events by date; parts of an event only where they are on the subject. A dot is a day"
    if (events["precision"] != "day").any():
        caption += ", a bar the span in which the event lies, hollow where the date is approximate or open"
    elif events["date"].str.contains("~").any():
        caption += ", hollow where the date is approximate"
    if (events["status"] == "planned").any():
        caption += "; a diamond is planned"
    return figure(str(path), caption=f"{caption}.", label="timeline", alt=alt, data="events")


def _counted(events: pd.DataFrame, folder: Path) -> str:
    """Return the figure of many events, counted; those that do not lie within one month are told of in words."""
    known = events[events["earliest"].str.slice(0, 7) == events["latest"].str.slice(0, 7)]
    if known.empty:
        return "No event is known to the month, so none could be drawn.\n"
    drawn, unit, counts = figures.counts_in_time(known)
    path = figures.save(drawn, folder / "timeline.svg")
    most = counts[counts == counts.max()]
    alt = f"Bars of {counted(len(known), 'event')} by {unit}, from {display(counts.index[0])} to {display(counts.index[-1])}; "
    alt += f"most in {listed([display(str(name)) for name in most.index], most=3)} with {number(int(counts.max()))}."
    caption = f"Main events by {unit}."
    if (known["independent_sources"] > 1).any():
        caption += " The darker part is told by several independent sources."
    left = len(events) - len(known)
    if left:
        caption += f" {capital(counted(left, 'event'))} with a wider span {verb(left, 'is', 'are')} not drawn."
    return figure(str(path), caption=caption, label="timeline", alt=alt, data="events")


def chronology(edition: Briefing) -> str:
    """Return the numbers of events by kind and the tables of dated and undated events and of the background.

    Where a number of days is asked for, a line or two for each of them stand instead of the dated events.
    """
    selection = edition.selection
    main = edition.news
    dated = in_period(main[main["date"] != ""], selection.period)
    undated = main[main["date"] == ""]
    context = in_period(background(edition), selection.period)
    parts = [days.chosen(edition)]
    if selection.top_days:
        parts.append(_of_days(edition))
        context = context[~context["event"].isin(days.told_first(edition, context)["event"])]
    elif len(dated):
        parts.append(_dated(edition, dated, "Dated events, in time", "events", legend=True))
    else:
        parts.append("No event has a date.\n" if not selection.period else "No event lies in this span.\n")
    if len(undated):
        text = f"{capital(counted(len(undated), 'event'))} {verb(len(undated), 'is', 'are')} reported without a date"
        parts.append(f"## Undated {{#sec-undated}}\n\n{text} that the texts allow to fix.\n")
        parts.append(_dated(edition, undated, "Reported events without a date", "undated", legend=dated.empty))
    if len(context):
        text = f"{capital(counted(len(context), 'event'))} {verb(len(context), 'is', 'are')}"
        parts.append(f"## Background {{#sec-background}}\n\n{text} told as context only.\n")
        parts.append(_dated(edition, context, "Events told as context", "background"))
    parts.append(kinds(edition))
    return "\n".join(filter(None, parts))


def _of_days(edition: Briefing) -> str:
    """Return the table of the days asked for, with a line or two for each."""
    chosen = edition.selection.chosen(edition.frames["timeline"])
    events = {row.event: row for row in records(edition.events)}
    rows = []
    for day in records(chosen.head(edition.settings.rows_shown)):
        for event in (events[event] for event in day.events if event in events):
            rows.append((when(event), _what(event), marks(edition, event)))
        if not day.events:
            rows += days.sentences(edition, day)
    if not rows:
        return "Nothing is told of a day in this span.\n"
    more = rest(min(len(chosen), edition.settings.rows_shown), len(chosen), "timeline")
    more = " ".join(filter(None, (more, _legend(edition, days.told_first(edition, edition.events)))))
    caption = "The days that matter most, in time"
    return table(HEADERS, rows, caption=caption, label="events", widths=WIDTHS, more=more, data="timeline")


def _dated(edition: Briefing, events: pd.DataFrame, caption: str, label: str, *, legend: bool = False) -> str:
    shown = _parts_below(events).head(edition.settings.rows_shown)
    rows = [(when(row), _what(row), marks(edition, row)) for row in records(shown)]
    more = " ".join(
        filter(None, (rest(len(shown), len(events), "events"), _legend(edition, shown) if legend else ""))
    )
    return table(HEADERS, rows, caption=caption, label=label, widths=WIDTHS, more=more, data="events")


def _legend(edition: Briefing, shown: pd.DataFrame) -> str:
    """Return what the marks in a table of events mean, those that are in it."""
    there = {row.basis for row in records(shown) if row.date}
    said = [f"{badge(basis)} {BASES[basis]}" for basis in BASES if basis in there]
    text = f"What a date rests on where it is not written out: {', '.join(said)}." if said else ""
    others = [
        f"{badge(mark)} {meaning}"
        for mark, meaning, is_there in (
            ("2 sources", "as many independent sources tell of it", (shown["independent_sources"] > 1).any()),
            ("on subject", "the countries in question both take part", shown["on_subject"].astype(bool).any()),
            ("told as background", "recalled by a later article", shown["event"].isin(edition.recalled).any()),
            ("disputed", "sources contradict each other", shown["disputed"].astype(bool).any()),
        )
        if is_there
    ]
    return f"{text} {capital(', '.join(others))}{'.' if others else ''}".strip()


def _parts_below(events: pd.DataFrame) -> pd.DataFrame:
    """Put the parts of an event (its talks, statements, declaration) right below it."""
    place = {event: number for number, event in enumerate(events["event"])}
    below = [place.get(whole, number) for number, whole in enumerate(events["part_of"])]
    order = sorted(range(len(events)), key=lambda n: (below[n], below[n] != n, n))
    return events.iloc[order]


def when(row: Any) -> str:
    """Return the date of an event as the texts allow it, the words it stands for, and what it rests on."""
    date = escape(capital(display(row.date))) if row.date else badge("open")
    said = SAID.match(row.reason) if row.precision != "day" else None
    if said and (not row.date or said[1].lower() != display(row.date).lower()):
        date += f" [“{escape(said[1])}”]{{.small}}"
    if row.date and row.basis not in ("explicit", "none"):
        date += f" {badge(row.basis)}"
    return sortable(date, row.earliest or row.latest)


def _what(row: Any) -> str:
    line = escape(clipped(row.what, LONGEST_LINE))
    facts = [f"*{escape(row.kind)}*"]
    if row.place:
        facts.append(escape(row.place))
    if row.part_of:
        facts.append("part of the meeting")
    if not row.date:
        facts.append(escape(row.reason))
    if row.attributed_to:
        facts.append(according(row))
    line = f"↳ {line}" if row.part_of else line
    return f"{line} [{' · '.join(facts)}]{{.small}}"


def according(row: Any) -> str:
    """Return according to whom an event is told, or nothing where the source names nobody."""
    return f"according to {escape(clipped(row.attributed_to, LONGEST_NAME))}" if row.attributed_to else ""


def marks(edition: Briefing, row: Any) -> str:
    """Return the evidence of an event and what is to know of it, as marks."""
    parts = [edition.references.links(row.evidence, MOST_LINKS)]
    if row.independent_sources > 1:
        parts.append(badge(f"{row.independent_sources} sources"))
    if row.disputed:
        parts.append(badge("disputed"))
    if row.on_subject:
        parts.append(badge("on subject"))
    if row.event in edition.recalled:
        parts.append(badge("told as background"))
    return " ".join(parts)
