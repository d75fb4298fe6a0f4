"""Which files make up a catalogue, and what kind of record each holds; linked folders are never walked."""
from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# A record whose file ends otherwise is read all the same: that it is absent would be seen by nobody, its ending is told.
_YML = r"\.(?i:ya?ml)"
_KINDS = (
    ("procedure", re.compile(rf"procedures/[^/]+/[^/]+{_YML}")),
    ("publisher", re.compile(rf"catalogue{_YML}")),
    ("fields", re.compile(rf"fields{_YML}")),
    ("laws", re.compile(rf"laws{_YML}")),
    ("life_events", re.compile(rf"life-events{_YML}")),
    ("glossary", re.compile(rf"glossary{_YML}")),
    ("announcements", re.compile(rf"announcements{_YML}")),
    ("holidays", re.compile(rf"holidays{_YML}")),
    ("families", re.compile(rf"families{_YML}")),
    ("synonyms", re.compile(rf"synonyms{_YML}")),
    ("elsewhere", re.compile(rf"elsewhere{_YML}")),
    ("accepted", re.compile(rf"accepted{_YML}")),
    ("department", re.compile(rf"departments/[^/]+{_YML}")),
    ("decision", re.compile(rf"decisions/[^/]+{_YML}")),
    ("page", re.compile(r"pages/[^/]+\.md")),
    ("ledger", re.compile(r"urls\.txt")),
    ("beside", re.compile(r"import-report\.csv|list-report\.csv|import-ledger\.json|department-map\.yml|README\.md")),
)


class Found(NamedTuple):
    """A file: its place on the disk, its path below its root, what it holds (`unknown` when nothing of ours), how it looks."""

    place: str
    below: str
    kind: str
    status: os.stat_result

    @property
    def path(self) -> Path:
        """The place as a path; few files are opened of the many that are looked at."""
        return Path(self.place)


class Instead(NamedTuple):
    """Files that stand for those of these paths below a root: what lies in `folder`, and no other."""

    folder: Path
    names: frozenset[str]


def of_catalogue(root: Path, instead: Instead | None = None) -> Iterator[Found]:
    """Every file below a catalogue's folder in a fixed order, hidden ones left out."""
    for place, below, status in _with(instead, root):
        yield Found(place, below, kind_of(below), status)


def kind_of(below: str) -> str:
    """What a file below a catalogue's folder holds by its place; `unknown` when nothing of ours."""
    return next((kind for kind, named in _KINDS if named.fullmatch(below)), "unknown")


def of_forms(root: Path, instead: Instead | None = None) -> Iterator[Found]:
    """Every description of a form, `<department>/<form>.yml`."""
    for place, below, status in _with(instead, root):
        if below.endswith(".yml"):
            yield Found(place, below, "form" if below.count("/") == 1 else "unknown", status)


def _with(instead: Instead | None, root: Path) -> Iterator[tuple[str, str, os.stat_result]]:
    found = _walk(root) if root.is_dir() else iter(())
    if instead is None:
        return found
    return iter(sorted((*(file for file in found if file[1] not in instead.names), *_walk(instead.folder)), key=lambda file: file[1]))


def _walk(root: Path) -> Iterator[tuple[str, str, os.stat_result]]:
    found = []
    folders = [("", str(root))]
    while folders:
        before, folder = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{before}{entry.name}/", entry.path))
                else:
                    found.append((entry.path, before + entry.name, entry.stat(follow_symlinks=False)))
    yield from sorted(found, key=lambda file: file[1])
