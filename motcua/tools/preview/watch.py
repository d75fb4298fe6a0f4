"""Looking for files that were saved: by their size, time and inode, again and again, at a bounded share of one processor."""
from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

_Look = dict[str, tuple[int, int, int]]
_GONE = (-1, -1, -1)
# A look takes some ten milliseconds for three thousand files; a tenth of a processor is what looking may cost.
_SHARE = 10
_SOONEST, _LATEST = 0.05, 1.0
_SETTLED, _GLANCE = 0.01, 0.02
# Whoever saves a file will save it again: so many of the last ones are glanced at between two looks.
_LATELY = 5


class Watch:
    """What lies below some roots, hidden files left out, as it was when last asked."""

    def __init__(self, roots: Iterable[Path]) -> None:
        self._roots = [str(root) for root in roots]
        self._seen = self._look()
        self._cost = 0.0
        self._lately: list[str] = []

    def saved(self) -> set[Path]:
        """The files that have come, gone or changed since this was last asked, when nobody is writing them any more."""
        before, now = self._seen, self._timed_look()
        changed = {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
        while changed:
            time.sleep(_SETTLED)
            again = {path: _status(path) for path in changed}
            if all(again[path] == now.get(path, _GONE) for path in changed):
                break
            now |= again
        self._seen = {path: look for path, look in now.items() if look != _GONE}
        # Some editors write a second file for a moment, and take it away again.
        changed = {path for path in changed if before.get(path) != self._seen.get(path)}
        self._lately = [*changed, *(path for path in self._lately if path not in changed)][:_LATELY]
        return set(map(Path, changed))

    def rest(self, is_waited_for: bool) -> None:
        """Wait a little if somebody waits for a page to change, else a second; no longer once a file that was saved lately is saved again."""
        end = time.monotonic() + (min(_LATEST, max(_SOONEST, _SHARE * self._cost)) if is_waited_for else _LATEST)
        while time.monotonic() < end and all(_status(path) == self._seen.get(path, _GONE) for path in self._lately):
            time.sleep(_GLANCE)

    def _timed_look(self, clock: Callable[[], float] = time.thread_time) -> _Look:
        start = clock()
        found = self._look()
        self._cost = clock() - start
        return found

    def _look(self) -> _Look:
        found: _Look = {}
        todo = []
        for root in self._roots:
            if os.path.isdir(root):
                todo.append(root)
            elif (status := _status(root)) != _GONE:
                found[root] = status
        while todo:
            try:
                with os.scandir(todo.pop()) as entries:
                    for entry in entries:
                        if entry.name.startswith("."):
                            continue
                        if entry.is_dir(follow_symlinks=False):
                            todo.append(entry.path)
                        else:
                            found[entry.path] = _told(entry.stat(follow_symlinks=False))
            except FileNotFoundError:
                # Removed between two looks; the next one sees the rest.
                continue
        return found


def _told(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _status(path: str) -> tuple[int, int, int]:
    try:
        return _told(os.stat(path, follow_symlinks=False))
    except OSError:
        return _GONE
