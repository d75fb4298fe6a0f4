"""Rules on the life of a procedure: dates in order, an end for what has ended, a successor for what was replaced."""
from __future__ import annotations

from collections.abc import Iterator

from motcua.model import Procedure
from motcua.problem import Finding
from motcua.rules.strictness import by_origin

ENDED = ("replaced", "abolished")


def dates_are_in_order(procedure: Procedure) -> Iterator[Finding]:
    """What begins on a date ends on that date or later."""
    spans = [((), "effective", procedure)]
    spans += [(("fees", number), "valid", fee) for number, fee in enumerate(procedure.fees)]
    spans += [(("delegations", number), "valid", each) for number, each in enumerate(procedure.delegations)]
    for at, key, span in spans:
        begins, ends = getattr(span, f"{key}_from"), getattr(span, f"{key}_to")
        if begins and ends and begins > ends:
            yield Finding("dates_are_in_order", (*at, f"{key}_to"), ends, values=(("begins", begins),))


def source_is_read_before_it_is_verified(procedure: Procedure) -> Iterator[Finding]:
    """A record is verified on the day when its last source was read, or later."""
    for number, source in enumerate(procedure.sources):
        if source.read_on and procedure.verified_on and source.read_on > procedure.verified_on:
            yield Finding("source_is_read_before_it_is_verified", ("verified_on",), procedure.verified_on, "warning",
                          (("read_on", source.read_on),))
            return


def ended_procedure_has_its_last_day(procedure: Procedure) -> Iterator[Finding]:
    """A procedure that was abolished or replaced says on which day it last held."""
    if procedure.status in ENDED and not procedure.effective_to:
        yield Finding("ended_procedure_has_its_last_day", ("status",), severity=by_origin(procedure), values=(("status", procedure.status),))


def replaced_procedure_names_its_successor(procedure: Procedure) -> Iterator[Finding]:
    """A procedure that was replaced names the one that replaces it."""
    if procedure.status == "replaced" and not procedure.replaced_by:
        yield Finding("replaced_procedure_names_its_successor", ("status",), severity=by_origin(procedure))


def procedure_with_a_successor_ends(procedure: Procedure) -> Iterator[Finding]:
    """A procedure that names its successor says when it ends."""
    if procedure.replaced_by and procedure.status not in ENDED and not procedure.effective_to:
        yield Finding("procedure_with_a_successor_ends", ("replaced_by",), procedure.replaced_by, by_origin(procedure))


def procedure_refers_to_others(procedure: Procedure) -> Iterator[Finding]:
    """A procedure neither replaces itself, nor is its own neighbour or its own former code."""
    named = [(("replaced_by",), procedure.replaced_by)]
    named += [(("related_procedures", number, "procedure"), each.procedure) for number, each in enumerate(procedure.related_procedures)]
    named += [(("former_codes", number), code) for number, code in enumerate(procedure.former_codes)]
    for at, code in named:
        if code == procedure.code:
            yield Finding("procedure_refers_to_others", at, code)


PROCEDURE = (
    dates_are_in_order, source_is_read_before_it_is_verified, ended_procedure_has_its_last_day, replaced_procedure_names_its_successor,
    procedure_with_a_successor_ends, procedure_refers_to_others,
)
