"""The files of forms: which version is in force on a day, which forms are published, and at which addresses each version of each file stays."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from motcua import urls
from motcua.catalogue import Catalogue, Derived, FormFile, LoadedForm
from motcua.model import Form, FormVersion
from motcua.resolve import is_listed

# As much of a digest as tells the files of one form apart for ever.
_DIGITS = 12


class Version(NamedTuple):
    """A version of a form that has a file, with what was made of it; `place` is 0 for the one of today, then that among the earlier ones, below 0 to come."""

    place: int
    file: FormFile
    derived: Derived

    @property
    def files(self) -> tuple[FormFile, ...]:
        """The blank in every format, its own first."""
        return (self.file, *self.derived.files)


def on_day(form: LoadedForm, on: str) -> LoadedForm:
    """The form as it is used on the ISO day `on`: before the first day of the described version, the earlier one that is then in force.

    Where none with a file is, it stays the described one, as one to come. Its template is of the described version alone: nothing is filled before.
    """
    place = _in_force(form.form, on)
    if place == 0:
        return form
    if place is None or form.earlier[place - 1] is None:
        return form._replace(form=form.form.model_copy(update={"fill": None}), template=None, tags=(), unshown=(), apart=(), coming=form)
    derived = _earlier_derived(form)
    return LoadedForm(form.id, _as_it_was(form, place), form.earlier[place - 1], form.earlier[place:], None, derived[place - 1], derived[place:], coming=form)


def _in_force(record: Form, on: str) -> int | None:
    """The place of the newest version that has begun; none where that has ended before the next begins."""
    spans = ((record.effective_from, None), *((version.effective_from, version.effective_to) for version in record.earlier))
    for place, (since, until) in enumerate(spans):
        if not since or str(since) <= on:
            return None if until and str(until) < on else place
    return None


def _as_it_was(form: LoadedForm, place: int) -> Form:
    """The description of an earlier version as if nothing had come after it; its template is not known."""
    record, version = form.form, form.form.earlier[place - 1]
    return record.model_copy(update={
        "file": version.file, "original_name": version.original_name or f"{record.original_name.rpartition('.')[0]}.{form.earlier[place - 1].type}",
        "version": version.version, "number": version.number, "effective_from": version.effective_from, "legal_basis": version.legal_basis, "fill": None,
        "earlier": record.earlier[place:], "illustrative": tuple(_invented(record, place)),
    })


def _invented(record: Form, place: int) -> Iterator[str]:
    """What is only for illustration in the description of an earlier version."""
    own = f"earlier[{place - 1}]"
    for path in record.illustrative:
        if path in ("earlier", own):
            yield from ("file", "version")
        elif path.startswith(f"{own}."):
            yield path.removeprefix(f"{own}.")
        elif path.partition(".")[0] == "title":
            yield path


def days_of_change(catalogue: Catalogue) -> Iterator[str]:
    """Every ISO day on which another version of some form may be the one in force."""
    for loaded in catalogue.forms.values():
        for version in (loaded.form, *loaded.form.earlier):
            if version.effective_from:
                yield str(version.effective_from)
        yield from (str(version.effective_to + timedelta(days=1)) for version in loaded.form.earlier if version.effective_to)


def begins_on(form: LoadedForm) -> date | None:
    """The first day of a form that is not in force yet."""
    return form.form.effective_from if form.coming and not ahead(form) else None


def coming(form: LoadedForm) -> Iterator[tuple[int, Form | FormVersion]]:
    """What is said of each version that will replace the one of today, the newest first, with its place."""
    if form.coming:
        described = (form.coming.form, *form.coming.form.earlier)[: ahead(form)]
        yield from enumerate(described, -len(described))


def followed_on(form: LoadedForm) -> date | None:
    """The first day of the version that comes after the one of today."""
    return next((version.effective_from for place, version in coming(form) if place == -1), None)


def last_day(form: LoadedForm) -> date | None:
    """The last day of the version of today, where another one is to come."""
    after = followed_on(form)
    own = form.coming.form.earlier[ahead(form) - 1].effective_to if form.coming and after else None
    return own or (after - timedelta(days=1) if after else None)


def ahead(form: LoadedForm) -> int:
    """How many versions are still to come after the one of today."""
    return len(form.coming.earlier) - len(form.earlier) if form.coming else 0


def today(form: LoadedForm) -> Version:
    """The version that is offered."""
    return Version(0, form.file, form.derived)


def versions(form: LoadedForm) -> Iterator[Version]:
    """Every version that has a file, the newest first."""
    described = form.coming or form
    yield Version(-ahead(form), described.file, described.derived)
    for place, (file, made) in enumerate(zip(described.earlier, _earlier_derived(described), strict=True), 1 - ahead(form)):
        if file:
            yield Version(place, file, made)


def _earlier_derived(form: LoadedForm) -> tuple[Derived, ...]:
    return form.earlier_derived or (Derived(),) * len(form.earlier)


def own_address(form_id: str, file: FormFile) -> str:
    """Where these very bytes stay, whatever versions come later and whatever they are called: the address follows from them alone."""
    return urls.form_version_file(form_id, file.sha256[:_DIGITS], file.type)


def stable_address(form_id: str, file: FormFile) -> str:
    """Where the form of today always is in a format."""
    return urls.form_file(form_id, file.type)


def addresses(form: LoadedForm) -> dict[str, FormFile]:
    """Every file of a form at each of its addresses."""
    found = {own_address(form.id, file): file for version in versions(form) for file in _all(version)}
    return found | {stable_address(form.id, file): file for file in today(form).files}


def _all(version: Version) -> tuple[FormFile, ...]:
    picture = version.derived.picture
    return (*version.files, picture.file) if picture else version.files


def published(catalogue: Catalogue, states: Mapping[str, str]) -> Iterator[LoadedForm]:
    """The forms that have an address, in the order of their ids.

    `states` gives the state of every published procedure by its code. A form that only drafts name has none; one that only ended or
    internal procedures name keeps its own.
    """
    codes = users(catalogue)
    for form_id, form in sorted(catalogue.forms.items()):
        if not codes.get(form_id) or any(code in states for code in codes[form_id]):
            yield form


def offered(catalogue: Catalogue, states: Mapping[str, str]) -> Iterator[LoadedForm]:
    """The forms that somebody may need today: those of a procedure that lists show, and those that none names."""
    codes = users(catalogue)
    for form in published(catalogue, states):
        used_by = codes.get(form.id, ())
        if not used_by or any(code in states and is_listed(catalogue.procedures[code], states[code]) for code in used_by):
            yield form


def users(catalogue: Catalogue) -> dict[str, list[str]]:
    """The codes of the procedures that name each form."""
    found: dict[str, list[str]] = {}
    for card in catalogue.procedures.values():
        for form in card.targets.get("form", ()):
            found.setdefault(form, []).append(card.code)
    return found
