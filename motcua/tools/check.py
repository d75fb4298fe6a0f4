"""`motcua check`: judges a catalogue, or some of its files, without building it, with the exit codes of a build."""
from __future__ import annotations

import argparse
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from motcua import listings
from motcua.accepted import without_accepted
from motcua.folders import Fault, add_folders, cache_of, day, forms_of
from motcua.load import check_across, load
from motcua.messages import Messages
from motcua.problem import Problem
from motcua.telling import said


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("paths", type=Path, nargs="*", metavar="PATH", help="a catalogue, or files and folders in one; the folder catalogue without any")
    add_folders(parser)
    parser.add_argument("--format", choices=listings.FORMATS, default="text",
                        help="for whom: a person (the default), a program, GitHub's annotations, GitLab's Code Quality report")
    parser.add_argument("--changed-since", default="", metavar="REV",
                        help="the last look before a change is sent: what stands in files that differ since this branch left the revision, what that causes "
                             "elsewhere, and what no decision covers")
    parser.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="the day on which values that soon end are told; today without it")


def run(options: Namespace) -> int:
    """Print what is wrong with the catalogue; 0 nothing but warnings, 1 something."""
    options.catalogue = _catalogue_of(options)
    forms = forms_of(options)
    chosen = _chosen(options, forms)
    on = (options.date or date.today()).isoformat()
    messages = Messages()
    catalogue, problems = load(options.catalogue, forms, cache_of(options.catalogue), os.cpu_count() or 1, for_pages=False)
    if catalogue:
        problems += check_across(catalogue, options.catalogue, forms, on)
        problems = without_accepted(problems, catalogue, options.catalogue, messages, on, asks_of_the_day=True)
    if options.changed_since:
        problems = _of_the_change(problems, options, forms, on)
    told = sorted({problem for problem in problems if chosen(problem.file)})
    _print(told, options, messages)
    if catalogue is None or any(problem.is_error for problem in told):
        return 1
    if options.format == "text":
        print("\n".join(_found_nothing(len(catalogue.procedures), options, forms)))
    return 0


def _found_nothing(procedures: int, options: Namespace, forms: Path) -> Iterator[str]:
    """That there is no error, and whether decisions were judged: a change that nobody has signed must not pass for a sound one."""
    words = said(options.lang)
    yield words["check_found_nothing"].format(procedures=procedures)
    if options.changed_since:
        yield from () if options.paths else (words["check_found_signed"].format(revision=options.changed_since),)
        return
    from motcua.history import History, NoHistory, changed_files
    from motcua.tools.trunk import trunk

    try:
        if (branch := trunk(History(options.catalogue))) and changed_files((options.catalogue, forms), branch.left_at):
            yield words["check_knows_no_decision"].format(branch=branch.name)
    except NoHistory:
        return


def _catalogue_of(options: Namespace) -> Path:
    """The one catalogue that is meant: named, or that in which the paths lie; a Fault where they are of several."""
    missing = [path for path in options.paths if not path.exists()]
    if missing:
        raise Fault(said(options.lang)["no_such_path"].format(path=missing[0]))
    meant = {path: _holder(path) for path in options.paths}
    found = {each.resolve(): each for each in meant.values() if each}
    if len(found) > 1 or (found and options.catalogue and options.catalogue.resolve() not in found):
        raise Fault(said(options.lang)["one_catalogue_at_a_time"])
    return options.catalogue or next(iter(found.values()), Path("catalogue"))


def _holder(path: Path) -> Path | None:
    """The catalogue in which a path lies; a folder that lies in none is one itself."""
    for folder in (path, *path.parents):
        if (folder / "catalogue.yml").is_file():
            return folder
    return path if path.is_dir() else None


def _chosen(options: Namespace, forms: Path) -> Callable[[str], bool]:
    """Whether a file is among the paths that were named; a Fault where a path is no part of what is judged."""
    catalogue = options.catalogue.resolve()
    paths = [path.resolve() for path in options.paths if path.resolve() != catalogue]
    for path in paths:
        if not _is_below(path, catalogue) and not _is_below(path, forms.resolve()):
            raise Fault(said(options.lang)["path_is_in_no_catalogue"].format(path=path, folder=options.catalogue))
    return lambda file: not paths or any(_is_below(Path(file).resolve(), path) for path in paths)


def _is_below(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents


def _of_the_change(problems: Iterable[Problem], options: Namespace, forms: Path, on: str) -> list[Problem]:
    """The problems that a change answers for: those of its own files, those that it causes elsewhere, and what it changes unsigned."""
    from motcua import history, revisions
    from motcua.earlier import known_by, problems_before
    from motcua.tools.trunk import since

    try:
        left = since(history.History(options.catalogue), options.changed_since)
        changed = set(history.changed_files((options.catalogue, forms), left))
        unsigned = revisions.unsigned(revisions.Between(options.catalogue, forms, left))
        before = problems_before(options.catalogue, forms, cache_of(options.catalogue), left, on)
    except history.NoHistory as without:
        raise Fault(said(options.lang)[f"history_{without.reason}"].format(**without.values)) from without
    old = set(map(known_by, before))
    return [*(problem for problem in problems if problem.file in changed or known_by(problem) not in old), *unsigned]


def _print(problems: list[Problem], options: Namespace, messages: Messages) -> None:
    """A list for a person goes where faults go, with the way to know more; one for a program where results go."""
    words = listings.FORMATS[options.format](problems, messages, options.lang)
    print(words, end="", file=sys.stderr if options.format == "text" else sys.stdout)
    if problems and options.format == "text":
        print(said(options.lang)["explain_tells_why"], file=sys.stderr)
