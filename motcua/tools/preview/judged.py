"""A catalogue that was judged, and the same again after a save: a procedure that changed is judged alone, its neighbours stay as they were."""
from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from motcua import verdict
from motcua.accepted import without_accepted
from motcua.catalogue import Catalogue, Stored
from motcua.load import check_across, load
from motcua.messages import Messages
from motcua.problem import Problem


class Sources(NamedTuple):
    """Where everything is read."""

    catalogue: Path
    forms: Path
    templates: Path
    mkdocs_yml: Path
    cache: Path
    jobs: int


class Judged(NamedTuple):
    """A catalogue, if it could be read; what is wrong with its files one by one, and what is wrong in all."""

    catalogue: Catalogue | None
    of_files: tuple[Problem, ...]
    problems: tuple[Problem, ...]

    @property
    def is_good(self) -> bool:
        """Whether a site may be made of it."""
        return self.catalogue is not None and not any(problem.is_error for problem in self.problems)


def judge(sources: Sources, messages: Messages, on: str) -> Judged:
    """Every file, as a build judges it."""
    catalogue, problems = load(sources.catalogue, sources.forms, sources.cache, sources.jobs)
    return _with_all(sources, messages, on, catalogue, problems)


def judge_again(good: Judged, changed: Collection[Path], sources: Sources, messages: Messages, on: str) -> Judged:
    """The same as `judge`, given what was good before these files changed."""
    again = _with_procedures(good, changed, sources)
    return _with_all(sources, messages, on, *again) if again else judge(sources, messages, on)


def _with_procedures(good: Judged, changed: Collection[Path], sources: Sources) -> tuple[Catalogue, list[Problem]] | None:
    """The catalogue with the procedures that changed; None where more than known procedures did, or one can no longer be read."""
    catalogue = good.catalogue
    places = {card.file: place for place, card in enumerate(catalogue.cards)}
    names = [_name(path, sources.catalogue) for path in changed]
    if not all(name in places for name in names):
        return None
    cards, procedures, stored = list(catalogue.cards), dict(catalogue.procedures), dict(catalogue.stored)
    problems = [problem for problem in good.of_files if problem.file not in names]
    for path, name in zip(changed, names, strict=True):
        told, = verdict.of_files([(path, name)], 1)
        before = cards[places[name]]
        if told.card is None or told.card.code != before.code or procedures[before.code] is not before:
            return None
        cards[places[name]] = procedures[before.code] = told.card
        stored[before.code] = Stored(path, told.card.digest, told.values)
        problems += told.problems
    return replace(catalogue, cards=tuple(cards), procedures=procedures, stored=stored), problems


def _with_all(sources: Sources, messages: Messages, on: str, catalogue: Catalogue | None, of_files: list[Problem]) -> Judged:
    """With what the rules across records find."""
    problems = of_files
    if catalogue:
        problems = [*of_files, *check_across(catalogue, sources.catalogue, sources.forms)]
        if catalogue.accepted:
            problems = without_accepted(problems, catalogue, sources.catalogue, messages, on, asks_of_the_day=False)
    # In no order: sorting thousands of warnings costs more than judging a save, and few of them are ever shown.
    return Judged(catalogue, tuple(of_files), tuple(dict.fromkeys(problems)))


def _name(path: Path, folder: Path) -> str:
    """A file's name as problems and cards say it."""
    return f"{folder.as_posix()}/{path.relative_to(folder).as_posix()}" if folder in path.parents else path.as_posix()
