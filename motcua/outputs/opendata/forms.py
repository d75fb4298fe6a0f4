"""The list of all forms in `api/v1/forms.json`: each version with its dates, and each of its files with its address, size and digest."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from motcua import form_files, narrow, urls
from motcua.catalogue import Catalogue, LoadedForm
from motcua.form_files import Version
from motcua.json_text import document, present
from motcua.model.views import Words
from motcua.outputs.artifact import Artifact
from motcua.outputs.opendata.terms import Terms, address_of, pages_of, said, terms_of
from motcua.resolve import GONE


class File(NamedTuple):
    """A file of a form; `address` is that of these bytes, `stable` that of the form of today, empty for an earlier one."""

    type: str
    size: int
    sha256: str
    address: str
    stable: str


class Entry(NamedTuple):
    """A version of a form; the one of today has a last day where that is known."""

    version: str
    number: str
    effective_from: str
    effective_to: str
    original_name: str
    legal_basis: tuple[str, ...]
    files: tuple[File, ...]


class FormEntry(NamedTuple):
    """A form, its version of today, those to come, the earlier ones, and the procedures that are done with it."""

    id: str
    title: Words
    department: str
    current: Entry
    coming: tuple[Entry, ...]
    earlier: tuple[Entry, ...]
    procedures: tuple[str, ...]
    is_illustrative: bool


class Inputs(NamedTuple):
    """All that the list holds."""

    terms: Terms
    forms: tuple[FormEntry, ...]


def listing(catalogue: Catalogue, states: Mapping[str, str], site_url: str = "") -> Iterator[Artifact]:
    """The list of the published forms; `states` gives the state of every published procedure by its code."""
    users = form_files.users(catalogue)
    forms = tuple(
        FormEntry(form.id, narrow.words(form.form.title), form.id.partition("/")[0], _today(form), tuple(_coming(form)), tuple(_earlier(form)),
                  tuple(sorted(code for code in users.get(form.id, ()) if code in states and states[code] not in GONE)), "file" in form.form.illustrative)
        for form in form_files.published(catalogue, states))
    yield Artifact(urls.FORMS_JSON, list_file, Inputs(terms_of(catalogue, site_url), forms))


def list_file(inputs: Inputs) -> bytes:
    """The list: the terms, how many, and one entry for each."""
    terms = inputs.terms
    entries = [_plain(form, terms) for form in inputs.forms]
    return document(present(said(terms)) | {"count": len(entries), "forms": entries})


def _plain(form: FormEntry, terms: Terms) -> dict[str, Any]:
    return present({
        "id": form.id, "title": dict(form.title), "department": form.department, **_version(form.current, terms),
        "addresses": pages_of(urls.form(form.id), terms), "procedures": form.procedures, "is_illustrative": form.is_illustrative,
        "coming": [_version(each, terms) for each in form.coming], "earlier": [_version(each, terms) for each in form.earlier],
    })


def _version(entry: Entry, terms: Terms) -> dict[str, Any]:
    files = [each._asdict() | {key: address_of(getattr(each, key), terms) for key in ("address", "stable") if getattr(each, key)} for each in entry.files]
    return entry._asdict() | {"files": files}


def _today(form: LoadedForm) -> Entry:
    record = form.form
    return Entry(record.version or "", record.number or "", str(record.effective_from or ""), str(form_files.last_day(form) or ""), record.original_name,
                 record.legal_basis, _files(form, form_files.today(form)))


def _coming(form: LoadedForm) -> Iterator[Entry]:
    kept = {version.place: version for version in form_files.versions(form)}
    for place, record in form_files.coming(form):
        yield Entry(record.version or "", record.number or "", str(record.effective_from), "", record.original_name or "", record.legal_basis,
                    _files(form, kept[place]) if place in kept else ())


def _earlier(form: LoadedForm) -> Iterator[Entry]:
    kept = {version.place: version for version in form_files.versions(form)}
    for place, record in enumerate(form.form.earlier, 1):
        yield Entry(record.version, record.number or "", str(record.effective_from or ""), str(record.effective_to or ""), record.original_name or "",
                    record.legal_basis, _files(form, kept[place]) if place in kept else ())


def _files(form: LoadedForm, version: Version) -> tuple[File, ...]:
    return tuple(
        File(file.type, file.size, file.sha256, form_files.own_address(form.id, file), "" if version.place else form_files.stable_address(form.id, file))
        for file in version.files)
