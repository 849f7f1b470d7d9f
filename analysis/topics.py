"""Topics of an article: the phrases of the lexicon found in its sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from analysis.phrases import Atoms
from analysis.text import Split
from analysis.topic_lexicon import Meaning, TopicLexicon, topic_lexicon

NAME = r"(?:the )?(?:[A-Z][\w’'-]+ ?){1,5}"
LISTED_BEFORE = re.compile(rf"(?:{NAME}, ){{2,}}(?:and )?(?:the )?$|{NAME}, (?:and )?(?:the )?$")
LISTED_AFTER = re.compile(rf"(?:, {NAME}){{2,}}|, (?:and )?{NAME}|,? and {NAME}")
LIST_REACH = 90  # characters before and behind a name in which its list is looked for


@dataclass(frozen=True, slots=True)
class TopicHit:
    """One mention of a topic: ``sentence`` is its index, offsets count in the article's text."""

    topic: str
    start: int
    end: int
    sentence: int


def find_topics(split: Split, lexicon: TopicLexicon | None = None) -> list[TopicHit]:
    """Find the topic phrases of a text.

    The longest phrase that begins at a word wins, and no word is counted twice: “organized crime”
    inside “transnational organized crime” is one mention. A broad word (“oil”, “bank”, “market”) counts
    only where the topic is in two sentences or more, or in the first: a text keeps to one sense of a
    word [1]_, and a word in passing is no topic.

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

    References
    ----------
    .. [1] Gale, Church and Yarowsky (1992), One sense per discourse.
    """
    lexicon = lexicon or topic_lexicon()
    found: list[tuple[TopicHit, bool]] = []
    for number, sentence in enumerate(split.sentences):
        atoms = Atoms.of(split, number)
        matches: list[tuple[int, int, Meaning]] = list(lexicon.phrases.matches_in(atoms, inside=True))
        excluded = list(lexicon.excluded.matches_in(atoms, inside=True)) if matches else []
        for start, end, meaning in matches:
            for topic in meaning.topics:
                if any(a <= start and end <= b and topic in hidden for a, b, hidden in excluded):
                    continue
                if topic in lexicon.unlisted and _one_of_a_list(split.text, *sentence, start, end):
                    continue
                found.append((TopicHit(topic, start, end, number), meaning.broad))
    sentences = defaultdict(set)
    for hit, _ in found:
        sentences[hit.topic].add(hit.sentence)
    sure = {topic for topic, places in sentences.items() if len(places) > 1 or 0 in places}
    sure |= {hit.topic for hit, broad in found if not broad}
    return [hit for hit, _ in found if hit.topic in sure]


def _one_of_a_list(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Whether a name is one of a list of three or more ("Pakistan, Afghanistan, and Iran"), not discussed."""
    before = LISTED_BEFORE.search(text, max(first, start - LIST_REACH), start)
    after = LISTED_AFTER.match(text, end, min(last, end + LIST_REACH))
    if before and after:
        return True
    return bool(before and before[0].count(", ") >= 2) or bool(after and after[0].count(", ") >= 2)
