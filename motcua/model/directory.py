"""What procedures refer to: the publisher, departments and their offices, fields, laws, decisions."""

from typing import Literal

from motcua.model.record import (
    Code, Day, Email, Flag, Hours, Id, LanguageCode, Level, Phone, Phrase, Record, Sourced, TimeOfDay, Url, Weekday, Whole, Words,
)


class Contact(Record):
    """Where to ask, complain or suggest."""

    hotline: Phone | None = None
    email: Email | None = None
    address: Phrase | None = None
    mailbox: Phrase | None = None
    url: Url | None = None
    hours: Phrase | None = None


class Licence(Record):
    """The terms under which the data may be used again."""

    name: Phrase
    url: Url | None = None


class SummaryLanguage(Record):
    """A language that speaks in the summary box alone: its code, and its name as its readers write it."""

    code: LanguageCode
    name: Words


class Admin(Record):
    """The browser editor at `/admin/`: the repository that it proposes changes to, and the service that lets editors in."""

    backend: Literal["github", "gitlab"]
    repository: Words
    branch: Words = "main"
    sign_in_url: Url
    app_id: Words | None = None


class Publisher(Record):
    """`catalogue.yml`: who publishes, in which languages, where, under which licence."""

    schema_version: Whole
    title: Phrase
    authority: Phrase
    languages: tuple[LanguageCode, ...]
    summary_languages: tuple[SummaryLanguage, ...] = ()
    common_tasks: tuple[Code, ...] = ()
    site_url: Url | None = None
    is_sample: Flag = False
    licence: Licence
    contact: Contact
    edit_url: Url | None = None
    track_url: Url | None = None
    source_note: Phrase | None = None
    admin: Admin | None = None


class Opening(Record):
    """The hours of some days of the week, in the order of the clock."""

    days: tuple[Weekday, ...]
    hours: tuple[Hours, ...]


class Office(Record):
    """A counter that a citizen can walk to; `commune` is the commune or ward that it serves, `formerly` what that one was made of.

    Its hours are said once: as `opening`, with which one can reckon, or in words where the days of a week cannot say them. What is handed in
    after `cut_off` counts as handed in on the next working day.
    """

    id: Id
    name: Phrase
    commune: Phrase | None = None
    address: Phrase
    hours: Phrase | None = None
    opening: tuple[Opening, ...] = ()
    cut_off: TimeOfDay | None = None
    telephone: Phone | None = None
    email: Email | None = None
    map_url: Url | None = None
    receives: Phrase | None = None
    formerly: tuple[Words, ...] = ()


class UnitOf(Record):
    """A unit (phòng) inside a department."""

    name: Phrase
    function: Phrase | None = None


class Department(Sourced):
    """Who answers: one department, every commune of the province as a kind, or a body outside the authority."""

    id: Id
    name: Phrase
    short_name: Phrase | None = None
    kind: Literal["department", "each_commune", "outside_body", "not_stated"]
    level: Level = "not_stated"
    parent: Id | None = None
    units: tuple[UnitOf, ...] = ()
    offices: tuple[Office, ...] = ()
    contact: Contact | None = None
    formerly: tuple[Words, ...] = ()
    spellings: tuple[Words, ...] = ()


class FieldOfWork(Record):
    """A field (lĩnh vực) under which procedures are listed."""

    id: Id
    name: Phrase
    code: Words | None = None


class Law(Record):
    """A legal text by its number."""

    number: Words
    title: Phrase | None = None
    issued_on: Day | None = None
    issuer: Phrase | None = None
    state: Literal["in_force", "amended", "expired", "not_stated"] = "not_stated"
    replaced_by: Words | None = None
    url: Url | None = None


class DecisionChange(Record):
    """What a decision does to one procedure."""

    procedure: Code
    kind: Literal["new", "amended", "replaced", "abolished", "not_stated"]
    note: Phrase | None = None


class Decision(Sourced):
    """A decision that publishes procedures: the signature under what a page says."""

    id: Id
    number: Words
    issued_on: Day | None = None
    issuing_agency: Phrase | None = None
    title: Phrase | None = None
    url: Url | None = None
    changes: tuple[DecisionChange, ...] = ()
