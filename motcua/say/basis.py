"""The small print in words: laws, decisions, agencies, delegations, the internal process, sources, dates, what is invented."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from motcua import urls
from motcua.interface import Words
from motcua.model import Procedure
from motcua.model.procedure import Delegation, InternalProcess
from motcua.model.views import DecisionView, DepartmentView, LawView, Summary
from motcua.say.phrase import NOTHING, Said, capital, fill, join, paired, phrase, said
from motcua.say.durations import duration
from motcua.say.legal_texts import by_title
from motcua.text import date_text


class Fact(NamedTuple):
    """One line, with a link where it leads somewhere, and what is added to it."""

    text: Said
    href: str = ""
    note: Said = NOTHING


class Facts(NamedTuple):
    """What is said under one label; never without a line."""

    label: str
    lines: tuple[Fact, ...]


class Around(NamedTuple):
    """What a procedure's page may know of other records; `way` makes an address of the site a link of the page."""

    departments: Mapping[str, DepartmentView]
    laws: Mapping[str, LawView]
    decisions: Mapping[str, DecisionView]
    neighbours: Mapping[str, Summary]
    field: Said
    field_address: str
    way: Callable[[str], str]


def legal_facts(procedure: Procedure, around: Around, words: Words) -> tuple[Facts, ...]:
    """What the procedure rests on, who published it, who carries it out."""
    return _told(words, (
        ("laws", _laws(procedure, around, words)),
        ("decisions", _decisions(procedure, around, words)),
        ("executing", _agencies(procedure.executing_agencies, around, words)),
        ("competent", _agencies(procedure.competent_authorities, around, words)),
        ("coordinating", _agencies(procedure.coordinating_agencies, around, words)),
        ("delegations", [_delegation(each, around, words) for each in procedure.delegations]),
    ))


def office_facts(procedure: Procedure, around: Around, words: Words, case: str = "") -> tuple[Facts, ...]:
    """Where the procedure stands in the office's own order: field, level, kind, reception, internal process, codes."""
    levels = [words(f"basis.{level}") for level in procedure.administrative_levels if level != "not_stated"]
    kinds = [words(f"basis.{procedure.procedure_type}")] if procedure.procedure_type != "not_stated" else []
    kinds += [words("basis.local")] * procedure.is_local_specific + [words("basis.vertical")] * procedure.is_vertical
    return _told(words, (
        ("field", [Fact(around.field, around.way(around.field_address) if around.field_address else "")] if around.field else []),
        ("levels", [Fact(said(" · ".join(levels)))] if levels else []),
        ("type", [Fact(said(kind)) for kind in kinds]),
        ("one_stop", _reception(procedure, words)),
        ("parts", _parts(procedure, around, words)),
        ("online", _online(procedure, words)),
        *((("internal", _process(process, procedure, words)) for process in procedure.internal_process if _concerns(process, case))),
        ("former_codes", [Fact(said(", ".join(procedure.former_codes)))] if procedure.former_codes else []),
        ("other_names", [Fact(Said(((", ".join(procedure.popular_names), "" if words.language == "vi" else "vi"),)))]
         if procedure.popular_names else []),
    ))


def source_facts(procedure: Procedure, words: Words) -> tuple[Facts, ...]:
    """Where the page's facts were read, what is invented, what is missing, and all dates."""
    return _told(words, (
        ("sources", [_source(source, words) for source in procedure.sources]),
        ("illustrated", _invented(procedure, words)),
        ("gaps", [Fact(said(_field_names(procedure.gaps, words)))] if procedure.gaps else []),
        ("dates", [Fact(said(line)) for line in _dates(procedure, words)]),
    ))


def _told(words: Words, found: Iterable[tuple[str, list[Fact]]]) -> tuple[Facts, ...]:
    return tuple(Facts(words(f"basis.{label}"), tuple(lines)) for label, lines in found if lines)


def _laws(procedure: Procedure, around: Around, words: Words) -> list[Fact]:
    lines: dict[Said, Fact] = {}
    for reference in procedure.legal_basis:
        law = around.laws.get(reference.law)
        told = by_title(reference.law, paired(law.title, words.language) if law else NOTHING, phrase(reference.article, words.language), words)
        lines[told] = Fact(told, around.way(urls.law(law.number)) if law else "", _state(law, words))
    return list(lines.values())


def _state(law: LawView | None, words: Words) -> Said:
    if law is None or law.state not in ("amended", "expired"):
        return NOTHING
    successor = words("basis.law_replaced", law=law.replaced_by) if law.replaced_by else ""
    return join(", ", (words(f"basis.law_{law.state}"), successor))


def _decisions(procedure: Procedure, around: Around, words: Words) -> list[Fact]:
    lines = []
    for each in procedure.publication_decisions:
        decision = around.decisions.get(each)
        if decision is None:
            continue
        issued = decision.issued_on and date_text(date.fromisoformat(decision.issued_on), words.language)
        key = "basis.decision_dated" if issued else "basis.decision"
        number = words(key, number=decision.number, date=issued)
        lines.append(Fact(join(", ", (number, paired(decision.agency, words.language))), around.way(urls.decision(decision.id)), paired(decision.title, words.language)))
    return lines


def _agencies(ids: tuple[str, ...], around: Around, words: Words) -> list[Fact]:
    known = (around.departments[each] for each in ids if each in around.departments)
    return [Fact(paired(agency.name, words.language), around.way(urls.department(agency.id))) for agency in known]


def _delegation(delegation: Delegation, around: Around, words: Words) -> Fact:
    agency = around.departments.get(delegation.agency)
    days = [words(f"basis.delegation_{key}", date=date_text(day, words.language))
            for key, day in (("from", delegation.valid_from), ("to", delegation.valid_to)) if day]
    name = paired(agency.name, words.language) if agency else said(delegation.agency)
    return Fact(name, "", join(", ", (delegation.decision or NOTHING, *days)))


def _reception(procedure: Procedure, words: Words) -> list[Fact]:
    kind = procedure.one_stop.kind if procedure.one_stop else "not_stated"
    lines = [Fact(said(words(f"basis.one_stop_{kind}")))] if kind != "not_stated" else []
    return lines + ([Fact(said(words("basis.non_territorial")))] if procedure.non_territorial == "yes" else [])


def _parts(procedure: Procedure, around: Around, words: Words) -> list[Fact]:
    """The procedures that one dossier settles together: which, by whom, with what result, in what time."""
    lines = []
    for part in procedure.one_stop.parts if procedure.one_stop else ():
        neighbour = around.neighbours.get(part.procedure or "")
        name = paired(neighbour.short_name or neighbour.name, words.language) if neighbour else phrase(part.name, words.language)
        agency = around.departments.get(part.agency or "")
        told = join(" · ", (paired(agency.name, words.language) if agency else NOTHING, phrase(part.result, words.language),
                            duration(part.time, words) if part.time else NOTHING))
        lines.append(Fact(name or said(part.procedure or ""), around.way(urls.procedure(part.procedure)) if neighbour else "", told))
    return lines


def _online(procedure: Procedure, words: Words) -> list[Fact]:
    kind, lines = procedure.online_service, []
    if kind != "not_stated":
        reason = phrase(procedure.online_partial_reason, words.language) if kind == "partial" else NOTHING
        lines.append(Fact(join(": ", (words(f"basis.online_{kind}"), reason))))
    if procedure.proactive_level:
        lines.append(Fact(said(words("basis.proactive", level=procedure.proactive_level))))
    if legacy := procedure.legacy_online_level:
        lines.append(Fact(said(words("basis.legacy", level=legacy.level, date=date_text(legacy.said_on, words.language)))))
    return lines


def _concerns(process: InternalProcess, case: str) -> bool:
    return not case or not process.cases or case in process.cases


def _process(process: InternalProcess, procedure: Procedure, words: Words) -> list[Fact]:
    names = {case.id: phrase(case.name, words.language) for case in procedure.cases}
    decision = words("basis.internal_decision", decision=process.decision) if process.decision else ""
    opening = capital(join(", ", (*(names[case] for case in process.cases if case in names), decision)))
    steps = [Fact(join(": ", (phrase(step.name, words.language), duration(step.time, words))), "", phrase(step.unit, words.language))
             for step in process.steps]
    return [Fact(opening), *steps] if opening else steps


def _source(source, words: Words) -> Fact:
    read = words("basis.read_on", date=date_text(source.read_on, words.language)) if source.read_on else ""
    covers = words("basis.source_covers", fields=_field_names(source.covers, words)) if source.covers else ""
    title = phrase(source.title, words.language)
    decision = source.decision if source.decision and source.decision not in str(title) else ""
    return Fact(join(", ", (title, decision)), source.url or "", join("; ", (read, covers)))


def _invented(procedure: Procedure, words: Words) -> list[Fact]:
    if not procedure.illustrative:
        return []
    return [Fact(said(words("basis.illustrated_hint", fields=_field_names(procedure.illustrative, words))))]


def _field_names(paths: Iterable[str], words: Words) -> str:
    """The fields that paths lead to, each once, in the reader's words."""
    names = []
    for path in paths:
        key = path.partition(".")[0].partition("[")[0]
        names.append(words(f"field.{key}") if f"field.{key}" in words else words("field.others"))
    return words("shared.list").join(dict.fromkeys(names))


def _dates(procedure: Procedure, words: Words) -> Iterator[str]:
    for key in ("effective_from", "effective_to", "verified_on", "updated_on"):
        if day := getattr(procedure, key):
            yield words(f"basis.{key}", date=date_text(day, words.language))
    if procedure.approved_by:
        key = "basis.approved_on" if procedure.approved_on else "basis.approved"
        yield words(key, who=procedure.approved_by, date=procedure.approved_on and date_text(procedure.approved_on, words.language))
