"""Which events are the news of the briefing, and how many there are of each kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.briefing.markdown import table
from analysis.display import escape
from analysis.timelines.selection import in_period

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

STATEMENT = "statement"
TOGETHER = ("meeting", "visit", "signing", "call")  # kinds at which people or countries come together
ALL = "all but statements"
COLUMNS = {
    "reported": "Reported",
    "dated": "With a date",
    "on_subject": "On subject",
    "several": "Several sources",
}


def news(edition: Briefing) -> pd.DataFrame:
    """Return what is reported, and what is told as background but lies in the period of the briefing."""
    events = edition.events
    told = events[events["status"] != "planned"]
    period = edition.settings.period
    recent = list(in_period(told[told["date"] != ""], period)["event"]) if period else []
    return told[(told["status"] == "reported") | told["event"].isin(recent)]


def background(edition: Briefing) -> pd.DataFrame:
    """Return what is told as context only."""
    events = edition.events
    return events[(events["status"] != "planned") & ~events["event"].isin(edition.news["event"])]


def planned(edition: Briefing) -> pd.DataFrame:
    """Return what is told as coming."""
    events = edition.events
    return events[events["status"] == "planned"]


def by_kind(edition: Briefing) -> pd.DataFrame:
    """Count the events.

    Returns
    -------
    pandas.DataFrame
        Indexed by kind, the most frequent first, then "all but statements" and last "statement": ``reported``,
        and of these ``dated``, ``on_subject`` and ``several`` (told by several independent sources).
    """
    told = edition.news
    counts = pd.DataFrame(
        {
            "reported": told.groupby("kind").size(),
            "dated": told[told["date"] != ""].groupby("kind").size(),
            "on_subject": told[told["on_subject"].astype(bool)].groupby("kind").size(),
            "several": told[told["independent_sources"] > 1].groupby("kind").size(),
        }
    )
    counts = counts.fillna(0).astype(int).sort_values("reported", ascending=False, kind="stable")
    said = counts[counts.index == STATEMENT]
    others = counts[counts.index != STATEMENT]
    whole = others.sum().to_frame(ALL).T
    return pd.concat([others, whole, said]) if len(others) else said


def kinds(edition: Briefing) -> str:
    """Return the table of the numbers of events, or nothing where none is reported."""
    counts = by_kind(edition)
    if counts.empty:
        return ""
    optional = {"several"} | ({"on_subject"} if edition.settings.countries else set())
    shown = [name for name in COLUMNS if name in ("reported", "dated") or (name in optional and counts[name].any())]
    rows = []
    for kind, row in counts.iterrows():
        name = f"*{escape(str(kind))}*" if kind == ALL else escape(str(kind))
        rows.append((name, *(str(row[column]) if row[column] else "–" for column in shown)))
    return "## In numbers {#sec-numbers}\n\n" + table(
        ("Kind", *(COLUMNS[column] for column in shown)),
        rows,
        caption="Events by kind",
        label="kinds",
        widths=(28, *(72 // len(shown) for _ in shown)),
        data="events",
    )
