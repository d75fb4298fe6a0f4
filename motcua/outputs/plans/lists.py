"""The lists of procedures: by field, level, applicant, department, the internal ones apart, each with its table, and the notice boards."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from motcua import groups, narrow, say, urls
from motcua.index import Group
from motcua.interface import Words
from motcua.model import Department
from motcua.model.views import Summary
from motcua.model.views import Words as Pairs
from motcua.outputs import tables, web
from motcua.outputs.artifact import Artifact
from motcua.outputs.pages import applicant, applicants, departments, field, fields, internal, level, levels, notice, spreadsheet
from motcua.outputs.shared import Shared


class Held(NamedTuple):
    """What one list holds: whose it is, its address, its procedures under their fields, the newest ISO day among them."""

    name: str
    path: str
    groups: tuple[Group, ...]
    changed_on: str

    @property
    def procedures(self) -> tuple[Summary, ...]:
        return tuple(each for group in self.groups for each in group.procedures)


class Lists(NamedTuple):
    """Every list of one site; `boards` is what each department posts."""

    fields: tuple[Held, ...]
    levels: tuple[Held, ...]
    applicants: tuple[Held, ...]
    internal: tuple[Held, ...]
    boards: tuple[Held, ...]


def artifacts(shared: Shared) -> Iterator[Artifact]:
    """Every list with its table, in every language; a level, a group of applicants or an internal list of nothing has no page."""
    lists = _lists(shared)
    for words in shared.words.values():
        yield from _fields(shared, lists, words)
        yield from _levels(shared, lists, words)
        yield from _applicants(shared, lists, words)
        yield from _departments(shared, words)
        yield from _by_field(shared, lists, words)
        yield from _notices(shared, lists, words)
        yield from _procedure_tables(shared, lists, words)


def found(shared: Shared) -> Iterator[web.Page]:
    """The addresses that search engines are told of, each with the languages in which it is written."""
    lists, newest = _lists(shared), _newest(shared, shared.index.public)
    yield web.Page(urls.FIELDS, _spoken(shared, (each.name for each in _tallies(lists))), newest)
    yield web.Page(urls.LEVELS, shared.languages, newest)
    yield web.Page(urls.APPLICANTS, shared.languages, newest)
    yield web.Page(urls.DEPARTMENTS, _spoken(shared, (each.name for each in shared.departments.values())), _updated_on(shared))
    for kind in lists:
        for held in kind:
            shown = (*held.procedures, *_internal_of(shared, held.name)) if kind is lists.fields else held.procedures
            yield web.Page(held.path, groups.written_in(shown, shared.languages), held.changed_on)


def _lists(shared: Shared) -> Lists:
    return Lists(*(tuple(kind(shared)) for kind in (_of_fields, _of_levels, _of_applicants, _of_internal, _of_boards)))


def _look(shared: Shared, path: str, words: Words) -> tuple:
    """The last three inputs of every page."""
    return shared.site, shared.look, shared.frame("page", path, words.language)


def _held(shared: Shared, name: str, path: str, procedures: tuple[Summary, ...]) -> Held:
    names = {field_id: view.name for field_id, view in shared.fields.items()}
    return Held(name, path, shared.index.by_field(procedures, names), _newest(shared, procedures))


def _newest(shared: Shared, procedures: Iterable[Summary]) -> str:
    return max((shared.changed_on[each.code] for each in procedures), default="")


def _updated_on(shared: Shared) -> str:
    return max((str(each.updated_on or "") for each in shared.catalogue.departments.values()), default="")


def _spoken(shared: Shared, names: Iterable[Pairs]) -> tuple[str, ...]:
    """The first language, and each other one in which some name is given."""
    spoken = {language for name in names for language, _ in name}
    return tuple(language for language in shared.languages if language == shared.languages[0] or language in spoken)


def _of_fields(shared: Shared) -> Iterator[Held]:
    """Every field, one without the public's procedures too: its address stays."""
    by_field: dict[str, list[Summary]] = {name: [] for name in shared.fields}
    for each in shared.index.public:
        by_field[shared.index.field_of[each.code]].append(each)
    for name, procedures in by_field.items():
        shown = (*procedures, *_internal_of(shared, name))
        yield Held(name, urls.field(name), (Group(name, shared.fields[name].name, tuple(procedures)),), _newest(shared, shown))


def _internal_of(shared: Shared, name: str) -> tuple[Summary, ...]:
    return tuple(each for each in shared.index.internal if shared.index.field_of[each.code] == name)


def _of_levels(shared: Shared) -> Iterator[Held]:
    for name in groups.LEVELS:
        if procedures := groups.at_level(shared.index.public, name):
            yield _held(shared, name, urls.level(name), procedures)


def _of_applicants(shared: Shared) -> Iterator[Held]:
    for name in groups.APPLICANTS:
        if procedures := groups.for_applicants(shared.index.public, shared.catalogue.procedures, name):
            yield _held(shared, name, urls.applicant(name), procedures)


def _of_internal(shared: Shared) -> Iterator[Held]:
    if shared.index.internal:
        yield _held(shared, "internal", urls.INTERNAL, shared.index.internal)


def _of_boards(shared: Shared) -> Iterator[Held]:
    """What each department posts: what it settles, or else what it has a part in; nothing where it has neither."""
    for name in shared.catalogue.departments:
        share = shared.index.share(name)
        if procedures := share.settles or share.joins:
            yield _held(shared, name, urls.notice(name), procedures)


def _tallies(lists: Lists) -> tuple[fields.Tally, ...]:
    """The fields in which the public has procedures."""
    return tuple(fields.Tally(held.name, held.groups[0].name, count) for held in lists.fields if (count := len(held.procedures)))


def _fields(shared: Shared, lists: Lists, words: Words) -> Iterator[Artifact]:
    tallies, public = _tallies(lists), shared.index.public
    yield fields.artifact(fields.Inputs(tallies, len(public), _newest(shared, public), words, *_look(shared, urls.FIELDS, words)), shared.languages)
    lines = ((str(say.paired(each.name, words.language)), each.count, urls.field(each.id)) for each in tallies)
    yield _table(shared, urls.FIELDS, words, spreadsheet.tallies(lines, words, shared.site))


def _levels(shared: Shared, lists: Lists, words: Words) -> Iterator[Artifact]:
    public = shared.index.public
    tallies = tuple(levels.Tally(held.name, len(held.procedures)) for held in lists.levels)
    untold = sum(groups.nearest(each) == groups.NO_LEVEL for each in public)
    is_shared = any(len(set(each.level) & set(groups.LEVELS)) > 1 for each in public)
    yield levels.artifact(levels.Inputs(tallies, untold, is_shared, _newest(shared, public), words, *_look(shared, urls.LEVELS, words)), shared.languages)
    lines = ((words(f"lists.level_{each.name}"), each.count, urls.level(each.name)) for each in tallies)
    yield _table(shared, urls.LEVELS, words, spreadsheet.tallies(lines, words, shared.site))


def _applicants(shared: Shared, lists: Lists, words: Words) -> Iterator[Artifact]:
    tallies = tuple(applicants.Tally(held.name, len(held.procedures)) for held in lists.applicants)
    yield applicants.artifact(applicants.Inputs(
        tallies, _newest(shared, shared.index.public), words, *_look(shared, urls.APPLICANTS, words)), shared.languages)
    lines = ((words(f"lists.applicant_{each.name}"), each.count, urls.applicant(each.name)) for each in tallies)
    yield _table(shared, urls.APPLICANTS, words, spreadsheet.tallies(lines, words, shared.site))


def _by_field(shared: Shared, lists: Lists, words: Words) -> Iterator[Artifact]:
    """The page of each field, level, group of applicants, and of what is internal."""
    for held in lists.fields:
        yield field.artifact(field.Inputs(
            held.groups[0], _internal_of(shared, held.name), held.changed_on, words, *_look(shared, held.path, words)), shared.languages)
    for module, kind in ((level, lists.levels), (applicant, lists.applicants)):
        for held in kind:
            yield module.artifact(module.Inputs(held.name, held.groups, held.changed_on, words, *_look(shared, held.path, words)), shared.languages)
    for held in lists.internal:
        yield internal.artifact(internal.Inputs(held.groups, held.changed_on, words, *_look(shared, held.path, words)), shared.languages)


def _departments(shared: Shared, words: Words) -> Iterator[Artifact]:
    inputs = departments.Inputs(
        tuple(_member(shared, each) for each in shared.catalogue.departments.values()), _updated_on(shared), words, *_look(shared, urls.DEPARTMENTS, words))
    yield departments.artifact(inputs, shared.languages)
    yield _table(shared, urls.DEPARTMENTS, words, departments.table(inputs))


def _member(shared: Shared, one: Department) -> departments.Member:
    share, contact = shared.index.share(one.id), narrow.contact(one.contact) or narrow.NOWHERE
    return departments.Member(one.id, narrow.words(one.short_name or one.name), one.kind, one.level, len(share.settles), len(share.joins), contact)


def _notices(shared: Shared, lists: Lists, words: Words) -> Iterator[Artifact]:
    for held in lists.boards:
        one = shared.catalogue.departments[held.name]
        hotline = (one.contact.hotline if one.contact else "") or shared.contact.hotline
        yield notice.artifact(notice.Inputs(
            one.id, narrow.words(one.name), not shared.index.share(one.id).settles, held.groups, _decisions(shared, held), hotline, held.changed_on, words,
            *_look(shared, held.path, words)), shared.languages)


def _decisions(shared: Shared, held: Held) -> tuple[str, ...]:
    """The numbers of the decisions that publish what the list holds."""
    named = {name for each in held.procedures for name in shared.catalogue.procedures[each.code].targets.get("decision", ())}
    return tuple(shared.decisions[name].number for name in sorted(named) if name in shared.decisions)


def _procedure_tables(shared: Shared, lists: Lists, words: Words) -> Iterator[Artifact]:
    """The tables of procedures: of the list by letter, of every list here, and of each department."""
    every = _held(shared, "", urls.A_TO_Z, shared.index.public)
    departed = (held._replace(path=urls.department(held.name)) for held in lists.boards)
    for held in (every, *lists.fields, *lists.levels, *lists.applicants, *lists.internal, *departed):
        if held.procedures:
            yield spreadsheet.artifact(held.path, spreadsheet.Inputs(held.groups, words, shared.site))


def _table(shared: Shared, path: str, words: Words, table: tables.Table) -> Artifact:
    return tables.artifact(urls.in_language(urls.table(path), words.language, shared.languages), table)
