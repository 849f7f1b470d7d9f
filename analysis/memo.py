"""What is worked out of a word, remembered: most words of an article were met before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")
MOST = 200_000  # words remembered before all are forgotten


class Memo(dict[str, Value]):
    """What a function says of the words met before.

    Parameters
    ----------
    read : callable
        What is asked of a word that is met for the first time.
    """

    def __init__(self, read: Callable[[str], Value]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, word: str) -> Value:
        """Ask the function, and remember its answer."""
        if len(self) > MOST:
            self.clear()
        found = self[word] = self._read(word)
        return found
