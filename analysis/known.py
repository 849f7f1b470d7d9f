"""What was compared before: pairs found the same, kept by the content of what was compared.

Whether two things are the same follows from them alone. So pairs of things that were all there before need no second
comparison, however many others came; only pairs with something new do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Protocol

KEY = 12  # bytes that tell contents apart


class Memory(Protocol):
    """What outlives a run: a mapping of bytes to bytes."""

    def get(self, key: bytes, default: bytes = b"", /) -> bytes:
        """Return what is kept, or the default."""

    def __contains__(self, key: object) -> bool:
        """Whether something is kept."""

    def __setitem__(self, key: bytes, value: bytes) -> None:
        """Keep something."""

    def __delitem__(self, key: bytes) -> None:
        """Forget something."""


Pair = tuple[int, int]


def content_key(*fields: object) -> bytes:
    """Return a short hash over fields whose ``repr`` says all of them."""
    return blake2b(repr(fields).encode("utf-8", "replace"), digest_size=KEY).digest()


class Known:
    """The things of former runs and the pairs of them found the same, in a mapping that outlives the run.

    Entries are cut by the first byte of the keys, so that little is written anew where little is new. An entry that
    is damaged counts as not there. The mapping is good for one state of code and lexicons: who keeps it sees to that.

    Parameters
    ----------
    memory : Memory
    name : str
        What is compared; different things do not meet in one memory.
    """

    def __init__(self, memory: Memory, name: str) -> None:
        self._memory = memory
        self._name = name.encode()

    def recall(self, keys: Sequence[bytes]) -> tuple[list[bool], list[Pair]]:
        """Return which things were compared with each other before, and the pairs that made groups of them.

        Of a group that has lost a member all count as new: what held the others together may have been that one.
        """
        place = {key: i for i, key in enumerate(keys)}
        seen: set[bytes] = set()
        linked: dict[bytes, list[bytes]] = defaultdict(list)
        for shard in (bytes([n]) for n in range(256)):
            members, links = self._read(shard)
            seen |= members
            for one, other in links:
                linked[one].append(other)
                linked[other].append(one)
        gone = [key for key in linked if key not in place or key not in seen]
        while gone:
            key = gone.pop()
            seen.discard(key)
            gone += linked.pop(key, ())
        pairs = [(place[one], place[other]) for one, others in linked.items() for other in others if one < other]
        return [key in seen and place[key] == i for i, key in enumerate(keys)], pairs

    def keep(self, keys: Iterable[bytes], pairs: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep what was compared now, in place of what was kept before."""
        members: dict[bytes, list[bytes]] = defaultdict(list)
        links: dict[bytes, list[bytes]] = defaultdict(list)
        for key in sorted(set(keys)):
            members[key[:1]].append(key)
        for one, other in sorted({(min(pair), max(pair)) for pair in pairs}):
            links[one[:1]].append(one + other)
        for shard in (bytes([n]) for n in range(256)):
            name = self._name + b":" + shard
            if shard in members:
                value = b"".join([len(members[shard]).to_bytes(4, "big"), *members[shard], *links[shard]])
                if self._memory.get(name) != value:
                    self._memory[name] = value
            elif name in self._memory:
                del self._memory[name]

    def _read(self, shard: bytes) -> tuple[set[bytes], list[tuple[bytes, bytes]]]:
        value = self._memory.get(self._name + b":" + shard, b"")
        count = int.from_bytes(value[:4], "big")
        end = 4 + count * KEY
        if len(value) < end or (len(value) - end) % (2 * KEY):
            return set(), []
        members = {value[at : at + KEY] for at in range(4, end, KEY)}
        links = range(end, len(value), 2 * KEY)
        return members, [(value[at : at + KEY], value[at + KEY : at + 2 * KEY]) for at in links]
