"""The package's own files of words, read once and kept in plain values where Python keeps its compiled code."""
from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from motcua import sealed
from motcua.parse_cache import version


def kept(name: str, files: Sequence[Path], read: Callable[[], Any]) -> Any:
    """What `read` makes of the files, in plain values; it is called again when one of them, or the code that reads, has changed."""
    beside = files[0].parent / "__pycache__" / f"{name}.{sys.implementation.cache_tag}.plain"
    key = [version(), *(sha256(file.read_bytes()).hexdigest() for file in files)]
    try:
        held, value = sealed.read(beside)[1]
        if held == key:
            return value
    except (OSError, ValueError, TypeError):
        pass
    value = read()
    if not sys.dont_write_bytecode:
        _keep(beside, key, value)
    return value


def _keep(beside: Path, key: list[str], value: Any) -> None:
    try:
        sealed.save(beside, (key, value), lasting=False)
    except OSError:
        pass  # The package lies where this person may not write, or another process was faster: it is read again.
