"""Warnings that an editor lets stand with a reason and a day: told no more, and told again when the reason has run out."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from motcua import source, verdict
from motcua.catalogue import Catalogue
from motcua.messages import Messages
from motcua.model import Acceptance
from motcua.problem import Finding, Problem
from motcua.rules import ON_A_DAY
from motcua.rules.nearest import nearest
from motcua.rules.unread import unread_files


def without_accepted(problems: Iterable[Problem], catalogue: Catalogue, folder: Path, messages: Messages, on: str, *,
                     asks_of_the_day: bool) -> list[Problem]:
    """The problems that nobody has accepted, and a warning for each acceptance that silences nothing or has ended on the ISO day.

    `asks_of_the_day` says whether the rules of a day were asked. An error is never silenced.
    """
    told = set(problems)
    if not catalogue.accepted:
        return sorted(told)
    silenced = [{each for each in told if not each.is_error and _is_meant(each, entry)} for entry in catalogue.accepted]
    holding = [found for entry, found in zip(catalogue.accepted, silenced, strict=True) if not _has_ended(entry, on)]
    unasked = () if asks_of_the_day else tuple(rule.__name__ for rule in ON_A_DAY)
    findings = [finding for number, entry in enumerate(catalogue.accepted) if entry.rule not in unasked and not _is_unread(catalogue, entry)
                for finding in _findings(number, entry, silenced[number], messages.rules(), on)]
    name = catalogue.files["accepted", ""]
    read = source.read(folder / Path(name).name, name)
    return sorted({*told.difference(*holding), *verdict.at_their_lines(read, findings)})


def _findings(number: int, entry: Acceptance, silenced: Collection[Problem], known: Collection[str], on: str) -> Iterator[Finding]:
    at = ("accepted", number)
    if entry.rule not in known:
        yield Finding("accepted_rule_is_known", (*at, "rule"), entry.rule, "warning", (("nearest", nearest(entry.rule, known)),))
    elif not silenced:
        yield Finding("acceptance_silences_a_warning", at, entry.rule, "warning")
    elif _has_ended(entry, on):
        yield Finding("acceptance_has_not_ended", (*at, "until"), entry.until, "warning")


def _is_meant(problem: Problem, entry: Acceptance) -> bool:
    return (problem.rule == entry.rule and f"/{problem.file}".endswith(f"/{entry.file}") and problem.field == (entry.field or "")
            and entry.found in (None, problem.found))


def _has_ended(entry: Acceptance, on: str) -> bool:
    return entry.until is not None and entry.until.isoformat() < on


def _is_unread(catalogue: Catalogue, entry: Acceptance) -> bool:
    """Whether the file could not be read to its end, so that nobody knows what would have been told of it."""
    return any(f"/{file}".endswith(f"/{entry.file}") for file in unread_files(catalogue))
