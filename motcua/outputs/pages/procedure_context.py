"""The context of a procedure's page: what goes in, and every value that its template is given."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from motcua import say
from motcua.catalogue import Stored
from motcua.interface import Words
from motcua.model.views import ContactView, DecisionView, DepartmentView, FieldView, FormView, LawView, Summary
from motcua.outputs.frame import Frame
from motcua.outputs.pages.files import FormLine
from motcua.outputs.pages.shell import Site
from motcua.outputs.render import Look, Markup
from motcua.say import Answer, Said


@dataclass(frozen=True)
class Inputs:
    """All that the page shows. `file` lies below the catalogue; `case` is empty where none is chosen; `words` is the reader's language."""

    code: str
    record: Stored
    state: str
    case: str
    file: str
    field: FieldView
    departments: tuple[DepartmentView, ...]
    laws: tuple[LawView, ...]
    decisions: tuple[DecisionView, ...]
    forms: tuple[FormView, ...]
    neighbours: tuple[Summary, ...]
    contact: ContactView
    words: Words
    site: Site
    look: Look
    frame: Frame


class Link(NamedTuple):
    """Words that lead somewhere, with what is added to them."""

    text: Said | str
    href: str
    note: Said | str = ""


class Chooser(NamedTuple):
    """The question which case is the reader's; the links beyond the first three are folded."""

    question: str | Said
    first: tuple[Link, ...]
    rest: tuple[Link, ...]


class Row(NamedTuple):
    """A row of the summary; with a `glance` the answer is folded under that line."""

    key: str
    label: str
    term: str
    answer: Answer
    glance: say.Glance | None = None


class Steps(NamedTuple):
    """Steps that one actor takes one after the other; `start` is the number of the first."""

    label: str
    start: int
    steps: tuple[tuple[Said, Markup], ...]


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
    rows: tuple[Row, ...]
    counters: tuple[say.Counter, ...]
    main_action: Link | None
    actions: tuple[Link, ...]
    track: str
    sets: str
    papers: tuple[say.PaperGroup, ...]
    papers_by_case: tuple[tuple[say.CasePapers, str], ...]
    has_papers: bool
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
