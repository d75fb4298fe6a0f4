"""What the judges said of a catalogue before it was changed, so that a change answers for what it causes elsewhere."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from motcua.files import Instead
from motcua.history import History
from motcua.load import check_across, load
from motcua.problem import Problem


def problems_before(catalogue_dir: Path, forms_dir: Path, cache_dir: Path, since: str, on: str) -> list[Problem]:
    """The problems of the catalogue as a revision has it, under today's names; only the files that differ are read.

    Their lines are not to be trusted: what stands in the files now may stand elsewhere.
    """
    with as_it_was(catalogue_dir, since, whole_folders=False) as catalogue, as_it_was(forms_dir, since, whole_folders=True) as forms:
        found, problems = load(catalogue_dir, forms_dir, cache_dir, instead={catalogue_dir: catalogue, forms_dir: forms}, for_pages=False)
        return problems + (check_across(found, catalogue_dir, forms_dir, on) if found else [])


def known_by(problem: Problem) -> tuple:
    """What makes a problem the same one before and after a change in other files."""
    return problem.file, problem.rule, problem.field, problem.found, problem.values


@contextmanager
def as_it_was(root: Path, since: str, *, whole_folders: bool) -> Iterator[Instead]:
    """The files below a root that differ, as they were; with `whole_folders` all that lies beside them too, since a form's description
    names the file beside it."""
    with TemporaryDirectory() as folder:
        before, names = _differing(root, since, whole_folders) if root.is_dir() else ({}, frozenset())
        for below, data in before.items():
            path = Path(folder, below)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        yield Instead(Path(folder), names)


def _differing(root: Path, since: str, whole_folders: bool) -> tuple[dict[str, bytes], frozenset[str]]:
    history = History(root)
    changed = history.changed(since)
    before = {each.below: each.before for each in changed if each.before}
    names = {each.below for each in changed}
    if whole_folders:
        folders = {PurePosixPath(name).parent for name in names}
        before = {below: content for below, content in history.listed(since).items() if PurePosixPath(below).parent in folders}
        names |= {path.relative_to(root).as_posix() for folder in folders for path in (root / folder).glob("*")}
    contents = history.contents(before.values())
    return {below: contents[content] for below, content in before.items() if content in contents}, frozenset(names)
