"""The chronology: the events of all articles, the same one told by several made one row."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from analysis.accounts import Told
from analysis.candidates import united
from analysis.dates.edtf import bounds, overlap, precision, sort_key
from analysis.evidence import evidence
from analysis.independence import families, independent
from analysis.reprints import Likeness

STATUS_ORDER = ("reported", "planned", "background")
BASIS_ORDER = ("explicit", "relative", "inferred", "metadata", "corpus", "none")


@dataclass(frozen=True)
class Merged:
    """One event with all accounts of it, the main one first; ``why`` says why they are one."""

    key: str
    told: tuple[Told, ...]
    why: str = ""
    part_of: str = ""
    dates: tuple[str, ...] = field(default=())


def merge_events(told: Sequence[Told]) -> list[Merged]:
    """Bring together the accounts of one event.

    Accounts are compared only where they may tell of one event (:mod:`analysis.candidates`), so the work grows with
    the collection and not with its square.

    Returns
    -------
    list of Merged
        In the order of :func:`analysis.dates.edtf.sort_key`.
    """
    merged = [merge_accounts([told[i] for i in group]) for group in united(told)]
    return sorted(_with_parts(_told_apart(merged)), key=_place_in_time)


def _told_apart(merged: list[Merged]) -> list[Merged]:
    """Give events whose main sentences are the same words different ids."""
    seen: Counter[str] = Counter()
    out = []
    for event in merged:
        seen[event.key] += 1
        out.append(replace(event, key=f"{event.key}-{seen[event.key]}") if seen[event.key] > 1 else event)
    return out


def _place_in_time(event: Merged) -> tuple[object, ...]:
    main = event.told[0]
    return sort_key(event.dates[0] if event.dates else ""), main.source, main.event.start


def merge_accounts(told: list[Told], *, why: str = "") -> Merged:
    """Make accounts one event; ``why`` says why where no rule does."""
    ordered = sorted(told, key=_mainness)
    main = ordered[0]
    dates = tuple(dict.fromkeys(account.event.date for account in ordered if account.event.date))
    if len(ordered) > 1 and not why:
        why = _why(ordered, dates)
    return Merged(event_id(main), tuple(ordered), why, dates=_narrowest(dates))


def _why(told: list[Told], dates: tuple[str, ...]) -> str:
    """Return what the accounts of one event have in common, for the reader."""
    kind = told[0].event.kind
    name = "event" if kind == "other" else kind
    if told[0].event.series:
        return f"the same {name} ({told[0].event.series})"
    shared = set.intersection(*(set(account.participants) for account in told))
    about = (
        "of the same people"
        if shared
        else "told in like words, with nothing against it in place, people or countries"
    )
    if all(overlap(one, other) for one, other in combinations(dates, 2)):
        when = "with dates that agree" if len(dates) > 1 else "with the same date" if dates else "without a date"
    else:
        when = "on days next to each other"
    return f"the same {name} {about}, {when}"


def _narrowest(dates: tuple[str, ...]) -> tuple[str, ...]:
    """Keep the dates that say most: an open year gives way to a full date that agrees with it."""
    full = [date for date in dates if "X" not in date]
    return tuple(full) or dates


def _mainness(account: Told) -> tuple[object, ...]:
    event = account.event
    return (
        STATUS_ORDER.index(event.status),
        "X" in event.date or not event.date,
        BASIS_ORDER.index(event.basis),
        -event.weight,
        -len(account.participants),
        account.source,
        event.start,
    )


def event_id(account: Told) -> str:
    """Return the event's id: from the source and the sentence of its main evidence, and its kind."""
    start, end = account.event.evidence[0]
    words = account.reading.text[start:end]
    content = "\0".join(
        (account.source, " ".join(words.split()), account.event.kind, str(account.event.start - start))
    )
    return "e" + hashlib.sha256(content.encode()).hexdigest()[:10]


def _with_parts(merged: list[Merged]) -> list[Merged]:
    """Hang what a numbered meeting consists of (its talks, statements, declaration) under it."""
    mains: dict[str, list[Merged]] = defaultdict(list)
    for event in merged:
        if (
            event.told[0].event.series
            and not event.told[0].event.sideline
            and event.told[0].event.status == "reported"
        ):
            for source in {account.source for account in event.told}:
                mains[source].append(event)
    out: list[Merged] = []
    for event in merged:
        first = event.told[0]
        candidates = [m for m in mains[first.source] if m.key != event.key and _part(event, m)]
        whole = candidates[0].key if len(candidates) == 1 else ""
        out.append(Merged(event.key, event.told, event.why, whole, event.dates))
    return out


def _part(event: Merged, main: Merged) -> bool:
    first = event.told[0].event
    if (
        first.kind not in ("statement", "agreement", "meeting")
        or first.status != "reported"
        or first.series == main.told[0].event.series
    ):
        return first.sideline and bool(event.dates and main.dates and overlap(event.dates[0], main.dates[0]))
    return bool(event.dates and main.dates and overlap(event.dates[0], main.dates[0]))


def covering(dates: Sequence[str]) -> str:
    """Return the date of an event told with several dates: the one, or the interval that covers them."""
    unique = list(dict.fromkeys(dates))
    if len(unique) < 2:
        return unique[0] if unique else ""
    narrow = [d for d in unique if all(_within(d, other) for other in unique)]
    if narrow:
        return narrow[0]
    unique = [d for d in unique if not any(other != d and _within(other, d) for other in unique)]
    edges = [bounds(date) for date in unique]
    earliest = min((a for a, _ in edges if a), default="")
    latest = max((b for _, b in edges if b), default="")
    if any(not b for _, b in edges):
        latest = ".."
    return f"{earliest or '..'}/{latest or '..'}" if earliest != latest else earliest


def _within(date: str, other: str) -> bool:
    if date == other or "X" in other:
        return overlap(date, other)
    (a, b), (c, d) = bounds(date), bounds(other)
    return bool(a and b) and (not c or a >= c) and (not d or b <= d)


def event_rows(
    merged: Iterable[Merged],
    subject: Sequence[str],
    disputed: Callable[[str], bool],
    copies: Iterable[Likeness] = (),
) -> Iterator[dict[str, object]]:
    """Yield the rows of the table ``events``.

    Parameters
    ----------
    merged : sequence of Merged
    subject : sequence of str
        ISO codes of the countries that the briefing is about; an event in which all of them take part
        is ``on_subject``.
    disputed : callable
        Says of an event's id whether sources differ on it.
    copies : iterable of Likeness
        The sources that are no two accounts, from :func:`analysis.reprints.near_duplicates`.
    """
    family = families(copies)
    for event in merged:
        yield _row(event, set(subject), disputed(event.key), family)


def event_places(merged: Iterable[Merged]) -> dict[str, list[tuple[str, int]]]:
    """Return for each source the events that it tells of, and where each sentence about them begins."""
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for event in merged:
        for account in event.told:
            places[account.source] += [(event.key, start) for start, _ in account.event.evidence]
    return places


def _row(event: Merged, subject: set[str], disputed: bool, family: Mapping[str, str]) -> dict[str, object]:
    main = event.told[0]
    date = covering(event.dates)
    dated = next((account for account in event.told if account.event.date == date), main)
    earliest, latest = bounds(date) if date else ("", "")
    countries = sorted({iso for account in event.told for iso in account.event.countries})
    return {
        "event": event.key,
        "date": date,
        "earliest": earliest,
        "latest": latest,
        "precision": precision(date) if date else "unknown",
        "basis": dated.event.basis if date else "none",
        "reason": _reason(event, date, dated),
        "kind": main.event.kind,
        "status": main.event.status,
        "what": main.event.what,
        "place": next((account.event.place for account in event.told if account.event.place), ""),
        "participants": list(dict.fromkeys(p for account in event.told for p in account.participants)),
        "countries": countries,
        "bodies": sorted({body for account in event.told for body in account.event.bodies}),
        "topics": sorted({topic for account in event.told for topic in account.event.topics}),
        "attributed_to": "; ".join(dict.fromkeys(filter(None, (a.event.attributed_to for a in event.told)))),
        "sources": sorted({account.source for account in event.told}),
        "independent_sources": independent(event.told, family),
        "part_of": event.part_of,
        "on_subject": bool(subject) and subject <= set(countries),
        "disputed": disputed,
        "evidence": [
            evidence(account.source, account.reading.text, span)
            for account in event.told
            for span in account.event.evidence
        ],
    }


def _reason(event: Merged, date: str, dated: Told) -> str:
    reason = dated.event.reason if date else (dated.event.reason or "no source says when")
    if date and date not in {account.event.date for account in event.told}:
        reason = "the sources give " + " and ".join(event.dates)
    return reason + (f"; told by several sources, taken as one: {event.why}" if event.why else "")
