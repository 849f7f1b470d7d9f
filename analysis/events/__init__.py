"""Events of one article: who did what, when and where, according to whom.

Triggers (words of the lexicon) tell of an event; its day comes from its own expression, else from
the passage, else stays open; what one speaker says on one occasion is one event; mentions of the
same event become one with all their evidence.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.dates import DateExpression
from analysis.dates.edtf import precision
from analysis.events.build import event_of
from analysis.events.context import Context
from analysis.events.dating import (
    Dated,
    day_of_saying,
    follows_on,
    from_expression,
    from_passage,
    is_older,
    left_open,
    lies_ahead,
    own_dates,
    shared_dates,
)
from analysis.events.distances import counted_from
from analysis.events.identity import merged
from analysis.events.model import KINDS, Event, Quotation
from analysis.events.quotations import find_quotations
from analysis.events.statements import by_occasion, find_said
from analysis.events.triggers import Trigger, cues, direct_speech, find_triggers
from analysis.text import Span

__all__ = ["KINDS", "Context", "Event", "Quotation", "find_events", "find_quotations"]

PAIR = re.compile(r"\b(?:the two|both) (?:\w+ )?(?:ministers|presidents|leaders|premiers)\b", re.IGNORECASE)
OBJECT_REACH = 90  # characters behind a verb in which its object is named


def find_events(context: Context) -> list[Event]:
    """Find the events of an article.

    Returns
    -------
    list of Event
        In the order of their main evidence.
    """
    quotes = direct_speech(context.split.text)
    triggers = {number: list(find_triggers(context.split, number, quotes)) for number in sorted(context.running)}
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
    split = context.split
    events: list[Event] = []
    last, met, main, block = Dated(), Dated(), "", -1
    older = False  # whether the paragraph has turned to older events
    for number, found in triggers.items():
        if split.blocks[number] != block:
            block, older = split.blocks[number], False
        expressions = context.expressions(split.sentences[number])
        own = shared_dates(split.text, found, own_dates(split.text, found, expressions))
        for trigger, expression in zip(found, own, strict=True):
            dated = counted_from(context, trigger, events) or _dated(context, trigger, expression, last, met)
            event = _with_pair(context, event_of(context, trigger, dated), trigger, events)
            if trigger.role == "noun" and not (expression or trigger.planned or event.series):
                continue
            if not _has_object(context, trigger):
                continue
            older = older or (bool(expression) and is_older(dated.date, main, context.dates.publication))
            event = replace(event, status=_status(context, trigger, dated, main, older, expression))
            events.append(event)
            if event.status == "reported" and dated.date and trigger.role != "named":
                last = dated if precision(dated.date) == "day" or not last.date else last
                main = main or dated.date
                met = dated if trigger.kind in ("meeting", "signing", "call") else met
    return events


def _with_pair(context: Context, event: Event, trigger: Trigger, before: list[Event]) -> Event:
    """Fill in who "the two ministers" are: the people of the event told just before, where there are two."""
    if event.people or not PAIR.search(context.split.text, *trigger.clause):
        return event
    last = before[-1] if before else None
    if last is None or len(last.people) != 2 or last.status != "reported":
        return event
    countries = tuple(sorted({*event.countries, *last.countries}))
    kind = (
        last.kind if last.kind == "call" and event.kind == "meeting" else event.kind
    )  # what they discussed by phone
    return replace(event, kind=kind, people=last.people, countries=countries)


def _has_object(context: Context, trigger: Trigger) -> bool:
    """Whether a verb that needs a person behind it ("received") has one."""
    if not cues("needs_person").fullmatch(context.split.text[trigger.start : trigger.end]):
        return True
    return bool(context.named(trigger.end, min(trigger.clause[1], trigger.end + OBJECT_REACH)))


def _dated(context: Context, trigger: Trigger, expression: DateExpression | None, last: Dated, met: Dated) -> Dated:
    """Return the date of an event: its own, else for "later" that of the last one, for "the talks" of the last talks."""
    if trigger.role == "named":
        return Dated()
    if expression is not None:
        return from_expression(expression)
    split = context.split
    sentence = split.sentences[trigger.sentence]
    if unresolved := left_open(split.text, trigger, context.expressions(sentence)):
        return unresolved
    if not trigger.planned and last.date and follows_on(split.text, sentence):
        definite = cues("definite").search(split.text, sentence[0], trigger.start)
        return from_passage(
            met if definite and met.date else last, split.text[sentence[0] : sentence[0] + 24].split(",")[0].strip()
        )
    return Dated()


def _status(
    context: Context, trigger: Trigger, dated: Dated, main: str, older: bool, expression: DateExpression | None
) -> str:
    if trigger.planned or lies_ahead(dated.date, context.dates.publication):
        return "planned"
    if trigger.role in ("noun", "base") and expression is not None and expression.past is False:
        return "planned"
    if trigger.role == "named" or older:
        return "background"
    if dated.date and is_older(dated.date, main, context.dates.publication):
        return "background"
    if trigger.kind == "founding" and precision(dated.date) != "day":
        return "background"
    return "reported"


def _statements(context: Context, triggers: list[Trigger], events: list[Event]) -> list[Event]:
    """Return one event a speaker and occasion; the day is its own, else that of an event told before."""
    found: list[Event] = []
    split = context.split
    for group in by_occasion(find_said(context, triggers)):
        first = group[0]
        sentences = [split.sentences[said.trigger.sentence] for said in group]
        own = day_of_saying(split.text, first.trigger, sentences[0], context.expressions(sentences[0]))
        if own is not None:
            dated = from_expression(own)
        else:
            dated = _day_before(context, first.speaker, first.trigger, events)
        event = event_of(context, first.trigger, dated)
        found.append(
            replace(
                event,
                people=(first.speaker,),
                countries=tuple(context.people.persons[first.speaker].countries),
                topics=context.topics_in(*sentences),
                evidence=tuple(sentences),
            )
        )
    return found


def _day_before(context: Context, speaker: int, trigger: Trigger, events: list[Event]) -> Dated:
    """Return the day of what is told before: of the nearest event for "later", else of the speaker's last one."""
    told = [e for e in events if e.status == "reported" and e.date and e.start <= trigger.start]
    words = context.split.text[slice(*context.split.sentences[trigger.sentence])]
    if told and follows_on(words, (0, len(words)), anywhere=True):
        return from_passage(Dated(told[-1].date, told[-1].basis, "", told[-1].date_span), "later")
    own = [e for e in told if speaker in e.people]
    if not own:
        return Dated()
    reason = f"said by someone who took part in what is told before, dated {own[-1].date}"
    return Dated(own[-1].date, "inferred", reason, own[-1].date_span)


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
