"""A JSON file that is saved whole or not at all, and that knows when it has been damaged."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any


def save(path: Path, value: Any, *, lasting: bool = True) -> str:
    """Write `value` so that a reader finds the old file or the new one, after a power cut too if `lasting`; returns its seal."""
    path.parent.mkdir(parents=True, exist_ok=True)
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    seal = sha256(body).hexdigest()
    temporary = path.with_name(path.name + "~")
    try:
        with open(temporary, "wb") as file:
            file.write(b'{"sha256":"%s"}\n%s\n' % (seal.encode(), body))
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
    body = body.removesuffix(b"\n")
    seal = sha256(body).hexdigest()
    if head != b'{"sha256":"%s"}' % seal.encode():
        raise ValueError(f"{path} is damaged")
    return seal, json.loads(body)
