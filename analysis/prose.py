"""Computed prose: number words, plurals and lists, so that a sentence is right with none, one or many."""

from __future__ import annotations

from collections.abc import Iterable

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(count: int) -> str:
    """Return a count as a word up to twelve ("no", "one", "two"), else in figures with separators."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun: "no events", "one event", "1,250 events"."""
    return f"{number(count)} {noun if count == 1 else plural or noun + 's'}"


def listed(items: Iterable[str], *, most: int = 0, joiner: str = "and") -> str:
    """Return items as a list in words, "and 3 more" behind the first ``most`` of them."""
    found = list(items)
    if most and len(found) > most:
        found = [*found[:most], f"{number(len(found) - most)} more"]
    if len(found) < 2:
        return "".join(found)
    comma = "," if len(found) > 2 else ""
    return f"{', '.join(found[:-1])}{comma} {joiner} {found[-1]}"


def times(count: int) -> str:
    """Return how often: "once", "twice", "three times"."""
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def capital(sentence: str) -> str:
    """Return a sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def verb(count: int, one: str, many: str) -> str:
    """Return the form of a verb that goes with a count."""
    return one if count == 1 else many


def clipped(text: str, most: int) -> str:
    """Return a text cut at a word to at most so many characters, with an ellipsis where it was cut."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    head = words[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;:–—-") + "…"
