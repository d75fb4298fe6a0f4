"""Takes out of a form's file what tells of the people, offices and machines that made it; the same bytes come out every time, and all else stays as it was."""
from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from xml.parsers import expat

from motcua.inspect import pdf, word
from motcua.inspect.pdf_file import Held, PdfFile
from motcua.inspect.pdf_syntax import Name, Reference, Stream
from motcua.inspect.xml_parts import local
from motcua.inspect.zip_parts import Archive, Entry

# What each part of a package tells of its making.
_PARTS = {
    "docProps/core.xml": word.PERSONAL | {"lastPrinted"}, "docProps/app.xml": word.PERSONAL | {"Template"}, "docProps/custom.xml": frozenset({"property"}),
    "meta.xml": frozenset({"initial-creator", "creator", "printed-by", "print-date", "template", "user-defined"}),
    "settings.xml": frozenset({"PrinterName", "PrinterSetup"})}
# What a PDF may tell of itself; programs add entries of their own, with paths and names in them.
_OF_THE_FILE = ("Title", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate", "Trapped")
_EVERY_TEMPLATE = "Normal.dotm"
_IN_XMP = pdf.IN_XMP | {"DerivedFrom", "History"}
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_BEGINS = re.compile(rb"<[^\s/>]+")
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
# The first day that a ZIP can say, at midnight; names are in UTF-8.
_DATE, _TIME, _UTF_8, _NEEDS = 33, 0, 1 << 11, 20
_TABLES = ("XRef", "ObjStm")


class Scrubbed(NamedTuple):
    """A file without what told of its makers, and what that was: part, name, value."""

    data: bytes
    removed: tuple[tuple[str, str, str], ...]


def scrubbed(data: bytes) -> Scrubbed:
    """The file, which has been inspected; the same bytes where there was nothing to take out."""
    cleaned = _pdf(data) if data.startswith(b"%PDF-") else _package(data)
    return cleaned if cleaned.removed else Scrubbed(data, ())


class _Cutter:
    """Finds what is to be cut out of a part, by the places of its bytes: elements, and in metadata the attributes that are short for them."""

    def __init__(self, names: frozenset[str], attributes: frozenset[str] = frozenset()) -> None:
        self._attributes, self._content = attributes, b""
        self._names, self._depth, self._begin, self._waits = names, 0, 0, False
        self._words, self._name = "", ""
        self.cuts: list[tuple[int, int]] = []
        self.removed: list[tuple[str, str]] = []
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._parser.CharacterDataHandler, self._parser.DefaultHandler = self._text, lambda _: self._settle()

    def cut(self, content: bytes) -> bytes:
        """The part without these; every other byte stays."""
        self._content = content
        self._parser.Parse(content, True)
        kept, at = [], 0
        for begin, end in self.cuts:
            kept.append(content[at:begin])
            at = end
        return b"".join((*kept, content[at:]))

    def _settle(self) -> None:
        """Whatever comes behind an element that is cut says where it ended."""
        words, tells = " ".join(self._words.split()), self._waits
        self._waits = False
        if tells and words not in ("", _EVERY_TEMPLATE):
            self.cuts.append((self._begin, self._parser.CurrentByteIndex))
            self.removed.append((self._name, words))

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._settle()
        if self._depth:
            self._depth += 1
        elif found := {local(name), *(value for key, value in attributes.items() if local(key) == "name")} & self._names:
            self._depth, self._begin, self._name = 1, self._parser.CurrentByteIndex, min(found)
            self._words = next((value for key, value in attributes.items() if local(key) == "href"), "")
        elif self._attributes:
            self._cut_attributes({local(key): value for key, value in attributes.items()})

    def _cut_attributes(self, values: Mapping[str, str]) -> None:
        """Cut those of the element that begins here."""
        head = _BEGINS.match(self._content, self._parser.CurrentByteIndex)
        found = head and _ATTRIBUTE.match(self._content, head.end())
        while found:
            prefix, _, name = found[1].decode("utf-8", "replace").rpartition(":")
            if prefix != "xmlns" and name in self._attributes and values.get(name, "").strip():
                self.cuts.append(found.span())
                self.removed.append((name, values[name]))
            found = _ATTRIBUTE.match(self._content, found.end())

    def _end(self, _: str) -> None:
        self._settle()
        if self._depth:
            self._depth -= 1
            self._waits = not self._depth

    def _text(self, words: str) -> None:
        self._settle()
        if self._depth:
            self._words += words


def _package(data: bytes) -> Scrubbed:
    archive, removed, parts = Archive(data), [], []
    for entry in archive.entries:
        packed = data[entry.start:entry.end]
        if entry.name in _PARTS:
            cutter = _Cutter(_PARTS[entry.name])
            content = cutter.cut(archive.read(entry))
            if cutter.cuts:
                # Stored, since compressors differ from machine to machine.
                entry, packed = entry._replace(method=0, crc=zlib.crc32(content), packed=len(content), size=len(content)), content
            removed += [(entry.name, *each) for each in cutter.removed]
        parts.append((entry, packed))
    return Scrubbed(_packed_again(parts), tuple(removed))


def _packed_again(parts: list[tuple[Entry, bytes]]) -> bytes:
    """The entries as they were packed, in their order, without the times and marks of the machine that packed them."""
    whole, directory = bytearray(), bytearray()
    for entry, packed in parts:
        name = entry.name.encode()
        told = (_UTF_8, entry.method, _TIME, _DATE, entry.crc, entry.packed, entry.size, len(name))
        directory += _CENTRAL.pack(b"PK\x01\x02", _NEEDS, _NEEDS, *told, 0, 0, 0, 0, 0, len(whole)) + name
        whole += _LOCAL.pack(b"PK\x03\x04", _NEEDS, *told, 0) + name + packed
    end = _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), len(directory), len(whole), 0)
    return bytes(whole + directory + end)


def _pdf(data: bytes) -> Scrubbed:
    """The objects that count, written anew in their order; what older states of the file held goes with them."""
    file, removed = PdfFile(data), []
    about = file.trailer.get("Info")
    objects = []
    for held in file.objects.values():
        if isinstance(held.value, Stream) and held.value.about.get("Type") in _TABLES:
            continue
        if isinstance(about, Reference) and held.number == about.number and isinstance(held.value, dict):
            kept = {key: value for key, value in held.value.items() if key in _OF_THE_FILE}
            removed += [("Info", key, pdf.text_of(file.follow(held.value[key]))) for key in held.value if key not in kept]
            held = held._replace(written=_written(kept)) if len(kept) < len(held.value) else held
        elif isinstance(held.value, Stream) and held.value.about.get("Subtype") == "XML" and held.value.about.get("Type") == "Metadata":
            cutter = _Cutter(_IN_XMP, _IN_XMP)
            content = cutter.cut(b"".join(file.blocks(held.value)))
            removed += [("Metadata", *each) for each in cutter.removed]
            held = held._replace(written=_stream(content)) if cutter.cuts else held
        objects.append(held)
    return Scrubbed(_file(data[:8], objects, file.trailer), tuple(removed))


def _stream(content: bytes) -> bytes:
    return _written({"Type": Name("Metadata"), "Subtype": Name("XML"), "Length": len(content)}) + b"\nstream\n" + content + b"\nendstream"


def _file(head: bytes, objects: list[Held], trailer: Mapping[str, Any]) -> bytes:
    whole, places = bytearray(head + b"\n%\xe2\xe3\xcf\xd3\n"), {}
    for held in objects:
        places[held.number] = (len(whole), held.generation)
        whole += b"%d %d obj\n" % (held.number, held.generation) + held.written.strip(b"\r\n\t ") + b"\nendobj\n"
    start, size = len(whole), max(places) + 1
    lines = [b"%010d %05d n \n" % places[number] if number in places else b"0000000000 65535 f \n" for number in range(size)]
    kept = {key: trailer[key] for key in ("Root", "Info", "ID") if key in trailer}
    return bytes(whole) + b"xref\n0 %d\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (size, b"".join(lines), _written(kept | {"Size": size}), start)


def _written(value: Any) -> bytes:
    """A value as PDF writes it; texts as digits, so that nothing in them needs an escape."""
    if isinstance(value, dict):
        return b"<<" + b" ".join(_written(Name(key)) + b" " + _written(each) for key, each in value.items()) + b">>"
    if isinstance(value, list):
        return b"[" + b" ".join(map(_written, value)) + b"]"
    return b"%d %d R" % value if isinstance(value, Reference) else _simple(value)


def _simple(value: Any) -> bytes:
    if isinstance(value, bytes):
        return b"<" + value.hex().encode() + b">"
    if isinstance(value, Name):
        return b"/" + b"".join(b"%c" % byte if chr(byte).isalnum() and byte < 128 or byte in b"-_.+" else b"#%02x" % byte for byte in value.encode())
    if isinstance(value, bool) or value is None:
        return {True: b"true", False: b"false", None: b"null"}[value]
    return f"{value:f}".encode() if isinstance(value, float) else b"%d" % value


def told(removed: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    """What was taken out, a line each."""
    return (f"  {part}: {name}: {value}" for part, name, value in removed)
