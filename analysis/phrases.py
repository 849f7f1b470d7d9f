"""The notation of phrases in the lexicons, and the automaton that finds thousands of them in one pass.

========  =====================================================================
``word*``  any ending (``terror*``: terror, terrorism, terrorists)
``a/b``    either word
``[a]``    the word may be missing
``?``      any one letter (``organi?ed``)
``-``      a hyphen, a space or nothing (``counter-terror*``)
``..``     up to two words, without a comma
``...``    up to eight words
========  =====================================================================

Case does not matter, except that a word in capitals matches capitals only. A space of the phrase may be a
hyphen in the text ("drug-trafficking ring"). Every other sign stands for itself: nothing in a lexicon is
read as a regular expression.

All phrases of a table are one automaton over words (a trie, after Aho and Corasick 1975): a word of the text
costs one look-up, however many phrases there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Generic, TypeVar

from analysis.text import Split

GAPS = {"..": 2, "...": 8}  # words
GAP_ENDS = {"..": frozenset(".,;:!?“”()"), "...": frozenset(".;:!?“”")}
LETTERS = 3  # a phrase begins with so many letters at least before "*"
MOST_SPELLINGS = 1_000  # of one phrase
MOST_REMEMBERED = 50_000  # words that a state remembers
HYPHENS = "‐‑–-"
APOSTROPHES = {"’": "'"}
ATOM = re.compile(
    rf"\d+(?:[.,]\d+)+|\w+|[^\w\s{HYPHENS}]|(?<!\w)[{HYPHENS}]|[{HYPHENS}](?!\w)"
)  # a hyphen inside a word is none

Payload = TypeVar("Payload")
Steps = tuple[str, ...]


@dataclass(slots=True)
class _Node(Generic[Payload]):
    """A state: where each next word leads, and what has been found here (rank, lazy, payload)."""

    words: dict[str, _Node[Payload]] = field(default_factory=dict)
    capitals: dict[str, _Node[Payload]] = field(default_factory=dict)
    stems: dict[str, dict[str, tuple[re.Pattern[str] | None, _Node[Payload]]]] = field(default_factory=dict)
    gaps: dict[str, _Node[Payload]] = field(default_factory=dict)
    found: tuple[int, bool, Payload] | None = None
    known: dict[str, list[_Node[Payload]]] = field(default_factory=dict)

    def child(self, step: str) -> _Node[Payload]:
        """Return the state behind a step of a phrase, made where it is missing."""
        if step in GAPS:
            return self.gaps.setdefault(step, _Node())
        if step.isupper() and len(step) > 1:
            return self.capitals.setdefault(step, _Node())
        if "*" not in step and "?" not in step:
            return self.words.setdefault(step.lower(), _Node())
        stem = re.split(r"[*?]", step)[0]
        rest = step[len(stem) :]
        pattern = None if rest == "*" else re.compile(re.escape(rest).replace(r"\*", r"\w*").replace(r"\?", r"\w"))
        return self.stems.setdefault(stem, {}).setdefault(rest, (pattern, _Node()))[1]

    def after(self, written: str) -> list[_Node[Payload]]:
        """Return the states behind a word of the text, and remember them."""
        found = self.known.get(written)
        if found is not None:
            return found
        word = APOSTROPHES.get(written, written.lower())
        nodes = [found for found in (self.words.get(word), self.capitals.get(written)) if found]
        for size in range(len(word) + 1) if self.stems else ():
            for pattern, node in self.stems.get(word[:size], {}).values():
                if pattern is None or pattern.fullmatch(word, size):
                    nodes.append(node)
        if len(self.known) >= MOST_REMEMBERED:
            self.known.clear()
        return self.known.setdefault(written, nodes)


@dataclass(frozen=True, slots=True)
class Atoms:
    """The words and signs of a sentence as written, with their offsets; no hyphen inside a word."""

    words: list[str]
    spans: list[tuple[int, int]]
    lowered: str

    @classmethod
    def of(cls, split: Split, sentence: int) -> Atoms:
        """Return the atoms of a sentence of a split text, which its split remembers."""
        known = split.memory.get(sentence)
        if isinstance(known, Atoms):
            return known
        spans = [match.span() for match in ATOM.finditer(split.lowered, *split.sentences[sentence])]
        atoms = cls([split.text[start:end] for start, end in spans], spans, split.lowered)
        split.memory[sentence] = atoms
        return atoms


@dataclass(frozen=True)
class PhraseTable(Generic[Payload]):
    """Phrases as one automaton, so that the cost hardly grows with their number."""

    root: _Node[Payload]

    def matches(self, split: Split, sentence: int) -> Iterator[tuple[int, int, Payload]]:
        """Yield (start, end, payload) in a sentence: the longest phrase at a word, no word twice.

        Of phrases of equal length one without a gap wins, else the one that the table was given first.
        """
        return self.matches_in(Atoms.of(split, sentence))

    def matches_in(self, atoms: Atoms, *, inside: bool = False) -> Iterator[tuple[int, int, Payload]]:
        """Yield what :meth:`matches` does; with ``inside`` a phrase may begin behind a hyphen ("Tajik-Afghan")."""
        root, lowered, spans = self.root, atoms.lowered, atoms.spans
        free = 0
        leading = [place for place, nodes in enumerate(map(root.known.get, atoms.words)) if nodes or nodes is None]
        for place in leading:
            nodes = root.after(atoms.words[place])
            if not nodes:
                continue
            start = spans[place][0]
            if start < free or not (inside or start == 0 or lowered[start - 1] not in HYPHENS):
                continue
            if len(nodes) == 1 and not (nodes[0].found or nodes[0].gaps):  # the commonest case, without a search
                following = atoms.words[place + 1] if place + 1 < len(atoms.words) else ""
                if not nodes[0].after(following):
                    continue
            best = _longest(atoms, place, nodes)
            if best:
                free = best[0]
                yield start, *best


def _longest(atoms: Atoms, place: int, states: list[_Node[Payload]]) -> tuple[int, Payload] | None:
    """Return the end and payload of the longest phrase; a gap is as short as it can be."""
    words, count = atoms.words, len(atoms.words)
    best: tuple[int, bool, int, Payload] | None = None  # the longer, without a gap, given first
    waiting: list[tuple[_Node[Payload], int, str]] = []  # gaps: what may follow, words left, kind
    lazy: set[int] = set()
    while True:
        for node in states:
            if node.found and node.found[0] not in lazy:
                rank, is_lazy, payload = node.found
                reached = (atoms.spans[place][1], not is_lazy, -rank)
                if best is None or reached > best[:3]:
                    best = *reached, payload
                if is_lazy:
                    lazy.add(rank)
            if node.gaps:
                waiting += [(gap, GAPS[kind], kind) for kind, gap in node.gaps.items()]
        place += 1
        if place == count or not (states or waiting):
            return (best[0], best[3]) if best else None
        written = words[place]
        following: list[_Node[Payload]] = []
        for node in states:
            following += node.after(written)
        if waiting:
            for node, _, _ in waiting:
                following += node.after(written)
            spent = int(atoms.lowered[atoms.spans[place][0] - 1].isspace())
            waiting = [(n, left - spent, kind) for n, left, kind in waiting if left and written not in GAP_ENDS[kind]]
        states = following


def phrase_table(phrases: Iterable[tuple[str, Payload]]) -> PhraseTable[Payload]:
    """Compile phrases, each with what it stands for.

    Raises
    ------
    ValueError
        A phrase whose first word has fewer than three letters before its "*", or with too many spellings.
    """
    return steps_table((steps, payload) for phrase, payload in phrases for steps in spellings(phrase))


def steps_table(entries: Iterable[tuple[Steps, Payload]]) -> PhraseTable[Payload]:
    """Compile spellings (see :func:`spellings`), each with what it stands for; of two alike the first counts."""
    root: _Node[Payload] = _Node()
    for rank, (steps, payload) in enumerate(entries):
        node = root
        for step in steps:
            node = node.child(step)
        node.found = node.found or (rank, not GAPS.keys().isdisjoint(steps), payload)
    return PhraseTable(root)


def spellings(phrase: str) -> list[Steps]:
    """Return every way to write a phrase, each as the words (with ``*`` and ``?``) that follow each other.

    Raises
    ------
    ValueError
        The phrase is too wide: fewer than three letters before a first "*", or too many spellings.
    """
    choices: list[list[Steps]] = []
    count = 1
    for alternatives, optional in _words(phrase):
        choice = [steps for word in alternatives for steps in _word_steps(word)]
        choices.append([*choice, ()] if optional else choice)
        count *= len(choices[-1])
    if count > MOST_SPELLINGS:
        raise ValueError(f"the phrase {phrase!r} has {count:,} spellings: write it as several phrases")
    made = list(dict.fromkeys(tuple(step for part in parts for step in part) for parts in product(*choices)))
    for steps in made:
        if not steps or steps[0] in GAPS or (set("*?") & set(steps[0][:LETTERS])):
            word = steps[0] if steps else ""
            raise ValueError(f"the phrase {phrase!r} is too wide: {word!r} needs three letters before its *")
    return made


def _word_steps(word: str) -> Iterator[Steps]:
    """Yield the steps of one word: a hyphen parts it, or leaves no trace."""
    if word in GAPS:
        yield (word,)
        return
    plain = word if word.isupper() else word.lower()
    pieces = plain.replace("’", "'").split("-")
    for glue in product(("-", ""), repeat=len(pieces) - 1):
        written = pieces[0] + "".join(mark + piece for mark, piece in zip(glue, pieces[1:], strict=True))
        yield tuple(re.findall(r"[\w*?]+|[^\w\s-]", written))


def _words(phrase: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the words of a phrase: their alternatives, and whether the word may be missing."""
    for word in re.findall(r"\[[^\]]*\]|[^\s\[\]]+", phrase):
        optional = word.startswith("[")
        yield word.strip("[]").split("/"), optional


def regex(phrase: str, *, lowered: bool = False) -> str:
    """Return the regular expression of a phrase, for patterns that are put together from several.

    Where they are only to be found in text in small letters (``lowered``), they are found four times as fast.
    """
    parts: list[str] = []
    pending: list[str] = []  # optional words before the first one that must be there
    for alternatives, optional in _words(phrase):
        if alternatives[0] in GAPS:
            signs = re.escape("".join(sorted(GAP_ENDS[alternatives[0]])))
            parts.append(rf"(?:\s+[^\s{signs}]+){{0,{GAPS[alternatives[0]]}}}?")
            continue
        body = "(?:" + "|".join(_word_regex(word, lowered=lowered) for word in alternatives) + ")"
        if not parts and optional:
            pending.append(rf"(?:{body}\s+)?")
        elif optional:
            parts.append(rf"(?:\s+{body})?")
        else:
            parts.append(("" if not parts else r"\s+") + body)
    return "".join(pending + parts)


def _word_regex(word: str, *, lowered: bool = False) -> str:
    pieces = {"*": r"\w*", "?": r"\w", "-": r"[-‐‑–\s]?"}
    body = "".join(pieces.get(sign) or re.escape(sign) for sign in (word.lower() if lowered else word))
    return body if lowered or word.isupper() else f"(?i:{body})"
