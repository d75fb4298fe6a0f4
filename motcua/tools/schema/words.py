"""What editors call a field, a choice, a file, and what they write there, in Vietnamese."""
from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from motcua import source
from motcua.messages import Messages
from motcua.model import Record
from motcua.text import SOURCE_LANGUAGE

FILE = Path(__file__).with_suffix(".yml")
_MESSAGES = Messages()


class Called(NamedTuple):
    """A field as editors know it: its name, and what is written there (may be empty)."""

    title: str
    about: str


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The words by model; under `every` those of fields that several models share, under `files` those of files."""
    read = source.read(FILE, FILE.name)
    if read.problems:
        raise ValueError(str(read.problems[0]))
    return read.values


def field(model: type[Record], name: str) -> Called:
    """A field of a model; `KeyError` for one without words, which is a programming error."""
    own = words().get(model.__name__, {})
    title, _, about = (own[name] if name in own else words()["every"][name]).partition("|")
    return Called(title.strip(), about.strip())


def choice(word: str) -> str:
    """What a word of a closed list means."""
    return _MESSAGES.labels[SOURCE_LANGUAGE]["choices"][word]


def file(kind: str) -> str:
    """What a kind of file holds."""
    return words()["files"][kind]
