"""Which triggers of a sentence count, and which of its dates each of them has."""

from __future__ import annotations

import re

from analysis.dates import DateExpression
from analysis.dates.edtf import precision
from analysis.events.allotting import calendar, own_dates, shared_dates
from analysis.events.triggers import Trigger, direct_speech
from analysis.events.verbs import POSSESSIVE, dated_verbs
from analysis.text import Split

PAIRED = re.compile(r",?\s+(?:and|or)\s+(?:in\s+)?")
PURPOSE = re.compile(r"\bfor (?:[a-z-]+ ){0,2}$")
TIMES = re.compile(r"\b(?:after|before|since|until)\b (?!(?:the|a) (?:meeting|talks|ceremony|session)\b)")


def strongest(text: str, triggers: list[Trigger]) -> list[Trigger]:
    """Keep one trigger a kind and clause, unless another time lies between: a verb before a noun, the first of several.

    What a journey or a call is made for ("will fly to Jakarta for talks") is not another event.
    """
    order = {"past": 0, "named": 0, "dated": 1, "base": 2, "noun": 3}
    chosen: list[Trigger] = []
    for trigger in sorted(triggers, key=lambda t: (order[t.role], t.start)):
        beside = [other for other in chosen if other.clause == trigger.clause]
        purpose = trigger.role == "noun" and PURPOSE.search(
            text, max(trigger.clause[0], trigger.start - 24), trigger.start
        )
        if purpose and any(other.start < trigger.start for other in beside):
            continue
        if not any(other.kind == trigger.kind and not _times_between(text, other, trigger) for other in beside):
            chosen.append(trigger)
    return sorted(chosen, key=lambda t: t.start)


def _times_between(text: str, one: Trigger, other: Trigger) -> bool:
    """Whether a conjunction of time parts two triggers ("was sentenced after a jury found him guilty")."""
    low, high = sorted([(one.start, one.end), (other.start, other.end)])
    return TIMES.search(text, low[1], high[0]) is not None


def with_dates(
    split: Split, sentence: int, triggers: list[Trigger], expressions: list[DateExpression], said: list[Trigger]
) -> tuple[list[Trigger], list[DateExpression | None]]:
    """Give the triggers of a sentence their dates: verbs that need one come after those that tell by themselves.

    A date that none of them takes makes an event of the verb beside it.
    """
    text = split.text
    if expressions:
        start, end = split.sentences[sentence]
        spoken = direct_speech(text[start:end])
        expressions = [e for e in expressions if not any(a <= e.start - start < b for a, b in spoken)]
        expressions = calendar(text, expressions)
    if not triggers and not expressions:
        return [], []
    present = [t for t in triggers if t.role == "base" and not t.planned]
    late = [t for t in triggers if t.role == "dated"]
    sure = [t for t in triggers if t not in present and t not in late]
    own = own_dates(text, sure, expressions)
    free = [e for e in expressions if e not in own and not POSSESSIVE.match(text, e.end)]  # "today’s threats"
    taken = [e for e in own if e is not None]
    free = [e for e in free if not any(_is_paired(text, one, e) for one in taken)]
    own = _with_sideline(text, sure, own)
    left = own_dates(text, late, free)
    free = [e for e in free if e not in left]
    more = list(dated_verbs(split, sentence, triggers, said, free, [*own, *left]))
    last = own_dates(text, more, free)
    rest = own_dates(text, present, [e for e in free if e not in last])
    found = [*sure, *late, *more, *present]
    dated = zip(found, [*shared_dates(text, sure, own), *left, *last, *rest], strict=True)
    both = sorted(dated, key=lambda pair: pair[0].start)
    return [trigger for trigger, _ in both], [expression for _, expression in both]


def _with_sideline(
    text: str, triggers: list[Trigger], own: list[DateExpression | None]
) -> list[DateExpression | None]:
    """Let what was done on the sidelines of a meeting share the date that stands behind the meeting."""
    found = list(own)
    for number, trigger in enumerate(triggers):
        aside = found[number] is None and text.startswith("on the sidelines", trigger.clause[1])
        beside = (n for n, other in enumerate(triggers) if aside and other.start > trigger.clause[1])
        if (meeting := next(beside, None)) is not None and triggers[meeting].role == "noun":
            found[number] = own[meeting]
    return found


def _is_paired(text: str, one: DateExpression, other: DateExpression) -> bool:
    """Whether a month or year only goes on with another ("clashes in April 2021 and September 2022")."""
    return precision(other.date) in ("month", "year") and PAIRED.fullmatch(text, one.end, other.start) is not None
