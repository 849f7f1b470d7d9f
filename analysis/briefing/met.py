"""Who met whom: the people named together at meetings, visits, calls and signings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import figures as draw
from analysis.briefing.markdown import figure, rest, table
from analysis.briefing.told import TOGETHER
from analysis.dates.edtf import display
from analysis.display import escape
from analysis.evidence import Evidence
from analysis.frames import records
from analysis.prose import capital, counted, verb

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

FEWEST_DRAWN = 4  # pairs; fewer are read more easily in the table
OCCASIONS_SHOWN = 4  # of a pair


@dataclass(frozen=True)
class Pair:
    """Two people (rows of the table ``participants``) and the events that name both as taking part, in time."""

    one: Any
    other: Any
    events: tuple[Any, ...]

    @property
    def names(self) -> tuple[str, str]:
        """The names of both."""
        return self.one.name, self.other.name


def meetings(edition: Briefing) -> list[Pair]:
    """Return the pairs of people who were together, those most often together first.

    An event counts where it is reported, of a kind at which people come together, and names both among those
    taking part, unless all its sources only mention one of them.
    """
    seen = edition.frames.columns("appearances", ["participant", "source", "present"])
    absent = {(row.participant, row.source) for row in records(seen[seen["present"] == "no"])}
    events = edition.news
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in records(events[events["kind"].isin(TOGETHER)]):
        there = [
            key
            for key in dict.fromkeys(row.participants)
            if any((key, source) not in absent for source in row.sources)
        ]
        for one, other in combinations(sorted(there), 2):
            found[one, other].append(row)
    pairs = [Pair(edition.people[one], edition.people[other], tuple(rows)) for (one, other), rows in found.items()]
    return sorted(pairs, key=lambda pair: (-len(pair.events), pair.events[0].earliest or "9999", pair.names))


def on_subject(pairs: Sequence[Pair], subject: Collection[str]) -> list[Pair]:
    """Return the pairs of people of two of the countries in question, with their events on the subject only."""
    chosen = []
    for pair in pairs:
        events = tuple(row for row in pair.events if row.on_subject)
        one, other = (set(person.countries) & set(subject) for person in (pair.one, pair.other))
        if events and one and other and not one & other:
            chosen.append(Pair(pair.one, pair.other, events))
    return sorted(chosen, key=lambda pair: -len(pair.events))


def occasion(edition: Briefing, pair: Pair, row: Any) -> str:
    """Return an event of a pair in a few words, with the words that name them: "visit on 22 April 2025 (S2 ¶6)"."""
    when = display(row.date) if row.date else "undated"
    return f"{escape(row.kind)}, {escape(when)} ({edition.references.links(words_of(pair, row), 2)})"


def words_of(pair: Pair, row: Any) -> list[Evidence]:
    """Return the evidence of an event that names both people, else the first that names each, else the main one."""
    named = [
        {key for key, person in enumerate((pair.one, pair.other)) if _names(person, e["text"])} for e in row.evidence
    ]
    both = next((e for e, who in zip(row.evidence, named, strict=True) if len(who) == 2), None)
    if both:
        return [both]
    each = [next((e for e, who in zip(row.evidence, named, strict=True) if key in who), None) for key in (0, 1)]
    return [entry for entry in each if entry] or [row.evidence[0]]


def _names(person: Any, text: str) -> bool:
    return any(name.split()[-1] in text for name in (person.name, *person.variants) if name.split())


def who_met(edition: Briefing, folder: Path) -> str:
    """Return who met whom: a sentence, a matrix where there are enough pairs, and all pairs with their occasions."""
    head = "## Who met whom {#sec-met}\n"
    pairs = meetings(edition)
    if not pairs:
        return f"{head}\nNo meeting, visit, call or signing names two people who took part.\n"
    events = {row.event for pair in pairs for row in pair.events}
    text = (
        f"{capital(counted(len(pairs), 'pair'))} of people {verb(len(pairs), 'is', 'are')} named together, at "
        f"{counted(len(events), 'meeting, visit, call or signing', 'meetings, visits, calls and signings')}."
    )
    shown = pairs[: edition.settings.rows_shown]
    rows = []
    for pair in shown:
        told = [occasion(edition, pair, row) for row in pair.events[:OCCASIONS_SHOWN]]
        left = len(pair.events) - len(told)
        names = " and ".join(f"**{escape(name)}**" for name in pair.names)
        rows.append((names, str(len(pair.events)), "; ".join(told) + (f" +{left}" if left else "")))
    made = table(
        ("Who", "Times", "Occasions"),
        rows,
        caption="People named together at meetings, visits, calls and signings",
        label="met",
        widths=(36, 9, 55),
        data="events",
        more=rest(len(shown), len(pairs), "events"),
    )
    return "\n".join([head, text, "", _matrix(pairs, folder), made])


def _matrix(pairs: Sequence[Pair], folder: Path) -> str:
    """Return the figure of the people in most pairs."""
    if len(pairs) < FEWEST_DRAWN:
        return ""
    often: dict[str, int] = defaultdict(int)
    for pair in pairs:
        for name in pair.names:
            often[name] += len(pair.events)
    names = sorted(often, key=lambda name: (-often[name], name))[: draw.MOST_COLUMNS]
    grid = pd.DataFrame(0, index=names, columns=names)
    for pair in pairs:
        if set(pair.names) <= set(names):
            grid.loc[pair.names[0], pair.names[1]] = grid.loc[pair.names[1], pair.names[0]] = len(pair.events)
    path = draw.save(draw.pairs(grid), folder / "meetings.svg")
    top = [f"{pair.names[0]} and {pair.names[1]} {len(pair.events)}" for pair in pairs[:3]]
    alt = f"Matrix of {counted(len(names), 'person', 'people')} by each other, occasions together: {'; '.join(top)}."
    caption = "How often two people are named together; the numbers of the columns are those of the rows."
    if len(often) > len(names):
        caption += f" Shown are the {len(names)} people most often named together with others, of {len(often)}."
    return figure(str(path), caption=caption, label="met", alt=alt, data="events")
