"""Whether anything that a build reads has changed since the last one: the answer costs a look at each file's size and time."""
from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from motcua import sealed

PACKAGE = Path(__file__).resolve().parent


def signature(roots: tuple[Path, ...], settings: tuple[str, ...]) -> dict[str, list]:
    """What the build would read: every file below `roots` and in this package by size and time, the settings, the libraries' folder."""
    seen: dict[str, list] = {"settings": [*settings, sys.version], "libraries": _libraries()}
    for root in (*roots, PACKAGE):
        _look(root, seen)
    return seen


def _libraries() -> list:
    spec = find_spec("jinja2")
    folder = Path(spec.origin).parent.parent if spec and spec.origin else PACKAGE
    return [str(folder), folder.stat().st_mtime_ns]


def _look(root: Path, seen: dict[str, list]) -> None:
    if not root.exists():
        seen[str(root)] = []
        return
    if root.is_file():
        _note(root, root.stat(), seen)
        return
    folders = [str(root)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        folders.append(entry.path)
                else:
                    _note(entry.path, entry.stat(follow_symlinks=False), seen)


def _note(path: str | Path, status: os.stat_result, seen: dict[str, list]) -> None:
    seen[str(path)] = [status.st_size, status.st_mtime_ns, status.st_ino]


def recall(stamp: Path) -> dict:
    """What the last build left, or nothing where it cannot be read or was damaged."""
    try:
        return sealed.read(stamp)[1]
    except (OSError, ValueError):
        return {}


def holds(last: dict, now: dict[str, list], on: str) -> bool:
    """Whether the last build read the very same and its states still hold on the ISO date `on`."""
    return bool(last) and last.get("signature") == now and last.get("from", "") <= on < last.get("until", "")


def remember(stamp: Path, now: dict[str, list], since: str, until: str, summary: dict) -> None:
    """Keep what this build read, the dates between which its states hold, and its summary line's figures."""
    sealed.save(stamp, {"signature": now, "from": since, "until": until, "summary": summary}, lasting=False)
