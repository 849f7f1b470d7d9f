"""Finding and resolving the temporal expressions of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from analysis.dates import (
    make_calendar,
    make_days,
    make_distances,
    make_durations,
    make_other,
    make_periods,
    make_quarters,
    make_seasons,
    make_years,
)
from analysis.dates.context import Anchor, Context, read_anchor
from analysis.dates.edtf import bounds
from analysis.dates.grammar import Grammar, Hit, grammar
from analysis.dates.meaning import MAKERS, Meaning
from analysis.dates.model import DateExpression
from analysis.dates.words import Tokens
from analysis.dates.years import TENSES
from analysis.errors import InputError

# they register the makers
MODULES = (
    *(make_calendar, make_years, make_days, make_periods, make_quarters),
    *(make_seasons, make_distances, make_durations, make_other),
)


def find_dates(text: str, *, published: str | None = None) -> list[DateExpression]:
    """Find the temporal expressions of a text and resolve them as far as text and publication allow.

    Parameters
    ----------
    text : str
        Any text; offsets count its code points.
    published : str, optional
        Day of publication: ISO, ``YYYYMMDD`` or any EDTF; nonsense counts as not known.

    Returns
    -------
    list of DateExpression
        In the order of the text, not overlapping.
    """
    return resolve_with(text, read_anchor(published))


def resolve_with(text: str, anchor: Anchor) -> list[DateExpression]:
    """Find and resolve with an anchor that is read already."""
    return scan(text).resolve(anchor)


@dataclass(slots=True)
class Scan:
    """The tokens of a text and the rules that apply to them, which several passes over it have in common."""

    rules: Grammar
    tokens: Tokens
    years: tuple[int, ...] = field(init=False)
    day_first: bool | None = field(init=False)
    places: dict[int, int] = field(default_factory=dict)  # from a token to the next where a rule may apply, or -1
    applying: dict[int, list[Hit]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what the whole text shows."""
        self.years, self.day_first = named_years(self.tokens), day_first(self.tokens)

    def head(self, end: int) -> Scan:
        """Return the scan of the first ``end`` characters of the text."""
        if end >= len(self.tokens.text):
            return self
        return Scan(self.rules, self.tokens.head(end, self.rules.memory))

    def place(self, at: int) -> int:
        """Return the next token at which a rule may apply, from one on; -1 for none."""
        found = self.places.get(at)
        if found is None:
            match = self.rules.combined.search(self.tokens.tags, at)
            found = self.places[at] = match.start() if match else -1
        return found

    def hits(self, place: int) -> list[Hit]:
        """Return the rules that apply at a token, the longest first."""
        found = self.applying.get(place)
        if found is None:
            found = self.applying[place] = self.rules.hits(self.tokens, place)
        return found

    def resolve(self, anchor: Anchor, *, until: int | None = None) -> list[DateExpression]:
        """Go through the text once and resolve its expressions, seen from an anchor; those before an offset only."""
        return interpret(self, Context(anchor, self.years, day_first=self.day_first), until)


def scan(text: str) -> Scan:
    """Split a text for passes over it."""
    rules = checked_grammar()
    return Scan(rules, rules.tokenise(text))


@cache
def checked_grammar() -> Grammar:
    """Give the rules, once it is sure that every maker they name exists."""
    rules = grammar()
    for rule in rules.rules:
        if rule.make not in MAKERS:
            raise InputError(f"dates_rules.yml, rule “{rule.name}”: there is no maker “{rule.make}”.")
    return rules


def _words_of(tokens: Tokens, category: str) -> list[str]:
    """Give the words of a category of numbers."""
    return [tokens.words[found.start()] for found in _category(category).finditer(tokens.tags)]


@cache
def _category(name: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(checked_grammar().words.members(name))}]")


def named_years(tokens: Tokens) -> tuple[int, ...]:
    """Give the years that a text names in figures."""
    years = {int(word) for word in _words_of(tokens, "year") if word.isascii()}
    return tuple(sorted(year for year in years if 1900 <= year <= 2050))


def day_first(tokens: Tokens) -> bool | None:
    """Whether dates in figures put the day first (28/10) or the month (10/28); None where none shows it."""
    for word in _words_of(tokens, "numdate"):
        if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}", word):
            first, second = int(found[1]), int(found[2])
            if (first > 12) != (second > 12):
                return first > 12
    return None


def interpret(text: Scan, ctx: Context, until: int | None = None) -> list[DateExpression]:
    """Go through a text once, up to an offset, the longest rule first wherever one applies."""
    found: list[DateExpression] = []
    tokens = text.tokens
    starts = tokens.starts
    at = 0
    while (place := text.place(at)) >= 0 and (until is None or starts[place] < until):
        at = place + 1
        for hit in text.hits(place):
            meanings = MAKERS[hit.rule.make](hit, ctx)
            if meanings is None:
                continue
            for meaning in meanings if isinstance(meanings, list) else [meanings]:
                meaning.past = _lies_back(hit, ctx, meaning)
                expression = _expression(hit, meaning)
                found.append(expression)
                if not _is_aside(tokens.text, expression):
                    ctx.note(meaning, expression.start)
                at = max(at, meaning.stop or hit.stop)
            break
    return found


def _is_aside(text: str, one: DateExpression) -> bool:
    """Whether a date is put in between ("the reopening, on 15 August, of the border"): no "two days earlier" counts from it."""
    return text.startswith(", of ", one.end) and text.endswith(", on ", 0, one.start)


def _lies_back(hit: Hit, ctx: Context, meaning: Meaning) -> bool | None:
    """Say whether a date lies before the publication or after it; near it, or without one, the verb tells."""
    if not meaning.date:
        return meaning.past
    first, last = bounds(meaning.date)
    published = str(ctx.anchor.whole or "")
    if published and last and last < published:
        return True
    if published and first > published:
        return False
    return TENSES.get(ctx.tense(hit)) if meaning.past is None else meaning.past


def _expression(hit: Hit, meaning: Meaning) -> DateExpression:
    tokens = hit.tokens
    first = hit.first if meaning.first is None else meaning.first
    stop = hit.stop if meaning.stop is None else meaning.stop
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    m = meaning
    return DateExpression(
        *(start, end, tokens.text[start:end], m.type, m.value, m.modifier, m.date, m.basis, m.reason),
        *(m.past, m.anchor, m.candidates, m.span, m.weekday),
    )
