"""Every counter by commune, old names too: where it is, when it is open, how to reach it, what it takes, whose it is."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count
from typing import NamedTuple

from motcua import say, urls
from motcua.communes import bare_name, heirs
from motcua.index import letter_id, letter_of
from motcua.interface import Words
from motcua.model import Office
from motcua.outputs import tables
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import Frame
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import newest
from motcua.outputs.pages.links import Link, Named, address, to_table
from motcua.outputs.pages.listing import counted
from motcua.outputs.pages.shell import Crumb, Heading, Sheet, Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Look, Markup, render
from motcua.outputs.tables import Table
from motcua.say import NOTHING, Said
from motcua.text import number, slug, sort_key

SCRIPT = urls.ASSETS + "offices.js"


class Counter(NamedTuple):
    """An office with its department; `uses` is how many procedures name it."""

    office: Office
    department: Named
    uses: int
    is_illustrative: bool


@dataclass(frozen=True)
class Inputs:
    """All that the page shows; `changed_on` is the newest ISO day among the departments'."""

    counters: tuple[Counter, ...]
    changed_on: str
    words: Words
    site: Site
    look: Look
    frame: Frame


class Line(NamedTuple):
    """Words under a label, with a link where they lead somewhere."""

    label: str
    text: Said | str
    href: str = ""


class Card(NamedTuple):
    """A counter, what is known of it, how to reach it, and whose it is."""

    name: Said
    is_illustrative: bool
    lines: tuple[Line, ...]
    ways: tuple[Line, ...]
    department: Link


class Entry(NamedTuple):
    """A commune or a department with its counters; or an old name, which has none, with what it became."""

    id: str
    name: Said
    cards: tuple[Card, ...]
    formerly: Said
    now: tuple[Link, ...]


class Letter(NamedTuple):
    """The places whose names begin with one letter."""

    letter: str
    id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Page:
    """What the template is given."""

    words: Words
    count: str
    script: str
    found: str
    found_one: str
    ask: Line | None
    letters: tuple[Letter, ...]
    departments: tuple[Entry, ...]
    table: Link | None


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    return Artifact(urls.file_of(urls.in_language(urls.OFFICES, inputs.words.language, languages)), make, inputs)


def spreadsheet(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The list as a table that the reader takes away."""
    return Artifact(urls.in_language(urls.table(urls.OFFICES), inputs.words.language, languages), make_spreadsheet, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    words, site = inputs.words, inputs.site
    way = Ways(urls.OFFICES, words.language, site.languages)
    page = _page(inputs, way)
    heading = words("offices.heading")
    contents = [Heading("communes", words("offices.communes"))] * bool(page.letters) + [Heading("departments", words("offices.departments"))] * bool(page.departments)
    sheet = Sheet(
        "offices", urls.OFFICES, words("offices.title", who=shell.publisher(site, words.language)), words("offices.description", count=page.count),
        Markup(render(inputs.look, "offices.html", page=page)), tuple(_written_in(inputs)), (Crumb(words("trail.home"), way(urls.HOME)), Crumb(heading)),
        tuple(contents), about=heading, version=newest([inputs.changed_on]),
    )
    return shell.page(inputs.frame, sheet, site, words)


def make_spreadsheet(inputs: Inputs) -> bytes:
    """A line for each counter, communes first."""
    words, site = inputs.words, inputs.site
    head = ("commune", "name", "department", "address", "hours", "telephone", "email", "receives", "formerly", "map", "uses", "page")
    rows = [
        (_text(each.office.commune, words), _text(each.office.name, words), str(say.paired(each.department.name, words.language)),
         _text(each.office.address, words), _text(each.office.hours, words), each.office.telephone or "", each.office.email or "",
         _text(each.office.receives, words), words("shared.list").join(each.office.formerly), each.office.map_url or "", str(each.uses),
         address(urls.department(each.department.id), site, words.language))
        for each in inputs.counters
    ]
    rows.sort(key=lambda row: (not row[0], sort_key(bare_name(row[0])), sort_key(row[2]), sort_key(row[1])))
    return tables.make(Table(tuple(words(f"offices.column_{key}") for key in head), tuple(rows)))


def _text(phrase, words: Words) -> str:
    return str(say.phrase(phrase, words.language))


def _page(inputs: Inputs, way: Ways) -> Page:
    words, hotline = inputs.words, inputs.site.hotline
    held = len(inputs.counters)
    communes = [each for each in inputs.counters if each.office.commune]
    others = [each for each in inputs.counters if not each.office.commune]
    found_one, _, found = words["offices"]["count"].partition("|")
    return Page(
        words=words, count=words.count("offices.count", number(held, words.language), is_one=held == 1), script=way.file(SCRIPT), found=found or found_one, found_one=found_one,
        ask=Line("", words("department.contact_ask", phone=hotline), say.dial(hotline)) if hotline else None,
        letters=_letters(communes, words, way), departments=tuple(_departments(others, words, way)),
        table=to_table(urls.OFFICES, held, words, way) if held else None,
    )


def _letters(counters: Iterable[Counter], words: Words, way: Ways) -> tuple[Letter, ...]:
    """The communes and the old names under the letters of their names, as a dictionary has them."""
    of: dict[str, list[Counter]] = {}
    for each in counters:
        of.setdefault(each.office.commune.vi, []).append(each)
    formerly = {vi: tuple(dict.fromkeys(name for each in held for name in each.office.formerly)) for vi, held in of.items()}
    names = {vi: say.phrase(held[0].office.commune, words.language) for vi, held in of.items()}
    ids = _ids(of)
    entries = [_commune(ids[vi], names[vi], held, formerly[vi], words, way) for vi, held in of.items()]
    for heir in heirs(formerly.items()):
        entries.append(Entry("", _old_name(heir.formerly, words), (), NOTHING, tuple(Link(_inside(names[vi]), f"#{ids[vi]}") for vi in heir.now)))
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (sort_key(bare_name(str(entry.name))), sort_key(str(entry.name)), not entry.cards)):
        found.setdefault(letter_of(bare_name(str(entry.name))), []).append(entry)
    return tuple(Letter(letter, letter_id(letter), tuple(found[letter])) for letter in sorted(found, key=sort_key))


def _ids(communes: Iterable[str]) -> dict[str, str]:
    """The anchor of each commune out of its Vietnamese name, the same in every language; marks alone may tell two apart."""
    found: dict[str, str] = {}
    for commune in sorted(communes):
        plain = f"nop-{slug(commune)}"
        found[commune] = next(name for name in chain((plain,), (f"{plain}-{n}" for n in count(2))) if name not in found.values())
    return found


def _commune(key: str, name: Said, counters: Iterable[Counter], formerly: tuple[str, ...], words: Words, way: Ways) -> Entry:
    names = Said(((words("shared.list").join(formerly), "" if words.language == "vi" else "vi"),))
    told = say.fill(words("place.formerly"), names=names) if formerly else NOTHING
    return Entry(key, name, tuple(_card(each, words, way) for each in counters), told, ())


def _inside(name: Said) -> Said:
    """A name in the middle of a sentence: `xã Đồng Mây`, but `Dong May commune`."""
    return say.small(name) if bare_name(str(name)) != str(name) else name


def _old_name(name: str, words: Words) -> Said:
    """An old name, which the record has in Vietnamese alone."""
    return say.capital(Said(((name, "" if words.language == "vi" else "vi"),)))


def _departments(counters: Iterable[Counter], words: Words, way: Ways) -> Iterator[Entry]:
    of: dict[Named, list[Counter]] = {}
    for each in counters:
        of.setdefault(each.department, []).append(each)
    for department in sorted(of, key=lambda each: sort_key(str(say.paired(each.name, words.language)))):
        name = say.paired(department.name, words.language)
        yield Entry(f"co-quan-{department.id}", name, tuple(_card(each, words, way) for each in of[department]), NOTHING, ())


def _card(counter: Counter, words: Words, way: Ways) -> Card:
    office, department = counter.office, counter.department
    name = say.phrase(office.name, words.language)
    told = (("place.address", office.address), ("department.hours", office.hours), ("department.receives", office.receives))
    ways = (
        Line(words("department.call", name=name, phone=office.telephone), office.telephone, say.dial(office.telephone)) if office.telephone else None,
        Line(words("department.map_to", name=name), words("department.map"), office.map_url) if office.map_url else None,
        Line(office.email, office.email, f"mailto:{office.email}") if office.email else None,
    )
    uses = words("offices.uses", count=counted(counter.uses, words)) if counter.uses else NOTHING
    return Card(
        name, counter.is_illustrative, tuple(Line(words(key), say.phrase(text, words.language)) for key, text in told if text),
        tuple(each for each in ways if each), Link(say.paired(department.name, words.language), way(urls.department(department.id)), uses),
    )


def _written_in(inputs: Inputs) -> Iterator[str]:
    """The first language, and each other one in which some counter is named."""
    for language in inputs.site.languages:
        if language == inputs.site.languages[0] or any(each.office.name.words(language) for each in inputs.counters):
            yield language
