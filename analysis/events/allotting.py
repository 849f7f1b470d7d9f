"""Which dates of a sentence may date an event, and to which of its verbs and nouns each belongs."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from analysis.dates import DateExpression
from analysis.dates.edtf import bounds, precision
from analysis.events.clauses import BOUNDARY, REDUCED
from analysis.events.triggers import Trigger
from analysis.lexicons import load

END_WORDS = re.compile(
    r"\b(?:until|till|through|by|before|since|beyond|effective|from)\s+(?:the\s+)?$", re.IGNORECASE
)
SINCE = re.compile(r"\b(?:since|until|till) (?:the|a|an|his|her|its|their) (?:[\w’'-]+ ){1,3}of (?:the )?$")
AGAIN = re.compile(r"\s*\(\s*")  # "today (Sunday)"
LATER_AND = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?) (?:later|earlier|before|after)\b[^.;]*\band\b")
RELATED = re.compile(
    r"\b(?:after|before|following|since|ahead of) (?:the |a |an |his |her |its |their )?(?:[\w.-]+ ){0,2}$"
)
REPORTED = re.compile(
    r"\b(?:said|says|reported|reports|announced|told(?: [A-Z][\w.]*){1,4}|told (?:me|us|him|her|them|reporters|journalists|parliament)|wrote|confirmed|posted"
    r"|tweeted|added|noted)(?: (?:in|via) (?:a|an|its|his|her|their) (?:\w+ ){0,2}(?:statement|release|post|report|readout|message|interview|bulletin|letter))?"
    r"(?: (?:late|early|earlier))?(?: (?:on|in))? $"
)
ISSUED = re.compile(
    r"\b(?:statement|report|communiqu[ée]|readout|release|letter|post|article)s? (?:issued|released|published|dated|posted)(?: on)? $"
)
BEFORE_DOING = re.compile(r"\bbefore (?:being|[a-z]+ing)\b[^,;]*$")  # "met twice before being frozen in 2016"
BEHIND_US = re.compile(r"yesterday\b|last (?!day\b)|.*\bago$", re.IGNORECASE)  # no day of what is to come
IN_ASIDE = re.compile(r", (?:which|who|whose|whom|where)\b[^,;.]*$")
ASIDE_REACH = 120  # characters of a clause set between commas before the date in it
FINER_REACH = 20  # characters between a week, month or year and the day in it that says it more exactly
BESIDE = re.compile(r"(?:[’']s \w+)?,? (?:on|that is|namely) (?:\w+day,? )?")
YEARS = re.compile(r"\d{4}(?:/\d{4})?")
NAME = re.compile(
    r"\b(?!(?:In|Since|By|During|Until|From|For|Before|After|Between|And|The|May)\b)[A-Z][\w’]+[ -]$"
)  # "Sahand-2025"
YEAR_TO = re.compile(r"\b(?:year|months|quarter) to (?:the )?")
BETWEEN = re.compile(r"\b[Bb]etween (?:the )?$")
AND = re.compile(r",? and ")
BRACKETED = re.compile(r"\(\s*(?:\d{4}\s*[–-]\s*)?$")  # "minister of energy (2016–2019)"
PERIOD = re.compile(
    r"\b(?:for|up to|to|covering|of|through|throughout)\s+(?:the\s+)?(?:years?\s+|period\s+)?(?:\d{4}\s*[–-]\s*)?$",
    re.IGNORECASE,
)
PART_OF_DAY = re.compile(
    r"(?:the )?(?:same )?(?:early |late )?(?:morning|afternoon|evening|night|day)", re.IGNORECASE
)
CONJUNCT = re.compile(r",?\s*and(?: then| later| also| jointly)?\s*")
ANOTHERS = re.compile(
    r"; [^;]*\b(?:was|were|had|has|met|left|went|came|flew|[a-z]{3,}ed)\b"
)  # "X opened it; Y had flown home on Friday"
THAT = re.compile(r",? that\b")
ANOTHER_TIME = re.compile(
    r"\b(?:who|whom|which|that|after|before|following|since|until|till|because|if|had|has|have|will|would|by|amid|despite|according)\b"
    r"|\bbut (?:he|she|it|they)\b|[“”\";:]"
)
BOUNDARY_COST = 120  # a clause boundary between a date and a trigger counts like so many characters
FARTHEST = 260  # a date farther away than this (boundaries included) is another event's


def calendar(text: str, expressions: list[DateExpression]) -> list[DateExpression]:
    """Return the expressions that may date an event: calendar dates that do not only bound something."""
    dated = [
        e for e in _ranges(text, expressions) if e.date and e.type in ("DATE", "TIME") and not only_bounds(text, e)
    ]
    if len(dated) < 2:
        return dated
    dated = [e for e in dated if not (YEARS.fullmatch(e.text) and NAME.search(text, max(0, e.start - 40), e.start))]
    within = {
        (one.start, one.end)
        for one, two in pairwise(dated)
        if two.start - one.end <= FINER_REACH and _is_finer(text, one, two)
    }
    dated = [e for e in dated if (e.start, e.end) not in within]
    again = {
        (two.start, two.end)
        for one, two in pairwise(dated)
        if one.date == two.date and AGAIN.fullmatch(text, one.end, two.start)
    }
    return [e for e in dated if (e.start, e.end) not in again]


def _ranges(text: str, expressions: list[DateExpression]) -> list[DateExpression]:
    """Give "between March 2027 and January 2031" the span of both sides."""
    found = list(expressions)
    for number, (one, two) in enumerate(pairwise(expressions)):
        sides = one.date and two.date and not one.span and AND.fullmatch(text, one.end, two.start)
        if sides and BETWEEN.search(text, max(0, one.start - 12), one.start) and one.date < two.date:
            span = f"{one.date}/{two.date}"
            found[number : number + 2] = replace(one, span=span), replace(two, span=span)
    return found


def _is_finer(text: str, one: DateExpression, two: DateExpression) -> bool:
    """Whether a day says more exactly what stands before it ("the previous week, on 26 September")."""
    if precision(two.date) != "day" or precision(one.date) == "day" or not BESIDE.fullmatch(text, one.end, two.start):
        return False
    (low, high), (day, _) = bounds(one.date), bounds(two.date)
    return bool(low and high and day and low <= day <= high)


def own_dates(text: str, triggers: list[Trigger], expressions: list[DateExpression]) -> list[DateExpression | None]:
    """Give each date of a sentence (see :func:`calendar`) to the trigger nearest to it.

    Returns
    -------
    list of DateExpression or None
        For each trigger its own calendar date, if it has one.
    """
    taken: list[DateExpression | None] = [None] * len(triggers)
    costs = [FARTHEST] * len(triggers)
    for expression in expressions if triggers else ():
        distances = [distance(text, trigger, expression) for trigger in triggers]
        nearest = min(range(len(triggers)), key=lambda i: (distances[i], i))
        if distances[nearest] < costs[nearest]:
            taken[nearest], costs[nearest] = expression, distances[nearest]
    return taken


def shared_dates(text: str, triggers: list[Trigger], own: list[DateExpression | None]) -> list[DateExpression | None]:
    """Let a verb without a date share that of another verb of its sentence ("met on Friday and agreed to …").

    Only where both are told as past and nothing between them speaks of another time or teller.
    """
    shared = list(own)
    for number, trigger in enumerate(triggers):
        if own[number] is not None or trigger.role != "past" or trigger.planned:
            continue
        for other, expression in sorted(
            zip(triggers, own, strict=True), key=lambda pair: abs(pair[0].start - trigger.start)
        ):
            if expression is None or other.role != "past" or other.planned:
                continue
            low, high = sorted([(trigger.start, trigger.end), (other.start, other.end)])
            reduced = REDUCED.search(text, low[1], high[1] + len(" between"))
            if (
                not reduced
                and not ANOTHER_TIME.search(text, low[1], high[0])
                and not ANOTHER_TIME.search(text, max(trigger.clause[0], trigger.start - 12), trigger.end)
            ):
                shared[number] = expression
                break
    return shared


def only_bounds(text: str, expression: DateExpression) -> bool:
    """Whether an expression only ends or begins something ("quotas until 2040"), or names a part of some day."""
    if PART_OF_DAY.fullmatch(expression.text):
        return True
    if YEARS.fullmatch(expression.date) and BRACKETED.search(text, max(0, expression.start - 12), expression.start):
        return True
    if YEARS.fullmatch(expression.date) and PERIOD.search(text, max(0, expression.start - 30), expression.start):
        return True  # "a plan of measures for 2031–2032"
    if YEAR_TO.search(text, max(0, expression.start - 24), expression.end + len(" to ")):
        return True  # "41 tons in the year to 20 March"
    if _planned_once().search(text, max(0, expression.start - 60), expression.start):
        return True
    if expression.span:
        return False  # "from 3 to 5 May": the whole
    if SINCE.search(text, max(0, expression.start - 60), expression.start):
        return True
    return END_WORDS.search(text, max(0, expression.start - 20), expression.start) is not None


@cache
def _planned_once() -> re.Pattern[str]:
    """Return the words before the date of a plan that was given up or changed ("initially planned for")."""
    adverbs = "|".join(load("dates_tense")["once_planned"])
    return re.compile(
        rf"\b(?:{adverbs}|had been|had (?:{adverbs}) been) (?:planned|scheduled|set|due|slated)(?: to (?:be held|take place))? (?:for|on|in) $"
    )


@cache
def _who_did() -> re.Pattern[str]:
    """Return a relative clause that tells who did something."""
    verbs = "|".join(load("dates_tense")["past"])
    return re.compile(rf"\bwho (?:had |have |has )?(?:\w+ly )?(?:[a-z]{{2,}}ed|{verbs})\b[^,;]*$")


def distance(text: str, trigger: Trigger, expression: DateExpression) -> int:
    """Return the characters between a trigger and a date; a boundary of clauses between them counts as many."""
    if expression.start >= trigger.start and expression.end <= trigger.end:
        return 0
    if (
        trigger.role == "noun"
        and trigger.start >= expression.end
        and RELATED.search(text, max(expression.end, trigger.start - 60), trigger.start)
    ):
        return FARTHEST  # "On Monday they dismissed him, three days after the arrest of his deputy"
    low, high = sorted([(trigger.start, trigger.end), (expression.start, expression.end)])
    gap = (low[1], high[0])
    between = len(BOUNDARY.findall(text, *gap)) if gap[1] > gap[0] else 0
    if expression.start >= trigger.end and ANOTHERS.search(text, *gap):
        return FARTHEST
    if trigger.start >= expression.end and THAT.match(text, *gap):  # "said on Tuesday that talks would resume"
        return FARTHEST
    if expression.start >= trigger.end and REPORTED.search(
        text, max(trigger.end, expression.start - 40), expression.start
    ):
        return FARTHEST  # "X will meet Y, the agency reported on Monday"
    issued = ISSUED.search(text, max(0, expression.start - 40), expression.start)
    if issued and trigger.kind not in ("statement", "announcement"):
        return FARTHEST
    if trigger.planned and (
        BEHIND_US.match(expression.text) or (expression.past and expression.end <= trigger.start)
    ):
        return FARTHEST  # "is to be handed over after the lords yesterday threw out his appeal"
    near = (max(gap[0], gap[1] - ASIDE_REACH), gap[1])
    if expression.start >= trigger.end and any(
        words.search(text, *near) for words in (REDUCED, BEFORE_DOING, _who_did())
    ):
        return FARTHEST  # "a transition announced by the officers who overthrew him on 5 May"
    aside = trigger.start >= expression.end and "," in text[expression.end : trigger.start]
    if aside and IN_ASIDE.search(text, max(0, expression.start - ASIDE_REACH), expression.start):
        return FARTHEST  # "the summit, which opens on Thursday, X met Y"
    if expression.start >= trigger.end and LATER_AND.search(text, *gap):  # of the verb behind "and"
        return FARTHEST
    if trigger.start >= expression.end and CONJUNCT.fullmatch(text, *gap):  # "met on Friday and agreed": of the first
        between += 1
    return max(0, gap[1] - gap[0]) + BOUNDARY_COST * between
