"""The marks of every procedure's words, kept from one build to the next by what its passages say, as long as the code is the same; many new ones are made by several processes."""
from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from motcua import forked, sealed
from motcua.catalogue import Stored
from motcua.parse_cache import version
from motcua.passages import marks


class Told(NamedTuple):
    """A procedure, the digest of what its passages say, and the record to make marks of where none are kept."""

    code: str
    digest: str
    record: Stored


class Texts(NamedTuple):
    """The passages of a site, known by the `digest` of what they say; `file` keeps their marks, `jobs` processes may make them."""

    digest: str
    told: tuple[Told, ...]
    file: Path
    jobs: int


def marked(texts: Texts) -> list[tuple[str, bytes]]:
    """Each procedure's code with its marks; the file then keeps those of these procedures and no others."""
    kept = _recalled(texts.file)
    new = {each.digest: each.record for each in texts.told if each.digest not in kept}
    held = kept | dict(zip(new, forked.answers(_marks, list(new.values()), texts.jobs), strict=True))
    wanted = {each.digest: held[each.digest] for each in texts.told}
    if wanted.keys() != kept.keys():
        sealed.save(texts.file, {"version": version(), "marks": wanted}, lasting=False)
    return [(each.code, held[each.digest]) for each in texts.told]


def _recalled(file: Path) -> dict[str, bytes]:
    try:
        kept = sealed.read(file)[1]
        return kept["marks"] if kept["version"] == version() else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _marks(record: Stored) -> bytes:
    return marks(record.load())
