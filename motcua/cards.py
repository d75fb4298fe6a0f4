"""The card of a procedure: what other pages and rules across the catalogue may know of it while its file stays shut."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from motcua import figures, passages, say
from motcua.catalogue import digest_of
from motcua.families import act_of
from motcua.mentions import mentioned
from motcua.model import Component, Fee, Procedure
from motcua.model.procedure import Delegation
from motcua.model.views import Card, CaseName, Reference
from motcua.narrow import words
from motcua.text import LANGUAGES

def card_of(procedure: Procedure, file: str, digest: str) -> Card:
    """Build the card as far as rules ask."""
    targets: dict[str, dict[str, None]] = {}
    for reference in references(procedure):
        targets.setdefault(reference.kind, {})[reference.target] = None
    return Card(
        code=procedure.code, file=file, digest=digest, origin=procedure.origin, name=words(procedure.name),
        short_name=words(procedure.short_name), popular_names=procedure.popular_names, status=procedure.status,
        effective_from=_iso(procedure.effective_from), effective_to=_iso(procedure.effective_to),
        replaced_by=procedure.replaced_by or "", former_codes=procedure.former_codes, is_internal=procedure.is_internal,
        completeness=procedure.completeness, field=procedure.field, levels=procedure.administrative_levels,
        applicants=procedure.applicant_types, executing=procedure.executing_agencies,
        cases=tuple(CaseName(case.id, words(case.name)) for case in procedure.cases),
        targets={kind: tuple(found) for kind, found in targets.items()}, mentions=mentions(procedure),
        updated_on=max(_iso(procedure.updated_on), _iso(procedure.approved_on)),
        keywords=procedure.keywords, online=procedure.online_service, results=tuple(result.code for result in procedure.results if result.code),
        cost=figures.cost(procedure) or (), days=figures.days(procedure), ends=tuple(ends(procedure)),
        languages=tuple(dict.fromkeys(
            language for text in (procedure.name, procedure.short_name, procedure.summary) if text for language, _ in text.items())),
        act=tuple(act_of(procedure.name.vi)),
        fee_laws=tuple(dict.fromkeys(law for fee in procedure.fees for law in fee.legal_basis)),
    )


def as_shown(card: Card, procedure: Procedure, languages: tuple[str, ...] = LANGUAGES) -> Card:
    """The card with what lists say of the procedure, in every language, and with the digests of what each output sees."""
    card = card._replace(
        time=tuple((language, say.time_line(procedure, language)) for language in languages),
        fee=tuple((language, say.fee_line(procedure, language)) for language in languages),
        place=tuple((language, say.place_line(procedure, language)) for language in languages), told=passages.digest(procedure),
    )
    return card._replace(shown=digest_of(as_listed(card)), sought=digest_of(as_sought(card)))


# What a procedure's own pages alone know of it, and what follows from all of its file.
_ITS_OWN = {"file": "", "mentions": (), "ends": (), "digest": "", "sought": "", "told": ""}


def as_sought(card: Card) -> Card:
    """The card as far as the search index may see it; `sought` is the digest of that."""
    return card._replace(**_ITS_OWN)


def as_listed(card: Card) -> Card:
    """The card as far as lists may see it; `shown` is the digest of that."""
    return card._replace(**_ITS_OWN, keywords=(), popular_names=())


def ends(procedure: Procedure) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The path and the last ISO day of each value that ends of itself, and that no other one follows on the next day."""
    for key in ("fees", "delegations"):
        items = getattr(procedure, key)
        for number, item in enumerate(items):
            if item.valid_to and not any(_follows(each, item) for each in items):
                yield (key, number, "valid_to"), item.valid_to.isoformat()
    if procedure.effective_to and procedure.status not in ("abolished", "replaced"):
        yield ("effective_to",), procedure.effective_to.isoformat()


# What two fees, or two delegations, must have in common for one to follow the other.
_SAME = ("name", "kind", "cases", "channels", "condition", "only_if", "per", "area", "applicant", "counted", "agency")


def _follows(later: Fee | Delegation, item: Fee | Delegation) -> bool:
    """Whether a value begins on the day after another, and is of the same thing for the same people."""
    return later.valid_from == item.valid_to + timedelta(days=1) and all(getattr(later, key, None) == getattr(item, key, None) for key in _SAME)


def _iso(day) -> str:
    return day.isoformat() if day else ""


def references(procedure: Procedure) -> Iterator[Reference]:
    """Every mention of another record, with the path of the field that names it."""
    yield Reference("field", procedure.field, ("field",))
    for key in ("executing_agencies", "competent_authorities", "coordinating_agencies"):
        for number, agency in enumerate(getattr(procedure, key)):
            yield Reference("department", agency, (key, number))
    for number, delegation in enumerate(procedure.delegations):
        yield Reference("department", delegation.agency, ("delegations", number, "agency"))
    for number, place in enumerate(procedure.reception_places):
        if place.department:
            yield Reference("department", place.department, ("reception_places", number, "department"))
        if place.department and place.office:
            yield Reference("office", f"{place.department}/{place.office}", ("reception_places", number, "office"))
        elif place.department:
            yield Reference("every_office", place.department, ("reception_places", number, "department"))
    for number, decision in enumerate(procedure.publication_decisions):
        yield Reference("decision", decision, ("publication_decisions", number))
    for number, form in enumerate(procedure.forms):
        yield Reference("form", form, ("forms", number))
    yield from _laws(procedure)
    yield from _procedures(procedure)
    yield from _case_names(procedure)
    if procedure.dossier:
        for at, component in components(procedure.dossier.components, ("dossier", "components")):
            if component.form:
                yield Reference("form", component.form, (*at, "form"))


def _laws(procedure: Procedure) -> Iterator[Reference]:
    for number, basis in enumerate(procedure.legal_basis):
        yield Reference("law", basis.law, ("legal_basis", number, "law"))
    for key in ("fees", "redress"):
        for number, item in enumerate(getattr(procedure, key)):
            for place, law in enumerate(item.legal_basis):
                yield Reference("law", law, (key, number, "legal_basis", place))


def _procedures(procedure: Procedure) -> Iterator[Reference]:
    if procedure.replaced_by:
        yield Reference("procedure", procedure.replaced_by, ("replaced_by",))
    for number, related in enumerate(procedure.related_procedures):
        yield Reference("procedure", related.procedure, ("related_procedures", number, "procedure"))
    for number, part in enumerate(procedure.one_stop.parts if procedure.one_stop else ()):
        if part.procedure:
            yield Reference("procedure", part.procedure, ("one_stop", "parts", number, "procedure"))
        if part.agency:
            yield Reference("department", part.agency, ("one_stop", "parts", number, "agency"))


def _case_names(procedure: Procedure) -> Iterator[Reference]:
    rows = [(("steps", n), s) for n, s in enumerate(procedure.steps)]
    rows += [(("fees", n), f) for n, f in enumerate(procedure.fees)]
    rows += [(("internal_process", n), p) for n, p in enumerate(procedure.internal_process)]
    if procedure.processing_time:
        rows += [(("processing_time", "rows", n), r) for n, r in enumerate(procedure.processing_time.rows)]
        if procedure.processing_time.file_within:
            rows.append((("processing_time", "file_within"), procedure.processing_time.file_within))
    if procedure.dossier:
        rows += list(components(procedure.dossier.components, ("dossier", "components")))
    for at, row in rows:
        for number, case in enumerate(row.cases):
            yield Reference("case", case, (*at, "cases", number))


def components(items: tuple[Component, ...], at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Component]]:
    """Every paper and group of a dossier's tree with its path, parents first."""
    for number, item in enumerate(items):
        yield (*at, number), item
        yield from components(item.of, (*at, number, "of"))


def mentions(procedure: Procedure) -> tuple[str, ...]:
    """Codes and numbers of laws named in the author's sentences, each once: candidates for links."""
    prose = [step.text for step in procedure.steps]
    prose += [component.paper for _, component in components(procedure.dossier.components, ()) if component.paper] if procedure.dossier else []
    prose += [text for text in (procedure.requirements, procedure.requirements_text) if text]
    return mentioned(*(sentence for text in prose for _, sentence in text.items()))


def to_plain(card: Card) -> tuple:
    """The card as the parse cache keeps it."""
    return tuple(card._replace(cases=tuple(map(tuple, card.cases))))


def from_plain(values: tuple) -> Card:
    """The card out of the parse cache; a wrong shape raises ValueError or TypeError."""
    card = Card(*values)
    return card._replace(cases=tuple(CaseName(*case) for case in card.cases)) if card.cases else card
