"""Presence: whether a person took part in what is reported, is only mentioned, or neither is clear."""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicons import load
from analysis.people.lexicon import listed
from analysis.people.persons import Draft, Stated
from analysis.text import Split

WINDOW = 110  # characters looked at on either side
RANKING = {"yes": 3, "no": 1, "unclear": 2, "": 0}


@cache
def _cues() -> dict[str, list[re.Pattern[str]]]:
    lexicon = load("people_presence")
    words = load("people_words")
    verbs = {verb for key in ("speech", "actions") for verb in listed(words[key])}
    verbs -= {
        "will",
        "would",
        "may",
        "can",
        "could",
        "should",
        "plans",
        "planned",
        "intends",
        "wants",
        "expects",
    }
    joined = "|".join(sorted(map(re.escape, verbs), key=lambda verb: -len(verb)))
    return {
        key: [re.compile(pattern.replace("VERB", joined)) for pattern in lexicon[key]]
        for key in lexicon
        if key != "attending"
    }


def presence_at(one: Stated, split: Split) -> str:
    """Return yes, no, unclear or ``""`` (says nothing) for one mention."""
    cues = _cues()
    sentence_start, sentence_end = split.sentences[one.name.sentence]
    role_start = one.name.role[0]
    start = min(one.name.start, role_start) if role_start >= 0 else one.name.start
    end = max(one.name.end, one.name.role[1])
    before = " ".join(split.text[max(sentence_start, start - WINDOW) : start].lower().split())
    before = re.sub(
        r"(?:,? ?(?:major|colonel|lieutenant|brigadier|general|dr|mr|mrs|ms|the|his|her)\.?)+$", "", before
    ).strip()
    after = " ".join(split.text[end : min(sentence_end, end + WINDOW)].lower().split())
    if re.match(r"['’]s\b", after):
        return _possessor(after)
    after = re.sub(r"^[,)\s]+", "", after)
    for key, value in (("unclear_after", "unclear"), ("unclear_before", "unclear"), ("absent_after", "no")):
        side = before if key.endswith("before") else after
        if any(pattern.search(side) for pattern in cues[key]):
            return value
    if any(pattern.search(before) for pattern in cues["absent_before"]):
        return "no"
    if any(pattern.match(after) for pattern in cues["present_after"]):
        return "yes"
    if any(pattern.search(f"{before} NAME {after}"[: len(before)]) for pattern in cues["present_before"]):
        return "yes"
    if re.match(r"in attendance|present\b|attending", after) or _partner(before, after):
        return "yes"
    return ""


def _possessor(after: str) -> str:
    """Read "Radan’s visit is …": the visitor takes part; other possessions say nothing."""
    return (
        "yes"
        if re.match(
            r"['’]s (?:visit|trip|meeting|talks|arrival|remarks|speech) (?:is|was|to|with|came|comes)", after
        )
        else ""
    )


def _partner(before: str, after: str) -> bool:
    """Whether the name is one of two that an active verb follows ("X and NAME held talks")."""
    match = re.match(
        r"(?:,? ?and [^,.;]{3,80}?,?[^,.;]{0,60}?,? )(?:(?:have|has|had|also|yesterday|jointly) )*(\w+)",
        after,
    )
    cues = _cues()["present_after"][0]
    return bool(match) and any(cues.match(after[i:]) for i in _verb_positions(after))


def _verb_positions(after: str) -> list[int]:
    return [
        match.end()
        for match in re.finditer(
            r"^and .{3,90}?(?:, | )(?=(?:have|has|had|also|yesterday|jointly|held|met|signed|discussed|agreed|exchanged|attended|said)\b)",
            after,
        )
    ]


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
