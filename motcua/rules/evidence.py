"""The rule that what a record says of its own fields (`sources[].covers`, `illustrative`) names fields that it has."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import get_close_matches

from motcua.model import Record
from motcua.model.record import Sourced
from motcua.problem import Finding, field_path
from motcua.provenance import steps
from motcua.text import Text

_PATH = re.compile(r"[a-z_]+(?:\[\d+\]|\.[a-z_]+)*")


def named_field_exists(record: Sourced) -> Iterator[Finding]:
    """A path that says where a fact comes from, or that it is invented, leads to a field of the record."""
    named = [(("illustrative", number), path) for number, path in enumerate(record.illustrative)]
    named += [(("sources", place, "covers", number), path)
              for place, source in enumerate(record.sources) for number, path in enumerate(source.covers)]
    for at, path in named:
        if (meant := _meant(record, path)) is not None:
            yield Finding("named_field_exists", at, path, "warning", (("nearest", meant),))


def _meant(record: Sourced, path: str) -> str | None:
    """What the path should have been, as far as can be told; None when it leads to a field."""
    value: object = record
    walked: list[str | int] = []
    for step in steps(path) if _PATH.fullmatch(path) else (path,):
        if not _has(value, step):
            return field_path((*walked, _closest(step, _below(value))))
        value = getattr(value, step) if isinstance(step, str) else value[step]
        walked.append(step)
    return None


def _has(value: object, step: str | int) -> bool:
    if isinstance(value, tuple):
        return isinstance(step, int) and step < len(value)
    return step in _below(value)


def _below(value: object) -> Collection[str | int]:
    """The names of the fields, or the numbers of the items, of a value."""
    if isinstance(value, Text):
        return dict(value.items())
    if isinstance(value, Record):
        return type(value).model_fields
    return range(len(value)) if isinstance(value, tuple) else ()


def _closest(step: str | int, options: Collection[str | int]) -> str | int:
    """The one that is most like the step: by its letters, or as an item of a list by its number."""
    if isinstance(step, str) and 0 not in options:
        return next(iter(get_close_matches(step, map(str, options), n=1, cutoff=0)), "…")
    return min(options, key=lambda option: abs(option - step) if isinstance(step, int) and isinstance(option, int) else 0, default="…")


SOURCED = (named_field_exists,)
