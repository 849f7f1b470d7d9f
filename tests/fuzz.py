"""Mutated files of every format: each is read or rejected with a reason, none crashes or hangs.

python tests/fuzz.py [FILES] [FIRST_SEED]
"""

from __future__ import annotations

import io
import os
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from analysis.collections import read_rows
from analysis.corpus import Article, Rejected, take, take_row
from analysis.naming import ending_of, row_name
from analysis.reading import read_article
from analysis.serial import pack, unpack
from tests.generated import articles
from tests.made_files import collections, locked_pdf, page, pdf, scanned_pdf, word

HOSTILE = Path(__file__).parent / "hostile"
SLOW = 20.0  # seconds of computing that one small file may take


def originals() -> list[tuple[str, bytes]]:
    """Return whole files of every format, the hostile ones too."""
    plain = [
        ("a.txt", text.encode(code)) for text, code in zip(articles(3), ("utf-8", "utf-16", "cp1252"), strict=True)
    ]
    made = [("a.pdf", pdf()), ("b.pdf", locked_pdf("")), ("c.pdf", scanned_pdf()), ("a.docx", word())]
    kept = [(path.name, path.read_bytes()) for path in sorted(HOSTILE.iterdir())]
    made += collections([{"id": n, "text": text, "published": "2025"} for n, text in enumerate(articles(6))])
    return [*plain, *made, ("a.html", page().encode()), ("a.md", articles(4)[3].encode()), *kept]


def mutated(chance: random.Random, files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return a file with bits flipped, cut, spliced with another, or with pieces doubled, moved or overwritten."""
    name, data = chance.choice(files)
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(made) + 1), chance.randint(1, 1 + len(made) // 4)
        way = chance.randrange(7)
        if way == 0:
            for _ in range(chance.randint(1, 40)):
                if made:
                    made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
        elif way == 1:
            del made[at:]
        elif way == 2:
            del made[at : at + length]
        elif way == 3:
            other = chance.choice(files)[1]
            start = chance.randrange(len(other) + 1)
            made[at:at] = other[start : start + length]
        elif way == 4:
            made[at:at] = made[at : at + length] * chance.randint(1, 8)
        elif way == 5:
            made[at : at + 8] = chance.randbytes(8)
        else:
            made[at:at] = chance.choice(
                [b"\0", b"\xff\xfe", b"<", b"%%EOF", b"(((", b"\xe2\x80\xae", b"9" * 40, b"\n" * 99]
            )
    if chance.random() < 0.1:
        name = chance.choice(files)[0]
    return name, bytes(made)


def taken_of(name: str, data: bytes) -> list[Article | Rejected]:
    """Return what becomes of a file: of a collection its rows."""
    if not ending_of(name):
        return [take(name, data, {})]
    rows = list(read_rows(name, io.BytesIO(data)))
    assert len({row.id for row in rows}) == len(rows), name
    return [take_row(row_name(name, row.id), row, {}) for row in rows]


def one(seed: int) -> tuple[str, str, float]:
    """Read one mutated file; return its name, what became of it, and the seconds it took."""
    name, data = mutated(random.Random(seed), FILES)
    start = time.process_time()
    result = "no row"
    for taken in taken_of(name, data):
        if isinstance(taken, Article):
            reading = read_article(taken)
            assert unpack(pack(reading)) == reading, seed
            assert all(taken.text[e.start : e.end] == e.text for e in reading.dates.expressions), seed
            taken.text.encode()
            result = "read"
        else:
            assert taken.reason.strip(), seed
            result = taken.reason
    return name, result, time.process_time() - start


FILES = originals()


def main() -> None:
    """Read so many mutated files with all processors and say what became of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    results: Counter[str] = Counter()
    slowest = (0.0, -1)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for number, (name, result, took) in enumerate(pool.map(one, range(first, first + count), chunksize=50)):
            results[f"{name.rsplit('.')[-1]}: {result.split(':')[0].split('(')[0][:60].strip()}"] += 1
            slowest = max(slowest, (took, first + number))
            if (number + 1) % 1_000 == 0:
                print(f"{number + 1:,} files, slowest {slowest[0]:.1f} s (seed {slowest[1]})", flush=True)
    for result, times in results.most_common():
        print(f"{times:>7,}  {result}")


if __name__ == "__main__":
    main()
