"""He and She at the head of a sentence: the one the sentences before speak of, or nobody."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from analysis.lexicons import listed, load
from analysis.people.chunks import Sentence
from analysis.people.lexer import Units
from analysis.people.stated import Stated
from analysis.text import Split

PRONOUN = re.compile(
    r"(?:(?:On|In|At|By|During|After|Before|Later|Earlier|Then|Afterwards|Meanwhile)\b[^.,;:“”\"()]{0,40}?,? )?(?P<word>[Hh]e|[Ss]he)\b"
)
QUOTED = re.compile(r'“[^”]{0,3000}”|"(?:[^"\n]|\n(?!\s*\n)){0,3000}"|«[^»]{0,3000}»|(?<!\w)‘[^‘\n]{0,600}?’(?!\w)')
JOINED = re.compile(r"(?:,?&|,)[tahRHM]*")
KEPT = 3  # sentences that name nobody, over which a subject is remembered
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name, an office or a kinsman in a sentence; ``person`` is -1 when the article does not name them."""

    low: int  # units
    high: int
    person: int


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(listed(load("people_presence")[key]))


def pronouns(
    sentences: list[Sentence], stated: list[Stated], split: Split, references: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Let He or She at the head of a sentence mean the subject of the sentence before.

    The subject is the speaker ("…, X said"), else the first whom a verb follows. A possessor, the object of
    a verb or preposition, whoever an opening clause is about and what stands between quotation marks are none;
    where two share a verb or the subject is not named, the pronoun stays open.
    """
    openings = {s.index: match for s in sentences if (match := PRONOUN.match(split.text, *split.sentences[s.index]))}
    last = max(openings, default=-1)
    if last < 0:
        return []
    quoted = [match.span() for match in QUOTED.finditer(split.text)]
    by_start = {one.name.start: one.person for one in stated} | {start: person for start, _, person in references}
    found: list[tuple[int, int, int]] = []
    called: dict[int, str] = {}
    current, age = NOBODY, 0
    for sentence in sentences:
        if sentence.index > last:
            break
        if sentence.titled:
            continue
        candidates = [one for one in _candidates(sentence, by_start) if not _inside(sentence.units, one, quoted)]
        opening = openings.get(sentence.index)
        if opening and any(sentence.units.starts[one.low] < opening.start("word") for one in candidates):
            opening = None
        word = opening["word"].lower() if opening else ""
        named = {one.person for one in candidates}
        if opening and current >= 0 and current not in named and called.get(current, word) == word:
            called[current] = word
            found.append((*opening.span("word"), current))
        speaker = _speaker(sentence.units, candidates)
        if speaker is not None:
            current, age = speaker, 0
        elif opening:
            current, age = (current if current not in named else NOBODY), 0
        elif candidates and named != {current}:
            current, age = _subject(sentence.units, candidates), 0
        else:
            age = 0 if named else age + 1
            current = current if age <= KEPT else NOBODY
    return found


def _candidates(sentence: Sentence, by_start: dict[int, int]) -> list[Candidate]:
    """Return everybody a sentence speaks of, named or not, in order."""
    units = sentence.units
    found = []
    for name in sentence.names:
        spans = [span for span in (name.role_units, name.also) if span[0] >= 0]
        low = min([name.at, *(a for a, _ in spans)]) if name.place_in_list[1] < 2 else name.at
        high = max([name.at + 1, *(b for _, b in spans)]) if name.place_in_list[1] < 2 else name.at + 1
        found.append(Candidate(low, high, by_start.get(name.start, NOBODY)))
    for low, high in sentence.offices:
        found.append(Candidate(low, high, by_start.get(units.starts[low], NOBODY)))
    found += [Candidate(i, i + 1, NOBODY) for i, tag in enumerate(units.tags) if tag == "b"]
    return sorted(found, key=lambda one: (one.low, -one.high))


def _inside(units: Units, one: Candidate, spans: list[tuple[int, int]]) -> bool:
    """Whether a candidate stands between quotation marks."""
    start = units.starts[one.low]
    at = bisect_right(spans, (start, 1 << 60)) - 1
    return at >= 0 and start < spans[at][1]


def _before(units: Units, one: Candidate) -> int:
    """Return the unit before a candidate, articles and ranks passed over; -1 at the head of the sentence."""
    at = one.low - 1
    while at >= 0 and units.tags[at] in "tahRHM":
        at -= 1
    return at


def _speaker(units: Units, candidates: list[Candidate]) -> int | None:
    """Return who is said to speak ("…, X said", "said X", "according to X"), or None."""
    tags, said = units.tags, _words("saying")
    for one in reversed(candidates):
        at = _before(units, one)
        if at < 0 or tags[one.high : one.high + 1] == "s" or _shared(units, one, candidates):
            continue
        word = units.surface(at).lower()
        if word == "to" and at and units.surface(at - 1).lower() == "according":
            return one.person
        if word in said and (not at or tags[at - 1] in ',"'):
            return one.person
        if tags[at] in ',"' and (verb := _verb(units, one, candidates)) and units.surface(verb).lower() in said:
            ended = tags[verb + 1 : verb + 2] in ("", ".", '"', ",") or verb + 4 > len(tags)
            if ended or not any(other.low < one.low for other in candidates):
                return one.person
    return None


def _subject(units: Units, candidates: list[Candidate]) -> int:
    """Return the first candidate whom a finite verb follows and nothing makes an object; -1 for none."""
    first = units.surface(0).lower()
    opened = units.tags[0] in "nrfpiz" or first.endswith(("ing", "ed")) or first in _words("openers")
    for one in candidates:
        at = _before(units, one)
        if opened and (at < 0 or units.tags[at] != ","):
            continue
        if at >= 0 and not _may_follow(units, at):
            return NOBODY if units.tags[at] == "&" else _rest(units, candidates, one)
        if units.tags[one.high : one.high + 1] == "s":
            continue
        if _shared(units, one, candidates):
            return NOBODY
        if _verb(units, one, candidates):
            return one.person
    return NOBODY


def _rest(units: Units, candidates: list[Candidate], one: Candidate) -> int:
    """Read on after an object that opens no main clause; after a verb the subject has been passed."""
    if any(units.tags[i] in "vy" for i in range(one.low)):
        return NOBODY
    following = [other for other in candidates if other.low >= one.high]
    return _subject(units, following) if following else NOBODY


def _may_follow(units: Units, at: int) -> bool:
    """Whether a subject may stand after a unit: a mark, an adverb, a date, "that", a verb of speech before it."""
    tag, word = units.tags[at], units.surface(at).lower()
    if tag in ',:;"-d#)(':
        return True
    if word == "that" or tag == "v":
        persons = re.search("[ZOVQkb]", units.tags[:at])
        return persons is None  # "the agency said (that) X …"
    return word in _words("adverbs") or word.endswith("ly")


def _shared(units: Units, one: Candidate, candidates: list[Candidate]) -> bool:
    """Whether another is joined to a candidate by "and" or a list."""
    tags = units.tags
    lows = [other.low for other in candidates]
    after = JOINED.match(tags, one.high)
    if after and after[0].strip("tahRHM") != "," and after.end() in lows:
        return True
    at = _before(units, one)
    return at >= 0 and tags[at] == "&" and any(other.high in (at, at - 1) for other in candidates)


def _verb(units: Units, one: Candidate, candidates: list[Candidate]) -> int:
    """Return the unit of the verb that follows a candidate with nobody between, 0 for none."""
    lows = [other.low for other in candidates]
    place = bisect_left(lows, one.high)
    stop = lows[place] if place < len(lows) else len(units.tags)
    for index in range(one.high, stop):
        tag, word = units.tags[index], units.surface(index).lower()
        if tag in "wvy" or (tag == "u" and word.endswith("ed") and units.tags[index - 1] != ","):
            return index
        if tag in ".;:" or (tag == "u" and index == one.high and word.endswith("ing")):
            return 0
    return 0
