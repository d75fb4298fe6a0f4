"""Imports the national portal's own Excel list of procedures: names into a new catalogue, differences from one that exists."""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

REPORTED, NOTHING_READ, WRONG_USE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="lists as the portal gives them: .xlsx")
    parser.add_argument("--into", type=Path, default=Path("catalogue"), metavar="DIR",
                        help="the catalogue to begin, or to lay the list beside; the folder catalogue without it")
    parser.add_argument("--add", action="store_true", help="write the procedures that an existing catalogue is missing, by name alone")
    parser.add_argument("--department-map", type=Path, metavar="FILE", help="which department each spelling of an agency stands for")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the report")


def run(arguments: argparse.Namespace) -> int:
    """Import the lists, print the report; 0 when they were read, 1 when one is no list or names nothing, 2 for files that are not there."""
    # Imported late: the other commands need none of it.
    from motcua.tools.lists import report
    from motcua.tools.lists.importing import import_into
    from motcua.tools.lists.workbook import NotAList
    from motcua.tools.portal.shared import UnusableMap

    for path in [*arguments.files, *filter(None, [arguments.department_map])]:
        if not path.is_file():
            print(f"motcua: {path}: no such file", file=sys.stderr)
            return WRONG_USE
    try:
        done = import_into(arguments.into, arguments.files, arguments.add, arguments.department_map, arguments.lang)
    except NotAList as error:
        print(f"motcua: {report.sentence(error.reason, arguments.lang).format(**error.values)}", file=sys.stderr)
        return NOTHING_READ
    except UnusableMap as error:
        print(f"motcua: {error}", file=sys.stderr)
        return WRONG_USE
    print(done.summary, end="")
    return REPORTED if done.codes else NOTHING_READ
