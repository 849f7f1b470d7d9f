"""Countries that an office leaves out, read from the words around it and from where the article speaks."""

from __future__ import annotations

import re
from collections import Counter

import pycountry

from analysis.layout import Block
from analysis.people.chunks import Sentence
from analysis.people.lexicon import dictionary
from analysis.people.offices import belongs_to_state, describe, may_be_of_state, normal_office, office_words
from analysis.people.persons import Draft, Stated

HOST = re.compile(r"(?:welcomed|received|greeted|met|hosted|seen off)\b[^,;.]* (?:at|in|to) ([^,;.]*) by\b[^,;.]*$")
SIDE = re.compile(r"\b(?:on|from|by) (?:the|its) $")
LISTED = re.compile(r"[,;&tahsRHOVQMmFCDPBLojJcKNWE#uZfn()]*")
NOT_HOME = 4.0  # weight against a country told of another person where an office has none
STATED = 0.75  # weight against a country for every office that states it
FIRST = 0.5  # weight for the country named first
BACK = 2  # sentences
COMMON_ENDINGS = frozenset({"IO", "TV", "ME", "CO", "AI", "FM", "TO", "LY", "GL", "CC", "WS", "LA"})  # used anywhere
DEPUTY = frozenset({"deputy", "first", "second", "assistant"})


def complete(
    drafts: list[Draft], sentences: list[Sentence], blocks: tuple[Block, ...], publication: str | None
) -> None:
    """Give offices that do not state their country the one their context tells."""
    for draft in drafts:
        for one in draft.stated:
            if one.name.link == "counterpart" or re.search(r"counterparts|colleagues?\b", one.role):
                _counterpart(one, drafts)
    open_ones = [draft for draft in drafts if _open(draft)]
    if not open_ones:
        return
    home = home_of(sentences, drafts, blocks, publication)
    by_index = {sentence.index: sentence for sentence in sentences}
    roles = [one.role for draft in drafts for one in draft.stated if one.role]
    political = sum(belongs_to_state(role) and not _corporate(role) for role in roles) * 3 >= len(roles)
    for draft in open_ones:
        one = max(draft.stated, key=lambda one: len(office_words(one.role)) if one.role else -1)
        state = any(belongs_to_state(one.role) and (political or not _corporate(one.role)) for one in draft.stated)
        one.countries, one.bodies = _around(one, by_index, drafts, sentences)
        one.inferred = True
        shared = one.name.link == "list" and one.name.place_in_list[1] > 1
        if (
            not shared
            and not one.countries
            and not one.bodies
            and home
            and (state or (political and (one.name.rank or may_be_of_state(one.role))))
        ):
            one.countries = (home,)


def _open(draft: Draft) -> bool:
    stated = any(one.countries or one.bodies for one in draft.stated)
    if stated:
        return False
    return any(one.name.rank or belongs_to_state(one.role) or may_be_of_state(one.role) for one in draft.stated)


def _corporate(role: str) -> bool:
    """Whether a president is rather a company's: in small letters and of no country."""
    return re.search(r"\b(?:vice[ -])?president\b", role) is not None and "President" not in role


def _counterpart(one: Stated, drafts: list[Draft]) -> None:
    """Give "his Tajik counterpart" the office of the one before."""
    before = [
        other
        for draft in drafts
        for other in draft.stated
        if other.role
        and other.name.start < one.name.start
        and "counterpart" not in other.role
        and one.name.sentence - BACK <= other.name.sentence
    ]
    if not before:
        return
    nearest = max(before, key=lambda other: other.name.start)
    office = normal_office(nearest.role)
    role = re.sub(r"^(?:his|her|their|its|the)\s+", "", one.role, flags=re.IGNORECASE)
    if office and one.name.place_in_list[1] > 1:
        one.role = office
    elif office:
        one.role = re.sub(r"\b(?:counterparts?|colleagues?)\b", office, role)


def _around(
    one: Stated, sentences: dict[int, Sentence], drafts: list[Draft], order: list[Sentence]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the country (or body) the sentence tells for an office."""
    sentence = sentences[one.name.sentence]
    at = one.name.role[0] if 0 <= one.name.role[0] < one.name.start else one.name.start
    text = sentence.units.text
    told = sorted([*sentence.countries, *((a, b, iso) for a, b, _, iso in sentence.places)])
    host = HOST.search(text, max(0, at - 120), at)
    there = [iso for a, b, iso in told if host and host.start(1) <= a and b <= at]
    if there:
        return (there[-1],), ()
    for a, b, iso in told:
        if SIDE.search(text[max(0, a - 12) : a]) and text[b : b + 5] == " side":
            return (iso,), ()
    chained = _possessor(one, sentence, drafts) or _chained(one, sentence, drafts)
    if chained is not None:
        return chained.countries, chained.bodies
    subject = _subject(sentence, one)
    if subject:
        return (subject,), ()
    return _earlier(one, order)


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
    tags = sentence.units.tags
    start = nearest.name.at + 1
    return nearest if LISTED.fullmatch(tags, start, one.name.at) else None


def _subject(sentence: Sentence, one: Stated) -> str:
    """Return the country of the demonym or possessive that the sentence before the office is about."""
    units = sentence.units
    stop = min(i for i in (one.name.role_units[0], one.name.at) if i >= 0)
    for index in range(stop - 1, -1, -1):
        tag, value = units.tags[index], units.values[index]
        if len(value.rstrip("*")) == 2 and (
            (tag == "D" and units.tags[index - 1 : index] not in ("z", "h", "i"))
            or (tag == "C" and units.tags[index + 1] == "s")
        ):
            if index > 1 and units.tags[index - 1] == "t" and units.tags[index - 2] in "zi":
                continue
            return value[:2]
        if tag == "L" and index and value[:2].isupper() and units.tags[index - 1] not in "i":
            return value[:2]
    return ""


def _earlier(one: Stated, order: list[Sentence]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the country of the same office told more fully just before ("a spokesman for …")."""
    found = _fuller(one, order)
    if found is None:
        return (), ()
    countries, bodies, _ = describe(found[0].units, *found[1])
    return countries[:1], bodies[:1]


def _fuller(one: Stated, order: list[Sentence]) -> tuple[Sentence, tuple[int, int]] | None:
    head = set(office_words(one.role))
    if len(head) != 1:
        return None
    for sentence in order:
        if not one.name.sentence - BACK <= sentence.index <= one.name.sentence:
            continue
        for low, high in sentence.offices:
            words = set(office_words(sentence.units.slice(low, high)))
            if sentence.units.starts[low] < one.name.start and head < words:
                return sentence, (low, high)
    return None


def widen(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Let a bare office be the one told more fully just before ("a spokesman for …", "the spokesman, X")."""
    for draft in drafts:
        roles = [one for one in draft.stated if one.role]
        if roles and all(DEPUTY.issuperset(office_words(one.role)) for one in roles):
            _deputised(roles[0], drafts)
        elif roles and max(len(office_words(one.role)) for one in roles) == 1:
            found = _fuller(roles[0], sentences)
            if found is not None:
                roles[0].role = found[0].units.slice(*found[1])


def _deputised(one: Stated, drafts: list[Draft]) -> None:
    """Let "his first deputy" be the deputy of the office told just before."""
    before = [
        other
        for draft in drafts
        for other in draft.stated
        if other.role
        and other.name.start < one.name.start
        and one.name.sentence - 1 <= other.name.sentence
        and not DEPUTY.issuperset(office_words(other.role))
    ]
    if before:
        office = normal_office(max(before, key=lambda other: other.name.start).role)
        one.role = f"{one.role} {office}"


def home_of(
    sentences: list[Sentence], drafts: list[Draft], blocks: tuple[Block, ...], publication: str | None
) -> str:
    """Return the country an article speaks from: its dateline's, its paper's, or the one that fits best.

    What fits: it is named often (places too), few offices state it, and none beside one that states none.
    """
    dateline = _dateline(sentences, blocks)
    if dateline:
        return dateline
    paper = _paper(publication or "")
    if paper:
        return paper
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(iso for _, _, iso in sentence.countries)
        named = {start for start, _, _ in sentence.countries}
        counts.update(iso for start, _, _, iso in sentence.places if start not in named)
    weights = {iso: float(count) for iso, count in counts.items()}
    first = next((sentence.countries[0][2] for sentence in sentences if sentence.countries), "")
    weights[first] = weights.get(first, 0.0) + FIRST
    silent = {one.name.sentence: one.name.at for draft in drafts if _open(draft) for one in draft.stated if one.role}
    for draft in drafts:
        for one in draft.stated:
            low, high = one.name.role_units
            if not set(one.sentence.units.tags[max(low, 0) : max(high, 0)]) & {"C", "D"}:
                continue
            for iso in one.countries:
                beside = one.name.sentence in silent and silent[one.name.sentence] < one.name.at
                weights[iso] = weights.get(iso, 0.0) - (NOT_HOME if beside else STATED)
    return max(weights, key=lambda iso: (weights[iso], iso), default="")


def _paper(publication: str) -> str:
    """Return the country of a paper, given as ISO code or by its web address with a country's ending."""
    ending = re.match(r"(?:https?://)?[\w.-]+\.([a-z]{2})(?:[/:?#]|$)", publication.strip())
    code = ending[1].upper() if ending else publication.strip()
    code = {"UK": "GB"}.get(code, code)
    known = re.fullmatch(r"[A-Z]{2}", code) and pycountry.countries.get(alpha_2=code)
    return code if known and code not in COMMON_ENDINGS else ""


def _dateline(sentences: list[Sentence], blocks: tuple[Block, ...]) -> str:
    book = dictionary()
    for block in blocks:
        if block.kind == "dateline" and sentences:
            text = sentences[0].units.text[block.start : block.end].strip()
            for size in (3, 2, 1):
                words = re.split(r"[,\s(–—/-]+", text)[:size]
                known = book.look_up(words[0])
                many = [
                    entry
                    for rest, entry, _ in known[1]
                    if [*rest] == [w.capitalize() for w in words[1:]] or [*rest] == words[1:]
                ]
                entry = many[0] if many and size > 1 else known[0]
                if entry.letter in "CP" and len(entry.value.rstrip("*")) == 2 and (size == 1 or many):
                    return entry.value[:2]
    starts = {block.start for block in blocks}
    for sentence in sentences[:6]:
        units = sentence.units
        if (
            units.tags[:1] in ("C", "P")
            and len(units.tags) > 1
            and units.surface(0).isupper()
            and len(units.surface(0)) > 3
        ):
            return units.values[0][:2] if not blocks or units.starts[0] in starts or units.tags[1] in ",-:(" else ""
        if units.tags.startswith(("P-", "P(")):
            return units.values[0][:2]
    return ""
