"""The objects of a PDF, found as its own tables say and where else they lie; what a reader would have to guess is refused."""
from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from motcua.inspect.finding import Stop
from motcua.inspect.inflate import inflated
from motcua.inspect.pdf_syntax import Name, NotPdf, Reference, Stream, Work, skipped, value
from motcua.inspect.png_rows import differences
from motcua.inspect.zip_parts import MOST_UNPACKED

MOST_OBJECTS = 20_000
# Each state of a file that was changed time and again may list them anew.
MOST_ROWS = 3 * MOST_OBJECTS
MOST_SECTIONS = 100
MOST_REFERENCES = 50
_OPENS, _SMALL = "form_file_opens", "form_file_unpacks_small"
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_END = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF")
_TAIL = 1_024
_TABLE = re.compile(rb"xref[\x00\t\n\x0c\r ]+(?=\d)")
_RANGE = re.compile(rb"(\d{1,10}) (\d{1,7})[ \r\n]+")
_LINE = re.compile(rb"(\d{10}) (\d{5}) ([nf])[ \r\n]{1,2}")
_TRAILER = re.compile(rb"\s*trailer")
_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})[\x00\t\n\x0c\r ]+(\d{1,5})[\x00\t\n\x0c\r ]+obj\b")
_STREAM, _STREAM_ENDS = re.compile(rb"stream(?:\r\n|\n|\r)"), re.compile(rb"[\x00\t\n\x0c\r ]*endstream\b")
_FREE, _PLAIN, _PACKED = 0, 1, 2


class Place(NamedTuple):
    """Where an object lies: at an offset, or as the n-th of an object stream."""

    kind: int
    at: int
    index: int


class Held(NamedTuple):
    """An object: its number, its value, and the bytes that write the value down."""

    number: int
    generation: int
    value: Any
    written: bytes


class PdfFile:
    """A PDF whose tables hold together; `Stop` where they do not."""

    def __init__(self, data: bytes) -> None:
        self._data, self._work, self._unpacked, self._rows = data, Work(), 0, 0
        self._places: dict[int, Place] = {}
        self._offsets: dict[int, int] = {}
        self.trailer: dict[str, Any] = {}
        self.objects: dict[int, Held] = {}
        try:
            self._read_sections()
            # What is encrypted cannot be judged, and is told as such.
            self.objects |= {} if "Encrypt" in self.trailer else self._read_objects()
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
            raise Stop(_OPENS) from error

    def follow(self, given: Any) -> Any:
        """The value that a reference stands for; a value itself stays."""
        for _ in range(MOST_REFERENCES):
            if not isinstance(given, Reference):
                return given
            held = self.objects.get(given.number)
            given = held.value if held else None
        raise Stop(_OPENS)

    def everything(self) -> Iterator[tuple[str, Any]]:
        """Every object with its name, those that no table lists too: an older state of the file, or something put aside."""
        for held in self.objects.values():
            yield f"{held.number} {held.generation} obj", held.value
        yield "trailer", self.trailer
        streams = [(at, at + self.length(held.value)) for at, number in self._offsets.items()
                   if isinstance((held := self.objects[number]).value, Stream) for at in [held.value.start]]
        inside = _Inside(sorted(streams))
        for found in _OBJECT.finditer(self._data):
            if found.start() not in self._offsets and found.start() not in inside:
                try:
                    yield f"{int(found[1])} {int(found[2])} obj", self._value(found.end())[0]
                except ValueError:
                    continue

    def length(self, stream: Stream) -> int:
        """How many bytes a stream has."""
        length = stream.about.get("Length")
        if isinstance(length, Reference):
            place = self._places.get(length.number)
            length = value(self._data, self._begin(length.number, place.at).end(), self._work)[0] if place and place.kind == _PLAIN else None
        if not isinstance(length, int) or not 0 <= length <= len(self._data) - stream.start:
            raise NotPdf(length)
        return length

    def raw(self, stream: Stream) -> bytes:
        """The bytes of a stream as they lie in the file."""
        return self._data[stream.start:stream.start + self.length(stream)]

    def blocks(self, stream: Stream) -> Iterator[bytes]:
        """The bytes of a stream, unpacked where they are packed as nearly all are; `Stop` where all together become too much."""
        filters = self.follow(stream.about.get("Filter")) or []
        filters = [self.follow(each) for each in filters] if isinstance(filters, list) else [filters]
        if not filters:
            yield self.raw(stream)
        elif filters == ["FlateDecode"]:
            yield from self._inflated(stream)
        elif filters.count(Name("FlateDecode")) > 1:
            raise Stop(_SMALL)

    def _inflated(self, stream: Stream) -> Iterator[bytes]:
        try:
            for block in inflated(memoryview(self.raw(stream))):
                self._unpacked += len(block)
                if self._unpacked > MOST_UNPACKED:
                    raise Stop(_SMALL)
                yield block
        except zlib.error as error:
            raise Stop(_OPENS) from error

    def _read_sections(self) -> None:
        ends = list(_END.finditer(self._data, max(0, len(self._data) - _TAIL)))
        # Anything but blanks and comments behind the last end is the rest of a later state that was cut off.
        if not _HEADER.match(self._data) or not ends or skipped(self._data, ends[-1].end()) < len(self._data):
            raise NotPdf
        waiting, seen = [int(ends[-1][1])], set[int]()
        while waiting:
            at = waiting.pop(0)
            if at in seen or len(seen) > MOST_SECTIONS:
                raise NotPdf(at)
            seen.add(at)
            about = self._table(at) if _TABLE.match(self._data, at) else self._packed_table(at)
            self.trailer = self.trailer or about
            waiting = [about[key] for key in ("XRefStm", "Prev") if isinstance(about.get(key), int)] + waiting
        if "Root" not in self.trailer:
            raise NotPdf

    def _note(self, number: int, place: Place) -> None:
        self._places.setdefault(number, place)
        self._rows += 1
        if len(self._places) > MOST_OBJECTS or self._rows > MOST_ROWS:
            raise Stop(_SMALL)

    def _table(self, at: int) -> dict[str, Any]:
        at = _TABLE.match(self._data, at).end()  # type: ignore[union-attr]
        while range_ := _RANGE.match(self._data, at):
            at = range_.end()
            for number in range(int(range_[1]), int(range_[1]) + int(range_[2])):
                line = _LINE.match(self._data, at)
                if not line:
                    raise NotPdf(at)
                at = line.end()
                self._note(number, Place(_PLAIN if line[3] == b"n" and int(line[1]) else _FREE, int(line[1]), int(line[2])))
        trailer = _TRAILER.match(self._data, at)
        about = value(self._data, trailer.end(), self._work)[0] if trailer else None
        if not isinstance(about, dict):
            raise NotPdf(at)
        return about

    def _packed_table(self, at: int) -> dict[str, Any]:
        """A table that is a stream: columns of bytes, often each row as its difference from the one above."""
        found = _OBJECT.match(self._data, at)
        stream = self._value(found.end())[0] if found else None
        if not isinstance(stream, Stream) or stream.about.get("Type") != "XRef":
            raise NotPdf(at)
        widths = [int(width) for width in stream.about["W"]]
        if len(widths) != 3 or not all(0 <= width <= 8 for width in widths) or not sum(widths):
            raise NotPdf(at)
        index = stream.about.get("Index") or [0, stream.about["Size"]]
        numbers = (number for first, count in zip(index[::2], index[1::2], strict=False) for number in range(first, first + count))
        rows = self._unpacked_rows(stream, sum(widths))
        for number, row in zip(numbers, rows, strict=False):
            first, second = widths[0], widths[0] + widths[1]
            kind = int.from_bytes(row[:first]) if first else _PLAIN
            self._note(number, Place(kind, int.from_bytes(row[first:second]), int.from_bytes(row[second:])))
        return stream.about

    def _unpacked_rows(self, stream: Stream, width: int) -> Iterator[bytes]:
        content = b"".join(self.blocks(stream))
        about = stream.about.get("DecodeParms") or {}
        if isinstance(about, dict) and about.get("Predictor", 1) >= 10:
            yield from differences(content, width)
        else:
            yield from (content[at:at + width] for at in range(0, len(content) - width + 1, width))

    def _read_objects(self) -> dict[int, Held]:
        found = {number: self._object(number, place.at) for number, place in self._places.items() if place.kind == _PLAIN}
        for number, (kind, at, _) in self._places.items():
            if kind == _PLAIN:
                self._offsets[_OBJECT.match(self._data, skipped(self._data, at)).start()] = number  # type: ignore[union-attr]
        for holder in dict.fromkeys(place.at for place in self._places.values() if place.kind == _PACKED):
            for held in self._packed_objects(found[holder].value):
                if self._places.get(held.number, Place(_FREE, 0, 0))[:2] == (_PACKED, holder):
                    found[held.number] = held
        return dict(sorted(found.items()))

    def _object(self, number: int, at: int) -> Held:
        found = self._begin(number, at)
        held, end = self._value(found.end())
        return Held(number, int(found[2]), held, self._data[found.end():end])

    def _begin(self, number: int, at: int) -> re.Match[bytes]:
        found = _OBJECT.match(self._data, skipped(self._data, at)) if at < len(self._data) else None
        if not found or int(found[1]) != number:
            raise NotPdf(at)
        return found

    def _value(self, at: int) -> tuple[Any, int]:
        """A value, or a stream where bytes follow its dictionary; and where what writes it down ends."""
        held, end = value(self._data, at, self._work)
        begins = _STREAM.match(self._data, skipped(self._data, end)) if isinstance(held, dict) else None
        if not begins:
            return held, end
        stream = Stream(held, begins.end())
        after = _STREAM_ENDS.match(self._data, stream.start + self.length(stream))
        if not after:
            raise NotPdf(end)
        return stream, after.end()

    def _packed_objects(self, stream: Stream) -> Iterator[Held]:
        content = b"".join(self.blocks(stream))
        at, numbers = 0, []
        for _ in range(2 * min(stream.about["N"], MOST_OBJECTS)):
            number, at = value(content, at, self._work)
            numbers.append(number)
        first = stream.about["First"]
        for number, place in zip(numbers[::2], numbers[1::2], strict=True):
            held, end = value(content, first + place, self._work)
            yield Held(number, 0, held, content[first + place:end])


class _Inside:
    """Whether a place lies inside one of many stretches, asked in growing order."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._stretches, self._next = stretches, 0

    def __contains__(self, place: int) -> bool:
        while self._next < len(self._stretches) and self._stretches[self._next][1] <= place:
            self._next += 1
        return self._next < len(self._stretches) and self._stretches[self._next][0] <= place
