"""Events of one article: who did what, when and where, according to whom.

Triggers (words of the lexicon) tell of an event; its day comes from its own expression, else from
the passage, else stays open; what one speaker says on one occasion is one event; mentions of the
same event become one with all their evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analysis.dates import ArticleDates, DateExpression
from analysis.dates.edtf import precision
from analysis.events.dating import Dated, follows_on, from_expression, from_passage, is_older, own_dates
from analysis.events.identity import merged
from analysis.events.model import KINDS, Event, Quotation
from analysis.events.quotations import find_quotations
from analysis.events.series import series_of
from analysis.events.statements import by_occasion, find_said, named
from analysis.events.triggers import Trigger, cues, direct_speech, find_triggers
from analysis.events.wording import attributed_to, line_of
from analysis.people import People
from analysis.text import Span, Split
from analysis.topics import TopicHit

__all__ = ["KINDS", "Event", "Quotation", "find_events", "find_quotations"]


BOTH = re.compile(
    r"\b(?:the two|both) (?:\w+ )?(?:countries|nations|sides|states|parties|neighbou?rs|governments)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Context:
    """What the stages before have found in one article."""

    split: Split
    running: frozenset[int]  # sentences of paragraphs and bullets
    dates: ArticleDates
    people: People
    topics: Sequence[TopicHit]


def find_events(context: Context) -> list[Event]:
    """Find the events of an article.

    Returns
    -------
    list of Event
        In the order of their main evidence.
    """
    quotes = direct_speech(context.split.text)
    triggers = {
        number: list(find_triggers(context.split, number, quotes))
        for number in range(len(context.split.sentences))
        if number in context.running
    }
    doings = {n: _strongest([t for t in found if t.role != "statement"]) for n, found in triggers.items()}
    sayings = [t for found in triggers.values() for t in found if t.role == "statement"]
    events = _doings(context, doings)
    events += _statements(context, sayings, events)
    events = _with_day_of_report(context, merged(events))
    return sorted(events, key=lambda event: (event.start, event.kind))


def _strongest(triggers: list[Trigger]) -> list[Trigger]:
    """Keep one trigger a kind and clause: a verb before a noun, the first of several."""
    order = {"past": 0, "named": 0, "base": 1, "noun": 2}
    chosen: dict[tuple[str, Span], Trigger] = {}
    for trigger in sorted(triggers, key=lambda t: (order[t.role], t.start)):
        chosen.setdefault((trigger.kind, trigger.clause), trigger)
    return sorted(chosen.values(), key=lambda t: t.start)


def _doings(context: Context, triggers: dict[int, list[Trigger]]) -> list[Event]:
    split, events = context.split, []
    last = Dated()
    main = ""
    block = -1
    older = False  # whether the paragraph has turned to older events
    for number, found in triggers.items():
        if split.blocks[number] != block:
            block, older = split.blocks[number], False
        expressions = _expressions(context, split.sentences[number])
        own = own_dates(split.text, found, expressions)
        for trigger, expression in zip(found, own, strict=True):
            dated = _dated(split, trigger, expression, last)
            event = _event(context, trigger, dated)
            if trigger.role == "noun" and expression is None and not trigger.planned and not event.series:
                continue
            older = older or (bool(expression) and is_older(dated.date, main, context.dates.publication))
            event = replace(event, status=_status(context, trigger, dated, main, older))
            events.append(event)
            if event.status == "reported" and dated.date and trigger.role != "named":
                last = dated if precision(dated.date) == "day" or not last.date else last
                main = main or dated.date
    return events


def _dated(split: Split, trigger: Trigger, expression: DateExpression | None, last: Dated) -> Dated:
    if trigger.role == "named":
        return Dated()
    if expression is not None:
        return from_expression(expression)
    if not trigger.planned and last.date and follows_on(split.text, split.sentences[trigger.sentence]):
        start = split.sentences[trigger.sentence][0]
        return from_passage(last, split.text[start : start + 24].split(",")[0].strip())
    return Dated()


def _expressions(context: Context, sentence: Span) -> list[DateExpression]:
    return [e for e in context.dates.expressions if sentence[0] <= e.start < sentence[1]]


def _status(context: Context, trigger: Trigger, dated: Dated, main: str, older: bool) -> str:
    if trigger.planned:
        return "planned"
    if trigger.role == "named" or older:
        return "background"
    if dated.date and is_older(dated.date, main, context.dates.publication):
        return "background"
    if trigger.kind == "founding" and precision(dated.date) != "day":
        return "background"
    return "reported"


def _event(context: Context, trigger: Trigger, dated: Dated) -> Event:
    split, people = context.split, context.people
    sentence = split.sentences[trigger.sentence]
    present = [person for _, _, person in named(people, *trigger.clause)]
    before = [person for _, _, person in named(people, sentence[0], trigger.clause[0])]
    if re.match(r",? who\b", split.text[slice(*trigger.clause)]):
        present = before[-1:] + present
    elif not present and trigger.role != "named":
        present = before
    subject = _subject(context, sentence)
    return Event(
        sentence=trigger.sentence,
        start=trigger.start,
        end=trigger.end,
        kind=trigger.kind,
        status="reported",
        what=line_of(split.text, sentence, (trigger.start, trigger.end), subject),
        date=dated.date,
        basis=dated.basis,
        reason=dated.reason,
        date_span=dated.span,
        place=_place(context, trigger),
        people=tuple(dict.fromkeys(present)),
        countries=_countries(context, trigger.clause, present),
        bodies=_bodies(context, trigger.clause),
        topics=_topics(context, sentence),
        attributed_to=attributed_to(split.text, sentence),
        evidence=(sentence,),
        series=series_of(split.text, trigger.clause, people) if trigger.kind == "meeting" else "",
        sideline=split.text.startswith("on the sidelines", trigger.clause[1]),
        definite=bool(cues("definite").search(split.text, sentence[0], trigger.end + 12)),
        weight=_weight(split.text, trigger, dated),
    )


def _weight(text: str, trigger: Trigger, dated: Dated) -> int:
    """Return how fully a clause tells of an event: a dated main clause most, a relative clause least."""
    relative = re.match(r",? ?(?:who|which|where|whom)\b", text[slice(*trigger.clause)])
    return 2 * (dated.basis not in ("none", "inferred")) + (trigger.role == "past") - 2 * bool(relative)


def _subject(context: Context, sentence: Span) -> str:
    person = next((p for a, _, p in context.people.references if a == sentence[0]), None)
    return context.people.persons[person].name if person is not None else ""


def _place(context: Context, trigger: Trigger) -> str:
    """Return the place told behind the trigger in its clause, else elsewhere in its sentence."""
    start, end = context.split.sentences[trigger.sentence]
    places = [place for place in context.people.places if start <= place[0] < end]
    after = [p for p in places if trigger.start <= p[0] < trigger.clause[1]]
    inside = [p for p in places if trigger.clause[0] <= p[0] < trigger.clause[1]]
    chosen = after or inside or places
    return str(chosen[0][2]) if chosen else ""


def _countries(context: Context, clause: Span, present: list[int]) -> tuple[str, ...]:
    found = [iso for a, _, iso in context.people.countries if clause[0] <= a < clause[1]]
    found += [iso for person in present for iso in context.people.persons[person].countries]
    if len(set(found)) < 2 and BOTH.search(context.split.text, *clause):
        found += _pair_before(context, clause[0])
    return tuple(sorted(set(found)))


def _pair_before(context: Context, offset: int) -> list[str]:
    """Return the two countries that "both sides" are: of the nearest sentence before that names just two."""
    split = context.split
    for number in range(split.sentence_at(offset), -1, -1):
        start, end = split.sentences[number]
        named_there = {iso for a, _, iso in context.people.countries if start <= a < min(end, offset)}
        if len(named_there) == 2:
            return sorted(named_there)
        if len(named_there) > 2:
            break
    return []


def _bodies(context: Context, clause: Span) -> tuple[str, ...]:
    return tuple(sorted({str(body) for a, _, body in context.people.bodies if clause[0] <= a < clause[1]}))


def _topics(context: Context, *spans: Span) -> tuple[str, ...]:
    return tuple(sorted({h.topic for h in context.topics for a, b in spans if a <= h.start < b}))


def _statements(context: Context, triggers: list[Trigger], events: list[Event]) -> list[Event]:
    """Return one event a speaker and occasion; the day is its own, else that of an event the speaker took part in."""
    found: list[Event] = []
    for group in by_occasion(find_said(context.split, triggers, context.people)):
        first = group[0]
        sentences = [context.split.sentences[said.trigger.sentence] for said in group]
        own = own_dates(context.split.text, [first.trigger], _expressions(context, sentences[0]))[0]
        own = own if own is not None and _governs(context.split.text, first.trigger, own) else None
        dated = from_expression(own) if own is not None else _day_of_speaker(first.speaker, first.trigger, events)
        event = _event(context, first.trigger, dated)
        found.append(
            replace(
                event,
                people=(first.speaker,),
                countries=tuple(context.people.persons[first.speaker].countries),
                topics=_topics(context, *sentences),
                evidence=tuple(sentences),
            )
        )
    return found


def _governs(text: str, trigger: Trigger, expression: DateExpression) -> bool:
    """Whether a date tells when something was said ("said on Tuesday"), not what was said."""
    if expression.start < trigger.start:
        return True
    return not text[trigger.end : expression.start].strip().startswith(("that", "“", '"')) and (
        expression.start - trigger.end < 24
    )


def _day_of_speaker(speaker: int, trigger: Trigger, events: list[Event]) -> Dated:
    told = [
        e for e in events if speaker in e.people and e.status == "reported" and e.date and e.start <= trigger.start
    ]
    if not told:
        return Dated()
    reason = f"said by someone who took part in what is told before, dated {told[-1].date}"
    return Dated(told[-1].date, "inferred", reason, told[-1].date_span)


def _with_day_of_report(context: Context, events: list[Event]) -> list[Event]:
    """Give undated news of a report its day, where the report's date line and its main event agree."""
    publication = context.dates.publication
    lead = next((e for e in events if e.status == "reported" and e.date), None)
    if lead is None or publication.basis != "stated" or lead.date != publication.date:
        return events
    reason = f"told in a report of {publication.date} whose main event is of that day"
    return [
        replace(e, date=lead.date, basis="inferred", reason=reason, date_span=lead.date_span)
        if e.status == "reported" and not e.date and e.kind not in ("founding", "other", "announcement")
        else e
        for e in events
    ]
