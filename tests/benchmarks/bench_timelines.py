"""How well the days that matter are chosen: Date-F1 against timelines that newspapers wrote.

python tests/benchmarks/bench_timelines.py FOLDER

FOLDER holds ``tasks.json`` (for each timeline its topic, name, number of days ``l``, ``start`` and ``end``) and for each
topic ``articles.jsonl`` (id, publisher, published, text) and ``timelines.json``. Only articles of a timeline's span
count, read and merged as the project does it. Told are the Date-F1 (of the mean precision and the mean recall) of the
weights in ``lexicons/timelines.yml``, of single features, of the best and the worst of the weights tried, and of weights
chosen anew for each topic on the other ones (leave one topic out).
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis.run import open_cache
from analysis.settings import Settings
from analysis.sources import Sources, read_sources
from analysis.tables import merge_tables
from analysis.timelines.days import Weights, day_scores
from analysis.timelines.selection import Selection

Scores = Callable[[pd.DataFrame], pd.Series]
TRIED = [Weights(1.0, *rest) for rest in product((0.5, 1.0, 2.0), (0.0, 0.1, 0.25, 0.5), (0.0, 0.05, 0.1, 0.25))]
ALONE = {
    "articles published on the day": lambda table: table["published"],
    "articles of other days that name it": lambda table: table["mentioned"],
    "both, counted": lambda table: table["published"] + table["mentioned"],
    "publications, weighted": lambda table: table["publications"],
    "mentions, weighted": lambda table: table["mentions"],
}


@dataclass(frozen=True)
class Task:
    """A timeline to be found: its topic, its days, and the table of days made from the articles."""

    topic: str
    name: str
    days: frozenset[str]
    most: int
    table: pd.DataFrame

    def hits(self, scores: Scores) -> tuple[float, float]:
        """Return precision and recall of the days with the highest scores."""
        ranked = self.table.assign(by=scores(self.table)).sort_values(["by", "day"], ascending=[False, True])
        chosen = set(ranked["day"].head(self.most))
        found = len(chosen & self.days)
        return found / max(1, len(chosen)), found / len(self.days)


def date_f1(pairs: Sequence[tuple[float, float]]) -> float:
    """Return F1 of the mean precision and the mean recall."""
    precision, recall = (mean(column) for column in zip(*pairs, strict=True))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def by_weights(weights: Weights) -> Scores:
    """Return the scoring by weights."""
    return lambda table: day_scores(table, weights)


def read_topic(folder: Path) -> Sources:
    """Read the articles of a topic as a folder of sources; those read before come from the cache."""
    with TemporaryDirectory() as name, (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        seeds = Path(name)
        rows = []
        for article in map(json.loads, lines):
            file = article["id"].replace("/", "_") + ".txt"
            (seeds / file).write_text(article["text"], encoding="utf-8")
            rows.append((file, article["publisher"], article["published"]))
        with (seeds / "sources.csv").open("w", encoding="utf-8", newline="") as file_:
            csv.writer(file_).writerows([("file", "publisher", "published"), *rows])
        with open_cache(print) as cache:
            return read_sources(seeds, cache=cache)


def days_of(sources: Sources, start: str, end: str) -> pd.DataFrame:
    """Return the table of days of the articles published in a span, its days within the span."""
    readings = [reading for reading in sources.readings if start <= reading.article.published <= end]
    tables = merge_tables(sources.corpus, readings, Settings())
    return Selection(start, end).within(tables["timeline"])


def read_tasks(folder: Path) -> list[Task]:
    """Read the timelines to be found and make the tables of days."""
    tasks = []
    topics: dict[str, Sources] = {}
    for task in json.loads((folder / "tasks.json").read_text(encoding="utf-8")):
        topic = task["topic"]
        if topic not in topics:
            topics[topic] = read_topic(folder / topic)
        written = json.loads((folder / topic / "timelines.json").read_text(encoding="utf-8"))
        gold = next(frozenset(one["timeline"]) for one in written if one["name"] == task["name"])
        table = days_of(topics[topic], task["start"], task["end"])
        tasks.append(Task(topic, task["name"], gold, task["l"], table))
    return tasks


def left_out(tasks: Sequence[Task]) -> float:
    """Return the Date-F1 where each topic has the weights that are best on the other topics."""
    pairs = []
    for topic in dict.fromkeys(task.topic for task in tasks):
        others = [task for task in tasks if task.topic != topic]
        best = max(TRIED, key=lambda weights: date_f1([task.hits(by_weights(weights)) for task in others]))
        pairs += [task.hits(by_weights(best)) for task in tasks if task.topic == topic]
        print(f"without {topic}: {best}")
    return date_f1(pairs)


def main() -> None:
    """Tell how well days are chosen."""
    if len(sys.argv) != 2:
        sys.exit("Name the folder of the timelines: bench_timelines.py FOLDER")
    tasks = read_tasks(Path(sys.argv[1]))
    given = by_weights(Weights.given())
    for task in tasks:
        precision, recall = task.hits(given)
        print(f"{task.topic} {task.name}: {task.most} days, precision {precision:.2f}, recall {recall:.2f}")
    for name, scores in ALONE.items():
        print(f"Date-F1 {date_f1([task.hits(scores) for task in tasks]):.3f}: {name}")
    tried = [date_f1([task.hits(by_weights(weights)) for task in tasks]) for weights in TRIED]
    print(f"Date-F1 {min(tried):.3f} to {max(tried):.3f}, mean {mean(tried):.3f}: {len(TRIED)} weights tried")
    print(f"Date-F1 {left_out(tasks):.3f}: weights chosen on the other topics")
    print(f"Date-F1 {date_f1([task.hits(given) for task in tasks]):.3f}: the weights of lexicons/timelines.yml")


if __name__ == "__main__":
    main()
