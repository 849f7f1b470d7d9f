"""The organisation that an office implies."""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicons import listed, load
from analysis.people.offices import office_words, world, world_cased

MINISTRY_OF = re.compile(
    r"[Mm]inister (?:of|for) (?:State for )?(?:the )?([A-Z][\w-]+(?:(?:,? and|,)? [A-Z][\w-]+)*)"
)
MINISTER = re.compile(r"((?:[\w-]+ )?affairs|armed forces|[\w-]+(?: and [\w-]+)?) (?:minister|ministers)$")
MINISTRIES = {
    "home": "Home Affairs",
    "foreign": "Foreign Affairs",
    "external affairs": "External Affairs",
    "internal": "Internal Affairs",
}
NO_FIELD = frozenset(
    {
        "prime",
        "deputy",
        "first",
        "vice",
        "acting",
        "former",
        "cabinet",
        "senior",
        "chief",
        "the",
        "state",
        "union",
        "federal",
        "central",
        "provincial",
        "regional",
        "republican",
        "junior",
        "interim",
        "caretaker",
        "outgoing",
        "new",
        "then",
        "visiting",
        "assistant",
        "current",
    }
)


def is_field(organisation: str, role: str) -> bool:
    """Whether what seems an organisation is a minister's field ("Deputy Minister of Water and Energy")."""
    if not organisation:
        return False
    found = re.search(rf"[Mm]inister\b(.*) (?:of|for) (?:the )?{re.escape(organisation)}$", " ".join(role.split()))
    # "Minister of Defense and National Service"
    several = " and " in organisation and found is not None and not found[1]
    return found is not None and (several or organisation.split()[-1].lower() not in _bodies())


@cache
def _bodies() -> frozenset[str]:
    offices = load("offices")
    return frozenset(listed(offices["organisation_nouns"])) - frozenset(listed(offices["fields"]))


def _has_field(before: str) -> bool:
    """Whether a minister's field stands before ("Vice Defense Minister for International Affairs")."""
    field = MINISTER.search(re.sub(r"[’']s\b", "", " ".join(before.split())).lower())
    words = set(field[1].split()) if field else set()
    return bool(words - NO_FIELD - {"and"}) and "minister" not in words and not world().fullmatch(" ".join(words))


def organisation_of(role: str, country: str) -> str:
    """Name the organisation an office implies ("Ministry of Internal Affairs of Tajikistan"), or ``""``.

    Parameters
    ----------
    role : str
        The office as stated.
    country : str
        The country's name, added where the role's words allow; may be ``""``.
    """
    if "shadow" in role.lower():
        return ""  # of the opposition
    of = f" of {country}" if country else ""
    named = MINISTRY_OF.search(role)
    if named and not _has_field(role[: named.start()] + named[0].split()[0]):
        field = world_cased().sub("", named[1]).strip(" ,")
        return f"Ministry of {field}{of}" if field else ""
    plain = re.sub(r"[’']s\b", "", " ".join(role.split()))
    before = MINISTER.search(re.sub(r" (?:of|for) .*$", "", plain, flags=re.DOTALL).lower())
    if before:
        field = before[1].split(" and ")[-1] if before[1].split(" and ")[0] in NO_FIELD else before[1]
        acronym = re.search(rf"\b{re.escape(field.upper())}\b", role) is not None
        known = acronym or field in NO_FIELD or world().fullmatch(field)
        return "" if known else f"Ministry of {MINISTRIES.get(field, field.title().replace(' And ', ' and '))}{of}"
    words = set(office_words(role))
    if not country or words & {
        "deputy",
        "spokesperson",
        "adviser",
        "assistant",
        "secretary",
        "envoy",
        "aide",
    }:
        return ""
    heads = load("people_offices")["organisations"]
    return next((f"{name}{of}" for head, name in heads.items() if re.search(rf"\b{head}\b", role.lower())), "")
