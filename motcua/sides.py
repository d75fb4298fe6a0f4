"""One folder of a catalogue on both sides of a change: what its files said and say, read as records."""
from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from motcua import files, load, source
from motcua.history import ON_DISK, Changed, History
from motcua.inspect import MOST_BYTES
from motcua.judge import judge
from motcua.model import Procedure, Record
from motcua.open import read_regular
from motcua.refusal import Refused
from motcua.source import Source

MODELS = {**load.MODELS, "procedure": Procedure}


class Side(NamedTuple):
    """A record on one side: its file, the record or None where the file cannot be read as one, what was read."""

    file: str
    record: Record | None
    read: Source


class Folder:
    """One folder on both sides."""

    def __init__(self, folder: Path, since: str, until: str, inside: Path) -> None:
        self.folder, self.since, self.until = folder, since, until
        # A folder that is on neither side, or only in the past, is seen from the nearest that is there.
        self._history = History(folder if folder.is_dir() else inside)
        self.changed = self._history.changed(since, until) if folder.is_dir() else ()
        wanted = (name for each in self.changed for name in (each.before, each.after) if name != ON_DISK)
        self._contents = self._history.contents(wanted)

    def side(self, each: Changed, when: str, kind: str) -> Side:
        """What a file that differs said, or says."""
        name = getattr(each, when)
        if name == ON_DISK and kind in MODELS:
            return _side(source.read(self.folder / each.below, self._file(each.below)), kind)
        return self.side_of(self._contents.get(name), each.below, kind)

    def side_of(self, data: bytes | None, below: str, kind: str) -> Side:
        """A file's content as a record of a kind, where it is one."""
        file = self._file(below)
        if data is None or kind not in MODELS:
            return Side(file, None, Source(file, None, [0], []))
        return _side(source.parse(data, file), kind)

    def says_what_was_said(self, each: Changed, files: Collection[str]) -> bool:
        """Whether a file that differs has the bytes that one of these had on the older side."""
        data = self._on_disk(each.below) if each.after == ON_DISK else self._contents.get(each.after)
        kept = self._history.contents(self._older[below] for below in files if below in self._older)
        return data is not None and data in kept.values()

    def record(self, below: str, kind: str) -> Record | None:
        """A record of the newer side; None where there is none."""
        side = self.newest(below, kind)
        return side and side.record

    def newest(self, below: str, kind: str) -> Side | None:
        """A file of the newer side as a record."""
        data = self._history.contents([f"{self.until}:./{below}"]) if self.until else {below: self._on_disk(below)}
        content = next(iter(data.values()), None)
        return None if content is None else self.side_of(content, below, kind)

    def newest_names(self, folder: str, *, deep: bool = False) -> list[str]:
        """The YAML files of a folder on the newer side."""
        return [name for name in self._newest if name.endswith(".yml") and name.startswith(f"{folder}/") and (deep or name.rpartition("/")[0] == folder)]

    def newest_contents(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """The YAML files below a folder on the newer side, with their contents."""
        names = [name for name in self._newest if name.startswith(folder) and name.endswith(".yml")]
        if self.until:
            held = self._history.contents(self._newest[name] for name in names)
            yield from ((name, held[self._newest[name]]) for name in names)
        else:
            yield from ((name, data) for name in names if (data := self._on_disk(name)) is not None)

    @cached_property
    def _older(self) -> dict[str, str]:
        return self._history.listed(self.since)

    @cached_property
    def _newest(self) -> dict[str, str]:
        if self.until:
            return self._history.listed(self.until)
        return {found.below: ON_DISK for found in files.of_catalogue(self.folder)} if self.folder.is_dir() else {}

    def _file(self, below: str) -> str:
        return f"{self.folder.as_posix()}/{below}"

    def _on_disk(self, below: str) -> bytes | None:
        try:
            return read_regular(self.folder / below, MOST_BYTES)
        except Refused:
            return None


def _side(read: Source, kind: str) -> Side:
    is_sound = read.values is not None and not any(problem.is_error for problem in read.problems)
    return Side(read.name, judge(MODELS[kind], read)[0] if is_sound else None, read)
