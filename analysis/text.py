"""Sentences and word tokens with exact offsets, shared by every later stage.

Sentences come from NLTK's Punkt, parametrised here with the abbreviations and sentence
starters of ``lexicons/abbreviations.yml`` instead of a downloaded model; tokens from a
regular expression that keeps abbreviations, figures and hyphenated words whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

Span = tuple[int, int]

TOKEN = re.compile(
    r"(?!\s)(?:"  # white space fails at once
    r"[A-Za-z]{2,}(?![\w’'‐‑-])"  # plain words, which are most
    r"|(?:[^\W\d_]\.){2,}"  # U.S., H.E.
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])"  # 22, 1,500, 20:12, 4th
    r"|[’'](?:s|S)\b"  # the possessive, a token of its own
    r"|\w+(?:[-‐‑][\w]+|[’'](?!s\b|S\b)\w+)*"  # hyphens and apostrophes inside a word
    r"|\.{3}|[^\w\s])"
)
ENDS = re.compile(r"[.?!…]\S*\s")  # what could end a sentence
LONGEST = 4_000  # characters of a sentence; what goes on without an end is no sentence and is cut


@dataclass(frozen=True)
class Split:
    """The sentences and tokens of one text.

    Attributes
    ----------
    text : str
        The text that all offsets refer to.
    sentences : list of (start, end)
        In order; a sentence never crosses a block (paragraph, heading, bullet).
    blocks : list of int
        For each sentence, the index of the block it stands in.
    starts, ends : list of int
        Offsets of the tokens of all sentences, in order.
    first : list of int
        For each sentence the index of its first token, and one more entry: the number of tokens.
    lowered : str
        The text in lower case, sign for sign, with spaces for markup.
    memory : dict
        What later stages have worked out of a sentence and need again.
    """

    text: str
    sentences: list[Span]
    blocks: list[int]
    starts: list[int]
    ends: list[int]
    first: list[int]
    lowered: str
    memory: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence holding ``offset``, or -1 outside every sentence."""
        index = bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1
        return index if index >= 0 and offset < self.sentences[index][1] else -1

    @cached_property
    def forms(self) -> list[str]:
        """The tokens of all sentences as written."""
        return [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]

    def tokens(self, sentence: int) -> list[str]:
        """Return the tokens of a sentence as strings."""
        return self.forms[self.first[sentence] : self.first[sentence + 1]]

    @property
    def words(self) -> int:
        """Number of tokens that hold a letter or a digit."""
        return sum([form[0].isalnum() for form in self.forms])


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the sentences of one stretch of text as (start, end), trimmed of white space."""
    end = len(text) if end is None else end
    stretch = text[start:end]
    if not stretch.strip():
        return []
    if not ENDS.search(stretch):  # spare Punkt
        return [_trim(text, start, end)]
    from analysis.punkt import punkt  # slow to import, and what only shows a briefing does without

    return [_trim(text, start + a, start + b) for a, b in punkt().span_tokenize(stretch)]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence, or the stretches of one that is longer than any is, cut at a comma or else at white space."""
    while end - start > LONGEST:
        middle = max(text.rfind(sign, start + LONGEST // 2, start + LONGEST) + 1 for sign in (", ", "; "))
        middle = middle or max(text.rfind(sign, start + LONGEST // 2, start + LONGEST) for sign in " \n\t")
        middle = middle if middle > 0 else start + LONGEST
        if _trim(text, start, middle)[0] < middle:
            yield _trim(text, start, middle)
        start = _trim(text, middle, end)[0]
    if end > start:
        yield start, end


def blanked(text: str, blank: Sequence[Span]) -> str:
    """Return the text with spaces for the stretches that count as white space; line ends stay."""
    pieces, at = [], 0
    for start, end in blank:
        pieces += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def split_text(text: str, blocks: Sequence[Span] | None = None, *, blank: Sequence[Span] = ()) -> Split:
    """Split a text into sentences and tokens.

    Parameters
    ----------
    text : str
        The text that offsets refer to.
    blocks : sequence of (start, end), optional
        Stretches to split, each by itself (paragraphs, headings, bullets); by default the lines of the text.
    blank : sequence of (start, end), optional
        Stretches that count as white space: markup, from :func:`analysis.layout.markup_spans`. No token
        holds any of them; a sentence begins and ends with words but may hold some; ``Split.text`` is whole,
        ``Split.lowered`` has spaces there.
    """
    words = blanked(text, blank)
    if blocks is None:
        blocks = [match.span() for match in re.finditer(r"[^\n]+", text)]
    sentences: list[Span] = []
    owners: list[int] = []
    for number, (start, end) in enumerate(blocks):
        found = [span for whole in sentence_spans(words, start, end) for span in _cut(words, *whole)]
        sentences += found
        owners += [number] * len(found)
    starts: list[int] = []
    ends: list[int] = []
    first = [0]
    for start, end in sentences:
        spans = [match.span() for match in TOKEN.finditer(words, start, end)]
        starts += [span[0] for span in spans]
        ends += [span[1] for span in spans]
        first.append(len(starts))
    lowered = words.lower()
    if len(lowered) != len(words):  # a few letters grow in lower case ("İ"): keep the offsets
        lowered = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in words)
    return Split(text, sentences, owners, starts, ends, first, lowered)
