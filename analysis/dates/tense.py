"""Whether the words around an expression look back or ahead."""

from __future__ import annotations

from functools import cache

from analysis.dates.words import Tokens
from analysis.lexicons import load

BACK, AHEAD = -1, 1
REACH_BEFORE, REACH_AFTER, REACH_ADJACENT = 14, 16, 2
REACH_PAST = 5  # of a verb in the past, which an object may part from its day
APOSTROPHES = ("'", "’")  # “won’t” is read as three words
# words ending in -ed that are no verb forms of the past
NOT_PAST = frozenset({"need", "indeed", "red", "bed", "speed", "feed", "seed", "united", "hundred", "proceed", "led"})


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("dates_tense").items()}


def direction(tokens: Tokens, first: int, stop: int) -> int:
    """Say whether the sentence tells of tokens ``first`` to ``stop`` as past (-1), ahead (1) or neither (0).

    The nearest verb decides: first those before the expression, then those after it, within the sentence.
    """
    lists = _lists()
    found = _told_in(tokens, first, lists) or _look_back(tokens, first, lists) or _look_ahead(tokens, stop, lists)
    return found or (AHEAD if first and tokens.words[first - 1].lower() in lists["limits"] else 0)


def adjacent_direction(tokens: Tokens, first: int) -> int:
    """Say what a verb right before the expression shows: “was signed on”, “will meet on”, “visited Oslo on”."""
    lists = _lists()
    beside = _look_back(tokens, first, lists, reach=REACH_ADJACENT)
    return beside or min(0, _look_back(tokens, first, lists, reach=REACH_PAST))


def _look_back(tokens: Tokens, first: int, lists: dict[str, frozenset[str]], reach: int = REACH_BEFORE) -> int:
    words = tokens.words
    if first and words[first - 1].lower() in lists["back_prepositions"]:
        return BACK
    if first and words[first - 1].lower() in lists["ahead_prepositions"] and _verb(words, first - 2, lists) != BACK:
        return AHEAD
    for i in range(first - 1, max(first - reach - 1, -1), -1):
        if _ends_clause(tokens, i, lists):
            return 0
        found = _verb(words, i, lists)
        if found:
            return found
    return 0


def _told_in(tokens: Tokens, first: int, lists: dict[str, frozenset[str]]) -> int:
    """Whether the day is that of a call or statement: “agreed to hold fire in an emergency telephone call on”."""
    words = [word.lower() for word in tokens.words[max(0, first - REACH_BEFORE - 6) : first]]
    if len(words) < 3 or words[-1] != "on" or words[-2] not in lists["told_in"]:
        return 0
    within = next(
        (i for i in range(len(words) - 3, max(len(words) - 9, -1), -1) if words[i] in ("in", "during", "by")), 0
    )
    start = first - len(words)
    for i in range(within - 1, -1, -1):
        if _ends_clause(tokens, start + i, lists):
            return 0
        if words[i] in lists["past"] or (words[i].endswith("ed") and words[i] not in NOT_PAST):
            return BACK
    return 0


def planned_side(tokens: Tokens, first: int) -> int | None:
    """Say where the date of a plan may lie; None for what is no plan.

    A date that was set lies ahead (“had set March 15 as the deadline”); that of a plan that was changed may
    lie on either side (“initially planned for April 16”).
    """
    lists = _lists()
    third, second, last = ("", "", "", *(word.lower() for word in tokens.words[max(0, first - 3) : first]))[-3:]
    if last in lists["fixing"]:
        return AHEAD
    return 0 if third in lists["once_planned"] and second in lists["lead"] else None


def same_sentence(tokens: Tokens, first: int, later: int) -> bool:
    """Whether no sentence or clause ends between two tokens."""
    return not any(_ends_clause(tokens, i, _lists()) for i in range(first + 1, later))


def _ends_clause(tokens: Tokens, i: int, lists: dict[str, frozenset[str]]) -> bool:
    """Whether a sentence or clause ends at a token; the full stop of an initial or a title ends none."""
    word = tokens.words[i]
    if word not in lists["stop"]:
        return tokens.tags[i] == "¶"
    before = tokens.words[i - 1] if i else ""
    return not (word == "." and (len(before) == 1 or before in lists["titles"]))


def _look_ahead(tokens: Tokens, stop: int, lists: dict[str, frozenset[str]]) -> int:
    words = tokens.words
    for i in range(stop, min(stop + REACH_AFTER, len(words))):
        if _ends_clause(tokens, i, lists):
            return 0
        found = _verb(words, i, lists)
        if found:
            return found
    return 0


def _verb(words: list[str], i: int, lists: dict[str, frozenset[str]]) -> int:
    """Say what the word at ``i`` shows: a past form, a sign of the future, or nothing."""
    if i < 0:
        return 0
    word = words[i].lower()
    previous = words[i - 1].lower() if i else ""
    following = words[i + 1].lower() if i + 1 < len(words) else ""
    if word in lists["future"] and (word != "won" or following in APOSTROPHES):
        return AHEAD
    if word == "to" and (following == "be" or previous in ("is", "are")):
        return AHEAD
    if word in lists["planned"] and previous not in ("was", "were", "had"):
        return AHEAD
    if word in lists["past"] and following not in ("to", "for") and previous not in lists["carriers"]:
        return BACK
    if word in ("to", "for") and previous in lists["lead"]:
        return AHEAD
    if word in lists["ahead"] and previous not in ("was", "were", "had"):
        return AHEAD
    if word in lists["awaited"] and previous in ("is", "are"):
        return AHEAD
    if word in ("to", "be") or word in lists["lead"]:
        if word == "agreed" or (
            word.endswith("ed") and previous not in ("is", "are", "be", "been", "being", "was", "were", "not")
        ):
            return BACK
        return 0
    if word in lists["past"] or (word.endswith("ed") and word not in NOT_PAST and len(word) > 3):
        return 0 if previous in lists["passive"] or (previous == "to") else BACK
    return 0
