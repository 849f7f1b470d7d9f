"""Presence: whether a person took part in what is reported, is only mentioned, or neither is clear."""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicons import listed, load
from analysis.people.lexer import Units
from analysis.people.stated import Draft, Stated
from analysis.text import Split

WINDOW = 110  # characters looked at on either side
FAR = 45  # units between a name and its verb
RANKING = {"yes": 3, "no": 1, "unclear": 2, "": 0}
PASSED = frozenset(',&tahoZCDBPLFOVQMmRHckjJ()#NWKXGSEAsb-fnlidr"')  # between a subject and its verb
LISTED = frozenset(",;&tahsRHOVQMmFCDPBLojJcKNWE#ZGSXbfnzld()iork-")  # between the members of a list
OBJECT = frozenset("ofzrnp")  # after these a name is no subject
POSSESSIVE = re.compile(r"['’]s?\b")
BEHIND = re.compile(r"^[,)\s]+")
LATE = re.compile(r"\blate\b")
THERE = re.compile(r"in attendance|present\b|attending")
RANKS = re.compile(r"(?:[\s,]*\b(?:general|gen|colonel|lieutenant|major|dr|mr|mrs|ms|the|his|her|late)\.?)+$")


@cache
def _cues() -> dict[str, list[re.Pattern[str]]]:
    lexicon = load("people_presence")
    return {
        key: [re.compile(pattern) for pattern in lexicon[key]] for key in lexicon if isinstance(lexicon[key], list)
    }


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(listed(load("people_presence")[key]))


def presence_at(one: Stated, split: Split) -> str:
    """Return yes, no, unclear or ``""`` (says nothing) for one mention."""
    cues = _cues()
    before, after, low, high = _surroundings(one, split)
    if POSSESSIVE.match(after):
        return "yes" if any(pattern.match(after) for pattern in cues["possessor_present"]) else ""
    for key, value in (("unclear_after", "unclear"), ("unclear_before", "unclear"), ("absent_after", "no")):
        side = before if key.endswith("before") else after
        if any(pattern.search(side) for pattern in cues[key]):
            return value
    if LATE.search(one.role.lower()) or any(pattern.search(before) for pattern in cues["absent_before"]):
        return "no"
    units = one.sentence.units
    if not low or units.tags[low - 1] not in OBJECT or units.surface(low - 1).lower() in _words("conjunctions"):
        told = _verb(units, high, closed=one.name.role_units[0] > one.name.at)
        if told:
            return told
    if any(pattern.search(before) for pattern in cues["present_before"]) or _in_list(units, low):
        return "yes"
    return "yes" if THERE.match(after) else ""


def _surroundings(one: Stated, split: Split) -> tuple[str, str, int, int]:
    """Return the words before and after a name with its office, and the units between which it stands."""
    units = one.sentence.units
    low = min([one.name.at] + [i for i in one.name.role_units[:1] if i >= 0])
    high = max(one.name.at + 1, one.name.role_units[1])
    while low and units.tags[low - 1] in "tahRHM":
        low -= 1
    sentence_start, sentence_end = split.sentences[one.name.sentence]
    start, end = units.starts[low], units.ends[high - 1]
    before = " ".join(split.text[max(sentence_start, start - WINDOW) : start].lower().split())
    after = " ".join(split.text[end : min(sentence_end, end + WINDOW)].lower().split())
    if not POSSESSIVE.match(after):
        after = BEHIND.sub("", after)
    return RANKS.sub("", before).strip(), after, low, high


def _verb(units: Units, high: int, *, closed: bool = False) -> str:
    """Read the first verb after a subject, over appositions and lists; ``closed`` when an apposition ends there."""
    tags = units.tags
    for index in range(high, min(len(tags), high + FAR)):
        tag = tags[index]
        word = units.surface(index).lower()
        if tag == "w" or (tag in "uvyd" and word.endswith("ing") and tags[index - 1] == "," and index > high):
            return _after_clause(units, index)
        if tag in "vy":
            return _told(units, index)
        if (
            tag == "u"
            and word.endswith("ed")
            and word not in _words("passive")
            and (tags[index - 1] != "," or (closed and index == high + 1))
        ):
            return "yes"
        if tag not in PASSED and not (tag == "u" and word in _words("adverbs")):
            return ""
    return ""


def _after_clause(units: Units, index: int) -> str:
    """Read on after "who …": the verb of the clause, or the one after it."""
    comma = units.tags.find(",", index)
    following = _verb(units, comma + 1) if comma > 0 else ""
    verb = next((i for i in range(index + 1, min(index + 4, len(units.tags))) if units.tags[i] in "vy"), -1)
    return following or (_told(units, verb) if verb > 0 else "")


def _told(units: Units, index: int) -> str:
    """Read a verb with the word after it: an action, a passive, a plan, a thing of the past."""
    verb = units.surface(index).lower()
    following = [units.surface(i).lower() for i in range(index + 1, min(index + 6, len(units.tags)))]
    while following and following[0] in _words("adverbs"):
        following.pop(0)
    nearest = following[0] if following else ""
    if verb in _words("be"):
        if nearest == "not":
            return "no"
        if nearest in _words("planned"):
            return "unclear"
        return "yes" if nearest in _words("passive_present") else ""
    if verb in _words("sending") and _words("from_afar").intersection(following):
        return "no"
    if verb in _words("planning"):
        return "unclear"
    if verb in ("did", "does") and nearest == "not":
        return "no"
    if verb in ("had",):
        return ""
    if verb in ("has", "have") and nearest in ("been", "not"):
        return (
            ""
            if nearest == "been" and following[1:2] and following[1] not in _words("passive_present")
            else "no"
            if nearest == "not"
            else "yes"
        )
    return "yes"


def _in_list(units: Units, low: int) -> bool:
    """Whether a name stands in a list that is said to be present ("attended by A, B and C")."""
    tags = units.tags
    for index in range(low - 1, -1, -1):
        tag, word = tags[index], units.surface(index).lower()
        if tag in "io:r" or word in _words("list_openers"):
            stretch = units.text[units.starts[0] : units.ends[index]].lower()
            if any(pattern.search(stretch) for pattern in _cues()["present_lists"]):
                return True
            if tag == ":":
                return False
        elif tag not in LISTED and word not in _words("adverbs"):
            return False
    return False


def presence_of(draft: Draft, split: Split) -> tuple[str, Stated | None]:
    """Return the presence of a person and the mention that tells it.

    One sign of taking part is enough; else a sign of planned or doubtful part, else of absence.
    A person of whom nothing tells took no part that the text reports.
    """
    best: tuple[str, Stated | None] = ("", None)
    for one in draft.stated:
        value = presence_at(one, split)
        if RANKING[value] > RANKING[best[0]]:
            best = (value, one)
            if value == "yes":
                break
    return (best[0] or "no", best[1])
