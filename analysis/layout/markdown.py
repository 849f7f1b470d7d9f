"""What is markup, not words, in a Markdown file: front matter, emphasis, links, pictures, code marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 50_000  # characters of a paragraph; beyond, nobody wrote it by hand
FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<head>(?:(?!---[ \t]*(?:\n|$)).*\n){0,200})(?:---|\.\.\.)[ \t]*(?:\n|$)")
PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*(?:\n|[-*+•][ \t]|\d{1,2}[.)][ \t]|#|$))[^\n]+)*")
FIELD = re.compile(r"[\w-]+[ \t]*:(?:\s|$)")
WHOLE = re.compile(  # nothing of it is words
    r"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])"  # a picture
    r"|<(?:https?://|mailto:)[^>\s]+>"
    r"|<!--(?:(?!<!--).)*?-->|</?[a-zA-Z][^<>\n]*>"
    r"|\[\^[^\]\n]+\]"  # a footnote
    r"|(?m:^[ \t]*>[ \t]?)",
    re.DOTALL,
)
LINK = re.compile(
    r"(?P<open>\[)(?P<words>[^\[\]]+)(?P<close>\]"
    r"(?:\((?:<[^>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+[\"'(][^\n]*?[\"')])?\)|\[[^\]\n]*\]))"
)
PAIRS = (
    re.compile(r"(?<!`)(?P<open>`+)(?!`)(?P<words>[^`\n]+)(?P<close>(?P=open))(?!`)"),
    re.compile(r"(?P<open>\*{1,3})(?=\S)(?P<words>[^*]+?)(?<=\S)(?P<close>(?P=open))"),
    re.compile(r"(?<!\w)(?P<open>_{1,3})(?=\S)(?P<words>[^_]+?(?:\w_\w[^_]*?)*)(?<=\S)(?P<close>(?P=open))(?!\w)"),
    re.compile(r"(?P<open>~~)(?=\S)(?P<words>[^~]+?)(?<=\S)(?P<close>~~)"),
)
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def front_matter(text: str) -> int:
    """Return where the front matter at the start of a Markdown text ends (0 without one)."""
    match = FRONT_MATTER.match(text)
    return match.end() if match and (not match["head"].strip() or FIELD.match(match["head"].lstrip())) else 0


def front_title(front: str) -> str:
    """Return the ``title`` of a front matter, or ``""``."""
    match = re.search(r"^title[ \t]*:[ \t]*(?P<title>\S.*)$", front, re.MULTILINE | re.IGNORECASE)
    title = match["title"].strip() if match else ""
    quoted = re.fullmatch(r"([\"'])(?P<title>.*)\1", title)
    return " ".join((quoted["title"] if quoted else title).split())


def markup_spans(text: str, begin: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the stretches of a Markdown text that are markup, not words, in order and not overlapping.

    They are the marks of emphasis and code, links but for their words, pictures, tags and escapes. Give
    them to :func:`analysis.text.split_text` as ``blank``. Paragraphs are looked at one by one, so that an
    unclosed mark in one does not reach into the next.
    """
    end = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    for paragraph in PARAGRAPH.finditer(text, begin, end):
        spans = sorted(_spans(paragraph.group(), paragraph.start()))
        for start, stop in spans:
            if found and start < found[-1][1]:
                found[-1] = found[-1][0], max(stop, found[-1][1])
            else:
                found.append((start, stop))
    return found


def _spans(words: str, offset: int) -> Iterator[tuple[int, int]]:
    if not re.search(r"[*_`\[<>~\\]", words) or len(words) > LONGEST:
        return
    for match in ESCAPE.finditer(words):
        yield offset + match.start(), offset + match.end()
    words = re.sub(r"\\[!-/:-@\[-`{-~]", "  ", words)
    for match in WHOLE.finditer(words):
        yield offset + match.start(), offset + match.end()
    words = WHOLE.sub(lambda match: re.sub(r"\S", " ", match.group()), words)
    for pattern in (LINK, *PAIRS):
        again = 3 if pattern in PAIRS[1:3] else 1  # emphasis within emphasis
        for _ in range(again):
            for match in pattern.finditer(words):
                yield offset + match.start("open"), offset + match.end("open")
                yield offset + match.start("close"), offset + match.end("close")
            words = pattern.sub(_blanked, words)


def _blanked(match: re.Match[str]) -> str:
    inside = match["words"] if "`" not in match["open"] else re.sub(r"\S", "x", match["words"])
    return " " * len(match["open"]) + inside + re.sub(r"\S", " ", match["close"])


def without_markup(words: str) -> str:
    """Return words of a Markdown text without their markup, for a reader.

    Not for words of a ``.txt`` source: there an asterisk is an asterisk.
    """
    out, at = [], 0
    for start, end in markup_spans(words):
        out.append(words[at:start])
        at = end
    return "".join([*out, words[at:]])
