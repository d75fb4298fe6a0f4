"""Bytes of a PDF -> its values: numbers, names, texts, lists, dictionaries, references and where streams lie; never more work than is granted."""
from __future__ import annotations

import re
from typing import Any, NamedTuple

from motcua.inspect.finding import Stop

MOST_TOKENS = 250_000
MOST_DEPTH = 100
# A token so long counts as another one: work is bounded by bytes too.
_LONG = 256
_BLANK, _DELIMITER = rb"\x00\t\n\x0c\r ", rb"()<>\[\]{}/%"
_SKIPPED = re.compile(rb"(?:[%s]++|%%[^\r\n]*+)*+" % _BLANK)
_TOKEN = re.compile(
    rb"(?P<reference>\d{1,10}[%(blank)s]+\d{1,5}[%(blank)s]+R(?![^%(blank)s%(delimiter)s]))"
    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|(?P<name>/[^%(blank)s%(delimiter)s]{0,1024})"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|<(?P<hexadecimal>[0-9A-Fa-f%(blank)s]*)>"
    rb"|(?P<text>\()"
    rb"|(?P<word>[^%(blank)s%(delimiter)s]+)" % {b"blank": _BLANK, b"delimiter": _DELIMITER})
_IN_TEXT = re.compile(rb"[()\\]")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_IN_STRING = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_WORDS = {b"true": True, b"false": False, b"null": None}
_BLANKS = re.compile(rb"[%s]+" % _BLANK)


class Name(str):
    """A name; a text is bytes."""


class Reference(NamedTuple):
    """A mention of an object."""

    number: int
    generation: int


class Stream(NamedTuple):
    """An object with bytes of its own; they begin at `start`."""

    about: dict[str, Any]
    start: int


class NotPdf(ValueError):
    """Bytes that are no value of PDF."""


class Work:
    """How many tokens may still be read of a file."""

    def __init__(self) -> None:
        self.left = MOST_TOKENS

    def spend(self, size: int = 0) -> None:
        """One token of so many bytes less; `Stop` when none is left."""
        self.left -= 1 + size // _LONG
        if self.left < 0:
            raise Stop("form_file_unpacks_small")


def skipped(data: bytes, at: int) -> int:
    """Where the next token stands, behind blanks and comments."""
    return _SKIPPED.match(data, at).end()  # type: ignore[union-attr]


def value(data: bytes, at: int, work: Work) -> tuple[Any, int]:
    """The value that stands here, and where it ends; `NotPdf` where none does."""
    # The items of every list and dictionary that is still open, each with the sign that opened it.
    nest: list[tuple[bytes, list[Any]]] = []
    while True:
        begin = at
        found = _TOKEN.match(data, at := skipped(data, at))
        work.spend((found.end() if found else at) - begin)
        if not found:
            raise NotPdf(at)
        at = found.end()
        kind = found.lastgroup
        if kind == "open":
            if len(nest) == MOST_DEPTH:
                raise NotPdf(at)
            nest.append((found[0], []))
            continue
        if kind == "close":
            item = _closed(nest, found[0])
        elif kind == "text":
            item, at = _text(data, at, work)
        else:
            item = _simple(found, kind)
        if not nest:
            return item, at
        nest[-1][1].append(item)


def _closed(nest: list[tuple[bytes, list[Any]]], sign: bytes) -> Any:
    opened, items = nest.pop() if nest else (b"", [])
    if (opened, sign) == (b"[", b"]"):
        return items
    keys = items[::2]
    if (opened, sign) != (b"<<", b">>") or len(items) % 2 or not all(isinstance(key, Name) for key in keys) or len({*keys}) < len(keys):
        raise NotPdf(sign)
    return dict(zip(keys, items[1::2], strict=True))


def _simple(found: re.Match[bytes], kind: str | None) -> Any:
    raw = found[0]
    if kind == "reference":
        number, generation, _ = _BLANKS.split(raw)
        return Reference(int(number), int(generation))
    if kind == "number":
        return float(raw) if b"." in raw else int(raw[:20])
    if kind == "name":
        return Name(_ESCAPED.sub(lambda escaped: bytes([int(escaped[1], 16)]), raw[1:]).decode("utf-8", "backslashreplace"))
    if kind == "hexadecimal":
        digits = _BLANKS.sub(b"", found["hexadecimal"])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    if raw not in _WORDS:
        raise NotPdf(raw)
    return _WORDS[raw]


def _text(data: bytes, start: int, work: Work) -> tuple[bytes, int]:
    """A text in brackets, which may hold brackets of its own."""
    depth, at = 1, start
    while depth:
        found = _IN_TEXT.search(data, at)
        work.spend((found.end() if found else len(data)) - at)
        if not found:
            raise NotPdf(start)
        at = found.end() + (found[0] == b"\\")
        depth += (found[0] == b"(") - (found[0] == b")")
    return _IN_STRING.sub(_sign, data[start:at - 1]), at


def _sign(escaped: re.Match[bytes]) -> bytes:
    code = escaped[1]
    return bytes([int(code, 8) & 255]) if code[:1].isdigit() and code[:1] < b"8" else _SIGNS.get(code, code)
