"""Numbers in words and figures, and the TIMEX3 durations they make."""

from __future__ import annotations

import re

from analysis.dates.grammar import Hit

HALVES = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H", "DE": "5Y", "CE": "50Y"}
QUARTERS = {"CE": "25Y", "Y": "3M", "TH": "15M"}
LARGEST = 10**6


def number_of(hit: Hit) -> float | None:
    """Give the number that a ``number`` capture says; None for a vague one (few, several)."""
    spot = hit.spot("number")
    if spot is None:
        return None
    return parse_number([word.lower() for word in hit.tokens.words[spot[0] : spot[1]]], hit)


def parse_number(words: list[str], hit: Hit) -> float | None:
    """Read a number: “2 1/2”, “forty-five”, “two and a half”, “a hundred”."""
    text = " ".join(words).replace(" - ", " ")
    if re.search(r"\bquarter of\b", text):
        return 0.25
    half = bool(re.search(r"\bhalf\b", text))
    text = re.sub(r"\s*(?:and )?(?:an?|one)?\s*\bhalf\b(?: an?)?", "", text).strip()
    total, current, seen = 0.0, 0.0, False
    if found := re.search(r"(\d+) / (\d+)", text):
        total += int(found[1]) / max(int(found[2]), 1)
        text, seen = text.replace(found[0], "").strip(), True
    for word in text.split():
        if re.fullmatch(r"[\d.,]+", word):
            current += _figure(word)
            seen = True
            continue
        value = hit.words.value("numword", word)
        if value is None:
            seen = seen or word in ("a", "an")
            current = max(current, 1.0) if word in ("a", "an") else current
            continue
        seen = True
        if value == 100:
            current = max(current, 1) * 100
        elif value == 1000:
            total, current = total + max(current, 1) * 1000, 0
        else:
            current += value
    if not seen and not half:
        return None
    return total + current + (0.5 if half else 0)


def _figure(word: str) -> float:
    plain = word.replace(",", "").strip(".")
    try:
        return min(float(plain), LARGEST)
    except ValueError:
        return 0.0


def duration(number: float | None, unit: str) -> str:
    """Write a TIMEX3 duration: ``P2Y``, ``PT5H30M``, ``PXM`` where the number is vague."""
    if unit == "WE":
        unit, number = "WE", number
    if unit == "2W":
        unit, number = "W", None if number is None else number * 2
    prefix, code = ("PT", unit[1:]) if unit.startswith("T") else ("P", unit)
    if number is None:
        return f"{prefix}X{code}"
    whole = int(number)
    if number == whole:
        return f"{prefix}{whole}{code}"
    if number == 0.25 and unit in QUARTERS:
        return f"{prefix}{QUARTERS[unit]}"
    if number - whole == 0.5 and unit in HALVES:
        head = f"{prefix}{whole}{code}" if whole else prefix
        return f"{head}{HALVES[unit].removeprefix('T') if whole and unit == 'D' else HALVES[unit]}"
    return f"{prefix}{number:g}{code}"


def shares(unit: str) -> bool:
    """Whether a unit is shorter than a day."""
    return unit.startswith("T")


def soft(hit: Hit) -> str:
    """Give the TIMEX3 modifier of “about”, “less than”, “at least” and the like."""
    if hit.has("mod"):
        return str(hit.value("mod"))
    for name, modifier in (
        ("more", "MORE_THAN"), ("less", "LESS_THAN"), ("least", "EQUAL_OR_MORE"), ("most", "EQUAL_OR_LESS"),
    ):  # fmt: skip
        if hit.has(name):
            return modifier
    return ""
