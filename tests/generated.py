"""Invented articles in any number, the same every time: for tests of few and of many sources."""

from __future__ import annotations

import datetime
import random

PEOPLE = [
    ("Kari Lund", "Norway", "Justice Minister"),
    ("Tomas Vrba", "the Czech Republic", "Interior Minister"),
    ("Ana Ferreira", "Portugal", "Foreign Minister"),
    ("Juhani Laine", "Finland", "Prime Minister"),
    ("Elif Demir", "Turkey", "Trade Minister"),
    ("Nodira Karimova", "Uzbekistan", "Health Minister"),
    ("Pedro Salas", "Peru", "Defence Minister"),
    ("Grace Mwangi", "Kenya", "Interior Minister"),
]
CITIES = ["Oslo", "Prague", "Lisbon", "Helsinki", "Ankara", "Tashkent", "Lima", "Nairobi"]
MATTERS = [
    "border security",
    "drug trafficking",
    "energy",
    "trade",
    "cybercrime",
    "illegal migration",
    "sanctions",
    "refugees",
]


def articles(count: int, seed: int = 7) -> list[str]:
    """Return texts of about a hundred words with a headline, a date line, meetings, signings and speech."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        day = datetime.date(2025, 1, 6) + datetime.timedelta(days=5 * number % 355)
        (one, land, office), (other, there, post) = chance.sample(PEOPLE, 2)
        city, matter = chance.choice(CITIES), chance.choice(MATTERS)
        made.append(
            f"{land.title()} and {there} talk about {matter}\n\n{day:%B} {day.day}, {day.year} - 18:30\n\n"
            f"{city.upper()} – {land.capitalize()}'s {office} {one} met {there}'s {post} {other} in {city} on "
            f"{day:%A} for talks on {matter}.\n\n"
            f"The two ministers signed {chance.randint(2, 9)} agreements on {chance.choice(MATTERS)}. “We share an interest in "
            f"{matter} and will act on it,” said {one.split()[1]}, according to the ministry.\n\n"
            f"A second meeting will be held in {chance.choice(CITIES)} next month. Last year the two countries "
            f"held a joint exercise.\n"
        )
    return made
