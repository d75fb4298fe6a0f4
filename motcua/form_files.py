"""The files of forms: which forms are published, for whom, and at which addresses each version of each file stays."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motcua import urls
from motcua.catalogue import Catalogue, Derived, FormFile, LoadedForm
from motcua.resolve import is_listed

# As much of a digest as tells the files of one form apart for ever.
_DIGITS = 12


class Version(NamedTuple):
    """A version of a form that has a file, with what was made of it; `place` is 0 for the one of today, then that among the earlier ones."""

    place: int
    file: FormFile
    derived: Derived

    @property
    def files(self) -> tuple[FormFile, ...]:
        """The blank in every format, its own first."""
        return (self.file, *self.derived.files)


def versions(form: LoadedForm) -> Iterator[Version]:
    """Every version that has a file, the newest first."""
    yield Version(0, form.file, form.derived)
    derived = form.earlier_derived or (Derived(),) * len(form.earlier)
    for place, (file, made) in enumerate(zip(form.earlier, derived, strict=True), 1):
        if file:
            yield Version(place, file, made)


def own_address(form_id: str, file: FormFile) -> str:
    """Where these very bytes stay, whatever versions come later and whatever they are called: the address follows from them alone."""
    return urls.form_version_file(form_id, file.sha256[:_DIGITS], file.type)


def stable_address(form_id: str, file: FormFile) -> str:
    """Where the form of today always is in a format."""
    return urls.form_file(form_id, file.type)


def addresses(form: LoadedForm) -> dict[str, FormFile]:
    """Every file of a form at each of its addresses."""
    found = {own_address(form.id, file): file for version in versions(form) for file in _all(version)}
    return found | {stable_address(form.id, file): file for file in next(versions(form)).files}


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
