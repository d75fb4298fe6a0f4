"""What comes out the same for the same bytes is reckoned once for all tests of a process, however many catalogues and caches they make."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import sha256

import pytest

from motcua import inspect, lexicon
from motcua.inspect.finding import Finding
from motcua.libraries import Libraries
from motcua.outputs import keys


def remember(patch: pytest.MonkeyPatch) -> None:
    """Remember what a source imports, what else the package holds, which libraries there are, what is wrong inside a form's file,
    and the package's lexicon with that of a catalogue."""
    patch.setattr(keys, "_imports", cache(lambda source, imports=keys._imports: tuple(imports(source))))
    patch.setattr(keys, "_data_of", _of_the_package(keys._data_of))
    patch.setattr(keys, "Libraries", _along(tuple(sys.path)))
    patch.setattr(inspect, "inspect", _by_digest(inspect.inspect))
    patch.setattr(lexicon, "merged", _of_tuples(lexicon.merged))


def _of_the_package(data_of):
    own = tuple(data_of("motcua"))
    return lambda package: own if package == "motcua" else data_of(package)


def _along(path: tuple[str, ...]):
    """Those of this path; who looks along another has installed something for a test."""
    own = Libraries()
    return lambda: own if tuple(sys.path) == path else Libraries()


def _by_digest(inspected):
    known: dict[tuple[bytes, str], tuple[Finding, ...]] = {}

    def remembered(data: bytes, name: str) -> tuple[Finding, ...]:
        asked = sha256(data).digest(), name
        if asked not in known:
            known[asked] = inspected(data, name)
        return known[asked]

    return remembered


def _of_tuples(merged):
    known = lru_cache(8)(merged)

    def remembered(own: Iterable[lexicon.Entry], over: Iterable[lexicon.Entry]) -> tuple[lexicon.Entry, ...]:
        return known(tuple(own), tuple(over))

    return remembered
