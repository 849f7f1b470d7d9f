"""Names to persons within one article: full names first, then the short forms that can mean only one."""

from __future__ import annotations

import re
from collections import Counter

from analysis.people.chunks import Sentence
from analysis.people.namesakes import Namesakes
from analysis.people.offices import office_words, same_office
from analysis.people.stated import Draft, Stated, state
from analysis.transliteration import UNSURE, is_optional, parts_of, same_name

TITLED = {"titled", "apposition", "bracketed", "list", "counterpart", "copula", "ranked", "kin"}
CERTAIN = {"same", "part", "joined", "order"}
LETTERS = re.compile(r"[^\W\d_]{2}")
COMPANY = {"speech", "agent", "described"}


def resolve(sentences: list[Sentence]) -> tuple[list[Stated], list[Draft]]:
    """Return the accepted mentions in order, and the persons they belong to."""
    stated = [state(name, sentence) for sentence in sentences for name in sentence.names]
    drafts: list[Draft] = []
    namesakes = Namesakes()
    singles: list[Stated] = []
    alone = {one.name.text for one in stated if " " not in one.name.text and one.name.company == "speech"}
    for one in stated:
        one.echoed = one.name.text.split()[-1] in alone
    for one in stated:
        if is_full(one):
            _join(one, drafts, namesakes)
        else:
            singles.append(one)
    repeated = _repeats(singles)
    _short(singles, drafts, namesakes, repeated)
    kept = [one for one in stated if one.person >= 0]
    order = {old: new for new, old in enumerate(dict.fromkeys(one.person for one in kept))}
    for one in kept:
        one.person = order[one.person]
    final = [drafts[old] for old in order]
    for draft in final:
        draft.stated.clear()
    for one in kept:
        final[one.person].stated.append(one)
    return kept, final


def is_full(one: Stated) -> bool:
    """Whether a run of words is surely a person's full name."""
    name, letters = one.name, one.name.letters
    parts = [part for part in name.text.split() if len(part) > 1 and not part.endswith(".")]
    if len(parts) >= 2 and name.rank and name.link in TITLED and name.company == "speech":
        return True  # "Captain Bill Urban said"
    if len(parts) < 2 or (letters.count("W") >= len(letters) - 1 and not (letters[0] == "G" and len(parts[0]) > 3)):
        return False
    if name.company == "the":
        return False
    if one.sentence.titled:
        return letters.strip("GSXI") == "" and letters[0] == "G" and letters[-1] == "S"
    if name.link in TITLED:
        return True
    if name.link == "belonging":
        return bool(set(letters) & {"G", "S"})
    if "x" in letters[1:] and "S" in letters:
        return True
    return "G" in letters or letters[-1] == "S" or "I" in letters[1:] or name.company in COMPANY or one.echoed


def _join(one: Stated, drafts: list[Draft], namesakes: Namesakes) -> None:
    parts = parts_of(one.name.text)
    for index in namesakes.of(parts):
        draft = drafts[index]
        why = same_name(parts, draft.parts)
        if why and (why in CERTAIN or _likely(one, draft, why)):
            one.person = index
            draft.stated.append(one)
            if len(parts) > len(draft.parts):
                draft.parts = parts
                namesakes.add(index, parts)
            return
    _begin(one, drafts, namesakes)


def _begin(one: Stated, drafts: list[Draft], namesakes: Namesakes) -> None:
    """Make a name a person of its own."""
    parts = parts_of(one.name.text)
    one.person = len(drafts)
    drafts.append(Draft(parts, [one]))
    namesakes.add(one.person, parts)


def _likely(one: Stated, draft: Draft, why: str) -> bool:
    """Whether a name spelled otherwise is the same person's; an unlike ending needs the same office too."""
    if _beside(one, draft) or _contradict(one, draft):
        return False
    offices = any(one.role and same_office(one.role, other.role) for other in draft.stated)
    return why not in UNSURE or offices


def _beside(one: Stated, draft: Draft) -> bool:
    """Whether a person is named in the same sentence: no sentence spells one name in two ways."""
    return any(other.name.sentence == one.name.sentence for other in draft.stated)


def _contradict(one: Stated, draft: Draft) -> bool:
    for other in draft.stated:
        if one.countries and other.countries and not set(one.countries) & set(other.countries):
            return True
        told = one.role and other.role and "counterpart" not in (one.name.link, other.name.link)
        if told and not same_office(one.role, other.role):
            return True
    return False


def _repeats(singles: list[Stated]) -> Counter[str]:
    """Count the short forms, but for those that stand behind "the" too ("the Wakhan"): they name a thing."""
    things = {one.name.text for one in singles if one.name.company == "the"}
    return Counter(one.name.text for one in singles if one.name.text not in things)


def _short(singles: list[Stated], drafts: list[Draft], namesakes: Namesakes, repeated: Counter[str]) -> None:
    """Tie short forms to persons; titled ones without a person become persons themselves."""
    for last_round in (False, True):
        for one in singles:
            if one.person >= 0:
                continue
            found = _candidates(one, drafts, namesakes)
            if len(found) > 1:
                found = _narrowed(one, found, drafts)
            if len(found) == 1:
                one.person = found[0]
                drafts[found[0]].stated.append(one)
            elif not found and _stands_alone(one, repeated, last_round):
                _begin(one, drafts, namesakes)


def _candidates(one: Stated, drafts: list[Draft], namesakes: Namesakes) -> list[int]:
    parts = parts_of(one.name.text)
    if not parts:
        return []
    near = namesakes.of(parts, sure=len(parts) == 1)
    exact = [i for i in near if set(parts) <= set(drafts[i].parts) and not _clash(one, drafts[i])]
    if exact:
        last = [i for i in exact if drafts[i].parts[-1] == parts[-1]]
        return last or [i for i in exact if not (one.role and _contradict(one, drafts[i]))]
    return [
        i
        for i in near
        if same_name(parts, drafts[i].parts) in ("same", "spelling", "joined", "part")
        and not _contradict(one, drafts[i])
    ]


def _clash(one: Stated, draft: Draft) -> bool:
    """Whether a titled short form states an office that its namesake cannot hold."""
    if not one.role:
        return False
    roles = [other.role for other in draft.stated if other.role and other is not one]
    countries = {iso for other in draft.stated for iso in other.countries}
    if one.countries and countries and not set(one.countries) & countries:
        return True
    return (
        bool(roles)
        and bool(one.countries)
        and not any(set(office_words(one.role)) & set(office_words(role)) for role in roles)
        and not countries & set(one.countries)
    )


def _narrowed(one: Stated, found: list[int], drafts: list[Draft]) -> list[int]:
    """Choose among several persons of that name: by office and rank, else by nearness."""
    if one.role:
        fitting = [
            i for i in found if any(other.role and same_office(one.role, other.role) for other in drafts[i].stated)
        ]
        if fitting:
            found = fitting
    if len(found) > 1:
        before = [
            (max((s.name.start for s in drafts[i].stated if s.name.start < one.name.start), default=-1), i)
            for i in found
        ]
        best = max(before)
        return [best[1]] if best[0] >= 0 else found[:1]
    return found


def _stands_alone(one: Stated, repeated: Counter[str], last_round: bool) -> bool:
    name, letters = one.name, one.name.letters
    if one.sentence.titled or len(name.text) < 2 or not LETTERS.search(name.text):
        return False
    if name.link in ("titled", "ranked", "counterpart", "apposition", "list", "bracketed", "kin"):
        return letters.lstrip("I")[:1] in tuple("GSNX") and (
            name.link in ("titled", "ranked", "counterpart", "list", "kin")
            or "S" in letters
            or name.company == "speech"
        )
    if not last_round or len(letters) > 2:
        return False
    return "S" in letters and (name.company == "speech" or repeated[name.text] > 1)


def country_of(draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the countries and bodies of a person: those stated most often, the first when even."""
    stated = [(one.countries, one.bodies) for one in draft.stated if one.countries or one.bodies]
    if not stated:
        return (), ()
    countries = [c for c, _ in stated if c]
    bodies = [b for _, b in stated if b]
    best = max(
        countries,
        key=lambda c: (sum(set(c) <= set(o) or set(o) <= set(c) for o in countries), -len(c)),
        default=(),
    )
    if best:
        return best, next((b for c, b in stated if c == best and b), ())
    return (), bodies[0]


def fullest(draft: Draft) -> str:
    """Return the fullest form of a name as written: most parts, then most often, then first."""
    texts = [" ".join(one.name.text.split()) for one in draft.stated]
    return max(
        texts,
        key=lambda text: (
            len([p for p in parts_of(text) if not (is_optional(p) and len(p) == 1)]),
            texts.count(text),
            -texts.index(text),
        ),
    )
