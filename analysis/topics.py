"""Topics of an article: the phrases of the lexicon found in its sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.errors import InputError
from analysis.lexicons import load
from analysis.phrases import PhraseTable, phrase_table
from analysis.text import Split

GROUPS = ("threats", "cooperation", "economy", "region")
KEYS = {"group", "phrases", "shared", "not", "unlisted"}
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
    """The compiled lexicon: the group of each topic, phrases with the topics they count for or do not."""

    groups: dict[str, str]
    phrases: PhraseTable[tuple[str, ...]]
    excluded: PhraseTable[tuple[str, ...]]
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
    hits: list[TopicHit] = []
    for number, sentence in enumerate(split.sentences):
        matches = list(lexicon.phrases.matches(split, number))
        excluded = list(lexicon.excluded.matches(split, number)) if matches else []
        for start, end, topics in matches:
            for topic in topics:
                if any(a <= start and end <= b and topic in hidden for a, b, hidden in excluded):
                    continue
                if topic in lexicon.unlisted and _one_of_a_list(split.text, *sentence, start, end):
                    continue
                hits.append(TopicHit(topic, start, end, number))
    return hits


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
        count in a list of three or more). Phrases are written as :mod:`analysis.phrases` says.
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
    hidden: dict[str, list[str]] = {}
    for topic, entry in entries.items():
        for phrase in entry.get("not", []):
            hidden.setdefault(phrase, []).append(str(topic))
    try:
        table = phrase_table((phrase, tuple(topics)) for phrase, topics in owners.items())
        excluded = phrase_table((phrase, tuple(topics)) for phrase, topics in hidden.items())
    except ValueError as error:
        raise InputError(f"{name}: {error}.") from None
    return TopicLexicon(
        groups={str(topic): entry["group"] for topic, entry in entries.items()},
        phrases=table,
        excluded=excluded,
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
                raise InputError(f"{name}: the topic {topic!r} has {phrase!r} under {key!r}: write words in quotes.")


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
