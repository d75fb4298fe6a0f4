"""The ZIPs of forms: those of a department, of an event of life, of the whole site; the same bytes on every machine."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from motcua import form_files, interface, narrow, urls
from motcua.catalogue import Catalogue, FormFile, LoadedForm
from motcua.interface import Words
from motcua.model import LifeEvent
from motcua.outputs.artifact import Artifact
from motcua.outputs.forms import contents
from motcua.outputs.forms.contents import Blank, Folder, Listed
from motcua.outputs.forms.names import names

# A larger one is not made: it is held in memory while it is written, and nobody takes it home by telephone.
MOST_BYTES = 100_000_000
# No ZIP can say an earlier day.
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


class Bundle(NamedTuple):
    """All that a ZIP holds: what its list says, and the files in their order, each under its name there."""

    listed: Listed
    files: tuple[tuple[str, FormFile], ...]


def artifacts(catalogue: Catalogue, states: Mapping[str, str]) -> Iterator[Artifact]:
    """Every ZIP that is small enough to be made."""
    for department, bundle in of_departments(catalogue, states).items():
        yield Artifact(urls.bundle(department), zipped, bundle)
    for event, bundle in of_events(catalogue, states).items():
        yield Artifact(urls.event_bundle(event), zipped, bundle)
    if whole := of_all(catalogue, states):
        yield Artifact(urls.ALL_FORMS, zipped, whole)


def of_departments(catalogue: Catalogue, states: Mapping[str, str], chosen: Collection[str] | None = None) -> dict[str, Bundle]:
    """The ZIP of each department that offers forms; of these alone where some are chosen."""
    words = _words(catalogue)
    bundles = {department: _bundle(words, f"{words('heading.forms_term')}: {name}", ((name, "", forms),))
               for department, name, forms in _by_department(catalogue, states, words) if chosen is None or department in chosen}
    return {department: bundle for department, bundle in bundles.items() if size_of(bundle) <= MOST_BYTES}


def of_events(catalogue: Catalogue, states: Mapping[str, str]) -> dict[str, Bundle]:
    """The ZIP of each event of life whose procedures name forms."""
    words, offered = _words(catalogue), {form.id: form for form in form_files.offered(catalogue, states)}
    found = {event.id: (event, tuple(offered[form] for form in _named(catalogue, states, event) if form in offered)) for event in catalogue.life_events.values()}
    bundles = {name: _bundle(words, f"{words('heading.forms_term')}: {event.name.vi}", ((event.name.vi, "", forms),))
               for name, (event, forms) in found.items() if forms}
    return {name: bundle for name, bundle in bundles.items() if size_of(bundle) <= MOST_BYTES}


def of_all(catalogue: Catalogue, states: Mapping[str, str]) -> Bundle | None:
    """The ZIP of all forms, a folder for each department; None where one department has them all, or they are more than anybody can take."""
    words = _words(catalogue)
    folders = tuple((name, f"{department}/", forms) for department, name, forms in _by_department(catalogue, states, words))
    if len(folders) < 2:
        return None
    bundle = _bundle(words, f"{words('heading.forms_term')}: {catalogue.publisher.title.vi}", folders)
    return bundle if size_of(bundle) <= MOST_BYTES else None


def held(bundle: Bundle) -> int:
    """How many forms a ZIP holds."""
    return sum(len(folder.blanks) for folder in bundle.listed.folders)


def size_of(bundle: Bundle) -> int:
    """The bytes of the ZIP, reckoned without making it: what is stored, and the headers that name each file twice."""
    stored = [*((name, len(data)) for name, data in contents.lists(bundle.listed)), *((name, file.size) for name, file in bundle.files)]
    return sum(size + 2 * len(name.encode()) + 30 + 46 for name, size in stored) + 22


def zipped(bundle: Bundle) -> bytes:
    """The ZIP: stored, since compressors differ and these files are compressed already."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as archive:
        for name, data in contents.lists(bundle.listed):
            _add(archive, name, data)
        for name, file in bundle.files:
            _add(archive, name, file.read())
    return whole.getvalue()


def _add(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, _FIRST_DAY)
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, data)


def _words(catalogue: Catalogue) -> Words:
    return interface.words(catalogue.publisher.languages[0])


def _by_department(catalogue: Catalogue, states: Mapping[str, str], words: Words) -> Iterator[tuple[str, str, tuple[LoadedForm, ...]]]:
    """Each department that offers forms: its id, its name, and these."""
    found: dict[str, list[LoadedForm]] = {}
    for form in form_files.offered(catalogue, states):
        found.setdefault(form.id.partition("/")[0], []).append(form)
    for department, forms in found.items():
        known = catalogue.departments.get(department)
        yield department, known.name.vi if known else words("heading.forms_term"), tuple(forms)


def _named(catalogue: Catalogue, states: Mapping[str, str], event: LifeEvent) -> Iterator[str]:
    """The forms that the published procedures of an event name, each once."""
    codes = [step.procedure for step in event.steps if step.procedure in states and step.procedure in catalogue.procedures]
    yield from dict.fromkeys(form for code in codes for form in catalogue.procedures[code].targets.get("form", ()))


def _bundle(words: Words, heading: str, folders: Iterable[tuple[str, str, tuple[LoadedForm, ...]]]) -> Bundle:
    held, files = [], []
    for name, folder, forms in folders:
        called = names(forms, contents.NAMES)
        blanks = sorted((_blank(form, f"{folder}{called[form.id]}") for form in forms), key=lambda blank: blank.files[0][0])
        held.append(Folder(name, tuple(blanks)))
        files += [each for blank in blanks for each in blank.files]
    return Bundle(Listed(heading, words, tuple(held)), tuple(files))


def _blank(form: LoadedForm, stem: str) -> Blank:
    files = tuple((f"{stem}.{file.type}", file) for file in form_files.today(form).files if file.type != "odt" or file is form.file)
    return Blank(narrow.words(form.form.title), form.form.number or "", form.form.version or "", str(form.form.effective_from or ""), files, str(form_files.followed_on(form) or ""))
