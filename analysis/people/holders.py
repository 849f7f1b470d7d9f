"""Offices a state has one holder of, and heads of state who are only spoken of: whose country stays open."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product

from analysis.people.chunks import Sentence
from analysis.people.offices import office_words
from analysis.people.stated import Draft, Stated

MONARCHS = frozenset({("king",), ("queen",), ("emir",), ("sultan",), ("pope",), ("monarch",)})
HEADS_ALONE = MONARCHS | {("president",), ("chancellor",), ("minister", "prime"), ("prime_minister",)}
SEVERAL = frozenset(
    {"deputy", "state", "cabinet", "assistant", "former", "first"}
)  # ministers of whom there are more
DIPLOMAT = re.compile(
    r"\b(?:ambassador|high commissioner|envoy|consul|chargé|charge d)"
)  # at home they are mostly another state's
CHAIN = re.compile(r"[tahMO]*Z?(?:(?:,|,?&)[tahMO]*Z?)*$")  # "President X and …"
GOING = re.compile(r"\b(?:visit|visited|to|for|in|at|from) (?:the )?$")  # where somebody goes
COMES = re.compile(
    r"(?:,? (?:who |which )?(?:will|would|is to|is due to|is expected to|has|had|was to|plans to)|, who)?(?: also)?"
    r" (?:(?:is|was) (?:due|expected) in|travel(?:led|ed|s)?|fly|flew|visit(?:ed|s)?|arrive[ds]?|pay|paid|come|came)\b[^,;.]{0,40}? ?(?:the )?"
)
PARTS = re.compile(r",| and ")
NOT_LASTING = re.compile(r"\b(?:former|ex|outgoing|new|incoming|previous|late|then)\b")


def spoken_of(one: Stated, sentence: Sentence, *, told: bool) -> bool:
    """Whether a head of state or government is only spoken of or to ("remarks by President X and Chancellor Y")."""
    tags, at = sentence.units.tags, one.name.role_units[0]
    if at < 0 or not _heads(one.role):
        return False
    before = tags[:at]
    before = CHAIN.sub("", before) if before.endswith(("&", ",")) else before
    before = before.rstrip("tahM")
    beside = sentence.units.surface(len(before) - 1).lower() if before else ""
    called = beside == "on" and len(before) > 1 and sentence.units.surface(len(before) - 2).lower() == "called"
    if told and (beside == "with" or called or before.endswith("y") or re.search("y[^,;.]*i$", before)):
        return False  # "met President X", "called on President X", "talks with President X", "was received by President X"
    return before[-1:] in tuple("vyzirofnpq")


def comes_here(one: Stated, sentence: Sentence, home: str) -> bool:
    """Whether a minister or head of state travels to the capital of a country, and so is of another one."""
    if not one.role or not {"governor", "mayor", "prosecutor", "judge"}.isdisjoint(office_words(one.role)):
        return False
    text = sentence.units.text
    capitals = [a for a, b, iso in sentence.countries if iso == home and any(a == x for x, *_ in sentence.places)]
    return any(COMES.fullmatch(text, one.name.end, at) for at in capitals if at > one.name.end)


def elsewhere(one: Stated, sentence: Sentence, home: str) -> bool:
    """Whether another country than home is the last named before an office in its sentence, no office's own."""
    taken = [name.role for name in sentence.names if name.role[0] >= 0]
    taken += [(sentence.units.starts[low], sentence.units.ends[high - 1]) for low, high in sentence.offices]
    at = min(one.name.start, one.name.role[0]) if one.name.role[0] >= 0 else one.name.start
    told = [(a, iso) for a, _, iso in sentence.countries if a < at and not any(x <= a < y for x, y in taken)]
    text = sentence.units.text
    told = [(a, iso) for a, iso in told if not goes_there(text, a)]
    return bool(told) and max(told)[1] != home


def goes_there(text: str, at: int) -> bool:
    """Whether a country at an offset is where somebody goes or is ("visited Norway", "in Oslo")."""
    return GOING.search(text, max(0, at - 12), at) is not None


def one_holder(drafts: list[Draft], open_ones: list[Draft], home: str) -> None:
    """Take back a country read from the context where another holds, or may hold, the same single office for it."""
    held: dict[tuple[tuple[str, ...], str], set[int]] = defaultdict(set)
    for index, draft in enumerate(drafts):
        for one in draft.stated:
            claimed = one.countries or ((home,) if home and one.inferred and not one.bodies else ())
            for office, iso in product(_single(one.role), claimed):
                held[office, iso].add(index)
    shared = {key for key, holders in held.items() if len(holders) > 1}
    for draft in open_ones:
        for one in draft.stated:
            if one.inferred and not shared.isdisjoint(product(_single(one.role), one.countries)):
                one.countries = ()


def _single(role: str) -> list[tuple[str, ...]]:
    """Return the offices in a role of which a state has one holder at a time ("President", "interior minister")."""
    if NOT_LASTING.search(role.lower()):
        return []
    parts = [office_words(part) for part in PARTS.split(role)]
    return [
        words
        for words in parts
        if words in HEADS_ALONE or (len(words) == 2 and "minister" in words and SEVERAL.isdisjoint(words))
    ]


def _heads(role: str) -> bool:
    """Whether an office is that of a head of state or government."""
    return office_words(role) in HEADS_ALONE


def met_by_another(one: Stated, sentence: Sentence) -> bool:
    """Whether one head of state or government meets another ("Prime Minister X spoke to President Y")."""
    low = one.name.role_units[0]
    if low < 1 or sentence.units.tags[low - 1] not in "zi" or not _heads(one.role):
        return False
    return any(
        _heads(sentence.units.slice(*name.role_units)) for name in sentence.names if 0 <= name.role_units[0] < low
    )


def two_heads(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two offices are never held in one state: two presidents, or a monarch beside a president or leader."""
    if not {a, b} <= {("president",), ("head",), *MONARCHS}:
        return False
    return a == b or a in MONARCHS or b in MONARCHS
