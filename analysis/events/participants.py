"""Who takes part in an event, and who only invited, sent, told or judged."""

from __future__ import annotations

import re
from functools import cache

from analysis.events.clauses import ASIDE_ENDS, OF_BEFORE, behind_sidelines
from analysis.events.context import Context
from analysis.events.places import LEAD_IN
from analysis.events.triggers import Trigger
from analysis.lexicons import listed, load
from analysis.text import Span

NOT_THERE = re.compile(
    r"\b(?:invited|sent|appointed|nominated|dispatched|instructed|ordered|approved) by\b|\bat the invitation of\b"
    r"|\b(?:greetings|regards|condolences|congratulations|letters?|messages?|invitation) (?:\w+ ){0,2}(?:from|of|to|by)\b"
    r"|\bon behalf of\b|\b(?:on|by) (?:the )?(?:orders?|instructions?) of\b|\b(?:wife|husband|son|daughter|envoy|deputy|aide|adviser|advisor|representative|spokes(?:man|woman|person)|relatives?"
    r"|supporters?|followers?|lawyers?|death|killing|arrest|ouster|release|murder|assassination|stabbing|shooting|poisoning|abduction|execution|funeral) of\b"
)  # in small letters
UNDER = re.compile(r"\b[Uu]nder (?=(?:then )?(?:[A-Z]|former ))")
WHERE = re.compile(r",? ?(?:where|when|(?:during|after) which) (he|she|they)\b")
THAT = re.compile(r"\bthat\b")  # "ending a dispute that led to clashes", "adding that a pact was signed"
OWN_SUBJECT = re.compile(
    r",? ?(?:where|when|while|which|during which|after which)\b|, (?:a|an|one|two|three|\w+) \w+ (?:after|before)\b|;"
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
TOLD = re.compile(
    r"\b(?:informed|told|notified|assured|reminded|briefed|warned) (?:the |his |her )?(?:[\w-]+ ){0,4}$"
)
WHO = re.compile(r",? who\b")
PARTED = re.compile(r"\b(?:and|was|were|who|met|arrived|for)\b|;")
ONLY_SAYS = re.compile(r", (?:said|says|according to) (?:[^,;.]{1,60} )?$")  # "…, said X", "…, said the mayor, X"
DEATH = re.compile(r"\b(?:died|killed|buried|passed away|dead)\b")  # who tells of it is alive
HIMSELF = re.compile(r"\b(?:he|she|they|we|his|her|their|our|him|them|us|I|my)\b")  # who tells may have been there


def who_takes_part(context: Context, trigger: Trigger, sentence: Span) -> list[int]:
    """Return who takes part: the persons of the clause, without those who only invited or sent."""
    text = context.split.text
    if _is_reduced(text, trigger):
        return []  # "was shown a post built in 2021"
    there = [(start, person) for start, _, person in context.named(*trigger.clause)]
    there += [
        (start, person) for start, _, person in context.named(*behind_sidelines(text, sentence, trigger.clause))
    ]
    if earlier := OF_BEFORE.search(text, trigger.end, trigger.clause[1]):
        there = [(start, person) for start, person in there if start < earlier.end()]
    before = [person for _, _, person in context.named(sentence[0], trigger.clause[0])]
    if WHO.match(text, *trigger.clause):
        return before[-1:] + [person for _, person in there]
    if where := WHERE.match(text, *trigger.clause):  # "Kovacs visited Tashkent, where she met …"
        return (before if where[1] == "they" else before[:1]) + [person for _, person in there]
    if ASIDE_ENDS.match(text, *trigger.clause):  # "Kim, who had returned from Warsaw, met …"
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
    away = [match.end() for match in NOT_THERE.finditer(context.split.lowered, *trigger.clause)]
    away += [match.end() for match in UNDER.finditer(text, *trigger.clause)]
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
    found = {start for start, end, _ in named if _only_tells(text, (start, end), trigger)}
    found |= {start for start, end, _ in named if _is_told(text, (start, end), trigger)}
    behind = [(start, end) for start, end, _ in named if start >= trigger.end and "," in text[trigger.end : start]]
    found |= {start for start, _ in behind if ONLY_SAYS.search(text, trigger.end, start)}
    if not LEAD_IN.match(text, *sentence):
        found |= {start for start, end in behind if _saying().match(text, end, sentence[1])}
    return found


def _is_told(text: str, name: Span, trigger: Trigger) -> bool:
    """Whether somebody is only told of an event ("He informed the minister that the envoy would travel")."""
    told = TOLD.search(text, trigger.clause[0], name[0])
    return told is not None and THAT.match(text, min(name[1] + 1, trigger.start), trigger.start) is not None


def _only_tells(text: str, name: Span, trigger: Trigger) -> bool:
    """Whether a name is that of who tells of an event ("The analyst X said the accord signed in May had lapsed")."""
    says = _saying().match(text, name[1], trigger.start)
    if says is None:
        return False
    himself = HIMSELF.search(text, says.end(), trigger.start)
    if himself is None or DEATH.search(text, trigger.start, trigger.end + 12):
        return True
    return {text[slice(*name)].lower(), himself[0]} == {"he", "she"}  # "He noted that she had been in Oslo for talks"


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
