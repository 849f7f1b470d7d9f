"""From a trigger and its date to an event: who, where, for whom, in which words."""

from __future__ import annotations

import re
from functools import cache

from analysis.events.context import Context
from analysis.events.dating import Dated
from analysis.events.model import Event
from analysis.events.places import LEAD_IN, place_of
from analysis.events.series import name_of, series_of
from analysis.events.triggers import Trigger, behind_sidelines, cues
from analysis.events.wording import attributed_to, line_of, segment_of
from analysis.lexicons import load
from analysis.people.words import listed
from analysis.text import Span

BOTH = re.compile(
    r"\b(?:(?:the two|both) (?:\w+ )?|the (?=neighbou?rs))(?:countries|nations|sides|states|parties|neighbou?rs|governments|delegations|ministers"
    r"|presidents|leaders)\b",
    re.IGNORECASE,
)
NOT_THERE = re.compile(
    r"\b(?:invited|sent|appointed|nominated|dispatched|instructed|ordered|approved) by\b|\bat the invitation of\b"
    r"|\b(?:greetings|regards|condolences|congratulations|letters?|messages?|invitation) (?:\w+ ){0,2}(?:from|of|to)\b"
    r"|\bon behalf of\b|\bunder (?=(?:then )?(?:(?-i:[A-Z])|former ))|\b(?:on|by) (?:the )?(?:orders?|instructions?) of\b|\b(?:wife|husband|son|daughter|envoy|deputy|aide|adviser|advisor|representative|spokes(?:man|woman|person)|relatives?"
    r"|supporters?|followers?|lawyers?|death|killing|arrest|ouster|release) of\b",
    re.IGNORECASE,
)
WHERE = re.compile(r",? ?(?:where|when|(?:during|after) which) (he|she|they)\b")
THAT = re.compile(r"\bthat\b")  # "ending a dispute that led to clashes", "adding that a pact was signed"
OWN_SUBJECT = re.compile(
    r",? ?(?:where|when|while|which|during which|after which)\b|, (?:a|an|one|two|three|\w+) \w+ (?:after|before)\b|;"
)
GOES_ON = re.compile(
    r", (?:also |later |then |has |had |have )?(?:[a-z]{3,}ed|met|held|told|said|left|went|came|took|flew|paid|gave|made|sent|won|was|were|is|are|will|has)\b"
)
IN_A_CALL = re.compile(r"\b(?:in|during|by|over) (?:a |the |their )?$")
PARTICIPLE = re.compile(
    r"(?:built|founded|established|launched|opened|created|formed|published|issued|made|set up|donated)\b"
)
FINITE = re.compile(
    r"\b(?:was|were|visited|toured|shown|inspected|saw|met|opened|recalled|discussed|praised|mentioned)\b"
)
AUXILIARY = re.compile(
    r"(?:\b(?:and|was|were|had|has|have|be|been|who|which|that|they|he|she|it|also|then|later)|,) $"
)
PREPOSITION = re.compile(r" (?:in|on|by|with|at|last|this)\b")
TO_BE = re.compile(r"\b(?<!is )(?<!are )(?<!was )(?<!were )(?<!due )to be ")
WHO = re.compile(r",? who\b")
SPEAKING = re.compile(r"(?:speaking|addressing)\b", re.IGNORECASE)
PARTED = re.compile(r"\b(?:and|was|were|who|met|arrived|for)\b|;")
SAID_BY = re.compile(r", (?:said|says|according to) (?:[^,;.]{1,60} )?$")  # "…, said X", "…, said the mayor, X"
DEATH = re.compile(r"\b(?:died|killed|buried|passed away|dead)\b")  # who tells of it is alive
HIMSELF = re.compile(r"\b(?:he|she|they|we|his|her|their|our|him|them|us|I|my)\b")  # who tells may have been there
JOINS = re.compile(r"\b(?:attend|took part|taken part|participat|joined)", re.IGNORECASE)
RELATIVE = re.compile(r",? ?(?:who|which|where|whom)\b")


def event_of(context: Context, trigger: Trigger, dated: Dated) -> Event:
    """Return the event that a trigger tells of, its status still open."""
    split = context.split
    sentence = split.sentences[trigger.sentence]
    present = _present(context, trigger, sentence)
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
        definite=_definite(split.text, sentence, trigger),
        joins=bool(JOINS.search(split.text, trigger.start, trigger.end)),
        weight=_weight(split.text, trigger, dated),
    )


def _definite(text: str, sentence: Span, trigger: Trigger) -> bool:
    """Whether an event is told as the one known from before, and not as another beside it."""
    aside = "sidelines" in text[sentence[0] : trigger.start]
    return not aside and cues("definite").search(text, sentence[0], trigger.end + 12) is not None


def _series(context: Context, trigger: Trigger, sentence: Span) -> str:
    if trigger.kind == "meeting":
        return series_of(context.split.text, trigger.clause, sentence, context)
    return name_of(context.split.text, sentence) if trigger.kind == "exercise" else ""


def _present(context: Context, trigger: Trigger, sentence: Span) -> list[int]:
    """Return who takes part: the persons of the clause, without those who only invited or sent."""
    text = context.split.text
    if _is_reduced(text, trigger):
        return []  # "was shown a post built in 2021"
    there = [(start, person) for start, _, person in context.named(*trigger.clause)]
    there += [
        (start, person) for start, _, person in context.named(*behind_sidelines(text, sentence, trigger.clause))
    ]
    before = [person for _, _, person in context.named(sentence[0], trigger.clause[0])]
    if WHO.match(text, *trigger.clause):
        return before[-1:] + [person for _, person in there]
    if where := WHERE.match(text, *trigger.clause):  # "Kovacs visited Tashkent, where she met …"
        return (before if where[1] == "they" else before[:1]) + [person for _, person in there]
    if GOES_ON.match(text, *trigger.clause):  # "Kim, who had returned from Warsaw, met …"
        lead = text.find(", wh", *sentence)
        subject = [person for start, _, person in context.named(sentence[0], trigger.clause[0]) if start < lead]
        return subject + [person for _, person in there]
    if OWN_SUBJECT.match(text, *trigger.clause):  # "is expected in Geneva, where the deputies met"
        before = []
    if TO_BE.search(text, max(trigger.clause[0], trigger.start - len("is to ")), trigger.end + len(" to be ")):
        return []  # "handed over an invitation to the forum to be held on 29 May"
    if trigger.kind == "other" and text.endswith(" of", trigger.start, trigger.end):  # "the death of X"
        return [person for start, person in there if _names(text, trigger.end, start)]
    if not there and trigger.role != "named":
        return [] if THAT.search(text, trigger.clause[0], trigger.start) else before
    away = [match.end() for match in NOT_THERE.finditer(text, *trigger.clause)]
    there = [(start, person) for start, person in there if not any(_names(text, end, start) for end in away)]
    tellers = _tellers(context, trigger, sentence)
    return [person for start, person in there if start not in tellers] or ([] if tellers else before[-1:])


def _is_reduced(text: str, trigger: Trigger) -> bool:
    """Whether a participle behind a noun tells of that noun, its clause having a verb of its own."""
    word = text[trigger.start : trigger.end]
    before = text[trigger.clause[0] : trigger.start]
    if not PARTICIPLE.match(word) or not FINITE.search(before):
        return False
    return AUXILIARY.search(before) is None and (" " in word or PREPOSITION.match(text, trigger.end) is not None)


def _tellers(context: Context, trigger: Trigger, sentence: Span) -> set[int]:
    """Return where those are named who only tell of an event: before it, or behind a comma ("…, X told reporters")."""
    text = context.split.text
    if trigger.kind == "call" and IN_A_CALL.search(text, trigger.clause[0], trigger.start):
        return set()  # "X told Y in a phone call"
    named = context.named(*trigger.clause)
    found = {start for start, end, _ in named if _only_tells(text, end, trigger)}
    behind = [(start, end) for start, end, _ in named if start >= trigger.end and "," in text[trigger.end : start]]
    found |= {start for start, _ in behind if SAID_BY.search(text, trigger.end, start)}
    if not LEAD_IN.match(text, *sentence):
        found |= {start for start, end in behind if _saying().match(text, end, sentence[1])}
    return found


def _only_tells(text: str, end: int, trigger: Trigger) -> bool:
    """Whether a name is that of who tells of an event ("The analyst X said the accord signed in May had lapsed")."""
    says = _saying().match(text, end, trigger.start)
    if says is not None and DEATH.search(text, trigger.start, trigger.end + 12):
        return True
    return says is not None and not HIMSELF.search(text, says.end(), trigger.start)


@cache
def _saying() -> re.Pattern[str]:
    lexicon = load("people_presence")
    verbs = "|".join(sorted(listed(lexicon["saying"]) + listed(lexicon["judging"]), key=len, reverse=True))
    return re.compile(
        rf"(?: (?:of|from|at) [^,;.]{{1,80}}?)?(?:,[^,;.]{{1,80}},|,)? (?:also |later |then |earlier )?(?:{verbs})\b"
    )


def _names(text: str, end: int, start: int) -> bool:
    """Whether a name belongs to the words "invited by" that end at an offset: nothing but its office stands between."""
    between = text[end:start]
    return 0 <= start - end <= 90 and not PARTED.search(between)


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
    if len(set(found)) < 2 and BOTH.search(context.split.text, *clause):
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
