"""Imports records of the national public service portal into a catalogue: reads, types what is certain, reports the rest."""
from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

IMPORTED, NOTHING_IMPORTED, WRONG_USE = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="records: .jsonl (one a line) or .json (one, or a list)")
    parser.add_argument("--into", required=True, type=Path, metavar="DIR", help="the catalogue to write into")
    parser.add_argument("--department-map", type=Path, metavar="FILE", help="which department each spelling of an agency stands for")
    parser.add_argument("--read-on", type=date.fromisoformat, metavar="YYYY-MM-DD",
                        help="the day on which the records were taken from the portal: pages then say when a machine read them")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the report")


def run(arguments: argparse.Namespace) -> int:
    """Import the files, print the summary; 0 when a record was read, 1 when none could be, 2 for files that cannot be used."""
    # Imported late: the other commands need none of it.
    from motcua.tools.portal.importing import import_into
    from motcua.tools.portal.shared import UnusableMap

    for path in [*arguments.files, *filter(None, [arguments.department_map])]:
        if not path.is_file():
            print(f"motcua: {path}: no such file", file=sys.stderr)
            return WRONG_USE
    try:
        done = import_into(arguments.into, arguments.files, arguments.department_map, arguments.lang, arguments.read_on)
    except UnusableMap as error:
        print(f"motcua: {error}", file=sys.stderr)
        return WRONG_USE
    print(done.summary, end="")
    return IMPORTED if done.codes else NOTHING_IMPORTED
