"""Punkt with the project's own parameters; apart, because NLTK is slow to import and only reading needs it."""

from __future__ import annotations

import re
from functools import cache

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from analysis.lexicons import load

INITIALS = re.compile(r"[a-z]\.[a-z]")
CLOSERS = "\"'”’»)]"


class _LanguageVars(PunktLanguageVars):
    """Punkt's rules for English news: typographic quotes close a sentence too."""

    sent_end_chars = (".", "?", "!", "…")
    re_boundary_realignment = re.compile(rf"[{re.escape(CLOSERS)}]+?(?:\s+|(?=--)|$)", re.MULTILINE)
    _re_non_word_chars = r"(?:[?!)\"“”»;}\]\*:@'’\({\[])"


class _Abbreviations(set[str]):
    """Abbreviations, with the initials of given names ("I.V. Petrov")."""

    def __contains__(self, word: object) -> bool:
        return super().__contains__(word) or (isinstance(word, str) and INITIALS.fullmatch(word) is not None)


@cache
def punkt() -> PunktSentenceTokenizer:
    """Return NLTK's sentence tokenizer with the project's abbreviations and sentence starters."""
    lexicon = load("abbreviations")
    parameters = PunktParameters()
    parameters.sent_starters = set(lexicon["starters"])
    words = {word for kind, words in lexicon.items() if kind != "starters" for word in words}
    parameters.abbrev_types = _Abbreviations(words)
    tokenizer = PunktSentenceTokenizer(lang_vars=_LanguageVars())
    tokenizer._params = parameters
    return tokenizer
