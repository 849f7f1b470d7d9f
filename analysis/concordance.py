"""Concordances: every place of a topic or term with the words around it (keyword in context)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.display import visible
from analysis.errors import InputError
from analysis.phrases import Atoms, phrase_table
from analysis.reading import Reading
from analysis.topic_lexicon import TopicLexicon

WIDTH = 60  # characters on each side
SORTS = ("source", "left", "right")


@dataclass(frozen=True, slots=True)
class Line:
    """A concordance line: the words found and the text left and right of them, white space folded."""

    source: str
    start: int
    end: int
    left: str
    node: str
    right: str


def concordance(
    readings: Iterable[Reading], term: str, lexicon: TopicLexicon, *, width: int = WIDTH, sort: str = "source"
) -> list[Line]:
    """Return the places of a topic, of a group of topics or of a term.

    Parameters
    ----------
    readings : iterable of Reading
    term : str
        The name of a topic or group of the lexicon (case does not matter); else words, or a phrase in the
        notation of the lexicons (``smuggl*``, ``drug/drugs trade``).
    lexicon : TopicLexicon
    width : int
        Characters shown on each side; at least 1.
    sort : str
        ``source`` (place by place), ``left`` (by the words before, the nearest first) or ``right`` (by the words
        behind).

    Returns
    -------
    list of Line

    Raises
    ------
    InputError
        The term holds no word, or is too wide a phrase.
    """
    find = finder(term, lexicon)
    lines = [line_of(reading.source, reading.text, span, width) for reading in readings for span in find(reading)]
    return sorted(lines, key=_order(sort))


def finder(term: str, lexicon: TopicLexicon) -> Callable[[Reading], Iterator[tuple[int, int]]]:
    """Return what finds a topic, group or term in a reading, as (start, end)."""
    wanted = " ".join(term.split())
    topics = {name for name, group in lexicon.groups.items() if wanted.lower() in (name.lower(), group.lower())}
    if topics:
        return lambda reading: iter(dict.fromkeys((h.start, h.end) for h in reading.topics if h.topic in topics))
    if not any(sign.isalnum() for sign in wanted):
        raise InputError(f"{term!r} holds no word to look for: name a topic, a word or a phrase.")
    try:
        table = phrase_table([(wanted, True)])
    except ValueError as error:
        raise InputError(f"The term cannot be looked for: {error}.") from None

    def find(reading: Reading) -> Iterator[tuple[int, int]]:
        split = reading.split()
        for number in range(len(split.sentences)):
            for start, end, _ in table.matches_in(Atoms.of(split, number), inside=True):
                yield start, end

    return find


def line_of(source: str, text: str, span: tuple[int, int], width: int = WIDTH) -> Line:
    """Return the concordance line of a span; a word that does not fit whole is left out.

    What cannot be seen (control and bidirectional characters) is dropped, for the line goes to a terminal.
    """
    start, end = span
    left = visible(text[max(0, start - 4 * width) : start]).lstrip()
    right = visible(text[end : end + 4 * width]).rstrip()
    return Line(source, start, end, _clip_left(left, width), visible(text[start:end]), _clip_right(right, width))


def _clip_left(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[-width:]
    return cut if not text[-width - 1].isalnum() or " " not in cut else cut[cut.index(" ") + 1 :]


def _clip_right(text: str, width: int) -> str:
    if len(text) <= width:
        return text
    cut = text[:width]
    return cut if not text[width].isalnum() or " " not in cut else cut[: cut.rindex(" ")]


def _order(sort: str) -> Callable[[Line], tuple[list[str], str, int]]:
    def key(line: Line) -> tuple[list[str], str, int]:
        words: list[str] = []
        if sort == "left":
            words = _sorted_by(line.left)[::-1]
        elif sort == "right":
            words = _sorted_by(line.right)
        return words, line.source, line.start

    return key


def _sorted_by(text: str) -> list[str]:
    """Return the words that a context is sorted by: lower case, no signs."""
    return [word for part in text.lower().split() if (word := part.strip("\"'“”‘’.,;:!?()[]—–-·"))]


def as_text(lines: Sequence[Line], width: int = WIDTH) -> Iterator[str]:
    """Yield the lines for a terminal, the words found one below the other, and the source behind them."""
    node = max((len(line.node) for line in lines), default=0)
    for line in lines:
        yield f"{line.left:>{width}}[{line.node}]{line.right:<{width + node - len(line.node)}}  {line.source}:{line.start}"
