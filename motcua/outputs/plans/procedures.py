"""The pages of procedures and their cases, what leads on from former codes, and the data of each."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import resolve, urls
from motcua.model.views import Card
from motcua.outputs import web
from motcua.outputs.artifact import Artifact
from motcua.outputs.pages import moved, procedure
from motcua.outputs.pages.procedure_context import Parts
from motcua.outputs.shared import Shared


def artifacts(shared: Shared, card: Card) -> Iterator[Artifact]:
    """A page for the procedure and each of its cases, in each language; one that leads on at each former code."""
    parts = parts_of(shared, card)
    for language, words in shared.words.items():
        for case in ("", *(each.id for each in card.cases)):
            frame = shared.frame("page", urls.procedure(card.code, case), language)
            yield procedure.artifact(procedure.Inputs(parts, case, words, frame), shared.languages)
    for old in card.former_codes:
        if old not in shared.states:
            for words in shared.words.values():
                yield moved.artifact(moved.Inputs(old, card.code, card.short_name or card.name, words, shared.site, shared.look), shared.languages)


def parts_of(shared: Shared, card: Card) -> Parts:
    """What all pages of one procedure are given, gathered once."""
    targets, known, code = card.targets, shared.known, card.code
    return Parts(
        code=code, record=shared.catalogue.record(code), state=shared.states[code], file=shared.file(card.file), changed_on=shared.changed_on[code],
        field=shared.fields[card.field], departments=known("departments", targets.get("department", ())),
        laws=known("laws", (*targets.get("law", ()), *card.mentions)), decisions=known("decisions", targets.get("decision", ())),
        forms=known("forms", targets.get("form", ())), neighbours=known("summaries", (*targets.get("procedure", ()), *card.mentions)),
        family=shared.relatives(code), terms=shared.terms, spoken=shared.spoken, contact=shared.contact, site=shared.site, look=shared.look,
    )


def found(shared: Shared) -> Iterator[web.Page]:
    """The addresses that search engines are told of, each with the languages in which it really is written."""
    for card in shared.published():
        if resolve.is_listed(card, shared.states[card.code]):
            spoken = tuple(language for language, _ in card.name if language in shared.languages)
            for case in ("", *(each.id for each in card.cases)):
                yield web.Page(urls.procedure(card.code, case), spoken, shared.changed_on[card.code])
