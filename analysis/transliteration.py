"""Spellings of one name: what Persian, Tajik, Russian and Arabic names have in common in Latin letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from rapidfuzz.distance import JaroWinkler

from analysis.lexicons import load

LONG_SKELETON = 4  # consonants from which one unlike vowel is forgiven
CLOSE = 0.94  # Jaro-Winkler similarity of long parts that rules do not reach
LONG_PART = 7  # letters
SHORTEST_STEM = 4
NEAR = 0.86  # Jaro-Winkler similarity of parts where office and country are the same
NEAR_BONES = 0.95  # of all consonants run together, where names are cut differently
LONG_BONES = 8
GROUP_SIGN = 0xE000  # private use: stands for a group of given names in a blocking key
FATHERS = frozenset({"bin", "ibn", "bint", "ben"})
ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az|ul|ur|es|il)[-‐‑' ]+(?=\w{3})")


@cache
def _letters() -> dict[int, str]:
    return {ord(letter): put for letter, put in load("people_transliteration")["letters"].items()}


@lru_cache(maxsize=100_000)
def folded(part: str) -> str:
    """Return a part of a name in lower case without accents, apostrophes and the Arabic article."""
    plain = part.lower() if part.isascii() else part.lower().translate(_letters())
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = ARTICLE.sub("", plain)
    return re.sub(r"[^\w]|_", "", plain)


@lru_cache(maxsize=100_000)
def parts_of(name: str) -> tuple[str, ...]:
    """Return the folded parts of a name; hyphens part, articles go."""
    parts = [folded(part) for part in re.split(r"\s+", ARTICLE.sub("", name.strip()))]
    return tuple(part for part in parts if part)


@cache
def _rules() -> list[tuple[re.Pattern[str], str]]:
    lexicon = load("people_transliteration")
    return [(re.compile(a), b) for key in ("endings", "sounds", "vowels") for a, b in lexicon[key]]


@lru_cache(maxsize=100_000)
def sounds(part: str) -> tuple[str, tuple[str, ...]]:
    """Return the consonants of a folded part by class, and the vowels between them.

    Returns
    -------
    (str, tuple of str)
        The skeleton ("rahimzoda" gives "rhmzd") and one vowel group before, between and after its letters.
    """
    for pattern, put in _rules():
        part = pattern.sub(put, part)
    part = re.sub(r"([^aeiou])\1+", r"\1", part)
    vowels = re.split(r"[^aeiou]", part)
    return re.sub(r"[aeiou]", "", part), tuple(vowels)


@cache
def _alike() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in load("people_transliteration")["alike"])


def _vowels_differ(a: str, b: str) -> bool:
    if a == b:
        return False
    if not a or not b:
        return True
    return frozenset((a[-1], b[-1])) not in _alike() and a[-1] != b[-1]


@cache
def equal_names() -> dict[str, int]:
    """Return for each given name of the lexicon the number of its group."""
    return {
        folded(word): number
        for number, group in enumerate(load("people_transliteration")["equal"])
        for word in group.split()
    }


@lru_cache(maxsize=200_000)
def same_part(a: str, b: str) -> str:
    """Tell why two folded parts are spellings of one name, or return ``""``.

    Returns
    -------
    str
        ``same``, ``spelling`` (transliteration rules), ``ending`` (with and without -ov, -zoda, -bek …),
        ``close`` (alike by Jaro-Winkler, or but for an h) or ``""``.
    """
    if a == b:
        return "same"
    groups = equal_names()
    if a in groups or b in groups:
        return "spelling" if groups.get(a, -1) == groups.get(b, -2) else ""
    if min(len(a), len(b)) < 3:
        return ""
    (bones_a, vowels_a), (bones_b, vowels_b) = sounds(a), sounds(b)
    if bones_a == bones_b and unaccented(a) != unaccented(b):
        unlike = sum(_vowels_differ(x, y) for x, y in zip(vowels_a, vowels_b, strict=False))
        return "spelling" if unlike <= (1 if len(bones_a) >= LONG_SKELETON else 0) and len(bones_a) > 1 else ""
    if bones_a.replace("g", "k") == bones_b.replace("g", "k") and len(bones_a) >= 3:
        return "" if any(map(_vowels_differ, vowels_a, vowels_b)) else "spelling"
    if unaccented(a) == unaccented(b):
        return "spelling"
    if without_ending(a) == without_ending(b):
        return "ending"
    if min(len(a), len(b)) >= LONG_PART and bones_a.replace("h", "") == bones_b.replace("h", "") and a[0] == b[0]:
        return "close"
    if min(len(a), len(b)) >= LONG_PART and a[0] == b[0] and JaroWinkler.similarity(a, b) >= CLOSE:
        return "close"
    return ""


@cache
def _signs() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(a), b) for a, b in load("people_transliteration")["unaccented"]]


@lru_cache(maxsize=100_000)
def unaccented(part: str) -> str:
    """Return a folded part as a paper without accents prints it ("Vučić", "Vucic"; "Cemil", "Jemil")."""
    for pattern, put in _signs():
        part = pattern.sub(put, part)
    return part


@lru_cache(maxsize=100_000)
def bones(part: str) -> str:
    """Return the consonants of a folded part, coarsely: all spellings of one name share them."""
    return sounds(unaccented(part))[0].replace("g", "k") or part


@lru_cache(maxsize=100_000)
def block_of(part: str) -> str:
    """Return what all spellings of a part share: a sign for a given name of the lexicon, else its consonants."""
    group = equal_names().get(part)
    return bones(part) if group is None else chr(GROUP_SIGN + group)


@lru_cache(maxsize=100_000)
def without_ending(part: str) -> str:
    """Return the consonants and last vowels of a part, an ending that may change left off."""
    for pattern, put in _rules():
        part = pattern.sub(put, part)
    stem = re.sub(load("people_transliteration")["changing"], "", part)
    return stem.rstrip("aeiou") if len(stem) >= SHORTEST_STEM else part


def near_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names are nearly alike: enough for two holders of one office of one country, not by itself.

    Either one part is the same and the other much alike, or the parts are cut differently
    ("Adel Bek", "Adilbek") and run together they are much alike.
    """
    if min(len(a), len(b)) < 2:
        return False
    if len(a) == len(b):
        alike = [bool(same_part(x, y)) for x, y in zip(a, b, strict=True)]
        near = [JaroWinkler.similarity(x, y) >= NEAR and x[0] == y[0] for x, y in zip(a, b, strict=True)]
        return any(alike) and all(x or y for x, y in zip(alike, near, strict=True))
    bones = ["".join(sounds(part)[0].replace("g", "k") for part in name) for name in (a, b)]
    if min(map(len, bones)) < LONG_BONES or not same_start(a[0], b[0]):
        return False
    return JaroWinkler.similarity(*bones) >= NEAR_BONES


def same_start(a: str, b: str) -> bool:
    """Whether one part begins with the consonants of the other."""
    one, other = sorted((sounds(a)[0], sounds(b)[0]), key=len)
    return other.startswith(one)


@cache
def _optional() -> tuple[frozenset[str], re.Pattern[str]]:
    lexicon = load("people_transliteration")
    return frozenset(lexicon["optional"]), re.compile(lexicon["patronymics"])


def is_optional(part: str) -> bool:
    """Whether a part of a name may be left out: a style, a patronymic, an initial."""
    words, patronymic = _optional()
    return part in words or len(part) == 1 or patronymic.search(part) is not None


@lru_cache(maxsize=200_000)
def same_name(a: tuple[str, ...], b: tuple[str, ...]) -> str:
    """Tell why two names (folded parts) may be one person's, or return ``""``.

    Every part of the shorter one must answer to one of the longer; of the longer one family name
    and given name must be met. Order is free, for a surname may come first; two parts may be joined.

    Returns
    -------
    str
        ``same``, ``part`` (a part left out), ``order``, ``spelling``, ``joined``; with less certainty
        ``prefix`` (the last part left out), ``ending``, ``close``; or ``""``.
    """
    if a == b:
        return "same"
    if "".join(a) == "".join(b):
        return "joined"
    if _of_other_sons(a, b):
        return ""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    met = _met(short, long)
    if met is None:
        return _joined(short, long)
    order, reasons = met
    missed = [i for i in range(len(long)) if i not in order]
    if len(short) == 1 and len(long) > 1:
        return "part" if order[0] == len(long) - 1 and not reasons & UNSURE else ""
    if len(long) - 1 in missed and not is_optional(long[-1]):
        return _shorter(short, long, order, reasons)
    if 0 in missed and len(short) < 2:
        return ""
    return _reason(order, reasons, missed)


UNSURE = frozenset({"ending", "close"})


def _of_other_sons(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names with "bin …" have other given names before it: brothers, even if one is called Mohamed."""
    one, other = (next((son for son, mark in pairwise(name) if mark in FATHERS), "") for name in (a, b))
    if not one or not other:
        return False
    initial = 1 in (len(one), len(other)) and one[0] == other[0]
    return not initial and not same_part(one, other)


def _shorter(short: tuple[str, ...], long: tuple[str, ...], order: list[int], reasons: set[str]) -> str:
    """Read a name whose last part is left out: a clan after "bin …", else perhaps a father's name."""
    if order != list(range(len(short))) or len(short) < 2 or reasons & UNSURE:
        return ""
    return "part" if FATHERS.intersection(short) else "prefix"


def _reason(order: list[int], reasons: set[str], missed: list[int]) -> str:
    if reasons & UNSURE and order != sorted(order):
        return ""
    for why in ("close", "ending", "spelling"):
        if why in reasons:
            return why
    if order != sorted(order):
        return "order"
    return "part" if missed else "same"


def _met(short: tuple[str, ...], long: tuple[str, ...]) -> tuple[list[int], set[str]] | None:
    order: list[int] = []
    reasons: set[str] = set()
    for part in short:
        for index, other in enumerate(long):
            if index in order:
                continue
            why = same_part(part, other)
            if not why and (len(part) == 1 or len(other) == 1) and part[0] == other[0]:
                why = "initial"
            if why:
                order.append(index)
                reasons.add(why)
                break
        else:
            if not is_optional(part) or len(part) == 1:
                return None
    return (order, reasons) if order else None


def _joined(short: tuple[str, ...], long: tuple[str, ...]) -> str:
    """Meet two parts with one ("Ali Akbar" and "Aliakbar", "Kassym Jomart")."""
    for index in range(len(long) - 1):
        whole = (*long[:index], long[index] + long[index + 1], *long[index + 2 :])
        if len(whole) == len(short) > 1 and all(same_part(x, y) for x, y in zip(short, whole, strict=True)):
            return "joined"
    return ""
