"""A folder as its names and digests, so that two builds can be compared."""

from __future__ import annotations

import hashlib
from pathlib import Path


def digest_tree(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file under the folder, by its path with `/`, sorted."""
    files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files}
