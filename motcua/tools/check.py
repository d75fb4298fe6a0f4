"""`motcua check`: judges a catalogue without building it, with the exit codes of a build."""
from __future__ import annotations

import argparse
from argparse import Namespace
from datetime import date
from pathlib import Path

from motcua.folders import add_folders, cache_of, day, forms_of, named_once
from motcua.load import check_across, load
from motcua.telling import said, tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("folder", type=Path, nargs="?", metavar="CATALOGUE_DIR", help="the catalogue; the same as --catalogue")
    add_folders(parser)
    parser.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="the day on which values that soon end are told; today without it")


def run(options: Namespace) -> int:
    """Print what is wrong with the catalogue; 0 nothing, 1 something."""
    options.catalogue = named_once(options)
    forms = forms_of(options)
    catalogue, problems = load(options.catalogue, forms, cache_of(options.catalogue))
    if catalogue:
        problems += check_across(catalogue, options.catalogue, forms, (options.date or date.today()).isoformat())
    if tell(problems, options) or catalogue is None:
        return 1
    print(said(options.lang)["check_found_nothing"].format(procedures=len(catalogue.procedures)))
    return 0
