"""Dated sentences whose verb the lexicon does not list: any verb told as past or to come, beside a date of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analysis.dates import DateExpression
from analysis.dates.edtf import precision
from analysis.events.allotting import FARTHEST, ISSUED, REPORTED, distance
from analysis.events.clauses import clause_of
from analysis.events.dating import SAID, SAID_REACH
from analysis.events.model import KINDS
from analysis.events.triggers import (
    Trigger,
    cues,
    denied_events,
    direct_speech,
    is_adjective,
    kind_of_subject,
    listed,
)
from analysis.lexicons import load
from analysis.text import Span, Split

ENTRY = re.compile(r"\s*(?::|–|—|-(?=\s))\s*(?=[\w“‘'\"])")
POSSESSIVE = re.compile(r"[’']s?(?!\w)")
NEAR_YEAR = 40  # characters between a verb and a bare year that may be its own
LATER = re.compile(r"\b(?:to|will|would|shall|could|may|might|should|must|not|never|if)\s+(?:be\s+)?(?:\w+ly\s+)?$")


def dated_verbs(
    split: Split,
    sentence: int,
    triggers: Sequence[Trigger],
    sayings: Sequence[Trigger],
    free: Sequence[DateExpression],
    taken: Sequence[DateExpression | None],
) -> Iterator[Trigger]:
    """Yield a trigger for each date that no listed word of the sentence takes: the verb nearest to it.

    Parameters
    ----------
    split : Split
    sentence : int
    triggers, sayings : sequence of Trigger
        What the lexicon has found in the sentence; the dates behind verbs of saying tell when it was said.
    free, taken : list of DateExpression
        The calendar dates that none of ``triggers`` takes, and those that they take.
    """
    text, span = split.text, split.sentences[sentence]
    verbs: list[Trigger] | None = None
    used: set[int] = {trigger.start for trigger in triggers}
    denied = list(denied_events(split, sentence)) if free else []
    ranges = {expression.span for expression in taken if expression}
    for expression in free:
        if expression.span and expression.span in ranges:
            continue  # the other side of a range that has its event
        if entry := _entry(split, sentence, expression, free):
            yield entry
            return
        if any(_tells_when_said(text, saying, expression) for saying in sayings):
            continue
        verbs = list(_verbs(split, sentence, span)) if verbs is None else verbs
        reach = NEAR_YEAR if precision(expression.date) in ("year", "season") else FARTHEST
        before = text[max(span[0], expression.start - 40) : expression.start]
        if REPORTED.search(before) or ISSUED.search(before):
            continue
        near = [
            verb
            for verb in verbs
            if not any(verb.start <= at < verb.end for at in used) and distance(text, verb, expression) < reach
        ]
        gap = min((distance(text, verb, expression) for verb in near), default=FARTHEST)
        if near and not any(distance(text, other, expression) < gap for other in denied):
            nearest = min(near, key=lambda verb: (distance(text, verb, expression), verb.start))
            used.add(nearest.start)
            yield nearest


def _tells_when_said(text: str, saying: Trigger, expression: DateExpression) -> bool:
    between = text[saying.end : expression.start]
    if saying.start - expression.end == 1:
        return True
    return 0 <= expression.start - saying.end < SAID_REACH and not SAID.search(between)


def entry_date(split: Split, sentence: int, expressions: Sequence[DateExpression]) -> DateExpression | None:
    """Return the date that an entry of a timeline begins with, for what is told further down in it."""
    found = (e for e in expressions if e.date and e.type == "DATE" and _entry(split, sentence, e, expressions))
    return next(found, None)


def _entry(
    split: Split, sentence: int, expression: DateExpression, beside: Sequence[DateExpression]
) -> Trigger | None:
    """Return the event of an entry of a timeline ("May 2032: Beijing and Kabul sign a memorandum")."""
    text, (start, end) = split.text, split.sentences[sentence]
    mark = ENTRY.match(text, expression.end, end)
    first = min([e.start for e in beside if e.span and e.span == expression.span], default=expression.start)
    if not mark or text[start:first].strip(" \t•*-–"):
        return None
    if cues("cancelled").search(split.lowered, mark.end(), end):
        return Trigger(
            sentence, mark.end(), min(end, mark.end() + 1), "other", "dated", (mark.end(), end), planned=False
        )
    at, kind = next(
        ((a, kind) for a, _, kind, _ in listed(split, sentence) if a >= mark.end() and kind in KINDS), (end, "other")
    )
    if cues("denied_before").search(split.lowered, mark.end(), at):
        kind = "other"  # "24 May: The spokesman denies that a drill was held": the denial is what happened
    return Trigger(sentence, mark.end(), min(end, mark.end() + 1), kind, "dated", (mark.end(), end), planned=False)


def _verbs(split: Split, sentence: int, span: Span) -> Iterator[Trigger]:
    """Yield the verbs of a sentence that tell of something done or to be done, each with its modality.

    Words of the lexicon are left out: those that make no event there have been judged.
    """
    text = split.text
    quotes = direct_speech(text[slice(*span)])
    judged = [(a, b) for a, b, _, role in listed(split, sentence) if role in ("past", "dated", "statement")]
    for match in _forms().finditer(text, *span):
        if any(a < match.end() and match.start() < b for a, b in judged):
            continue
        if any(a <= match.start() - span[0] < b for a, b in quotes) or is_adjective(text, *match.span()):
            continue
        clause = clause_of(text, span, match.start())
        before = text[max(clause[0], match.start() - 48) : match.start()]
        planned = bool(match["will"])
        if not planned and (
            LATER.search(before) or cues("denied_before").search(split.lowered[clause[0] : match.start()])
        ):
            continue
        if cues("cancelled").search(split.lowered, *clause):
            continue
        kind = kind_of_subject(text, clause[0], match.start()) or "other"
        yield Trigger(sentence, *match.span(), kind, "dated", clause, planned)


@cache
def _forms() -> re.Pattern[str]:
    """Compile verbs: regular ones in -ed, irregular ones, and those after "will" and "is to"; none that tell a state."""
    lexicon, tense = load("events"), load("dates_tense")
    states = "|".join(sorted(map(str, lexicon["states"])))
    irregular = "|".join(sorted(str(word) for word in [*tense["past"], *lexicon["irregular"]]))
    coming = r"(?P<will>(?:will|shall|is to|are to|is due to|are due to|is expected to|are expected to|is scheduled to|are scheduled to)\s+(?!not\b|never\b)(?:be\s+)?(?:\w+ly\s+)?\w{3,})"
    return re.compile(rf"\b(?!(?:{states})\b)(?:{coming}|(?P<past>[a-z]{{2,}}ed|{irregular}))\b(?![’'-]\w)")
