"""Which days matter most: for chronologies of many articles."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd

from analysis.frames import records

PEOPLE_WEIGHT = 0.25  # of a participant, against one independent source
MENTION_WEIGHT = 1.0  # of an article that names the day
COLUMNS = ["day", "score", "events", "sources", "mentions"]


def rank_days(events: pd.DataFrame, dates: pd.DataFrame) -> pd.DataFrame:
    """Rank the days of a collection by what is told of them.

    Parameters
    ----------
    events, dates : pandas.DataFrame
        The tables of these names.

    Returns
    -------
    pandas.DataFrame
        A row a day that an event lies on, the most important first: ``day`` (ISO), ``score``, ``events``,
        ``sources`` (independent accounts of its events, summed) and ``mentions`` (articles that name the day).
        The score adds sources, mentions and, less, participants.
    """
    told: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in records(events[(events["precision"] == "day") & (events["status"] != "planned")]):
        if row.earliest and row.earliest == row.latest:
            told[row.earliest].append((row.independent_sources, len(row.participants)))
    named = dates.groupby("date")["source"].nunique()
    rows = []
    for day, found in told.items():
        sources, people = (sum(column) for column in zip(*found, strict=True))
        mentions = int(named.get(day, 0))
        score = sources + PEOPLE_WEIGHT * people + MENTION_WEIGHT * mentions
        rows.append({"day": day, "score": score, "events": len(found), "sources": sources, "mentions": mentions})
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.sort_values(["score", "day"], ascending=[False, True], kind="stable").reset_index(drop=True)


def on_top_days(events: pd.DataFrame, dates: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the events of the most important days only, in time; ``most`` 0 keeps all events."""
    if not most:
        return events
    days = set(rank_days(events, dates).head(most)["day"])
    return events[events["earliest"].isin(days) & (events["earliest"] == events["latest"])]
