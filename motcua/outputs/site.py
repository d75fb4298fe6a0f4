"""The list of everything that a site is made of: every output's artifacts, in bundles that see no more of the catalogue than they show."""
from __future__ import annotations

from collections.abc import Iterator

from motcua.catalogue import Catalogue
from motcua.outputs import portions
from motcua.outputs.artifact import Artifact
from motcua.outputs.bundle import Bundle, Part, unbundled
from motcua.outputs.marked import Texts, marked
from motcua.outputs.portions import Chosen, Portion
from motcua.outputs.shared import Settings, Shared

__all__ = ["Settings", "artifacts", "parts"]


def artifacts(catalogue: Catalogue, settings: Settings) -> Iterator[Artifact]:
    """Every file of the site."""
    return unbundled(parts(catalogue, settings))


def parts(catalogue: Catalogue, settings: Settings) -> Iterator[Part]:
    """The whole plan. What a bundle needs is imported when it is opened, since most builds open few."""
    shared = Shared(catalogue, settings)
    listed = portions.of_lists(shared)
    yield from (Bundle(plan.__name__[1:], plan, listed) for plan in (_front, _departments, _guides, _lists, _directory, _results, _forms, _web))
    yield from (Bundle(f"procedures-{name}", _procedures, portion) for name, portion in portions.of_procedures(shared))
    yield Bundle("communes", _communes, portions.of_tables(shared))
    yield Bundle("search", _search, portions.of_search(shared), is_slow=True)
    yield Bundle("texts", _texts, portions.of_texts(shared), is_slow=True)
    yield from _data(shared)
    yield from _filling(shared)
    yield from _assets(shared)
    yield from _tools(shared)


def _front(seen: Portion) -> Iterator[Artifact]:
    from motcua.outputs.plans import front

    return front.artifacts(seen.shared)


def _departments(seen: Portion) -> Iterator[Part]:
    from motcua.outputs.plans import departments

    shared = seen.shared
    yield from departments.written_pages(shared)
    for name, chosen in portions.of_records(shared, departments.users_of_departments(shared)):
        yield Bundle(f"departments-{name}", _some_departments, chosen)


def _some_departments(chosen: Chosen) -> Iterator[Artifact]:
    from motcua.outputs.plans import departments, lists

    shared = chosen.portion.shared
    yield from departments.of_departments(shared, chosen.ids)
    yield from lists.of_departments(shared, chosen.ids)


def _guides(seen: Portion) -> Iterator[Artifact]:
    from motcua.outputs.plans import guides

    return guides.artifacts(seen.shared)


def _lists(seen: Portion) -> Iterator[Part]:
    from motcua.outputs.plans import lists

    shared = seen.shared
    yield from lists.overviews(shared)
    for name, chosen in portions.of_records(shared, lists.users_of_fields(shared)):
        yield Bundle(f"fields-{name}", _some_fields, chosen)


def _some_fields(chosen: Chosen) -> Iterator[Artifact]:
    from motcua.outputs.plans import lists

    return lists.of_fields(chosen.portion.shared, chosen.ids)


def _directory(seen: Portion) -> Iterator[Part]:
    from motcua.outputs.plans import directory

    shared = seen.shared
    yield from directory.overviews(shared)
    for name, chosen in portions.of_records(shared, directory.users_of_laws(shared)):
        yield Bundle(f"laws-{name}", _some_laws, chosen)
    for name, chosen in portions.of_records(shared, directory.users_of_decisions(shared)):
        yield Bundle(f"decisions-{name}", _some_decisions, chosen)


def _some_laws(chosen: Chosen) -> Iterator[Artifact]:
    from motcua.outputs.plans import directory

    return directory.of_laws(chosen.portion.shared, chosen.ids)


def _some_decisions(chosen: Chosen) -> Iterator[Artifact]:
    from motcua.outputs.plans import directory

    return directory.of_decisions(chosen.portion.shared, chosen.ids)


def _results(seen: Portion) -> Iterator[Artifact]:
    from motcua.outputs.plans import finding

    return finding.results_pages(seen.shared)


def _search(seen: Portion) -> Iterator[Artifact]:
    from motcua.outputs.plans import finding

    return finding.shards(seen.shared)


def _texts(seen: Texts) -> Iterator[Artifact]:
    from motcua.outputs import texts

    return texts.artifacts(marked(seen))


def _communes(seen: Portion) -> Iterator[Artifact]:
    from motcua.outputs.plans import finding

    return finding.communes_lists(seen.shared)


def _procedures(seen: Portion) -> Iterator[Artifact]:
    from motcua.outputs import opendata, texts
    from motcua.outputs.plans import papers, procedures

    shared = seen.shared
    # What is made of one record is made one after another: it is then at hand, and so is what was worked out of it.
    for card in shared.published():
        yield from procedures.artifacts(shared, card)
        yield from papers.artifacts(shared, card)
    yield from texts.of_procedures((card.code, shared.catalogue.record(card.code)) for card in shared.published() if card.code in shared.listed)
    yield from opendata.records(shared.catalogue, shared.states, shared.settings.site_url, shared.changed_on)


def _forms(seen: Portion) -> Iterator[Artifact]:
    from motcua.outputs import forms
    from motcua.outputs.forms import bundles, checking
    from motcua.outputs.opendata import forms as listed

    shared = seen.shared
    yield from forms.artifacts(shared.catalogue, shared.states)
    yield from bundles.artifacts(shared.catalogue, shared.states)
    yield from checking.artifacts(shared.catalogue, shared.states, shared.words)
    yield from listed.listing(shared.catalogue, shared.states, shared.settings.site_url)


def _filling(shared: Shared) -> Iterator[Artifact]:
    """What fills a form is looked at on every build: it is installed, and no file of the catalogue says so."""
    if any(form.template for form in shared.catalogue.forms.values()):
        from motcua import form_files
        from motcua.outputs import fill

        yield from fill.artifacts(form_files.published(shared.catalogue, shared.states))


def _web(seen: Portion) -> Iterator[Artifact]:
    from motcua.outputs import web
    from motcua.outputs.plans import departments, directory, finding, front, guides, lists, procedures

    shared = seen.shared
    found = (page for plan in (front, procedures, departments, guides, lists, directory, finding) for page in plan.found(shared))
    return web.artifacts(found, shared.languages, shared.settings.site_url, has_drafts=shared.settings.drafts)


def _data(shared: Shared) -> Iterator[Artifact]:
    """The list of all data names the digest of every procedure's file: nothing could be spared by not opening it."""
    from motcua.outputs import opendata

    return opendata.listing(shared.catalogue, shared.states, shared.settings.site_url, shared.changed_on)


def _assets(shared: Shared) -> Iterator[Artifact]:
    from motcua.outputs import assets
    from motcua.outputs.frame import shell_assets
    from motcua.outputs.shell import engine_named

    return assets.artifacts(shell_assets(shared.frames, shared.settings.templates / "pages" / "assets"), engine_named(shared.settings.mkdocs_yml))


def _tools(shared: Shared) -> Iterator[Artifact]:
    from motcua.outputs import holidays, tool_words

    yield from map(tool_words.artifact, shared.words.values())
    yield from holidays.artifacts(shared.catalogue.holidays)
