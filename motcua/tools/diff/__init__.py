"""`motcua diff`: what a change of the catalogue changes for citizens, told in sentences, and whether a decision has signed it."""
from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from datetime import date
from pathlib import Path

from motcua.folders import Fault, add_folders, cache_of, day, forms_of
from motcua.history import History, NoHistory
from motcua.outputs.site import Settings
from motcua.revisions import Between, unreadable, unsigned
from motcua.telling import said, tell
from motcua.tools.diff.effects import Built, effects
from motcua.tools.diff.formats import FORMATS
from motcua.tools.diff.report import report
from motcua.tools.trunk import trunk

_NAMED = 12
_LAST = "HEAD"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("revisions", nargs="?", default=_LAST, metavar="REV[..REV]",
                        help="compare a revision with the working files, or two revisions (A..B, or A...B from where they parted); HEAD without it")
    add_folders(parser, Path("catalogue"))
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="how the changes are told")
    parser.add_argument("--require-decision", action="store_true", help="end with 1 where contents changed without a publication decision")
    parser.add_argument("--effects", action="store_true", help="tell which files of the site change too; takes as long as a build's plan")
    parser.add_argument("--templates", type=Path, default=Path("templates"), metavar="DIR", help="the templates, for --effects")
    parser.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="the day whose states are shown, for --effects; today without it")


def run(options: Namespace) -> int:
    """Print what changes; 0 told, 1 something has no decision and one is required."""
    forms = forms_of(options)
    history = History(options.catalogue)
    try:
        since, until = _ends(history, options.revisions)
        between = Between(options.catalogue, forms, since, until)
        found = report(between, options.lang)
        touched = effects(_built(options, forms), since, until) if options.effects else None
        problems = [*unreadable(between), *unsigned(between)] if options.require_decision else []
    except NoHistory as missing:
        raise Fault(said(options.lang)[f"history_{missing.reason}"].format(**missing.values)) from missing
    found = found._replace(since=since[:_NAMED], until=until[:_NAMED])
    sys.stdout.write(FORMATS[options.format](found, touched, options.lang))
    if not found.sections and options.revisions == _LAST and (branch := trunk(history)) and branch.left_at != since:
        print(said(options.lang)["diff_is_committed"].format(branch=branch.name), file=sys.stderr)
    return 1 if tell(problems, options) else 0


def _ends(history: History, words: str) -> tuple[str, str]:
    """The full names of both revisions; the second is empty for the working files. As in git, an end left out is HEAD."""
    if "..." in words:
        one, _, other = words.partition("...")
        return history.meeting_point(one or "HEAD", other or "HEAD"), history.commit(other or "HEAD")
    since, dots, until = words.partition("..")
    return history.commit(since or "HEAD"), history.commit(until or "HEAD") if dots else ""


def _built(options: Namespace, forms: Path) -> Built:
    if not (options.templates / "pages").is_dir():
        raise Fault(said(options.lang)["no_folder"].format(folder=options.templates / "pages", option="--templates"))
    on = (options.date or date.today()).isoformat()
    cache = cache_of(options.templates.parent / "site")
    return Built(options.catalogue, forms, Settings(options.templates, options.templates.parent / "mkdocs.yml", cache, "", on, False))
