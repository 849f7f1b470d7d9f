"""Where an event took place: known places, and those that the words before them show to be some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis.events.clauses import ASIDE, OF_BEFORE, REDUCED
from analysis.events.context import Context
from analysis.events.triggers import Trigger
from analysis.lexicons import load
from analysis.people.lexicon import dictionary
from analysis.text import Span

LOCATED = re.compile(
    r"\b(?:[Ii]n|[Aa]t|to|into|[Nn]ear|outside|towards?|from|capital(?: city)?(?:,| of)?|visited|reached)\s+(?:the\s+)?(?:\w+\s+){0,3}$"
)
LEAD_IN = re.compile(
    r"(?:after|during|at|following|before|in|on|speaking|as|while|when|addressing)\b", re.IGNORECASE
)  # "After the meeting, Momeni said …": he was there
OF_ANOTHER = re.compile(
    r" (?:[A-ZÀ-Þ][\w-]+ ){0,2}(?:Forum|Declaration|Process|Summit|Agreement|Accords?|University|Conference|Format|Group|Treaty"
    r"|Communiqu[ée]|Protocol|Institute|Pact|Convention|Dialogue)\b"
)  # "the Astana International Forum" is not in Astana
NAMED = r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2}"
TOLD = re.compile(
    r"\b(?:town|city|village|settlement|port|district|resort|province|region|suburb|township|municipality|island) of "
    rf"(?P<name>{NAMED})"
)
BARE = re.compile(
    rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside) (?P<name>{NAMED})(?=[,.;:]|$|\n| (?:on|in|at|to|from|with|for|by|and|where|when|while"
    r"|who|the|after|before|during|following|amid|as|that|last|next|this|early|late|earlier|later|said|(?:Mon|Tues|Wednes|Thurs|Fri"
    r"|Satur|Sun)day)\b)"
)
AHEAD = re.compile(
    r"\b(?:on (?:his|her|their|its|the) way to|en route to|bound for|before (?:travel|travell|fly|go|return|head|leav)ing (?:back )?(?:to|for)) (?:the )?$"
)  # where somebody had yet to go
VERB = re.compile(
    r"\b(?:was|were|met|held|left|went|came|took|flew|visited|arrived|returned|(?!United|Limited)[A-Za-z]{3,}ed)\b"
)
THERE = re.compile(r"\bthere\b")
OFFICE_IN = re.compile(
    r"\b(?:Office|Embassy|Mission|Cent(?:re|er)|Consulate|Bureau|Branch|Delegation|Representation) in $"
)
WITHIN = re.compile(r" in (?:the )?")
REMOTE = re.compile(
    r"\b(?:video ?link|video ?conference|online|by phone|by telephone|telephone conversation|phone call)\b"
)
SAID = re.compile(r", (?:said|says|according to)\b|\b(?:told|said)\b")
ANOTHER_VERB = re.compile(r"\band (?:is|are|will|would|should|must)\b|\b(?:that|which)\b")
PARTING = (SAID, OF_BEFORE, ANOTHER_VERB, REDUCED)  # between an event and a place, they make it another event's
UNKNOWN = frozenset("NSGX")  # readings of a capitalised word that may be a place not listed


def place_of(context: Context, trigger: Trigger, sentence: Span) -> str:
    """Return where an event took place: told behind the trigger in its clause, else elsewhere in its sentence.

    What a statement is about is not where it was made: there only words before the verb count, from its speaker on.
    """
    text = context.split.text
    places = [p for p in _places(context, sentence) if not AHEAD.search(text, sentence[0], p[0])]
    if not places:
        return ""
    if trigger.kind in ("statement", "announcement"):
        named = context.named(sentence[0], trigger.start)
        first = sentence[0] if LEAD_IN.match(text, *sentence) or not named else named[-1][0]
        places = [p for p in places if first <= p[0] < trigger.start]
    if REMOTE.search(text, *trigger.clause):
        return ""
    after = [p for p in places if trigger.start <= p[0] < trigger.clause[1]]
    after = [p for p in after if not any(words.search(text, trigger.end, p[0]) for words in PARTING)]
    aside = ASIDE.match(text, *trigger.clause) is not None  # what stands behind it is of the main clause
    before = [p for p in places if not trigger.start <= p[0] < trigger.clause[1]]
    before = [p for p in before if not _of_another_verb(text, sentence[0], p[0], trigger)]
    before = [p for p in before if not (aside and p[0] >= trigger.clause[1])]
    inside = [p for p in before if trigger.clause[0] <= p[0] < trigger.clause[1]]
    chosen = after or inside or before
    return chosen[0][1] if chosen else ""


def _places(context: Context, sentence: Span) -> list[tuple[int, str]]:
    """Return the places of a sentence in order, worked out once for all of its events."""
    key = ("places", sentence)
    known = context.split.memory.get(key)
    if not isinstance(known, list):
        known = context.split.memory[key] = sorted({*_known(context, sentence), *_shown(context, sentence)})
    return known


def _of_another_verb(text: str, start: int, place: int, trigger: Trigger) -> bool:
    """Whether a place before a verb is told of another verb ("was born in Kulob, graduated in 1987")."""
    if place >= trigger.start or THERE.search(text, trigger.end, trigger.clause[1]):
        return False
    return VERB.search(text, start, place) is not None and trigger.role != "noun"


def _known(context: Context, sentence: Span) -> Iterator[tuple[int, str]]:
    text = context.split.text
    posts = context.offices(*sentence)  # "Ambassador to Moscow"
    for start, end, name, _ in context.places(*sentence):
        if text.startswith(("’s", "'s"), end) or OFFICE_IN.search(text, max(sentence[0], start - 40), start):
            continue
        inner = WITHIN.match(text, end)
        if inner and context.places(inner.end(), inner.end() + 1):
            continue  # "the White House in Washington"
        posted = any(low <= start < high for low, high in posts)
        if (
            not posted
            and LOCATED.search(text, max(sentence[0], start - 60), start)
            and not OF_ANOTHER.match(text, end)
        ):
            yield start, name


def _shown(context: Context, sentence: Span) -> Iterator[tuple[int, str]]:
    """Yield the places that no lexicon lists: "in the town of Isfana", "in Uzhhorod on Monday"."""
    text = context.split.text
    for pattern in (TOLD, BARE):
        for match in pattern.finditer(text, *sentence):
            word = re.split(r"[ -]", match["name"])[0]
            listed = pattern is BARE and dictionary().look_up(word)[0].letter not in UNKNOWN
            if (
                not listed
                and word.lower() not in _no_places()
                and not _is_something_else(context, match.span("name"))
            ):
                yield match.start("name"), " ".join(match["name"].split())


def _is_something_else(context: Context, span: Span) -> bool:
    """Whether a person, a country, an organisation, a date or a known place stands there."""
    start, end = span
    around = max(0, start - 80)
    spans = [(a, b) for a, b, _ in context.named(around, end)]
    spans += [(a, b) for a, b, *_ in context.organisations(around, end)] + [
        (a, b) for a, b, *_ in context.places(around, end)
    ]
    spans += [(e.start, e.end) for e in context.expressions((around, end))]
    return any(a < end and start < b for a, b in spans) or bool(
        context.countries(start, end) or context.bodies(start, end)
    )


@cache
def _no_places() -> frozenset[str]:
    return frozenset(str(word).lower() for word in load("events")["no_places"])
