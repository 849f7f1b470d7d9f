"""The rules of temporal expressions, compiled from YAML into patterns over the tags of words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from analysis.dates.words import OTHER, Memory, Tokens, Vocabulary, tokenise, vocabulary
from analysis.errors import InputError
from analysis.lexicons import load

_ITEM = re.compile(
    r"\{(?P<macro>[A-Z_]+)\}"
    r"|<(?P<category>[^<>\s=]+|=)(?:=(?P<name>\w+))?>"
    r"|\(\?P<(?P<group>\w+)>"
    r"|(?P<control>\(\?<?[:=!]|\{\d*,?\d*\})"
    r"|(?P<literal>[^\W\d_]+)"
    r"|(?P<operator>[()|?*+\[\]^$.])"
)
_MACRO_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over tags, the maker of its meaning, and the groups of each capture with their categories."""

    name: str
    pattern: re.Pattern[str]
    groups: dict[str, list[tuple[str, str]]]
    make: str
    options: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, and one pattern that finds which of them applies where."""

    rules: tuple[Rule, ...]
    combined: re.Pattern[str]
    words: Vocabulary
    memory: Memory

    def tokenise(self, text: str) -> Tokens:
        """Split a text into tagged tokens."""
        return tokenise(text, self.memory)

    def hits(self, tokens: Tokens, at: int) -> list[Hit]:
        """Give the rules that apply at a token, the longest first."""
        found = [
            Hit(rule, tokens, match, self.words)
            for rule in self.rules
            if (match := rule.pattern.match(tokens.tags, at)) and match.end() > at
        ]
        found.sort(key=lambda hit: -hit.stop)
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule applies, with access to what its parts say."""

    rule: Rule
    tokens: Tokens
    match: re.Match[str]
    words: Vocabulary

    @property
    def first(self) -> int:
        """Index of the first token."""
        return self.match.start()

    @property
    def stop(self) -> int:
        """Index after the last token."""
        return self.match.end()

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens.starts[self.first]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens.ends[self.stop - 1]

    def has(self, name: str) -> bool:
        """Whether a capture took part."""
        return self.spot(name) is not None

    def spot(self, name: str, nth: int = 0) -> tuple[int, int, str] | None:
        """Give the token span and category of the nth capture of that name that took part."""
        for group, category in self.rule.groups.get(name, ()):
            start, end = self.match.span(group)
            if end > start:
                if nth == 0:
                    return start, end, category
                nth -= 1
        return None

    def text(self, name: str, nth: int = 0) -> str:
        """Give the words of a capture in lower case, ``""`` when it took no part."""
        spot = self.spot(name, nth)
        return " ".join(self.tokens.words[spot[0] : spot[1]]).lower() if spot else ""

    def value(self, name: str, nth: int = 0) -> Any:
        """Give what the lexicon says of a captured word; its own words when it stands in none."""
        spot = self.spot(name, nth)
        if spot is None:
            return None
        meaning = self.words.value(spot[2], self.tokens.words[spot[0]])
        return self.text(name, nth) if meaning is None else meaning

    def option(self, name: str, default: Any = None) -> Any:
        """Give an option of the rule."""
        return self.rule.options.get(name, default)


@cache
def grammar() -> Grammar:
    """Compile the rules of ``dates_rules.yml`` over the words of ``dates_words.yml``, once."""
    source = load("dates_rules")
    macros = {name: _expand(pattern, source["macros"]) for name, pattern in source["macros"].items()}
    patterns = [_expand(rule["pattern"], macros) for rule in source["rules"]]
    literals = frozenset(_literals(patterns))
    words = vocabulary(literals)
    rules: list[Rule] = []
    plain: list[str] = []
    for rule, pattern in zip(source["rules"], patterns, strict=True):
        compiled, groups = _compile(rule["name"], pattern, words)
        options = {key: value for key, value in rule.items() if key not in ("name", "pattern", "make", "examples")}
        try:
            rules.append(Rule(rule["name"], re.compile(compiled), groups, rule["make"], options))
        except re.error as error:
            raise InputError(f"dates_rules.yml, rule “{rule['name']}”: {error}; mend its pattern.") from None
        plain.append(re.sub(r"[(][?]P<[^>]+>", "(?:", compiled))
    core = re.escape("".join(dict.fromkeys("".join(words.members(c) for c in source["core"]))))
    combined = re.compile(f"(?![{OTHER}])(?=[^¶]{{0,{source['reach']}}}[{core}])(?:{'|'.join(plain)})")
    return Grammar(tuple(rules), combined, words, Memory(words))


def _expand(pattern: str, macros: dict[str, str]) -> str:
    """Replace macros by their patterns, those within them too."""
    for _ in range(_MACRO_DEPTH):
        expanded = re.sub(r"\{([A-Z_]+)\}", lambda m: f"(?:{macros[m[1]]})", pattern)
        if expanded == pattern:
            return pattern
        pattern = expanded
    raise InputError("The macros of dates_rules.yml refer to each other in a circle: break it.")


def _literals(patterns: list[str]) -> Iterator[str]:
    """Give the bare words and the punctuation marks of the patterns."""
    for pattern in patterns:
        for item in _ITEM.finditer(pattern):
            if item["literal"]:
                yield item["literal"].lower()
            elif item["category"] and not item["category"].isalnum():
                yield item["category"]


def _compile(name: str, pattern: str, words: Vocabulary) -> tuple[str, dict[str, list[tuple[str, str]]]]:
    """Turn a pattern over words into a regular expression over tags, numbering captures of one name."""
    out: list[str] = []
    groups: dict[str, list[tuple[str, str]]] = {}
    number = count()

    def capture(base: str, category: str) -> str:
        group = f"{base}_{next(number)}"
        groups.setdefault(base, []).append((group, category))
        return f"(?P<{group}>"

    at = 0
    while at < len(pattern):
        item = _ITEM.match(pattern, at)
        if item is None:
            if not pattern[at].isspace():
                raise InputError(f"dates_rules.yml, rule “{name}”: cannot read “{pattern[at : at + 20]}”.")
            at += 1
            continue
        at = item.end()
        if item["category"] or item["literal"]:
            key = item["category"] if item["category"] and item["category"].isalnum() else None
            members = words.members(key or "=" + (item["category"] or item["literal"]).lower())
            if not members:
                raise InputError(f"dates_rules.yml, rule “{name}”: there is no category “{item['category']}”.")
            charset = f"[{re.escape(members)}]"
            out.append(f"{capture(item['name'], key or '')}{charset})" if item["name"] else charset)
        elif item["group"]:
            out.append(capture(item["group"], ""))
        else:
            out.append(item.group())
    return "".join(out), groups
