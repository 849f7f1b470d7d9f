"""The days that a reader asks for: a span, and how many of the most important within it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.dates.edtf import bounds, is_valid

DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")


@dataclass(frozen=True)
class Selection:
    """What the options ``--from``, ``--to`` and ``--top-days`` ask for.

    Attributes
    ----------
    start, end : str
        EDTF day, month or year, both inclusive; ``""`` where open.
    top_days : int
        How many days, the most important ones; 0 for all.
    """

    start: str = ""
    end: str = ""
    top_days: int = 0

    @classmethod
    def recorded(cls, manifest: Mapping[str, Any]) -> Selection:
        """Return the selection that a manifest records."""
        found = manifest.get("selection") or {}
        return cls(str(found.get("from", "")), str(found.get("to", "")), int(found.get("top_days", 0)))

    @property
    def period(self) -> str:
        """The span as EDTF, ``""`` where both ends are open."""
        return f"{self.start or '..'}/{self.end or '..'}" if self.start or self.end else ""

    @property
    def ends(self) -> tuple[str, str]:
        """First and last day of the span (ISO), ``""`` where open."""
        return (bounds(self.start)[0] or "" if self.start else "", bounds(self.end)[1] or "" if self.end else "")

    def within(self, timeline: pd.DataFrame) -> pd.DataFrame:
        """Return the days of the table ``timeline`` that lie in the span."""
        first, last = self.ends
        inside = (timeline["day"] >= first) & (timeline["day"] <= (last or "9999"))
        return timeline[inside]

    def chosen(self, timeline: pd.DataFrame) -> pd.DataFrame:
        """Return the days asked for, in time."""
        found = self.within(timeline)
        return found.nsmallest(self.top_days, "rank").sort_values("day") if self.top_days else found

    def events(self, events: pd.DataFrame, timeline: pd.DataFrame) -> pd.DataFrame:
        """Return the events that lie in the span, or may do so; of a number of days only those on them."""
        inside = in_period(events, self.period)
        if not self.top_days:
            return inside
        days = self.chosen(timeline)["day"]
        fixed = (inside["precision"] == "day") & (inside["earliest"] == inside["latest"])
        return inside[fixed & inside["earliest"].isin(days)]

    def record(self, timeline: pd.DataFrame) -> dict[str, Any]:
        """Return what the manifest says of the choice: what was asked for and what it left out."""
        told, chosen = len(self.within(timeline)), self.chosen(timeline)
        days = {"days": told, "left_out": told - len(chosen), "chosen": list(chosen["day"]) if self.top_days else []}
        return {"from": self.start, "to": self.end, "top_days": self.top_days, **days}


def fault(start: str, end: str) -> str:
    """Return what is wrong with the ends of a span, in one sentence, or ``""``."""
    for option, value in (("--from", start), ("--to", end)):
        if value and not (DATE.fullmatch(value) and is_valid(value)):
            return f"{option} takes a day, month or year such as 2025-10-28, 2025-10 or 2025, not {value!r}."
    first, last = Selection(start, end).ends
    if first and last and first > last:
        return f"--from {start} lies after --to {end}: give the earlier date to --from."
    return ""


def in_period(events: pd.DataFrame, period: str) -> pd.DataFrame:
    """Return the events that lie in a period (EDTF) or may do so; all where it is ``""``."""
    if not period:
        return events
    first, last = bounds(period)
    after = events["latest"].where(events["latest"] != "", "9999")
    before = events["earliest"].where(events["earliest"] != "", "0000")
    return events[(after >= (first or "0000")) & (before <= (last or "9999"))]
