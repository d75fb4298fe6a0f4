"""Lays values out as YAML that every reader reads alike: the one way in which a tool writes a file of a catalogue."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from textwrap import wrap

from motcua.ambiguous import is_ambiguous
from motcua.model import Record
from motcua.model.record import Sourced

WIDEST_ROW = 120

_NEEDS_NO_QUOTES = re.compile(r"[^\W_][^\n\t\"\\]*")
_ENDS_A_SCALAR = re.compile(r":(?:\s|$)|\s#|\s$")
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_FIRST_IS_BLANK = re.compile(r"\s")


def in_order(model: type[Record], values: Mapping[str, object]) -> dict[str, object]:
    """Values that say something, in the order of the model: its own fields first, where the facts come from last."""
    own = [name for name in model.model_fields if name not in Sourced.model_fields]
    last = [name for name in model.model_fields if name in Sourced.model_fields]
    return {name: values[name] for name in (*own, *last) if not _is_empty(values.get(name))}


def yaml(values: Mapping[str, object]) -> str:
    """A mapping as a file: names in the given order, what is empty left out, text of several lines as a block."""
    return "".join(f"{line}\n" for line in _mapping(values, ""))


def _mapping(values: Mapping[str, object], indent: str) -> Iterator[str]:
    for name, value in values.items():
        if not _is_empty(value):
            yield from _entry(f"{indent}{name}:", value, indent)


def _entry(head: str, value: object, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield head
        yield from _mapping(value, indent + "  ")
    elif isinstance(value, (list, tuple)):
        yield from _row(head, value, indent + "  ") or [head, *_list(value, indent + "  ")]
    else:
        yield from _scalar(head, value, indent + "  ")


def _list(values: list | tuple, indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            lines = _mapping(value, indent + "  ")
            yield f"{indent}- {next(lines).lstrip()}"
            yield from lines
        else:
            yield from _scalar(f"{indent}-", value, indent + "  ")


def _row(head: str, values: list | tuple, indent: str) -> list[str]:
    """A list of plain names in brackets, on as few lines as hold it; nothing when it holds anything else."""
    if all(isinstance(value, str) and _NAME.fullmatch(value) and not is_ambiguous(value) for value in values):
        return wrap(f"{head} [{', '.join(values)}]", WIDEST_ROW, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)
    return []


def _scalar(head: str, value: object, indent: str) -> Iterator[str]:
    if isinstance(value, str) and "\n" in value and _may_be_a_block(value):
        yield f"{head} |-"
        yield from (f"{indent}{line}" if line else "" for line in value.split("\n"))
    else:
        yield f"{head} {scalar(value)}"


def scalar(value: object) -> str:
    """One value as it stands in a file; a text that YAML might read as another type stands in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, date)):
        return str(value)
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
    return not (_FIRST_IS_BLANK.match(text) or text.endswith("\n") or "\t" in text)


def _is_empty(value: object) -> bool:
    return value is None or (not value and isinstance(value, (str, list, tuple, Mapping)))
