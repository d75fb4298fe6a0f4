"""Which records exist though their files could not be read, so that one mistake is not reported a second time wherever it is named."""
from __future__ import annotations

from motcua.catalogue import Catalogue

_PLACES = {
    "field": "/fields.yml", "law": "/laws.yml", "department": "/departments/{}.yml", "decision": "/decisions/{}.yml",
    "procedure": "/{}.yml", "form": "/{}.yml",
}


def is_unread(catalogue: Catalogue, kind: str, name: str) -> bool:
    """Whether the file in which this record stands, or should stand, is there but could not be read into a record."""
    if kind == "office":
        kind, name = "department", name.partition("/")[0]
    place = _PLACES[kind].format(name)
    return any(file.endswith(place) for file in unread_files(catalogue))


def unread_files(catalogue: Catalogue) -> tuple[str, ...]:
    """The files that were found and could not be read into a record."""
    return tuple(file for (kind, _), file in catalogue.files.items() if kind == "unread")
