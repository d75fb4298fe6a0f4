"""The page of a procedure, or of one of its cases: what a citizen must bring, pay, wait for, and where to go."""
from __future__ import annotations

from motcua import jsonld, say, urls
from motcua.outputs.artifact import Artifact
from motcua.outputs.pages import shell
from motcua.outputs.pages.procedure_blocks import Gathering
from motcua.outputs.pages.procedure_context import Inputs, Page
from motcua.outputs.pages.shell import Crumb, Heading, Sheet
from motcua.outputs.render import Markup, render

__all__ = ["Inputs", "artifact", "make"]


def artifact(inputs: Inputs, languages: tuple[str, ...]) -> Artifact:
    """The file of the page, in the language of its words."""
    path = urls.procedure(inputs.code, inputs.case)
    return Artifact(urls.file_of(urls.in_language(path, inputs.words.language, languages)), make, inputs)


def make(inputs: Inputs) -> bytes:
    """The whole page."""
    gathering = Gathering(inputs)
    page = gathering.page()
    body = Markup(render(inputs.look, "procedure.html", page=page))
    return shell.page(inputs.frame, _sheet(gathering, page, body), inputs.site, inputs.words)


def _sheet(gathering: Gathering, page: Page, body: Markup) -> Sheet:
    """The page for its frame."""
    inputs, record, words = gathering.inputs, gathering.record, gathering.words
    whose = shell.publisher(inputs.site, words.language)
    preview = say.preview(record, words.language, whose, gathering.departments, inputs.case, gathering.answers)
    translated = tuple(language for language, _ in record.name.items())
    return Sheet(
        path=urls.procedure(inputs.code, inputs.case), title=preview.title, description=preview.description, body=body,
        translated=translated, trail=_trail(gathering), contents=_contents(page),
        file=inputs.file, about=record.code, json_ld=_linked_data(gathering) if words.language in translated else None, state=inputs.state, hidden=inputs.state == "draft",
    )


def _linked_data(gathering: Gathering) -> dict | None:
    """The service as search engines read it; a page with a case chosen leaves it to the procedure's own page."""
    inputs = gathering.inputs
    if inputs.case:
        return None
    path = urls.in_language(urls.procedure(inputs.code), gathering.words.language, inputs.site.languages)
    url = urls.absolute(inputs.site.url, path) if inputs.site.url else ""
    return jsonld.government_service(
        gathering.record, gathering.words, state=inputs.state, url=url, field=inputs.field.name, departments=gathering.departments)


def _trail(gathering: Gathering) -> tuple[Crumb, ...]:
    """The field, then the code."""
    field, words = gathering.inputs.field, gathering.words
    crumbs = (Crumb(say.paired(field.name, words.language), gathering.way(field.address) if field.address else ""),
              Crumb(words("shared.code", code=gathering.record.code)))
    return tuple(crumb for crumb in crumbs if crumb.text)


def _contents(page: Page) -> tuple[Heading, ...]:
    """The blocks that this page really has, in their order."""
    held = {
        "deadline": page.deadline, "cases": page.chooser, "summary": page.rows, "papers": page.has_papers, "forms": page.forms,
        "steps": page.steps, "correction": page.corrections, "requirements": page.requirements, "results": page.results,
        "related": page.related, "redress": page.redress, "basis": page.basis, "published": page.published,
    }
    titles = {"cases": page.chooser and str(page.chooser.question), "deadline": page.words("heading.file_within")}
    return tuple(Heading(key, titles.get(key) or page.words(f"heading.{key}")) for key, block in held.items() if block)
