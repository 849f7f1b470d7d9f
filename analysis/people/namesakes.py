"""The persons of an article by the parts of their names, so that a name is compared with few of them."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from analysis.transliteration import LONG_PART, equal_names, sounds, unaccented, without_ending

Key = tuple[str, str | int]


@lru_cache(maxsize=100_000)
def keys_of(part: str) -> tuple[Key, ...]:
    """Return keys of a folded part of a name, one of which every part has that :func:`same_part` may take for it."""
    group = equal_names().get(part)
    if group is not None:
        return (("part", part), ("group", group))
    bones = sounds(part)[0]
    keys: list[Key] = [("part", part), ("bones", bones.replace("g", "k")), ("plain", unaccented(part))]
    keys.append(("stem", without_ending(part)))
    if len(part) >= LONG_PART:
        keys.append(("long", part[0]))
    return tuple(keys)


class Namesakes:
    """An index of names; what it returns are all that a name may be the same as, and a few more."""

    def __init__(self) -> None:
        self._holders: dict[Key, set[int]] = defaultdict(set)

    def add(self, number: int, parts: tuple[str, ...]) -> None:
        """Add a name, or another form of one, under the number of its person."""
        self._holders["whole", "".join(parts)].add(number)
        for part in parts:
            for key in keys_of(part):
                self._holders[key].add(number)
            self._holders["first", part[0]].add(number)
            if len(part) == 1:
                self._holders["initial", part].add(number)

    def of(self, parts: tuple[str, ...]) -> list[int]:
        """Return the numbers of the persons whose names :func:`same_name` may take for a name, in order."""
        keys: set[Key] = {("whole", "".join(parts))}
        for part in parts:
            keys.update(keys_of(part))
            keys.add(("first", part) if len(part) == 1 else ("initial", part[0]))
        return sorted(set().union(*(self._holders[key] for key in keys if key in self._holders)))
