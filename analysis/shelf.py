"""Tables of an edition: data frames, and of large collections Parquet files that are never held whole.

What is put on the shelf row by row is, in large collections, checked against the contract as it comes and kept on disk
(:mod:`analysis.stored`). Both ways give the same tables.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from shutil import copyfile

import pandas as pd

from analysis import stored
from analysis.contract import columns
from analysis.stored import Row

Held = pd.DataFrame | Path


class Folder:
    """A folder for temporary files that is there as long as this object, or one that another process owns.

    Raises
    ------
    analysis.errors.InputError
        There is no room for it.
    """

    def __init__(self, path: Path | None = None) -> None:
        with stored.room():
            self._own = None if path else tempfile.TemporaryDirectory(prefix="briefing-")
        self.path = path or Path(self._own.name if self._own else "")

    def __reduce__(self) -> tuple[type[Folder], tuple[Path]]:
        """Give another process the folder, which it does not own."""
        return Folder, (self.path,)


class Shelf(Mapping[str, pd.DataFrame]):
    """Tables by name.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame or Path
        Those that are there from the start; those on disk have been checked.
    texts : mapping
        From the source to its text, to hold the evidence of tables on disk against.
    folder : Folder, optional
        Where what is put there row by row is kept on disk; else it is in data frames.
    """

    def __init__(
        self,
        tables: Mapping[str, Held],
        texts: Mapping[str, str] | None = None,
        folder: Folder | None = None,
    ) -> None:
        self._tables = dict(tables)
        self._texts = texts or {}
        self._folder = folder

    @property
    def held(self) -> dict[str, Held]:
        """Return the tables as they are kept: data frames, or the files of those on disk."""
        return dict(self._tables)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table, whole."""
        held = self._tables[name]
        return held if isinstance(held, pd.DataFrame) else pd.concat(self.parts(name), ignore_index=True)

    def __setitem__(self, name: str, frame: pd.DataFrame) -> None:
        """Put a table there as a data frame."""
        self._tables[name] = frame

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._tables)

    def __len__(self) -> int:
        """Return how many tables there are."""
        return len(self._tables)

    def on_disk(self, name: str) -> bool:
        """Whether a table is kept on disk; it has been checked then."""
        return isinstance(self._tables[name], Path)

    def is_long(self, name: str) -> bool:
        """Whether a table has more rows than are handled at once."""
        return self.size(name) > stored.AT_ONCE

    def ordered(self, order: Sequence[str]) -> Shelf:
        """Return the tables in another order, those in data frames with the columns of the contract."""
        tables = {name: self._tables[name] for name in order}
        for name, frame in tables.items():
            if isinstance(frame, pd.DataFrame):
                tables[name] = frame.reindex(columns=columns(name)).reset_index(drop=True)
        return Shelf(tables, self._texts, self._folder)

    def replaced(self, frames: Mapping[str, Held]) -> Shelf:
        """Return the tables with others beside them, or in the places of some."""
        return Shelf({**self._tables, **frames}, self._texts, self._folder)

    def put(self, name: str, rows: Iterable[Row], order: Sequence[str] = ()) -> None:
        """Put a table there row by row.

        Parameters
        ----------
        name : str
        rows : iterable of mapping
        order : sequence of str
            Columns by which the rows are sorted, those alike in the order in which they come.

        Raises
        ------
        analysis.errors.ContractError
            A row kept on disk breaks the contract.
        analysis.errors.InputError
            The folder for temporary files is full.
        """
        coming = iter(rows)
        parts = (
            pd.DataFrame(part, columns=columns(name))
            for part in iter(lambda: list(islice(coming, stored.AT_ONCE)), [])
        )
        self.put_parts(name, parts, order)

    def put_parts(self, name: str, parts: Iterable[pd.DataFrame], order: Sequence[str] = ()) -> None:
        """Put a table there part by part, as :meth:`put` does."""
        if self._folder is None:
            held = list(parts)
            frame = pd.concat(held, ignore_index=True) if held else pd.DataFrame(columns=columns(name))
            self[name] = frame.sort_values(list(order), kind="stable", ignore_index=True) if order else frame
            return
        with stored.room():
            with stored.Writer(name, self._folder.path, self._texts) as writer:
                for part in parts:
                    writer.write(part)
            self._finish(writer, order)

    def put_together(self, parts: Iterable[Mapping[str, Iterable[Row]]], orders: Mapping[str, Sequence[str]]) -> None:
        """Put several tables there, of each of which some rows come at a time; else as :meth:`put` does.

        Parameters
        ----------
        parts : iterable of mapping
            From the names of tables to rows of theirs.
        orders : mapping
            From the name of every table to the columns by which it is sorted.
        """
        if self._folder is None:
            held: dict[str, list[Row]] = {name: [] for name in orders}
            for part in parts:
                for name, rows in part.items():
                    held[name] += rows
            for name, order in orders.items():
                self.put(name, held[name], order)
            return
        with stored.room():
            with ExitStack() as stack:
                writers = {
                    name: stack.enter_context(stored.Writer(name, self._folder.path, self._texts)) for name in orders
                }
                for part in parts:
                    for name, rows in part.items():
                        writers[name].add(rows)
            for name, order in orders.items():
                self._finish(writers[name], order)

    def _finish(self, writer: stored.Writer, order: Sequence[str]) -> None:
        path = stored.sort(writer.path, order) if order else writer.path
        self._tables[writer.name] = path
        stored.check_key(writer.name, path)

    def parts(self, name: str) -> Iterator[pd.DataFrame]:
        """Yield a table in parts that can be held, at least one."""
        held = self._tables[name]
        if isinstance(held, pd.DataFrame):
            yield from (
                held.iloc[begin : begin + stored.AT_ONCE] for begin in range(0, max(1, len(held)), stored.AT_ONCE)
            )
        else:
            yield from (stored.with_lists(name, part) if len(part) else part for part in stored.parts_of(name, held))

    def write_parquet(self, name: str, path: Path) -> None:
        """Write a table as Parquet, lists as JSON."""
        held = self._tables[name]
        if isinstance(held, pd.DataFrame):
            import pyarrow.parquet as pq  # slow to import

            pq.write_table(stored.as_arrow(name, held), path, compression="zstd")
        else:
            copyfile(held, path)

    def size(self, name: str) -> int:
        """Return how many rows a table has."""
        held = self._tables[name]
        if isinstance(held, pd.DataFrame):
            return len(held)
        return stored.size_of(held)

    def columns(self, name: str, chosen: Sequence[str]) -> pd.DataFrame:
        """Return some columns of a table, of one on disk only such as hold plain values."""
        held = self._tables[name]
        if isinstance(held, pd.DataFrame):
            return held[list(chosen)]
        return stored.columns_of(held, chosen)

    def where(self, name: str, chosen: Mapping[str, Collection[str]], first: int | None = None) -> pd.DataFrame:
        """Return the rows of a table, in order, whose columns have one of the values given for each.

        Parameters
        ----------
        name : str
        chosen : mapping
            From columns of text to the values wanted.
        first : int, optional
            How many rows at most.
        """
        held = self._tables[name]
        if isinstance(held, pd.DataFrame):
            for column, values in chosen.items():
                held = held[held[column].isin(list(values))]
            return held if first is None else held.head(first)
        return stored.rows_where(name, held, chosen, first)
