"""Mentions of the same event within one article, made one with all their evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import replace

from analysis.dates.edtf import overlap
from analysis.events.model import Event

RECALL = 4  # sentences that "the meeting" may reach back


def merged(events: list[Event]) -> list[Event]:
    """Return the events of an article with the mentions of each brought together.

    Mentions are one event when they are of one kind, their days agree, and they name the same numbered
    meeting or the same people; “the meeting” without a name of its own is the one told last.
    """
    kept: list[Event] = []
    holders: dict[Hashable, set[int]] = defaultdict(set)  # by what mentions of one event have in common
    for event in sorted(events, key=lambda e: (e.start, e.kind)):
        recalls = event.definite and event.kind == "meeting" and not event.series
        place = _recalled(kept, event) if recalls else None
        if place is None:
            near = sorted({i for key in _keys(event) for i in holders.get(key, ())})
            place = next((i for i in near if _same(kept[i], event)), None)
        if place is None:
            place = len(kept)
            kept.append(event)
        else:
            kept[place] = _joined(kept[place], event)
        for key in _keys(kept[place]):
            holders[key].add(place)
    return [_on_occasion(kept, event) for event in kept]


def _keys(event: Event) -> list[Hashable]:
    """Return what an event shares one of with every mention that :func:`_same` takes for it."""
    if event.kind == "statement" or event.status == "planned":
        return []
    keys: list[Hashable] = [(event.kind, "sentence", event.sentence)]
    if event.series:
        keys.append((event.kind, "series", event.series))
    if event.kind in ("signing", "call") and len(event.countries) == 2:
        keys.append((event.kind, "countries", event.countries))
    if event.kind == "visit":
        return keys + [(event.kind, "person", person) for person in event.people]
    return [*keys, (event.kind, "people", frozenset(event.people))]


def _on_occasion(events: list[Event], event: Event) -> Event:
    """Give an undated agreement or statement the day of the meeting that its sentence refers to."""
    if event.date or not event.definite or event.kind not in ("agreement", "statement", "announcement"):
        return event
    place = _recalled([e for e in events if e.start < event.start], replace(event, kind="meeting", people=()))
    whole = [e for e in events if e.start < event.start][place] if place is not None else None
    if whole is None or not whole.date:
        return event
    reason = f"told as part of the meeting dated {whole.date}"
    return replace(event, date=whole.date, basis="inferred", reason=reason, date_span=whole.date_span)


def _recalled(kept: list[Event], event: Event) -> int | None:
    """Return the event of the same kind told last before, which "the meeting" stands for."""
    for place in range(len(kept) - 1, -1, -1):
        other = kept[place]
        near = event.sentence - max(other.sentence, other.last_sentence) <= RECALL
        if other.kind == event.kind and near and other.status == "reported" and _days_agree(other, event):
            fits = event.joins or not event.people or set(event.people) <= set(other.people) or bool(other.series)
            return place if fits else None
    return None


def _days_agree(one: Event, other: Event) -> bool:
    return not one.date or not other.date or overlap(one.date, other.date)


def _same(one: Event, other: Event) -> bool:
    """Whether two mentions of one kind tell of the same event."""
    if one.kind == "statement" or one.status == "planned" or other.status == "planned":
        return False
    if not _days_agree(one, other):
        return False
    if one.series or other.series:
        return one.series == other.series and one.sideline == other.sideline
    if one.sentence == other.sentence and (not (one.date and other.date) or one.date == other.date):
        return True
    shared = set(one.people) & set(other.people)
    undated = not (one.date and other.date)
    if one.kind in ("signing", "call") and undated and len(one.countries) == 2 and one.status == other.status:
        return one.countries == other.countries
    if one.kind == "visit":
        return bool(shared)
    if one.kind == "other" and undated:
        return False  # somebody was sentenced, and was appointed in 2008
    return bool(shared) and set(one.people) == set(other.people)


def _joined(one: Event, other: Event) -> Event:
    """Bring two mentions together under the one that tells the event more fully."""
    main, more = (other, one) if other.weight > one.weight else (one, other)
    dated = main if main.date else more
    return replace(
        main,
        date=dated.date,
        basis=dated.basis,
        reason=dated.reason,
        date_span=dated.date_span,
        place=main.place or more.place,
        status=main.status if main.date else more.status if more.date else main.status,
        people=tuple(dict.fromkeys((*main.people, *more.people))),
        countries=tuple(sorted({*main.countries, *more.countries})),
        bodies=tuple(sorted({*main.bodies, *more.bodies})),
        topics=tuple(sorted({*main.topics, *more.topics})),
        attributed_to=main.attributed_to or (more.attributed_to if more.evidence == main.evidence else ""),
        evidence=tuple(dict.fromkeys((*main.evidence, *more.evidence))),
        series=main.series or more.series,
        sideline=main.sideline or more.sideline,
        last_sentence=max(one.last_sentence, other.last_sentence, one.sentence, other.sentence),
    )
