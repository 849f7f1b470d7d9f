"""Statements: one event a speaker and occasion, however many sentences it takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.events.triggers import Trigger
from analysis.people import People
from analysis.text import Split

REACH = 110  # characters before a verb of saying in which its speaker stands
OCCASION = re.compile(
    r"\b(?:press conference|news conference|press briefing|briefing|interview|phone call|telephone conversation"
    r"|speech|address to|written message|statement on|post on|tweet)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in which a person says something; ``occasion`` is where it was said, if told."""

    trigger: Trigger
    speaker: int
    occasion: str


def find_said(split: Split, triggers: list[Trigger], people: People) -> list[Said]:
    """Find who says what: the first verb of saying with a speaker in each sentence."""
    found: list[Said] = []
    current: dict[int, str] = {}
    for trigger in triggers:
        if found and found[-1].trigger.sentence == trigger.sentence:
            continue
        speaker = speaker_of(split, trigger, people)
        if speaker is None:
            continue
        occasion = OCCASION.search(split.text, *split.sentences[trigger.sentence])
        if occasion:
            current[speaker] = occasion[0].lower()
        found.append(Said(trigger, speaker, current.get(speaker, "")))
    return found


def speaker_of(split: Split, trigger: Trigger, people: People) -> int | None:
    """Return the person who says: named just behind the verb, else last before it in the sentence."""
    start, end = split.sentences[trigger.sentence]
    behind = split.text[trigger.end : trigger.end + 60]
    title = re.match(r"\s+(?:(?:the |Iran|[A-Z])[\w’'.-]*\s+){0,5}", behind)
    after = named(people, trigger.end, min(end, trigger.end + (title.end() if title else 1) + 1))
    if after and re.search(r"\b(?:said|says|added|stated|noted|stressed)$", split.text[trigger.start : trigger.end]):
        return after[0][2]
    before = named(people, max(start, trigger.start - REACH), trigger.start)
    if not before:
        return None
    first, last, person = before[-1]
    if split.text[last : last + 2] in ("’s", "'s", "’ ", "' "):  # the president's website is not the president
        return None
    inner = split.text[first : trigger.start]
    if re.search(r"[.;:!?”] |\b(?:and|that) [a-z]+ (?:have|has|had|was|were|is|are)\b", inner):
        return None
    return person


def named(people: People, start: int, end: int) -> list[tuple[int, int, int]]:
    """Return the mentions of persons within a stretch, names and what stands for them, in order."""
    mentions = [(m.start, m.end, m.person) for m in people.mentions if start <= m.start < end]
    references = [(a, b, person) for a, b, person in people.references if start <= a < end]
    return sorted(mentions + references)


def by_occasion(said: list[Said]) -> list[list[Said]]:
    """Bring together what one speaker says on one occasion, in the order of the first of it."""
    groups: dict[tuple[int, str], list[Said]] = {}
    for entry in said:
        groups.setdefault((entry.speaker, entry.occasion), []).append(entry)
    return list(groups.values())
