"""The first page: who publishes, a box to search in, every procedure where they are few, else every office and letter."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from motcua import say, urls
from motcua.index import Index, letter_id
from motcua.interface import Words
from motcua.model import Department
from motcua.model.views import ContactView, Summary
from motcua.model.views import Words as Pairs
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.rows import Row, rows
from motcua.outputs.pages.shell import Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.say import Said
from motcua.text import number, sort_key

FEW = 40
"""As many procedures as one looks through on a first page."""
MANY = 12
"""As many departments as stand open where there are more than twice as many: those that settle most."""
_RANK = {"each_commune": 0, "outside_body": 2}


class Office(NamedTuple):
    """A department as the first page names it; `procedures` are empty where all of them together are too many."""

    id: str
    name: Pairs
    kind: str
    count: int
    procedures: tuple[Summary, ...]


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `letters` are those of the procedures' names in the reader's language."""

    offices: tuple[Office, ...]
    count: int
    letters: tuple[str, ...]
    contact: ContactView
    note: Pairs
    words: Words
    site: Site
    look: Look
    frame: Frame


class Block(NamedTuple):
    """A department with what it settles, in words; `rows` are empty where the list is elsewhere."""

    id: str
    name: Said
    href: str
    count: str
    rows: tuple[Row, ...]


class Line(NamedTuple):
    """A way to reach somebody."""

    label: str
    text: Said | str
    href: str = ""


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    title: Said
    published_by: Said
    a_to_z: str
    count: str
    blocks: tuple[Block, ...]
    folded: tuple[Block, ...]
    has_rows: bool
    others: tuple[Block, ...]
    letters: tuple[tuple[str, str], ...]
    help: tuple[Line, ...]
    note: Said


def offices(departments: Iterable[Department], index: Index) -> tuple[Office, ...]:
    """Every department with what it settles, the procedures themselves where there are few in all."""
    is_short = len(index.public) <= FEW
    found = []
    for each in sorted(departments, key=lambda department: department.id):
        settled = index.share(each.id).settles
        name = each.short_name or each.name
        found.append(Office(each.id, tuple(name.items()), each.kind, len(settled), settled if is_short else ()))
    return tuple(found)


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.HOME, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    page = _page(inputs)
    count = words.count("list.count", number(inputs.count, words.language), is_one=inputs.count == 1)
    sheet = Sheet(
        urls.HOME, words("home.title", title=page.title), words("home.description", count=count, authority=shell.publisher(site, words.language)),
        Markup(render(inputs.look, "home.html", page=page)), tuple(language for language, _ in site.title),
        about=str(page.title), tab="home",
    )
    return shell.page(inputs.frame, sheet, site, words)


def _page(inputs: Inputs) -> Page:
    words, site = inputs.words, inputs.site
    way = Ways(urls.HOME, words.language, site.languages)
    blocks = tuple(_blocks(inputs, way))
    shown = tuple(block for block in blocks if (block.rows if inputs.count <= FEW else block.count))
    largest = {office.id for office in sorted(inputs.offices, key=lambda each: (-each.count, each.id))[:MANY]}
    open_ones = tuple(block for block in shown if inputs.count <= FEW or len(shown) <= 2 * MANY or block.id in largest)
    a_to_z = way(urls.A_TO_Z)
    return Page(
        words=words, title=say.paired(site.title, words.language),
        published_by=say.fill(words("home.published_by"), authority=say.paired(site.authority, words.language)),
        a_to_z=a_to_z, count=number(inputs.count, words.language),
        blocks=open_ones, folded=tuple(block for block in shown if block not in open_ones), has_rows=inputs.count <= FEW, others=tuple(block for block in blocks if block not in shown),
        letters=tuple((letter, f"{a_to_z}#{letter_id(letter)}") for letter in inputs.letters) if inputs.count > FEW else (),
        help=tuple(_help(inputs.contact, words)), note=say.paired(inputs.note, words.language),
    )


def _blocks(inputs: Inputs, way: Ways) -> Iterator[Block]:
    """The departments, the commune's first and those outside the authority last; a procedure stands under the first that settles it."""
    words, told = inputs.words, set()
    for office in sorted(inputs.offices, key=lambda each: (_RANK.get(each.kind, 1), sort_key(str(say.paired(each.name, words.language))))):
        new = tuple(each for each in office.procedures if each.code not in told)
        told.update(each.code for each in new)
        count = words.count("list.count", number(office.count, words.language), is_one=office.count == 1) if office.count else ""
        yield Block(office.id, say.paired(office.name, words.language), way(urls.department(office.id)), count, rows(new, words, way))


def _help(contact: ContactView, words: Words) -> Iterator[Line]:
    if contact.hotline:
        yield Line(words("home.hotline"), contact.hotline, say.dial(contact.hotline))
    if contact.hours:
        yield Line(words("home.hours"), say.paired(contact.hours, words.language))
    if contact.address:
        yield Line(words("home.address"), say.paired(contact.address, words.language))
    if contact.email:
        yield Line(words("home.email"), contact.email, f"mailto:{contact.email}")
