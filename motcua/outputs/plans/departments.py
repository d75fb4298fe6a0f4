"""The pages of departments, and the pages written by hand."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import narrow, urls
from motcua.outputs import web
from motcua.outputs.artifact import Artifact
from motcua.outputs.forms import bundles
from motcua.outputs.pages import department, written
from motcua.outputs.shared import Shared


def users_of_departments(shared: Shared) -> dict[str, set[str]]:
    """Each department, with the codes of the procedures that its pages show, and of those that name its forms."""
    codes: dict[str, set[str]] = {each: set() for each in shared.catalogue.departments}
    for card in shared.catalogue.procedures.values():
        forms_of = (form.partition("/")[0] for form in card.targets.get("form", ()))
        for each in (*card.executing, *card.targets.get("department", ()), *forms_of):
            if each in codes:
                codes[each].add(card.code)
    return codes


def found(shared: Shared) -> Iterator[web.Page]:
    """The addresses that search engines are told of, each with the languages in which it really is written."""
    for one in shared.catalogue.departments.values():
        spoken = tuple(language for language, _ in one.name.items() if language in shared.languages)
        yield web.Page(urls.department(one.id), spoken, str(one.updated_on or ""))
    for name in dict.fromkeys(page.name for page in shared.catalogue.pages):
        yield web.Page(urls.written_page(name), tuple(page.language for page in shared.catalogue.pages if page.name == name))


def of_departments(shared: Shared, ids: tuple[str, ...]) -> Iterator[Artifact]:
    """The pages of these departments."""
    of, fields = shared.catalogue, {name: field.name for name, field in shared.fields.items()}
    zips = bundles.of_departments(of, shared.states, ids)
    for one in map(of.departments.__getitem__, ids):
        share = shared.index.share(one.id)
        parts = tuple(department.Other(other.id, narrow.words(other.name)) for other in of.departments.values() if other.parent == one.id)
        parent = of.departments.get(one.parent or "")
        settles = shared.index.by_field(share.settles, fields)
        own = tuple(form for form_id, form in shared.forms.items() if form_id.startswith(f"{one.id}/"))
        changed_on = max((str(one.updated_on or one.verified_on or ""), *(shared.changed_on[each.code] for held in share for each in held)))
        for language, words in shared.words.items():
            yield department.artifact(department.Inputs(
                one, shared.file(of.files["department", one.id]), parent and department.Other(parent.id, narrow.words(parent.name)), parts,
                settles, share.joins, share.internal, own, bundles.size_of(zips[one.id]) if one.id in zips else 0, changed_on, words,
                shared.site, shared.look, shared.frame("page", urls.department(one.id), language)), shared.languages)


def written_pages(shared: Shared) -> Iterator[Artifact]:
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
                shared.frame("page", urls.written_page(name), language)), shared.languages)
