"""One tree on disk and its manifest: what stands in it, what of that can be trusted, and bringing single files in and out."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from motcua import sealed

from . import disk

_FORMAT = 1
# So many manifests of trees that are gone are kept: two sites may share a cache.
_KEPT = 8
_NO_FILE = (-1, -1)
# No artifact's path holds it, so a file left by a build that was killed is a stray.
_TEMPORARY = "~"
_Found = dict[str, tuple[int, int]]


class Entry(NamedTuple):
    """What the manifest says of a file: the key that it was made for, and how to know it again."""

    key: str
    size: int
    mtime_ns: int
    sha256: str


class Tree:
    """A folder of files that we wrote. A manifest is named by the folder's inode, so it stays the folder's own when the
    folder is renamed or exchanged, and whichever step a crash falls between."""

    def __init__(self, root: Path, manifests: Path, found: _Found | None = None) -> None:
        """The tree as it stands, or as a `scan` of it has just found it."""
        self.root = root
        self.files: dict[str, Entry] = {}
        self.strays: list[str] = []
        self.is_ours = True
        self.seal = ""
        self.note = ""
        self._manifests = manifests
        if os.path.lexists(root):
            self._examine(scan(root) if found is None else found)

    def _examine(self, found: _Found) -> None:
        listed = self._listed(found)
        self.files = {path: entry for path, entry in listed.items() if found.get(path) == entry[1:3]}
        self.strays = sorted(found.keys() - self.files.keys())
        if len(self.files) < len(listed):
            self.seal = ""

    def _listed(self, found: _Found) -> dict[str, Entry]:
        """What the manifest lists; a tree without one is ours only if it is empty, or a copy of a tree of ours."""
        own = _manifest_of(self.root, self._manifests)
        try:
            self.seal, listed = read(own)
        except FileNotFoundError:
            return self._listed_elsewhere(found)
        except ValueError:
            self.note = f"the manifest of {self.root.name} was damaged or of another version: its files are made anew"
            return {}
        # Inodes are used again: a folder in which nothing is as listed is another folder.
        self.is_ours = not found or not listed or any(found.get(path, _NO_FILE)[0] == listed[path].size for path in listed)
        return listed if self.is_ours else {}

    def _listed_elsewhere(self, found: _Found) -> dict[str, Entry]:
        for manifest in sorted(self._manifests.glob("*.json")) if found else ():
            try:
                listed = read(manifest)[1]
            except (OSError, ValueError):
                continue
            if 2 * sum(found.get(path) == entry[1:3] for path, entry in listed.items()) > len(listed):
                return listed
        self.is_ours = not found
        return {}

    def holds(self, plan: Mapping[str, str]) -> bool:
        """Whether the tree holds exactly the files of the plan (path -> key), as they were written."""
        return not self.strays and len(plan) == len(self.files) and all(self.has(*wanted) for wanted in plan.items())

    def has(self, path: str, key: str) -> bool:
        """Whether the tree holds the file that was made for this key."""
        entry = self.files.get(path)
        return entry is not None and entry.key == key

    def distrust(self) -> None:
        """Take every file for a stray."""
        self.strays = sorted({*self.strays, *self.files})
        self.files = {}

    def create(self) -> None:
        """Make the folder, empty, unless it is there."""
        self.root.mkdir(parents=True, exist_ok=True)

    def clear(self, paths: Iterable[str]) -> None:
        """Remove files, and the folders that this leaves empty; a path that ends in a slash is an empty folder."""
        folders = set()
        for path in paths:
            if path[-1] != "/":
                os.unlink(f"{self.root}/{path}")
                self.files.pop(path, None)
            folders.add(path.rpartition("/")[0])
        for folder in sorted(folders, key=len, reverse=True):
            self._remove_empty(folder)

    def _remove_empty(self, folder: str) -> None:
        while folder:
            try:
                os.rmdir(f"{self.root}/{folder}")
            except FileNotFoundError:
                pass
            except OSError as error:
                if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
                    return
                raise
            folder = folder.rpartition("/")[0]

    def save(self) -> None:
        """Save the manifest of the files as they are."""
        self._manifests.mkdir(parents=True, exist_ok=True)
        own = _manifest_of(self.root, self._manifests)
        self.seal = sealed.save(own, {"format": _FORMAT, "files": {path: tuple(entry) for path, entry in self.files.items()}})
        others = sorted(self._manifests.glob("*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for old in others[_KEPT:]:
            old.unlink()


def _manifest_of(root: Path, manifests: Path) -> Path:
    return manifests / f"{root.stat().st_ino}.json"


def read(manifest: Path) -> tuple[str, dict[str, Entry]]:
    """The seal and the entries of a manifest; FileNotFoundError if there is none, ValueError if it cannot be trusted."""
    seal, content = sealed.read(manifest)
    if content.get("format") != _FORMAT:
        raise ValueError(f"{manifest} is of another version")
    return seal, {path: Entry._make(entry) for path, entry in content["files"].items()}


def is_whole(root: Path, manifests: Path, seal: str | None = None) -> bool:
    """Whether the tree is as its manifest says, by size and time of every file; given a seal, by that very manifest."""
    try:
        found_seal, listed = read(_manifest_of(root, manifests))
        return seal in (None, found_seal) and scan(root) == {path: entry[1:3] for path, entry in listed.items()}
    except (OSError, ValueError):
        return False


def scan(root: Path) -> _Found:
    """Size and time of every file by its path; what is no plain file, or is an empty folder, has a size that none has."""
    return dict(_scan(str(root), ""))


def _scan(root: str, top: str) -> Iterator[tuple[str, tuple[int, int]]]:
    todo = [top]
    while todo:
        prefix = todo.pop()
        is_empty = True
        with os.scandir(f"{root}/{prefix}") as entries:
            for entry in entries:
                is_empty = False
                if entry.is_dir(follow_symlinks=False):
                    todo.append(f"{prefix}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    yield prefix + entry.name, (status.st_size, status.st_mtime_ns)
                else:
                    yield prefix + entry.name, _NO_FILE
        if is_empty and prefix:
            yield prefix, _NO_FILE


def write(root: str, path: str, data: bytes) -> tuple[int, int]:
    """Write a file under another name, then rename it; returns its size and time."""
    file = f"{root}/{path}"
    temporary = file + _TEMPORARY
    try:
        descriptor = _create(temporary)
        try:
            _write_all(descriptor, data)
        finally:
            os.close(descriptor)
        status = os.stat(temporary)
        os.replace(temporary, file)
    except OSError as error:
        error.filename = file
        _discard(temporary)
        raise
    return status.st_size, status.st_mtime_ns


def _create(file: str) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(file, flags, 0o644)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(file), exist_ok=True)
        return os.open(file, flags, 0o644)


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def _discard(file: str) -> None:
    try:
        os.unlink(file)
    except OSError:
        pass


def flush(roots: Iterable[str], paths: Iterable[str]) -> None:
    """Have files that were written under each of the roots reach the disk."""
    paths = list(paths)
    disk.flush(f"{root}/{path}" for root in roots for path in paths)
