"""From a trigger and its date to an event: who, where, for whom, in which words."""

from __future__ import annotations

import re

from analysis.events.context import Context
from analysis.events.dating import Dated
from analysis.events.model import Event
from analysis.events.participants import who_takes_part
from analysis.events.places import place_of
from analysis.events.series import name_of, series_of
from analysis.events.triggers import Trigger, cues
from analysis.events.wording import attributed_to, line_of, segment_of
from analysis.text import Span, Split

BOTH = re.compile(
    r"\b(?:(?:the two|both) (?:\w+ )?|the (?=neighbou?rs))(?:countries|nations|sides|states|parties|neighbou?rs|governments|delegations|ministers"
    r"|presidents|leaders)\b"
)  # this and what follows in small letters
ANOTHER = re.compile(
    r"\b(?:first|second|third|last|previous|earlier|next|new|another) (?:round|meeting|session|summit|conference)\b"
)  # "the first round of the talks" is not the occasion just told
SPEAKING = re.compile(r"(?:speaking|addressing)\b", re.IGNORECASE)
JOINS = re.compile(r"\b(?:attend|took part|taken part|participat|joined)")
RELATIVE = re.compile(r",? ?(?:who|which|where|whom)\b")


def event_of(context: Context, trigger: Trigger, dated: Dated) -> Event:
    """Return the event that a trigger tells of, its status still open."""
    split = context.split
    sentence = split.sentences[trigger.sentence]
    present = who_takes_part(context, trigger, sentence)
    return Event(
        sentence=trigger.sentence,
        start=trigger.start,
        end=trigger.end,
        kind=trigger.kind,
        status="reported",
        what=_line(context, trigger, sentence),
        date=dated.date,
        basis=dated.basis,
        reason=dated.reason,
        date_span=dated.span,
        place=place_of(context, trigger, sentence),
        people=tuple(dict.fromkeys(present)),
        countries=_countries(context, trigger.clause, present),
        bodies=tuple(sorted(set(context.bodies(*trigger.clause)))),
        topics=context.topics_in(sentence),
        attributed_to=attributed_to(split.text, sentence, trigger.clause, trigger.start),
        evidence=(sentence,),
        series=_series(context, trigger, sentence),
        sideline=split.text.startswith("on the sidelines", trigger.clause[1]),
        definite=_definite(split, sentence, trigger),
        joins=bool(JOINS.search(split.lowered, trigger.start, trigger.end)),
        weight=_weight(split.text, trigger, dated),
    )


def _definite(split: Split, sentence: Span, trigger: Trigger) -> bool:
    """Whether an event is told as the one known from before, and not as another beside it."""
    words, start = split.lowered, sentence[0]
    aside = words.find("sidelines", start, trigger.start) >= 0 or ANOTHER.search(words, start, trigger.end)
    return not aside and cues("definite").search(words, start, trigger.end + 12) is not None


def _series(context: Context, trigger: Trigger, sentence: Span) -> str:
    if trigger.kind == "meeting":
        return series_of(context.split.text, trigger.clause, sentence, context)
    return name_of(context.split.text, sentence) if trigger.kind == "exercise" else ""


def _weight(text: str, trigger: Trigger, dated: Dated) -> int:
    """Return how fully a clause tells of an event: a dated main clause most, a relative clause least."""
    words = text[slice(*trigger.clause)]
    aside = bool(RELATIVE.match(words)) * 2 + bool(SPEAKING.match(words))
    return 2 * (dated.basis not in ("none", "inferred")) + (trigger.role == "past") - aside


def _line(context: Context, trigger: Trigger, sentence: Span) -> str:
    if trigger.role == "named":
        return segment_of(context.split.text, sentence, (trigger.start, trigger.end))
    person = next((p for a, _, p in context.named(sentence[0], sentence[0] + 1) if a == sentence[0]), None)
    subject = context.people.persons[person].name if person is not None else ""
    return line_of(context.split.text, sentence, (trigger.start, trigger.end), subject)


def _countries(context: Context, clause: Span, present: list[int]) -> tuple[str, ...]:
    found = context.countries(*clause)
    found += [iso for person in present for iso in context.people.persons[person].countries]
    if len(set(found)) < 2 and BOTH.search(context.split.lowered, *clause):
        found += _pair_before(context, clause[0], set(found))
    return tuple(sorted(set(found)))


def _pair_before(context: Context, offset: int, known: set[str]) -> list[str]:
    """Return the two countries that "both sides" are: of the nearest sentence before that names just two.

    What is known of them must be among the two; persons stand for their countries where names of countries are too few.
    """
    split = context.split
    for number in range(split.sentence_at(offset), -1, -1):
        start, end = split.sentences[number]
        there = set(context.countries(start, min(end, offset)))
        if len(there) < 2:
            persons = {person for _, _, person in context.named(start, min(end, offset))}
            there |= {iso for person in persons for iso in context.people.persons[person].countries}
        if len(there) == 2 and known <= there:
            return sorted(there)
        if len(there) > 2:
            break
    return []
