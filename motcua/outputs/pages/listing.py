"""What the pages of procedures by field, level or applicant share: sections under headings, their contents, the table to take away."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from motcua import say, urls
from motcua.groups import Band
from motcua.index import Group, in_order, namesakes
from motcua.interface import Words
from motcua.model.views import Summary
from motcua.outputs.pages.rows import Row, told
from motcua.outputs.pages.shell import Heading
from motcua.outputs.pages.ways import Ways
from motcua.say import Said
from motcua.text import number, sort_key

ONE_LIST = 12
"""As many procedures as stand in one list; more are parted."""
FULL = 2
"""As many procedures as a heading must lead on the average to be worth its place."""
OPEN = 60
"""As many procedures as stand open in sections; more are folded, so that a phone shows the headings first."""


class Section(NamedTuple):
    """Procedures under one heading; the only section of a page has none."""

    id: str
    heading: Said | str
    count: str
    rows: tuple[Row, ...]


class Listing(NamedTuple):
    """All procedures of a page; `table` is the address of the same as a table, and `table_name` what its link says."""

    count: str
    sections: tuple[Section, ...]
    is_folded: bool
    table: str
    table_name: str


class Entry(NamedTuple):
    """A link to a list, with how much is in it, in words."""

    name: Said | str
    href: str
    count: str


def of_fields(groups: tuple[Group, ...], words: Words, way: Ways, *, has_folds: bool = True) -> Listing:
    """Procedures under their fields, which stand in the order of their names."""
    named = ((say.paired(group.name, words.language) or words("list.other_field"), group) for group in groups)
    parts = [(f"linh-vuc-{group.id}", name, group.procedures) for name, group in sorted(named, key=lambda each: sort_key(str(each[0])))]
    return _listing(parts, words, way, has_folds=has_folds)


def of_levels(bands: Iterable[Band], words: Words, way: Ways) -> Listing:
    """Procedures under the level at which a citizen meets them first."""
    parts = [(f"cap-{band.level}".replace("_", "-"), words(f"lists.level_{band.level}"), band.procedures) for band in bands]
    return _listing(parts, words, way, has_folds=False)


def _listing(parts: list[tuple[str, Said | str, tuple[Summary, ...]]], words: Words, way: Ways, *, has_folds: bool) -> Listing:
    everything = tuple(each for _, _, procedures in parts for each in procedures)
    total = len(everything)
    is_folded = has_folds and total > OPEN and len(parts) > 1
    if total <= ONE_LIST or total < FULL * len(parts) or len(parts) == 1:
        sections = (Section("", "", "", _rows(everything, words, way)),) if everything else ()
    else:
        sections = tuple(Section(key, heading, counted(len(held), words), _rows(held, words, way, is_brief=is_folded)) for key, heading, held in parts)
    return Listing(counted(total, words), sections, is_folded, way(urls.table(way.path)), table_name(total, words))


def _rows(procedures: tuple[Summary, ...], words: Words, way: Ways, *, is_brief: bool = False) -> tuple[Row, ...]:
    ordered = in_order(procedures, words.language)
    return told(ordered, namesakes(ordered, words.language), words, way, is_brief=is_brief)


def contents(listing: Listing) -> Iterator[Heading]:
    """The headings of the sections."""
    return (Heading(section.id, str(section.heading)) for section in listing.sections if section.heading)


_WAYS = ((urls.FIELDS, "lists.fields_heading"), (urls.DEPARTMENTS, "lists.departments_heading"), (urls.LEVELS, "lists.levels_heading"),
         (urls.APPLICANTS, "lists.applicants_heading"), (urls.A_TO_Z, "a_to_z.heading"))


def other_ways(words: Words, way: Ways) -> tuple[Entry, ...]:
    """The other pages from which one finds a procedure."""
    return tuple(Entry(words(key), way(path), "") for path, key in _WAYS if path != way.path)


def counted(count: int, words: Words) -> str:
    """So many procedures."""
    return words.count("list.count", number(count, words.language), is_one=count == 1)


def table_name(lines: int, words: Words) -> str:
    """What the link to a table says."""
    return words.count("table.link", number(lines, words.language), is_one=lines == 1)
