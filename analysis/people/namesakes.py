"""The persons of an article by the parts of their names, so that a name is compared with few of them."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from analysis.transliteration import LONG_PART, equal_names, sounds, unaccented, without_ending

Key = tuple[str, str | int]


@lru_cache(maxsize=100_000)
def keys_of(part: str) -> tuple[Key, ...]:
    """Return keys of a folded part of a name, one of which every part has that may be a spelling of it."""
    group = equal_names().get(part)
    if group is not None:
        return (("part", part), ("group", group))
    return (("part", part), ("bones", sounds(part)[0].replace("g", "k")), ("plain", unaccented(part)))


@lru_cache(maxsize=100_000)
def unsure_keys_of(part: str) -> tuple[Key, ...]:
    """Return the same for parts that are only much alike, or another form of it."""
    if part in equal_names():
        return ()
    stem: Key = ("stem", without_ending(part))
    return (stem, ("long", part[0])) if len(part) >= LONG_PART else (stem,)


class Namesakes:
    """An index of names; what it returns are all that a name may be the same as, and a few more."""

    def __init__(self) -> None:
        self._holders: dict[Key, set[int]] = defaultdict(set)

    def add(self, number: int, parts: tuple[str, ...]) -> None:
        """Add a name, or another form of one, under the number of its person."""
        self._holders["whole", "".join(parts)].add(number)
        for part in parts:
            for key in keys_of(part) + unsure_keys_of(part):
                self._holders[key].add(number)
            self._holders["first", part[0]].add(number)
            if len(part) == 1:
                self._holders["initial", part].add(number)

    def of(self, parts: tuple[str, ...], *, sure: bool = False) -> list[int]:
        """Return the numbers of the persons whose names :func:`same_name` may take for a name, in order.

        With ``sure``, for a name of one part, those only alike or in another form are left out.
        """
        keys: set[Key] = {("whole", "".join(parts))}
        for part in parts:
            keys.update(keys_of(part))
            if not sure:
                keys.update(unsure_keys_of(part))
            keys.add(("first", part) if len(part) == 1 else ("initial", part[0]))
        return sorted(set().union(*(self._holders[key] for key in keys if key in self._holders)))
