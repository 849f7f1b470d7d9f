"""Scores of events, merging and disagreements against annotated articles (``tests/gold/story``, ``tests/gold/varied``).

``python -m tests.scoring_events`` prints the scores and what was missed, with the sentences.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.corpus import read_corpus
from analysis.reading import Reading, read_article
from analysis.run import make_edition
from analysis.settings import Settings

GOLD = Path(__file__).parent / "gold"
STORY = GOLD / "story"
VARIED = GOLD / "varied"
WITHIN = "within:"

Row = dict[str, Any]
Span = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """What the tables tell of some articles.

    Attributes
    ----------
    readings : dict of Reading
        By source; only their texts and sentences are used.
    sources, events, disagreements, participants : list of dict
        Rows of the tables of these names.
    """

    readings: dict[str, Reading]
    sources: list[Row]
    events: list[Row]
    disagreements: list[Row]
    participants: list[Row]

    def sentence(self, source: str, trigger: str) -> Span:
        """Return the sentence that holds a trigger."""
        return self.readings[source].sentence_of(place(self.readings[source].article.text, trigger))

    def words(self, source: str, span: Span) -> str:
        """Return a span's words on one line."""
        return " ".join(self.readings[source].article.text[slice(*span)].split())


@dataclass(frozen=True)
class Mention:
    """An account of an event in one article, as annotated."""

    event: str
    source: str
    trigger: str
    kinds: frozenset[str]
    statuses: frozenset[str]
    dates: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True)
class Match:
    """A mention, its sentence, and the row found for it, or None."""

    mention: Mention
    sentence: Span
    row: Row | None

    @property
    def kind_is_right(self) -> bool:
        return self.row is not None and self.row["kind"] in self.mention.kinds

    @property
    def status_is_right(self) -> bool:
        return self.row is not None and self.row["status"] in self.mention.statuses

    @property
    def date_is_right(self) -> bool:
        return self.row is not None and is_accepted(self.row, self.mention.dates)


@dataclass
class Tally:
    """Counts by measure, and what was wrong, one line each."""

    right: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    of: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    misses: list[str] = field(default_factory=list)

    def count(self, measure: str, is_right: bool, miss: str = "") -> None:
        """Count one case of a measure; a wrong one is told."""
        self.of[measure] += 1
        self.right[measure] += is_right
        if not is_right and miss:
            self.misses.append(f"{measure}: {miss}")

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        for name, count in other.of.items():
            self.right[name] += other.right[name]
            self.of[name] += count
        self.misses += other.misses

    @property
    def shares(self) -> dict[str, float]:
        """Share of right cases by measure."""
        return {name: self.right[name] / count for name, count in self.of.items() if count}


def place(text: str, trigger: str) -> int:
    """Return where a trigger stands.

    Raises
    ------
    ValueError
        It does not stand there exactly once.
    """
    if text.count(trigger) != 1:
        raise ValueError(f"{trigger!r} stands {text.count(trigger)} times in the text")
    return text.index(trigger)


def tell(folder: Path, *, only: str = "", metadata: bool = True) -> Told:
    """Make the tables of a folder's articles.

    Parameters
    ----------
    folder : Path
        Articles (``.txt``) and ``sources.csv``; other files are left aside.
    only : str, optional
        The one article to read.
    metadata : bool, optional
        Whether ``sources.csv`` is used.
    """
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        files = [folder / only] if only else sorted(folder.glob("*.txt"))
        for file in files:
            shutil.copy(file, work / file.name)
        if metadata:
            _copy_metadata(folder / "sources.csv", work, {file.name for file in files})
        readings = {article.source: read_article(article) for article in read_corpus(work).articles}
        edition = make_edition(work, Settings(), warn=lambda sentence: None)
    rows: dict[str, Any] = {
        name: edition[name].to_dict("records") for name in ("sources", "events", "disagreements", "participants")
    }
    return Told(readings, **rows)


def _copy_metadata(path: Path, work: Path, names: set[str]) -> None:
    with path.open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)
    kept = [row for row in rows if row[0] in names]
    if kept:
        with (work / path.name).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([head, *kept])


def is_accepted(row: Row, dates: tuple[str, ...]) -> bool:
    """Say whether a row's date is among those that are right; ``within:A/B`` takes any date in those days."""
    for date in dates:
        if date.startswith(WITHIN):
            first, last = date.removeprefix(WITHIN).split("/")
            if row["earliest"] and row["latest"] and first <= row["earliest"] and row["latest"] <= last:
                return True
        elif date == row["date"]:
            return True
    return False


def story_gold() -> dict[str, Any]:
    """Return the annotation of the story."""
    loaded: dict[str, Any] = json.loads((STORY / "gold.json").read_text(encoding="utf-8"))
    return loaded


def story_mentions(gold: dict[str, Any]) -> list[Mention]:
    """Return all accounts of the story's events."""
    return [
        Mention(
            event["id"],
            mention["source"],
            mention["trigger"],
            frozenset([event["kind"], *event.get("also_kinds", [])]),
            frozenset(mention.get("status", [event["status"]])),
            tuple(mention["dates"]),
            optional=event.get("optional", False) or mention.get("optional", False),
        )
        for event in gold["events"]
        for mention in event["mentions"]
    ]


def varied_mentions(source: str, *, metadata: bool) -> list[Mention]:
    """Return the annotated events of one of the varied articles."""
    gold = json.loads((VARIED / source).with_suffix(".json").read_text(encoding="utf-8"))
    return [
        Mention(
            f"{source}:{number}",
            source,
            event["trigger"],
            frozenset([event["kind"], *event.get("also_kinds", [])]),
            frozenset([event["status"], *event.get("also_status", [])]),
            tuple(event["with_sources_csv" if metadata else "acceptable_dates"]),
            optional=event.get("optional", False),
        )
        for number, event in enumerate(gold["events"])
    ]


def varied_publication(source: str, *, metadata: bool) -> list[str]:
    """Return the right publication dates of one of the varied articles."""
    gold = json.loads((VARIED / source).with_suffix(".json").read_text(encoding="utf-8"))
    dates: list[str] = gold["published_with_sources_csv" if metadata else "published_acceptable"]
    return dates


def match_article(told: Told, mentions: list[Mention]) -> list[Match]:
    """Pair the mentions of one article with rows, each row used once.

    A row can be paired with a mention when its evidence lies in the trigger's sentence; of all pairings one with
    the most pairs is taken (augmenting paths), those of the right kind and then the nearer ones first. An optional
    mention is paired only with a row of the right kind, and after the others.
    """
    ordered = sorted(mentions, key=lambda mention: mention.optional)
    sentences = [told.sentence(mention.source, mention.trigger) for mention in ordered]
    choices = [_choices(told, mention, span) for mention, span in zip(ordered, sentences, strict=True)]
    taken: dict[int, int] = {}

    def augment(number: int, seen: set[int]) -> bool:
        for row in choices[number]:
            if row in seen:
                continue
            seen.add(row)
            if row not in taken or augment(taken[row], seen):
                taken[row] = number
                return True
        return False

    for _, number, row in sorted(_pairs(told, ordered, choices)):
        if row not in taken and number not in taken.values():
            taken[row] = number
    for number in range(len(ordered)):
        if number not in taken.values():
            augment(number, set())
    rows = {number: told.events[row] for row, number in taken.items()}
    return [Match(mention, sentences[n], rows.get(n)) for n, mention in enumerate(ordered)]


def _pairs(told: Told, mentions: list[Mention], choices: list[list[int]]) -> list[tuple[tuple[int, ...], int, int]]:
    return [
        (_rank(mention, _distance(told, mention, told.events[row])), number, row)
        for number, mention in enumerate(mentions)
        for row in choices[number]
    ]


def _rank(mention: Mention, distance: tuple[int, ...]) -> tuple[int, ...]:
    return distance[0], int(mention.optional), *distance[1:]


def _choices(told: Told, mention: Mention, sentence: Span) -> list[int]:
    near = [n for n, row in enumerate(told.events) if _overlaps(row["evidence"], mention.source, sentence)]
    if mention.optional:
        near = [n for n in near if told.events[n]["kind"] in mention.kinds]
    return sorted(near, key=lambda n: _distance(told, mention, told.events[n]))


def _overlaps(evidence: list[Row], source: str, span: Span) -> bool:
    return any(e["source"] == source and e["start"] < span[1] and span[0] < e["end"] for e in evidence)


def _distance(told: Told, mention: Mention, row: Row) -> tuple[int, ...]:
    start = place(told.readings[mention.source].article.text, mention.trigger)
    end = start + len(mention.trigger)
    spans = [(e["start"], e["end"]) for e in row["evidence"] if e["source"] == mention.source]
    gap = min(max(first - end, start - last, 0) for first, last in spans)
    return (
        int(row["kind"] not in mention.kinds),
        int(row["status"] not in mention.statuses),
        int(not is_accepted(row, mention.dates)),
        gap,
        max(last - first for first, last in spans),
    )


def score_article(told: Told, mentions: list[Mention], label: str = "") -> Tally:
    """Score the events of one article.

    Returns
    -------
    Tally
        ``events found``, ``dates right``, ``kinds right``, ``status right`` (of what was found),
        ``dated found and right`` (of mentions that may not be left open), ``left open`` (of those that must be)
        and ``in the gold`` (of the rows).
    """
    tally = Tally()
    matches = match_article(told, mentions)
    for match in matches:
        if not match.mention.optional:
            _count(tally, told, match, label)
    held = [match.row["event"] for match in matches if match.row is not None]
    for row in told.events:
        first = row["evidence"][0]
        span = first["start"], first["end"]
        again = any(_overlaps(row["evidence"], match.mention.source, match.sentence) for match in matches)
        said = "again" if again else "outside"
        line = f"{label}{said} [{row['kind']}, {row['status']}, {row['date'] or 'open'}]: {told.words(first['source'], span)}"
        tally.count("in the gold", row["event"] in held, line)
    return tally


def _count(tally: Tally, told: Told, match: Match, label: str) -> None:
    mention, row = match.mention, match.row
    words = f"{label}{mention.event} «{mention.trigger}»: {told.words(mention.source, match.sentence)}"
    tally.count("events found", row is not None, words)
    if "" not in mention.dates:
        tally.count("dated found and right", match.date_is_right)
    if row is None:
        return
    tally.count("dates right", match.date_is_right, f"{row['date'] or 'open'} not {mention.dates}; {words}")
    tally.count("kinds right", match.kind_is_right, f"{row['kind']} not {sorted(mention.kinds)}; {words}")
    tally.count("status right", match.status_is_right, f"{row['status']} not {sorted(mention.statuses)}; {words}")
    if mention.dates == ("",):
        tally.count("left open", not row["date"])


def score_articles(folder: Path, *, metadata: bool = True) -> Tally:
    """Score every article of the story or of the varied ones by itself."""
    total = Tally()
    story = story_mentions(story_gold()) if folder == STORY else []
    for path in sorted(folder.glob("*.txt")):
        own = [mention for mention in story if mention.source == path.name]
        mentions = own if story else varied_mentions(path.name, metadata=metadata)
        told = tell(folder, only=path.name, metadata=metadata)
        total.add(score_article(told, mentions, f"{path.name[:2]} "))
        if not story:
            published, accepted = told.sources[0]["published"], varied_publication(path.name, metadata=metadata)
            said = f"{path.name}: {published or 'open'} not {accepted}"
            total.count("publication dates right", published in accepted, said)
    return total


def match_story(told: Told, mentions: list[Mention]) -> list[Match]:
    """Pair all mentions with merged rows, article by article.

    Within an article a row is used once, but a mention left without one also gets a row that holds its sentence
    and was used for another sentence: that row has joined the two.
    """
    matches: list[Match] = []
    for source in sorted({mention.source for mention in mentions}):
        own = match_article(told, [mention for mention in mentions if mention.source == source])
        used = {match.row["event"]: match for match in own if match.row is not None}
        for match in own:
            found = match.row
            if found is None:
                rows = [told.events[n] for n in _choices(told, match.mention, match.sentence)]
                held = (row for row in rows if row["event"] in used)
                found = next((row for row in held if used[row["event"]].sentence != match.sentence), None)
            matches.append(Match(match.mention, match.sentence, found))
    return matches


def b_cubed(pairs: list[tuple[str, str]]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of (gold, predicted) labels, one pair a mention.

    A mention's precision is the share of its predicted group that is of its gold group, its recall the share of its
    gold group that is in its predicted group; both are averaged over mentions [1]_.

    References
    ----------
    .. [1] A. Bagga, B. Baldwin: Entity-based cross-document coreferencing using the vector space model, 1998.
    """
    if not pairs:
        return 0.0, 0.0, 0.0
    both, gold, predicted = Counter(pairs), Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    precision = sum(both[g, p] / predicted[p] for g, p in pairs) / len(pairs)
    recall = sum(both[g, p] / gold[g] for g, p in pairs) / len(pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


def score_merging(told: Told, gold: dict[str, Any]) -> Tally:
    """Score the merged rows of the story.

    Returns
    -------
    Tally
        ``mentions found``, ``main events found``, ``merged dates right``, ``independent sources right`` and, averaged
        over the mentions that were found, ``merging precision``, ``merging recall`` and ``merging F1`` (B-cubed).
    """
    tally = Tally()
    matches = match_story(told, story_mentions(gold))
    for match in matches:
        if not match.mention.optional:
            tally.count("mentions found", match.row is not None)
    found = [(match, match.row) for match in matches if match.row is not None]
    rows_of: dict[str, Counter[str]] = defaultdict(Counter)
    for match, row in found:
        rows_of[match.mention.event][row["event"]] += 1
    labels = _labels(gold, rows_of)
    _count_merging(tally, told, [(labels[match.mention.event], match, row) for match, row in found])
    by_id = {row["event"]: row for row in told.events}
    for event in gold["events"]:
        best = rows_of[event["id"]].most_common(1)
        if event["main"]:
            tally.count("main events found", bool(best), event["id"])
        if best:
            _count_row(tally, event, by_id[best[0][0]], gold["independent_sources"].get(event["id"], []))
    return tally


def _count_row(tally: Tally, event: Row, row: Row, numbers: int | list[int]) -> None:
    why = f"({row['basis']}: {row['reason']})"
    said = f"{row['date'] or 'open'} {why} not {event['dates']}; {event['id']}: {row['what']}"
    tally.count("merged dates right", is_accepted(row, tuple(event["dates"])), said)
    allowed = numbers if isinstance(numbers, list) else [numbers]
    if allowed:
        number = row["independent_sources"]
        said = f"{number} not {numbers}; {event['id']}, told by {row['sources']}"
        tally.count("independent sources right", number in allowed, said)


def _labels(gold: dict[str, Any], rows_of: dict[str, Counter[str]]) -> dict[str, str]:
    """Gold labels; events that may be held for one share a label where a row has joined them."""
    labels = {event["id"]: event["id"] for event in gold["events"]}
    for event in gold["events"]:
        for other in event.get("may_join", []):
            if set(rows_of[event["id"]]) & set(rows_of[other]):
                labels[event["id"]] = labels[other]
    return labels


def _count_merging(tally: Tally, told: Told, found: list[tuple[str, Match, Row]]) -> None:
    shares = b_cubed([(label, row["event"]) for label, _, row in found])
    for name, share in zip(("precision", "recall", "F1"), shares, strict=True):
        tally.right[f"merging {name}"], tally.of[f"merging {name}"] = share * len(found), len(found)
    by_label, by_row = defaultdict(list), defaultdict(list)
    for label, match, row in sorted(found, key=lambda item: item[2]["event"]):
        words = told.words(match.mention.source, match.sentence)
        line = f"\n      {match.mention.source[:2]} {match.mention.event}: {words}"
        shown = f"{line}\n         → {row['event'][:8]} [{row['kind']}, {row['status']}, {row['date'] or 'open'}]"
        by_label[label].append((row["event"], shown))
        by_row[row["event"]].append((label, line))
    for name, groups in (("kept apart", by_label), ("joined wrongly", by_row)):
        for key, members in groups.items():
            if len({other for other, _ in members}) > 1:
                tally.misses.append(f"{name}: {key}{''.join(line for _, line in members)}")


def score_disagreements(told: Told, gold: dict[str, Any]) -> Tally:
    """Score the disagreements shown for the story.

    A known conflict is found when one of its kind (weekday and date count as one) has evidence in the triggers'
    sentences of sources of two sides.

    Returns
    -------
    Tally
        ``conflicts found`` (of the known ones), ``conflicts real`` (of those shown; the rest is for a person to
        judge) and ``conflict certainty right`` (of those found).
    """
    tally = Tally()
    real = set()
    for known in conflicts(gold):
        hits = [shown for shown in told.disagreements if _tells(told, shown, known)]
        real |= {shown["disagreement"] for shown in hits}
        name = f"{known['kind']}, {known['certainty']}: {known['note']}"
        if not known.get("optional"):
            tally.count("conflicts found", bool(hits), name + _lines(told, known))
        if hits:
            said = f"{hits[0]['certainty']} not {known['certainty']}; {name}"
            tally.count("conflict certainty right", any(h["certainty"] == known["certainty"] for h in hits), said)
    for shown in told.disagreements:
        said = "".join(
            f"\n      {e['source'][:2]} {statement['value']}: {told.words(e['source'], (e['start'], e['end']))}"
            for statement in shown["statements"]
            for e in evidence_of(statement)
        )
        line = f"{shown['kind']}, {shown['certainty']}: {shown['note']}{said}"
        tally.count("conflicts real", shown["disagreement"] in real, line)
    return tally


def conflicts(gold: dict[str, Any]) -> list[Row]:
    """Return the known conflicts, each with a list of triggers a source."""
    return [
        known | {"triggers": {s: [t] if isinstance(t, str) else t for s, t in known["triggers"].items()}}
        for known in gold["disagreements"]
    ]


def _lines(told: Told, known: Row) -> str:
    sentences = [(s, told.sentence(s, trigger)) for s, triggers in known["triggers"].items() for trigger in triggers]
    return "".join(f"\n      {source[:2]} {told.words(source, span)}" for source, span in sentences)


def evidence_of(statement: Row) -> list[Row]:
    """Return a statement's evidence as a list."""
    evidence = statement["evidence"]
    return [evidence] if isinstance(evidence, dict) else list(evidence)


def _tells(told: Told, shown: Row, known: Row) -> bool:
    same = {"date", "weekday"}
    if shown["kind"] != known["kind"] and not {shown["kind"], known["kind"]} <= same:
        return False
    evidence = [e for statement in shown["statements"] for e in evidence_of(statement)]
    sides = known.get("sides", [known["sources"]])
    return all(
        any(
            _overlaps(evidence, source, told.sentence(source, trigger))
            for source in side
            for trigger in known["triggers"][source]
        )
        for side in sides
    )


def score_people(told: Told, gold: dict[str, Any]) -> Tally:
    """Score whether all spellings of a person stand in one row (``people joined``)."""
    tally = Tally()
    for name, spellings in gold["people"].items():
        rows = [row for row in told.participants if set(spellings) & {row["name"], *row["variants"]}]
        whole = any(set(spellings) <= {row["name"], *row["variants"]} for row in rows)
        said = f"{name}: {[(row['name'], row['variants']) for row in rows]}"
        tally.count("people joined", whole, said)
    return tally


def score_story() -> Tally:
    """Score the story as a whole: merging, disagreements and people."""
    told, gold = tell(STORY), story_gold()
    tally = score_merging(told, gold)
    tally.add(score_disagreements(told, gold))
    tally.add(score_people(told, gold))
    return tally


def report(title: str, tally: Tally) -> str:
    """Return scores and misses as lines."""
    lines = [f"== {title}"]
    lines += [f"{share:6.3f}  {name} (of {tally.of[name]})" for name, share in sorted(tally.shares.items())]
    return "\n".join([*lines, *(f"  - {miss}" for miss in tally.misses), ""])


if __name__ == "__main__":
    print(report("story, article by article", score_articles(STORY)))
    print(report("varied, with sources.csv", score_articles(VARIED)))
    print(report("varied, texts alone", score_articles(VARIED, metadata=False)))
    print(report("story as a whole", score_story()))
