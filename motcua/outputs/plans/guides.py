"""The pages that lead to procedures: events of life, families, what has changed, words explained."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import narrow, say, urls
from motcua.index import shown_name
from motcua.model import LifeEventStep
from motcua.model.views import Summary
from motcua.outputs import tables, web
from motcua.outputs.artifact import Artifact
from motcua.outputs.forms import bundles
from motcua.outputs.pages import changes, families, glossary, life_event, life_events
from motcua.outputs.pages.colophon import newest
from motcua.outputs.plans.announced import change_views
from motcua.outputs.shared import Shared
from motcua.outputs.tables import Table


def artifacts(shared: Shared) -> Iterator[Artifact]:
    """Every page of these kinds with its table, in every language; a kind of which there is nothing has no page."""
    if shared.catalogue.life_events:
        yield from _life_events(shared)
    if shared.catalogue.announcements:
        yield from _changes(shared)
    if shared.catalogue.terms:
        yield from _glossary(shared)
    if shared.families:
        yield from _families(shared)


def found(shared: Shared) -> Iterator[web.Page]:
    """The addresses that search engines are told of."""
    of = shared.catalogue
    lists = ((urls.LIFE_EVENTS, of.life_events), (urls.CHANGES, of.announcements), (urls.GLOSSARY, of.terms), (urls.FAMILIES, shared.families))
    for path, held in lists:
        if held:
            yield web.Page(path, shared.languages)
    for event in of.life_events.values():
        yield web.Page(urls.life_event(event.id), tuple(language for language, _ in event.name.items() if language in shared.languages))


def _life_events(shared: Shared) -> Iterator[Artifact]:
    events = {event: tuple(_step(shared, step) for step in event.steps if _is_shown(shared, step)) for event in shared.catalogue.life_events.values()}
    views = tuple(life_events.EventView(
        event.id, narrow.words(event.name), narrow.words(event.summary), len(steps), max((step.changed_on for step in steps), default=""))
        for event, steps in events.items())
    zips = {name: (bundles.held(zipped), bundles.size_of(zipped)) for name, zipped in bundles.of_events(shared.catalogue, shared.states).items()}
    for language, words in shared.words.items():
        yield life_events.artifact(life_events.Inputs(
            views, words, shared.site, shared.look, shared.frame("page", urls.LIFE_EVENTS, language)), shared.languages)
        head = tuple(words(f"table.{key}") for key in ("event", "order", "when", "code", "name", "time", "fee"))
        rows = tuple(
            (str(say.phrase(event.name, language)), str(number), str(say.paired(step.when or step.only_if, language)), *_cells(step.procedure, step.title, language))
            for event, steps in events.items() for number, step in enumerate(steps, start=1))
        yield tables.artifact(urls.in_language(urls.table(urls.LIFE_EVENTS), language, shared.languages), Table(head, rows))
        for event, steps in events.items():
            yield life_event.artifact(life_event.Inputs(
                event.id, narrow.words(event.name), narrow.words(event.summary), steps, *zips.get(event.id, (0, 0)), words, shared.site, shared.look,
                shared.frame("page", urls.life_event(event.id), language)), shared.languages)


def _is_shown(shared: Shared, step: LifeEventStep) -> bool:
    """Whether readers can open what the step leads to: a draft or an abolished procedure is left out."""
    return step.procedure is None or step.procedure in shared.listed


def _step(shared: Shared, step: LifeEventStep) -> life_event.StepView:
    code = step.procedure or ""
    return life_event.StepView(
        shared.summaries.get(code), shared.catalogue.procedures[code].cost if code else (), shared.changed_on.get(code, ""),
        narrow.words(step.title), narrow.words(step.when), narrow.words(step.only_if), narrow.words(step.text), step.url or "")


def _cells(procedure: Summary | None, title: tuple[tuple[str, str], ...], language: str) -> tuple[str, str, str, str]:
    if procedure is None:
        return "", str(say.paired(title, language)), "", ""
    return (procedure.code, str(shown_name(procedure, language)), str(say.paired(procedure.time, language)),
            str(say.paired(procedure.fee, language)))


def _changes(shared: Shared) -> Iterator[Artifact]:
    views = change_views(shared)
    for language, words in shared.words.items():
        yield changes.artifact(changes.Inputs(
            views, words, shared.site, shared.look, shared.frame("page", urls.CHANGES, language)), shared.languages)
        head = tuple(words(f"table.{key}") for key in ("day", "title", "text", "codes", "decision"))
        rows = tuple(
            (view.announced_on, str(say.paired(view.title, language)), str(say.paired(view.text, language)),
             " ".join(each.code for each in view.procedures), view.decision.number if view.decision else "") for view in views)
        yield tables.artifact(urls.in_language(urls.table(urls.CHANGES), language, shared.languages), Table(head, rows))


def _glossary(shared: Shared) -> Iterator[Artifact]:
    laws = tuple((term.id, tuple(law for law in term.legal_basis if law in shared.laws)) for term in shared.catalogue.terms if term.legal_basis)
    for language, words in shared.words.items():
        yield glossary.artifact(glossary.Inputs(
            shared.terms, laws, words, shared.site, shared.look, shared.frame("page", urls.GLOSSARY, language)), shared.languages)
        head = tuple(words(f"table.{key}") for key in ("word", "other_spellings", "meaning"))
        rows = tuple((dict(term.term)["vi"], ", ".join(term.also), str(say.paired(term.meaning, language))) for term in shared.terms)
        yield tables.artifact(urls.in_language(urls.table(urls.GLOSSARY), language, shared.languages), Table(head, rows))


def _families(shared: Shared) -> Iterator[Artifact]:
    views = tuple(families.FamilyView(family.name, tuple(shared.summaries[code] for code in family.codes)) for family in shared.families)
    version = newest(shared.changed_on[code] for family in shared.families for code in family.codes)
    for language, words in shared.words.items():
        yield families.artifact(families.Inputs(
            views, version, words, shared.site, shared.look, shared.frame("page", urls.FAMILIES, language)), shared.languages)
        head = tuple(words(f"table.{key}") for key in ("family", "code", "name", "time", "fee"))
        rows = tuple(
            (str(say.paired(view.name, language) or shown_name(view.procedures[0], language)), *_cells(each, (), language))
            for view in views for each in view.procedures)
        yield tables.artifact(urls.in_language(urls.table(urls.FAMILIES), language, shared.languages), Table(head, rows))
