"""What a reader can have worked out on a procedure's page: each tool with its facts, or with what is missing for it."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motcua import json_text, say, urls
from motcua.interface import Words
from motcua.model import Procedure
from motcua.model.views import DepartmentView, FormView
from motcua.offers import date, dossier, fee, place
from motcua.offers.offer import Missing, Offer
from motcua.outputs.pages.shell import Site
from motcua.outputs.pages.ways import Ways
from motcua.outputs.render import Markup

SCRIPT = urls.ASSETS + "tools.js"


class Tool(NamedTuple):
    """A tool under the question that it answers; `data` is JSON, empty where the sentences of `missing` stand instead."""

    key: str
    heading: str
    lead: str
    data: Markup
    missing: tuple[str, ...]


class Tools(NamedTuple):
    """The tools of a page and the script that opens them; `fallback` stands where no script runs, `failed` where one cannot be loaded."""

    all: tuple[Tool, ...]
    script: str
    fallback: str
    failed: str


class Asked(NamedTuple):
    """Whose page it is: the record, its state, the case that is chosen, the departments that it names, where its laws are told, its forms; the site."""

    record: Procedure
    state: str
    case: str
    departments: Mapping[str, DepartmentView]
    laws: Mapping[str, str]
    forms: tuple[FormView, ...]
    site: Site


def tools(asked: Asked, words: Words, way: Ways) -> Tools:
    """The tools for what still applies and is told in full enough."""
    is_offered = asked.state not in say.GONE and asked.record.completeness != "listed"
    found = tuple(_tool(key, offered, words) for key, offered in _offered(asked, words, way) if offered) if is_offered else ()
    has_script = any(tool.data for tool in found)
    return Tools(found, way.file(SCRIPT) if has_script else "", words("tools.fallback"), words("tools.failed"))


def _offered(asked: Asked, words: Words, way: Ways) -> Iterator[tuple[str, Offer | Missing | None]]:
    """What each tool is offered, in the order in which the page shows them."""
    record, case = asked.record, asked.case
    yield "dossier", dossier.offer(record, case, _around(asked, words, way), words)
    # Nobody's days are counted by rules that nobody here has set.
    if asked.site.counts_days:
        yield "date", date.offer(record, case, asked.departments, words)
    yield "fee", fee.offer(record, case, asked.laws, words)
    yield "where", place.offer(record, asked.departments, words, place.Around(way.file(urls.communes(words.language)), way(urls.OFFICES), asked.site.counts_days))


def _around(asked: Asked, words: Words, way: Ways) -> dossier.Around:
    """What stands around the papers on this page."""
    forms = {form.id: (say.paired(form.title, words.language), f"{way(urls.form(form.id))}#dien={asked.record.code}") for form in asked.forms}
    path = urls.in_language(urls.procedure(asked.record.code, asked.case), words.language, asked.site.languages)
    return dossier.Around(asked.departments, forms, urls.absolute(asked.site.url, path) if asked.site.url else "", asked.state, asked.site.hotline)


def _tool(key: str, offered: Offer | Missing, words: Words) -> Tool:
    heading, lead = words(f"tool_{key}.heading"), words(f"tool_{key}.lead")
    if isinstance(offered, Missing):
        return Tool(key, heading, "", Markup(""), tuple(words(f"tool_{key}.{each}") for each in offered.keys))
    return Tool(key, heading, lead, Markup(json_text.inline(offered.facts)), ())
