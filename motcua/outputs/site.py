"""The list of everything that a site is made of: every output's artifacts."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import index, narrow, resolve, urls
from motcua.catalogue import Catalogue
from motcua.model.views import Card
from motcua.outputs import assets, forms, opendata, web
from motcua.outputs.artifact import Artifact
from motcua.outputs.frame import shell_assets
from motcua.outputs.pages import a_to_z, department, home, moved, not_found, procedure, written
from motcua.outputs.shared import Settings, Shared
from motcua.outputs.shell import engine_named

__all__ = ["Settings", "artifacts"]


def artifacts(catalogue: Catalogue, settings: Settings) -> Iterator[Artifact]:
    """Every file of the site."""
    shared = Shared(catalogue, settings)
    yield from _home(shared)
    yield from _a_to_z(shared)
    yield from _procedures(shared)
    yield from _departments(shared)
    yield from _written(shared)
    yield from _moved(shared)
    yield not_found.artifact(not_found.Inputs(
        tuple(shared.words.values()), shared.site, shared.look, shared.frames["not-found", shared.languages[0], None]))
    yield from opendata.artifacts(catalogue, shared.states, settings.site_url, shared.changed_on)
    yield from forms.artifacts(catalogue, shared.states)
    yield from web.artifacts(_found_by_engines(shared), shared.languages, settings.site_url, has_drafts=settings.drafts)
    yield from assets.artifacts(shell_assets(shared.frames, settings.templates / "pages" / "assets"), engine_named(settings.mkdocs_yml))


def _home(shared: Shared) -> Iterator[Artifact]:
    offices = home.offices(shared.catalogue.departments.values(), shared.index)
    note = narrow.words(shared.catalogue.publisher.source_note)
    for language, words in shared.words.items():
        yield home.artifact(home.Inputs(
            offices, len(shared.index.public), index.letters(shared.index.public, language), shared.contact, note, words, shared.site,
            shared.look, shared.frame("home", urls.HOME, language)), shared.languages)


def _a_to_z(shared: Shared) -> Iterator[Artifact]:
    for language, words in shared.words.items():
        yield a_to_z.artifact(a_to_z.Inputs(
            shared.index.public, shared.index.internal, words, shared.site, shared.look, shared.frame("a-to-z", urls.A_TO_Z, language)),
            shared.languages)


def _procedures(shared: Shared) -> Iterator[Artifact]:
    """A page for each procedure and each of its cases, in each language."""
    for card in shared.published():
        parts = _parts(shared, card)
        for language in shared.languages:
            for case in ("", *(each.id for each in card.cases)):
                frame = shared.frame("procedure", urls.procedure(card.code, case), language)
                inputs = procedure.Inputs(case=case, words=shared.words[language], frame=frame, **parts)
                yield procedure.artifact(inputs, shared.languages)


def _parts(shared: Shared, card: Card) -> dict[str, object]:
    """What all pages of one procedure are given, gathered once: a shared value is digested once."""
    targets = card.targets
    return {
        "code": card.code, "record": shared.catalogue.record(card.code), "state": shared.states[card.code], "file": shared.file(card.file),
        "field": shared.fields[card.field], "departments": _known(shared.departments, targets.get("department", ())),
        "laws": _known(shared.laws, (*targets.get("law", ()), *card.mentions)),
        "decisions": _known(shared.decisions, targets.get("decision", ())), "forms": _known(shared.forms, targets.get("form", ())),
        "neighbours": _known(shared.summaries, (*targets.get("procedure", ()), *card.mentions)),
        "contact": shared.contact, "site": shared.site, "look": shared.look,
    }


def _known(views: dict, names: tuple[str, ...]) -> tuple:
    """The views of those names that are known, each once, in order."""
    return tuple(views[name] for name in dict.fromkeys(names) if name in views)


def _departments(shared: Shared) -> Iterator[Artifact]:
    of, fields = shared.catalogue, {name: field.name for name, field in shared.fields.items()}
    bundles = forms.bundles(of, shared.states)
    for one in of.departments.values():
        share = shared.index.share(one.id)
        parts = tuple(department.Other(other.id, narrow.words(other.name)) for other in of.departments.values() if other.parent == one.id)
        parent = of.departments.get(one.parent or "")
        own = tuple(form for form_id, form in shared.forms.items() if form_id.startswith(f"{one.id}/"))
        for language, words in shared.words.items():
            yield department.artifact(department.Inputs(
                one, shared.file(of.files["department", one.id]), parent and department.Other(parent.id, narrow.words(parent.name)), parts,
                shared.index.by_field(share.settles, fields), share.joins, share.internal, own,
                forms.size_of(bundles[one.id]) if one.id in bundles else 0, words, shared.site, shared.look,
                shared.frame("department", urls.department(one.id), language)), shared.languages)


def _written(shared: Shared) -> Iterator[Artifact]:
    """Each page by hand, in every language: where it was not written in one, as it was written in the first."""
    texts = {(page.name, page.language): page.text for page in shared.catalogue.pages}
    links = tuple((code, urls.procedure(code)) for code in shared.states)
    for name in dict.fromkeys(name for name, _ in texts):
        translated = tuple(language for language in shared.languages if (name, language) in texts)
        for language, words in shared.words.items() if translated else ():
            written_in = language if language in translated else translated[0]
            file = f"pages/{name}.md" if written_in == "vi" else f"pages/{name}.{written_in}.md"
            text = texts[name, written_in]
            yield written.artifact(written.Inputs(
                name, text, written_in, translated, file, tuple(link for link in links if link[0] in text), words, shared.site, shared.look,
                shared.frame("written", urls.written_page(name), language)), shared.languages)


def _moved(shared: Shared) -> Iterator[Artifact]:
    for card in shared.published():
        for old in card.former_codes:
            if old not in shared.states:
                for words in shared.words.values():
                    yield moved.artifact(moved.Inputs(old, card.code, card.short_name or card.name, words, shared.site, shared.look), shared.languages)


def _found_by_engines(shared: Shared) -> Iterator[web.Page]:
    """The addresses that search engines are told of, each with the languages in which it really is written."""
    yield web.Page(urls.HOME, shared.languages)
    yield web.Page(urls.A_TO_Z, shared.languages)
    for one in shared.catalogue.departments.values():
        yield web.Page(urls.department(one.id), _spoken(shared, narrow.words(one.name)), str(one.updated_on or ""))
    for name in dict.fromkeys(page.name for page in shared.catalogue.pages):
        yield web.Page(urls.written_page(name), tuple(page.language for page in shared.catalogue.pages if page.name == name))
    for card in shared.published():
        if resolve.is_listed(card, shared.states[card.code]):
            for case in ("", *(each.id for each in card.cases)):
                yield web.Page(urls.procedure(card.code, case), _spoken(shared, card.name), shared.changed_on[card.code])


def _spoken(shared: Shared, name: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(language for language, _ in name if language in shared.languages)
