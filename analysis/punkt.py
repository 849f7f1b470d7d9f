"""Punkt with the project's own parameters; apart, because NLTK is slow to import and only reading needs it."""

from __future__ import annotations

import re
from functools import cache

from nltk.tokenize.punkt import PunktLanguageVars, PunktParameters, PunktSentenceTokenizer

from analysis.lexicons import load

INITIALS = re.compile(r"[a-z]\.[a-z]")
CLOSERS = "\"'”’»)]"
PLAIN = re.compile(
    r"([A-Za-z]{2,})\.\s+[A-Za-z]"
)  # a plain word, a full stop, another word: what most sentences end in


class _LanguageVars(PunktLanguageVars):
    """Punkt's rules for English news: typographic quotes close a sentence too."""

    sent_end_chars = (".", "?", "!", "…")
    re_boundary_realignment = re.compile(rf"[{re.escape(CLOSERS)}]+?(?:\s+|(?=--)|$)", re.MULTILINE)
    _re_non_word_chars = r"(?:[?!)\"“”»;}\]\*:@'’\({\[])"

    def period_context_re(self) -> re.Pattern[str]:
        """Return NLTK's pattern of what may end a sentence, without its limit in seconds of the clock."""
        return _compiled(
            self._period_context_fmt, NonWord=self._re_non_word_chars, SentEndChars=self._re_sent_end_chars
        )

    def _word_tokenizer_re(self) -> re.Pattern[str]:
        marks = {"MultiChar": self._re_multi_char_punct, "WordStart": self._re_word_start}
        return _compiled(self._word_tokenize_fmt, NonWord=self._re_non_word_chars, **marks)


@cache
def _compiled(form: str, **parts: str) -> re.Pattern[str]:
    return re.compile(form % parts, re.VERBOSE)


class _Tokenizer(PunktSentenceTokenizer):
    """Punkt, which looks closer only where a word before a full stop may be short for another."""

    def text_contains_sentbreak(self, text: str) -> bool:
        """Whether what stands around a mark, from the word before it to the word behind, holds the end of a sentence."""
        plain = PLAIN.match(text)
        if plain and plain[1].lower() not in self._params.abbrev_types:
            return True
        return bool(super().text_contains_sentbreak(text))


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
    tokenizer = _Tokenizer(lang_vars=_LanguageVars())
    tokenizer._params = parameters
    return tokenizer
