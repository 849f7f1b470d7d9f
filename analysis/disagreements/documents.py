"""Documents told differently: how many were signed, and what the one of an occasion is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from analysis.accounts import Told
from analysis.chronology import Merged
from analysis.disagreements.model import Disagreement
from analysis.evidence import Evidence, evidence
from analysis.lexicons import load
from analysis.phrases import regex
from analysis.prose import SMALL
from analysis.text import Span

NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of"
TOLL = re.compile(
    rf"\b(?P<number>{NUMBER}|one)\s+(?:[\w’'-]+,?\s+){{0,12}}?(?:(?:was|were|have been|had been|being)\s+)?(?:[a-z]+ly\s+)?"
    r"(?P<noun>killed|dead|injured|wounded|arrested|detained|evacuated|missing)\b"
    rf"|\b(?P<noun2>killed|killing|injured|injuring|wounded|wounding|arrested|detained)\s+(?:at least\s+|about\s+)?(?P<number2>{NUMBER}|one)\b",
    re.IGNORECASE,
)
NAME_BEFORE = re.compile(r"(?<![.!?”\"] )(?<!^)\b[A-ZÀ-Þ][\w.’-]*,? $")  # "on May 3 Russian ships", "Leopard 2 tanks"
YEAR = re.compile(r"(?:19|20)\d\d")
OF_DOCUMENTS = "The sources give different numbers of documents."
NOTES = {  # by the kind of event
    "signing": OF_DOCUMENTS,
    "agreement": OF_DOCUMENTS,
    "exercise": "The sources give different numbers of troops.",
    "other": "The sources give different tolls.",
}


@cache
def counted() -> dict[str, re.Pattern[str]]:
    """Compile how numbers of documents, troops and victims are told, by the kind of event; ``""`` are other things."""
    words = {key: "|".join(entries) for key, entries in load("disagreements").items()}
    documents = (
        rf"\b(?P<number>{NUMBER})\s+(?:[a-z-]+\s+){{0,3}}?(?P<noun>{words['documents']}|{words['other_documents']})\b"
    )
    troops = (
        rf"\b(?P<number>{NUMBER})\s+(?:(?!of\b)[\w’'-]+\s+){{0,2}}?(?P<noun>{words['troops']})\b"
        r"(?!\s+(?:personnel|servicemen|troops|members|equipment|vehicles|hardware|units|aircraft|ships)\b)"
    )
    things = (
        rf"(?<![\w.,:/$€£-])(?P<number>{NUMBER})\s+(?:(?!(?:{words['between']})\b|\d)[\w’'-]+\s+){{0,5}}?"
        rf"(?P<noun>{words['things']})\b(?:\s+of\s+(?P<what>\w+))?"
    )
    patterns = {"signing": documents, "agreement": documents, "exercise": troops, "": things}
    return {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in patterns.items()} | {"other": TOLL}


def counts(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield two numbers of documents for one signing, two tolls of one incident, two numbers of the same things."""
    for event in merged:
        kind = event.told[0].event.kind
        found = differing_numbers(event.told, counted()[kind]) if kind in NOTES else []
        certainty = "sure"
        if kind == "exercise" and not found:  # "The drill opens on Monday. 600 troops will take part."
            found, certainty = differing_numbers(event.told, counted()[kind], onward=True), "possible"
        for statements in found:
            yield Disagreement("count", certainty, (event.key,), (), statements, NOTES[kind])
        for statements in differing_quantities(event.told):
            note = "The sources give different numbers."
            yield Disagreement("count", "possible", (event.key,), (), statements, note)


def differing_numbers(
    told: Iterable[Told], pattern: re.Pattern[str], *, onward: bool = False
) -> list[tuple[tuple[str, Evidence], ...]]:
    """Return for each thing counted differently in several sources the numbers, as written, with their words.

    Looked at are the sentences that tell of the event; ``onward`` their paragraphs from there on.
    """
    numbers: dict[str, dict[str, tuple[str, Evidence]]] = defaultdict(dict)
    for account in _of_several(told):
        for start, end in account.event.evidence:
            text = account.reading.text
            paragraph = text.find("\n", end) if onward else end
            for match in pattern.finditer(text, start, paragraph if paragraph >= 0 else len(text)):
                found = {key.rstrip("2"): value.lower() for key, value in match.groupdict().items() if value}
                said = evidence(account.source, account.reading.text, match.span())
                numbers[_thing(found["noun"])].setdefault(_value(found["number"]), (match[0], said))
    return [
        tuple(statements.values())
        for statements in numbers.values()
        if len(statements) > 1 and len({said["source"] for _, said in statements.values()}) > 1
    ]


def differing_quantities(told: Iterable[Told]) -> list[tuple[tuple[str, Evidence], ...]]:
    """Return the different numbers that several sources give of the same things, as written, with their words.

    A source that gives two numbers of one thing may mean different ones, and is left out.
    """
    numbers: dict[str, dict[str, dict[str, tuple[str, Evidence]]]] = defaultdict(lambda: defaultdict(dict))
    for account in _of_several(told):
        for span in account.event.evidence:
            for value, thing, match in _quantities(account.reading.text, span):
                said = evidence(account.source, account.reading.text, match.span())
                numbers[thing][account.source].setdefault(value, (match[0], said))
    found = []
    for sources in numbers.values():
        sole = [next(iter(values.items())) for values in sources.values() if len(values) == 1]
        statements = dict(reversed(sole))  # of each number the first source that gives it
        if len(statements) > 1:
            found.append(tuple(statements[value] for value in sorted(statements, key=int)))
    return found


def _quantities(text: str, span: Span) -> Iterator[tuple[str, str, re.Match[str]]]:
    """Yield (number, thing, words) of what a sentence counts; dates, types ("T-72") and "dozens" count nothing."""
    for match in counted()[""].finditer(text, *span):
        value, noun = _value(match["number"].lower()), match["noun"].lower()
        named = NAME_BEFORE.search(text, max(span[0], match.start() - 40), match.start())
        if value.isdigit() and not named and not YEAR.fullmatch(match["number"]):
            yield value, f"{_thing(noun)} {(match['what'] or '').lower()}".strip(), match


def differing_terms(told: Iterable[Told]) -> tuple[tuple[str, Evidence], ...]:
    """Return the different names that several sources give a document, each with its words; none where they agree."""
    named: dict[str, tuple[str, Evidence]] = {}
    for account in _of_several(told):
        text, main = account.reading.text, account.event.evidence[0]
        spans = [_of_trigger(account) if span == main else span for span in sorted(account.event.evidence)]
        match = next((found for span in spans if (found := _instruments().search(text, *span))), None)
        if match:
            said = evidence(account.source, account.reading.text, match.span())
            named.setdefault(_term_class(match["term"]), (match[0], said))
    differ = len(named) > 1 and len({said["source"] for _, said in named.values()}) > 1
    return tuple(named.values()) if differ else ()


def _of_several(told: Iterable[Told]) -> Sequence[Told]:
    """Return accounts of several sources; none where all are of one, which cannot differ from another."""
    accounts = list(told)
    return accounts if len({account.source for account in accounts}) > 1 else ()


def _value(number: str) -> str:
    return str(SMALL.index(number)) if number in SMALL else number.replace(",", "")


def _thing(noun: str) -> str:
    """Return what is counted, so that only numbers of the same are compared."""
    words = load("disagreements")
    if noun in words["troops"]:
        return "troops"
    return "documents" if noun in words["documents"] else words["same"].get(noun, noun)


@cache
def _instruments() -> re.Pattern[str]:
    """Compile the names of documents, a proper name before them included ("Tehran Declaration")."""
    words = sorted(load("events")["instruments"], key=lambda phrase: (-len(phrase), phrase))
    names = "|".join(regex(phrase) for phrase in words)
    return re.compile(rf"\b(?:(?:[A-Z][\w’'-]+|final|joint)\s+){{0,2}}(?P<term>{names})(?!\w)")


def terms(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield different names for the document of one occasion ("Tehran Declaration" against "final communiqué")."""
    by_main: dict[str, list[Told]] = defaultdict(list)
    keys: dict[str, set[str]] = defaultdict(set)
    for event in merged:
        if event.told[0].event.kind in ("agreement", "signing"):
            main = event.part_of or event.key
            by_main[main] += event.told
            keys[main].add(event.key)
    for main, accounts in by_main.items():
        statements = differing_terms(accounts)
        if statements:
            note = "The sources name the document of this occasion differently."
            yield Disagreement("term", "possible", tuple(sorted(keys[main])), (), statements, note)


def _of_trigger(account: Told) -> Span:
    start, end = account.event.evidence[0]
    return max(start, account.event.start - 60), min(end, account.event.end + 80)


def _term_class(term: str) -> str:
    word = re.sub(r"communiqu[eé]", "communiqué", term.lower())
    word = "memorandum" if word.startswith("memorand") or word == "mou" else word
    return word.rstrip("s")
