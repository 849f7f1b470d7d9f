"""Readings as bytes and back, exactly: MessagePack by the types of the dataclasses, checked while decoding.

What comes back is made of these dataclasses and plain values only, never of code (no pickle); a new field of a
dataclass needs nothing here.
"""

from __future__ import annotations

import msgspec

from analysis.corpus import Rejected
from analysis.reading import Reading

Taken = Reading | Rejected
READING, REJECTED = b"R", b"X"
_encoder = msgspec.msgpack.Encoder()
_readings = msgspec.msgpack.Decoder(Reading)
_rejections = msgspec.msgpack.Decoder(Rejected)


class DamagedError(Exception):
    """Bytes are no reading."""


def pack(taken: Taken) -> bytes:
    """Return a reading, or the reason why there is none, as bytes."""
    return (READING if isinstance(taken, Reading) else REJECTED) + _encoder.encode(taken)


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
            return _readings.decode(content)
        if kind == REJECTED:
            return _rejections.decode(content)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise DamagedError(str(error)) from None
    raise DamagedError("neither a reading nor a rejection")
