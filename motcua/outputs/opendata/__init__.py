"""Open data: the list of all procedures in `api/v1/procedures.json`, and each procedure as a file of its own."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from motcua import form_files, narrow, provenance, urls
from motcua.catalogue import Catalogue, Stored
from motcua.json_text import document, present
from motcua.model import Procedure
from motcua.model.record import Sourced
from motcua.model.views import Card, Words
from motcua.outputs.artifact import Artifact
from motcua.outputs.opendata.terms import Terms, address_of, said, terms_of

class Entry(NamedTuple):
    """A procedure as the list shows it; `fingerprint` changes with what its own file says, `sought` with all that its card does."""

    code: str
    name: Words
    short_name: Words
    state: str
    is_internal: bool
    replaced_by: str
    completeness: str
    field: str
    administrative_levels: tuple[str, ...]
    executing_agencies: tuple[str, ...]
    time: Words
    fee: Words
    place: Words
    fingerprint: str
    modified: str
    sought: str

    @property
    def digest(self) -> str:
        """What is not the card's, with the digest of what is."""
        return " ".join((self.code, self.sought, self.fingerprint, self.state, self.modified))


class NamedFile(NamedTuple):
    """A form that the procedure names, as it is published."""

    id: str
    address: str
    original_name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ListInputs:
    """All that the list holds."""

    terms: Terms
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class RecordInputs:
    """All that the file of one procedure holds: the record as it was written, and what was worked out beside it."""

    terms: Terms
    record: Stored
    state: str
    modified: str
    field_name: Words
    agencies: tuple[tuple[str, Words], ...]
    forms: tuple[NamedFile, ...]
    time: Words
    fee: Words
    place: Words


def listing(
    catalogue: Catalogue, states: Mapping[str, str], site_url: str = "", changed_on: Mapping[str, str] | None = None
) -> Iterator[Artifact]:
    """The list of the procedures that `states` names, the internal and the abolished among them.

    `states` gives the state of every published procedure by its code; `changed_on` the ISO date of its page's last change
    where that is known.
    """
    dates = changed_on or {}
    entries = tuple(_entry(card, states[card.code], dates.get(card.code, "")) for card in _published(catalogue, states))
    yield Artifact(urls.PROCEDURES_JSON, list_file, ListInputs(terms_of(catalogue, site_url), entries))


def records(
    catalogue: Catalogue, states: Mapping[str, str], site_url: str = "", changed_on: Mapping[str, str] | None = None
) -> Iterator[Artifact]:
    """A file for each of them."""
    terms, dates = terms_of(catalogue, site_url), changed_on or {}
    names_of = lru_cache(None)(lambda departments: _names(catalogue, departments))
    for card in _published(catalogue, states):
        agencies = names_of(card.targets.get("department", ()))
        inputs = _record(catalogue, card, terms, states[card.code], dates.get(card.code, ""), agencies)
        yield Artifact(urls.procedure_json(card.code), record_file, inputs)


def _published(catalogue: Catalogue, states: Mapping[str, str]) -> list[Card]:
    return [catalogue.procedures[code] for code in sorted(catalogue.procedures.keys() & states.keys())]


def list_file(inputs: ListInputs) -> bytes:
    """The list: the terms, how many, and one entry for each."""
    entries = [_listed(entry) | _addresses(entry.code, inputs.terms) for entry in inputs.entries]
    return document(present(said(inputs.terms)) | {"count": len(entries), "procedures": entries})


# The fields of an entry that are phrases in each language, and what stands in its other fields where nothing does.
_PHRASES = frozenset({"name", "short_name", "time", "fee", "place"})
_NOTHING = ("", ())


def _listed(entry: Entry) -> dict[str, Any]:
    """What `present` would leave of an entry; of thousands, that would be half of the time."""
    found: dict[str, Any] = {}
    for key, value in zip(Entry._fields[:-1], entry, strict=False):
        if value not in _NOTHING:
            found[key] = {language: words for language, words in value if words} if key in _PHRASES else value
    return found


def record_file(inputs: RecordInputs) -> bytes:
    """The fields of the record under their own names; what nobody wrote stands apart under `computed`."""
    record = inputs.record.load()
    computed = {
        **said(inputs.terms),
        "state": inputs.state,
        "modified": inputs.modified,
        "fingerprint": inputs.record.digest,
        **_addresses(record.code, inputs.terms),
        "time": dict(inputs.time),
        "fee": dict(inputs.fee),
        "place": dict(inputs.place),
        "field": dict(inputs.field_name),
        "departments": {agency: dict(name) for agency, name in inputs.agencies},
        "readings": _readings(record),
        "forms": [_plain(form) | {"address": address_of(form.address, inputs.terms)} for form in inputs.forms],
    }
    fields = record.model_dump(mode="json", exclude_none=True)
    return document(present({key: fields[key] for key in sorted(fields, key=_is_evidence)} | {"computed": computed}))


def _readings(record: Procedure) -> dict[str, dict[str, str]]:
    """How each stated field of an imported record was read: by a machine, or checked by a person, and on which day."""
    found = {name: provenance.reading(record, name) for name in type(record).model_fields if name not in Sourced.model_fields}
    return {name: read._asdict() for name, read in found.items() if read}


def _is_evidence(key: str) -> bool:
    """Whether a field says where the others come from; these stand last, though the model inherits them first."""
    return key in Sourced.model_fields


def _entry(card: Card, state: str, modified: str) -> Entry:
    return Entry(card.code, card.name, card.short_name, state, card.is_internal, card.replaced_by, card.completeness, card.field,
                 card.levels, card.executing, card.time, card.fee, card.place, card.digest, modified, card.sought)


def _names(catalogue: Catalogue, departments: tuple[str, ...]) -> tuple[tuple[str, Words], ...]:
    return tuple((each, narrow.words(catalogue.departments[each].name)) for each in departments if each in catalogue.departments)


def _record(
    catalogue: Catalogue, card: Card, terms: Terms, state: str, modified: str, agencies: tuple[tuple[str, Words], ...]
) -> RecordInputs:
    field = catalogue.fields.get(card.field)
    forms = [catalogue.forms[each] for each in card.targets.get("form", ()) if each in catalogue.forms]
    return RecordInputs(
        terms, catalogue.record(card.code), state, modified,
        field_name=narrow.words(field.name) if field else (),
        agencies=agencies,
        forms=tuple(
            NamedFile(form.id, form_files.stable_address(form.id, form.file), form.form.original_name, form.file.size, form.file.sha256)
            for form in forms
        ),
        time=card.time, fee=card.fee, place=card.place,
    )


def _plain(view: NamedTuple) -> dict[str, Any]:
    """A view as a mapping, its phrases as mappings of languages."""
    return {key: dict(value) if type(value) is tuple and value and type(value[0]) is tuple else value for key, value in zip(view._fields, view)}


def _addresses(code: str, terms: Terms) -> dict[str, Any]:
    pages = {language: urls.in_language(urls.procedure(code), language, terms.languages) for language in terms.languages}
    return {
        "addresses": {language: address_of(page, terms) for language, page in pages.items()},
        "data_address": address_of(urls.procedure_json(code), terms),
    }
