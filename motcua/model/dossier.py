"""The dossier: a tree of papers, with what each depends on and how many of it are asked for."""

from typing import Literal

from motcua.model.amounts import Depends
from motcua.model.record import FormId, Phrase, Record, Whole, Words


class Component(Depends):
    """A paper, or a group of papers to choose from: a dossier is a tree of these."""

    paper: Phrase | None = None
    choose: Literal["one", "some", "all"] | None = None
    title: Phrase | None = None
    of: tuple["Component", ...] = ()
    when: Phrase | None = None
    role: Literal["submit", "present", "note", "unknown"] = "unknown"
    originals: Whole | None = None
    copies: Whole | None = None
    certified_copies: Whole | None = None
    required: Literal["required", "optional", "not_stated"] = "not_stated"
    form: FormId | None = None
    form_named: tuple[Words, ...] = ()
    electronic_form: Literal["available", "absent", "not_stated"] = "not_stated"
    from_database: Phrase | None = None
    note: Phrase | None = None


class Dossier(Record):
    """The papers of a dossier and how many sets of it are handed in."""

    sets: Whole | None = None
    components: tuple[Component, ...] = ()
    text: Phrase | None = None
