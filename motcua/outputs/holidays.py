"""The days off of the years that a catalogue tells, and how it counts days, as one script for all tools of all pages."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from motcua import dates, json_text, urls
from motcua.model import Holidays
from motcua.outputs.artifact import Artifact


def artifacts(record: Holidays | None) -> Iterator[Artifact]:
    """The script; none for a catalogue that says nothing of days."""
    if record:
        yield Artifact(urls.HOLIDAYS, make, record)


def make(record: Holidays) -> bytes:
    """`motcua.holidays`: first and last day, announced years, [day, place among names] of days off and of those worked, the ways of counting."""
    return f"(globalThis.motcua=globalThis.motcua||{{}}).holidays={json_text.inline(table(record))};\n".encode()


def table(record: Holidays) -> dict[str, Any]:
    """The same as plain values."""
    known = dates.calendar(record)
    names = list(dict.fromkeys(name for days in (known.off, known.working) for name in days.values()))
    counting = {name: assumption.model_dump(mode="json", exclude_none=True) for name, assumption in record.counting}
    return {
        "first": known.first.isoformat(), "last": known.last.isoformat(), "announced": sorted(known.announced), "names": [dict(name) for name in names],
        "off": _places(known.off, names), "working": _places(known.working, names), "counting": counting,
    }


def _places(days: Mapping[date, dates.Names], names: list[dates.Names]) -> list[list[Any]]:
    return [[day.isoformat(), names.index(name)] for day, name in days.items()]
