"""Where sources contradict each other or themselves.

Sure disagreements cannot all be true; possible ones may be two truths, and say so. Every statement
comes with the words it rests on.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.chronology import Merged
from analysis.disagreements.circumstances import attendance, modes, offices, places
from analysis.disagreements.dates import differing_dates, near_signings, slips
from analysis.disagreements.documents import counts, terms
from analysis.disagreements.model import Disagreement, disagreements_frame, disputed_events
from analysis.disagreements.near import near_events
from analysis.disagreements.within import within_articles
from analysis.reading import Reading

__all__ = ["Disagreement", "disagreements_frame", "disputed_events", "find_disagreements"]


def find_disagreements(readings: Sequence[Reading], merged: Sequence[Merged]) -> list[Disagreement]:
    """Find what sources say differently.

    Returns
    -------
    list of Disagreement
        Sure ones first, then by kind and place of the first evidence.
    """
    found = [
        *within_articles(readings, merged),
        *differing_dates(merged),
        *near_signings(merged),
        *slips(merged),
        *near_events(merged),
        *counts(merged),
        *terms(merged),
        *places(merged),
        *modes(merged),
        *attendance(merged),
        *offices(merged),
    ]
    unique = {entry.key: entry for entry in found}
    return sorted(unique.values(), key=lambda d: (d.certainty != "sure", d.kind, d.place))
