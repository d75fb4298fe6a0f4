"""`motcua fmt`: lays the files of a catalogue out in one way, so that a difference shows what was changed and nothing else."""
from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from motcua import files
from motcua.folders import Fault, add_folders, forms_of
from motcua.open import read_regular
from motcua.refusal import Refused
from motcua.source import FILE_LIMIT
from motcua.telling import said
from motcua.tools.fields import FILES
from motcua.tools.rewrite import LeftAlone, put, rewritten


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("paths", type=Path, nargs="*", metavar="PATH", help="files or folders of a catalogue; all of it without any")
    add_folders(parser)
    parser.add_argument("--check", action="store_true", help="write nothing, only say which files would be laid out anew")


def run(options: Namespace) -> int:
    """Lay files out; 0 when all of them stand in the one layout, 1 when one was left alone or, with --check, would be changed."""
    options.catalogue = options.catalogue or _holder(options.paths) or Path("catalogue")
    words = said(options.lang)
    changed, left, all_of_them = 0, 0, 0
    for path, kind in _chosen(options):
        all_of_them += 1
        try:
            data = read_regular(path, FILE_LIMIT)
            new = rewritten(data, FILES[kind])
        except (LeftAlone, Refused) as fault:
            left += 1
            why = words[f"fmt_{fault.why}"].format(file=path.as_posix(), line=fault.line) if isinstance(fault, LeftAlone) else words["fmt_file_cannot_be_opened"]
            print(words["fmt_left_alone"].format(file=path.as_posix(), why=why), file=sys.stderr)
            continue
        if new != data:
            changed += 1
            print(words["fmt_would_change" if options.check else "fmt_changed"].format(file=path.as_posix()))
            if not options.check:
                put(path, new)
    print(words["fmt_checked" if options.check else "fmt_done"].format(files=all_of_them, changed=changed, left=left))
    return 1 if left or (options.check and changed) else 0


def _holder(paths: list[Path]) -> Path | None:
    """The catalogue in which the first path lies."""
    around = (folder for path in paths[:1] for folder in (path, *path.parents))
    return next((folder for folder in around if (folder / "catalogue.yml").is_file()), None)


def _chosen(options: Namespace) -> Iterator[tuple[Path, str]]:
    """Every file that is asked for, with its kind; a Fault for a path that holds none."""
    forms = forms_of(options)
    found = chain(files.of_catalogue(options.catalogue), files.of_forms(forms) if forms.is_dir() else ())
    ours = {each.path.resolve(): (each.path, each.kind) for each in found if each.kind in FILES}
    if not options.paths:
        yield from ours.values()
        return
    asked: dict[Path, tuple[Path, str]] = {}
    for path in options.paths:
        below = {place: each for place, each in ours.items() if path.resolve() in (place, *place.parents)}
        if not below:
            raise Fault(said(options.lang)["fmt_no_file"].format(path=path, folder=options.catalogue))
        asked |= below
    yield from asked.values()
