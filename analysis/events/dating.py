"""The day of an event: its own expression, else what the passage fixes, else open."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from analysis.dates import DateExpression, Publication
from analysis.dates.edtf import bounds, precision
from analysis.events.allotting import BOUNDARY_COST, IN_ASIDE, distance
from analysis.events.triggers import Trigger
from analysis.lexicons import load
from analysis.phrases import regex
from analysis.text import Span

LATER = re.compile(
    r"\b(?:later|afterwards?|after the (?:meeting|talks|signing|ceremony|session|call))\b", re.IGNORECASE
)
SAID = re.compile(
    r"\bthat\b|[“\":;]|, (?!who)|\b(?:will|would|is|was|were|are|has|had|occurred|happened|took place|began|started|ended|erupted"
    r"|broke out|died|arrived|left|met|visited|signed|killed|opened fire)\b"
)  # what is said begins, with a verb of its own
ADVERBIAL = re.compile(
    r"[\s,]*(?:$|(?:on|in|at|during|after|before|by|via|through|to|from|late|early|earlier|over|following|ahead|here|there"
    r"|today|yesterday|also|again|separately|publicly|while|when)\b)",
    re.IGNORECASE,
)
CONTENT = re.compile(r"\b(?:that|noting|recalling|stressing|adding|saying|citing|calling)\b", re.IGNORECASE)
CONDITION = re.compile(r"(?:If|Unless|Once|Should|When)\b")
BOUNDING = re.compile(r"\b(?:of|from|by|until|till|before|since) (?:the )?$")
SAID_REACH = 70  # characters between a verb of saying and the day that it was said on
HEAD_REACH = 30  # characters from the beginning of a sentence that are its head
SAME_NEWS = 21  # days before the main event that still belong to the news


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with its basis, the reason for the reader and the words relied on."""

    date: str = ""
    basis: str = "none"
    reason: str = ""
    span: Span | None = None


def from_expression(expression: DateExpression) -> Dated:
    """Return the date that an expression gives an event: of a range ("11–12 March") the whole."""
    reason = expression.reason or f"the text says “{expression.text}”"
    if precision(expression.date) != "day":
        reason = f"the text says “{' '.join(expression.text.split())}”; {reason}"
    span = (expression.start, expression.end)
    return Dated(expression.span or expression.date, expression.basis, reason, span)


def from_entry(dated: Dated, entry: DateExpression | None) -> Dated:
    """Give what an entry of a timeline tells without a day the day of the entry."""
    if dated.date or dated.span or entry is None:
        return dated
    reason = f"told in the entry of {' '.join(entry.text.split())}"
    return Dated(entry.span or entry.date, "inferred", reason, (entry.start, entry.end))


def left_open(text: str, trigger: Trigger, expressions: list[DateExpression]) -> Dated | None:
    """Return what is known of a day that its words name and nothing fixes ("on Tuesday"), or None."""
    for expression in expressions:
        near = distance(text, trigger, expression) < BOUNDARY_COST
        if near and expression.weekday and not expression.date and expression.type in ("DATE", "TIME"):
            words = " ".join(expression.text.split())
            reason = f"the text says “{words}”; nothing fixes which"
            return Dated("", "none", reason, (expression.start, expression.end))
    return None


def day_of_saying(
    text: str, trigger: Trigger, sentence: Span, expressions: list[DateExpression]
) -> DateExpression | None:
    """Return the date that tells when something was said, not what was said.

    It stands behind the verb with nothing said between ("told reporters on Thursday"), or at the head of the sentence.
    """
    calendar = [e for e in expressions if e.date and e.type in ("DATE", "TIME")]
    if just_before := next((e for e in calendar if trigger.start - e.end == 1), None):
        return just_before  # "Pashinyan 31 January said"
    for expression in calendar:
        between = text[trigger.end : expression.start]
        verb = text[trigger.start : trigger.end].lower()
        told = verb in load("events")["plain_saying"] and not ADVERBIAL.match(between)
        told = told or BOUNDING.search(between) is not None  # "called for sanctions after the election of 9 August"
        if 0 <= expression.start - trigger.end < SAID_REACH and not told and not SAID.search(between):
            return expression
    if CONDITION.match(text, *sentence):
        return None
    head = (e for e in calendar if e.start - sentence[0] < HEAD_REACH and e.start < trigger.start)
    own = (
        e
        for e in head
        if not CONTENT.search(text, sentence[0], e.start)
        and not ("," in text[e.end : trigger.start] and IN_ASIDE.search(text, sentence[0], e.start))
    )  # "Kim, who retired in 1998, has told …"
    return next((e for e in own if not _is_quoted(text[e.end : trigger.start])), None)


def _is_quoted(behind: str) -> bool:
    """Whether the words between a date and a verb of saying end a quotation that the date stands in."""
    return behind.count("”") > behind.count("“") or behind.count('"') % 2 == 1


def lies_ahead(date: str, publication: Publication) -> bool:
    """Whether a date lies wholly after the publication, so that what it dates is still to come."""
    earliest, published = bounds(date)[0], bounds(publication.date)[1]
    return bool(earliest and published and earliest > published)


@cache
def _sequence() -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(regex(str(phrase)) for phrase in load("events")["sequence"]) + r")\b")


def follows_on(text: str, sentence: Span, *, anywhere: bool = False) -> bool:
    """Whether a sentence goes on with the occasion just told ("Later, the ministers held talks").

    With ``anywhere`` a plain word of sequence inside the sentence is enough ("She later told reporters").
    """
    if _sequence().match(text, *sentence):
        return True
    return anywhere and LATER.search(text, *sentence) is not None


def from_passage(before: Dated, words: str) -> Dated:
    """Return the date that an event takes over from the one told just before it."""
    if not before.date:
        return Dated()
    reason = f"told as following on the same occasion (“{words}”), dated {before.date}"
    return Dated(before.date, "inferred", reason, before.span)


def is_older(date: str, main: str, publication: Publication) -> bool:
    """Whether a date lies clearly before what the article reports: context, not news."""
    earliest, latest = bounds(date)
    reference = bounds(main)[0] or bounds(publication.date)[0]
    if not reference or not (earliest or latest):
        return False
    if precision(date) != "day" and not (precision(date) == "interval" and earliest and latest):
        return (earliest or latest) < reference
    return (datetime.date.fromisoformat(reference) - datetime.date.fromisoformat(latest)).days > SAME_NEWS
