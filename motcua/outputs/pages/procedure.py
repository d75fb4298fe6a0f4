"""The page of a procedure, or of one of its cases: what a citizen must bring, pay, wait for, and where to go."""
from __future__ import annotations

from motcua import jsonld, say, urls
from motcua.interface import Words
from motcua.outputs.artifact import Artifact
from motcua.outputs.pages import shell
from motcua.outputs.pages.colophon import Version
from motcua.outputs.pages.explained import TermView, anchor, explained
from motcua.outputs.pages.procedure_blocks import Gathering
from motcua.outputs.pages.procedure_context import Inputs, Page
from motcua.outputs.pages.shell import Crumb, Heading, Sheet
from motcua.outputs.render import Markup, render

__all__ = ["Inputs", "artifact", "make"]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    path = urls.procedure(inputs.parts.code, inputs.case)
    return Artifact(urls.file_of(urls.in_language(path, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    gathering, parts = Gathering(inputs), inputs.parts
    page = gathering.page()
    # Above the papers stands what is read at a glance: no link but those that act.
    glance, end, rest = render(parts.look, "procedure.html", page=page).partition("</section>")
    told, terms = explained(Markup(rest), parts.terms)
    body = Markup(glance + end) + told
    if terms:
        body += Markup(render(parts.look, "words-explained.html", terms=_explanations(terms, inputs.words), words=inputs.words))
    return shell.page(inputs.frame, _sheet(gathering, page, body, has_terms=bool(terms)), parts.site, inputs.words)


def _explanations(terms: tuple[TermView, ...], words: Words) -> tuple[tuple[str, str, say.Said], ...]:
    """The words of the page that are explained under it: anchor, word, meaning."""
    return tuple((anchor(term.id), dict(term.term)["vi"], say.paired(term.meaning, words.language)) for term in terms)


def _sheet(gathering: Gathering, page: Page, body: Markup, *, has_terms: bool) -> Sheet:
    """The page for its frame."""
    inputs, parts, record, words = gathering.inputs, gathering.parts, gathering.record, gathering.words
    whose = shell.publisher(parts.site, words.language)
    preview = say.preview(record, words.language, whose, gathering.departments, inputs.case, gathering.answers)
    translated = tuple(language for language, _ in record.name.items())
    return Sheet(
        kind="procedure", path=urls.procedure(parts.code, inputs.case), title=preview.title, description=preview.description, body=body,
        translated=translated, trail=_trail(gathering), contents=_contents(page, has_terms=has_terms), file=parts.file, about=record.code,
        json_ld=_linked_data(gathering) if words.language in translated else None, state=parts.state, hidden=parts.state == "draft",
        version=Version(parts.changed_on, tuple(each.number for each in parts.decisions)), cited=_cited(gathering, page),
    )


def _cited(gathering: Gathering, page: Page) -> str:
    """The name under which the page is cited: its own, its code, its case."""
    return ", ".join(str(each) for each in (page.name, gathering.words("shared.code", code=gathering.record.code), page.case) if each)


def _linked_data(gathering: Gathering) -> dict | None:
    """The service as search engines read it; a page with a case chosen leaves it to the procedure's own page."""
    inputs = gathering.inputs
    if inputs.case:
        return None
    path = urls.in_language(urls.procedure(inputs.parts.code), gathering.words.language, inputs.parts.site.languages)
    url = urls.absolute(inputs.parts.site.url, path) if inputs.parts.site.url else ""
    return jsonld.government_service(
        gathering.record, gathering.words, state=inputs.parts.state, url=url, field=inputs.parts.field.name, departments=gathering.departments)


def _trail(gathering: Gathering) -> tuple[Crumb, ...]:
    """The field, then the code."""
    field, words = gathering.inputs.parts.field, gathering.words
    crumbs = (Crumb(say.paired(field.name, words.language), gathering.way(field.address) if field.address else ""),
              Crumb(words("shared.code", code=gathering.record.code)))
    return tuple(crumb for crumb in crumbs if crumb.text)


def _contents(page: Page, *, has_terms: bool) -> tuple[Heading, ...]:
    """The blocks that this page really has, in their order."""
    held = {
        "deadline": page.deadline, "cases": page.chooser, "summary": page.rows, "papers": page.has_papers, "forms": page.forms,
        "steps": page.steps, "correction": page.corrections, "requirements": page.requirements, "results": page.results,
        "related": page.related, "redress": page.redress, "basis": page.basis, "published": page.published, "terms": has_terms,
    }
    titles = {"cases": page.chooser and str(page.chooser.question), "deadline": page.words("heading.file_within")}
    return tuple(Heading(key, titles.get(key) or page.words(f"heading.{key}")) for key, block in held.items() if block)
