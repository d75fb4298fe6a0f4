"""Remembers what an import wrote, so that a later one follows changed records and keeps whatever an editor touched."""
from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

NAME = "import-ledger.json"


class Outcome(StrEnum):
    """What became of a file."""

    WRITTEN = "written"
    SAME = "same"
    HAND_WRITTEN = "hand_written"
    EDITED = "edited"


class Ledger:
    """The files of a catalogue that imports wrote, each with the digest of its bytes as they were written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outcomes: Counter[Outcome] = Counter()
        self.files: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        path = folder / NAME
        if path.is_file():
            kept = _read(path)
            self.files, self.codes = kept["files"], kept["codes"]

    def is_ours(self, name: str) -> bool:
        """Whether a file is as an import left it, or is not there."""
        path = self.folder / name
        return not path.exists() or digest(path.read_bytes()) == self.files.get(name)

    def put(self, name: str, data: bytes) -> Outcome:
        """Write a file unless it says the same already or an editor's hand is on it."""
        path = self.folder / name
        is_there = path.exists()
        found = path.read_bytes() if is_there else b""
        if is_there and found == data:
            self.files.setdefault(name, digest(data))
            return self._counted(Outcome.SAME)
        if is_there and digest(found) != self.files.get(name):
            return self._counted(Outcome.EDITED if name in self.files else Outcome.HAND_WRITTEN)
        write(path, data)
        self.files[name] = digest(data)
        return self._counted(Outcome.WRITTEN)

    def replace(self, name: str, data: bytes) -> None:
        """Write a file that editors and imports share, where it changes; whose it is stays as it was."""
        path = self.folder / name
        if path.is_file() and path.read_bytes() == data:
            self._counted(Outcome.SAME)
        else:
            write(path, data)
            self._counted(Outcome.WRITTEN)

    def save(self) -> None:
        """Write the ledger itself, where it changed."""
        kept = {"about": "digests of imported files; a file that no longer matches is an editor's and is kept",
                "codes": dict(sorted(self.codes.items())), "files": dict(sorted(self.files.items()))}
        self.replace(NAME, (json.dumps(kept, indent=1, ensure_ascii=False) + "\n").encode())

    def _counted(self, outcome: Outcome) -> Outcome:
        self.outcomes[outcome] += 1
        return outcome


def _read(path: Path) -> dict[str, dict[str, str]]:
    """What a ledger keeps; an unreadable one keeps nothing, so that every file counts as its editor's."""
    try:
        kept = json.loads(path.read_bytes())
    except ValueError:
        kept = {}
    return {key: dict(kept[key]) if isinstance(kept, dict) and isinstance(kept.get(key), dict) else {} for key in ("files", "codes")}


def digest(data: bytes) -> str:
    """The digest by which the ledger knows bytes."""
    return sha256(data).hexdigest()[:32]


def write(path: Path, data: bytes) -> None:
    """Write a file whole: a reader sees the old bytes or the new ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.replace(path)
