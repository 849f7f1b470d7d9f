"""Words read one by one: a dictionary of exact and folded forms, and the shapes of words it does not hold."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from analysis.lexicons import listed, load
from analysis.memo import Memo
from analysis.text import TOKEN


@dataclass(frozen=True, slots=True)
class Entry:
    """The reading of a word or of several: a tag letter and what it stands for."""

    letter: str
    value: str = ""


PLAIN = Entry("u")


Many = tuple[tuple[tuple[str, ...], Entry, bool], ...]  # the longer entries that begin with a word, longest first


@dataclass(slots=True)
class Dictionary:
    """Exact forms and lower-case forms, each for single words and for several by their first word."""

    exact: dict[str, Entry] = field(default_factory=dict)
    lower: dict[str, Entry] = field(default_factory=dict)
    exact_many: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    lower_many: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    memo: Memo[tuple[Entry, Many]] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with an empty memo."""
        self.memo = Memo(self._read)

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

    def look_up(self, word: str) -> tuple[Entry, Many]:
        """Return the entry of a word and the longer entries that begin with it, longest first."""
        return self.memo[word]

    def _read(self, word: str) -> tuple[Entry, Many]:
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


PREFIXED = re.compile(
    r"(?:al|el|as|ash|ad|an|ar|at|az|ul|ur|ez|es|et|il)[-‐][^\W\d_]|(?:d|l|dell|dall|degl)['’][A-ZÀ-Þ]", re.UNICODE
)
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
    if letters[0] in "OVm" and parts[-1].lower() in ("designate", "elect", "nominate", "large"):
        return Entry("V" if letters[0] == "V" else "O", word)
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


SURNAME = _suffixes()
