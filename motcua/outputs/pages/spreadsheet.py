"""A list of procedures as a table that the reader takes away: what the page shows, a procedure a line."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from motcua import say, urls
from motcua.index import Group, in_order, shown_name
from motcua.interface import Words
from motcua.model.views import Summary
from motcua.outputs import tables
from motcua.outputs.artifact import Artifact
from motcua.outputs.pages.shell import Site
from motcua.outputs.tables import Table

_COLUMNS = ("code", "name", "official_name", "field", "time", "fee", "place", "level", "state", "address")


@dataclass(frozen=True)
class Inputs:
    """The procedures under their fields."""

    groups: tuple[Group, ...]
    words: Words
    site: Site


def artifact(path: str, inputs: Inputs) -> Artifact:
    """The file beside the list page at an address that is written without its language."""
    return Artifact(urls.in_language(urls.table(path), inputs.words.language, inputs.site.languages), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The file."""
    return tables.make(table(inputs))


def table(inputs: Inputs) -> Table:
    """A line for each procedure, sorted by name."""
    words = inputs.words
    fields = {each.code: field for group in inputs.groups for field in (_field(group, words),) for each in group.procedures}
    ordered = in_order((each for group in inputs.groups for each in group.procedures), words.language)
    lines = ((*before, fields[each.code], *after) for each in ordered for before, after in (_cells(each, words, inputs.site),))
    return Table(tuple(words(f"table.{column}") for column in _COLUMNS), tuple(lines))


def _field(group: Group, words: Words) -> str:
    return str(say.paired(group.name, words.language) or words("list.other_field"))


# A procedure stands in the tables of its field, its levels, its applicants, its departments: its cells are worked out once in a process.
@lru_cache(maxsize=8192)
def _cells(each: Summary, words: Words, site: Site) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The cells before and after that of the field."""
    language = words.language
    levels = words("shared.list").join(words(f"list.level_{level}") for level in each.level if level != "not_stated")
    said = (str(say.paired(pairs, language)) for pairs in (each.time, each.fee, each.place))
    official = str(say.paired(each.name, language)) if each.short_name else ""
    state = words("table.in_force") if each.state == "in_force" else words(f"list.state_{each.state}")
    return (each.code, str(shown_name(each, language)), official), (*said, levels, state, address(urls.procedure(each.code), site, language))


def address(path: str, site: Site, language: str) -> str:
    """The address of a page as a table gives it: on the web, or below the site's root where the site has no address."""
    there = urls.in_language(path, language, site.languages)
    return urls.absolute(site.url, there) if site.url else there


def tallies(entries: Iterable[tuple[str, int, str]], words: Words, site: Site) -> Table:
    """A list of lists as a table: the name of each, how many procedures it holds, its page at an address without a language."""
    head = tuple(words(f"table.{column}") for column in ("name", "procedures", "address"))
    return Table(head, tuple((name, str(count), address(path, site, words.language)) for name, count, path in entries))
