"""Rules on cases and papers: cases that rows may lean on, papers or groups of papers, places where a dossier is handed in."""
from __future__ import annotations

from collections.abc import Iterator

from motcua import urls
from motcua.cards import components, references
from motcua.model import Component, Procedure
from motcua.problem import Finding
from motcua.rules.nearest import there
from motcua.rules.strictness import by_origin
from motcua.text import fold

Steps = tuple[str | int, ...]


def case_ids_are_unique(procedure: Procedure) -> Iterator[Finding]:
    """Each case has an id of its own, since it is part of an address."""
    ids = [case.id for case in procedure.cases]
    for number, each in enumerate(ids):
        if each in ids[:number]:
            yield Finding("case_ids_are_unique", ("cases", number, "id"), each, values=(("first", ids.index(each) + 1),))


def case_id_is_free(procedure: Procedure) -> Iterator[Finding]:
    """No case is called as the clerk's sheet is, which lies beside the cases."""
    for number, case in enumerate(procedure.cases):
        if urls.procedure(procedure.code, case.id) == urls.sheet(procedure.code):
            yield Finding("case_id_is_free", ("cases", number, "id"), case.id)


def case_names_differ(procedure: Procedure) -> Iterator[Finding]:
    """A reader can tell the cases apart by their names."""
    names = [fold(case.name.vi) for case in procedure.cases]
    for number, name in enumerate(names):
        if name in names[:number]:
            first = names.index(name)
            values = (("first", first + 1), ("other", procedure.cases[first].name.vi))
            yield Finding("case_names_differ", ("cases", number, "name"), procedure.cases[number].name.vi, by_origin(procedure), values)


def case_exists(procedure: Procedure) -> Iterator[Finding]:
    """A row leans on a case that stands in the procedure's list of cases."""
    known = {case.id for case in procedure.cases}
    for reference in references(procedure) if known else ():
        if reference.kind == "case" and reference.target not in known:
            yield Finding("case_exists", reference.at, reference.target, values=there(reference.target, known))


def case_stands_in_a_list(procedure: Procedure) -> Iterator[Finding]:
    """Where a row leans on a case, the procedure has a list of cases; told once a case."""
    named = {} if procedure.cases else {each.target: each.at for each in reversed([*references(procedure)]) if each.kind == "case"}
    for target, at in named.items():
        yield Finding("case_stands_in_a_list", at, target)


def cases_can_be_told_apart(procedure: Procedure) -> Iterator[Finding]:
    """Of the cases that readers are asked to choose from, at most one is without a time, a fee, a paper or a step of its own."""
    used = {reference.target for reference in references(procedure) if reference.kind == "case"} if procedure.cases else set()
    unused = [number for number, case in enumerate(procedure.cases) if case.id not in used]
    for number in unused if len(procedure.cases) == 1 else unused[1:]:
        yield Finding("cases_can_be_told_apart", ("cases", number), procedure.cases[number].id, "warning")


def paper_or_group(procedure: Procedure) -> Iterator[Finding]:
    """Each part of a dossier is one paper, or a group to choose from, and never both."""
    for at, part in _parts(procedure):
        is_group = part.choose is not None or bool(part.of)
        if (part.paper is not None) == is_group:
            yield Finding("paper_or_group", at)


def group_says_how_many(procedure: Procedure) -> Iterator[Finding]:
    """A group of papers says whether one, some or all of them are needed."""
    for at, part in _parts(procedure):
        if part.of and part.choose is None and part.paper is None:
            yield Finding("group_says_how_many", (*at, "choose"))


def group_has_papers(procedure: Procedure) -> Iterator[Finding]:
    """A group of papers lists at least one."""
    for at, part in _parts(procedure):
        if part.choose and not part.of and part.paper is None:
            yield Finding("group_has_papers", (*at, "of"))


def choice_has_two_papers(procedure: Procedure) -> Iterator[Finding]:
    """A choice among papers offers at least two."""
    for at, part in _parts(procedure):
        if part.choose in ("one", "some") and len(part.of) == 1:
            yield Finding("choice_has_two_papers", (*at, "of"), severity="warning")


def paper_is_counted(procedure: Procedure) -> Iterator[Finding]:
    """A paper that is counted is handed in at least once."""
    for at, part in _parts(procedure):
        counts = [count for count in (part.originals, part.copies, part.certified_copies) if count is not None]
        if counts and not any(counts):
            yield Finding("paper_is_counted", at, severity="warning")


def alternatives_are_not_added_up(procedure: Procedure) -> Iterator[Finding]:
    """Of papers of which one is needed, the group's number is not their sum, nor does it stand beside numbers of their own."""
    for at, part in _parts(procedure):
        for key in ("originals", "copies", "certified_copies") if part.choose == "one" and len(part.of) > 1 else ():
            count = getattr(part, key)
            if count is not None and (count == len(part.of) or any(getattr(each, key) is not None for each in part.of)):
                yield Finding("alternatives_are_not_added_up", (*at, key), count, "warning", (("key", key),))


def _parts(procedure: Procedure) -> Iterator[tuple[Steps, Component]]:
    return components(procedure.dossier.components, ("dossier", "components")) if procedure.dossier else iter(())


def reception_place_is_somewhere(procedure: Procedure) -> Iterator[Finding]:
    """A place where dossiers are handed in is an office of a department, or described in words."""
    for number, place in enumerate(procedure.reception_places):
        if not place.department and not place.text:
            yield Finding("reception_place_is_somewhere", ("reception_places", number))


def interlinked_counter_has_its_parts(procedure: Procedure) -> Iterator[Finding]:
    """A counter for several agencies says what each of them does, and only such a counter does so."""
    counter = procedure.one_stop
    if counter and (counter.kind == "interlinked") != bool(counter.parts):
        at = ("one_stop", "kind") if counter.parts else ("one_stop", "parts")
        yield Finding("interlinked_counter_has_its_parts", at, counter.kind if counter.parts else "", "warning")


def interlinked_part_says_what_it_is(procedure: Procedure) -> Iterator[Finding]:
    """A part of an interlinked procedure names a procedure, or says in words what is done."""
    for number, part in enumerate(procedure.one_stop.parts if procedure.one_stop else ()):
        if not part.procedure and not part.name:
            yield Finding("interlinked_part_says_what_it_is", ("one_stop", "parts", number))


PROCEDURE = (
    case_ids_are_unique, case_id_is_free, case_names_differ, case_exists, case_stands_in_a_list, cases_can_be_told_apart, paper_or_group,
    group_says_how_many, group_has_papers,
    choice_has_two_papers, paper_is_counted, alternatives_are_not_added_up, reception_place_is_somewhere, interlinked_counter_has_its_parts,
    interlinked_part_says_what_it_is,
)
