"""Rules on a change: what a publication decision fixed is changed by a decision alone.

They compare two states of a catalogue, so they are asked where there is a past to compare with. The parts are those of Decree 63/2010,
article 8.2, as amended by Decree 92/2017: name, steps, ways to file, dossier, time, applicants, agencies, and where there are any forms,
results, requirements, fees; with them the legal basis (article 15) and whether the procedure holds at all (articles 13 and 14).
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from motcua.compare import Change, changes
from motcua.model import Decision, Fee, Form, Procedure
from motcua.problem import Finding

PARTS = (
    "name", "cases", "steps", "submission_methods", "dossier", "processing_time", "applicant_types", "executing_agencies",
    "competent_authorities", "forms", "forms_named", "results", "requirements", "requirements_text", "fees", "legal_basis", "status", "replaced_by",
)
_OF_A_FORM = ("title", "number", "file", "effective_from")
_OF_A_DECISION = ("number", "issued_on", "issuing_agency")
# The order of steps is what they say; that of other lists is the editor's.
_IN_ORDER = ("steps",)
# What types the words of a fee, so that it can be reckoned: said for the first time it changes nothing that was fixed.
_OF_RECKONING = ("counted", "times", "only_if", "free_if")

Decisions = Mapping[str, tuple[Decision | None, Decision | None]]


class Revised(NamedTuple):
    """A procedure before and after, None where it is absent, and the file that holds it; `is_unread` where a side cannot be read."""

    file: str
    before: Procedure | None
    after: Procedure | None
    is_unread: bool = False


class RevisedForm(NamedTuple):
    """A form before and after, whether one of its files has other contents, and the procedures that name it."""

    file: str
    before: Form | None
    after: Form | None
    has_new_contents: bool
    users: tuple[Revised, ...]


def findings(procedures: Iterable[Revised], decisions: Decisions, forms: Iterable[RevisedForm] = ()) -> Iterator[tuple[str, Finding]]:
    """Every change that no decision has signed, with the file that it concerns; `decisions` are those that differ, before and after."""
    for each in procedures:
        for rule in (contents_change_by_decision, new_procedure_has_its_decision):
            yield from ((each.file, finding) for finding in rule(each, decisions))
    for form in forms:
        yield from ((form.file, finding) for finding in form_changes_by_decision(form, decisions))


def contents_change_by_decision(revised: Revised, decisions: Decisions) -> Iterator[Finding]:
    """A part that a publication decision fixed changes only with a decision that the procedure names, or to mend an error of copying."""
    before, after = revised.before, revised.after
    if after is None or after.status == "draft" or is_excused(before, after):
        return
    if before is None:
        if revised.is_unread:
            yield Finding("contents_change_by_decision")
    elif before.status != "draft" and not signed_by(revised, decisions):
        for part, change in _first_of_each(compulsory(before, after)).items():
            yield Finding("contents_change_by_decision", (part,) if change.kind == "removed" else change.at)


def new_procedure_has_its_decision(revised: Revised, decisions: Decisions) -> Iterator[Finding]:
    """A procedure is published for the first time with the decision that publishes it, unless its source names none."""
    before, after = revised.before, revised.after
    is_new = after is not None and after.status != "draft" and not revised.is_unread and (before is None or before.status == "draft")
    if is_new and not after.publication_decisions and "publication_decisions" not in after.gaps:
        yield Finding("new_procedure_has_its_decision", ("publication_decisions",))


def form_changes_by_decision(form: RevisedForm, decisions: Decisions) -> Iterator[Finding]:
    """A form that citizens fill changes only with a decision on each procedure that asks for it."""
    if form.before is None or form.after is None:
        return
    at = next((change.at for change in changes(form.before, form.after) if change.part in _OF_A_FORM and change.kind != "translated"), ())
    if not (at or form.has_new_contents):
        return
    alone = [each.after.code for each in form.users if each.after and each.after.status != "draft" and each.before
             and not signed_by(each, decisions) and not is_excused(each.before, each.after)]
    if alone:
        yield Finding("form_changes_by_decision", at or ("file",), values=(("procedures", ", ".join(sorted(alone))),))


def compulsory(before: Procedure, after: Procedure) -> tuple[Change, ...]:
    """The changes of what a decision fixed; a translation is the editor's, and so is the order of what has none.

    A part of which a record that was not full yet said nothing is not changed but told for the first time; so is what types a fee's words.
    """
    untold = {part for part in PARTS if before.completeness != "full" and not getattr(before, part)}
    return tuple(change for change in changes(before, after) if change.part in PARTS and change.part not in untold and change.kind != "translated"
                 and (change.kind != "moved" or change.part in _IN_ORDER) and not _types_a_fee(change))


def _types_a_fee(change: Change) -> bool:
    """Whether words of a fee are typed that were not before."""
    name = next((step for step in change.at[2:3] if change.part == "fees"), None)
    return name in _OF_RECKONING and not getattr(next(before for before, _ in change.holders if isinstance(before, Fee)), str(name))


def signed_by(revised: Revised, decisions: Decisions) -> tuple[str, ...]:
    """The decisions that sign the change: newly named, or named and newly saying something of this procedure."""
    named = revised.after.publication_decisions if revised.after else ()
    known = revised.before.publication_decisions if revised.before else ()
    return tuple(each for each in named if each not in known or _says_more(decisions.get(each), revised.after.code))


def is_excused(before: Procedure | None, after: Procedure) -> bool:
    """Whether the change mends an error of copying: the reason comes with the change, an older one speaks for an older change."""
    return after.correction is not None and (before is None or before.correction != after.correction)


def _says_more(states: tuple[Decision | None, Decision | None] | None, code: str) -> bool:
    if states is None or states[1] is None:
        return False
    before, after = states
    said = [each for each in after.changes if each.procedure == code]
    if before is None:
        return bool(said)
    return bool(said) and (said != [each for each in before.changes if each.procedure == code]
                           or any(getattr(before, name) != getattr(after, name) for name in _OF_A_DECISION))


def _first_of_each(found: Iterable[Change]) -> dict[str, Change]:
    first: dict[str, Change] = {}
    for change in found:
        first.setdefault(change.part, change)
    return first
