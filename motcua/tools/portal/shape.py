"""Reads JSON whose shape nobody promised: what is not of the kind expected counts as not there."""
from __future__ import annotations

from collections.abc import Mapping


class Malformed(ValueError):
    """A record that is none: no object, no code, no name, no field of work."""


def objects(record: Mapping, key: str) -> list[Mapping]:
    """The objects in the list under a key."""
    value = record.get(key)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def held(record: Mapping, key: str) -> Mapping:
    """The object under a key, an empty one where there is none."""
    value = record.get(key)
    return value if isinstance(value, Mapping) else {}


def known(names: Mapping[object, str], record: Mapping, key: str) -> str:
    """Our name for the word or flag under a key; nothing for a word that is not known."""
    value = record.get(key)
    return names.get(value, "") if isinstance(value, (str, bool)) else ""
