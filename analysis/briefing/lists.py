"""Short lists: what was agreed, quotations, disagreements and the sources."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from analysis.briefing.chronicle import LONGEST_LINE, according, marks, when
from analysis.briefing.markdown import badge, foot, rest, sortable, table
from analysis.briefing.names import stated_office
from analysis.briefing.persons import UNSAID
from analysis.briefing.references import countries_text
from analysis.dates.edtf import bounds, display
from analysis.display import escape, link
from analysis.frames import records
from analysis.prose import clipped, counted, listed, number

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

QUOTATIONS_SHOWN = 8
LONGEST_QUOTE = 320
STATEMENTS_SHOWN = 8  # of a disagreement
FRAGMENT = 6  # words; a quotation of fewer is a fragment


def agreed(edition: Briefing) -> str:
    """Return what was signed or adopted, by whom and when."""
    events = edition.events
    chosen = events[events["kind"].isin(["signing", "agreement"]) & (events["status"] != "planned")]
    if chosen.empty:
        return "No signing or adoption is told of.\n"
    signed = int((chosen["kind"] == "signing").sum())
    parts = [
        counted(count, noun) for count, noun in ((signed, "signing"), (len(chosen) - signed, "agreement")) if count
    ]
    text = f"The sources tell of {listed(parts)}"
    undated = int((chosen["date"] == "").sum())
    if undated:
        text += f", {number(undated) if undated < len(chosen) else 'none'} of them "
        text += "without a date" if undated < len(chosen) else "with a date"
    rows = [
        (when(row), event_line(row), _who(edition, row), marks(edition, row))
        for row in records(chosen.head(edition.settings.rows_shown))
    ]
    if len(chosen) > 1:
        text += "; a document stands here more than once where the sources do not say that it is the same"
    return f"{text}.\n\n" + table(
        ("When", "What", "By", "Evidence"),
        rows,
        caption="Signed or adopted",
        label="agreed",
        widths=(19, 43, 19, 19),
        more=rest(len(rows), len(chosen), "events"),
        data="events",
    )


def event_line(row: Any) -> str:
    """Return an event in words, and according to whom."""
    line = escape(clipped(row.what, LONGEST_LINE))
    return f"{line} [{according(row)}]{{.small}}" if row.attributed_to else line


def _who(edition: Briefing, row: Any) -> str:
    """Return who signed: the people named, else countries and bodies; an adoption is never one person's."""
    signed = row.participants if row.kind == "signing" else ()
    named = listed([escape(edition.people[key].name) for key in signed], most=4)
    lands = ", ".join(filter(None, (countries_text(row.countries), escape(", ".join(row.bodies)))))
    return named or lands or UNSAID


def quotations(edition: Briefing) -> str:
    """Return direct speech: every speaker in turn, those of the most sources first, what speaks of most topics first."""
    speakers = _speakers(edition)
    if not speakers:
        return "No direct speech with a named speaker was found.\n"
    parts = []
    for row in _ranked(edition, records(edition.frames.where("quotations", {"speaker": speakers})))[
        :QUOTATIONS_SHOWN
    ]:
        speaker = edition.people[row.speaker]
        office = f", {escape(stated_office(speaker))}" if stated_office(speaker) else ""
        day = (
            f", in a source of {escape(display(edition.published[row.source]))}"
            if edition.published[row.source]
            else ""
        )
        quote = escape(clipped(row.quote.rstrip(", "), LONGEST_QUOTE))
        link = edition.references.link(row.evidence[0])
        parts.append(f"> “{quote}”\n>\n> {escape(speaker.name)}{office}{day} ({link})\n")
    shown = len(parts)
    parts.append(foot(rest(shown, edition.frames.size("quotations"), "quotations"), "quotations"))
    return "\n".join(parts)


def _speakers(edition: Briefing) -> set[str]:
    """Return the speakers of whom something may be shown: those of the most sources, else all."""
    told = edition.frames.columns("quotations", ["speaker", "quote"])
    told = told[told["speaker"] != ""]
    whole = {
        speaker for speaker, quote in zip(told["speaker"], told["quote"], strict=True) if not _is_fragment(quote)
    }
    order = sorted((-len(edition.people[one].sources), edition.people[one].name) for one in whole)
    if len(order) < QUOTATIONS_SHOWN:
        return set(told["speaker"])
    last = order[QUOTATIONS_SHOWN - 1]
    return {one for one in whole if (-len(edition.people[one].sources), edition.people[one].name) <= last}


def _is_fragment(quote: str) -> bool:
    return len(quote.split()) < FRAGMENT


def _ranked(edition: Briefing, rows: list[Any]) -> list[Any]:
    """Return quotations in turns of their speakers; whole ones before fragments, those on most topics first."""
    hits: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in records(edition.frames.where("topics", {"source": {row.source for row in rows}})):
        for entry in row.evidence:
            hits[entry["source"]].append((entry["start"], entry["end"], row.topic))

    def weight(row: Any) -> tuple[bool, int, int]:
        span = row.evidence[0]
        topics = {topic for a, b, topic in hits[row.source] if span["start"] <= a and b <= span["end"]}
        return _is_fragment(row.quote), -len(topics), -len(row.quote)

    turn: dict[str, int] = defaultdict(int)
    order: list[tuple[Any, ...]] = []
    for row in sorted(rows, key=lambda row: (*weight(row), row.source, row.evidence[0]["start"])):
        speaker = edition.people[row.speaker]
        fragment = weight(row)[0]
        order.append((fragment, turn[row.speaker], -len(speaker.sources), speaker.name, len(order), row))
        turn[row.speaker] += 1
    return [row for *_, row in sorted(order, key=lambda entry: entry[:-1])]


def disagreements(edition: Briefing) -> str:
    """Return the disagreements with what the sources say."""
    frame = edition.frames["disagreements"]
    if frame.empty:
        return "No contradiction was found, between the sources or within one of them.\n"
    shown = frame.head(edition.settings.rows_shown)
    rows = [(_kind(row), _statements(edition, row.statements), escape(row.note)) for row in records(shown)]
    headers = ("About", "The sources say", "What it means")
    return table(
        headers,
        rows,
        caption="Where sources disagree",
        label="disagreements",
        widths=(16, 50, 34),
        more=rest(len(shown), len(frame), "disagreements"),
        data="disagreements",
    )


def _kind(row: Any) -> str:
    return f"{escape(row.kind)} {badge(row.certainty)}"


def _statements(edition: Briefing, statements: list[dict[str, Any]]) -> str:
    said = [
        escape(clipped(statement["value"], 160))
        + (f" ({edition.references.links(statement['evidence'], 2)})" if statement["evidence"] else "")
        for statement in statements[:STATEMENTS_SHOWN]
    ]
    left = len(statements) - len(said)
    return "; ".join([*said, f"and {counted(left, 'statement')} more"] if left > 0 else said)


def sources(edition: Briefing) -> str:
    """Return every file of the folder: what it is, its date and on what that rests, or why it was not read."""
    frame = edition.listed
    rows = [_source(edition, row) for row in records(frame.head(edition.settings.rows_shown * 7))]
    more = rest(len(rows), len(frame), "sources")
    headers = ("No.", "Title and publisher", "Published", "On what the date rests", "Words")
    return table(
        headers, rows, caption="Sources", label="sources", widths=(6, 40, 16, 30, 8), more=more, data="sources"
    )


def _source(edition: Briefing, row: Any) -> tuple[str, ...]:
    title = row.title or (edition.references.opening(row.source) if row.status == "read" else row.source)
    shown = link(clipped(title, 200), row.url) if row.url else escape(clipped(title, 200))
    facts = " · ".join(escape(fact) for fact in (row.publisher, row.source) if fact)
    shown_date = escape(display(row.published)) if row.published else badge("not stated")
    published = sortable(shown_date, next(filter(None, bounds(row.published)), "") if row.published else "")
    if row.status != "read":
        return "–", f"{escape(row.source)} {badge(row.status)}", published, escape(row.note), "–"
    reason = f"{escape(row.published_reason)} {badge(row.published_basis)}"
    reason += f" {escape(row.note)}" if "much the same text as" in row.note else ""
    return edition.references.source(row.source), f"{shown} [{facts}]{{.small}}", published, reason, f"{row.words:,}"
