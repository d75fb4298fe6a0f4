"""The list of all forms by department: each to download, with its number, type and size, and how many procedures use it."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.interface import Words
from motcua.model.views import FormView
from motcua.outputs import tables
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.checking import Check, check
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.files import Digest, Format, Notice, formats, listed_digests, notice, size_text
from motcua.outputs.pages.links import Link, Named, address, to_table
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.outputs.tables import Table
from motcua.say import Said
from motcua.text import number, sort_key


class Blank(NamedTuple):
    """A form, the number that it bears, and how many procedures that apply use it."""

    form: FormView
    uses: int


class Folder(NamedTuple):
    """The forms of a department; `bundle_size` is that of the ZIP of all of them in bytes, 0 where there is none."""

    department: Named
    blanks: tuple[Blank, ...]
    bundle_size: int


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `bundled` forms are in the ZIP of all, 0 where there is none; `changed_on` is the newest ISO day among the forms'."""

    folders: tuple[Folder, ...]
    bundled: int
    bundle_size: int
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


class Row(NamedTuple):
    """A form: its page, its file, and what to know of them; `fill` leads to where it is filled, empty where it is only downloaded."""

    text: Said
    href: str
    facts: Said
    file: str
    original_name: str
    download: str
    label: Said
    formats: tuple[Format, ...]
    fill: str
    fill_label: Said
    notice: Notice | None


class Section(NamedTuple):
    """The forms of one department, and all of them in one file."""

    id: str
    name: Said
    href: str
    count: str
    rows: tuple[Row, ...]
    bundle: Link | None
    digests: tuple[Digest, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    count: str
    sections: tuple[Section, ...]
    bundle: Link | None
    check: Check | None
    table: Link | None


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.FORMS, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.FORMS, words.language, site.languages)
    held = sum(len(folder.blanks) for folder in inputs.folders)
    sections = tuple(_sections(inputs.folders, words, way))
    files = sum(len(blank.form.files) for folder in inputs.folders for blank in folder.blanks)
    page = Page(words, _count(held, words), sections, _whole(inputs, way), check(words.language, way) if held else None,
                to_table(urls.FORMS, files, words, way) if held else None)
    heading = words("forms_list.heading")
    sheet = Sheet(
        "forms", urls.FORMS, words("forms_list.title", who=shell.publisher(site, words.language)), words("forms_list.description", count=page.count),
        Markup(render(inputs.look, "forms.html", page=page)), tuple(_written_in(inputs)), (Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)),
        tuple(Heading(section.id, str(section.name)) for section in sections), about=heading, tab="forms", version=newest([inputs.changed_on]),
    )
    return shell.page(inputs.frame, sheet, site, words)


def spreadsheet(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The list as a table that the reader takes away."""
    return Artifact(urls.in_language(urls.table(urls.FORMS), inputs.words.language, languages), make_spreadsheet, inputs)


def make_spreadsheet(inputs: Inputs) -> bytes:
    """A line for each file of each form, under its department."""
    words, site = inputs.words, inputs.site
    head = ("title", "number", "department", "type", "size", "sha256", "uses", "page", "file", "own")
    rows = tuple(
        (str(say.paired(blank.form.title, words.language)), blank.form.number, str(say.paired(folder.department.name, words.language)),
         file.type.upper(), str(file.size), file.sha256, str(blank.uses), address(urls.form(blank.form.id), site, words.language),
         address(file.address, site), address(file.own, site))
        for folder in _in_order(inputs.folders, words) for blank in _sorted(folder.blanks, words) for file in blank.form.files
    )
    return tables.make(Table(tuple(words(f"forms_list.column_{key}") for key in head), rows))


def _sections(folders: tuple[Folder, ...], words: Words, way: Ways) -> Iterator[Section]:
    for folder in _in_order(folders, words):
        held, bundle = len(folder.blanks), None
        if folder.bundle_size and held > 1:
            text = words("department.bundle", n=number(held, words.language), size=size_text(folder.bundle_size, words))
            bundle = Link(text, way.file(urls.bundle(folder.department.id)))
        yield Section(
            f"co-quan-{folder.department.id}", say.paired(folder.department.name, words.language), way(urls.department(folder.department.id)),
            _count(held, words), tuple(_row(blank, words, way) for blank in _sorted(folder.blanks, words)), bundle,
            tuple(digest for blank in _sorted(folder.blanks, words) for digest in listed_digests(blank.form, words, way)),
        )


def _whole(inputs: Inputs, way: Ways) -> Link | None:
    """All forms in one file."""
    words = inputs.words
    if not inputs.bundled:
        return None
    text = words("bundle.whole", n=number(inputs.bundled, words.language), size=size_text(inputs.bundle_size, words))
    return Link(text, way.file(urls.ALL_FORMS))


def _row(blank: Blank, words: Words, way: Ways) -> Row:
    form = blank.form
    name = say.paired(form.title, words.language)
    uses = words.count("forms_list.uses", number(blank.uses, words.language), is_one=blank.uses == 1) if blank.uses else words("forms_list.unused")
    file = words("forms.file", type=form.type.upper(), size=size_text(form.size, words))
    label = say.fill(words("forms_list.download_label"), name=name, file=file)
    return Row(name, way(urls.form(form.id)), say.join(" · ", (form.number, uses)), way.file(form.address), form.original_name,
               words("forms_list.download", file=file), label, formats(form, words, way),
               f"{way(urls.form(form.id))}#dien" if form.is_filled else "", say.fill(words("forms.fill_label"), name=name), notice(form, words, way))


def _count(held: int, words: Words) -> str:
    return words.count("forms_list.count", number(held, words.language), is_one=held == 1)


def _in_order(folders: tuple[Folder, ...], words: Words) -> list[Folder]:
    return sorted(folders, key=lambda folder: sort_key(str(say.paired(folder.department.name, words.language))))


def _sorted(blanks: tuple[Blank, ...], words: Words) -> list[Blank]:
    return sorted(blanks, key=lambda blank: (sort_key(str(say.paired(blank.form.title, words.language))), blank.form.id))


def _written_in(inputs: Inputs) -> Iterator[str]:
    """The first language, and each other one in which some title is given."""
    for language in inputs.site.languages:
        titles = (blank.form.title for folder in inputs.folders for blank in folder.blanks)
        if language == inputs.site.languages[0] or any(language in dict(title) for title in titles):
            yield language
