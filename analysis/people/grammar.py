"""The chunk grammar: rules of ``lexicons/people_grammar.yml`` as regular expressions over tag letters."""

from __future__ import annotations

import re
from functools import cache

from analysis.lexicons import load


@cache
def rule(name: str) -> re.Pattern[str]:
    """Return a rule of the grammar, its macros filled in, compiled."""
    return re.compile(expand(load("people_grammar")[name]))


def expand(pattern: str) -> str:
    """Fill ``{name}`` with the macro or rule of that name; white space in rules means nothing."""
    grammar = load("people_grammar")
    pattern = re.sub(r"\s+", "", pattern)
    while found := re.search(r"\{([a-z_]+)\}", pattern):
        inner = grammar["macros"].get(found[1]) or grammar[found[1]]
        inner = re.sub(r"\s+", "", inner)
        pattern = pattern[: found.start()] + f"(?:{inner})" + pattern[found.end() :]
    return pattern
