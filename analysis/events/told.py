"""What persons and institutions say, with the day on which they said it, and news dated by its report."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.dates.edtf import precision
from analysis.events.build import event_of
from analysis.events.context import Context
from analysis.events.dating import Dated, day_of_saying, follows_on, from_expression, from_passage, lies_ahead
from analysis.events.model import Event
from analysis.events.statements import Issued, by_occasion, find_institutions, find_said
from analysis.events.triggers import Trigger

AFTER_THE = re.compile(r"\bafter the (?P<occasion>meeting|talks|session|signing|ceremony|call)\b", re.IGNORECASE)
OCCASIONS = {
    **dict.fromkeys(("meeting", "talks", "session"), ("meeting",)),
    **dict.fromkeys(("signing", "ceremony"), ("signing",)),
    "call": ("call",),
}


def statements_of(context: Context, triggers: list[Trigger], events: list[Event]) -> list[Event]:
    """Return one event a speaker and occasion; the day is its own, else that of an event told before."""
    found: list[Event] = []
    split = context.split
    said = find_said(context, triggers)
    for group in by_occasion(said):
        first = group[0]
        sentences = [split.sentences[said.trigger.sentence] for said in group]
        days = (
            day_of_saying(split.text, entry.trigger, where, context.expressions(where))
            for entry, where in zip(group, sentences, strict=True)
        )
        publication = context.dates.publication
        own = next((day for day in days if day is not None and not lies_ahead(day.date, publication)), None)
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
    return found + [_of_institution(context, entry) for entry in find_institutions(context, triggers, said)]


def _of_institution(context: Context, entry: Issued) -> Event:
    """Return what a ministry, an embassy or a government said as its own: nobody speaks, a country may."""
    sentence = context.split.sentences[entry.trigger.sentence]
    own = day_of_saying(context.split.text, entry.trigger, sentence, context.expressions(sentence))
    event = event_of(context, entry.trigger, from_expression(own) if own is not None else Dated())
    return replace(event, people=(), countries=entry.countries, attributed_to="")


def _day_before(context: Context, speaker: int, trigger: Trigger, events: list[Event]) -> Dated:
    """Return the day of what is told before: of the nearest event for "later", else of the speaker's last one."""
    told = [e for e in events if e.status == "reported" and e.date and e.start <= trigger.start]
    told = [e for e in told if e.kind != "other"] or told  # "after the meeting" is not after a shooting named since
    words = context.split.text[slice(*context.split.sentences[trigger.sentence])]
    if told and follows_on(words, (0, len(words)), anywhere=True):
        named = AFTER_THE.search(words)
        kinds = OCCASIONS[named["occasion"].lower()] if named else ()
        told = [e for e in told if e.kind in kinds] or told  # "after the signing" is not after the talks told since
        return from_passage(Dated(told[-1].date, told[-1].basis, "", told[-1].date_span), "later")
    own = [e for e in told if speaker in e.people]
    if not own:
        return Dated()
    reason = f"said by someone who took part in what is told before, dated {own[-1].date}"
    return Dated(own[-1].date, "inferred", reason, own[-1].date_span)


def with_day_of_report(context: Context, events: list[Event]) -> list[Event]:
    """Give undated news of a report its day, where the report's date line and all its dated news agree.

    News that names a day of its own which nothing fixes stays open.
    """
    publication = context.dates.publication
    dated = [e for e in events if e.status == "reported" and e.date]
    if not dated or publication.basis != "stated" or {e.date for e in dated} != {publication.date}:
        return events
    lead = dated[0]
    reason = f"told in a report of {publication.date} whose main event is of that day"
    return [
        replace(e, date=lead.date, basis="inferred", reason=reason, date_span=lead.date_span)
        if e.status == "reported"
        and not e.date
        and e.kind not in ("founding", "other", "announcement")
        and not _names_another_day(context, e, lead.date)
        and not context.split.text.endswith("had ", 0, e.start)
        else e
        for e in events
    ]


def _names_another_day(context: Context, event: Event, day: str) -> bool:
    """Whether the sentence of an event names a day that is not the one given, and none that is still to come."""
    dates = (e for e in context.expressions(context.split.sentences[event.sentence]) if e.type in ("DATE", "TIME"))
    others = (e for e in dates if e.date != day and not lies_ahead(e.date, context.dates.publication))
    return any(e.weekday or precision(e.date) == "day" for e in others)
