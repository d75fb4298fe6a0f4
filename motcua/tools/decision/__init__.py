"""`motcua export decision`: the annex of a publication decision as a Word file: list, contents, old beside new."""
from __future__ import annotations

import argparse
from argparse import Namespace
from difflib import get_close_matches
from pathlib import Path

from motcua.catalogue import Catalogue
from motcua.folders import Fault, add_folders, cache_of, forms_of
from motcua.history import History, NoHistory
from motcua.load import load
from motcua.model import Decision
from motcua.revisions import Between
from motcua.telling import said, tell
from motcua.tools.decision.annex import annex
from motcua.tools.trunk import Trunk, trunk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("id", metavar="ID", help="the id of the decision in decisions/")
    add_folders(parser, Path("catalogue"))
    parser.add_argument("--into", type=Path, default=None, metavar="FILE.docx", help="the file to write, ID.docx here without it; never over one that is there")
    parser.add_argument("--since", default="", metavar="REV", help="put what this revision in git said beside what is said now; without it the state in which the decision was not there yet")


def run(options: Namespace) -> int:
    """Write the annex and say what it holds; 1 where the catalogue has errors."""
    forms = forms_of(options)
    catalogue, problems = load(options.catalogue, forms, cache_of(options.catalogue), for_pages=False)
    if catalogue is None or tell([problem for problem in problems if problem.is_error], options):
        return 1
    options.into = options.into or Path(f"{options.id}.docx")
    decision, words = _decision(catalogue, options), said(options.lang)
    since = _since(decision, options)
    made = annex(decision, catalogue, Between(options.catalogue, forms, since.left_at) if since else None)
    _write(made, options)
    print(words["decision_was_exported"].format(file=options.into, procedures=sum(len(group.rows) for group in made.groups), pieces=len(made.pieces.rows)))
    print(words["decision_was_compared"].format(revision=since.name, commit=since.left_at[:12]) if since else words["decision_is_not_compared"].format(id=options.id))
    return 0


def _decision(catalogue: Catalogue, options: Namespace) -> Decision:
    words, found = said(options.lang), catalogue.decisions.get(options.id)
    if found is None:
        near = get_close_matches(options.id, catalogue.decisions, n=1)
        raise Fault(words["decision_not_found"].format(id=options.id, nearest=words["decision_nearest"].format(id=near[0]) if near else ""))
    if not found.changes:
        raise Fault(words["decision_has_no_changes"].format(id=options.id))
    return found


def _since(decision: Decision, options: Namespace) -> Trunk | None:
    """The state to compare with: the one that was named, else the newest, on the main branch or before what is not committed, without this decision."""
    history = History(options.catalogue)
    try:
        if options.since:
            return Trunk(options.since, history.commit(options.since))
        states = (trunk(history), Trunk("HEAD", history.commit("HEAD")))
        return next((each for each in states if each and _is_later(decision, each, history)), None)
    except NoHistory as missing:
        if not options.since:
            return None
        raise Fault(said(options.lang)[f"history_{missing.reason}"].format(**missing.values)) from missing


def _is_later(decision: Decision, state: Trunk, history: History) -> bool:
    """Whether a decision was written, or says something else, after a state."""
    return any(each.below == f"decisions/{decision.id}.yml" for each in history.changed(state.left_at))


def _write(made, options: Namespace) -> None:
    try:
        # An extra of editors: who only builds a site has no need of it.
        from motcua.tools.decision.paper import write
    except ImportError as error:
        raise Fault(said(options.lang)["needs_docx"]) from error
    try:
        write(made, options.into)
    except FileExistsError as error:
        raise Fault(said(options.lang)["file_exists"].format(file=options.into)) from error
