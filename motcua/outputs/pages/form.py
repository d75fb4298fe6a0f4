"""The page of a form: its file first, then which procedures it is for, what it is, what it replaced, where its facts were read."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from motcua import say, urls
from motcua.interface import Words
from motcua.model import Form, FormVersion
from motcua.model.views import ComingView, FileView, FormView, LawView
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.checking import Check, check
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.files import Digest, digests, size_text, version_name
from motcua.outputs.pages.filling import Filling, filling
from motcua.outputs.pages.form_downloads import Download, Downloads, anchor, downloads, other_downloads
from motcua.outputs.pages.links import Line, Link, Named, to_departments, to_law
from motcua.outputs.pages.rows import Row, rows
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.sources import sources
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Fact, Facts, Said
from motcua.say.form_numbers import form_number
from motcua.text import date_text
from motcua.uses import Users


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `old_files` are those of each earlier version, none where it is only told; `template` is the digest of what is filled, if anything is.

    What `is_filled_later` is filled on the page from the first day of its newest version on.
    """

    form: Form
    view: FormView
    old_files: tuple[tuple[FileView, ...], ...]
    users: Users
    department: Named
    departments: tuple[Named, ...]
    laws: tuple[LawView, ...]
    template: str
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame
    coming: tuple[ComingView, ...] = ()
    is_filled_later: bool = False


class Version(NamedTuple):
    """Another version: how long it applies, what comes after it, what it rests on, and its files."""

    id: str
    name: Said
    held: str
    successor: Said
    number: str
    laws: tuple[Link, ...]
    files: tuple[Download, ...]
    digests: tuple[Digest, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    title: Said
    number: str
    is_illustrative: bool
    downloads: Downloads
    check: Check
    filling: Filling | None
    procedures: tuple[Row, ...]
    internal: tuple[Row, ...]
    lines: tuple[Line, ...]
    notices: tuple[Link, ...]
    coming: tuple[Version, ...]
    earlier: tuple[Version, ...]
    sources: tuple[Facts, ...]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.form(inputs.view.id), inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site, path = inputs.words, inputs.site, urls.form(inputs.view.id)
    way = Ways(path, words.language, site.languages)
    page = _page(inputs, way)
    blocks = (("coming", page.coming), ("procedures", page.procedures), ("facts", page.lines), ("earlier", page.earlier))
    sheet = Sheet(
        "form", path, words("form.title", name=page.title, who=shell.publisher(site, words.language)),
        words("form.description", name=page.title, file=_file(inputs.view.type, inputs.view.size, words)),
        Markup(render(inputs.look, "form.html", page=page)), tuple(language for language, _ in inputs.form.title.items()),
        (Crumb(words("trail.home"), way(urls.HOME)), Crumb(words("forms_list.heading"), way(urls.FORMS)), Crumb(page.title)),
        tuple(Heading(key, words(f"form.{key}")) for key, held in blocks if held), about=str(page.title), version=newest([inputs.changed_on]),
    )
    return shell.page(inputs.frame, sheet, site, words)


def _page(inputs: Inputs, way: Ways) -> Page:
    words, form, view = inputs.words, inputs.form, inputs.view
    return Page(
        words=words, title=say.phrase(form.title, words.language), number=form_number(form.number, words),
        is_illustrative="file" in form.illustrative, downloads=downloads(view, words, way), check=check(words.language, way),
        filling=filling(form, view.id, inputs.template, dict(inputs.department.name)["vi"], inputs.users.public, words, way),
        procedures=rows(inputs.users.public, words, way),
        internal=rows(inputs.users.internal, words, way), lines=tuple(_lines(inputs, way)), notices=tuple(_notices(inputs)), coming=tuple(_coming(inputs, way)),
        earlier=tuple(_earlier(inputs, way)),
        sources=tuple(sources(form, "form", words)),
    )


def _notices(inputs: Inputs) -> Iterator[Link]:
    """What a reader must know before he takes a file: from when on it is used, when another one is, when the page fills it."""
    words, view = inputs.words, inputs.view
    if view.begins_on:
        yield Link(words("form.begins", date=_day(view.begins_on, words)), "")
    if view.followed_on:
        yield Link(words("form.followed", date=_day(view.followed_on, words)), "#coming")
    if inputs.is_filled_later:
        yield Link(words("form.filled_later", date=_day(inputs.coming[0].effective_from if inputs.coming else view.begins_on, words)), "")


def _coming(inputs: Inputs, way: Ways) -> Iterator[Version]:
    """What will replace the form, the newest first: each is followed by the one before it in the list."""
    words, follower = inputs.words, ("", None)
    for version in inputs.coming:
        name = _version(version.version, words) if version.version else say.said(words("form.coming_version"))
        original = version.original_name or inputs.view.original_name
        if original == inputs.view.original_name:
            original = version_name(original, version.version or str(version.effective_from))
        yield Version(
            anchor(version.files), name, words("form.held_from", effective_from=date_text(version.effective_from, words.language)), say.replaced(*follower, words),
            form_number(version.number, words), tuple(_law(number, inputs, way) for number in version.legal_basis),
            tuple(other_downloads(version.files, "form.download_coming", original, words, way)), digests(version.files, name, words, way),
        )
        follower = version.version, version.effective_from


def _day(day: str | date, words: Words) -> str:
    return date_text(date.fromisoformat(str(day)), words.language)


def _lines(inputs: Inputs, way: Ways) -> Iterator[Line]:
    """What the form is, each said only where it is known."""
    words, form = inputs.words, inputs.form
    if form.version:
        yield Line(words("form.version"), (Link(_vietnamese(form.version, words), ""),))
    if form.effective_from:
        yield Line(words("form.effective_from"), (Link(date_text(form.effective_from, words.language), ""),))
    if form.earlier:
        yield Line(words("form.replaces"), tuple(_replaced(inputs, words)))
    if form.legal_basis:
        yield Line(words("form.legal_basis"), tuple(_law(number, inputs, way) for number in form.legal_basis))
    yield Line(words("form.department"), to_departments((inputs.department,), words, way))
    if inputs.departments:
        yield Line(words("form.departments"), to_departments(inputs.departments, words, way))
    yield Line(words("form.original_name"), (Link(_vietnamese(form.original_name, words), ""),))


def _replaced(inputs: Inputs, words: Words) -> Iterator[Link]:
    """The version before this one, where it stands below."""
    files = inputs.old_files[0]
    yield Link(_vietnamese(inputs.form.earlier[0].version, words), f"#{anchor(files)}" if files else "#earlier")


def _law(number: str, inputs: Inputs, way: Ways) -> Link:
    law = next((law for law in inputs.laws if law.number == number), None)
    return to_law(law, inputs.words, way) if law else Link(number, "")


def _earlier(inputs: Inputs, way: Ways) -> Iterator[Version]:
    """What the form replaced, the newest first: each was followed by the one before it in the list."""
    words, follower, named = inputs.words, (inputs.form.version or "", inputs.form.effective_from), set()
    for version, files in zip(inputs.form.earlier, inputs.old_files, strict=True):
        name = _version(version.version, words)
        yield Version(
            "" if anchor(files) in named else anchor(files), name, _held(version, words),
            say.replaced(*follower, words), form_number(version.number, words),
            tuple(_law(number, inputs, way) for number in version.legal_basis),
            tuple(other_downloads(files, "form.download_old", version.original_name or version_name(inputs.view.original_name, version.version), words, way)), digests(files, name, words, way),
        )
        follower = version.version, version.effective_from
        named.add(anchor(files))


def _version(name: str, words: Words) -> Said:
    """A version as a heading: what is only a number or a year says that it is one."""
    said = _vietnamese(name, words)
    return say.fill(words("form.earlier_version"), version=said) if name[:1].isdigit() else say.capital(said)


def _held(version: FormVersion, words: Words) -> str:
    """From when until when an earlier version applied, as far as it is known."""
    days = {key: date_text(day, words.language) for key in ("effective_from", "effective_to") if (day := getattr(version, key))}
    if len(days) == 2:
        return words("form.held", **days)
    return words("form.held_from", **days) if "effective_from" in days else words("form.held_to", **days) if days else ""


def _vietnamese(text: str, words: Words) -> Said:
    """What the record says in Vietnamese alone."""
    return Said(((text, "" if words.language == "vi" else "vi"),))


def _file(kind: str, size: int, words: Words) -> str:
    return words("forms.file", type=kind.upper(), size=size_text(size, words))
