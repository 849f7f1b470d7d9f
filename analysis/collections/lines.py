"""Collections as JSON lines, plain or compressed with gzip: one line in memory at a time."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from analysis.collections.model import BrokenError, Found
from analysis.encoding import MAGIC

LONGEST_LINE = 25_000_000  # bytes
BUFFER = 1 << 17
FREE_BYTES = 100_000_000  # that any gzip file may hold
MOST_TIMES = 200  # that a larger one may hold of its own size; news has less than twenty
GZIP, PARQUET = b"\x1f\x8b", b"PAR1"
AGAIN = "save or download it again"


class Line(msgspec.Struct):
    """The columns of a line; what others it has is passed over."""

    id: Any = msgspec.UNSET
    text: Any = msgspec.UNSET
    title: Any = msgspec.UNSET
    publisher: Any = msgspec.UNSET
    url: Any = msgspec.UNSET
    published: Any = msgspec.UNSET
    language: Any = msgspec.UNSET


_decoder = msgspec.json.Decoder(Line)


def plain_lines(stream: BinaryIO) -> Iterator[Found]:
    """Yield the rows of JSON lines.

    Raises
    ------
    BrokenError
        The file is of another kind, or cannot be read on.
    """
    head = stream.read(16)
    stream.seek(0)
    if head.startswith(GZIP):
        raise BrokenError("compressed with gzip: rename it to end in .jsonl.gz")
    if head.startswith(PARQUET):
        raise BrokenError("a Parquet file: rename it to end in .parquet")
    yield from _rows(stream)


def packed_lines(stream: BinaryIO) -> Iterator[Found]:
    """Yield the rows of JSON lines under gzip, those before a break too.

    Raises
    ------
    BrokenError
        The file is of another kind, ends too early, is damaged, or swells beyond measure.
    """
    head = stream.read(16)
    stream.seek(0)
    if head and not head.startswith(GZIP):
        raise BrokenError("not compressed with gzip: rename it to end in .jsonl")
    try:
        yield from _rows(io.BufferedReader(_Unpacked(stream), BUFFER))
    except EOFError:
        raise BrokenError(f"the gzip file ends too early: {AGAIN}") from None
    except (gzip.BadGzipFile, zlib.error):
        raise BrokenError(f"the gzip file is damaged: {AGAIN}") from None


class _Unpacked(io.RawIOBase):
    """What a gzip file holds, as long as that is in measure."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self._file = gzip.GzipFile(fileobj=packed)
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        data = self._file.read1(len(view))
        view[: len(data)] = data
        self._given += len(data)
        if self._given > FREE_BYTES and self._given > MOST_TIMES * self._packed.tell():
            raise BrokenError(f"the gzip file swells to more than {MOST_TIMES} times its size: unpack and check it")
        return len(data)


def _rows(stream: io.BufferedReader | BinaryIO) -> Iterator[Found]:
    opening = b""  # what may be the beginning of one JSON text over several lines
    for number, line in _lines(stream):
        if line is None:
            yield Found(number, {}, f"larger than {LONGEST_LINE // 1_000_000} MB: split it into articles")
            continue
        if number == 1:
            line = _checked_head(line)
        line = line.strip()
        if not line:
            continue
        found = _row(number, line)
        if opening:
            if found.fault:
                raise BrokenError("JSON, but not a row a line: save it as JSON lines, one object a line")
            yield _row(1, opening)
        opening = line if number == 1 and (line in (b"[", b"{") or line.startswith(b"[{")) else b""
        if not opening:
            yield found
    if opening:
        raise BrokenError("JSON, but not a row a line: save it as JSON lines, one object a line")


def _lines(stream: io.BufferedReader | BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines with their numbers, None for one that is too long to be held."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) <= LONGEST_LINE:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(BUFFER)
        yield number, None


def _checked_head(line: bytes) -> bytes:
    """Return the first line without a byte-order mark; what is no text at all is refused."""
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BrokenError("UTF-16: save it as UTF-8")
    for magic, kind in MAGIC.items():
        if line.startswith(magic):
            raise BrokenError(f"not JSON lines but {kind}: rename it by what it is")
    return line.removeprefix(b"\xef\xbb\xbf")


def _row(number: int, line: bytes) -> Found:
    try:
        found = _decoder.decode(line)
    except msgspec.ValidationError as error:
        what = "no JSON object" if "`object`" in str(error) else "it holds a number that is too large"
        return Found(number, {}, f'{what}: write {{"id": …, "text": …}}', line)
    except UnicodeDecodeError:
        return Found(number, {}, "not UTF-8: save the file as UTF-8", line)
    except (msgspec.MsgspecError, ValueError):
        return Found(number, {}, "not valid JSON: correct or remove the line", line)
    except RecursionError:
        return Found(number, {}, "JSON nested too deeply: keep id, text and metadata alone", line)
    values = {name: value for name in Line.__struct_fields__ if (value := getattr(found, name)) is not msgspec.UNSET}
    return Found(number, values)
