"""Readings as bytes and back, exactly: MessagePack by the types of the dataclasses, checked while decoding.

What comes back is made of these dataclasses and plain values only, never of code (no pickle); a new field of a
dataclass needs nothing here. Each field of a reading is a section of its own, so that of a large collection only
what is asked for is decoded.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from itertools import accumulate
from typing import Any, ClassVar, get_type_hints

import msgspec

from analysis.corpus import Article, Rejected
from analysis.errors import InputError
from analysis.reading import Reading, read_article
from analysis.spill import Spill, opened
from analysis.topic_lexicon import Own

Taken = Reading | Rejected
READING, REJECTED = b"R", b"X"
FIELDS = tuple(field.name for field in fields(Reading))
HELD_WHOLE = 12_000  # readings from which on they, and the longest tables, are kept on disk
WORTH_PACKING = 400  # bytes of a section below which compressing it gains nothing
DECODED = 5_000  # sections held decoded
_encoder = msgspec.msgpack.Encoder()
_sections = msgspec.msgpack.Decoder(tuple[bytes, ...])
_rejections = msgspec.msgpack.Decoder(Rejected)


class DamagedError(Exception):
    """Bytes are no reading."""


@cache
def _decoders() -> dict[str, Any]:
    hints = get_type_hints(Reading)
    return {name: msgspec.msgpack.Decoder(hints[name]) for name in FIELDS}


@cache
def _lz4() -> Any:
    import pyarrow as pa  # slow to import

    return pa.Codec("lz4_raw")


def is_large(readings: int) -> bool:
    """Whether so many readings, and the tables made of them, are kept on disk while a run works."""
    return readings >= HELD_WHOLE


@cache
def _spill() -> Spill:
    return Spill()


def pack(taken: Taken) -> bytes:
    """Return a reading, or the reason why there is none, as bytes."""
    if isinstance(taken, Reading):
        return READING + _encoder.encode([_encoder.encode(getattr(taken, name)) for name in FIELDS])
    return REJECTED + _encoder.encode(taken)


def read_and_pack(taken: Article | Rejected, own_topics: Own | None = None) -> bytes:
    """Return the reading of an article, or why a source is none, as bytes."""
    return pack(read_article(taken, own_topics) if isinstance(taken, Article) else taken)


def unpack(data: bytes) -> Taken:
    """Return what :func:`pack` was given.

    Raises
    ------
    DamagedError
        The bytes are no such thing, or a value is not of its type.
    """
    kind, content = data[:1], memoryview(data)[1:]
    try:
        if kind == READING:
            sections = _sections.decode(content)
            decoders = _decoders()
            return Reading(**{name: decoders[name].decode(part) for name, part in zip(FIELDS, sections, strict=True)})
        if kind == REJECTED:
            return _rejections.decode(content)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from None
    raise DamagedError("neither a reading nor a rejection")


def held(data: bytes) -> Taken:
    """Return what :func:`pack` was given, a reading as one of which the fields are decoded when asked for.

    Raises
    ------
    DamagedError
        The bytes are no such thing. A field whose values are not of its type is an ``InputError`` when asked for.
    """
    if data[:1] != READING:
        return unpack(data)
    try:
        return StoredReading(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from None


def packed_field(reading: Reading, name: str) -> bytes:
    """Return a field of a reading as bytes, for :func:`unpacked_field`."""
    if isinstance(reading, StoredReading):
        return reading.packed_field(name)
    return _encoder.encode(getattr(reading, name))


def unpacked_field(name: str, data: bytes) -> Any:
    """Return the value of a field that :func:`packed_field` gave.

    Raises
    ------
    analysis.errors.InputError
        The value is not of the field's type: the reading is damaged.
    """
    try:
        return _decoders()[name].decode(data)
    except (msgspec.MsgspecError, ValueError) as error:
        raise InputError(f"A reading in the cache is damaged ({error}): run again with --fresh.") from None


class StoredReading(Reading):
    """A reading put aside on disk, of which a field is decoded when it is asked for; equal to the reading itself.

    Parameters
    ----------
    data : bytes
        As :func:`pack` gives them, of a reading.
    """

    _number: ClassVar[int] = 0
    _held: ClassVar[OrderedDict[tuple[int, str], Any]] = OrderedDict()

    def __init__(self, data: bytes) -> None:
        sections = _sections.decode(memoryview(data)[1:])
        if len(sections) != len(FIELDS):
            raise ValueError(f"{len(sections)} sections in place of {len(FIELDS)}")
        article = _decoders()["article"].decode(sections[0])
        sections += (article.text.encode("utf-8", "surrogatepass"),)
        compress = _lz4().compress
        packed = [compress(part, asbytes=True) if len(part) >= WORTH_PACKING else part for part in sections]
        places = accumulate(map(len, packed), initial=_spill().add(b"".join(packed)))
        self._put(_spill(), article.source, array("Q", places), array("I", map(len, sections)))
        self._decoded("article", lambda: article)

    def _put(self, spill: Spill, source: str, places: array[int], sizes: array[int]) -> None:
        StoredReading._number += 1
        given = {"_id": StoredReading._number, "_spill": spill, "_source": source, "_places": places, "_sizes": sizes}
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @classmethod
    def _elsewhere(cls, path: str, source: str, places: bytes, sizes: bytes) -> StoredReading:
        """Return a reading that another process on this machine put aside."""
        made = cls.__new__(cls)
        made._put(opened(path), source, array("Q", places), array("I", sizes))
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        """Tell another process on this machine where the reading is."""
        places = self._places.tobytes(), self._sizes.tobytes()
        return StoredReading._elsewhere, (str(self._spill.path), self._source, *places)

    @property
    def source(self) -> str:
        """The article's name."""
        return str(self._source)

    @property
    def text(self) -> str:
        """The article's text, which is asked for far more often than the rest of the article."""
        return str(self._decoded("text", lambda: self._part(len(FIELDS)).decode("utf-8", "surrogatepass")))

    def __getattr__(self, name: str) -> Any:
        """Return a field, decoded now or a short while ago."""
        if name not in FIELDS:
            raise AttributeError(name)
        return self._decoded(name, lambda: unpacked_field(name, self.packed_field(name)))

    def _decoded(self, name: str, decode: Callable[[], Any]) -> Any:
        held, key = StoredReading._held, (self._id, name)
        if key in held:
            held.move_to_end(key)
            return held[key]
        held[key] = value = decode()
        if len(held) > DECODED:
            held.popitem(last=False)
        return value

    def packed_field(self, name: str) -> bytes:
        """Return a field as bytes."""
        return self._part(FIELDS.index(name))

    def _part(self, place: int) -> bytes:
        begin, size = self._places[place], self._sizes[place]
        packed = self._spill.read(begin, self._places[place + 1] - begin)
        return packed if size < WORTH_PACKING else bytes(_lz4().decompress(packed, size, asbytes=True))

    def __eq__(self, other: object) -> bool:
        """Whether the other is a reading with the same fields."""
        return isinstance(other, Reading) and all(getattr(self, name) == getattr(other, name) for name in FIELDS)
