"""Narrow, frozen views of records: what a list, a neighbour or a rule across the catalogue may know without opening the file."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

Words = tuple[tuple[str, str], ...]
"""A phrase as (language, words) pairs, the source language first."""


class Reference(NamedTuple):
    """One mention of another record: what kind, which, and the path of the field that names it."""

    kind: str
    target: str
    at: tuple[str | int, ...]


class CaseName(NamedTuple):
    """A case as a list shows it."""

    id: str
    name: Words


class Summary(NamedTuple):
    """What lists and neighbours show of a procedure: `time`, `fee`, `place` are lines already said in each language."""

    code: str
    name: Words
    short_name: Words
    state: str
    level: tuple[str, ...]
    time: Words
    fee: Words
    place: Words


class Card(NamedTuple):
    """Everything about a procedure that other pages and rules need, kept beside the parse cache so that the file stays shut.

    `cost` is (least, most) in dong or empty, `days` the longest time or -1, `ends` the path and last day of each value that ends,
    `languages` those of its name, short name and summary, `fee_laws` the texts that set its fees,
    `act` what its name says is done (its place in the life of a paper) and to which paper, `shown` the digest of what lists see,
    `sought` of what the search index does, `told` of what its passages say; these, `time`, `fee` and `place` only where pages are made.
    """

    code: str
    file: str
    digest: str
    origin: str
    name: Words
    short_name: Words
    popular_names: tuple[str, ...]
    status: str
    effective_from: str
    effective_to: str
    replaced_by: str
    former_codes: tuple[str, ...]
    is_internal: bool
    completeness: str
    field: str
    levels: tuple[str, ...]
    applicants: tuple[str, ...]
    executing: tuple[str, ...]
    cases: tuple[CaseName, ...]
    targets: Mapping[str, tuple[str, ...]]
    mentions: tuple[str, ...]
    updated_on: str
    time: Words = ()
    fee: Words = ()
    place: Words = ()
    keywords: tuple[str, ...] = ()
    online: str = "not_stated"
    results: tuple[str, ...] = ()
    cost: tuple[int, ...] = ()
    days: int = -1
    ends: tuple[tuple[tuple[str | int, ...], str], ...] = ()
    languages: tuple[str, ...] = ()
    fee_laws: tuple[str, ...] = ()
    act: tuple[int, str] = (0, "")
    shown: str = ""
    sought: str = ""
    told: str = ""


class OpeningView(NamedTuple):
    """Days of the week with the hours of a counter on them."""

    days: tuple[str, ...]
    hours: tuple[str, ...]


class OfficeView(NamedTuple):
    """A counter as a page shows it."""

    id: str
    name: Words
    address: Words
    hours: Words
    telephone: str
    email: str
    map_url: str
    receives: Words
    formerly: tuple[str, ...]
    commune: Words = ()
    opening: tuple[OpeningView, ...] = ()
    cut_off: str = ""


class ContactView(NamedTuple):
    """Where to ask and complain, as a page shows it."""

    hotline: str
    email: str
    address: Words
    mailbox: Words
    url: str
    hours: Words


class DepartmentView(NamedTuple):
    """A department as the pages of its procedures show it."""

    id: str
    name: Words
    short_name: Words
    kind: str
    contact: ContactView | None
    offices: tuple[OfficeView, ...]
    illustrative: tuple[str, ...]


class LawView(NamedTuple):
    """A legal text as the pages that rest on it show it."""

    number: str
    title: Words
    state: str
    replaced_by: str
    url: str


class DecisionView(NamedTuple):
    """A publication decision as the pages that it announces show it."""

    id: str
    number: str
    issued_on: str
    agency: Words
    title: Words
    url: str


class FileView(NamedTuple):
    """A file to download: `address` is its path from the site's root, `own` that of these very bytes, `size` in bytes, `type` its ending."""

    type: str
    address: str
    size: int
    sha256: str
    own: str


class PictureView(NamedTuple):
    """A picture: its path from the site's root, and its size in pixels."""

    address: str
    width: int
    height: int


class FormView(NamedTuple):
    """A blank to download: `address` is its path from the site's root, `size` in bytes, `type` the file's ending.

    `files` are the blank in every format, its own first; `picture` shows its first page; `is_filled` where its page can fill it. `begins_on` is
    its first day where that is still to come, `followed_on` that of the version which will replace it.
    """

    id: str
    title: Words
    number: str
    address: str
    original_name: str
    size: int
    type: str
    files: tuple[FileView, ...] = ()
    picture: PictureView | None = None
    is_filled: bool = False
    begins_on: str = ""
    followed_on: str = ""


class ComingView(NamedTuple):
    """A version of a form that is still to come; `files` are the blank in every format, none where it is only told."""

    version: str
    number: str
    effective_from: date
    legal_basis: tuple[str, ...]
    original_name: str
    files: tuple[FileView, ...]


class FieldView(NamedTuple):
    """A field of work as its procedures name it; `address` is where it is listed, empty where it has no page."""

    name: Words
    address: str = ""
