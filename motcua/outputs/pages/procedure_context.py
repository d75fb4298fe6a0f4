"""The context of a procedure's page: what goes in, and every value that its template is given."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from motcua import say
from motcua.catalogue import Stored
from motcua.interface import Words
from motcua.model.views import ContactView, DecisionView, DepartmentView, FieldView, FormView, LawView, Summary
from motcua.outputs.frame import Frame
from motcua.outputs.pages.explained import TermView
from motcua.outputs.pages.files import FormLine
from motcua.outputs.pages.links import Link
from motcua.outputs.pages.procedure_taken import Taken
from motcua.outputs.pages.procedure_tools import Tools
from motcua.outputs.pages.shell import Site
from motcua.outputs.render import Look, Markup
from motcua.say import Answer, Said


@dataclass(frozen=True)
class Parts:
    """What all pages of one procedure show, one value that is digested once.

    `file` lies below the catalogue; `family` are its relatives around one kind of paper, itself among them; `spoken` the languages that
    speak in its summary box alone, each with its own name; `changed_on` is the newest ISO day on which a fact of the page changed.
    """

    code: str
    record: Stored
    state: str
    file: str
    changed_on: str
    field: FieldView
    departments: tuple[DepartmentView, ...]
    laws: tuple[LawView, ...]
    decisions: tuple[DecisionView, ...]
    forms: tuple[FormView, ...]
    neighbours: tuple[Summary, ...]
    family: tuple[Summary, ...]
    terms: tuple[TermView, ...]
    spoken: tuple[tuple[str, str], ...]
    contact: ContactView
    site: Site
    look: Look


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `case` is empty where none is chosen, `words` is the reader's language."""

    parts: Parts
    case: str
    words: Words
    frame: Frame


class Chooser(NamedTuple):
    """The question which case is the reader's; the links beyond the first three are folded."""

    question: str | Said
    first: tuple[Link, ...]
    rest: tuple[Link, ...]


class Row(NamedTuple):
    """A row of the summary; with a `glance` the answer is folded under that line; `reading` says how an imported value was read."""

    key: str
    label: str
    term: str
    answer: Answer
    glance: say.Glance | None = None
    reading: str = ""


class Steps(NamedTuple):
    """Steps that one actor takes one after the other; `start` is the number of the first."""

    label: str
    start: int
    steps: tuple[tuple[Said, Markup], ...]


class Spoken(NamedTuple):
    """The summary box in a language of its own: its code, its name as its readers write it, its lines."""

    language: str
    name: str
    lines: tuple[str, ...]


class Group(NamedTuple):
    """Links under one label."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given: every word chosen, every number written, every link made."""

    words: Words
    name: Said
    official_name: Said
    is_long: bool
    banner: say.Banner | None
    successor: Link | None
    remarks: tuple[Said, ...]
    deadline: Row | None
    chooser: Chooser | None
    case: Said
    change_case: str
    spoken: tuple[Spoken, ...]
    rows: tuple[Row, ...]
    counters: tuple[say.Counter, ...]
    elsewhere: Link | None
    main_action: Link | None
    actions: tuple[Link, ...]
    track: str
    tools: Tools
    taken: Taken
    sets: str
    papers: tuple[say.PaperGroup, ...]
    papers_by_case: tuple[tuple[say.CasePapers, str], ...]
    has_papers: bool
    papers_reading: str
    steps_reading: str
    forms_by_id: dict[str, FormLine]
    forms: tuple[FormLine, ...]
    steps: tuple[Steps, ...]
    corrections: tuple[say.Notice, ...]
    requirements: Markup
    results: tuple[tuple[Said, tuple[Said, ...]], ...]
    related: tuple[Group, ...]
    redress: tuple[say.Notice, ...]
    basis: tuple[say.Facts, ...]
    data: str
    published: tuple[tuple[str, tuple[tuple[str, Markup], ...]], ...]
