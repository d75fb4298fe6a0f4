"""The catalogue as it was loaded: every record by its identity, procedures as cards whose files stay shut until asked."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path
from typing import NamedTuple

from motcua import source
from motcua.model import (
    Acceptance, Announcement, Decision, Department, Elsewhere, Family, FieldOfWork, Form, Holidays, Law, LifeEvent, Procedure, Publisher, Saying, Term,
)
from motcua.model.views import Card
from motcua.open import read_regular
from motcua.refusal import Refused


class FormFile(NamedTuple):
    """A blank as it lies on the disk; its digest is its content's, wherever it lies."""

    path: str
    size: int
    sha256: str
    type: str

    @property
    def digest(self) -> str:
        return self.sha256

    def read(self) -> bytes:
        """The bytes that were judged; ChangedWhileBuilding when the file holds others by now."""
        try:
            data = read_regular(Path(self.path), self.size)
        except Refused as refused:
            raise ChangedWhileBuilding(self.path) from refused
        if len(data) != self.size or sha256(data).hexdigest() != self.sha256:
            raise ChangedWhileBuilding(self.path)
        return data


class Picture(NamedTuple):
    """The first page of a blank as a picture, and its size in pixels."""

    file: FormFile
    width: int
    height: int


class Derived(NamedTuple):
    """What was made of a blank before: the same form in other formats, and a picture of its first page."""

    files: tuple[FormFile, ...] = ()
    picture: Picture | None = None


class LoadedForm(NamedTuple):
    """A form's description and its file; `earlier` are the files of its earlier versions, None where one is only told.

    `template` is what the page fills, `tags` are its tags, part by part, and `unshown` what its paper on the page leaves out; `apart` are the
    words that only the file (`blank`) or only the template has. `derived` is what was made of the file, `earlier_derived` of each earlier one.
    `coming` is the form as it is described, where on the day that is asked about it is not yet so.
    """

    id: str
    form: Form
    file: FormFile
    earlier: tuple[FormFile | None, ...] = ()
    template: FormFile | None = None
    derived: Derived = Derived()
    earlier_derived: tuple[Derived, ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    unshown: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    coming: LoadedForm | None = None

    def all_files(self) -> Iterator[FormFile]:
        """Every file of every version, and what was made of each."""
        yield from filter(None, (self.file, *self.earlier, self.template))
        for made in (self.derived, *self.earlier_derived):
            yield from made.files
            if made.picture:
                yield made.picture.file


class WrittenPage(NamedTuple):
    """A page written by hand, in one language."""

    name: str
    language: str
    text: str


class ChangedWhileBuilding(Exception):
    """A file of the catalogue changed after it was judged."""

    def __init__(self, file: str) -> None:
        super().__init__(f"{file} was changed while it was read; build again")


class Stored:
    """A procedure that is made when a page asks for it; its digest is known before."""

    __slots__ = ("_path", "_record", "_values", "digest")

    def __init__(self, path: Path | str, digest: str, values: dict | None = None) -> None:
        self._path, self.digest, self._values = path, digest, values
        self._record: Procedure | None = None

    def load(self) -> Procedure:
        """The record; ChangedWhileBuilding when the file no longer says what was judged."""
        if self._record is None:
            values = self._values or self._read()
            self._record = Procedure.model_validate(values)
        return self._record

    def _read(self) -> dict:
        path = Path(self._path)
        values = source.read(path, path.name).values
        if values is None or digest_of(values) != self.digest:
            raise ChangedWhileBuilding(str(self._path))
        return values


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All that was loaded. `files` says in which file a record of a kind was written, `cards` holds every card, twins too,
    `folder` is what the person called the catalogue's folder: every file's name begins with it; `said` is the digest of all that is
    said outside the procedures' files."""

    publisher: Publisher
    departments: Mapping[str, Department]
    fields: Mapping[str, FieldOfWork]
    laws: Mapping[str, Law]
    decisions: Mapping[str, Decision]
    forms: Mapping[str, LoadedForm]
    procedures: Mapping[str, Card]
    stored: Mapping[str, Stored]
    cards: tuple[Card, ...]
    pages: tuple[WrittenPage, ...]
    ledger: tuple[str, ...]
    files: Mapping[tuple[str, str], str]
    folder: str
    said: str
    life_events: Mapping[str, LifeEvent] = field(default_factory=dict)
    terms: tuple[Term, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    families: tuple[Family, ...] = ()
    apart: tuple[str, ...] = ()
    synonyms: tuple[Saying, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    holidays: Holidays | None = None

    def record(self, code: str) -> Stored:
        """The procedure of this code, unread until asked."""
        return self.stored[code]


def digest_of(values: object) -> str:
    """The digest of what a file says; comments and layout are no part of it."""
    return blake2b(json.dumps(values, ensure_ascii=False).encode(), digest_size=16).hexdigest()
