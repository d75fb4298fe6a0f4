"""What `motcua forms derive` makes of a blank, as it lies beside it: a PDF, an ODT, a picture, and the record that ties them to their source."""
from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from motcua.catalogue import Derived, FormFile, Picture
from motcua.inspect import MOST_BYTES
from motcua.open import read_regular
from motcua.refusal import Refused

FORMATS = ("pdf", "odt")
PICTURE = "png"
_RECORD_LIMIT = 4096
_PNG = b"\x89PNG\r\n\x1a\n"


class Found(NamedTuple):
    """What can be published of it with the bytes of its files, and whether it was made of other bytes than the source has now, or is damaged."""

    derived: Derived = Derived()
    contents: tuple[bytes, ...] = ()
    is_stale: bool = False


def record_beside(source: Path) -> Path:
    """Where the record of a blank's derived files lies."""
    return source.with_suffix(".derived.json")


def record(source: bytes, converter: str, files: Mapping[str, bytes]) -> bytes:
    """The record: digests of the source and of each file by its type, and what converted it."""
    held = {"source": sha256(source).hexdigest(), "converter": converter, "files": {kind: sha256(data).hexdigest() for kind, data in sorted(files.items())}}
    return (json.dumps(held, ensure_ascii=False, indent=2) + "\n").encode()


def beside(source: FormFile) -> Found:
    """The derived files of a blank: all of them or, when one is not what the record says, none."""
    path = Path(source.path)
    if not record_beside(path).is_file():
        return Found()
    try:
        held = json.loads(read_regular(record_beside(path), _RECORD_LIMIT))
        if held["source"] != source.sha256:
            return Found(is_stale=True)
        files = {kind: (read_regular(path.with_suffix(f".{kind}"), MOST_BYTES), held["files"][kind]) for kind in (*FORMATS, PICTURE) if kind in held["files"]}
    except (Refused, ValueError, KeyError, TypeError):
        return Found(is_stale=True)
    if any(sha256(data).hexdigest() != digest for data, digest in files.values()):
        return Found(is_stale=True)
    named = {kind: FormFile(str(path.with_suffix(f".{kind}")), len(data), digest, kind) for kind, (data, digest) in files.items()}
    kinds = tuple(kind for kind in FORMATS if kind in named)
    picture = _picture(named.get(PICTURE), files.get(PICTURE, (b"", ""))[0])
    return Found(Derived(tuple(named[kind] for kind in kinds), picture), tuple(files[kind][0] for kind in kinds))


def _picture(file: FormFile | None, data: bytes) -> Picture | None:
    """The picture with the size that its own head says; None for what is no PNG."""
    if file is None or not data.startswith(_PNG) or data[12:16] != b"IHDR":
        return None
    return Picture(file, int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
