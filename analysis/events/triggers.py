"""Words that tell of an event: which kind, and whether it happened, is planned or is unreal."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from analysis.events.clauses import SIDELINE, clause_of
from analysis.lexicons import load
from analysis.phrases import PhraseTable, phrase_table, regex
from analysis.text import Span, Split

CUE_REACH = 48  # characters before a verb in which "will" or "to" governs it
NOT = re.compile(r"(?:\b(?:not|never)|n[’']t) (?:be |yet |also |\w+ly )?$")
PASSIVE = re.compile(r"\b(?:is|was|were|been|be) (?:also )?$")
MET = re.compile(r"met\b", re.IGNORECASE)
NEVER = re.compile(r"\b(?:never|did not|was not|were not)\b")
HELD = re.compile(r"(?:be held|take place)\b")
CALLED_ON = re.compile(r"called (?:up)?on\b", re.IGNORECASE)
PLAIN_FORM = re.compile(
    r"\b(?!(?:to|not|the|a|an|his|her|their|its|this|that|of|for|in|on|could|may|might|should|must|can|did|do)\b)[\w’'-]{3,} $"
)  # what a verb in the present may stand behind
ANNIVERSARY = re.compile(r"\banniversar(?:y|ies) of (?:the |its |their )?(?:\w+ ){0,2}$")
FUTURE_BEHIND = re.compile(
    r"(?: (?:between|of|with|on) [^,;.]{1,60}?)?"
    r" (?:will|would|(?:is|are|was|were) (?:(?:set|due|expected|scheduled|planned|slated) (?:to|for|on)|to))\b"
)  # "talks would resume on 2 June", "the summit is scheduled for 12 November"
FIXED = re.compile(r" (?:is|are) (?:now |also )?(?:set|due|scheduled|planned|slated) (?:for|on|in)\b")
AT_A = re.compile(r"\b(?:in|at|during|after|following) (?:a|an) (?:\w+ )?$", re.IGNORECASE)
TOLD = re.compile(r"\b(?:told|said|interview)\b[^.;]*$")
OVER = re.compile(r"(?:over the|by|via) ", re.IGNORECASE)
RETURNS = re.compile(
    r"return(?:ed|s)? to (?:the |this |that |its |his |her |their )?(?:\w+ )?(?:issue|topic|matter|question|subject|table|talks|power|office|normal|agenda)\b"
)
UNDERTAKING = re.compile(
    r"\b(?:operation|attack|offensive|assault|raid|strike|probe|investigation|inquiry|manhunt|crackdown|mission|satellite|missile|rocket"
    r"|drone)s? (?:(?:was|were|had been) )?$"
)
GIVEN_UP_REACH = 240
NOT_HELD = (
    r"(?:(?:was|were|has been|have been|had been) (?:\w+ly )?(?:cancelled|canceled|postponed|called off|put off|scrapped|suspended)"
    r"|(?:did not|never) (?:take|took|happen|go|went|materiali[sz]e)|fell through)"
)
GIVEN_UP = re.compile(
    rf"(?: [^,.;]{{0,80}})?, which [^.;]*?, {NOT_HELD}|(?: [^,.;]{{0,60}})?, (?:floated|planned|scheduled|set|proposed|mooted|announced|expected) [^,.;]{{0,40}}, {NOT_HELD}"
    rf"|(?: [^.;]{{0,100}}?)?,? (?:which|that) (?:"
    rf"(?:was|were) to have \w+|(?:had been|was|were) (?:\w+ly )?(?:set|scheduled|planned|due|slated|expected) [^.;]{{0,60}}?{NOT_HELD})"
)  # "The 10th meeting, which was to have taken place on 5 December, …", "a visit that had been set for May did not take place"
INVITED = re.compile(
    r"\baccept(?:s|ed|ing)? (?:\w+ ){0,2}invitation\b"
)  # "accepted an invitation to pay a visit in May"
DECIDED = re.compile(
    r"\bto return to (?:the )?$|\b(?:decision|plans?|proposals?|order|idea|intention|calls?|request) to \w+ (?:the |an? |this |their )?(?:\w+ )?$"
)  # "the decision to hold the exercise was taken in May"
BROKEN = re.compile(r" (?:violations?|breach(?:es)?|lines?|monitors?|monitoring)\b")  # "the 34th ceasefire violation"
SCENARIO = re.compile(
    r"(?:according to|under) (?:the |its |their |an? )?(?:[\w’'-]+ ){0,3}(?:scenario|script|legend of the)\b",
    re.IGNORECASE,
)  # of an exercise: nothing that happened
MAY = re.compile(r"\bMay\b")  # the month, and nothing that may be
CALLED_OFF = re.compile(r"called (?:off|up|in|back|into)\b")
WITH = re.compile(r" (?:with|between) ")
QUOTE = re.compile(r"“[^”\n]*|\"[^\"\n]*\"")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place where an article tells of an event: ``role`` is past, dated, base, noun, named or statement.

    ``dated`` is told as past too, by a verb that makes an event only with a date of its own ("started on 1 March").
    """

    sentence: int
    start: int
    end: int
    kind: str
    role: str
    clause: Span
    planned: bool


@cache
def _table() -> PhraseTable[tuple[str, str]]:
    lexicon = load("events")
    entries: dict[str, tuple[str, str]] = {}
    for kind, forms in lexicon["kinds"].items():
        for role in ("past", "dated", "base", "noun"):  # of equally long matches the first one counts
            for phrase in forms.get(role, ()):
                entries.setdefault(str(phrase), (kind, role))
    for verb in lexicon["statement"]:
        entries.setdefault(str(verb), ("statement", "statement"))
    return phrase_table(entries.items())


@cache
def _named() -> re.Pattern[str]:
    kinds = load("events")["kinds"]
    return re.compile("|".join(forms["pattern"] for forms in kinds.values() if "pattern" in forms))


@cache
def cues(name: str) -> re.Pattern[str]:
    """Return the pattern of a list of phrases of ``events.yml``, for text in small letters."""
    phrases = [regex(str(phrase), lowered=True) for phrase in load("events")[name]]
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)")


def direct_speech(text: str) -> list[Span]:
    """Return the stretches of a text that stand in quotation marks, sentence after sentence."""
    return [match.span() for match in QUOTE.finditer(text)]


def find_triggers(split: Split, sentence: int, quotes: list[Span]) -> Iterator[Trigger]:
    """Yield the triggers of a sentence, in order; direct speech holds none but named events."""
    text = split.text
    first, last = split.sentences[sentence]
    if SCENARIO.match(text, first, last):
        return
    low = bisect_left(quotes, first, key=lambda span: span[1])
    quotes = quotes[low : bisect_left(quotes, last, low, key=lambda span: span[0])]
    for match in _named().finditer(split.lowered, first, last):
        yield Trigger(sentence, *match.span(), "other", "named", clause_of(text, (first, last), match.start()), False)
    sidelines = split.lowered.find("sidelines", first, last) >= 0
    for match in SIDELINE.finditer(text, first, last) if sidelines else ():
        yield Trigger(sentence, *match.span("name"), "meeting", "noun", match.span("name"), False)
    governed = -1  # where a verb stands that says of a noun what will be ("talks would resume")
    for start, end, kind, role in listed(split, sentence):
        named_anew = role == "noun" and (FIXED.match(text, end) or _first_told(text, start, end))
        if any(a <= start < b for a, b in quotes) or (is_adjective(text, start, end) and not named_anew):
            continue
        if role == "base" and kind == "other" and start == governed:
            continue
        clause = clause_of(text, (first, last), start)
        if role == "dated" or (role == "base" and HELD.match(text, start)):
            kind = kind_of_subject(text, clause[0], start) or kind
        if kind == "founding" and UNDERTAKING.search(text, max(first, start - 40), start):
            kind = "other"  # "an operation launched on Tuesday"
        ahead = FUTURE_BEHIND.match(text, end, clause[1]) if role == "noun" else None
        trigger = _judged(text, Trigger(sentence, start, end, kind, role, clause, ahead is not None))
        if trigger:
            governed = ahead.end() + 1 if ahead else governed
            yield trigger


@cache
def _subjects() -> dict[str, re.Pattern[str]]:
    kinds = load("events")["kinds"]
    return (
        {
            kind: re.compile(r"\b(?:" + "|".join(regex(str(noun)) for noun in kinds[kind]["noun"]) + r")(?!\w)")
            for kind in ("meeting", "exercise", "visit")
        }
        | {"call": re.compile(r"\b(?:phone |telephone |video )?(?:call|conversation)\b")}
        | {
            "signing": re.compile(
                r"\b(?i:"
                + "|".join(regex(str(noun)) for noun in load("events")["instruments"])
                + r")\b.*\b(?=(?:was|were) $)"
            )
        }
    )


def kind_of_subject(text: str, start: int, end: int) -> str:
    """Return the kind of what a verb like "was held" or "began" is told of: a meeting, an exercise, a visit, or ``""``."""
    first = {
        kind: match.start()
        for kind, pattern in _subjects().items()
        if (match := pattern.search(text, start, end)) and not DECIDED.search(text, start, match.start())
    }
    return min(first, key=lambda kind: first[kind], default="")


def listed(split: Split, sentence: int) -> list[tuple[int, int, str, str]]:
    """Return (start, end, kind, role) of every word of the lexicon in a sentence, whatever its tense."""
    known = split.memory.get(("listed", sentence))
    if not isinstance(known, list):
        known = [(start, end, kind, role) for start, end, (kind, role) in _table().matches(split, sentence)]
        split.memory["listed", sentence] = known
    return known


def _first_told(text: str, start: int, end: int) -> bool:
    """Whether a noun tells of an occasion by itself ("said in a meeting with …")."""
    return bool(AT_A.search(text, max(0, start - 24), start) and WITH.match(text, end))


def is_adjective(text: str, start: int, end: int) -> bool:
    """Whether a participle stands before its noun ("the relevant signed documents")."""
    if " " in text[start:end]:
        return False
    before = text[max(0, start - 24) : start].split()
    return bool(before) and before[-1].lower() in _attributive()


@cache
def _attributive() -> frozenset[str]:
    return frozenset(load("events")["attributive"])


def _judged(text: str, trigger: Trigger) -> Trigger | None:
    """Return the trigger with its modality, or None where the words tell of nothing that happens."""
    before = MAY.sub("   ", text[max(trigger.clause[0], trigger.start - CUE_REACH) : trigger.start])
    inside = text[trigger.start : trigger.end]
    lowered = inside.lower()
    planned = trigger.planned or bool(cues("planned").search(before.lower()) or cues("planned").search(lowered))
    if cues("speech_occasions").search(lowered):
        return None
    if trigger.kind == "call" and TOLD.search(before) and OVER.match(inside):
        return None  # "told The Hindu over the phone"
    if trigger.kind == "visit" and RETURNS.search(text, trigger.start, trigger.end + 40):
        return None
    if CALLED_ON.match(inside):
        return _call_on(text, trigger, planned)
    if trigger.kind == "meeting" and MET.match(inside) and PASSIVE.search(before):
        return None  # "would be met with force"
    if trigger.role == "statement":
        if CALLED_OFF.match(inside):
            return None
        unquoted = before[max(before.rfind("”"), before.rfind('"')) + 1 :]
        return trigger if not cues("planned").search(unquoted.lower()) and not PASSIVE.search(unquoted) else None
    if trigger.role != "named" and _denied(text, trigger):
        return None
    if trigger.role == "base":
        planned = planned or bool(before.endswith("to ") and INVITED.search(text, trigger.clause[0], trigger.start))
        if planned and NOT.search(before):
            return None  # "he will not meet Araghchi"
        return _planned(trigger) if planned else trigger if PLAIN_FORM.search(before) else None
    if trigger.role == "noun":
        if ANNIVERSARY.search(before) or DECIDED.search(before) or BROKEN.match(text, trigger.end):
            return None
        return _planned(trigger) if planned else trigger
    if planned:
        return _planned(trigger)
    return None if cues("unreal").search(before[-16:].lower()) else trigger


def _call_on(text: str, trigger: Trigger, planned: bool) -> Trigger | None:
    """Tell "called on the president" (a visit to him, a meeting) from "called on both sides to talk" (a statement)."""
    behind = text[trigger.start : min(trigger.clause[1], trigger.start + 140)]
    said = re.search(r"\bto [a-z]+|\bfor\b", behind) is not None
    kind = ("statement", "statement") if said else ("meeting", "past")
    return None if planned else replace(trigger, kind=kind[0], role=kind[1])


def _denied(text: str, trigger: Trigger) -> bool:
    """Whether the words around a trigger say that it did not happen, or only might have."""
    before = text[trigger.clause[0] : trigger.start].lower()
    behind = text[trigger.end : min(trigger.clause[1], trigger.end + 90)].lower()
    if NEVER.search(text, trigger.start, trigger.end):
        return True  # "the meeting with Turkey, floated in January, never took place"
    if cues("denied_before").search(before) or cues("denied_behind").match(behind.lstrip()):
        return True
    if trigger.role == "noun" and GIVEN_UP.match(text, trigger.end, trigger.end + GIVEN_UP_REACH):
        return True
    settled = trigger.kind in ("agreement", "announcement", "statement")  # what they agree on may be to put it off
    if cues("cancelled").search(before if settled else before + " · " + behind):
        return True
    return text[trigger.clause[0] : trigger.clause[1]].rstrip().endswith("?")


def denied_events(split: Split, sentence: int) -> Iterator[Trigger]:
    """Yield what a sentence says did not happen: its dates are those of nothing."""
    span = split.sentences[sentence]
    for start, end, kind, role in listed(split, sentence):
        if role in ("past", "dated", "base"):
            trigger = Trigger(sentence, start, end, kind, role, clause_of(split.text, span, start), False)
            if _denied(split.text, trigger):
                yield trigger


def _planned(trigger: Trigger) -> Trigger:
    return replace(trigger, planned=True)
