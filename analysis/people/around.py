"""The country that the words around an office tell: of who is named before, of the subject, of the same office."""

from __future__ import annotations

import re

from analysis.people.chunks import Sentence, just_before
from analysis.people.holders import DIPLOMAT, MONARCHS, NOT_LASTING, two_heads
from analysis.people.offices import describe, office_words, same_office
from analysis.people.stated import Draft, Stated

HOST = re.compile(r"(?:welcomed|received|greeted|met|hosted|seen off)\b[^,;.]* (?:at|in|to) ([^,;.]*) by\b[^,;.]*$")
BODY = re.compile(r"\b(?:organi[sz]ation|bloc|alliance|agency|body|union|watchdog|league)['’]s $")
APPOINTED = re.compile(
    r"\b(?:appointed|named|nominated|dismissed|sacked|instructed|tasked|sent|dispatched|chosen|elected)"
    r" (?:\w+ ){0,3}by (?:the )?$"
)
HOSTED_BY = re.compile(r"\b(?:received|welcomed|greeted|hosted|met|seen off) by (?:the )?$")
REPRESENTED = re.compile(
    r"\s+(?:side|delegation|team)(?: (?:was|were|is|are|will be))?(?: (?:also )?(?:led|headed|represented))? by (?:the )?"
    r"|\s+(?:was|were|is|are|will be|has been) (?:also )?represented (?:\w+ [^,.;]{1,40} )?by (?:the |its )?"
)
HELD_FOR = re.compile(r" (?:of|to|for) ")  # "representative of the president": no president
OF_AGENCY = re.compile(r"\bof the (?:agency|company|group|organi[sz]ation|party|movement|firm|operator)\b")
ITS = re.compile(
    r"\b(?:[Ii]ts|(?:agency|company|group|organi[sz]ation|party|movement|firm|operator|union)[’']s)\s+(?:\w+\s+)?$"
)
OBJECT = re.compile(
    r"\b(?:with|of|to|from|by|for|against|and|met|received|welcomed|thanked|telephoned|phoned|hosted) (?:the |an? |H\.E\. |(?:Mr|Mrs|Ms|Dr)\.? )*$"
)
OBJECT_REACH = 40  # characters before an office that such words take
HEADS = re.compile(
    r"(?: (?:for|of|at|in) [^,.;]{1,60})?(?:,[^,;.]{1,80})?,? (?:also |who )?(?:led|leads|headed|heads|heading|leading) (?:the |a )?"
)
SIDE_OF = re.compile(r" (?:\w+ )?(?:side|delegation|team|contingent|negotiators)\b")
COUNTERPART = re.compile(
    r" (?:counterpart|colleague|opposite number),? "
)  # "his Cambodian counterpart, Defence Minister X"
THAT = re.compile(r"\b(?:that|whether) (?:the |an? )?$")
ACCOMPANIED = re.compile(r"\b(?:accompanied|joined|flanked) by\b")
RANK_REACH = 40  # characters between "represented by" and a name, in which only its rank or office stands
MEETS = re.compile(
    r"\b(?:met|meets|receive[ds]|host(?:ed|s)|welcome[ds]|greet(?:ed|s)|visit(?:ed|s)|spoke|speaks|(?:held|holds) (?:\w+ )?talks)\b"
)  # whom a minister of another country meets need not be of that country
SIDE = re.compile(r"\b(?:on|from|by) (?:the|its) $")
DATELINE = re.compile("P[-(:,/.]")
LISTED = re.compile(r"[,;&tahsRHOVQMmFCDPBLojJcKNWE#uZfn()]*")
BACK = 2  # sentences


def around(
    one: Stated, drafts: list[Draft], order: list[Sentence], home: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the country (or body) that the words around tell for an office."""
    sentence = one.sentence
    at = one.name.role[0] if 0 <= one.name.role[0] < one.name.start else one.name.start
    placed = _place(sentence, at) or _headed(sentence, one)
    if placed:
        return (placed,), ()
    body = _body(one.role, sentence, at, order)
    if body:
        return (), (body,)
    chained = (
        _possessor(one, sentence, drafts)
        or _led(one, sentence, drafts, at)
        or _chained(one, sentence, drafts)
        or _agent(one, sentence, drafts, at)
    )
    if chained is not None:
        return chained.countries, chained.bodies
    if speaks_for_another(one):
        its = _subject_before(order, sentence)
        return ((its,), ()) if its else ((), ())
    host = HOSTED_BY.search(sentence.units.text, max(sentence.units.starts[0], at - 40), at)
    subject = "" if host or office_words(one.role) in MONARCHS else _subject(sentence, one, home)
    if subject:
        return (subject,), ()
    return _earlier(one, order, drafts)


def _headed(sentence: Sentence, one: Stated) -> str:
    """Read "X, the commissioner for the crossing, headed the Afghan delegation"."""
    text = sentence.units.text
    end = max(one.name.end, one.name.role[1])
    sides = [(a, iso) for a, b, iso in sentence.countries if a > end and SIDE_OF.match(text, b)]
    return next((iso for a, iso in sides if HEADS.fullmatch(text, end, a)), "")


def _place(sentence: Sentence, at: int) -> str:
    """Read "Oman was represented by …", "welcomed at Muscat airport by …", "from the Omani side, …", "In Muscat, …"."""
    start, text = sentence.units.starts[0], sentence.units.text
    told = sorted([*sentence.countries, *((a, b, iso) for a, b, _, iso in sentence.places)])
    host = HOST.search(text, max(start, at - 120), at)
    there = [iso for a, b, iso in told if host and host.start(1) <= a and b <= at]
    sides = [
        iso for a, b, iso in told if b <= at and text[b : b + 5] == " side" and SIDE.search(text, max(0, a - 12), a)
    ]
    beside = [iso for _, b, iso in told if b <= at and COUNTERPART.fullmatch(text, b, at)]
    opening = [iso for a, b, iso in told if text[start:a] == "In " and text[b : b + 1] == "," and b < at]
    sent = [
        iso
        for _, b, iso in told
        if (by := REPRESENTED.match(text, b)) and 0 <= at - by.end() <= RANK_REACH and "," not in text[by.end() : at]
    ]
    return next(iter([*beside, *sent, *there[-1:], *sides, *opening]), "")


def speaks_for_another(one: Stated) -> bool:
    """Whether somebody speaks for a company, a party or the like, which may be of another country."""
    if OF_AGENCY.search(one.role):
        return True
    at = max(0, one.name.role[0])
    its = ITS.search(one.sentence.units.text, max(0, at - 30), at)
    return its is not None and not {"spokesperson", "representative"}.isdisjoint(office_words(one.role))


def _subject_before(order: list[Sentence], sentence: Sentence) -> str:
    """Return the country at the head of the sentence before: whose "its spokesman" is."""
    before = just_before(order, sentence.index, 1)[:-1]
    units = before[0].units if before else sentence.units
    verb = re.search("[vy]", units.tags)
    dateline = 1 if DATELINE.match(units.tags) else 0
    for index in range(dateline, verb.start() if before and verb else 0):
        tag, value = units.tags[index], units.values[index]
        if (tag in "CDP" and len(value.rstrip("*")) == 2) or (tag == "L" and value[:2].isupper()):
            return value[:2]
    return ""


def leads_body(role: str) -> bool:
    """Whether an office is that of a body's head, who is of no country."""
    return "secretary-general" in office_words(role)


def _body(role: str, sentence: Sentence, at: int, order: list[Sentence]) -> str:
    """Read "the organization's secretary-general", or a bare one: the body named last."""
    if not BODY.search(sentence.units.text, max(0, at - 30), at) and not leads_body(role):
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
    if sentence.units.tags[:1] == "q":  # "He said that his envoy, Y, would come": whoever "he" is, no object
        text, told = sentence.units.text, [(_begin(other), other) for other in before]
        before = [other for at, other in told if not OBJECT.search(text, max(0, at - OBJECT_REACH), at)]
    return max(before, key=lambda other: other.name.start, default=None)


def _begin(one: Stated) -> int:
    """Return where an office and name begin."""
    return min([one.name.start] + [start for start in one.name.role[:1] if start >= 0])


def _led(one: Stated, sentence: Sentence, drafts: list[Draft], at: int) -> Stated | None:
    """Return whom somebody accompanies: "The Deputy Prime Minister was accompanied by …"."""
    units = sentence.units
    found = ACCOMPANIED.search(units.text, units.starts[0], at)
    if not found:
        return None
    others = [
        other for draft in drafts for other in draft.stated if other.countries and other.name.start < one.name.start
    ]
    here = [other for other in others if other.name.sentence == sentence.index and other.name.end <= found.start()]
    roles = [units.slice(low, high) for low, high in sentence.offices if units.ends[high - 1] <= found.start()]
    called = [other for other in others if roles and other.role and same_office(other.role, roles[-1])]
    return next(reversed(here or called), None)


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
            start, end = units.starts[index], units.ends[index]
            if THAT.search(units.text, max(0, start - 16), start) and "," in units.text[end : units.starts[stop]]:
                continue  # "Commenting on reports that the Kazakh delegation had come, the spokesman, X, said"
            if value[:2] != home and MEETS.search(units.text, units.ends[index], units.starts[stop]):
                continue
            found.append(value[:2])
        if tag == "L" and value[:2].isupper() and (not index or units.tags[index - 1] != "i"):
            found.append(value[:2])
    dateline = units.ends[0] if DATELINE.match(units.tags) else 0
    near = {iso for a, b, iso in sentence.countries if dateline <= a and b <= units.starts[stop]}
    return home if home in near and not DIPLOMAT.search(one.role.lower()) else next(iter(found), "")


def _earlier(one: Stated, order: list[Sentence], drafts: list[Draft]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the country of the same office told more fully just before ("a spokesman for …")."""
    found = fuller(one, order)
    if found is None:
        held = predecessor(one, drafts)
        return (held.countries, held.bodies) if held else ((), ())
    countries, bodies, _ = describe(found[0].units, *found[1])
    return countries[:1], bodies[:1]


def fuller(one: Stated, order: list[Sentence]) -> tuple[Sentence, tuple[int, int]] | None:
    """Return where the office of one word was told more fully just before ("a spokesman for …")."""
    head = set(office_words(one.role))
    if len(head) != 1:
        return None
    for sentence in just_before(order, one.name.sentence, BACK):
        for low, high in sentence.offices:
            words = set(office_words(sentence.units.slice(low, high)))
            if sentence.units.starts[low] < one.name.start and head < words:
                return sentence, (low, high)
    return None


def predecessor(one: Stated, drafts: list[Draft]) -> Stated | None:
    """Return who holds now the office that "the outgoing secretary" or "his predecessor" held."""
    head = set(office_words(one.role))
    if len(head) != 1 or not NOT_LASTING.search(one.role.lower()):
        return None
    held = [
        other for draft in drafts for other in draft.stated if other is not one and (other.countries or other.bodies)
    ]
    return next(
        (
            other
            for other in held
            if head <= set(office_words(HELD_FOR.split(other.role)[0]))
            and head < set(office_words(other.role))
            and same_office(one.role, other.role)
        ),
        None,
    )
