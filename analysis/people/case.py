"""Texts all in capitals or all in small letters: the case of names is put back as far as lexicons allow."""

from __future__ import annotations

from dataclasses import replace

from analysis.people.lexicon import dictionary
from analysis.people.words import SURNAME, ordinary
from analysis.text import Split

FEWEST = 40  # letters that a judgement needs
SHARE = 0.9
COMMON = "etaoin"
CAPITALS = "The text is all in capitals; names are told by lexicons only."
SMALL = "The text is all in small letters; names are told by lexicons only."


def restored(split: Split) -> tuple[Split, str]:
    """Return the split, its text with case put back where it has none, and a note if so."""
    sample = split.text[:20_000]
    common = sum(map(sample.count, COMMON))
    if common > max(FEWEST, 2 * (1 - SHARE) * len(sample)) and any(map(str.isupper, sample)):
        return split, ""  # so many small letters that it need not be counted further
    upper = sum(map(str.isupper, sample))
    letters = sum(map(str.isalpha, sample))
    if letters < FEWEST or (upper and upper < SHARE * letters):
        return split, ""
    capitals = bool(upper)
    out = list(split.text)
    named = -1  # where the last given or family name ended
    for start, end in zip(split.starts, split.ends, strict=True):
        word = split.text[start:end]
        if not word[0].isalpha():
            continue
        word, is_name = _cased(word, capitals, after_name=named == start - 1)
        named = end if is_name else -1
        if len(word) == end - start:
            out[start:end] = word
    return replace(split, text="".join(out), memory={}), CAPITALS if capitals else SMALL


def _cased(word: str, capitals: bool, *, after_name: bool) -> tuple[str, bool]:
    """Return a word as it would be written, and whether it is part of a name."""
    book = dictionary()
    low = word.lower()
    known = low in book.lower or low in ordinary()
    name = "-".join(part[:1].upper() + part[1:] for part in low.split("-"))
    entry = book.exact.get(name)
    listed = entry is not None or name in book.exact_many
    unknown = not known and (capitals or after_name or SURNAME.search(low) is not None)
    if capitals and word in book.exact and not listed:
        return word, False  # an acronym
    proper = (listed and not known) or unknown
    return (name if proper else low), proper and (entry is None or entry.letter in "GS")
