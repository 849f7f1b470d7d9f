"""The days that the reader asked for: how they were chosen, and the sentences of days without a known event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.briefing.markdown import badge, sortable
from analysis.dates.edtf import display
from analysis.display import escape
from analysis.prose import capital, clipped, counted, number, verb

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

LONGEST_SENTENCE = 260
MARKS = {"sentence": "names the day", "published": "published that day", "": "no event"}
HOW = (
    "They were chosen by the articles published on the day and by the articles of other days that name it, each counting "
    "by how much it is about the subject of all sources, reprints not at all; half of an article goes to the day it opens "
    "with, and mentions count less the further off they were published; the people and the kinds of events of a day decide between days otherwise alike. Of each day a "
    "line or two are shown."
)


def chosen(edition: Briefing) -> str:
    """Return how the days shown were chosen and how many are left out, or nothing where all are shown."""
    selection, timeline = edition.selection, edition.frames["timeline"]
    if not selection.period and not selection.top_days:
        return ""
    span = _span(selection.start, selection.end)
    if not selection.top_days:
        return f"Shown is what lies in the span asked for, {span}, or may do so.\n"
    told, shown = selection.within(timeline), selection.chosen(timeline)
    left = len(told) - len(shown)
    lead = f"Shown are the {counted(len(shown), 'day')} that {verb(len(shown), 'matters', 'matter')} most"
    lead += f" {span}" if span else ""
    rest = f"{number(left)} more {verb(left, 'is', 'are')} left out and {verb(left, 'stands', 'stand')} in data/timeline.csv"
    silent = int((shown["basis"] != "event").sum())
    marked = (
        f" For {counted(silent, 'day')} no event is known: there stand the most central sentences that name the day, "
        "else that open an article published on it, marked so."
    )
    return f"{lead}; {rest}. {HOW}{marked if silent else ''}\n"


def _span(start: str, end: str) -> str:
    if start and end:
        return f"from {escape(display(start))} to {escape(display(end))}"
    if start:
        return f"from {escape(display(start))} on"
    return f"up to {escape(display(end))}" if end else ""


def told_first(edition: Briefing, events: pd.DataFrame) -> pd.DataFrame:
    """Return the events that are the lines of the days asked for."""
    shown = edition.selection.chosen(edition.frames["timeline"])["events"]
    return events[events["event"].isin({event for cell in shown for event in cell})]


def sentences(edition: Briefing, day: Any) -> list[tuple[str, str, str]]:
    """Return the rows of a day without a known event: its most central sentences, and what they have to do with it."""
    when = sortable(f"{escape(capital(display(day.day)))} {badge(MARKS[day.basis])}", day.day)
    if not day.lines:
        return [
            (
                when,
                f"{capital(counted(day.published, 'article'))} of this day, no sentence that stands by itself.",
                "",
            )
        ]
    return [
        (when, escape(clipped(line, LONGEST_SENTENCE)), edition.references.link(entry))
        for line, entry in zip(day.lines, day.evidence, strict=True)
    ]
