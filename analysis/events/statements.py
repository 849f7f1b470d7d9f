"""Statements: one event a speaker and occasion, however many sentences it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.events.context import Context, Named
from analysis.events.triggers import Trigger, cues

SUBJECT_REACH = 45  # characters from the head of a sentence in which an institution that speaks stands
CLAUSE = re.compile(r"[,;:“”\"]|\b(?:that|which|who|and|has|had|was|were|is|are)\b")
OPENING = re.compile(r"(?:On|In|Last|This|Earlier|Later|Meanwhile|Separately|At|During)\b[^,;.]{0,40}, ")
SHE_SAID = re.compile(r"\b(?:he|she) (?:also |had |has |then |later )?$")
OF_WHOM = re.compile(
    r"\b(?:of|by|with|to|from|for|between) (?:(?:the|a|an|[A-Z][\w.’'-]*) ){0,5}$"
)  # before a name that is no subject
REACH = 110  # characters before a verb of saying in which its speaker stands
OCCASION = re.compile(
    r"\b(?:press conference|news conference|press briefing|briefing|interview|phone call|telephone conversation"
    r"|speech|address to|written message|statement on|post on|tweet)\b",
    re.IGNORECASE,
)


WHO = re.compile(r",? who(?:m|se)?\b[^;.]*$")
CALLED = re.compile(
    r"\b(?:called|branded|labelled|labeled|described|dubbed) (?:[A-Z][\w.]* )?$"
)  # "X called Y “a coward”"
ONE_COMMA = re.compile(r"[^,;]*, ?")
DOING = re.compile(r"(?: \w+){0,3}? (?:met|received|visited|hosted|called|telephoned|phoned|\w+ed)\b[^,;]*$")
TITLE = re.compile(r"\s+(?:(?:the |[A-Z])[\w’'.-]*\s+){0,6}")
HE_SAID = re.compile(r"[”\"],?\s+(?:he|she)\s+(?:also |then |later |further )?$")
INVERTED = re.compile(r"\b(?:said|says|added|stated|noted|stressed|told|warned|explained)$")
TELLER = re.compile(
    r"\b(?:sources?|officials?|ministry|agency|spokes\w+|statement|office|governments?|police|army|reports?|media|website|embassy"
    r"|television|newspaper|daily|radio|party|movement|company|operator|parliament|commission|presidency|kremlin|observers|analysts|experts|readout|service|authorities)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in which a person says something; ``occasion`` is where it was said, if told."""

    trigger: Trigger
    speaker: int
    occasion: str


def find_said(context: Context, triggers: list[Trigger]) -> list[Said]:
    """Find who says what: the first verb of saying with a speaker in each sentence."""
    found: list[Said] = []
    current: dict[int, str] = {}
    split = context.split
    for trigger in triggers:
        if found and found[-1].trigger.sentence == trigger.sentence:
            continue
        speaker = speaker_of(context, trigger)
        if speaker is None and found and _goes_on(context, trigger, found[-1].trigger):
            speaker = found[-1].speaker
        if speaker is None:
            continue
        occasion = OCCASION.search(split.text, *split.sentences[trigger.sentence])
        if occasion:
            current[speaker] = occasion[0].lower()
        found.append(Said(trigger, speaker, current.get(speaker, "")))
    return found


def _goes_on(context: Context, trigger: Trigger, last: Trigger) -> bool:
    """Whether "…,” he said" ends a quotation in the paragraph of what was said last."""
    split = context.split
    same = split.blocks[trigger.sentence] == split.blocks[last.sentence]
    return same and HE_SAID.search(split.text, split.sentences[trigger.sentence][0], trigger.start) is not None


@dataclass(frozen=True, slots=True)
class Issued:
    """A sentence in which an institution says something of its own ("the embassy expressed regret")."""

    trigger: Trigger
    countries: tuple[str, ...]


def find_institutions(context: Context, triggers: list[Trigger], said: list[Said]) -> list[Issued]:
    """Find what ministries, embassies, governments and bodies say as their own, where no person says it."""
    taken = {entry.trigger.sentence for entry in said}
    found: list[Issued] = []
    text, lowered = context.split.text, context.split.lowered
    for trigger in triggers:
        if trigger.sentence in taken:
            continue
        start = context.split.sentences[trigger.sentence][0]
        opening = OPENING.match(text, start, trigger.start)  # "On 12 October, the council called for …"
        start = opening.end() if opening else start
        voice = cues("institution_verbs").match(lowered, trigger.start)
        subject = next(iter(cues("institution").finditer(lowered, start, trigger.start)), None) if voice else None
        if subject and subject.start() - start <= SUBJECT_REACH and not CLAUSE.search(text, start, trigger.start):
            countries = context.countries(start, trigger.start) or [
                iso for a, _, _, iso, _ in context.organisations(start, trigger.start) if iso
            ]
            found.append(Issued(trigger, tuple(sorted(set(countries)))))
            taken.add(trigger.sentence)
    return found


def speaker_of(context: Context, trigger: Trigger) -> int | None:
    """Return the person who says: named just behind the verb, else the subject before it in the sentence."""
    split = context.split
    start, end = split.sentences[trigger.sentence]
    behind = TITLE.match(split.text, trigger.end, min(end, trigger.end + 60))
    after = context.named(trigger.end, min(end, (behind.end() if behind else trigger.end + 1) + 1))
    just_before = any(b == trigger.start - 1 for _, b, _ in context.named(start, trigger.start))
    if after and not just_before and INVERTED.search(split.text[trigger.start : trigger.end]):
        return after[0][2]
    subject = subject_before(context, max(start, trigger.start - REACH), trigger.start)
    if subject is None:
        return None
    first, last, person = subject
    if SHE_SAID.search(split.text, start, trigger.start) and OF_WHOM.search(split.text, start, first):
        return None  # "The visit of X was postponed, she said"
    if split.text[last : last + 2] in ("’s", "'s", "’ ", "' "):  # the president's website is not the president
        return None
    if re.search(
        r"[.;:!?”] |\b(?:and|that) [a-z]+ (?:have|has|had|was|were|is|are)\b", split.text[first : trigger.start]
    ):
        return None
    return None if _another_teller(split.text[last : trigger.start]) else person


def subject_before(context: Context, start: int, end: int) -> Named | None:
    """Return who is named last in a stretch before a verb, but for whom a clause set between only mentions.

    “Araghchi, who received Grossi on Monday, said” and “Muhriddin met Wang Yi in Beijing, pledged” are of the first.
    """
    text, named = context.split.text, context.named(start, end)
    while named:
        last = len(named) - 1  # where the run of mentions of the last one begins
        while last and named[last - 1][2] == named[-1][2]:
            last -= 1
        if not last:
            break
        between, behind = (named[last - 1][1], named[last][0]), (named[-1][1], end)
        aside = WHO.search(text, *between) and "," in text[slice(*behind)]
        called = CALLED.search(text, *between) and not text[slice(*behind)].strip()
        if not aside and not called and not (ONE_COMMA.fullmatch(text, *behind) and DOING.match(text, *between)):
            break
        named = named[:last]
    return named[-1] if named else None


def _another_teller(between: str) -> bool:
    """Whether what stands between a name and a verb of saying is its real subject ("…, the ministry said")."""
    words = between.rstrip()
    if not words or words.endswith(","):
        return False
    tail = re.split(r",|\band\b", words)[-1].strip()
    return bool(TELLER.search(tail)) or ("," in words and bool(re.match(r"(?:the|a|an|[A-Z])", tail)))


def by_occasion(said: list[Said]) -> list[list[Said]]:
    """Bring together what one speaker says on one occasion, in the order of the first of it."""
    groups: dict[tuple[int, str], list[Said]] = {}
    for entry in said:
        groups.setdefault((entry.speaker, entry.occasion), []).append(entry)
    return list(groups.values())
