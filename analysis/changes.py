"""What changed between two editions of a briefing; events are matched by the words they rest on, not by id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.dates.edtf import display
from analysis.errors import InputError
from analysis.evidence import Evidence
from analysis.frames import records
from analysis.prose import clipped, counted, listed
from analysis.shelf import Shelf
from analysis.store import read_tables

GROUPS = ("sources", "events", "people", "topics")
LONGEST = 160  # characters of an event's line
TOPICS_NAMED = 5  # that rose, and as many that fell
RISE = 0.05  # mentions per 1,000 words by which a topic must rise or fall


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``group`` of :data:`GROUPS`, ``kind`` in a word or two, ``what`` in a line.

    ``evidence`` holds the words of the newer edition that it rests on; what is gone has none there.
    """

    group: str
    kind: str
    what: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Edition:
    """The tables of an edition and its manifest."""

    frames: Shelf
    manifest: Mapping[str, Any]


def open_edition(path: Path) -> Edition:
    """Open an edition by its manifest, its folder of tables or the folder of the documents above that.

    Raises
    ------
    InputError
        There is no edition.
    """
    folder = path.parent if path.is_file() else path
    for place in (folder, folder / "data"):
        if (place / "manifest.json").is_file():
            frames, _, manifest = read_tables(place)
            return Edition(frames, manifest)
    raise InputError(f"{path} is no edition of a briefing: name its manifest.json or the folder that holds it.")


def changes(old: Edition, new: Edition) -> list[Change]:
    """Compare two editions.

    Returns
    -------
    list of Change
        Sources new, changed and withdrawn; events new, withdrawn, re-dated, newly corroborated, newly disputed or
        settled; people new, gone, with another office, merged or parted; topics that rose or fell.
    """
    return [*_sources(old, new), *_events(old, new), *_people(old, new), *_topics(old, new)]


def _sources(old: Edition, new: Edition) -> Iterator[Change]:
    before, now = ({row.source: row for row in records(edition.frames["sources"])} for edition in (old, new))
    for source, row in now.items():
        former = before.get(source)
        label = f"{source}: {row.title}" if row.title else source
        if row.status != "read":
            continue
        if former is None or former.status != "read":
            yield Change("sources", "new", label)
        elif former.sha256 != row.sha256:
            yield Change("sources", "changed", label)
        else:
            for field in ("published", "publisher", "url"):
                one, other = getattr(former, field), getattr(row, field)
                if one != other:
                    yield Change("sources", f"other {field}", f"{label}: {other or 'none'}, formerly {one or 'none'}")
    for source, row in before.items():
        if row.status == "read" and (source not in now or now[source].status != "read"):
            why = now[source].note if source in now else "no longer in the folder"
            yield Change("sources", "withdrawn", f"{source}: {why}")


def _events(old: Edition, new: Edition) -> Iterator[Change]:
    before = records(old.frames["events"])
    former_of = _matched(before, records(new.frames["events"]))
    seen = set()
    for row in records(new.frames["events"]):
        line = f"{_when(row.date)}: {clipped(row.what, LONGEST)}"
        words = tuple(row.evidence[:1])
        place = former_of.get(row.event)
        if place is None:
            yield Change("events", "new", line, words)
            continue
        former = before[place]
        seen.add(place)
        if former.date != row.date:
            yield Change("events", "re-dated", f"{line} (formerly {_when(former.date)})", words)
        if former.status != row.status:
            yield Change("events", f"now {row.status}", f"{line} (formerly {former.status})", words)
        if row.independent_sources > max(1, former.independent_sources):
            accounts = counted(int(row.independent_sources), "independent account")
            yield Change(
                "events",
                "newly corroborated",
                f"{line} ({accounts}: {listed(row.sources, most=4)})",
                tuple(row.evidence[:3]),
            )
        if row.disputed != former.disputed:
            yield Change("events", "newly disputed" if row.disputed else "no longer disputed", line, words)
    for place, row in enumerate(before):
        if place not in seen:
            yield Change("events", "withdrawn", f"{_when(row.date)}: {clipped(row.what, LONGEST)}")


def _matched(before: list[Any], now: list[Any]) -> dict[str, int]:
    """Return for each event of now the one before that shares most of its evidence."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(before):
        for entry in row.evidence:
            holders[entry["source"], entry["text"]].append(place)
    found = {}
    for row in now:
        shared = Counter(
            place
            for entry in row.evidence
            for place in holders[entry["source"], entry["text"]]
            if before[place].kind == row.kind
        )
        if shared:
            same = [place for place in shared if before[place].event == row.event]
            found[row.event] = min(same or shared, key=lambda place: (-shared[place], place))
    return found


def _when(date: str) -> str:
    return display(date) if date else "undated"


def _people(old: Edition, new: Edition) -> Iterator[Change]:
    before, now = (records(edition.frames["participants"]) for edition in (old, new))
    parts = map(records, new.frames.parts("appearances"))
    seen = {row.participant: tuple(row.evidence[:1]) for part in parts for row in part}
    holder = {name: row for row in before for name in (row.name, *row.variants)}
    kept = set()
    for row in now:
        former = list({h.participant: h for name in (row.name, *row.variants) if (h := holder.get(name))}.values())
        kept |= {one.participant for one in former}
        words = seen.get(row.participant, ())
        if not former:
            yield Change("people", "new", f"{row.name}{f', {row.role}' if row.role else ''}", words)
            continue
        if len(former) > 1:
            yield Change("people", "merged", f"{row.name}: formerly {listed(one.name for one in former)}", words)
        elif former[0].role != row.role:
            yield Change(
                "people",
                "other office",
                f"{row.name}: {row.role or 'none'} (formerly {former[0].role or 'none'})",
                words,
            )
    names_now = {name: row.participant for row in now for name in (row.name, *row.variants)}
    for row in before:
        if row.participant not in kept:
            yield Change("people", "no longer named", row.name)
        holders = {names_now[name] for name in (row.name, *row.variants) if name in names_now}
        if len(holders) > 1:
            yield Change(
                "people", "parted", f"{row.name}: now {listed(r.name for r in now if r.participant in holders)}"
            )


def _topics(old: Edition, new: Edition) -> Iterator[Change]:
    before, now = _rates(old), _rates(new)
    moves = sorted(
        ((now.get(t, 0.0) - before.get(t, 0.0), t) for t in {*before, *now}), key=lambda m: (-abs(m[0]), m[1])
    )
    for kind, chosen in (
        ("rose", [move for move in moves if move[0] >= RISE]),
        ("fell", [move for move in moves if move[0] <= -RISE]),
    ):
        for _, topic in chosen[:TOPICS_NAMED]:
            rates = f"{now.get(topic, 0.0):.1f} mentions per 1,000 words, formerly {before.get(topic, 0.0):.1f}"
            yield Change("topics", kind, f"{topic}: {rates}")


def _rates(edition: Edition) -> dict[str, float]:
    words = max(1, int(edition.frames["sources"]["words"].sum()))
    counts: Counter[str] = Counter()
    for row in records(edition.frames.columns("topics", ["topic", "mentions"])):
        counts[row.topic] += row.mentions
    return {topic: round(1000 * count / words, 3) for topic, count in counts.items()}
