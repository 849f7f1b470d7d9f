"""Tables of an edition: data frames, and of large collections Parquet files that are never held whole.

What is put on the shelf row by row is checked against the contract as it comes, and kept on disk (pyarrow, zstd) as soon
as there is much of it; DuckDB sorts it and takes columns out of it without holding it. Both ways give the same tables.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING, Any

import msgspec
import pandas as pd

from analysis.contract import columns, contract, lists
from analysis.errors import ContractError, InputError
from analysis.frames import cells_as_json

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

AT_ONCE = 20_000  # rows that are handled together
TYPES = {
    "text": "string",
    "evidence": "string",
    "list": "string",
    "integer": "int64",
    "boolean": "bool",
    "number": "float64",
}
MEMORY = "500MB"  # that sorting may take before it goes on on disk
Row = Mapping[str, Any]
Held = pd.DataFrame | Path


class Folder:
    """A folder for temporary files that is there as long as this object, or one that another process owns.

    Raises
    ------
    analysis.errors.InputError
        There is no room for it.
    """

    def __init__(self, path: Path | None = None) -> None:
        with _room():
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
        return self.size(name) > AT_ONCE

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
            pd.DataFrame(part, columns=columns(name)) for part in iter(lambda: list(islice(coming, AT_ONCE)), [])
        )
        self.put_parts(name, parts, order)

    def put_parts(self, name: str, parts: Iterable[pd.DataFrame], order: Sequence[str] = ()) -> None:
        """Put a table there part by part, as :meth:`put` does."""
        if self._folder is None:
            held = list(parts)
            frame = pd.concat(held, ignore_index=True) if held else pd.DataFrame(columns=columns(name))
            self[name] = frame.sort_values(list(order), kind="stable", ignore_index=True) if order else frame
            return
        with _room():
            path = _kept(name, parts, self._folder.path, self._texts)
            self._tables[name] = path = _sorted(path, order) if order else path
            _check_key(name, path)

    def parts(self, name: str) -> Iterator[pd.DataFrame]:
        """Yield a table in parts that can be held, at least one."""
        held = self._tables[name]
        if isinstance(held, pd.DataFrame):
            yield from (held.iloc[begin : begin + AT_ONCE] for begin in range(0, max(1, len(held)), AT_ONCE))
        else:
            yield from (_with_lists(name, part) if len(part) else part for part in parts_of(name, held))

    def write_parquet(self, name: str, path: Path) -> None:
        """Write a table as Parquet, lists as JSON."""
        held = self._tables[name]
        if isinstance(held, pd.DataFrame):
            import pyarrow.parquet as pq  # slow to import

            pq.write_table(_as_arrow(name, held), path, compression="zstd")
        else:
            copyfile(held, path)

    def size(self, name: str) -> int:
        """Return how many rows a table has."""
        held = self._tables[name]
        if isinstance(held, pd.DataFrame):
            return len(held)
        import pyarrow.parquet as pq  # slow to import

        return int(pq.read_metadata(held).num_rows)

    def columns(self, name: str, chosen: Sequence[str]) -> pd.DataFrame:
        """Return some columns of a table, of one on disk only such as hold plain values."""
        held = self._tables[name]
        if isinstance(held, pd.DataFrame):
            return held[list(chosen)]
        with _database() as database:
            found: pd.DataFrame = database.sql(f"SELECT {', '.join(map(_quoted, chosen))} FROM {_from(held)}").df()
            return found

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
        wanted = " AND ".join(f"{_quoted(column)} IN (SELECT unnest(?))" for column in chosen) or "true"
        most = "" if first is None else f" LIMIT {first}"
        with _database() as database:
            rows = database.execute(
                f"SELECT * FROM {_from(held)} WHERE {wanted}{most}", [sorted(values) for values in chosen.values()]
            )
            return _with_lists(name, rows.df())


def parts_of(name: str, path: Path) -> Iterator[pd.DataFrame]:
    """Yield a table on disk in parts, at least one, its lists as JSON."""
    import pyarrow.parquet as pq  # slow to import

    with pq.ParquetFile(path) as file:
        if not file.metadata.num_rows:
            yield pd.DataFrame(columns=columns(name))
        for batch in file.iter_batches(AT_ONCE):
            yield batch.to_pandas()


def holds(name: str, path: Path) -> bool:
    """Whether a file is the Parquet of a table with all its columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq  # slow to import

    try:
        return bool(pq.read_schema(path).remove_metadata().equals(_schema(name)))
    except pa.ArrowException:
        return False


@contextmanager
def _room() -> Iterator[None]:
    """Make what the system or DuckDB says about a full disk one sentence."""
    import duckdb

    try:
        yield
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        reason = getattr(error, "strerror", None) or "no room"
        raise InputError(
            f"{tempfile.gettempdir()} cannot hold the tables while they are made ({reason}): "
            "make room there, or name another folder with TMPDIR."
        ) from None


def _kept(name: str, parts: Iterable[pd.DataFrame], folder: Path, texts: Mapping[str, str]) -> Path:
    """Write a table part by part, each checked, and return where it is."""
    import pyarrow.parquet as pq

    from analysis.schema import checked

    path = folder / f"{name}.parquet"
    with pq.ParquetWriter(path, _schema(name), compression="zstd") as writer:
        for part in parts:
            valid = checked(name, contract()[name], part, texts)
            writer.write_table(_as_arrow(name, valid))
    return path


def _as_arrow(name: str, frame: pd.DataFrame) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_pandas(cells_as_json(frame), _schema(name), preserve_index=False)


def _schema(name: str) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(column, TYPES[kind[0]]) for column, kind in contract()[name]["columns"].items()])


def _sorted(path: Path, order: Sequence[str]) -> Path:
    """Sort a table; texts go by their code points, and rows alike stay in their order."""
    made = path.with_suffix(".sorted")
    by = ", ".join([*map(_quoted, order), "file_row_number"])
    rows = f"read_parquet('{_escaped(path)}', file_row_number = true)"
    with _database() as database:
        database.execute(
            f"COPY (SELECT * EXCLUDE (file_row_number) FROM {rows} ORDER BY {by}) "
            f"TO '{_escaped(made)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {AT_ONCE})"
        )
    path.unlink()
    return made


def _check_key(name: str, path: Path) -> None:
    key = contract()[name]["key"]
    if not key:
        return
    with _database() as database:
        one = ", ".join(map(_quoted, key))
        again = database.sql(f"SELECT 1 FROM {_from(path)} GROUP BY {one} HAVING count(*) > 1 LIMIT 1").fetchall()
    if again:
        raise ContractError(f"The table {name} must have one row for each {' and '.join(key)}.")


@contextmanager
def _database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database without tables that keeps to little memory and goes on beside the files."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="briefing-") as folder, duckdb.connect() as database:
        database.execute(
            f"SET memory_limit = '{MEMORY}'; SET threads = 2; SET temp_directory = '{_escaped(Path(folder))}'"
        )
        database.execute("SET autoinstall_known_extensions = false")
        with suppress(
            duckdb.InvalidInputException
        ):  # what a Jupyter kernel without widgets says: it shows none anyway
            database.execute("SET enable_progress_bar = false")
        yield database


def _from(path: Path) -> str:
    return f"read_parquet('{_escaped(path)}')"


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _with_lists(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a part as it was before its lists were written as JSON."""
    decode = msgspec.json.Decoder().decode
    return frame.assign(**{column: [decode(cell) for cell in frame[column]] for column in lists(name)})
