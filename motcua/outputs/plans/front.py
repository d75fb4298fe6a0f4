"""The first page, the list of all procedures, the page of the data, and what stands for a page that is not there."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import groups, narrow, urls
from motcua.outputs import web
from motcua.outputs.artifact import Artifact
from motcua.outputs.pages import a_to_z, data, home, not_found
from motcua.outputs.pages.changes import anchors
from motcua.outputs.plans.announced import change_views
from motcua.outputs.shared import Shared

# As many announcements as the first page tells.
NEWEST = 3


def artifacts(shared: Shared) -> Iterator[Artifact]:
    """Each of them in every language; one page for every wrong address."""
    yield from _home(shared)
    yield from _a_to_z(shared)
    yield from _data(shared)
    yield not_found.artifact(not_found.Inputs(
        tuple(shared.words.values()), shared.site, shared.look, shared.frames["not-found", shared.languages[0], None]))


def found(shared: Shared) -> Iterator[web.Page]:
    """The addresses that search engines are told of."""
    for path in (urls.HOME, urls.A_TO_Z, urls.DATA):
        yield web.Page(path, shared.languages, shared.newest)


def _home(shared: Shared) -> Iterator[Artifact]:
    of = shared.catalogue
    offices = tuple(home.Office(each.id, narrow.words(each.short_name or each.name), each.kind, len(shared.index.share(each.id).settles))
                    for each in sorted(of.departments.values(), key=lambda department: department.id))
    tasks = tuple(shared.summaries[code] for code in of.publisher.common_tasks if code in shared.listed)
    events = tuple(home.Event(event.id, narrow.words(event.name)) for event in of.life_events.values())
    applicants = tuple(group for group in ("citizen", "business") if groups.for_applicants(shared.index.public, of.procedures, group))
    views = change_views(shared)
    changes = tuple(home.Change(view.announced_on, view.title, anchor) for view, anchor in zip(views[:NEWEST], anchors(views), strict=False))
    for language, words in shared.words.items():
        yield home.artifact(home.Inputs(
            tasks, events, applicants, any(each.offices for each in of.departments.values()), changes, offices, tuple(_ways(shared)),
            len(shared.index.public), shared.newest, shared.contact, narrow.words(of.publisher.source_note), words, shared.site, shared.look,
            shared.frame("home", urls.HOME, language)), shared.languages)


def _ways(shared: Shared) -> Iterator[tuple[str, str]]:
    """The list pages that there are, each with the key of its words."""
    of = shared.catalogue
    yield "lists.fields_heading", urls.FIELDS
    yield "lists.levels_heading", urls.LEVELS
    yield "home.way_departments", urls.DEPARTMENTS
    if shared.families:
        yield "families.heading", urls.FAMILIES
    if of.forms:
        yield "home.way_forms", urls.FORMS
    if of.laws:
        yield "home.way_laws", urls.LAWS
    if of.decisions:
        yield "home.way_decisions", urls.DECISIONS
    if shared.index.internal:
        yield "list.internal", urls.INTERNAL
    if of.terms:
        yield "glossary.heading", urls.GLOSSARY
    yield "home.way_data", urls.DATA


def _a_to_z(shared: Shared) -> Iterator[Artifact]:
    for language, words in shared.words.items():
        yield a_to_z.artifact(a_to_z.Inputs(
            shared.index.public, shared.index.internal, shared.newest, words, shared.site, shared.look, shared.frame("page", urls.A_TO_Z, language)),
            shared.languages)


def _data(shared: Shared) -> Iterator[Artifact]:
    of = shared.catalogue
    kinds = (("procedures", shared.states), ("departments", of.departments), ("forms", of.forms), ("laws", of.laws))
    tallies = tuple(data.Tally(key, len(records)) for key, records in kinds)
    lists = (("a_to_z", urls.A_TO_Z, True), ("departments", urls.DEPARTMENTS, True), ("forms", urls.FORMS, of.forms), ("laws", urls.LAWS, of.laws),
             ("decisions", urls.DECISIONS, of.decisions), ("offices", urls.OFFICES, any(each.offices for each in of.departments.values())),
             ("glossary", urls.GLOSSARY, of.terms))
    tables = tuple((f"data.table_{key}", urls.table(path)) for key, path, is_there in lists if is_there)
    files = (("data.file_procedures", urls.PROCEDURES_JSON), *((("data.file_forms", urls.FORMS_JSON),) if of.forms else ()))
    for language, words in shared.words.items():
        yield data.artifact(data.Inputs(
            tallies, files, tables, narrow.words(of.publisher.licence.name), of.publisher.licence.url or "",
            shared.newest, words, shared.site, shared.look, shared.frame("page", urls.DATA, language)), shared.languages)
