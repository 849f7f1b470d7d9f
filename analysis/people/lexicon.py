"""The lexicons of people, offices, countries and organisations, joined into one dictionary of tagged words.

Every word gets one letter (see ``lexicons/people_grammar.yml``); entries of several words are found
through their first one.
"""

from __future__ import annotations

import re
from functools import cache

import pycountry

from analysis.lexicons import listed, load
from analysis.people.words import Dictionary, Entry


def plural(noun: str) -> str:
    """Return the plural of an office, said on its head ("ministers", "heads of state")."""
    if " of " in noun:
        head, rest = noun.split(" of ", 1)
        return f"{plural(head)} of {rest}"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if re.search(r"[- ]general$|[- ]elect$", noun):
        return re.sub(r"([- ]\w+)$", r"s\1", noun) if noun[-9:-8] != "y" else re.sub(r"y([- ]\w+)$", r"ies\1", noun)
    return noun + "s"


@cache
def dictionary() -> Dictionary:
    """Return the dictionary of all lexicons, built once."""
    book = Dictionary()
    _add_world(book)
    _add_offices(book)
    _add_words(book)
    _add_names(book)
    return book


def _add_world(book: Dictionary) -> None:
    words = load("people_words")
    extra = dict(load("countries"))
    for iso, phrases in extra.pop("institutions").items():
        for phrase in listed(phrases):
            book.add(phrase, "L", f"{iso}|")
    for phrase in listed(words["agencies"]):
        book.add(phrase, "A")
    for short, names in load("bodies").items():
        for name in [short, *listed(names)]:
            book.add(name, "B", short)
    for phrase in listed(words["not_names"]):
        book.add(phrase, "E")
    for iso, entry in extra.items():
        for name in listed(entry.get("names", "")):
            book.add(name, "C", iso)
    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name"):
            name = getattr(country, attribute, None)
            if name and "," not in name:
                book.add(name, "C", country.alpha_2)
    for iso, entry in extra.items():
        for name in listed(entry.get("demonyms", "")):
            for form in (name, name if name.endswith(("s", "sh", "ch", "ese")) else name + "s"):
                book.add(form, "D", iso)
        for name in listed(entry.get("capital", "")):
            book.add(name, "P", f"{iso}*")
        for name in listed(entry.get("places", "")):
            book.add(name, "P", iso)


def _add_offices(book: Dictionary) -> None:
    ranks, offices = load("ranks"), load("offices")
    for letter, key in (("R", "ranks"), ("H", "honorifics"), ("H", "styles")):
        for phrase in listed(ranks[key]):
            book.add(phrase, letter, ("+" if key == "styles" else "") + phrase)
    for phrase in listed(offices["both"]):
        book.add(phrase, "m", folded=True)
        book.add(plural(phrase), "Q", phrase, folded=True)
    for letter, key in (("V", "posted"), ("O", "heads")):
        for phrase in listed(offices[key]):
            if phrase == "counterpart":
                continue
            book.add(phrase, letter, folded=True)
            book.add(plural(phrase), "Q", phrase, folded=True)
    for short in listed(offices["short"]):
        book.add(short, "O")
    book.add("counterpart", "k", folded=True)
    for word in ("counterparts", "colleague", "colleagues", "opposite number"):
        book.add(word, "k", folded=True)
    for word in listed(load("people_words")["kin"]):
        book.add(word, "b", folded=True)
    for letter, key in (("F", "fields"), ("M", "modifiers"), ("j", "institutions")):
        for phrase in listed(offices[key]):
            book.add(phrase, letter, folded=True)
    for phrase in listed(offices["organisation_nouns"]):
        cased = " ".join(word if word == "of" else word[:1].upper() + word[1:] for word in phrase.split())
        book.add(cased, "J")
    for phrase in listed(offices["complement_words"]):
        book.add(phrase, "c", folded=True)


FUNCTION = {
    "of": "o",
    "the": "t",
    "a": "a",
    "an": "a",
    "and": "&",
    "for": "f",
    "on": "n",
    "in": "n",
    "at": "n",
    "to": "z",
    "with": "i",
    "from": "r",
    "by": "i",
    "who": "w",
    "whose": "w",
    "which": "w",
    "his": "h",
    "her": "h",
    "their": "h",
    "its": "h",
    "as": "l",
}


def _add_words(book: Dictionary) -> None:
    words = load("people_words")
    for word, letter in FUNCTION.items():
        book.lower[word] = Entry(letter, word)
        book.exact[word.capitalize()] = Entry(letter if letter in "tahonfzir" else "u", word)
    for word in listed(words["calendar"]):
        book.exact[word] = Entry("d", word)
    for key, letter in (
        ("pronouns", "q"),
        ("prepositions", "p"),
        ("speech", "v"),
        ("actions", "y"),
        ("particles", "x"),
    ):
        for word in listed(words[key]):
            book.add(word, letter, folded=True)
    for word in listed(words["pronouns"]):
        if word not in FUNCTION:
            book.exact[word.capitalize()] = Entry("q", word)


def _add_names(book: Dictionary) -> None:
    for particle in listed(load("people_words")["upper_particles"]):
        book.exact.setdefault(particle, Entry("X", particle))
    for key, names in load("names").items():
        if key == "ambiguous":
            continue
        for name in names.split():
            book.exact.setdefault(name, Entry("S" if key == "family" else "G", name))
