"""The notation of phrases in the lexicons, compiled to regular expressions.

========  =====================================================================
``word*``  any ending (``terror*``: terror, terrorism, terrorists)
``a/b``    either word
``[a]``    the word may be missing
``?``      any one letter (``organi?ed``)
``-``      a hyphen, a space or nothing (``counter-terror*``)
``...``    up to eight words
========  =====================================================================

Case does not matter, except that a word in capitals matches capitals only. Every other sign stands
for itself: nothing in a lexicon is read as a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from string import ascii_lowercase
from typing import Generic, TypeVar

from analysis.text import Split

PREFIX = 3  # characters of a phrase that lead to it
Payload = TypeVar("Payload")
GAP = r"(?:\s+[^\s.;:!?“”]+){0,8}?"


@dataclass(frozen=True)
class PhraseTable(Generic[Payload]):
    """Phrases found by the first letters of a word, so that the cost hardly grows with their number."""

    table: dict[str, tuple[tuple[re.Pattern[str], Payload], ...]]

    def matches(self, split: Split, sentence: int) -> Iterator[tuple[int, int, Payload]]:
        """Yield (start, end, payload) in a sentence: the longest phrase at a word, no word twice."""
        text, lowered, table = split.text, split.lowered, self.table
        last = split.sentences[sentence][1]
        free = 0  # words before this offset belong to a phrase already found
        for token in range(split.first[sentence], split.first[sentence + 1]):
            start = split.starts[token]
            candidates = table.get(lowered[start : min(start + PREFIX, split.ends[token])])
            if candidates is None or start < free:
                continue
            best: tuple[int, Payload] | None = None
            for pattern, payload in candidates:
                match = pattern.match(text, start, last)
                if match and (best is None or match.end() > best[0]):
                    best = match.end(), payload
            if best:
                free = best[0]
                yield start, *best


def phrase_table(phrases: Iterable[tuple[str, Payload]]) -> PhraseTable[Payload]:
    """Compile phrases, each with what it stands for.

    Raises
    ------
    ValueError
        A phrase whose first word has fewer than three letters before its "*".
    """
    table: dict[str, list[tuple[re.Pattern[str], Payload]]] = {}
    for phrase, payload in phrases:
        compiled = re.compile(regex(phrase) + r"(?!\w)")
        try:
            begins = prefixes(phrase)
        except ValueError as error:
            raise ValueError(f"the phrase {phrase!r} is too wide: {error}") from None
        for prefix in begins:
            table.setdefault(prefix, []).append((compiled, payload))
    return PhraseTable({prefix: tuple(found) for prefix, found in table.items()})


def _words(phrase: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the words of a phrase: their alternatives, and whether the word may be missing."""
    for word in re.findall(r"\[[^\]]*\]|[^\s\[\]]+", phrase):
        optional = word.startswith("[")
        yield word.strip("[]").split("/"), optional


def regex(phrase: str) -> str:
    """Return the regular expression of a phrase."""
    parts: list[str] = []
    pending: list[str] = []  # optional words before the first one that must be there
    for alternatives, optional in _words(phrase):
        if alternatives == ["..."]:
            parts.append(GAP)
            continue
        body = "(?:" + "|".join(_word_regex(word) for word in alternatives) + ")"
        if not parts and optional:
            pending.append(rf"(?:{body}\s+)?")
        elif optional:
            parts.append(rf"(?:\s+{body})?")
        else:
            parts.append(("" if not parts else r"\s+") + body)
    return "".join(pending + parts)


def _word_regex(word: str) -> str:
    pieces = {"*": r"\w*", "?": r"\w", "-": r"[-‐‑–\s]?"}
    body = "".join(pieces.get(sign) or re.escape(sign) for sign in word)
    return body if word.isupper() else f"(?i:{body})"


def prefixes(phrase: str) -> set[str]:
    """Return what the first token of text matching a phrase begins with: its first letters, in lower case.

    Raises
    ------
    ValueError
        The first word has fewer than three letters before its "*".
    """
    begins: set[str] = set()
    for alternatives, optional in _words(phrase):
        begins |= {word.lower() for word in alternatives}
        if not optional:
            break
    return {prefix for word in begins for prefix in _expand(word)}


def _expand(word: str) -> Iterator[str]:
    """Yield the beginnings that a word may have in a text: "?" is any letter, "-" a hyphen or a space."""
    if "*" in word[:PREFIX]:
        raise ValueError(f"{word!r} needs three letters before its *")
    if not re.match(r"(?:[^\W\d_]\.){2,}", word):  # what stands before the first sign that ends a token
        word = re.split(r"[^\w*?’'‐‑–-]", word)[0] or word[:1]
    signs = [
        {"?": ascii_lowercase, "-": ("-", "‐", "‑", "–", "", " ")}.get(sign, (sign,)) for sign in word[: PREFIX + 1]
    ]
    for letters in product(*signs):
        yield "".join(letters).replace("*", "").split(" ")[0][:PREFIX]
