"""Which records exist though their files could not be read, so that one mistake is not reported a second time wherever it is named."""
from __future__ import annotations

from motcua.catalogue import Catalogue

_PLACES = {
    "field": "/fields.yml", "law": "/laws.yml", "department": "/departments/{}.yml", "decision": "/decisions/{}.yml",
    "procedure": "/{}.yml", "form": "/{}.yml",
}


def is_unread(catalogue: Catalogue, kind: str, name: str) -> bool:
    """Whether the file in which this record stands, or should stand, is there but could not be read into a record, or holds another id."""
    if kind == "office":
        kind, name = "department", name.partition("/")[0]
    place = _PLACES[kind].format(name)
    return any(file.endswith(place) for file in (*unread_files(catalogue), *misnamed(catalogue, kind)))


def misnamed(catalogue: Catalogue, kind: str) -> tuple[str, ...]:
    """The files of records whose own id or code is not the file's name, which is told there."""
    if kind == "procedure":
        return tuple(card.file for card in catalogue.cards if not card.file.endswith(f"/{card.code}.yml"))
    return tuple(file for (of, name), file in catalogue.files.items() if of == kind in ("department", "decision") and not file.endswith(f"/{name}.yml"))


def unread_files(catalogue: Catalogue) -> tuple[str, ...]:
    """The files that were found and could not be read into a record."""
    return tuple(file for (kind, _), file in catalogue.files.items() if kind == "unread")
