"""What the last build learnt from each file, kept as plain values by the file's size, time and inode; doubted, it is thrown away."""
from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from motcua import sealed

_CORE = ("model/*.py", "say/*.py", "say.py", "rules/*.py", "rules.py", "*.py", "messages/*.yml", "inspect/*.py")


class ParseCache:
    """Entries by file name; `get` answers only for a file that looks the same as when its entry was put."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.note = ""
        self._kept = self._recall()
        self._used: dict[str, list] = {}

    def _recall(self) -> dict[str, list]:
        try:
            # Sealed: a letter that flipped would be published as if an editor had written it.
            kept = sealed.read(self.path)[1]
            return kept["files"] if kept["version"] == version() else {}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError):
            self.note = "parse_cache_was_rebuilt"
            return {}

    def get(self, name: str, status: os.stat_result) -> dict | None:
        """What was put under this name for a file that has not changed since."""
        entry = self._kept.get(name)
        if entry is None or entry[0] != _look(status):
            return None
        self._used[name] = entry
        return entry[1]

    def put(self, name: str, status: os.stat_result, value: dict) -> None:
        """Keep a value for a file as it looks now."""
        self._used[name] = [_look(status), plain(value)]

    def save(self) -> None:
        """Write what was used or put, in one exchange, when it differs from what was there."""
        if self._used == self._kept and not self.note:
            return
        sealed.save(self.path, {"version": version(), "files": self._used}, lasting=False)


def plain(value: Any) -> Any:
    """The value without what its texts know of themselves (how they were quoted), which was judged."""
    if isinstance(value, dict):
        return {plain(key): plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(map(plain, value))
    return str(value) if isinstance(value, str) else value


def _look(status: os.stat_result) -> list[int]:
    return [status.st_size, status.st_mtime_ns, status.st_ino]


@cache
def version() -> str:
    """A digest of the code that judges and says: another code never reads this cache."""
    folder = Path(__file__).resolve().parent
    digest = blake2b(digest_size=16)
    for pattern in _CORE:
        for path in sorted(folder.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
