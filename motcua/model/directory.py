"""What procedures refer to: the publisher, departments and their offices, fields, laws, decisions, forms."""

from typing import Literal

from motcua.model.record import Code, Day, Email, Flag, Id, Level, Phone, Phrase, Record, Sourced, Url, Whole, Words


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


class Publisher(Record):
    """`catalogue.yml`: who publishes, in which languages, where, under which licence."""

    schema_version: Whole
    title: Phrase
    authority: Phrase
    languages: tuple[Words, ...]
    site_url: Url | None = None
    is_sample: Flag = False
    licence: Licence
    contact: Contact
    edit_url: Url | None = None
    track_url: Url | None = None
    source_note: Phrase | None = None


class Office(Record):
    """A counter that a citizen can walk to."""

    id: Id
    name: Phrase
    address: Phrase
    hours: Phrase | None = None
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


class Form(Sourced):
    """A blank that the citizen fills: the file beside this description."""

    title: Phrase
    number: Words | None = None
    file: Words
    original_name: Words
    version: Words | None = None
    effective_from: Day | None = None
    legal_basis: tuple[Words, ...] = ()
