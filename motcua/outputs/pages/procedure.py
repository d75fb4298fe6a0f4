"""The page of a procedure, or of one of its cases: what a citizen must bring, pay, wait for, and where to go."""
from __future__ import annotations

from motcua import say, urls
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
    preview = say.preview(record, words.language, shell.publisher(inputs.site, words.language), gathering.departments, inputs.case)
    return Sheet(
        path=urls.procedure(inputs.code, inputs.case), title=preview.title, description=preview.description, body=body,
        translated=tuple(language for language, _ in record.name.items()), trail=_trail(gathering), contents=_contents(page),
        file=inputs.file, about=record.code, json_ld=inputs.json_ld, state=inputs.state, hidden=inputs.state == "draft",
    )


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
