"""What a catalogue holds, file by file, as workbooks see it: its kind, its key, what it says."""
from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from motcua import source
from motcua.catalogue import Catalogue
from motcua.compare import Names
from motcua.tools.workbook.rows import Values, gather, spread
from motcua.tools.workbook.shape import NAMED_BY, kinds

_NOBODY = Names()


class Held(NamedTuple):
    """One file: the kind of record, its key (empty where a kind is one file), its path on the disk, what it says."""

    kind: str
    key: str
    path: Path
    values: Values


def held(catalogue: Catalogue, folder: Path, forms: Path) -> Iterator[Held]:
    """Every file of a sound catalogue that a workbook holds, procedures by department and code first."""
    for kind, key, path in paths(catalogue, folder, forms):
        yield Held(kind, key, path, source.read(path, path.name).values or {})


def paths(catalogue: Catalogue, folder: Path, forms: Path) -> Iterator[tuple[str, str, Path]]:
    """The kind, the key and the path of each of these files."""
    for card in catalogue.cards:
        yield "procedure", card.code, folder / card.file.removeprefix(f"{folder.as_posix()}/")
    for kind in kinds():
        for (found, key), file in sorted(catalogue.files.items()):
            if found == kind and (key or kind not in NAMED_BY):
                root = forms if kind == "form" else folder
                yield kind, key, root / file.removeprefix(f"{root.as_posix()}/")


def normal(kind: str, key: str, values: Values) -> Values:
    """What a record says, as it comes back from a workbook in which nobody changed anything."""
    return gather(kind, key, spread(kind, key, values, _NOBODY)).values


def digest(kind: str, key: str, values: Values) -> str:
    """What tells whether a record still says the same."""
    return sha256(json.dumps(normal(kind, key, values), ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]
