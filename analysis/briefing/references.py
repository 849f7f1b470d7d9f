"""References: from a statement to the words in the source appendix, and names for readers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256

import pycountry

from analysis.display import escape, visible
from analysis.evidence import Evidence
from analysis.layout import READ, Block, find_blocks
from analysis.naming import is_markdown
from analysis.prose import clipped, verb

SHORTEST_HASH = 6  # signs of a source's name in anchors
MOST_TEXTS = 200  # sources up to which all are shown, and evidence is counted by paragraphs
LONGEST_OPENING = 60  # characters of the first words
SHORT_NAMES = {
    "RU": "Russia",
    "KP": "North Korea",
    "KR": "South Korea",
    "GB": "United Kingdom",
    "US": "United States",
}


class References:
    """Numbers the sources (S1, S2 …) and their paragraphs, and makes links into the appendix.

    Parameters
    ----------
    texts : mapping
        From the source to its text, in the order of their numbers.

    Attributes
    ----------
    many : bool
        Whether there are more sources than `MOST_TEXTS`.
    cited : set of str
        The sources to which a link was made.
    cited_at : set of (str, int)
        Sources and places in them that the document has named.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.many = len(texts) > MOST_TEXTS
        self.number = {source: place for place, source in enumerate(self.texts, start=1)}
        self.cited: set[str] = set()
        self.cited_at: set[tuple[str, int]] = set()
        self._blocks: dict[str, tuple[Block, ...]] = {}
        self._names = _short_hashes(self.texts)

    def blocks(self, source: str) -> tuple[Block, ...]:
        """Return the paragraphs of a source."""
        if source not in self._blocks:
            self._blocks[source] = _shown(source, self.texts[source])
        return self._blocks[source]

    def key(self, source: str) -> str:
        """Return the short name of a source: S1, S2 …"""
        return f"S{self.number[source]}"

    def paragraph(self, source: str, offset: int) -> int:
        """Return the number of the paragraph that holds an offset, from 1."""
        return max(1, bisect_right(self.blocks(source), offset, key=lambda block: block.start))

    def anchor(self, source: str, start: int) -> str:
        """Return the anchor of the evidence that begins at an offset; it stays when sources are added."""
        self.cited.add(source)
        self.cited_at.add((source, start))
        return f"s{self._names[source]}c{start}"

    def paragraph_anchor(self, source: str, place: int) -> str:
        """Return the anchor of a paragraph of a source."""
        self.cited.add(source)
        return f"s{self._names[source]}p{place}"

    def source_anchor(self, source: str) -> str:
        """Return the anchor of a source in the appendix."""
        self.cited.add(source)
        return f"source-{self._names[source]}"

    def link(self, entry: Evidence) -> str:
        """Return a Markdown link to an evidence, "S2 ¶4", that knows how many signs of it the reader sees."""
        source, start = entry["source"], entry["start"]
        signs = len(visible(self.texts[source][start : entry["end"]]).strip())
        words = f"{self.key(source)} ¶{self.paragraph(source, start)}"
        return f"[{words}](#{self.anchor(source, start)}){{.evidence signs={signs}}}"

    def links(self, entries: Iterable[Evidence], most: int = 3, *, all_in: str = "", of: int = 0) -> str:
        """Return links to several evidences, one a paragraph, with the count of what is left out.

        The count is itself a link where ``all_in`` names the place in the briefing that has them all. Of many sources
        there is one link a source, and sources are counted; ``of`` says how many there are beside those of the entries.
        """
        chosen: dict[tuple[str, int], Evidence] = {}
        for entry in entries:
            paragraph = 0 if self.many else self.paragraph(entry["source"], entry["start"])
            chosen.setdefault((entry["source"], paragraph), entry)
        shown = [self.link(entry) for entry in list(chosen.values())[:most]]
        more = max(len(chosen), of) - len(shown)
        count = f"+{more:,} {verb(more, 'source', 'sources')}" if self.many else f"+{more}"
        count = f"[{count}](#{all_in})" if all_in else count
        return ", ".join(shown) + (f" {count}" if more > 0 else "")

    def opening(self, source: str) -> str:
        """Return what an untitled source is called: its first words."""
        block = next((block for block in self.blocks(source) if block.kind in READ), None)
        words = self.texts[source][block.start : block.end] if block else ""
        return f"Untitled, begins “{clipped(words, LONGEST_OPENING)}”" if words else "Untitled"

    def source(self, source: str) -> str:
        """Return a Markdown link to the source's place in the appendix."""
        return f"[{self.key(source)}](#{self.source_anchor(source)})"


def _shown(source: str, text: str) -> tuple[Block, ...]:
    """Return the paragraphs of a text; a dateline or a speaker belongs to the paragraph that it opens."""
    joined: list[Block] = []
    for block in find_blocks(text, markdown=is_markdown(source)):
        if joined and joined[-1].kind in ("dateline", "speaker"):
            joined[-1] = Block(joined[-1].start, block.end, block.kind)
        else:
            joined.append(block)
    return tuple(joined)


def _short_hashes(sources: Iterable[str]) -> dict[str, str]:
    """Return the beginning of a hash for each source, as long as it takes to tell all of them apart."""
    hashes = {source: sha256(source.encode("utf-8", "surrogatepass")).hexdigest() for source in sources}
    length = SHORTEST_HASH
    while len({value[:length] for value in hashes.values()}) < len(hashes):
        length += 1
    return {source: value[:length] for source, value in hashes.items()}


@cache
def country_name(code: str) -> str:
    """Return the English short name of an ISO 3166-1 alpha-2 code."""
    found = pycountry.countries.get(alpha_2=code)
    if code in SHORT_NAMES or found is None:
        return SHORT_NAMES.get(code, code)
    name = str(getattr(found, "common_name", found.name))
    return name.split(",")[0]


def countries_text(codes: Iterable[str]) -> str:
    """Return the names of countries, escaped and joined."""
    return escape(", ".join(country_name(code) for code in codes))
