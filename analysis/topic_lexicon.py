"""The topic lexicon: read, checked and compiled, with the phrases that a user adds in a file of his own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from analysis.errors import InputError
from analysis.lexicons import FOLDER, parse_yaml, read_content, read_yaml
from analysis.phrases import PhraseTable, Steps, spellings, steps_table

NAME = "topics.yml"
GROUPS = ("threats", "cooperation", "economy", "region")
PHRASES = ("phrases", "broad", "shared", "not")
KEYS = {"group", *PHRASES, "unlisted"}


class Written(NamedTuple):
    """A user's file as it is sent to another machine: its name and what is written in it."""

    name: str
    content: str


Own = Path | Written


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase counts for: the topics, and whether the words alone are too broad to be sure of it."""

    topics: tuple[str, ...]
    broad: bool = False


@dataclass(frozen=True)
class TopicLexicon:
    """The compiled lexicon.

    Attributes
    ----------
    groups : dict
        From the topic to its group, in the order of the lexicon.
    phrases : PhraseTable of Meaning
        What counts.
    excluded : PhraseTable of tuple of str
        Longer phrases, with the topics whose words do not count inside them.
    unlisted : frozenset of str
        Topics whose names do not count in a list of three or more.
    fingerprint : str
        SHA-256 of the entries.
    """

    groups: dict[str, str]
    phrases: PhraseTable[Meaning]
    excluded: PhraseTable[tuple[str, ...]]
    unlisted: frozenset[str]
    fingerprint: str = field(default="")

    @property
    def names(self) -> tuple[str, ...]:
        """The topics in the order of the lexicon."""
        return tuple(self.groups)


@cache
def topic_lexicon(own: Own | None = None) -> TopicLexicon:
    """Return the lexicon of ``lexicons/topics.yml``, with a user's own file beside it where one is named.

    Parameters
    ----------
    own : Path or Written, optional
        A file, or what is in it, written like ``topics.yml``: topics of its own, and phrases more for those that are there
        (their ``group`` may be left out). ``groups: [...]`` names further groups.

    Raises
    ------
    InputError
        A file is missing, no YAML or at fault; the sentence names the file, the topic and the mend.
    """
    entries = read_yaml(FOLDER / NAME)
    if own is None:
        return compile_lexicon(entries)
    written = own if isinstance(own, Written) else written_in(own)
    return compile_lexicon(entries, extended=parse_yaml(*written) or {}, name=written.name)


def written_in(own: Path) -> Written:
    """Return a user's file by its content.

    Raises
    ------
    InputError
        The file is missing or no text.
    """
    return Written(own.name, read_content(own))


def compile_lexicon(
    entries: Any, *, extended: Any = None, name: str = NAME, groups: tuple[str, ...] = GROUPS
) -> TopicLexicon:
    """Check the entries of a topic lexicon and compile them.

    Parameters
    ----------
    entries : dict
        From the topic to its ``group``, ``phrases`` and, where they serve, ``broad`` (words that count only
        where the article has the topic elsewhere too), ``shared`` (phrases that other topics may have too),
        ``not`` (longer phrases that do not count) and ``unlisted`` (names do not count in a list of three or
        more). Phrases are written as :mod:`analysis.phrases` says.
    extended : dict, optional
        Entries of a user's file; ``name`` is then that file's.
    name : str
        The file's name, for messages.
    groups : tuple of str
        The groups that a topic may be in.

    Raises
    ------
    InputError
        A wrong type, an unknown key or group, a topic without phrases, a phrase that stands twice, or one in
        two topics that is not said to be shared.
    """
    owners: dict[Steps, _Owner] = {}
    hidden: dict[Steps, set[str]] = {}
    known: dict[str, str] = {}
    unlisted: set[str] = set()
    files = [(name, entries)] if extended is None else [(NAME, entries), (name, extended)]
    for file, given in files:
        topics, further = _topics_of(file, given)
        for topic, entry in topics.items():
            entry = _checked(file, topic, entry, known, (*groups, *further))
            known.setdefault(topic, entry["group"])
            if entry.get("unlisted"):
                unlisted.add(topic)
            _own(file, topic, entry, owners)
            for phrase in entry.get("not", []):
                for steps in _spellings(file, phrase):
                    hidden.setdefault(steps, set()).add(topic)
    return TopicLexicon(
        groups=known,
        phrases=steps_table((steps, Meaning(tuple(o.topics), o.broad)) for steps, o in owners.items()),
        excluded=steps_table((steps, tuple(sorted(topics))) for steps, topics in hidden.items()),
        unlisted=frozenset(unlisted),
        fingerprint=hashlib.sha256(repr([given for _, given in files]).encode()).hexdigest(),
    )


@dataclass(slots=True)
class _Owner:
    """Who has a spelling: the topics, the phrase as written, and whether it is too broad by itself."""

    topics: list[str]
    phrase: str
    broad: bool


def _topics_of(name: str, entries: Any) -> tuple[dict[str, Any], tuple[str, ...]]:
    if not isinstance(entries, dict) or not set(entries) - {"groups"}:
        raise InputError(f"{name} holds no topics: write 'topic: {{group: …, phrases: […]}}'.")
    further = entries.get("groups", [])
    if not isinstance(further, list) or not all(isinstance(group, str) for group in further):
        raise InputError(f"{name}: 'groups' must be a list of names of further groups, such as [environment].")
    for topic in entries:
        if not isinstance(topic, str) or not topic.strip():
            raise InputError(f"{name}: the topic {topic!r} has no name in words: put it in quotes.")
    return {topic: entry for topic, entry in entries.items() if topic != "groups"}, tuple(further)


def _checked(name: str, topic: str, entry: Any, known: Mapping[str, str], groups: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise InputError(f"{name}: the topic {topic!r} has no list of phrases: add 'phrases: […]'.")
    unknown = sorted(set(map(str, entry)) - KEYS)
    if unknown:
        raise InputError(
            f"{name}: the topic {topic!r} has an unknown key {unknown[0]!r}: use {', '.join(sorted(KEYS))}."
        )
    for key in PHRASES:
        _check_phrases(name, topic, key, entry.get(key, []))
    if not isinstance(entry.get("unlisted", False), bool):
        raise InputError(f"{name}: the topic {topic!r} has 'unlisted: {entry['unlisted']}': write true or false.")
    needed = ("phrases",) if topic not in known else PHRASES
    if not any(entry.get(key) for key in needed):
        raise InputError(f"{name}: the topic {topic!r} has no list of phrases: add 'phrases: […]'.")
    group = entry.get("group", known.get(topic))
    if group not in groups or known.get(topic, group) != group:
        allowed = known[topic] if topic in known else f"one of {', '.join(groups)}"
        raise InputError(f"{name}: the topic {topic!r} needs a group: {allowed}.")
    return {**entry, "group": group}


def _check_phrases(name: str, topic: str, key: str, phrases: Any) -> None:
    if not isinstance(phrases, list):
        raise InputError(f'{name}: the topic {topic!r} has no list under {key!r}: write ["…", "…"].')
    for phrase in phrases:
        if not isinstance(phrase, str) or len(phrase.strip(" *?[]/-")) < 2:
            raise InputError(f"{name}: the topic {topic!r} has {phrase!r} under {key!r}: write words in quotes.")
        if "\t" in phrase or phrase.count("[") != phrase.count("]"):
            raise InputError(
                f'{name}: the topic {topic!r} has {phrase!r} under {key!r}: no tabs, and a "]" for every "[".'
            )


def _spellings(name: str, phrase: str) -> list[Steps]:
    try:
        return spellings(phrase)
    except ValueError as error:
        raise InputError(f"{name}: {error}.") from None


def _own(name: str, topic: str, entry: dict[str, Any], owners: dict[Steps, _Owner]) -> None:
    for key in ("phrases", "broad", "shared"):
        for phrase in entry.get(key, []):
            made = _spellings(name, phrase)
            before = next((owners[steps].phrase for steps in made if steps in owners), "")
            if all(steps in owners and topic in owners[steps].topics for steps in made):
                raise InputError(f"{name}: the topic {topic!r} has {phrase!r} twice ({before!r}): remove one.")
            for steps in made:
                owner = owners.setdefault(steps, _Owner([], phrase, key == "broad"))
                if topic in owner.topics:
                    continue
                if owner.topics and key != "shared":
                    raise InputError(
                        f"{name}: {' '.join(steps)!r} ({phrase!r}) stands under {owner.topics[0]!r} and {topic!r}: "
                        "remove one, or list it under 'shared' in both."
                    )
                owner.topics.append(topic)
