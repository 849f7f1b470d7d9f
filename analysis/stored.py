"""Tables on disk: Parquet files (pyarrow, zstd), checked as they are written, sorted and searched by DuckDB.

None of them is ever held whole; lists lie in them as JSON.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
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


def parts_of(name: str, path: Path) -> Iterator[pd.DataFrame]:
    """Yield a table on disk in parts, at least one, its lists as JSON."""
    import pyarrow.parquet as pq  # slow to import

    with _searched(path), pq.ParquetFile(path) as file:
        if not file.metadata.num_rows:
            yield pd.DataFrame(columns=columns(name))
        for batch in file.iter_batches(AT_ONCE):
            yield batch.to_pandas()


def size_of(path: Path) -> int:
    """Return how many rows a table on disk has."""
    import pyarrow.parquet as pq  # slow to import

    with _searched(path):
        return int(pq.read_metadata(path).num_rows)


def columns_of(path: Path, chosen: Sequence[str]) -> pd.DataFrame:
    """Return some columns of a table on disk."""
    with _searched(path), _database() as database:
        found: pd.DataFrame = database.sql(f"SELECT {', '.join(map(_quoted, chosen))} FROM {_from(path)}").df()
        return found


def rows_where(
    name: str, path: Path, chosen: Mapping[str, Collection[str]], first: int | None = None
) -> pd.DataFrame:
    """Return the rows of a table on disk, in order, whose columns have one of the values given for each."""
    wanted = " AND ".join(f"{_quoted(column)} IN (SELECT unnest(?))" for column in chosen) or "true"
    most = "" if first is None else f" LIMIT {first}"
    with _searched(path), _database() as database:
        rows = database.execute(
            f"SELECT * EXCLUDE (file_row_number) FROM {_numbered(path)} WHERE {wanted} ORDER BY file_row_number{most}",
            [sorted(values) for values in chosen.values()],
        )
        return with_lists(name, rows.df())


def holds(name: str, path: Path) -> bool:
    """Whether a file is the Parquet of a table with all its columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq  # slow to import

    try:
        return bool(pq.read_schema(path).remove_metadata().equals(_schema(name)))
    except pa.ArrowException:
        return False


@contextmanager
def room() -> Iterator[None]:
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


@contextmanager
def _searched(path: Path) -> Iterator[None]:
    """Make what is said about a file that cannot be read one sentence."""
    import duckdb
    import pyarrow as pa

    try:
        yield
    except (OSError, pa.ArrowException, duckdb.Error) as error:
        reason = getattr(error, "strerror", None) or str(error).split("\n", 1)[0]
        raise InputError(
            f"{path} cannot be searched ({reason}): make the tables again, or make room in {tempfile.gettempdir()}."
        ) from None


class Writer:
    """A table on its way to disk; each part of it is checked as it comes."""

    def __init__(self, name: str, folder: Path, texts: Mapping[str, str]) -> None:
        import pyarrow.parquet as pq  # slow to import

        self.name, self.path, self._texts = name, folder / f"{name}.parquet", texts
        self._waiting: list[Row] = []
        self._file = pq.ParquetWriter(self.path, _schema(name), compression="zstd")

    def __enter__(self) -> Writer:
        """Return the writer."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write what waits, unless something went wrong, and close the file."""
        try:
            if kind is None and self._waiting:
                self._write_waiting(len(self._waiting))
        finally:
            self._file.close()

    def add(self, rows: Iterable[Row]) -> None:
        """Add rows, which are written when there are enough of them."""
        self._waiting += rows
        while len(self._waiting) >= AT_ONCE:
            self._write_waiting(AT_ONCE)

    def _write_waiting(self, count: int) -> None:
        self.write(pd.DataFrame(self._waiting[:count], columns=columns(self.name)))
        del self._waiting[:count]

    def write(self, part: pd.DataFrame) -> None:
        """Check and write rows."""
        from analysis.schema import checked  # slow to import

        self._file.write_table(as_arrow(self.name, checked(self.name, contract()[self.name], part, self._texts)))


def as_arrow(name: str, frame: pd.DataFrame) -> pa.Table:
    """Return rows of a table as they lie on disk."""
    import pyarrow as pa

    return pa.Table.from_pandas(cells_as_json(frame), _schema(name), preserve_index=False)


def _schema(name: str) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([(column, TYPES[kind[0]]) for column, kind in contract()[name]["columns"].items()])


def sort(path: Path, order: Sequence[str]) -> Path:
    """Sort a table; texts go by their code points, and rows alike stay in their order."""
    made = path.with_suffix(".sorted")
    by = ", ".join([*map(_quoted, order), "file_row_number"])
    with _database() as database:
        database.execute(
            f"COPY (SELECT * EXCLUDE (file_row_number) FROM {_numbered(path)} ORDER BY {by}) "
            f"TO '{_escaped(made)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {AT_ONCE})"
        )
    path.unlink()
    return made


def check_key(name: str, path: Path) -> None:
    """Hold a table against its key.

    Raises
    ------
    analysis.errors.ContractError
        There are two rows with one key.
    """
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
        with suppress(duckdb.InvalidInputException):  # a Jupyter kernel without widgets, which shows none anyway
            database.execute("SET enable_progress_bar = false")
        yield database


def _from(path: Path) -> str:
    return f"read_parquet('{_escaped(path)}')"


def _numbered(path: Path) -> str:
    """Return a table with the numbers of its rows, without which what is found comes in any order."""
    return f"read_parquet('{_escaped(path)}', file_row_number = true)"


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def with_lists(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a part as it was before its lists were written as JSON."""
    decode = msgspec.json.Decoder().decode
    return frame.assign(**{column: [decode(cell) for cell in frame[column]] for column in lists(name)})
