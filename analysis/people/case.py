"""Texts all in capitals or all in small letters: the case of names is put back as far as lexicons allow."""

from __future__ import annotations

from dataclasses import replace

from analysis.people.lexicon import SURNAME, dictionary, ordinary
from analysis.text import Split

FEWEST = 40  # letters that a judgement needs
SHARE = 0.9
CAPITALS = "The text is all in capitals; names are told by lexicons only."
SMALL = "The text is all in small letters; names are told by lexicons only."


def restored(split: Split) -> tuple[Split, str]:
    """Return the split, its text with case put back where it has none, and a note if so."""
    sample = split.text[:20_000]
    upper = sum(map(str.isupper, sample))
    letters = sum(map(str.isalpha, sample))
    if letters < FEWEST or (upper and upper < SHARE * letters):
        return split, ""
    capitals = bool(upper)
    book, plain = dictionary(), ordinary()
    out = list(split.text)
    for start, end in zip(split.starts, split.ends, strict=True):
        word = split.text[start:end]
        if not word[0].isalpha():
            continue
        low = word.lower()
        known = low in book.lower or low in plain
        name = "-".join(part[:1].upper() + part[1:] for part in low.split("-"))
        listed = name in book.exact or name in book.exact_many
        proper = (listed and not known) or (not known and (capitals or SURNAME.search(low) is not None))
        word = word if capitals and word in book.exact and not listed else (name if proper else low)
        if len(word) == end - start:
            out[start:end] = word
    return replace(split, text="".join(out)), CAPITALS if capitals else SMALL
