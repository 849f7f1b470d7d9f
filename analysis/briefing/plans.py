"""What to watch: what is told as planned, and what became of it as far as the sources say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analysis.briefing.chronicle import marks, when
from analysis.briefing.lists import event_line
from analysis.briefing.markdown import badge, rest, sortable, table
from analysis.briefing.persons import UNSAID
from analysis.briefing.told import planned as told_as_planned
from analysis.dates.edtf import bounds, display
from analysis.display import escape
from analysis.frames import records
from analysis.prose import capital, counted, listed, verb

if TYPE_CHECKING:
    import pandas as pd

    from analysis.briefing.edition import Briefing

COMING, OPEN, PASSED = range(3)  # in the order of the table
LONG_AGO = 60  # days before the newest source, from which on an old announcement is called one
MONTH = 30.44  # days
UNITS = ("day", "month", "season", "year")  # precisions that are the name of a time


def planned(edition: Briefing) -> str:
    """Return what is told as coming: what is still to come, what has no day, what has a day that has passed."""
    chosen = records(told_as_planned(edition))
    if not chosen:
        return "Nothing is told as planned.\n"
    as_of = edition.manifest["as_of"]
    published = edition.published
    states = [_state(row, as_of) for row in chosen]
    order = sorted(range(len(chosen)), key=lambda place: (states[place], place))
    shown = order[: edition.settings.rows_shown]
    rows = [_row(edition, chosen[place], states[place], published) for place in shown]
    return f"{_summary(states, as_of)}\n\n" + table(
        ("When", "What", "Said", "By the newest source", "Evidence"),
        rows,
        caption="Told as planned",
        label="planned",
        widths=(16, 37, 14, 16, 17),
        more=rest(len(shown), len(chosen), "events"),
        data="events",
    )


def _state(row: Any, as_of: str) -> int:
    """Return whether the last day that a plan may mean has passed on the day of the newest source."""
    if not row.earliest and not row.latest:
        return OPEN
    return PASSED if row.latest and as_of and row.latest < as_of else COMING


def _summary(states: list[int], as_of: str) -> str:
    """Return how many events are told as coming, and how many of them are no longer."""
    text = f"{capital(counted(len(states), 'event'))} {verb(len(states), 'is', 'are')} told as coming"
    kinds = ((OPEN, "without a day that the texts allow to fix"), (PASSED, "for a time that had passed"))
    parts = [
        f"{counted(states.count(kind), 'of them', 'of them')} {words}" for kind, words in kinds if kind in states
    ]
    if parts and len(set(states)) == 1:
        parts = [words for kind, words in kinds if kind in states]
    text += f", {listed(parts)}" if parts else ""
    if PASSED in states:
        text += f" by {escape(display(as_of))}, the date of the newest source"
    return f"{text}."


def _row(edition: Briefing, row: Any, state: int, published: Mapping[str, str]) -> tuple[str, ...]:
    said = next((published[source] for source in row.sources if published[source]), "")
    day = next(filter(None, bounds(said)), "") if said else ""
    shown = sortable(escape(display(said)) if said else UNSAID, day)
    stands = {COMING: _coming, OPEN: _open, PASSED: _passed}[state](edition, row, day)
    return when(row), event_line(row), shown, stands, marks(edition, row)


def _coming(edition: Briefing, row: Any, said: str) -> str:
    return "still to come" if edition.manifest["as_of"] else UNSAID


def _open(edition: Briefing, row: Any, said: str) -> str:
    """Return that no day is stated, and how long ago the plan was told where that is long."""
    as_of = edition.manifest["as_of"]
    if not said or not as_of:
        return "no day stated"
    days = (datetime.date.fromisoformat(as_of) - datetime.date.fromisoformat(said)).days
    if days < LONG_AGO:
        return "no day stated"
    return f"no day stated; told about {escape(counted(round(days / MONTH), 'month'))} before"


def _passed(edition: Briefing, row: Any, said: str) -> str:
    """Return that the day has passed, and the reports of something alike on that day, which may be it."""
    over = badge(f"{row.precision if row.precision in UNITS else 'time'} has passed")
    alike = [other for other in records(_then(edition.news, row)) if _shares(other, row)]
    if not alike:
        return f"{over} no report of it was found"
    links = edition.references.links([other.evidence[0] for other in alike], 2)
    kind = escape(counted(len(alike), row.kind))
    return f"{over} for then {kind} {verb(len(alike), 'is', 'are')} reported: {links}"


def _then(events: pd.DataFrame, plan: Any) -> pd.DataFrame:
    """Return the events of a plan's kind that may lie in its time."""
    told = events[(events["kind"] == plan.kind) & (events["earliest"] != "") & (events["latest"] != "")]
    then: pd.DataFrame = told[(told["earliest"] <= plan.latest) & (told["latest"] >= plan.earliest)]
    return then


def _shares(event: Any, plan: Any) -> bool:
    """Whether people, or at least two countries, take part in both."""
    same_people = set(event.participants) & set(plan.participants)
    same_countries = set(event.countries) & set(plan.countries)
    return bool(same_people) or len(same_countries) > 1
