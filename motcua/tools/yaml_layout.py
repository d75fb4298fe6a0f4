"""Lays values out as YAML that every reader reads alike: the one way in which a tool writes a file of a catalogue."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from textwrap import wrap
from types import MappingProxyType

from motcua.ambiguous import is_ambiguous
from motcua.model import Duration, Record
from motcua.text import LANGUAGES, SUMMARY_LANGUAGES, Plain
from motcua.tools.fields import PHRASES, TYPED, Held, fields

WIDEST_ROW = 120
# Not these: the sign that nothing is written, which no quotes may turn into a text.
_NOTHING = ("~", "null", "Null", "NULL")

_NEEDS_NO_QUOTES = re.compile(r"[^\W_][^\n\t\"\\]*")
_ENDS_A_SCALAR = re.compile(r":(?:\s|$)|\s#|\s$")
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_WORD = re.compile(r"[^\W_][\w./+-]*")
_FIRST_IS_BLANK = re.compile(r"\s")

Steps = tuple[str | int, ...]


@dataclass(slots=True)
class Remark:
    """The comments that belong to a field or an item: on lines before it, beside it, and after the last thing in it; "" is a blank line."""

    before: list[str] = field(default_factory=list)
    beside: str = ""
    after: list[str] = field(default_factory=list)


_NO_REMARKS: Mapping[Steps, Remark] = MappingProxyType({})
_SILENT = Remark()


def in_order(model: type[Record], values: Mapping[str, object]) -> dict[str, object]:
    """Values that say something, in the order of the model all the way down."""
    return arranged(model, {name: value for name, value in values.items() if name in model.model_fields and not _is_empty(value)})


def arranged(model: type[Record], values: Mapping[str, object]) -> dict[str, object]:
    """Every value in the order of the model, unknown names last; quotes stand around texts, and around no number, day or true and false."""
    known = fields(model)
    order = [*(name for name in known if name in values), *(name for name in values if name not in known)]
    return {name: _arranged(known[name], values[name]) if name in known else values[name] for name in order}


def _arranged(held: Held, value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [_arranged(held, each) for each in value]
    if isinstance(value, Mapping):
        if held.model:
            return arranged(held.model, value)
        return _by_language(value) if held.kind in PHRASES else value
    if not isinstance(value, str) or held.model:
        return value
    if held.kind in TYPED:
        return Plain(value) if is_ambiguous(value) else value
    return value if value in _NOTHING else str(value)


def _by_language(value: Mapping[str, object]) -> dict[str, object]:
    order = [language for language in (*LANGUAGES, *SUMMARY_LANGUAGES) if language in value]
    words = {name: value[name] for name in (*order, *(name for name in value if name not in order))}
    return {name: str(each) if isinstance(each, str) and each not in _NOTHING else each for name, each in words.items()}


def yaml(values: Mapping[str, object]) -> str:
    """A mapping as a file: names in the given order, what is empty left out, text of several lines as a block."""
    return lay_out(_without_empty(values))


def lay_out(values: Mapping[str, object], remarks: Mapping[Steps, Remark] = _NO_REMARKS) -> str:
    """A mapping as a file, with what is empty in it and with the comments that belong to its parts."""
    return "".join(f"{line}\n" for line in _Layout(remarks).file(values))


class _Layout:
    """One file being laid out."""

    def __init__(self, remarks: Mapping[Steps, Remark]) -> None:
        self.remarks = remarks
        # Whatever holds a comment further inside can stand on no single line.
        self.open = {path[:length] for path in remarks for length in range(len(path))}

    def file(self, values: Mapping[str, object]) -> Iterator[str]:
        remark = self.remarks.get((), _SILENT)
        yield from remark.before
        yield from self.mapping(values, "", ())

    def mapping(self, values: Mapping[str, object], indent: str, path: Steps) -> Iterator[str]:
        for name, value in values.items():
            at = (*path, name)
            yield from self.before(at, indent)
            yield from self.entry(f"{indent}{_quoted(str(name))}:", value, indent, at)
        yield from self.after(path, indent)

    def entry(self, head: str, value: object, indent: str, at: Steps) -> Iterator[str]:
        beside = self.beside(at)
        inner = indent + "  "
        if isinstance(value, Mapping) and value and not (_is_duration(value) and self.is_closed(at)):
            yield head + beside
            yield from self.mapping(value, inner, at)
        elif isinstance(value, (list, tuple)) and value:
            row = _row(head, value, inner) if self.is_closed(at) else []
            if row:
                yield from row[:-1]
                yield row[-1] + beside
            else:
                yield head + beside
                yield from self.items(value, inner, at)
        else:
            yield from _scalar(head, value, inner, beside)

    def items(self, values: list | tuple, indent: str, path: Steps) -> Iterator[str]:
        for number, value in enumerate(values):
            at = (*path, number)
            yield from self.before(at, indent)
            if isinstance(value, Mapping) and value:
                yield from self.item(value, indent, at)
            else:
                yield from _scalar(f"{indent}-", value, indent + "  ", self.beside(at))
        yield from self.after(path, indent)

    def item(self, value: Mapping[str, object], indent: str, at: Steps) -> Iterator[str]:
        """A mapping after the mark of its item; what is said beside the mark or before its first name stands above both."""
        if beside := self.beside(at):
            yield f"{indent}{beside.lstrip()}"
        lines = list(self.mapping(value, indent + "  ", at))
        above = len(self.remarks.get((*at, next(iter(value))), _SILENT).before)
        yield from (f"{indent}{line.lstrip()}" if line else "" for line in lines[:above])
        yield f"{indent}- {lines[above].lstrip()}"
        yield from lines[above + 1 :]

    def is_closed(self, at: Steps) -> bool:
        """Whether no comment stands inside, so that all of it may stand on one line."""
        return at not in self.open and not self.remarks.get(at, _SILENT).after

    def before(self, at: Steps, indent: str) -> Iterator[str]:
        return (f"{indent}{line}" if line else "" for line in self.remarks.get(at, _SILENT).before)

    def after(self, at: Steps, indent: str) -> Iterator[str]:
        return (f"{indent}{line}" if line else "" for line in self.remarks.get(at, _SILENT).after)

    def beside(self, at: Steps) -> str:
        words = self.remarks.get(at, _SILENT).beside
        return f"  {words}" if words else ""


def _row(head: str, values: list | tuple, indent: str) -> list[str]:
    """A list of names in brackets on as few lines as hold it, or of single words on one line; nothing when it holds anything else."""
    if not all(isinstance(value, str) and _WORD.fullmatch(value) for value in values):
        return []
    row = f"{head} [{', '.join(map(scalar, values))}]"
    if all(_NAME.fullmatch(value) and not is_ambiguous(value) for value in values):
        return wrap(row, WIDEST_ROW, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
    return [row] if len(row) <= WIDEST_ROW else []


def _scalar(head: str, value: object, indent: str, beside: str) -> Iterator[str]:
    if isinstance(value, str) and "\n" in value and _may_be_a_block(value):
        yield f"{head} |{'' if value.endswith(chr(10)) else '-'}{beside}"
        yield from (f"{indent}{line}" if line else "" for line in value.removesuffix("\n").split("\n"))
    else:
        yield f"{head} {scalar(value)}{beside}"


def scalar(value: object) -> str:
    """One value as it stands in a file; a text that YAML might read as another type stands in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, date, Plain)):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {scalar(each)}" for name, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[]"
    if isinstance(value, Decimal):
        whole = value.to_integral_value()
        return format(whole if value == whole else value.normalize(), "f")
    return _quoted(str(value))


def _quoted(text: str) -> str:
    if _NEEDS_NO_QUOTES.fullmatch(text) and not _ENDS_A_SCALAR.search(text) and not is_ambiguous(text):
        return text
    if "\n" not in text and "\t" not in text and ('"' in text or "\\" in text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _may_be_a_block(text: str) -> bool:
    return not (_FIRST_IS_BLANK.match(text) or text.endswith("\n\n") or "\t" in text)


def _is_duration(value: Mapping[str, object]) -> bool:
    """Whether a mapping is a length of time, which reads best on one line: {value: 5, unit: working_day}."""
    return value.keys() <= Duration.model_fields.keys() and all(
        not isinstance(each, (Mapping, list, tuple)) and _WORD.fullmatch(scalar(each)) for each in value.values())


def _without_empty(value: object) -> object:
    if isinstance(value, Mapping):
        kept = {name: _without_empty(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if not _is_empty(each)}
    return [_without_empty(each) for each in value] if isinstance(value, (list, tuple)) else value


def _is_empty(value: object) -> bool:
    return value is None or (not value and isinstance(value, (str, list, tuple, Mapping)))
