"""What leaves the screen: the clerk's sheets, and the QR pictures that lead back from paper to the pages."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import resolve, urls
from motcua.model.views import Card
from motcua.outputs import qr
from motcua.outputs.artifact import Artifact
from motcua.outputs.pages import sheet
from motcua.outputs.shared import Shared


def artifacts(shared: Shared, card: Card) -> Iterator[Artifact]:
    """A picture for every page of the procedure or a case, where the site has an address, and a sheet for each that can be applied for."""
    cases = ("", *(each.id for each in card.cases))
    written = tuple(language for language, _ in card.name if language in shared.languages)
    if shared.settings.site_url:
        yield from _pictures(shared, card, cases, written)
    if has_sheet(card, shared.states[card.code]):
        yield from _sheets(shared, card, cases, written)


def has_sheet(card: Card, state: str) -> bool:
    """Whether a clerk would hand over a sheet: the procedure still holds, and its papers are known."""
    return state not in resolve.GONE and card.completeness != "listed"


def _pictures(shared: Shared, card: Card, cases: tuple[str, ...], written: tuple[str, ...]) -> Iterator[Artifact]:
    for language in written:
        for case in cases:
            page, picture = (urls.in_language(path(card.code, case), language, shared.languages) for path in (urls.procedure, urls.qr))
            yield qr.artifact(picture, urls.absolute(shared.settings.site_url, page))


def _sheets(shared: Shared, card: Card, cases: tuple[str, ...], written: tuple[str, ...]) -> Iterator[Artifact]:
    departments = shared.known("departments", card.targets.get("department", ()))
    decisions = shared.known("decisions", card.targets.get("decision", ()))
    record = shared.catalogue.record(card.code)
    for language in written:
        for case in cases:
            yield sheet.artifact(sheet.Inputs(
                card.code, record, shared.states[card.code], case, departments, decisions, shared.changed_on[card.code], written,
                shared.words[language], shared.site, shared.look, shared.frame("page", urls.sheet(card.code, case), language)), shared.languages)
