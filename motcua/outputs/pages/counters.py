"""Counters under the names of their communes, old names too, or of their departments: what is known of each, how to reach it, whose it is."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from motcua import say, urls
from motcua.communes import bare_name, heirs, ids
from motcua.index import letter_id, letter_of
from motcua.interface import Words
from motcua.model import Office
from motcua.outputs.pages.links import Link, Named
from motcua.outputs.pages.listing import counted
from motcua.outputs.pages.ways import Ways
from motcua.say import NOTHING, Said
from motcua.text import Text, sort_key


class Counter(NamedTuple):
    """An office with its department; `uses` is how many procedures name it."""

    office: Office
    department: Named
    uses: int
    is_illustrative: bool


class Heir(NamedTuple):
    """What a place became whose name is old: the name of a commune, and where it stands."""

    name: Text
    address: str


class Part(NamedTuple):
    """A page of a letter: it, the old names under it with what each became, and how many counters all pages hold."""

    letter: str
    old: tuple[tuple[str, tuple[Heir, ...]], ...]
    held: int


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


def by_letter(counters: tuple[Counter, ...]) -> Iterator[tuple[Part, tuple[Counter, ...]]]:
    """The page of each letter, with its counters."""
    of = _by_commune(each for each in counters if each.office.commune)
    at: dict[str, dict[str, list[Counter]]] = {}
    for vi, held in of.items():
        at.setdefault(letter_of(bare_name(vi)), {})[vi] = held
    places = {vi: f"{urls.offices(letter_id(letter))}#{anchor}" for letter, own in at.items() for vi, anchor in _ids(own).items()}
    old: dict[str, list[tuple[str, tuple[Heir, ...]]]] = {}
    for heir in heirs(_formerly(of).items()):
        now = tuple(Heir(of[vi][0].office.commune, places[vi]) for vi in heir.now)
        old.setdefault(letter_of(bare_name(heir.formerly)), []).append((heir.formerly, now))
    for letter in sorted({*at, *old}, key=sort_key):
        yield Part(letter, tuple(old.get(letter, ())), len(counters)), tuple(each for held in at.get(letter, {}).values() for each in held)


def _by_commune(counters: Iterable[Counter]) -> dict[str, list[Counter]]:
    of: dict[str, list[Counter]] = {}
    for each in counters:
        of.setdefault(each.office.commune.vi, []).append(each)
    return of


def _formerly(of: dict[str, list[Counter]]) -> dict[str, tuple[str, ...]]:
    """The old names of each commune, each once."""
    return {vi: tuple(dict.fromkeys(name for each in held for name in each.office.formerly)) for vi, held in of.items()}


def letters(counters: Iterable[Counter], part: Part | None, words: Words, way: Ways) -> tuple[Letter, ...]:
    """The communes and the old names under the letters of their names, as a dictionary has them."""
    of = _by_commune(counters)
    formerly, ids = _formerly(of), _ids(of)
    entries = [_commune(ids[vi], say.phrase(held[0].office.commune, words.language), held, formerly[vi], words, way) for vi, held in of.items()]
    own = ((heir.formerly, tuple(Heir(of[vi][0].office.commune, f"#{ids[vi]}") for vi in heir.now)) for heir in heirs(formerly.items()))
    for name, now in part.old if part else own:
        links = tuple(Link(_inside(say.phrase(heir.name, words.language)), heir.address if heir.address.startswith("#") else way(heir.address)) for heir in now)
        entries.append(Entry("", _old_name(name, words), (), NOTHING, links))
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (sort_key(bare_name(str(entry.name))), sort_key(str(entry.name)), not entry.cards)):
        found.setdefault(letter_of(bare_name(str(entry.name))), []).append(entry)
    return tuple(Letter(letter, letter_id(letter), tuple(found[letter])) for letter in sorted(found, key=sort_key))


def _ids(communes: Iterable[str]) -> dict[str, str]:
    """The anchor of each commune."""
    return {commune: f"nop-{name}" for commune, name in ids(communes).items()}


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


def of_departments(counters: Iterable[Counter], words: Words, way: Ways) -> Iterator[Entry]:
    of: dict[Named, list[Counter]] = {}
    for each in counters:
        of.setdefault(each.department, []).append(each)
    for department in sorted(of, key=lambda each: sort_key(str(say.paired(each.name, words.language)))):
        name = say.paired(department.name, words.language)
        yield Entry(f"co-quan-{department.id}", name, tuple(_card(each, words, way) for each in of[department]), NOTHING, ())


def _card(counter: Counter, words: Words, way: Ways) -> Card:
    office, department = counter.office, counter.department
    name = say.phrase(office.name, words.language)
    ways = (
        Line(words("department.call", name=name, phone=office.telephone), office.telephone, say.dial(office.telephone)) if office.telephone else None,
        Line(words("department.map_to", name=name), words("department.map"), office.map_url) if office.map_url else None,
        Line(office.email, office.email, f"mailto:{office.email}") if office.email else None,
    )
    uses = words("offices.uses", count=counted(counter.uses, words)) if counter.uses else NOTHING
    return Card(
        name, counter.is_illustrative, tuple(Line(words(key), text) for key, text in say.described(office, words)),
        tuple(each for each in ways if each), Link(say.paired(department.name, words.language), way(urls.department(department.id)), uses),
    )
