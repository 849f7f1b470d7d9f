"""Countries that an office leaves out, read from the words around it and from where the article speaks."""

from __future__ import annotations

import re

from analysis.layout import Block
from analysis.people.chunks import Sentence, just_before
from analysis.people.counterparts import DEPUTY, deputise, give_office, is_counterpart
from analysis.people.holders import (
    DIPLOMAT,
    FORMER,
    MONARCHS,
    elsewhere,
    met_by_another,
    one_holder,
    spoken_of,
    two_heads,
)
from analysis.people.home import is_open, likely_home, told_home
from analysis.people.offices import (
    belongs_to_state,
    describe,
    may_be_of_state,
    office_words,
    same_office,
)
from analysis.people.stated import Draft, Stated

HOST = re.compile(r"(?:welcomed|received|greeted|met|hosted|seen off)\b[^,;.]* (?:at|in|to) ([^,;.]*) by\b[^,;.]*$")
BODY = re.compile(r"\b(?:organi[sz]ation|bloc|alliance|agency|body|union|watchdog|league)['’]s $")
APPOINTED = re.compile(
    r"\b(?:appointed|named|nominated|dismissed|sacked|instructed|tasked|sent|dispatched|chosen|elected)"
    r" (?:\w+ ){0,3}by (?:the )?$"
)
REPRESENTED = re.compile(
    r"\s+(?:was|were|is|are|will be|has been) (?:also )?represented (?:\w+ [^,.;]{1,40} )?by (?:the |its )?"
)
RANK_REACH = 40  # characters between "represented by" and a name, in which only its rank or office stands
SIDE = re.compile(r"\b(?:on|from|by) (?:the|its) $")
LISTED = re.compile(r"[,;&tahsRHOVQMmFCDPBLojJcKNWE#uZfn()]*")
BACK = 2  # sentences


def complete(
    drafts: list[Draft], sentences: list[Sentence], blocks: tuple[Block, ...], publication: str | None
) -> None:
    """Give offices that do not state their country the one their context tells."""
    for draft in drafts:
        for one in draft.stated:
            if is_counterpart(one):
                give_office(one, drafts)
    open_ones = [draft for draft in drafts if is_open(draft)]
    if not open_ones:
        return
    told = told_home(sentences, blocks, publication)
    home = told or likely_home(sentences, drafts)
    abroad = any(iso != home for sentence in sentences for _, _, iso in sentence.countries)
    by_index = {sentence.index: sentence for sentence in sentences}
    roles = [one.role for draft in drafts for one in draft.stated if one.role]
    political = sum(belongs_to_state(role) and not _corporate(role) for role in roles) * 3 >= len(roles)
    for draft in open_ones:
        one = max(draft.stated, key=lambda one: len(office_words(one.role)) if one.role else -1)
        state = any(belongs_to_state(one.role) and (political or not _corporate(one.role)) for one in draft.stated)
        one.countries, one.bodies = _around(one, by_index[one.name.sentence], drafts, sentences, home)
        one.inferred = True
        shared = (one.name.link == "list" and one.name.place_in_list[1] > 1) or _leads_body(one.role)
        if (
            not shared
            and not one.countries
            and not one.bodies
            and home
            and (state or (political and (one.name.rank or may_be_of_state(one.role))))
        ):
            sentence = by_index[one.name.sentence]
            sent = DIPLOMAT.search(one.role.lower()) is not None
            vague = sent or (abroad and office_words(one.role) in {("minister",), *MONARCHS})
            guessed = not told and (vague or elsewhere(one, sentence, home))
            one.countries = () if sent or guessed or spoken_of(one, sentence, told=bool(told)) else (home,)
        if one.countries == (home,) and met_by_another(one, by_index[one.name.sentence]):
            one.countries = ()
    one_holder(drafts, open_ones, "" if told else home)


def _corporate(role: str) -> bool:
    """Whether a president is rather a company's: in small letters and of no country."""
    return re.search(r"\b(?:vice[ -])?president\b", role) is not None and "President" not in role


def _around(
    one: Stated, sentence: Sentence, drafts: list[Draft], order: list[Sentence], home: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the country (or body) that the words around tell for an office."""
    at = one.name.role[0] if 0 <= one.name.role[0] < one.name.start else one.name.start
    placed = _place(sentence, at)
    if placed:
        return (placed,), ()
    body = _body(one.role, sentence, at, order)
    if body:
        return (), (body,)
    chained = (
        _possessor(one, sentence, drafts) or _chained(one, sentence, drafts) or _agent(one, sentence, drafts, at)
    )
    if chained is not None:
        return chained.countries, chained.bodies
    subject = "" if office_words(one.role) in MONARCHS else _subject(sentence, one, home)
    if subject:
        return (subject,), ()
    return _earlier(one, order, drafts)


def _place(sentence: Sentence, at: int) -> str:
    """Read "Oman was represented by …", "welcomed at Muscat airport by …", "from the Omani side, …", "In Muscat, …"."""
    start, text = sentence.units.starts[0], sentence.units.text
    told = sorted([*sentence.countries, *((a, b, iso) for a, b, _, iso in sentence.places)])
    host = HOST.search(text, max(start, at - 120), at)
    there = [iso for a, b, iso in told if host and host.start(1) <= a and b <= at]
    sides = [iso for a, b, iso in told if text[b : b + 5] == " side" and SIDE.search(text, max(0, a - 12), a)]
    opening = [iso for a, b, iso in told if text[start:a] == "In " and text[b : b + 1] == "," and b < at]
    sent = [
        iso
        for _, b, iso in told
        if (by := REPRESENTED.match(text, b)) and 0 <= at - by.end() <= RANK_REACH and "," not in text[by.end() : at]
    ]
    return next(iter([*sent, *there[-1:], *sides, *opening]), "")


def _leads_body(role: str) -> bool:
    return "secretary-general" in office_words(role)


def _body(role: str, sentence: Sentence, at: int, order: list[Sentence]) -> str:
    """Read "the organization's secretary-general", or a bare one: the body named last."""
    if not BODY.search(sentence.units.text, max(0, at - 30), at) and not _leads_body(role):
        return ""
    near = just_before(order, sentence.index, BACK)
    named = [body for other in near for start, _, body in other.bodies if start < at]
    return named[-1] if named else ""


def _agent(one: Stated, sentence: Sentence, drafts: list[Draft], at: int) -> Stated | None:
    """Return the subject of "X was appointed by President Y": both are of one country."""
    if not APPOINTED.search(sentence.units.text, max(sentence.units.starts[0], at - 40), at):
        return None
    before = [other for other in _named_before(one, drafts, sentence.index) if other.name.start < at]
    subjects = {id(other): draft for draft in drafts for other in draft.stated}
    for other in before:
        told = next((said for said in subjects[id(other)].stated if said.countries), None)
        if told is not None:
            return told
    return None


def _named_before(one: Stated, drafts: list[Draft], sentence: int) -> list[Stated]:
    found = [other for draft in drafts for other in draft.stated if other.name.sentence == sentence]
    return sorted((other for other in found if other.name.start < one.name.start), key=lambda other: other.name.start)


def _possessor(one: Stated, sentence: Sentence, drafts: list[Draft]) -> Stated | None:
    """Return whom "his" before an office means: the one named just before."""
    low = one.name.role_units[0]
    if (
        low < 1
        or sentence.units.tags[low - 1] != "h"
        or sentence.units.surface(low - 1).lower() not in ("his", "her")
    ):
        return None
    before = [
        other
        for draft in drafts
        for other in draft.stated
        if sentence.index - 1 <= other.name.sentence <= sentence.index
        and other.name.start < one.name.start
        and (other.countries or other.bodies)
    ]
    return max(before, key=lambda other: other.name.start, default=None)


def _chained(one: Stated, sentence: Sentence, drafts: list[Draft]) -> Stated | None:
    """Return the person whom only a list parts from this one ("President X and Minister Y")."""
    before = [
        other
        for draft in drafts
        for other in draft.stated
        if other.name.sentence == sentence.index and other.name.at < one.name.at and (other.countries or other.bodies)
    ]
    if not before:
        return None
    nearest = max(before, key=lambda other: other.name.at)
    if DIPLOMAT.search(nearest.role.lower()) or DIPLOMAT.search(one.role.lower()):
        return None  # one sent abroad says nothing of the next in a list
    if two_heads(office_words(one.role), office_words(nearest.role)):
        return None
    tags = sentence.units.tags
    start = nearest.name.at + 1
    return nearest if LISTED.fullmatch(tags, start, one.name.at) else None


def _subject(sentence: Sentence, one: Stated, home: str) -> str:
    """Return the country of the demonym or possessive that the sentence before the office is about."""
    units = sentence.units
    found: list[str] = []
    others = {i for name in sentence.names if name is not one.name for i in range(*name.role_units)}
    stop = min(i for i in (one.name.role_units[0], one.name.at) if i >= 0)
    for index in range(stop - 1, -1, -1):
        tag, value = units.tags[index], units.values[index]
        if index in others:
            continue
        if len(value.rstrip("*")) == 2 and (
            (tag == "D" and units.tags[index - 1 : index] not in ("z", "h", "i"))
            or (tag == "C" and units.tags[index + 1] == "s")
        ):
            if index > 1 and units.tags[index - 1] == "t" and units.tags[index - 2] in "zi":
                continue
            found.append(value[:2])
        if tag == "L" and value[:2].isupper() and (not index or units.tags[index - 1] != "i"):
            found.append(value[:2])
    dateline = units.ends[0] if re.match("P[-(:,/]", units.tags) else 0
    near = {iso for a, b, iso in sentence.countries if dateline <= a and b <= units.starts[stop]}
    return home if home in near and not DIPLOMAT.search(one.role.lower()) else next(iter(found), "")


def _earlier(one: Stated, order: list[Sentence], drafts: list[Draft]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the country of the same office told more fully just before ("a spokesman for …")."""
    found = _fuller(one, order)
    if found is None:
        held = _predecessor(one, drafts)
        return (held.countries, held.bodies) if held else ((), ())
    countries, bodies, _ = describe(found[0].units, *found[1])
    return countries[:1], bodies[:1]


def _fuller(one: Stated, order: list[Sentence]) -> tuple[Sentence, tuple[int, int]] | None:
    head = set(office_words(one.role))
    if len(head) != 1:
        return None
    for sentence in just_before(order, one.name.sentence, BACK):
        for low, high in sentence.offices:
            words = set(office_words(sentence.units.slice(low, high)))
            if sentence.units.starts[low] < one.name.start and head < words:
                return sentence, (low, high)
    return None


def _predecessor(one: Stated, drafts: list[Draft]) -> Stated | None:
    """Return who holds now the office that "the outgoing secretary" or "his predecessor" held."""
    head = set(office_words(one.role))
    if len(head) != 1 or not FORMER.search(one.role.lower()):
        return None
    held = [
        other for draft in drafts for other in draft.stated if other is not one and (other.countries or other.bodies)
    ]
    return next(
        (other for other in held if head < set(office_words(other.role)) and same_office(one.role, other.role)), None
    )


def widen(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Let a bare office be the one told more fully just before ("a spokesman for …", "the spokesman, X")."""
    for draft in drafts:
        roles = [one for one in draft.stated if one.role]
        if roles and all(DEPUTY.issuperset(office_words(one.role)) for one in roles):
            deputise(roles[0], drafts)
        elif roles and max(len(office_words(one.role)) for one in roles) == 1:
            found = _fuller(roles[0], sentences)
            held = _predecessor(roles[0], drafts)
            if found is not None:
                roles[0].role = found[0].units.slice(*found[1])
            elif held is not None:
                roles[0].role = f"{roles[0].role} ({held.role})"
