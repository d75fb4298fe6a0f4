"""Which files of the site a change touches: both states are planned, and files made from other values are told."""
from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from motcua.catalogue import Catalogue
from motcua.earlier import as_it_was
from motcua.load import load
from motcua.outputs.artifact import Digests
from motcua.outputs.site import Settings, artifacts

_LANGUAGE = r"(?:[a-z]{2,3}/)?"
# What a file of the site is, by its address.
_WHAT = (
    ("zip", re.compile(r".*\.zip")),
    ("sheet", re.compile(_LANGUAGE + r"thu-tuc/[^/]+/(?:[^/]+/)?phieu/index\.html")),
    ("procedure", re.compile(_LANGUAGE + r"thu-tuc/[^/]+/index\.html")),
    ("case", re.compile(_LANGUAGE + r"thu-tuc/[^/]+/[^/]+/index\.html")),
    ("form", re.compile(r"bieu-mau/.*\.(?:docx|odt|pdf)")),
    ("search", re.compile(r"search/.*")),
    ("page", re.compile(r".*\.html")),
    ("data", re.compile(r"api/.*|.*\.(?:json|jsonld|ttl|csv|xlsx|xml)")),
    ("other", re.compile(r".*")),
)


class Effect(NamedTuple):
    """A file of the site that is added, changed or removed, and what it is."""

    path: str
    kind: str
    what: str


class Effects(NamedTuple):
    """Every file that differs, by what it is and then by its path; not known where a file of one of the states cannot be read."""

    files: tuple[Effect, ...] = ()
    is_known: bool = True


class Built(NamedTuple):
    """Where a catalogue lies, and what it is built with."""

    catalogue: Path
    forms: Path
    settings: Settings


def effects(built: Built, since: str, until: str = "") -> Effects:
    """What differs between two revisions, or from the disk where `until` is empty."""
    with _state(built, since) as old, _state(built, until) as new:
        if old is None or new is None:
            return Effects(is_known=False)
        # One memory of digests for both: what the states share is looked at once.
        digests = Digests()
        before, after = (dict(_made(state, built.settings, digests)) for state in (old, new))
    order = [what for what, _ in _WHAT]
    return Effects(tuple(sorted(_differing(before, after), key=lambda each: (order.index(each.what), each.path))))


def _differing(before: dict[str, str], after: dict[str, str]) -> Iterator[Effect]:
    for path in before.keys() | after.keys():
        if before.get(path) != after.get(path):
            kind = "added" if path not in before else "removed" if path not in after else "changed"
            yield Effect(path, kind, next(what for what, place in _WHAT if place.fullmatch(path)))


def _made(catalogue: Catalogue, settings: Settings, digests: Digests) -> Iterator[tuple[str, str]]:
    """The path of each file with the digest of what it is made from; the code is the same for both states."""
    for artifact in artifacts(catalogue, settings):
        yield artifact.path, digests.of((artifact.make.__module__, artifact.make.__qualname__, artifact.inputs))


@contextmanager
def _state(built: Built, revision: str) -> Iterator[Catalogue | None]:
    """The catalogue at a revision, or as it lies on the disk; None where a file of it cannot be read."""
    if not revision:
        yield _loaded(built, {})
        return
    with as_it_was(built.catalogue, revision, whole_folders=False) as catalogue, as_it_was(built.forms, revision, whole_folders=True) as forms:
        yield _loaded(built, {built.catalogue: catalogue, built.forms: forms})


def _loaded(built: Built, instead: dict) -> Catalogue | None:
    catalogue, _ = load(built.catalogue, built.forms, built.settings.cache, instead=instead)
    # An earlier state may break a rule that is younger than itself; what can be read can be planned.
    return None if catalogue is None or any(kind == "unread" for kind, _ in catalogue.files) else catalogue
