"""Lays a list beside a catalogue: which codes are missing, gone, known by a former code, renamed or of another level."""
from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from motcua import files, source
from motcua.resolve import GONE
from motcua.text import slug
from motcua.tools.lists.listed import Listed
from motcua.tools.lists.report import Note
from motcua.tools.portal.agencies import Agencies


@dataclass(frozen=True, slots=True)
class Held:
    """One procedure as a catalogue holds it; `issuers` are the agencies whose decisions published it."""

    code: str
    file: str
    name: str = ""
    field: str = ""
    levels: tuple[str, ...] = ()
    status: str = ""
    issuers: frozenset[str] = frozenset()
    former_codes: tuple[str, ...] = ()
    is_local: bool = False


def held_in(folder: Path, fields: Mapping[str, str], agencies: Agencies) -> dict[str, Held]:
    """Every procedure of a catalogue by its code; of a file that cannot be read, only the code by which it is called."""
    found = [one for one in files.of_catalogue(folder) if one.kind in ("procedure", "decision")]
    issuers = {}
    for one in found:
        if one.kind == "decision":
            values = source.read(one.path, one.below).values or {}
            issuers[values.get("id")] = agencies.found(words(values.get("issuing_agency")))
    held = (_held(one, fields, issuers) for one in found if one.kind == "procedure")
    return {one.code: one for one in held}


def _held(found: files.Found, fields: Mapping[str, str], issuers: Mapping[object, list[str]]) -> Held:
    values = source.read(found.path, found.below).values or {}
    if not isinstance(values.get("code"), str):
        return Held(found.path.stem, found.below)
    decisions = _texts(values.get("publication_decisions"))
    return Held(
        values["code"], found.below, words(values.get("name")), fields.get(str(values.get("field")), ""),
        _texts(values.get("administrative_levels")), str(values.get("status") or ""),
        frozenset(agency for decision in decisions for agency in issuers.get(decision, ())), _texts(values.get("former_codes")),
        values.get("is_local_specific") == "true")


def words(value: object) -> str:
    """The Vietnamese of a phrase, as its file writes it."""
    return str((value.get("vi") if isinstance(value, Mapping) else value) or "")


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, (list, tuple)) else ()


def missing(listed: Iterable[Listed], held: Mapping[str, Held]) -> list[Listed]:
    """The procedures of a list that the catalogue knows under no code, neither today's nor a former one."""
    known = {*held, *(code for one in held.values() for code in one.former_codes)}
    return [one for one in listed if one.code not in known]


def compared(listed: list[Listed], held: Mapping[str, Held], agencies: Agencies) -> Iterator[Note]:
    """Every difference between a list and a catalogue."""
    for one in missing(listed, held):
        yield Note("missing", one.code, "", one.written_name, one.place)
    now = {former: one for one in held.values() for former in one.former_codes}
    for one in listed:
        if one.code in held:
            yield from _differences(one, held[one.code], agencies)
        elif one.code in now:
            yield Note("former_code", one.code, f"{now[one.code].code} {now[one.code].name}", one.written_name, one.place)
    yield from _gone(listed, held, agencies)


def _differences(one: Listed, held: Held, agencies: Agencies) -> Iterator[Note]:
    if not held.name:
        yield Note("unreadable", held.code, held.file, "", one.place)
        return
    if held.status in GONE:
        yield Note("ended_here", held.code, held.name, one.written_name, one.place)
    if _alike(held.name) not in (_alike(one.name), _alike(one.written_name)):
        yield Note("renamed", held.code, held.name, one.written_name, one.place)
    theirs = one.levels or levels_of(one, agencies)
    # A list without the column shows a level only through its agencies: that is worth telling when the two have nothing in common.
    differs = set(theirs) != set(held.levels) if one.levels else theirs and not set(theirs) & set(held.levels)
    if differs and held.levels:
        yield Note("level_changed" if one.levels else "level_doubtful", held.code, ", ".join(held.levels), ", ".join(theirs), one.place)


def _gone(listed: list[Listed], held: Mapping[str, Held], agencies: Agencies) -> Iterator[Note]:
    """What the list no longer names of its own fields, and what its agencies published in others."""
    codes = {one.code for one in listed}
    fields = {slug(one.field) for one in listed}
    publishers = {agency for name in {one.publisher for one in listed} for agency in agencies.found(name)}
    for code, one in held.items():
        if code in codes or codes & {*one.former_codes} or one.is_local or one.status in (*GONE, "draft") or not one.name:
            continue
        if slug(one.field) in fields:
            yield Note("gone", code, one.name, "", one.file)
        elif one.issuers & publishers:
            yield Note("gone_with_its_field", code, one.name, "", one.file)


def levels_of(one: Listed, agencies: Agencies) -> tuple[str, ...]:
    """The levels of the agencies that carry a procedure out; none unless each of them has one."""
    levels = [agencies.by_id[agency].level for name in one.agencies for agency in agencies.found(name)]
    return tuple(dict.fromkeys(levels)) if levels and "not_stated" not in levels else ()


def _alike(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
