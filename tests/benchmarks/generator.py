"""Invented articles in any number, one after the other and the same every time: a world of people, papers and events.

python tests/benchmarks/generator.py COUNT FILE.jsonl|FILE.jsonl.gz|FOLDER [--seed N]

About twenty-four events happen a day, so that more articles mean more days and not fuller ones. An event is told
by one paper to six, now and then with another day, office or number; articles recall older events; one in twenty is
the reprint of another. Names and sentences come from ``generator.yml`` beside this file.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import random
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

FIRST = datetime.date(2018, 1, 1)
EVENTS = 24  # a day
PAPERS = (1, 1, 1, 2, 2, 3, 3, 4, 5, 6)  # that tell of an event
REPRINTS = 0.05  # of all articles
RECALLED = 2_000  # last events that an article may recall
HOLDERS = 2  # of an office, one after the other
TERM = (300, 1_500)  # days after which the first holder goes
UNLIKE = 0.03  # reports that tell another day, and as many another office
UNLIKE_NUMBER = 0.06
WORDS = 260  # of an article without what it recalls, about
Article = tuple[str, str, str, str, str, str]


@dataclass(frozen=True)
class Official:
    """A person who holds an office up to a day, or from it."""

    name: str
    office: str
    land: str
    adjective: str


@dataclass(frozen=True)
class Happening:
    """What happened: two officials, a day, a place, a matter and a number."""

    kind: str
    day: datetime.date
    city: str
    one: Official
    other: Official
    matter: str
    number: int


@cache
def _lists() -> Any:
    return yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))


@cache
def _groups(template: str) -> list[list[str]]:
    """Return what a template's words can be, one group after the other."""
    return [piece.split("|") for piece in re.split(r"\(([^()]*\|[^()]*)\)", template)]


def _countries() -> list[tuple[str, str, str, list[str]]]:
    lines = [line.split("#")[0].strip() for line in _lists()["countries"].splitlines()]
    fields = [[field.strip() for field in line.split(";")] for line in lines if line]
    return [(land, adjective, culture, cities.split(", ")) for land, adjective, culture, cities in fields]


class World:
    """The people of all offices, and what happens day by day; everything follows from the seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.countries = _countries()
        self.cities = [(city, land) for land, _, _, cities in self.countries for city in cities]
        self.taken: set[str] = set()
        self.officials: dict[str, list[tuple[list[Official], datetime.date]]] = {}
        for land, adjective, culture, _ in self.countries:
            self.officials[land] = [
                (
                    [Official(self._name(culture), office, land, adjective) for _ in range(HOLDERS)],
                    FIRST + datetime.timedelta(days=self.chance.randint(*TERM)),
                )
                for office in _lists()["offices"]
            ]

    def _name(self, culture: str) -> str:
        """Return a name that nobody has yet."""
        while True:
            parts = []
            for starts, ends in (_lists()["cultures"][culture][part] for part in ("given", "family")):
                parts.append(self.chance.choice(starts.split()) + self.chance.choice(ends.split()))
            if self.chance.random() < 0.3:
                parts[0] += self.chance.choice("aeiou") + self.chance.choice(["l", "m", "n", "r", "s"])
            name = " ".join(parts)
            if name not in self.taken:
                self.taken.add(name)
                return name

    def holder(self, land: str, day: datetime.date) -> Official:
        """Return someone in office on a day."""
        (first, second), until = self.chance.choice(self.officials[land])
        return first if day < until else second

    def happening(self, day: datetime.date) -> Happening:
        """Let something happen."""
        chance = self.chance
        city, land = chance.choice(self.cities)
        there = chance.choice([entry[0] for entry in self.countries if entry[0] != land])
        kind = chance.choice([*_lists()["leads"], "meeting", "meeting"])
        one, other = self.holder(land, day), self.holder(there, day)
        one, other = (other, one) if kind == "visit" else (one, other)
        return Happening(kind, day, city, one, other, chance.choice(_lists()["matters"]), chance.randint(2, 19))


class Writer:
    """What papers make of an event."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.chance = world.chance
        self.before: deque[Happening] = deque(maxlen=RECALLED)

    def report(self, told: Happening, paper: str) -> tuple[str, str]:
        """Return headline and text of a paper's report."""
        lists, chance = _lists(), self.chance
        told = self._unlike(told)
        slots = self._slots(told)
        lead = self._sentence(lists["leads"][told.kind], slots)
        wanted = chance.randint(WORDS - 60, WORDS + 60)
        details, quotes = (chance.sample(lists[key], len(lists[key])) for key in ("details", "quotes"))
        sentences = [lead]
        while details and sum(len(sentence.split()) for sentence in sentences) < wanted:
            sentences.append(self._sentence([details.pop()], slots))
            if quotes and chance.random() < 0.35:
                sentences.append(self._sentence([quotes.pop()], slots))
            slots = {**slots, **self._varying()}
        for _ in range(chance.randint(0, 2) if self.before else 0):
            sentences.insert(chance.randint(2, len(sentences)), self._recalled(told))
        sentences.append(self._sentence(lists["closings"], slots))
        title = self._sentence(lists["headlines"][told.kind], slots)
        return title, self._laid_out(title, sentences, told, paper)

    def _unlike(self, told: Happening) -> Happening:
        """Return an event as a paper tells it: now and then with another day, office, number or spelling."""
        chance = self.chance
        if chance.random() < UNLIKE:
            told = replace(told, day=told.day - datetime.timedelta(days=1))
        if chance.random() < UNLIKE:
            told = replace(told, one=replace(told.one, office=chance.choice(_lists()["offices"])))
        if chance.random() < UNLIKE_NUMBER:
            told = replace(told, number=told.number + chance.randint(1, 3))
        if chance.random() < UNLIKE:
            old, new = chance.choice(_lists()["spellings"])
            told = replace(told, other=replace(told.other, name=told.other.name.replace(old, new)))
        return told

    def _slots(self, told: Happening) -> dict[str, str]:
        one, other = told.one, told.other
        return {
            "one": one.name, "One": one.name.split()[-1], "office": one.office, "land": one.land,
            "other": other.name, "Other": other.name.split()[-1], "post": other.office, "there": other.land,
            "adj": one.adjective, "adj2": other.adjective, "there_": other.land, "city": told.city,
            "matter": told.matter, "matter_": told.matter.capitalize(), "number": str(told.number),
            "weekday": f"{told.day:%A}", "day": f"{told.day:%B} {told.day.day}",
            "crime": self.chance.choice(_lists()["crimes"]), **self._varying(),
        }  # fmt: skip

    def _varying(self) -> dict[str, str]:
        lists, chance = _lists(), self.chance
        matter = chance.choice(lists["matters"])
        return {
            "matter2": matter, "matter2_": matter.capitalize(), "city2": chance.choice(self.world.cities)[0],
            "agency": chance.choice(lists["agencies"]), "percent": str(chance.randint(3, 90)),
            "million": str(chance.randint(2, 400)),
        }  # fmt: skip

    def _sentence(self, templates: list[str], slots: dict[str, str]) -> str:
        """Fill one of the templates: one of each group of words, and what is told of in the slots."""
        choice = self.chance.choice
        words = "".join(map(choice, _groups(choice(templates)))).format_map(slots)
        return words[0].upper() + words[1:]

    def _recalled(self, told: Happening) -> str:
        """Return a sentence that recalls an event of before, if there is one of the same countries then of these."""
        lands = {told.one.land, told.other.land}
        earlier = [old for old in islice(reversed(self.before), 400) if {old.one.land, old.other.land} & lands]
        old = self.chance.choice(earlier or list(self.before))
        what = self._sentence([_lists()["done"][old.kind]], self._slots(old))
        slots = {
            "what": what,
            "place": old.city,
            "when": f"{old.day:%B} {old.day.day}, {old.day.year}",
            "month": f"in {old.day:%B} {old.day.year}",
        }
        return self._sentence(_lists()["recalls"], slots)

    def _laid_out(self, title: str, sentences: list[str], told: Happening, paper: str) -> str:
        """Set a report in paragraphs, with a date line or a dateline as the paper does."""
        after = told.day + datetime.timedelta(days=len(paper) % 2)
        dateline = f"{told.city.upper()}, {after:%B} {after.day} – " if len(paper) % 3 else f"{told.city.upper()} – "
        lines = [title] if len(paper) % 3 else [title, f"{after:%B} {after.day}, {after.year} - 18:30"]
        sentences = [dateline + sentences[0], *sentences[1:]]
        while sentences:
            size = self.chance.randint(1, 3)
            lines.append(" ".join(sentences[:size]))
            sentences = sentences[size:]
        return "\n\n".join(lines) + "\n"


def generate(count: int, seed: int = 7) -> Iterator[Article]:
    """Yield so many articles, one day after the other; the first thousand are the same however many follow.

    Yields
    ------
    (id, title, publisher, url, published, text)
        ``published`` is an ISO day, ``""`` for papers that state it in the text.
    """
    yield from islice(_articles(seed), count)


def _articles(seed: int) -> Iterator[Article]:
    world = World(seed)
    writer, chance = Writer(world), world.chance
    recent: deque[tuple[str, str, str]] = deque(maxlen=200)
    number, day = 0, FIRST
    while True:
        today = [world.happening(day) for _ in range(EVENTS)]
        for told in today:
            for paper in chance.sample(_lists()["papers"], chance.choice(PAPERS)):
                title, text = writer.report(told, paper)
                made = [(title, text, paper)]
                if recent and chance.random() < REPRINTS:
                    made.append(_reprint(*chance.choice(recent), chance))
                recent.append((title, text, paper))
                for title, text, paper in made:
                    yield _row(number, title, text, paper, day)
                    number += 1
        writer.before.extend(today)
        day += datetime.timedelta(days=1)


def _reprint(title: str, text: str, paper: str, chance: random.Random) -> tuple[str, str, str]:
    """Return an article as another paper prints it again: the last paragraph left out."""
    other = chance.choice([name for name in _lists()["papers"] if name != paper])
    return title, text.rstrip().rpartition("\n\n")[0] + "\n", other


def _row(number: int, title: str, text: str, paper: str, day: datetime.date) -> Article:
    name = f"{number:07}"
    site = paper.lower().replace("the ", "").replace(" ", "-")
    published = (day + datetime.timedelta(days=len(paper) % 2)).isoformat() if len(paper) % 3 else ""
    return name, title, paper, f"https://{site}.example/{name}", published, text


FIELDS = ("id", "title", "publisher", "url", "published", "text")


def write(articles: Iterator[Article], output: Path) -> None:
    """Write articles as JSON lines, packed or not, or as a folder of texts with ``sources.csv``."""
    if output.name.endswith((".jsonl", ".jsonl.gz")):
        opened = partial(gzip.open, mode="wt") if output.suffix == ".gz" else partial(open, mode="w")
        with opened(output, encoding="utf-8") as file:
            for article in articles:
                file.write(json.dumps(dict(zip(FIELDS, article, strict=True)), ensure_ascii=False) + "\n")
        return
    output.mkdir(parents=True)
    with (output / "sources.csv").open("w", encoding="utf-8") as listed:
        listed.write("file,publisher,url,published,note\n")
        for name, _, publisher, url, published, text in articles:
            (output / f"{name}.txt").write_text(text, encoding="utf-8")
            listed.write(f"{name}.txt,{publisher},{url},{published},\n")


def main() -> None:
    """Write generated articles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    write(generate(given.count, given.seed), given.output)


if __name__ == "__main__":
    main()
