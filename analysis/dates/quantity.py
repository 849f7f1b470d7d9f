"""Numbers in words and figures, and the TIMEX3 durations they make."""

from __future__ import annotations

import re

from analysis.dates.grammar import Hit

HALVES = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H", "DE": "5Y", "CE": "50Y"}
QUARTERS = {"CE": "25Y", "Y": "3M", "TH": "15M"}
QUARTER, HALF = re.compile(r"\bquarter of\b"), re.compile(r"\bhalf\b")
AND_A_HALF = re.compile(r"\s*(?:and )?(?:an?|one)?\s*\bhalf\b(?: an?)?")
FRACTION = re.compile(r"(\d+) / (\d+)")
LARGEST = 10**6
SOFT = {"more": "MORE_THAN", "less": "LESS_THAN", "least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS"}


def count_of(hit: Hit) -> float | None:
    """Give the number an expression counts; None for a vague one (few, several) or none at all."""
    vague = hit.text("vague")
    if "couple" in vague:
        return 2
    if "dozen" in vague.split() or "dozen" in hit.text("number").split():
        return 12
    spot = hit.spot("number")
    if vague or spot is None:
        return None
    return parse_number([word.lower() for word in hit.tokens.words[spot[0] : spot[1]]], hit)


def parse_number(words: list[str], hit: Hit) -> float | None:
    """Read a number: “2 1/2”, “forty-five”, “two and a half”, “a hundred”."""
    text = " ".join(words).replace(" - ", " ")
    if QUARTER.search(text):
        return 0.25
    half = 0.0
    if "half" in text:
        half = 0.5 if HALF.search(text) else 0.0
        text = AND_A_HALF.sub("", text)
    if found := FRACTION.search(text):
        half += int(found[1]) / max(int(found[2]), 1)
        text = text.replace(found[0], "")
    total = current = 0.0
    for word in text.split():
        value = hit.words.value("numword", word)
        if value in (100, 1000):
            current = max(current, 1) * value
            if value == 1000:
                total, current = total + current, 0
        elif value is not None:
            current += value
        elif word in ("a", "an"):
            current = max(current, 1)
        elif word[0].isdigit():
            current += _figure(word)
    return total + current + half


def _figure(word: str) -> float:
    """Read a number in figures, 0 where they are none (“1.2.3”)."""
    try:
        return min(float(word.replace(",", "").strip(".")), LARGEST)
    except ValueError:
        return 0.0


def duration_value(number: float | None, unit: str) -> str:
    """Write a TIMEX3 duration: ``P2Y``, ``PT5H30M``, ``PXM`` where the number is vague."""
    if unit == "2W":
        unit, number = "W", None if number is None else number * 2
    prefix, code = ("PT", unit[1:]) if unit.startswith("T") else ("P", unit)
    if number is None:
        return f"{prefix}X{code}"
    whole, rest = int(number), number - int(number)
    if rest == 0:
        return f"{prefix}{whole}{code}"
    if number == 0.25 and unit in QUARTERS:
        return f"{prefix}{QUARTERS[unit]}"
    if rest == 0.5 and unit in HALVES:
        return f"{prefix}{f'{whole}{code}' if whole else ''}{HALVES[unit]}"
    return f"{prefix}{number:g}{code}"


def soft(hit: Hit) -> str:
    """Give the TIMEX3 modifier of “about”, “less than”, “at least” and the like."""
    if hit.has("mod"):
        return str(hit.value("mod"))
    return next((modifier for name, modifier in SOFT.items() if hit.has(name)), "")
