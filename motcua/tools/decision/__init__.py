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


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("id", metavar="ID", help="the id of the decision in decisions/")
    add_folders(parser, Path("catalogue"))
    parser.add_argument("--into", type=Path, required=True, metavar="FILE.docx", help="the file to write; never over one that is there")
    parser.add_argument("--since", default="", metavar="REV", help="compare with this revision in git; without it the decision's own notes are told")


def run(options: Namespace) -> int:
    """Write the annex and say what it holds; 1 where the catalogue has errors."""
    forms = forms_of(options)
    catalogue, problems = load(options.catalogue, forms, cache_of(options.catalogue))
    if catalogue is None or tell([problem for problem in problems if problem.is_error], options):
        return 1
    made = annex(_decision(catalogue, options), catalogue, _between(options, forms))
    _write(made, options)
    print(said(options.lang)["decision_was_exported"].format(
        file=options.into, procedures=sum(len(group.rows) for group in made.groups), pieces=len(made.pieces.rows)))
    return 0


def _decision(catalogue: Catalogue, options: Namespace) -> Decision:
    words, found = said(options.lang), catalogue.decisions.get(options.id)
    if found is None:
        near = get_close_matches(options.id, catalogue.decisions, n=1)
        raise Fault(words["decision_not_found"].format(id=options.id, nearest=words["decision_nearest"].format(id=near[0]) if near else ""))
    if not found.changes:
        raise Fault(words["decision_has_no_changes"].format(id=options.id))
    return found


def _between(options: Namespace, forms: Path) -> Between | None:
    if not options.since:
        return None
    try:
        return Between(options.catalogue, forms, History(options.catalogue).commit(options.since))
    except NoHistory as missing:
        raise Fault(said(options.lang)[f"history_{missing.reason}"].format(**missing.values)) from missing


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
