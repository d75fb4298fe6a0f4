"""A file of plain values that is saved whole or not at all, and that knows when it has been damaged."""

from __future__ import annotations

import marshal
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

# The newest of marshal's forms that does not look for values that occur twice: looking costs more than it saves.
_FORM = 2


def save(path: Path, value: Any, *, lasting: bool = True) -> str:
    """Write `value`, of lists, tuples, mappings, texts and numbers, so that a reader finds the old file or the new one, after a power cut too if `lasting`; returns its seal."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = marshal.dumps(value, _FORM)
    seal = sha256(body).hexdigest()
    temporary = path.with_name(path.name + "~")
    try:
        with open(temporary, "wb") as file:
            file.write(seal.encode() + b"\n" + body)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        error.filename = str(path)
        temporary.unlink(missing_ok=True)
        raise
    return seal


def read(path: Path) -> tuple[str, Any]:
    """The seal and the value; FileNotFoundError if there is none, ValueError if it is damaged."""
    head, _, body = path.read_bytes().partition(b"\n")
    seal = sha256(body).hexdigest()
    if head != seal.encode():
        raise ValueError(f"{path} is damaged")
    try:
        return seal, marshal.loads(body)
    except (EOFError, TypeError) as error:
        raise ValueError(f"{path} was written by another Python") from error
