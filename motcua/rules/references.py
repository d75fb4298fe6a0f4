"""Rules across the catalogue on what records name of one another: it exists, it is published, it leads to an end."""
from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from motcua.cards import references
from motcua.catalogue import Catalogue
from motcua.model.views import Card
from motcua.problem import Finding, Problem
from motcua.rules.nearest import LIKE_A_CODE, like, there
from motcua.rules.unread import is_unread

Findings = Iterator[tuple[str, Finding]]
ALWAYS = ("authored", "imported")


def field_exists(catalogue: Catalogue) -> Findings:
    """A procedure names a field of work that `fields.yml` has."""
    yield from _dangling("field_exists", catalogue, "field", catalogue.fields)


def department_exists(catalogue: Catalogue) -> Findings:
    """A procedure or a department names a department that the catalogue has."""
    yield from _dangling("department_exists", catalogue, "department", catalogue.departments)
    for name, department in catalogue.departments.items():
        parent = department.parent
        if parent and parent not in catalogue.departments and not is_unread(catalogue, "department", parent):
            yield catalogue.files["department", name], Finding(
                "department_exists", ("parent",), parent, values=_meant(parent, catalogue.departments))


def office_exists(catalogue: Catalogue) -> Findings:
    """A procedure names an office that its department has."""
    known = {f"{name}/{office.id}" for name, department in catalogue.departments.items() for office in department.offices}
    for file, finding in _dangling("office_exists", catalogue, "office", known):
        department, _, office = str(finding.found).partition("/")
        if department in catalogue.departments:
            offices = [each.id for each in catalogue.departments[department].offices]
            values = (*_meant(office, offices), ("department", department))
            yield file, finding._replace(found=office, values=values)


def decision_exists(catalogue: Catalogue) -> Findings:
    """A procedure names a decision that the catalogue has."""
    yield from _dangling("decision_exists", catalogue, "decision", catalogue.decisions)


def law_exists(catalogue: Catalogue) -> Findings:
    """A procedure, a form or a law names a legal text that `laws.yml` has; of an imported procedure this is only reported."""
    yield from _dangling("law_exists", catalogue, "law", catalogue.laws, errors_of=("authored",))
    named = [(catalogue.files["form", name], ("legal_basis", number), law)
             for name, loaded in catalogue.forms.items() for number, law in enumerate(loaded.form.legal_basis)]
    named += [(catalogue.files["form", name], ("earlier", place, "legal_basis", number), law) for name, loaded in catalogue.forms.items()
              for place, version in enumerate(loaded.form.earlier) for number, law in enumerate(version.legal_basis)]
    named += [(catalogue.files["laws", ""], ("laws", number, "replaced_by"), law.replaced_by)
              for number, law in enumerate(catalogue.laws.values()) if law.replaced_by]
    for file, at, law in named:
        if law not in catalogue.laws and not is_unread(catalogue, "law", law):
            yield file, Finding("law_exists", at, law, values=_meant(law, catalogue.laws))


def law_in_force_is_named(catalogue: Catalogue) -> Findings:
    """A procedure that holds rests on legal texts that hold; one that `laws.yml` calls expired is named where it stands."""
    expired = {number: law.replaced_by or "" for number, law in catalogue.laws.items() if law.state == "expired"}
    for card in catalogue.procedures.values():
        if card.status in ("in_force", "amended", "not_stated"):
            # Told once a law: whoever replaces it in one place sees the others.
            for law, at in {law: at for at, law in reversed([*_naming(catalogue, card, "law", expired.__contains__)])}.items():
                yield card.file, Finding("law_in_force_is_named", at, law, "warning", (("successor", expired[law]),))


def form_exists(catalogue: Catalogue) -> Findings:
    """A procedure names a form that lies among the forms."""
    yield from _dangling("form_exists", catalogue, "form", catalogue.forms)


def procedure_exists(catalogue: Catalogue) -> Findings:
    """A procedure names a procedure that the catalogue has; of an imported one this is only reported."""
    yield from _dangling("procedure_exists", catalogue, "procedure", catalogue.procedures, errors_of=("authored",))


def published_procedure_links_no_draft(catalogue: Catalogue) -> Findings:
    """A published procedure leads its readers to published ones."""
    drafts = {card.code for card in catalogue.cards if card.status == "draft"}
    for card in catalogue.procedures.values():
        if card.status != "draft":
            for at, target in _naming(catalogue, card, "procedure", drafts.__contains__):
                yield card.file, Finding("published_procedure_links_no_draft", at, target, "warning")


def replacements_come_to_an_end(catalogue: Catalogue) -> Findings:
    """Whoever follows `replaced_by` from procedure to procedure arrives at one that was not replaced."""
    after = {code: card.replaced_by for code, card in catalogue.procedures.items() if card.replaced_by}
    for circle in _circles(after):
        yield catalogue.procedures[circle[0]].file, Finding(
            "replacements_come_to_an_end", ("replaced_by",), after[circle[0]], values=(("circle", " → ".join((*circle, circle[0]))),))


def departments_stand_under_one(catalogue: Catalogue) -> Findings:
    """Whoever follows `parent` from department to department arrives at one that has none."""
    above = {name: department.parent for name, department in catalogue.departments.items() if department.parent}
    for circle in _circles(above):
        yield catalogue.files["department", circle[0]], Finding(
            "departments_stand_under_one", ("parent",), above[circle[0]], values=(("circle", " → ".join((*circle, circle[0]))),))


def _circles(following: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Every circle of two or more, begun at its smallest name."""
    for start in following:
        walked = [start]
        while (step := following.get(walked[-1])) is not None and step not in walked:
            walked.append(step)
        if step == start == min(walked) and len(walked) > 1:
            yield tuple(walked)


def _dangling(rule: str, catalogue: Catalogue, kind: str, known: Collection[str],
              errors_of: tuple[str, ...] = ALWAYS) -> Findings:
    """What procedures name and nothing answers to, each with the known name that was probably meant."""
    for card in catalogue.procedures.values():
        severity = "error" if card.origin in errors_of else "warning"
        for at, target in _naming(catalogue, card, kind, lambda name: name not in known and not is_unread(catalogue, kind, name)):
            yield card.file, Finding(rule, at, target, severity, _meant(target, known, kind, card.code))


def _naming(catalogue: Catalogue, card: Card, kind: str, is_meant: Callable[[str], bool]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where a procedure names what is meant; its file is opened only when it does."""
    if any(map(is_meant, card.targets.get(kind, ()))):
        for reference in references(catalogue.record(card.code).load()):
            if reference.kind == kind and is_meant(reference.target):
                yield reference.at, reference.target


def with_those_there(problem: Problem, catalogue: Catalogue) -> Problem:
    """A problem with a name that cannot be an id at all: with the ids that it may be, where they stand in another file."""
    if problem.rule != "id_is_well_formed":
        return problem
    values = dict(problem.values)
    listed = {"fields.yml": catalogue.fields, "departments/": catalogue.departments, "decisions/": catalogue.decisions}.get(values.get("listed", ""))
    return replace(problem, values={**values, **dict(there(problem.found, listed))}) if listed else problem


def _meant(target: str, known: Iterable[str], kind: str = "", own: str = "") -> tuple[tuple[str, str], ...]:
    """What was probably meant, and what there is; of the many procedures only one that looks much like it, and never the record itself."""
    if kind == "procedure":
        return (("nearest", like(target, (each for each in known if each != own), LIKE_A_CODE)),)
    return there(target, known)


ACROSS = (
    field_exists, department_exists, office_exists, decision_exists, law_exists, law_in_force_is_named, form_exists, procedure_exists,
    published_procedure_links_no_draft, replacements_come_to_an_end, departments_stand_under_one,
)
