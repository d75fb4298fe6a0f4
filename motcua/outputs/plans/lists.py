"""The lists of procedures: by field, level, applicant, department, the internal ones apart, each with its table, and the notice boards."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
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


def overviews(shared: Shared) -> Iterator[Artifact]:
    """The lists of lists, those that hold most of the procedures, and the table of all, in every language.

    A level, a group of applicants or an internal list of nothing has no page.
    """
    tallies, by_level, by_applicant, among = _tallies(shared), tuple(_of_levels(shared)), tuple(_of_applicants(shared)), tuple(_of_internal(shared))
    every = _held(shared, "", urls.A_TO_Z, shared.index.public)
    for words in shared.words.values():
        yield from _fields(shared, tallies, words)
        yield from _levels(shared, by_level, words)
        yield from _applicants(shared, by_applicant, words)
        yield from _departments(shared, words)
        for module, kind in ((level, by_level), (applicant, by_applicant)):
            for held in kind:
                yield module.artifact(
                    module.Inputs(held.name, held.groups, held.changed_on, words, *_look(shared, held.path, words)), shared.languages)
        for held in among:
            yield internal.artifact(internal.Inputs(held.groups, held.changed_on, words, *_look(shared, held.path, words)), shared.languages)
        yield from _procedure_tables(shared, (every, *by_level, *by_applicant, *among), words)


def users_of_fields(shared: Shared) -> dict[str, set[str]]:
    """Each field of work, with the codes of its procedures."""
    codes: dict[str, set[str]] = {each: set() for each in shared.fields}
    for card in shared.published():
        codes[card.field].add(card.code)
    return codes


def of_fields(shared: Shared, names: tuple[str, ...]) -> Iterator[Artifact]:
    """The pages of these fields of work, with their tables."""
    lists = tuple(_of_fields(shared, names))
    for words in shared.words.values():
        for held in lists:
            yield field.artifact(field.Inputs(
                held.groups[0], _internal_of(shared, held.name), held.changed_on, words, *_look(shared, held.path, words)), shared.languages)
        yield from _procedure_tables(shared, lists, words)


def of_departments(shared: Shared, ids: tuple[str, ...]) -> Iterator[Artifact]:
    """What these departments post, and the tables of their procedures."""
    boards = tuple(_of_boards(shared, ids))
    for words in shared.words.values():
        yield from _notices(shared, boards, words)
        yield from _procedure_tables(shared, (held._replace(path=urls.department(held.name)) for held in boards), words)


def found(shared: Shared) -> Iterator[web.Page]:
    """The addresses that search engines are told of, each with the languages in which it is written."""
    newest, by_field = _newest(shared, shared.index.public), tuple(_of_fields(shared, shared.fields))
    yield web.Page(urls.FIELDS, _spoken(shared, (each.name for each in _tallies(shared))), newest)
    yield web.Page(urls.LEVELS, shared.languages, newest)
    yield web.Page(urls.APPLICANTS, shared.languages, newest)
    yield web.Page(urls.DEPARTMENTS, _spoken(shared, (each.name for each in shared.departments.values())), _updated_on(shared))
    for held in by_field:
        shown = (*held.procedures, *_internal_of(shared, held.name))
        yield web.Page(held.path, groups.written_in(shown, shared.languages), held.changed_on)
    for held in chain(_of_levels(shared), _of_applicants(shared), _of_internal(shared), _of_boards(shared, shared.catalogue.departments)):
        yield web.Page(held.path, groups.written_in(held.procedures, shared.languages), held.changed_on)


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


def _of_fields(shared: Shared, names: Iterable[str]) -> Iterator[Held]:
    """These fields, one without the public's procedures too: its address stays."""
    by_field: dict[str, list[Summary]] = {name: [] for name in names}
    for each in shared.index.public:
        if (name := shared.index.field_of[each.code]) in by_field:
            by_field[name].append(each)
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


def _of_boards(shared: Shared, ids: Iterable[str]) -> Iterator[Held]:
    """What each of these departments posts: what it settles, or else what it has a part in; nothing where it has neither."""
    for name in ids:
        share = shared.index.share(name)
        if procedures := share.settles or share.joins:
            yield _held(shared, name, urls.notice(name), procedures)


def _tallies(shared: Shared) -> tuple[fields.Tally, ...]:
    """The fields in which the public has procedures."""
    counts = Counter(shared.index.field_of[each.code] for each in shared.index.public)
    return tuple(fields.Tally(name, view.name, counts[name]) for name, view in shared.fields.items() if counts[name])


def _fields(shared: Shared, tallies: tuple[fields.Tally, ...], words: Words) -> Iterator[Artifact]:
    public = shared.index.public
    yield fields.artifact(fields.Inputs(tallies, len(public), _newest(shared, public), words, *_look(shared, urls.FIELDS, words)), shared.languages)
    lines = ((str(say.paired(each.name, words.language)), each.count, urls.field(each.id)) for each in tallies)
    yield _table(shared, urls.FIELDS, words, spreadsheet.tallies(lines, words, shared.site))


def _levels(shared: Shared, lists: tuple[Held, ...], words: Words) -> Iterator[Artifact]:
    public = shared.index.public
    tallies = tuple(levels.Tally(held.name, len(held.procedures)) for held in lists)
    untold = sum(groups.nearest(each) == groups.NO_LEVEL for each in public)
    is_shared = any(len(set(each.level) & set(groups.LEVELS)) > 1 for each in public)
    yield levels.artifact(levels.Inputs(tallies, untold, is_shared, _newest(shared, public), words, *_look(shared, urls.LEVELS, words)), shared.languages)
    lines = ((words(f"lists.level_{each.name}"), each.count, urls.level(each.name)) for each in tallies)
    yield _table(shared, urls.LEVELS, words, spreadsheet.tallies(lines, words, shared.site))


def _applicants(shared: Shared, lists: tuple[Held, ...], words: Words) -> Iterator[Artifact]:
    tallies = tuple(applicants.Tally(held.name, len(held.procedures)) for held in lists)
    yield applicants.artifact(applicants.Inputs(
        tallies, _newest(shared, shared.index.public), words, *_look(shared, urls.APPLICANTS, words)), shared.languages)
    lines = ((words(f"lists.applicant_{each.name}"), each.count, urls.applicant(each.name)) for each in tallies)
    yield _table(shared, urls.APPLICANTS, words, spreadsheet.tallies(lines, words, shared.site))


def _departments(shared: Shared, words: Words) -> Iterator[Artifact]:
    inputs = departments.Inputs(
        tuple(_member(shared, each) for each in shared.catalogue.departments.values()), _updated_on(shared), words, *_look(shared, urls.DEPARTMENTS, words))
    yield departments.artifact(inputs, shared.languages)
    yield _table(shared, urls.DEPARTMENTS, words, departments.table(inputs))


def _member(shared: Shared, one: Department) -> departments.Member:
    share, contact = shared.index.share(one.id), narrow.contact(one.contact) or narrow.NOWHERE
    return departments.Member(one.id, narrow.words(one.short_name or one.name), one.kind, one.level, len(share.settles), len(share.joins), contact)


def _notices(shared: Shared, boards: tuple[Held, ...], words: Words) -> Iterator[Artifact]:
    for held in boards:
        one = shared.catalogue.departments[held.name]
        hotline = (one.contact.hotline if one.contact else "") or shared.contact.hotline
        yield notice.artifact(notice.Inputs(
            one.id, narrow.words(one.name), not shared.index.share(one.id).settles, held.groups, _decisions(shared, held), hotline, held.changed_on, words,
            *_look(shared, held.path, words)), shared.languages)


def _decisions(shared: Shared, held: Held) -> tuple[str, ...]:
    """The numbers of the decisions that publish what the list holds."""
    named = {name for each in held.procedures for name in shared.catalogue.procedures[each.code].targets.get("decision", ())}
    return tuple(shared.decisions[name].number for name in sorted(named) if name in shared.decisions)


def _procedure_tables(shared: Shared, lists: Iterable[Held], words: Words) -> Iterator[Artifact]:
    """The tables of the procedures on these lists."""
    for held in lists:
        if held.procedures:
            yield spreadsheet.artifact(held.path, spreadsheet.Inputs(held.groups, words, shared.site))


def _table(shared: Shared, path: str, words: Words, table: tables.Table) -> Artifact:
    return tables.artifact(urls.in_language(urls.table(path), words.language, shared.languages), table)
