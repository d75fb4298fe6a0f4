"""The search of whole texts: shards of marks that say which procedures hold a word, and the passages themselves for excerpts, each loaded when asked for."""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from motcua import urls
from motcua.catalogue import Stored
from motcua.outputs.artifact import Artifact
from motcua.packing import DIGITS
from motcua.passages import passages, unpacked

VERSION = 1
"""The format; the script that reads it refuses another one."""
# How many shards: one for each value of the lowest bits; a small catalogue would have as many files as procedures.
_FEW, _MANY, _SMALL = 16, 256, 300
# What more of the procedures hold than one in so many says nothing of any of them: its mark stands alone, to be told from one that none holds.
_TOO_COMMON = 3
# A step between procedures is written in digits of five bits, the lowest first; the sixth says that more follow.
_BITS, _MORE = 5, 32


@dataclass(frozen=True, slots=True)
class Passages:
    """Some procedures with their records, and the ending of their numbers under which their texts stand."""

    ending: str
    records: tuple[tuple[str, Stored], ...]


def of_procedures(records: Iterable[tuple[str, Stored]]) -> Iterator[Artifact]:
    """The texts of procedures, those whose numbers end alike in one file."""
    files: dict[str, list[tuple[str, Stored]]] = {}
    for code, record in records:
        files.setdefault(urls.search_text(code), []).append((code, record))
    for path, held in files.items():
        yield Artifact(path, passages_js, Passages(held[0][0][5:8], tuple(held)))


def passages_js(inputs: Passages) -> bytes:
    """Each procedure's passages as [language, words]."""
    held = {code: list(map(list, passages(record.load()))) for code, record in inputs.records}
    return _script(f"motcua.search.passages('{inputs.ending}',", held)


def artifacts(marked: Iterable[tuple[str, bytes]]) -> Iterator[Artifact]:
    """The shards, and the file that lists them; `marked` is each procedure's code with the marks of its words."""
    every = sorted(marked)
    steps = tuple(map(_step, range(len(every) + 1)))
    shards = [packed(postings, steps) for postings in _by_shard([kept for _, kept in every], _FEW if len(every) < _SMALL else _MANY)]
    names = [sha256(shard).hexdigest()[:12] for shard in shards]
    yield Artifact(urls.SEARCH_TEXTS, list_js, (tuple(code for code, _ in every), tuple(names)))
    for number, (name, shard) in enumerate(zip(names, shards, strict=True)):
        yield Artifact(f"{urls.SEARCH_INDEX}marks-{number:02x}-{name}.js", shard_js, (number, shard))


def list_js(inputs: tuple[tuple[str, ...], tuple[str, ...]]) -> bytes:
    """The format, the codes in the order of their numbers, the names of the shards."""
    codes, names = inputs
    return _script("motcua.search.marks(-1,", {"version": VERSION, "codes": " ".join(codes), "shards": " ".join(names)})


def shard_js(inputs: tuple[int, bytes]) -> bytes:
    """One shard: no sign in it needs escaping."""
    number, shard = inputs
    return b"motcua.search.marks(%d,'%s');\n" % (number, shard)


def _by_shard(kept: list[bytes], count: int) -> list[dict[int, list[int]]]:
    """For each shard its marks, and the numbers of the procedures that hold each, none where too many do."""
    holders: dict[int, list[int]] = {}
    for number, marks in enumerate(kept):
        for mark in unpacked(marks):
            holders.setdefault(mark, []).append(number)
    shards: list[dict[int, list[int]]] = [{} for _ in range(count)]
    most = max(1, len(kept) // _TOO_COMMON)
    for mark, numbers in holders.items():
        shards[mark % count][mark // count] = numbers if len(numbers) <= most else []
    return shards


_PAIRS = tuple(one + other for one in DIGITS for other in DIGITS)


def packed(postings: dict[int, list[int]], steps: tuple[str, ...]) -> bytes:
    """Marks in four digits of 64 each, with the steps between the numbers of those that hold it; parted by blanks, growing."""
    return " ".join([
        _PAIRS[mark >> 12] + _PAIRS[mark & 4095] + "".join([steps[number - before] for before, number in zip([0, *numbers], numbers, strict=False)])
        for mark, numbers in sorted(postings.items())
    ]).encode()


def _step(step: int) -> str:
    written = ""
    while step >= _MORE:
        written += DIGITS[step & _MORE - 1 | _MORE]
        step >>= _BITS
    return written + DIGITS[step]


def _script(call: str, value: object) -> bytes:
    """A script that hands over JSON as text, which browsers read twice as fast as a value written out."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("\\", "\\\\").replace("'", "\\'")
    return f"{call}'{text}');\n".encode()
