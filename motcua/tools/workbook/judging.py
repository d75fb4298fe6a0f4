"""What the judges say of a catalogue as a workbook would leave it, each problem at the cell that it concerns; the files stay as they are."""
from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from motcua import source
from motcua.accepted import without_accepted
from motcua.catalogue import Catalogue
from motcua.earlier import known_by
from motcua.files import Instead
from motcua.load import check_across, load
from motcua.messages import Messages
from motcua.model import Record
from motcua.problem import Problem, field_path
from motcua.rules import signature
from motcua.tools.fields import FILES
from motcua.tools.workbook.reading import Place
from motcua.tools.workbook.taking import Changed
from motcua.tools.yaml_layout import arranged, lay_out

_LAST_STEP = re.compile(r"(?:\.?[^.\[\]]+|\[\d+\])$")


class Judged(NamedTuple):
    """The catalogue as it would be, if it can be read, and its new problems, each with its cell; with its file's place where it has none."""

    catalogue: Catalogue | None
    problems: tuple[tuple[str, Problem], ...]


@contextmanager
def judged(changed: Iterable[Changed], folder: Path, forms: Path, cache: Path, messages: Messages, on: str) -> Iterator[Judged]:
    """The catalogue with these records, and what is wrong with them and because of them; its files can be read inside the context."""
    changed = tuple(changed)
    before = {known_by(problem) for problem in _problems(folder, forms, cache, {}, messages, on)[1]}
    with TemporaryDirectory() as place:
        instead = {folder: _staged(changed, folder, Path(place, "catalogue"), is_form=False),
                   forms: _staged(changed, forms, Path(place, "forms"), is_form=True)}
        catalogue, problems = _problems(folder, forms, cache, instead, messages, on)
        places = {f"{(forms if one.kind == 'form' else folder).as_posix()}/{one.below}": one for one in changed}
        # What was wrong before in other files, and what was only warned of before in these, is no news; nor is a warning of other files.
        new = [problem for problem in problems if (problem.is_error or problem.file in places)
               and (known_by(problem) not in before or (problem.is_error and problem.file in places))]
        yield Judged(catalogue, tuple(_cell(places.get(problem.file), problem) for problem in (*new, *_unsigned(changed, places))))


def _problems(folder: Path, forms: Path, cache: Path, instead: dict[Path, Instead], messages: Messages,
              on: str) -> tuple[Catalogue | None, list[Problem]]:
    catalogue, problems = load(folder, forms, cache, instead=instead)
    if catalogue:
        problems = without_accepted([*problems, *check_across(catalogue, folder, forms)], catalogue, folder, messages, on, asks_of_the_day=False)
    return catalogue, sorted(set(problems))


def _staged(changed: tuple[Changed, ...], root: Path, place: Path, *, is_form: bool) -> Instead:
    """The new files of a root; a form's description with all that lies beside it, since it names the file beside it."""
    place.mkdir()
    own = [one for one in changed if (one.kind == "form") is is_form]
    for folder in {Path(one.below).parent for one in own} if is_form else ():
        if (root / folder).is_dir():
            shutil.copytree(root / folder, place / folder)
    for one in own:
        path = place / one.below
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    return Instead(place, frozenset(path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()))


def records(changed: Changed) -> tuple[Any, Any]:
    """The record before and after; None where there is none, or none that can be read."""
    return tuple(_record(changed.kind, values) for values in (changed.before, changed.after))


def _record(kind: str, values: dict | None) -> Record | None:
    try:
        return None if values is None else FILES[kind].model_validate(source.parse(lay_out(arranged(FILES[kind], values)).encode(), "").values)
    except ValueError:
        return None


def _unsigned(changed: tuple[Changed, ...], places: dict[str, Changed]) -> Iterator[Problem]:
    """What no decision has signed: to be told, though a workbook may come before its decision."""
    pairs = {(one.kind, one.key): records(one) for one in changed}
    files = {(one.kind, one.key): file for file, one in places.items()}
    revised = [signature.Revised(files[name], *pair) for name, pair in pairs.items() if name[0] == "procedure" and pair[1] is not None]
    decisions = {name[1]: pair for name, pair in pairs.items() if name[0] == "decision"}
    for file, finding in signature.findings(revised, decisions):
        yield Problem(file, 1, 1, finding.rule, field_path(finding.at), finding.found, dict(finding.values), "warning")


def _cell(changed: Changed | None, problem: Problem) -> tuple[str, Problem]:
    """The cell of the field, or of the nearest that holds it, and the problem in the words of the sheet; no cell for another file."""
    if changed is None:
        return "", problem
    places = {field_path(steps): place for steps, place in changed.places.items()}
    field = problem.field
    while field and field not in places:
        field = _LAST_STEP.sub("", field)
    place = places.get(field) or next(iter(places.values()), Place("", ""))
    return place.cell, replace(problem, field=place.title)
