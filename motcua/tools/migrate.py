"""`motcua migrate`: brings a catalogue that was written for an earlier version of the field model to this one, comments kept."""
from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from motcua import files, source
from motcua.folders import Fault, add_folders, forms_of, named_once
from motcua.open import read_regular
from motcua.readers import read_int
from motcua.refusal import Refused
from motcua.rules.directory import SCHEMA_VERSION
from motcua.source import FILE_LIMIT
from motcua.telling import said
from motcua.tools.fields import FILES
from motcua.tools.rewrite import Document, LeftAlone, put, rewritten

Change = Callable[[Document], None]

# By the version that it leads to: what it does to each kind of file. The first gave catalogues their version and changed nothing else.
MIGRATIONS: Mapping[int, Mapping[str, Change]] = MappingProxyType({1: MappingProxyType({})})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("folder", type=Path, nargs="?", metavar="CATALOGUE_DIR", help="the catalogue; the same as --catalogue")
    add_folders(parser)


def run(options: Namespace) -> int:
    """Rewrite what an earlier version wrote otherwise: all files or, where one cannot be rewritten, none."""
    options.catalogue = named_once(options)
    words, forms = said(options.lang), forms_of(options)
    before = _version(options.catalogue / "catalogue.yml", words)
    if before > SCHEMA_VERSION:
        raise Fault(words["migrate_is_newer"].format(folder=options.catalogue, found=before, known=SCHEMA_VERSION))
    if before == SCHEMA_VERSION:
        print(words["migrate_nothing"].format(version=SCHEMA_VERSION))
        return 0
    found = chain(files.of_catalogue(options.catalogue), files.of_forms(forms) if forms.is_dir() else ())
    new, left = _migrated(found, before)
    for path, fault in left:
        print(words["migrate_left_alone"].format(file=path.as_posix(), line=fault.line), file=sys.stderr)
    if left:
        print(words["migrate_wrote_nothing"].format(files=len(left)), file=sys.stderr)
        return 1
    for path, data in new:
        put(path, data)
    print(words["migrate_done"].format(before=before, after=SCHEMA_VERSION, files=len(new)))
    return 0


def _version(file: Path, words: Mapping[str, str]) -> int:
    """The version that a catalogue says it is written in; 0 where it was written before there was one."""
    try:
        read = source.parse(read_regular(file, FILE_LIMIT), file.as_posix())
    except Refused as refused:
        raise Fault(words["migrate_no_catalogue"].format(file=file.as_posix())) from refused
    if read.values is None or any(problem.is_error for problem in read.problems):
        raise Fault(words["migrate_no_catalogue"].format(file=file.as_posix()))
    try:
        return read_int(read.values.get("schema_version", "0"))
    except Refused as refused:
        raise Fault(words["migrate_no_number"].format(file=file.as_posix(), line=read.at(("schema_version",))[0])) from refused


def _migrated(found: Iterator[files.Found], before: int) -> tuple[list[tuple[Path, bytes]], list[tuple[Path, LeftAlone]]]:
    """Every file that is to be written, the one that says the version last; and those that cannot be rewritten."""
    steps = [MIGRATIONS[version] for version in range(before + 1, SCHEMA_VERSION + 1)]
    new, last, left = [], [], []
    for each in found:
        changes = [step[each.kind] for step in steps if each.kind in step]
        if each.kind == "publisher":
            changes.append(_say_version)
        if not changes:
            continue
        try:
            data = rewritten(read_regular(each.path, FILE_LIMIT), FILES[each.kind], lambda document, changes=changes: [change(document) for change in changes])
        except (LeftAlone, Refused) as fault:
            left.append((each.path, fault if isinstance(fault, LeftAlone) else LeftAlone(fault.rule)))
            continue
        (last if each.kind == "publisher" else new).append((each.path, data))
    return [*new, *last], left


def _say_version(document: Document) -> None:
    document.values["schema_version"] = str(SCHEMA_VERSION)
