"""Evidence: the words in a source that a statement rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.text import Span

Evidence = dict[str, Any]


def evidence(source: str, text: str, span: Span) -> Evidence:
    """Return the evidence ``{source, start, end, text}`` of a span; ``text`` is exactly the slice."""
    start, end = span
    return {"source": source, "start": start, "end": end, "text": text[start:end]}
