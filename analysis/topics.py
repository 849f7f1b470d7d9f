"""Topics of an article: the phrases of the lexicon found in its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from analysis.errors import InputError
from analysis.lexicons import load
from analysis.text import Split

GROUPS = ("threats", "cooperation", "economy", "region")
KEYS = {"group", "phrases", "shared", "not", "unlisted"}
PREFIX = 3  # characters of a phrase that lead to it
NAME = r"(?:the )?(?:[A-Z][\w’'-]+ ?){1,5}"
LISTED_BEFORE = re.compile(rf"(?:{NAME}, ){{2,}}(?:and )?(?:the )?$|{NAME}, (?:and )?(?:the )?$")
LISTED_AFTER = re.compile(rf"(?:, {NAME}){{2,}}|, (?:and )?{NAME}|,? and {NAME}")


@dataclass(frozen=True, slots=True)
class TopicHit:
    """One mention of a topic: ``sentence`` is its index, offsets count in the article's text."""

    topic: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class TopicLexicon:
    """The compiled lexicon.

    ``phrases`` leads from the first letters of a phrase (lower case) to its pattern and its topics;
    a phrase without topics does not count and hides the words in it.
    """

    groups: dict[str, str]
    phrases: dict[str, tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]]
    unlisted: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """The topics in the order of the lexicon."""
        return tuple(self.groups)


def find_topics(split: Split, lexicon: TopicLexicon | None = None) -> list[TopicHit]:
    """Find the topic phrases of a text.

    The longest phrase that begins at a word wins, and no word is counted twice: “organized crime”
    inside “transnational organized crime” is one mention.

    Parameters
    ----------
    split : Split
        The sentences; a phrase lies within one of them.
    lexicon : TopicLexicon, optional
        By default the one of ``lexicons/topics.yml``.

    Returns
    -------
    list of TopicHit
        In the order of the text.
    """
    lexicon = lexicon or topic_lexicon()
    text, phrases = split.text, lexicon.phrases
    lowered = text.lower() if len(text.lower()) == len(text) else text
    hits: list[TopicHit] = []
    for number, (_, last) in enumerate(split.sentences):
        free = 0  # words before this offset belong to a phrase already counted
        for start in split.starts[split.first[number] : split.first[number + 1]]:
            candidates = phrases.get(lowered[start : start + PREFIX])
            if not candidates or start < free:
                continue
            end, topics = _longest(candidates, text, start, last)
            free = max(free, end)
            for topic in topics:
                if topic not in lexicon.unlisted or not _one_of_a_list(
                    text, *split.sentences[number], start, end
                ):
                    hits.append(TopicHit(topic, start, end, number))
    return hits


def _longest(
    candidates: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...], text: str, start: int, last: int
) -> tuple[int, tuple[str, ...]]:
    best, owners = 0, ()
    for pattern, topics in candidates:
        match = pattern.match(text, start, last)
        if match and match.end() > best:
            best, owners = match.end(), topics
    return best, owners


def _one_of_a_list(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether a name is one of a list of three or more ("Pakistan, Afghanistan, and Iran"), not discussed."""
    before = LISTED_BEFORE.search(text, max(first, start - 90), start)
    after = LISTED_AFTER.match(text, end, min(last, end + 90))
    if before and after:
        return True
    return bool(before and before[0].count(", ") >= 2) or bool(after and after[0].count(", ") >= 2)


@cache
def topic_lexicon() -> TopicLexicon:
    """Return the lexicon of ``lexicons/topics.yml``, checked and compiled."""
    return compile_lexicon(load("topics"))


def compile_lexicon(entries: Any, name: str = "topics.yml") -> TopicLexicon:
    """Check the entries of a topic lexicon and compile them.

    Parameters
    ----------
    entries : dict
        From the topic to its ``group``, ``phrases`` and, where they serve, ``shared`` (phrases that other
        topics may have too), ``not`` (longer phrases that do not count) and ``unlisted`` (names do not
        count in a list of three or more). The notation of phrases stands at the head of ``topics.yml``.
    name : str
        The file's name, for messages.

    Raises
    ------
    InputError
        A wrong type, an unknown key or group, a topic without phrases, or a phrase in two topics.
    """
    if not isinstance(entries, dict) or not entries:
        raise InputError(f"{name} holds no topics: write 'topic: {{group: …, phrases: […]}}'.")
    owners: dict[str, list[str]] = {}
    for topic, entry in entries.items():
        _check(name, str(topic), entry)
        _own(name, str(topic), entry, owners)
    for entry in entries.values():
        for phrase in entry.get("not", []):
            owners.setdefault(phrase, [])
    table: dict[str, list[tuple[re.Pattern[str], tuple[str, ...]]]] = {}
    for phrase, topics in owners.items():
        compiled = re.compile(_regex(phrase) + r"(?!\w)")
        for prefix in _prefixes(phrase):
            table.setdefault(prefix, []).append((compiled, tuple(topics)))
    return TopicLexicon(
        groups={str(topic): entry["group"] for topic, entry in entries.items()},
        phrases={prefix: tuple(found) for prefix, found in table.items()},
        unlisted=frozenset(str(topic) for topic, entry in entries.items() if entry.get("unlisted")),
    )


def _check(name: str, topic: str, entry: Any) -> None:
    if not isinstance(entry, dict) or not isinstance(entry.get("phrases"), list) or not entry["phrases"]:
        raise InputError(f"{name}: the topic {topic!r} has no list of phrases: add 'phrases: […]'.")
    unknown = sorted(set(map(str, entry)) - KEYS)
    if unknown:
        raise InputError(
            f"{name}: the topic {topic!r} has an unknown key {unknown[0]!r}: use {', '.join(sorted(KEYS))}."
        )
    if entry.get("group") not in GROUPS:
        raise InputError(f"{name}: the topic {topic!r} needs a group: one of {', '.join(GROUPS)}.")
    for key in ("phrases", "shared", "not"):
        phrases = entry.get(key, [])
        for phrase in phrases if isinstance(phrases, list) else [phrases]:
            if not isinstance(phrase, str) or len(phrase.strip(" *?[]/-")) < 2:
                raise InputError(
                    f"{name}: the topic {topic!r} has {phrase!r} under {key!r}: write words in quotes."
                )


def _own(name: str, topic: str, entry: dict[str, Any], owners: dict[str, list[str]]) -> None:
    for phrase in entry["phrases"]:
        if phrase in owners:
            raise InputError(
                f"{name}: the phrase {phrase!r} stands under {owners[phrase][0]!r} and {topic!r}: "
                "remove one, or list it under 'shared' in both topics."
            )
        owners[phrase] = [topic]
    for phrase in entry.get("shared", []):
        owners.setdefault(phrase, []).append(topic)


def _words(phrase: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the words of a phrase: their alternatives, and whether the word may be missing."""
    for word in re.findall(r"\[[^\]]*\]|[^\s\[\]]+", phrase):
        optional = word.startswith("[")
        yield word.strip("[]").split("/"), optional


def _regex(phrase: str) -> str:
    parts: list[str] = []
    pending: list[str] = []  # optional words before the first one that must be there
    for alternatives, optional in _words(phrase):
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


def _prefixes(phrase: str) -> set[str]:
    """Return the first letters that text matching a phrase may begin with, in lower case."""
    begins: set[str] = set()
    for alternatives, optional in _words(phrase):
        begins |= {word.lower() for word in alternatives}
        if not optional:
            break
    return {prefix for word in begins for prefix in _expand(word[:PREFIX])}


def _expand(prefix: str) -> Iterator[str]:
    """Yield what the first letters of a word may look like in a text: "?" is any letter."""
    choices = [("s", "z", "a", "e") if sign == "?" else (sign,) for sign in prefix]
    yield from map("".join, product(*choices))
