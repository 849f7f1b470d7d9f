"""The people of one article, from its sentences to ``People``."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache

import pycountry

from analysis.layout import Block
from analysis.lexicons import load
from analysis.people.case import restored
from analysis.people.chunks import Sentence, chunk
from analysis.people.context import FORMER, complete, widen
from analysis.people.delegations import delegations
from analysis.people.lexer import units_of
from analysis.people.links import link
from analysis.people.ministries import is_field, organisation_of
from analysis.people.model import Mention, Official, People, Person
from analysis.people.offices import belongs_to_state, normal_office, office_words
from analysis.people.persons import country_of, fullest, resolve
from analysis.people.presence import presence_of
from analysis.people.references import refer
from analysis.people.stated import Draft, Stated
from analysis.text import Split

HEADS = ("title", "heading")
TITLE_CASE = 0.6  # of the longer words of a heading capitalised: title case
EVIDENCE = 4  # spans kept for a person


def find_people(split: Split, *, blocks: tuple[Block, ...] = (), publication: str | None = None) -> People:
    """Find the people, officials, delegations, countries and organisations of one article.

    Parameters
    ----------
    split : Split
        Its sentences and tokens.
    blocks : tuple of Block, optional
        The layout: headings are read with care, the dateline tells where the text speaks from.
    publication : str, optional
        Country (ISO 3166-1 alpha-2) or web address of the paper, for offices whose country nobody states.

    Returns
    -------
    People
        Every offset counts in ``split.text``; a mention's text is exactly the slice.
    """
    text = split.text
    source, note = restored(split)
    sentences = _sentences(source, blocks)
    stated, drafts = resolve(sentences)
    complete(drafts, sentences, blocks, publication)
    widen(drafts, sentences)
    references, officials = refer(sentences, stated, drafts, source)
    persons = [_person(draft, source, text) for draft in drafts]
    officials = [_with_presence(official, source) for official in officials]
    return People(
        mentions=tuple(_mention(one, text) for one in stated),
        persons=tuple(persons),
        officials=tuple(officials),
        delegations=tuple(delegations(sentences, persons, stated, officials, source)),
        countries=tuple(sorted(span for sentence in sentences for span in sentence.countries)),
        bodies=tuple(sorted(span for sentence in sentences for span in sentence.bodies)),
        places=tuple(sorted(span for sentence in sentences for span in sentence.places)),
        organisations=tuple(sorted(span for sentence in sentences for span in sentence.organisations)),
        references=tuple(references),
        note=note,
    )


@cache
def _credits() -> re.Pattern[str]:
    return re.compile(load("people_words")["credits"].strip(), re.IGNORECASE | re.DOTALL)


def _sentences(split: Split, blocks: tuple[Block, ...]) -> list[Sentence]:
    starts = [block.start for block in blocks]
    found = []
    for index, (start, end) in enumerate(split.sentences):
        if split.first[index] == split.first[index + 1] or _credits().match(split.text, start, min(end, start + 300)):
            continue
        at = bisect_right(starts, start) - 1
        head = at >= 0 and blocks[at].kind in HEADS
        titled = head and _title_case(split.text[start:end])
        sentence = chunk(units_of(split, index), index, titled=titled)
        sentence.head = head
        link(sentence)
        found.append(sentence)
    return found


def _title_case(heading: str) -> bool:
    words = re.findall(r"[^\W\d_]{4,}", heading)
    return bool(words) and sum(word[0].isupper() for word in words) >= TITLE_CASE * len(words)


@cache
def _country_name(iso: str) -> str:
    country = pycountry.countries.get(alpha_2=iso)
    return str(getattr(country, "common_name", country.name)) if country else ("Kosovo" if iso == "XK" else iso)


def _role(draft: Draft) -> Stated | None:
    """Return the mention with the fullest office: one of a state held now, most words of it, then a country, then the first."""
    with_role = [one for one in draft.stated if one.role]
    if not with_role:
        return None
    now = any(belongs_to_state(one.role) and not FORMER.match(one.role) for one in with_role)
    return max(
        with_role,
        key=lambda one: (
            not (now and FORMER.match(one.role)),
            len(office_words(one.role)),
            one.name.link != "counterpart",
            bool(one.countries or one.bodies),
            -one.name.start,
        ),
    )


def _person(draft: Draft, split: Split, text: str) -> Person:
    main = _role(draft)
    countries, bodies = country_of(draft)
    present, witness = presence_of(draft, split)
    role = main.role if main else ""
    held = [one for one in draft.stated if one is main or not FORMER.match(one.role)]
    stated = (one.organisation for one in held if not is_field(one.organisation, one.role))
    organisation = next(filter(None, stated), "")
    if not organisation and role:
        organisation = organisation_of(role, _country_name(countries[0]) if countries else "")
    rank = max((one.name.rank for one in draft.stated), key=len, default="")
    chosen = [one for one in dict.fromkeys(map(id, [main, witness, draft.stated[0]])) if one]
    by_id = {id(one): one for one in draft.stated}
    spans = [_span(by_id[key]) for key in chosen if key in by_id][:EVIDENCE]
    forms = [" ".join(text[one.name.start : one.name.end].split()) for one in draft.stated]
    foreign = [form for one in draft.stated if (form := _other_script(one, split))]
    variants = tuple(dict.fromkeys(forms + foreign))
    return Person(
        name=fullest(draft),
        role=role,
        office=normal_office(role),
        rank=rank,
        organisation=organisation,
        countries=countries,
        bodies=bodies,
        present=present,
        evidence=tuple(dict.fromkeys(spans)),
        variants=variants,
        inferred=any(one.inferred for one in draft.stated),
    )


OTHER_SCRIPT = re.compile(r"\s*[(\[](?:[A-Z][a-z]+:\s*)?([^()\[\]]{2,80}?)[;)\],]")


def _other_script(one: Stated, split: Split) -> str:
    """Return the name in another script that stands in brackets after a Latin one, or ``""``."""
    end = split.sentences[one.name.sentence][1]
    found = OTHER_SCRIPT.match(split.text, one.name.end, end)
    if not found or re.search(r"[A-Za-z]", found[1]) or not any(sign.isalpha() for sign in found[1]):
        return ""
    return " ".join(found[1].split())


def _span(one: Stated) -> tuple[int, int]:
    starts = [one.name.start] + ([one.name.role[0]] if one.name.role[0] >= 0 else [])
    return min(starts), max(one.name.end, one.name.role[1])


def _mention(one: Stated, text: str) -> Mention:
    name = one.name
    shown = " ".join(text[name.start : name.end].split())
    kind = "full" if " " in shown else ("titled" if one.role or name.rank else "short")
    return Mention(
        name.start,
        name.end,
        shown,
        one.person,
        one.role,
        name.rank,
        one.organisation,
        one.countries,
        one.bodies,
        name.role[0] if one.role else -1,
        name.role[1] if one.role else -1,
        kind,
    )


def _with_presence(official: Official, split: Split) -> Official:
    start, end = split.sentences[split.sentence_at(official.start)]
    words = split.text[start:end]
    before = split.text[start : official.start].lower()
    there = re.search(
        r"attend|took part|participat|in a phone|held|met\b|signed|express|talks|welcomed by|along with|join",
        words,
    )
    later = re.search(r"\bwill\b|expected|scheduled|plan", before)
    return replace(official, present="unclear" if later else ("yes" if there else "no"))
