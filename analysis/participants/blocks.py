"""Which names are compared: those that share consonants of two parts, or all run together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, combinations

from analysis.transliteration import block_of, bones, is_optional, same_name

Name = tuple[str, ...]
LARGEST_BLOCK = 400  # names compared with each other; a larger block is cut by finer keys
FINER = 2  # consonants of the other part in a finer key


def like_named(names: Sequence[Name]) -> set[tuple[int, int]]:
    """Return the pairs of names, by their numbers, that may be one person's (:func:`analysis.transliteration.same_name`).

    Names are their folded parts; each two different ones are compared once, where they share a blocking key.
    """
    by_name: dict[Name, list[int]] = defaultdict(list)
    blocks: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for index, name in enumerate(names):
        by_name[name].append(index)
    for name in by_name:
        for key in dict.fromkeys(_keys(name)):
            blocks[key].append(name)
    pairs = {pair for members in by_name.values() for pair in combinations(members, 2)}
    for alike in chain.from_iterable(map(_cut, blocks.values())):
        for one, other in combinations(alike, 2):
            if same_name(one, other):
                pairs.update((min(i, j), max(i, j)) for i in by_name[one] for j in by_name[other])
    return pairs


def _keys(name: Name) -> Iterable[tuple[str, ...]]:
    """Yield the blocking keys of a name: two parts by their consonants, or all run together."""
    parts = [block_of(part) for part in name if not is_optional(part)]
    parts = parts or [block_of(part) for part in name]
    yield ("whole", "".join(sorted(parts))) if len(parts) > 1 else ("one", parts[0])
    yield ("joined", "".join(bones(part) for part in name))
    for a, b in combinations(sorted(set(parts)), 2):
        yield ("two", a, b)
        yield ("near", a, b[:1])
        yield ("near", b, a[:1])


def _cut(names: list[Name]) -> Iterable[list[Name]]:
    """Cut a block of very many names by their further parts and first letters, else return it whole."""
    if len(names) <= LARGEST_BLOCK:
        return [names]
    finer: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        keys = sorted({block_of(part) for part in name})
        for a, b in combinations(keys, 2) if len(keys) > 1 else [(keys[0], "")]:
            finer[a, b[:FINER]].append(name)
            finer[b, a[:FINER]].append(name)
    return finer.values()
