"""Events of one article: who did what, when and where, according to whom.

Triggers (words of the lexicon) tell of an event; its day comes from its own expression, else from
the passage, else stays open; what one speaker says on one occasion is one event; mentions of the
same event become one with all their evidence.
"""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.dates import DateExpression
from analysis.dates.edtf import bounds, precision
from analysis.events.build import RELATIVE, event_of
from analysis.events.context import Context
from analysis.events.dating import (
    Dated,
    follows_on,
    from_entry,
    from_expression,
    from_passage,
    is_older,
    left_open,
    lies_ahead,
)
from analysis.events.distances import counted_from
from analysis.events.identity import merged
from analysis.events.model import KINDS, Event, Quotation
from analysis.events.pairing import strongest, with_dates
from analysis.events.quotations import find_quotations
from analysis.events.told import statements_of, with_day_of_report
from analysis.events.triggers import Trigger, cues, direct_speech, find_triggers, kind_of_subject
from analysis.events.verbs import entry_date

__all__ = ["KINDS", "Context", "Event", "Quotation", "find_events", "find_quotations"]

BEFORE = re.compile(r"\b(?:last|previously) $")  # "The two men last met on 11 September"
SETTLED = ("agreement", "announcement")  # kinds whose words go on to tell what is to come
OF_WHICH = re.compile(r", (?:[\w’'-]+ ){1,4}(?:of|in|by|at|on|from|to|for) (?:which|whom)\b[^,;.]*$")
EXPECTED = re.compile(r"(?:is|are) (?:due|expected) (?:in|at) (?:the )?", re.IGNORECASE)
PAIR = re.compile(r"\b(?:the two|both) (?:\w+ )?(?:ministers|presidents|leaders|premiers)\b")  # in small letters
HABIT = re.compile(
    r"\b(?:is|are) (?:(?:also|often|usually|regularly|always|sometimes|routinely) )?\w+$"
)  # "drills are held"
MESSAGE = re.compile(
    r"received (?:a|an|the) (?:[\w-]+ ){0,2}(?:message|letter|call|invitation|report|award|medal|order|briefing)\b"
)
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
    text = context.split.text
    doings = {n: strongest(text, [t for t in found if t.role != "statement"]) for n, found in triggers.items()}
    said = {n: [t for t in found if t.role == "statement"] for n, found in triggers.items()}
    sayings = [t for found in said.values() for t in found]
    events = _doings(context, doings, said)
    events += statements_of(context, sayings, events)
    events = with_day_of_report(context, merged(events))
    return sorted(events, key=lambda event: (event.start, event.kind))


def _is_told(context: Context, trigger: Trigger, expression: DateExpression | None, event: Event) -> bool:
    """Whether a trigger tells of one event, and not of a habit or of something at large."""
    if trigger.role == "noun":
        told = bool(expression or trigger.planned or event.series)
    elif trigger.role == "base" and not trigger.planned:  # "ministers convene in Tashkent on 31 August"
        told = expression is not None and lies_ahead(expression.date, context.dates.publication)
    elif trigger.role == "dated" or (trigger.role == "base" and trigger.kind == "other"):
        told = expression is not None
    else:
        told = expression is not None or not HABIT.search(context.split.text, trigger.start, trigger.end)
    return told and _has_object(context, trigger)


def _doings(context: Context, triggers: dict[int, list[Trigger]], said: dict[int, list[Trigger]]) -> list[Event]:
    split = context.split
    events: list[Event] = []
    last, met, main, block = Dated(), Dated(), "", -1
    older = False  # whether the paragraph has turned to older events
    entry: DateExpression | None = None  # of a timeline, that the paragraph is
    for number, found in triggers.items():
        if split.blocks[number] != block:
            block, older = split.blocks[number], False
            entry = entry_date(split, number, context.expressions(split.sentences[number]))
        expressions = context.expressions(split.sentences[number])
        found, own = with_dates(split, number, found, expressions, said.get(number, []))
        for trigger, expression in zip(found, own, strict=True):
            trigger = _with_kind_of_subject(split.text, trigger, expression)
            if expression and trigger.kind in SETTLED and lies_ahead(expression.date, context.dates.publication):
                expression = None  # "agreed to meet on 20 May": the day of what they agreed on
            dated = counted_from(context, trigger, events, expression) or _dated(
                context, trigger, expression, last, met
            )
            dated = from_entry(dated, entry)
            event = _with_pair(context, event_of(context, trigger, dated), trigger, events)
            if not _is_told(context, trigger, expression, event):
                continue
            older = older or (bool(expression) and is_older(dated.date, main, context.dates.publication))
            event = replace(event, status=_status(context, trigger, dated, main, older, expression))
            events.append(event)
            aside = RELATIVE.match(split.text, trigger.clause[0]) or OF_WHICH.search(
                split.text, trigger.clause[0], trigger.start
            )
            if event.status == "reported" and dated.date and trigger.role != "named" and not aside:
                last = dated if precision(dated.date) == "day" or not last.date else last
                main = main or dated.date
                met = dated if trigger.kind in ("meeting", "signing", "call") else met
    return events


def _with_kind_of_subject(text: str, trigger: Trigger, expression: DateExpression | None) -> Trigger:
    """Let "is expected in mid-2026" tell of its subject: who is expected in a place would visit it, a round is held."""
    words = text[trigger.start : expression.start] if expression else ""
    if trigger.kind != "visit" or not EXPECTED.match(words):
        return trigger
    without_place = "other" if EXPECTED.fullmatch(words) else "visit"
    return replace(trigger, kind=kind_of_subject(text, trigger.clause[0], trigger.start) or without_place)


def _with_pair(context: Context, event: Event, trigger: Trigger, before: list[Event]) -> Event:
    """Fill in who "the two ministers" are: the people of the event told just before, where there are two."""
    if event.people or not PAIR.search(context.split.lowered, *trigger.clause):
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
    if MESSAGE.match(context.split.text, trigger.start):
        return False
    if not cues("needs_person").fullmatch(context.split.lowered, trigger.start, trigger.end):
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
        definite = cues("definite").search(split.lowered, sentence[0], trigger.start)
        return from_passage(
            met if definite and met.date else last, split.text[sentence[0] : sentence[0] + 24].split(",")[0].strip()
        )
    return Dated()


def _status(
    context: Context, trigger: Trigger, dated: Dated, main: str, older: bool, expression: DateExpression | None
) -> str:
    if trigger.planned or lies_ahead(dated.date, context.dates.publication):
        return "planned"
    if trigger.role == "past" and BEFORE.search(
        context.split.text, max(trigger.clause[0], trigger.start - 16), trigger.start
    ):
        return "background"
    begun = bounds(dated.date)[0] and bounds(dated.date)[0] <= (bounds(context.dates.publication.date)[1] or "")
    if trigger.role in ("noun", "base") and expression is not None and expression.past is False and not begun:
        return "planned"
    recent = expression is not None and bool(dated.date) and not is_older(dated.date, main, context.dates.publication)
    if trigger.role == "named" or (older and not recent):
        return "background"
    if dated.date and is_older(dated.date, main, context.dates.publication):
        return "background"
    if precision(dated.date) == "year" and (main or trigger.role == "dated"):
        return "background"
    if trigger.kind == "founding" and precision(dated.date) != "day":
        return "background"
    return "reported"
