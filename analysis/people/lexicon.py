"""The lexicons of people, offices, countries and organisations, joined into one dictionary of tagged words.

Every word gets one letter (see ``lexicons/people_grammar.yml``); entries of several words are found
through their first one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import pycountry

from analysis.lexicons import load
from analysis.text import TOKEN

MEMORY = 200_000  # surface forms remembered before the memo is emptied


@dataclass(frozen=True, slots=True)
class Entry:
    """The reading of a word or of several: a tag letter and what it stands for."""

    letter: str
    value: str = ""


PLAIN = Entry("u")


@dataclass(slots=True)
class Dictionary:
    """Exact forms and lower-case forms, each for single words and for several by their first word."""

    exact: dict[str, Entry] = field(default_factory=dict)
    lower: dict[str, Entry] = field(default_factory=dict)
    exact_many: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    lower_many: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    memo: dict[str, tuple[Entry, tuple[tuple[tuple[str, ...], Entry, bool], ...]]] = field(default_factory=dict)

    def add(self, phrase: str, letter: str, value: str = "", *, folded: bool = False) -> None:
        """Add an entry unless there is one; ``folded`` entries match without regard to case."""
        words = tuple(TOKEN.findall(phrase.lower() if folded else phrase))
        if not words:
            return
        entry = Entry(letter, value or phrase)
        single, many = (self.lower, self.lower_many) if folded else (self.exact, self.exact_many)
        if len(words) == 1:
            single.setdefault(words[0], entry)
        else:
            known = many.setdefault(words[0], [])
            if all(rest != words[1:] for rest, _ in known):
                known.append((words[1:], entry))

    def look_up(self, word: str) -> tuple[Entry, tuple[tuple[tuple[str, ...], Entry, bool], ...]]:
        """Return the entry of a word and the longer entries that begin with it, longest first."""
        found = self.memo.get(word)
        if found is None:
            if len(self.memo) > MEMORY:
                self.memo.clear()
            found = self.memo[word] = self._read(word)
        return found

    def _read(self, word: str) -> tuple[Entry, tuple[tuple[tuple[str, ...], Entry, bool], ...]]:
        low = word.lower().replace("’", "'")
        many = [(rest, entry, False) for rest, entry in self.exact_many.get(word.replace("’", "'"), ())]
        if word.isupper() and len(word) > 1:
            title = word.capitalize()
            many += [(rest, entry, False) for rest, entry in self.exact_many.get(title, ())]
        many += [(rest, entry, True) for rest, entry in self.lower_many.get(low, ())]
        many.sort(key=lambda item: -len(item[0]))
        return self._single(word, low), tuple(many)

    def _single(self, word: str, low: str) -> Entry:
        if not word[0].isalpha():
            return _sign(word)
        if not word.isascii() and not unicodedata.name(word[0], "").startswith("LATIN"):
            return Entry("u", word)  # another script: kept as a variant where a Latin form stands beside it
        exact = self.exact.get(word) or self.exact.get(word.replace("’", "'"))
        if exact is not None:
            return exact
        if word.isupper() and len(word) > 3 and (known := self.exact.get(word.capitalize())):
            return known
        known = self.lower.get(low)
        if known is not None and (not word[0].isupper() or known.letter not in "uvypjxi"):
            return known
        if not word[0].isupper():
            if known is None and re.match(PREFIXED, word):
                return Entry("S", word)
            return known or _hyphened(self, word) or PLAIN
        return _capital(self, word, low, known)


PREFIXED = re.compile(r"(?:al|el|as|ash|ad|an|ar|at|az|ul|ur|ez|es|et|il)[-‐][^\W\d_]", re.UNICODE)
HYPHEN = re.compile(r"[-‐‑]")


def _sign(word: str) -> Entry:
    if word in ("'s", "’s", "'S", "’S"):
        return Entry("s")
    if word[0].isdigit():
        return Entry("#", word)
    return SIGNS.get(word, Entry("."))


SIGNS = {
    sign: Entry(letter)
    for letter, signs in {
        ",": ",",
        "(": "([",
        ")": ")]",
        "-": "–—-",
        ";": ";",
        ":": ":",
        ".": ".…!?",
        '"': '"“”«»‘',
        "'": "'’",
        "/": "/",
        "&": "&",
    }.items()
    for sign in signs
}


def _hyphened(dictionary: Dictionary, word: str) -> Entry | None:
    """Read "Iran-backed", "ex-minister", "then-President" by their parts."""
    parts = HYPHEN.split(word)
    if len(parts) == 2 and parts[0] in ("ex", "then", "vice", "co", "non"):
        last = dictionary.look_up(parts[1])[0]
        if last.letter in "OVQFMm":
            return Entry(last.letter, word)
    return None


def _capital(dictionary: Dictionary, word: str, low: str, known: Entry | None) -> Entry:
    """Read a capitalised word that no exact entry knows."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
    if plain != word and (named := dictionary.exact.get(plain)) and named.letter in "GS":
        return named
    parts = HYPHEN.split(word)
    if len(parts) > 1:
        compound = _compound(dictionary, parts, word)
        if compound is not None:
            return compound
    if known is not None and known.letter in "pjxivyu":
        return Entry("W" if known.letter in "pvyui" else ("J" if known.letter == "j" else "X"), known.value)
    if len(word) == 1:
        return Entry("I", word)
    if low in dictionary.lower or low in ordinary():
        return Entry("W", word)
    if SURNAME.search(low) or PREFIXED.match(low) or re.match(r"(?:O['’]|Mc|Mac|D['’])[A-Z]", word):
        return Entry("S", word)
    if low.endswith(("ing", "tion", "ment", "ness", "ship")) and len(low) > 6:
        return Entry("W", word)
    if word.isupper() and 2 <= len(word) <= 6:
        return Entry("K", word)
    return Entry("N", word)


def _compound(dictionary: Dictionary, parts: list[str], word: str) -> Entry | None:
    letters = "".join(dictionary.look_up(part)[0].letter if part else "u" for part in parts)
    if re.fullmatch(r"[CDPBc]{2,}", letters):
        return Entry("D", word)  # Iran-Tajikistan
    if letters[0] in "CDPB" and letters[1:].islower():
        return Entry("u", word)  # Iran-backed, Moscow-based
    if letters[-1] in "OVQ" and letters[0] in "uMmFNW" and parts[0].lower() in ("ex", "then", "vice", "co"):
        return Entry(letters[-1], word)
    if "G" in letters and not set(letters) & set("vyp"):
        return Entry("G", word)  # Jean-Marie
    return None


@cache
def ordinary() -> frozenset[str]:
    """Return the ordinary words (lower case) that are no names when capitalised."""
    return frozenset(load("people_ordinary")["words"].split())


def _suffixes() -> re.Pattern[str]:
    endings = set(listed(load("people_words")["surname_suffixes"]))
    return re.compile(rf".{{2,}}(?:{'|'.join(sorted(endings, key=lambda ending: (-len(ending), ending)))})$")


def listed(text: str) -> list[str]:
    """Return the entries of a comma-separated lexicon text, white space folded."""
    return [" ".join(part.split()) for part in str(text).split(",") if part.strip()]


SURNAME = _suffixes()


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


def words_of(text: str) -> Iterable[str]:
    """Yield the tokens of a phrase."""
    return TOKEN.findall(text)
