"""The page of a department: how to reach it, where it receives, what it settles, its forms, and who it is part of."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.index import Group
from motcua.interface import Words
from motcua.model import Department
from motcua.model.record import Source
from motcua.model.views import FormView, Summary
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import listing, shell
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.files import FormLine, form_line, size_text
from motcua.outputs.pages.links import Link, to_table
from motcua.outputs.pages.listing import Section
from motcua.outputs.pages.reached import Line, Place, contact_lines, place
from motcua.outputs.pages.rows import Row, rows
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import NOTHING, Fact, Facts, Marks, Said
from motcua.text import date_text, sort_key

FEW_OFFICES = 4
"""As many counters as stand open; more are folded, so that the procedures are not pushed off the page."""


class Other(NamedTuple):
    """Another department: the one that this is part of, or one that is part of this."""

    id: str
    name: Pairs


@dataclass(frozen=True)
class Inputs:
    """All that the page shows. `file` lies below the catalogue; `bundle_size` is that of the ZIP of all forms, in bytes.

    `changed_on` is the newest ISO day of a change among all that is shown.
    """

    department: Department
    file: str
    parent: Other | None
    parts: tuple[Other, ...]
    settles: tuple[Group, ...]
    joins: tuple[Summary, ...]
    internal: tuple[Summary, ...]
    forms: tuple[FormView, ...]
    bundle_size: int
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    name: Said
    official_name: Said
    kind: str
    parent: Line | None
    formerly: str
    contact: tuple[Line, ...]
    contact_is_illustrative: bool
    ask: Line | None
    offices: tuple[Place, ...]
    offices_are_many: bool
    offices_are_illustrative: bool
    count: str
    sections: tuple[Section, ...]
    taken: tuple[Link, ...]
    joins: tuple[Row, ...]
    internal: tuple[Row, ...]
    forms: tuple[FormLine, ...]
    bundle: Line | None
    units: tuple[tuple[Said, Said], ...]
    units_are_illustrative: bool
    parts: tuple[Line, ...]
    sources: tuple[Facts, ...]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    path = urls.department(inputs.department.id)
    return Artifact(urls.file_of(urls.in_language(path, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    gathered = _Gathering(inputs)
    page = gathered.page()
    body = Markup(render(inputs.look, "department.html", page=page))
    return shell.page(inputs.frame, gathered.sheet(body, page), inputs.site, inputs.words)


class _Gathering:
    """One gathering of one page's context."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs, self.words, self.department = inputs, inputs.words, inputs.department
        self.language = inputs.words.language
        self.path = urls.department(inputs.department.id)
        self.way = Ways(self.path, self.language, inputs.site.languages)

    def page(self) -> Page:
        inputs, words, department, marks = self.inputs, self.words, self.department, Marks.of(self.department)
        official = say.phrase(department.name, self.language)
        official = NOTHING if official == self.name() else official
        contact = tuple(contact_lines(department.contact, words))
        return Page(
            words=words, name=self.name(), official_name=official, kind=self.kind(),
            parent=self.other(inputs.parent) if inputs.parent else None,
            formerly=words("department.formerly", names=words("shared.list").join(department.formerly)) if department.formerly else "",
            contact=contact, contact_is_illustrative=marks.touch("contact"), ask=None if contact or department.offices else self.ask(),
            offices=tuple(place(office, department.contact, words) for office in department.offices),
            offices_are_many=len(department.offices) > FEW_OFFICES, offices_are_illustrative=marks.touch("offices"),
            count=listing.counted(self.listed(), words), sections=listing.of_fields(inputs.settles, words, self.way, has_folds=False).sections,
            taken=tuple(self.taken()), joins=rows(inputs.joins, words, self.way), internal=rows(inputs.internal, words, self.way),
            forms=tuple(form_line(form, words, self.way) for form in inputs.forms), bundle=self.bundle(),
            units=tuple((say.phrase(unit.name, self.language), say.phrase(unit.function, self.language)) for unit in department.units),
            units_are_illustrative=marks.touch("units"),
            parts=tuple(sorted(map(self.other, inputs.parts), key=lambda part: sort_key(str(part.text)))), sources=tuple(self.sources()),
        )

    def sheet(self, body: Markup, page: Page) -> Sheet:
        """The page for its frame."""
        words, whose = self.words, shell.publisher(self.inputs.site, self.language)
        return Sheet(
            "department", self.path, words("department.title", name=page.name, count=page.count, who=whose),
            words("department.description", name=page.official_name or page.name, count=page.count), body,
            tuple(language for language, _ in self.department.name.items()),
            (Crumb(words("trail.home"), self.way(urls.HOME)), Crumb(words("lists.departments_heading"), self.way(urls.DEPARTMENTS)), Crumb(page.name)),
            self.contents(page), self.inputs.file, str(page.name),
            version=Version(self.inputs.changed_on), cited=str(page.official_name or page.name),
        )

    def contents(self, page: Page) -> tuple[Heading, ...]:
        """The blocks that this page really has, in their order."""
        words = self.words
        held = (("contact", page.contact), ("offices", page.offices), ("procedures", page.sections or not page.joins), ("joins", page.joins), ("forms", page.forms),
                ("units", page.units), ("parts", page.parts))
        headings = [Heading(key, words(f"department.{key}")) for key, block in held if block]
        return (*headings, Heading("internal", words("list.internal"))) if page.internal else tuple(headings)

    def name(self) -> Said:
        return say.phrase(self.department.short_name or self.department.name, self.language)

    def kind(self) -> str:
        """What must be said of a department that is not one of the authority's own."""
        if self.department.kind == "each_commune":
            return self.words("department.each_commune")
        if self.department.kind == "outside_body":
            return self.words("department.outside_body", authority=shell.publisher(self.inputs.site, self.language))
        return ""

    def other(self, other: Other) -> Line:
        return Line("", say.paired(other.name, self.language), self.way(urls.department(other.id)))

    def ask(self) -> Line | None:
        """The publisher's number, for a department that gives none."""
        hotline = self.inputs.site.hotline
        return Line("", self.words("department.contact_ask", phone=hotline), say.dial(hotline)) if hotline else None

    def listed(self) -> int:
        """How many procedures it settles; how many it has a part in, where it settles none."""
        return sum(len(group.procedures) for group in self.inputs.settles) or len(self.inputs.joins)

    def taken(self) -> Iterator[Link]:
        """Its procedures to post on a board, and as a table."""
        if listed := self.listed():
            yield Link(self.words("notice.link"), self.way(urls.notice(self.department.id)))
            yield to_table(self.path, listed, self.words, self.way)

    def bundle(self) -> Line | None:
        """All forms in one file, where there is more than one."""
        held = len(self.inputs.forms)
        if held < 2:
            return None
        text = self.words("department.bundle", n=held, size=size_text(self.inputs.bundle_size, self.words))
        return Line("", text, self.way.file(urls.bundle(self.department.id)))

    def sources(self) -> Iterator[Facts]:
        """Where the page's facts were read, what is invented, and when it was looked at last."""
        department, words = self.department, self.words
        if department.sources:
            yield Facts(words("basis.sources"), tuple(map(self.source, department.sources)))
        if department.illustrative:
            hint = words("basis.illustrated_hint", fields=self.fields(department.illustrative))
            yield Facts(words("basis.illustrated"), (Fact(say.said(hint)),))
        days = [words(f"basis.{key}", date=date_text(day, self.language)) for key in ("verified_on", "updated_on") if (day := getattr(department, key))]
        if days:
            yield Facts(words("basis.dates"), tuple(Fact(say.said(day)) for day in days))

    def source(self, source: Source) -> Fact:
        words = self.words
        read = words("basis.read_on", date=date_text(source.read_on, self.language)) if source.read_on else ""
        covers = words("basis.source_covers", fields=self.fields(source.covers)) if source.covers else ""
        return Fact(say.phrase(source.title, self.language), source.url or "", say.join("; ", (read, covers)))

    def fields(self, paths: tuple[str, ...]) -> str:
        """The fields that paths lead to, each once, in the reader's words."""
        keys = (f"department.field_{path.partition('.')[0].partition('[')[0]}" for path in paths)
        return self.words("shared.list").join(dict.fromkeys(self.words(key if key in self.words else "field.others") for key in keys))
