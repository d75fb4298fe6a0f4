"""`motcua urls`: writes the addresses that are not yet in the ledger."""
from __future__ import annotations

import argparse
from argparse import Namespace
from pathlib import Path

from motcua.folders import add_folders, cache_of, forms_of, named_once
from motcua.ledger import missing, write
from motcua.load import load
from motcua.telling import said, tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("folder", type=Path, nargs="?", metavar="CATALOGUE_DIR", help="the catalogue; the same as --catalogue")
    add_folders(parser)


def run(options: Namespace) -> int:
    """Write the addresses that are not yet in the ledger into `urls.txt`, and say how many."""
    options.catalogue = named_once(options)
    catalogue, problems = load(options.catalogue, forms_of(options), cache_of(options.catalogue), for_pages=False)
    if catalogue is None or tell([p for p in problems if p.is_error], options):
        return 1
    new = missing(catalogue)
    file = options.catalogue / "urls.txt"
    write(file, catalogue.ledger, new)
    print(said(options.lang)["urls_were_written"].format(new=len(new), file=file))
    return 0
