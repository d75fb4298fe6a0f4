"""Forms: each blank and each earlier version of it under its stable name, and one ZIP with all blanks of a department."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from itertools import count, groupby
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from motcua import interface, narrow, urls
from motcua.catalogue import Catalogue, ChangedWhileBuilding, FormFile, LoadedForm
from motcua.characters import without_refused
from motcua.model.views import Words
from motcua.open import read_regular
from motcua.outputs.artifact import Artifact
from motcua.refusal import Refused
from motcua.resolve import is_listed
from motcua.text import slug

LIST_NAME = "DANH-SACH.txt"
_STEM_BYTES = 200
# What Windows refuses in a name, and what would make a folder of it.
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\s]+')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
# No ZIP can say an earlier day.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class Blank(NamedTuple):
    """A form inside a ZIP; `name` is what it is called there."""

    title: Words
    number: str
    name: str
    file: FormFile


class Bundle(NamedTuple):
    """All that a department's ZIP holds."""

    heading: str
    blanks: tuple[Blank, ...]


def artifacts(catalogue: Catalogue, states: Mapping[str, str]) -> Iterator[Artifact]:
    """The published forms and the ZIPs; `states` gives the state of every published procedure by its code.

    A form that only drafts name is not published; one that only ended or internal procedures name keeps its address, and
    is in no ZIP.
    """
    for form in published(catalogue, states):
        yield Artifact(urls.form_file(form.id, form.file.type), copied, form.file)
        for file, address in zip(form.earlier, earlier_addresses(form), strict=True):
            if file:
                yield Artifact(address, copied, file)
    for department, bundle in bundles(catalogue, states).items():
        yield Artifact(urls.bundle(department), zipped, bundle)


def published(catalogue: Catalogue, states: Mapping[str, str]) -> Iterator[LoadedForm]:
    """The forms that have an address, in the order of their ids."""
    users = _users(catalogue)
    for form_id, form in sorted(catalogue.forms.items()):
        if not users.get(form_id) or any(code in states for code in users[form_id]):
            yield form


def earlier_addresses(form: LoadedForm) -> tuple[str, ...]:
    """Where the file of each earlier version stays, whatever versions come later; empty for one that is only told.

    Two versions of one name are told apart by what they hold, never by their place in the list, which grows at its head.
    """
    names = [slug(version.version, 60) for version in form.form.earlier]
    shared = {name for name, times in Counter(names).items() if times > 1 or not name}
    return tuple(
        urls.form_version_file(form.id, "-".join(filter(None, (name, file.sha256[:8]))) if name in shared else name, file.type) if file else ""
        for name, file in zip(names, form.earlier, strict=True)
    )


def bundles(catalogue: Catalogue, states: Mapping[str, str]) -> dict[str, Bundle]:
    """The ZIP of each department that has forms in it."""
    users = _users(catalogue)
    bundled = [form for form_id, form in sorted(catalogue.forms.items()) if _is_offered(catalogue, users.get(form_id, []), states)]
    return {department: _bundle(catalogue, department, list(forms))
            for department, forms in groupby(bundled, lambda form: form.id.partition("/")[0])}


def size_of(bundle: Bundle) -> int:
    """The bytes of the ZIP, reckoned without making it: what is stored, and the headers that name each file twice."""
    held = [(LIST_NAME, len(_listing(bundle))), *((blank.name, blank.file.size) for blank in bundle.blanks)]
    return sum(size + 2 * len(name.encode()) + 30 + 46 for name, size in held) + 22


def copied(file: FormFile) -> bytes:
    """The bytes that were judged; ChangedWhileBuilding when the file holds others by now."""
    try:
        data = read_regular(Path(file.path), file.size)
    except Refused as refused:
        raise ChangedWhileBuilding(file.path) from refused
    if len(data) != file.size or sha256(data).hexdigest() != file.sha256:
        raise ChangedWhileBuilding(file.path)
    return data


def zipped(bundle: Bundle) -> bytes:
    """The ZIP, the same bytes on every machine: stored, since compressors differ and these files are compressed already."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as archive:
        _add(archive, LIST_NAME, _listing(bundle))
        for blank in bundle.blanks:
            _add(archive, blank.name, copied(blank.file))
    return whole.getvalue()


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, _FIRST_DAY)
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, data)


def _listing(bundle: Bundle) -> bytes:
    """The list as an old Windows shows it too: with a byte order mark and both characters at the ends of lines."""
    lines = [bundle.heading]
    for place, blank in enumerate(bundle.blanks, 1):
        titles = [words for _, words in blank.title]
        lines += ["", f"{place}. " + ": ".join(filter(None, (blank.number, titles[0]))), *(f"   {title}" for title in titles[1:])]
        lines += [f"   {blank.name}", f"   SHA-256 {blank.file.sha256}"]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _users(catalogue: Catalogue) -> dict[str, list[str]]:
    """The codes of the procedures that name each form."""
    users: dict[str, list[str]] = {}
    for card in catalogue.procedures.values():
        for form in card.targets.get("form", ()):
            users.setdefault(form, []).append(card.code)
    return users


def _is_offered(catalogue: Catalogue, codes: list[str], states: Mapping[str, str]) -> bool:
    return not codes or any(code in states and is_listed(catalogue.procedures[code], states[code]) for code in codes)


def _bundle(catalogue: Catalogue, department: str, forms: list[LoadedForm]) -> Bundle:
    known = catalogue.departments.get(department)
    languages = catalogue.publisher.languages
    term = interface.words(languages[0])("heading.forms_term")
    heading = f"{term}: {known.name.vi}" if known else term
    names = _names(forms)
    blanks = [Blank(narrow.words(form.form.title), form.form.number or "", names[form.id], form.file) for form in forms]
    return Bundle(heading, tuple(sorted(blanks, key=lambda blank: blank.name)))


def _names(forms: Iterable[LoadedForm]) -> dict[str, str]:
    """What each form is called in the ZIP: its original name; where two share one, the form's own id goes before."""
    forms = list(forms)
    plain = {form.id: safe_name(form.form.original_name, form.file.type) for form in forms}
    shared = Counter(name.casefold() for name in (LIST_NAME, *plain.values()))
    names = {form_id: name for form_id, name in plain.items() if shared[name.casefold()] == 1}
    taken = {name.casefold() for name in (LIST_NAME, *names.values())}
    for form in forms:
        if form.id not in names:
            names[form.id] = next(name for name in _apart(form, plain[form.id]) if name.casefold() not in taken)
            taken.add(names[form.id].casefold())
    return names


def _apart(form: LoadedForm, name: str) -> Iterator[str]:
    own = form.id.partition("/")[2]
    yield safe_name(f"{own} - {name}", form.file.type)
    yield from (safe_name(f"{own} {number} - {name}", form.file.type) for number in count(2))


def safe_name(name: str, extension: str) -> str:
    """A file's name that every system takes, as near to the original as can be."""
    words = _NOT_IN_NAMES.sub(" ", without_refused(normalize("NFC", name), " "))
    stem = words.strip(" .")
    if stem.lower().endswith(f".{extension}"):
        stem = stem[: -len(extension) - 1]
    stem = stem.encode()[:_STEM_BYTES].decode(errors="ignore").strip(" .")
    return f"{'_' if _DEVICE.match(stem) or not stem else ''}{stem}.{extension}"
