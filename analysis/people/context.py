"""Countries that an office leaves out, read from the words around it and from where the article speaks."""

from __future__ import annotations

import re

from analysis.layout import Block
from analysis.people.around import around, fuller, leads_body, predecessor, speaks_for_another
from analysis.people.chunks import Sentence, just_before
from analysis.people.counterparts import DEPUTY, deputise, give_office, is_counterpart
from analysis.people.holders import (
    DIPLOMAT,
    MONARCHS,
    comes_here,
    elsewhere,
    goes_there,
    met_by_another,
    one_holder,
    spoken_of,
)
from analysis.people.home import NOBODYS, is_open, likely_home, section_homes, told_home
from analysis.people.offices import (
    belongs_to_state,
    may_be_of_state,
    office_words,
)
from analysis.people.stated import Draft, Stated

COMPANY = re.compile(r"(?!(?:FM|PM|DPM|MP|CEO|IG|DG|DIG)\b)[A-Z]{3,}\b(?! of )")  # "SOCAR President", "BLA spokesman"
FORMER = re.compile(r"\b(?:[Ff]ormer\b|[Tt]hen\b-?|[Ee]x(?:-|\b))\s*")
OF_BODY = re.compile(
    r"\bof the (?:Secretariat|College|Mission|Organi[sz]ation|Alliance|Union|Bloc|Fund|Foundation|Bank|Academy)(?= |$)(?! of )"
)  # "Director of the College": of whose, only its name would tell
SAY_WHETHER = re.compile(
    r"\b(?:spokes\w+|minister|official|ambassador)\b[^.;“”]{0,120}\b(?:say|said|says|told|comment)\b[^.;“”]{0,60}\b(?:whether|that|if) (?:the )?(?:[A-Z][\w’'-]* ){0,3}$"
)
SAID_REACH = 300  # characters in which that is said
RETIRED = re.compile(r"\b(?:retired|former|ex-)\W*(?:[A-Z][\w.]*[ -]){0,3}$")
PARAGRAPH = 4  # sentences before that may be of the same paragraph
MET_WITH = re.compile(
    r"\b(?:jointly|met|meets|talks|spoke|meeting|discussions|consultations|co-chair[^,;.]{0,50}) with (?:the )?$"
)


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
    sections = section_homes(sentences)
    told_by_article = "" if sections else told_home(sentences, blocks, publication)
    home_of_article = "" if sections else told_by_article or likely_home(sentences, drafts)
    if told_by_article == NOBODYS:
        told_by_article = home_of_article = ""
    abroad = any(iso != home_of_article for sentence in sentences for _, _, iso in sentence.countries)
    roles = [one.role for draft in drafts for one in draft.stated if one.role]
    political = sum(belongs_to_state(role) and not _corporate(role) for role in roles) * 3 >= len(roles)
    holders: dict[tuple[str, ...], set[str]] = {}  # countries stated for an office
    for one in (one for draft in drafts for one in draft.stated if one.role and one.countries):
        holders.setdefault(office_words(one.role), set()).update(one.countries)
    for draft in open_ones:
        one = max(draft.stated, key=lambda one: len(office_words(one.role)) if one.role else -1)
        told = sections.get(one.name.sentence, told_by_article)
        home = sections.get(one.name.sentence, home_of_article)
        state = any(belongs_to_state(one.role) and (political or not _corporate(one.role)) for one in draft.stated)
        one.countries, one.bodies = around(one, drafts, sentences, home)
        one.inferred = True
        shared = (one.name.link == "list" and one.name.place_in_list[1] > 1) or leads_body(one.role)
        of_state = state or (political and (one.name.rank or may_be_of_state(one.role)))
        open_still = not (shared or speaks_for_another(one) or one.countries or one.bodies)
        rivals = not told and len(holders.get(office_words(FORMER.sub("", one.role)), ())) > 1
        if open_still and of_state and home and not rivals:
            likely = bool(told) or not _told_of_others(one, sentences, home)
            one.countries = (home,) if likely and _is_of_home(one, home, told=bool(told), abroad=abroad) else ()
        if one.countries == (home,) and met_by_another(one, one.sentence):
            one.countries = ()
    one_holder(drafts, open_ones, "" if told_by_article else home_of_article)


def _is_of_home(one: Stated, home: str, *, told: bool, abroad: bool) -> bool:
    """Whether an office of which nothing else is said is of the country that the article speaks from."""
    retired = not one.role and RETIRED.search(one.sentence.units.text, max(0, one.name.start - 40), one.name.start)
    named = {iso for _, _, iso in one.sentence.countries} | {iso for *_, iso in one.sentence.places}
    if not one.role and named - {home}:
        return False  # "Corporal X, who was killed in Helmand", "Colonel X of the Afghan Border Police"
    if retired or COMPANY.match(one.role) or OF_BODY.search(one.role) or DIPLOMAT.search(one.role.lower()):
        return False
    if told and _asked_of_another(one, home):
        return False  # "The Cambodian spokesman would not say whether Prime Minister X would attend"
    vague = abroad and office_words(one.role) in {("minister",), *MONARCHS}
    if not told and (vague or elsewhere(one, one.sentence, home) or _is_met(one)):
        return False
    return not comes_here(one, one.sentence, home) and not spoken_of(one, one.sentence, told=told)


def _asked_of_another(one: Stated, home: str) -> bool:
    """Whether an office stands in what somebody of another country says, with none of home in the sentence."""
    named = [(start, iso) for start, _, iso in one.sentence.countries if start < one.name.start]
    foreign = bool(named) and all(iso != home for _, iso in named)
    start = max(named[-1][0], one.name.start - SAID_REACH) if foreign else 0
    return foreign and SAY_WHETHER.search(one.sentence.units.text, start, one.name.start) is not None


def _told_of_others(one: Stated, sentences: list[Sentence], home: str) -> bool:
    """Whether an office of which an article without a dateline says no country is rather another country's.

    That of whom only a rank is told, of a former holder, or of a paragraph that names another country last.
    """
    if not one.role or FORMER.search(one.role):
        return True
    text, at = one.sentence.units.text, one.name.start
    for sentence in reversed(just_before(sentences, one.name.sentence, PARAGRAPH)):
        named = {iso for start, _, iso in sentence.countries if start < at and not goes_there(text, start)}
        if "\n" in text[sentence.units.starts[0] : at]:
            return False
        if named:
            return home not in named
    return False


def _corporate(role: str) -> bool:
    """Whether a president is rather a company's: in small letters and of no country."""
    return re.search(r"\b(?:vice[ -])?president\b", role) is not None and "President" not in role


def _is_met(one: Stated) -> bool:
    """Whether an office stands behind "met with" or "talks with": the one who meets is rather at home."""
    at = one.name.role[0] if one.name.role[0] >= 0 else one.name.start
    return MET_WITH.search(one.sentence.units.text, max(0, at - 80), at) is not None


def widen(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Let a bare office be the one told more fully just before ("a spokesman for …", "the spokesman, X")."""
    for draft in drafts:
        roles = [one for one in draft.stated if one.role]
        if roles and all(DEPUTY.issuperset(office_words(one.role)) for one in roles):
            deputise(roles[0], drafts)
        elif roles and max(len(office_words(one.role)) for one in roles) == 1:
            found = fuller(roles[0], sentences)
            held = predecessor(roles[0], drafts)
            if found is not None:
                roles[0].role = found[0].units.slice(*found[1])
            elif held is not None:
                roles[0].role = f"{roles[0].role} ({held.role})"
