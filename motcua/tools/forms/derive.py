"""`motcua forms derive`: a PDF, an ODT and a picture beside each blank, with a record of what they were made of; builds only copy them."""
from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from motcua import derived, files, source, verdict
from motcua.catalogue import FormFile
from motcua.derived import FORMATS, PICTURE
from motcua.folders import Fault, add_folders, forms_of
from motcua.inspect import MOST_BYTES
from motcua.model import Form
from motcua.open import read_regular
from motcua.refusal import Refused
from motcua.telling import said
from motcua.tools.forms.converting import NotInstalled, Programs, converted, formats_of, programs
from motcua.tools.rewrite import put


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("chosen", nargs="*", metavar="FORM", help="forms as DEPARTMENT/FORM; all of them without any")
    add_folders(parser)
    parser.add_argument("--anew", action="store_true", help="make what is there already once more")


def run(options: Namespace) -> int:
    """Make what is missing or was made of other bytes; 1 where something could not be made."""
    options.catalogue, words = options.catalogue or Path("catalogue"), said(options.lang)
    named = _named(forms_of(options))
    blanks = _blanks(named, options.chosen or list(named), forms_of(options), words)
    wanted = {path: data for path, data in blanks.items() if options.anew or not _is_whole(path, data)}
    if not wanted:
        print(words["derive_nothing"].format(forms=len(blanks)))
        return 0
    try:
        found = programs()
    except NotInstalled as missing:
        raise Fault(words["derive_needs"].format(program=missing)) from missing
    faults = [path for path in _made(wanted, {path.as_posix() for paths in named.values() for path in paths}, found, words) if path]
    for path in faults:
        print(words["derive_failed"].format(file=path), file=sys.stderr)
    print(words["derive_done"].format(forms=len(wanted) - len(faults), converter=found.version))
    return 1 if faults else 0


def _named(forms: Path) -> dict[str, tuple[Path, ...]]:
    """The files that each description names, by the form's id."""
    return {each.below.removesuffix(".yml"): tuple(_of_description(each)) for each in files.of_forms(forms) if each.kind == "form"}


def _blanks(named: Mapping[str, tuple[Path, ...]], chosen: list[str], forms: Path, words: Mapping[str, str]) -> dict[str, bytes]:
    """The files of the chosen forms, by their paths; a Fault for a form that is not there."""
    if unknown := [name for name in chosen if name not in named]:
        raise Fault(words["derive_no_form"].format(form=unknown[0], folder=forms))
    found = {}
    for path in (path for name in chosen for path in named[name]):
        try:
            found[path.as_posix()] = read_regular(path, MOST_BYTES)
        except Refused as refused:
            raise Fault(words["derive_unread"].format(file=path)) from refused
    return found


def _of_description(description: files.Found) -> Iterator[Path]:
    """The blank and its earlier versions; none of a description that `check` refuses."""
    record, problems = verdict.judged(Form, "form", source.read(description.path, description.below))
    if record is not None and not any(problem.is_error for problem in problems):
        yield from (description.path.parent / name for at, name, _ in record.files() if at[0] != "fill")


def _is_whole(path: str, data: bytes) -> bool:
    beside = derived.beside(FormFile(path, len(data), sha256(data).hexdigest(), Path(path).suffix[1:].lower()))
    return beside.derived.picture is not None and not beside.is_stale


def _made(wanted: Mapping[str, bytes], named: set[str], found: Programs, words: Mapping[str, str]) -> Iterator[str]:
    """Write what each file gave, and say it; yields the path of each that gave too little, or would overwrite another form."""
    sources = {path: (Path(path).suffix[1:].lower(), data) for path, data in wanted.items()}
    for name, made in converted(sources, found):
        path, kinds = Path(name), (*formats_of(sources[name][0]), PICTURE)
        if set(made) != set(kinds) or any(path.with_suffix(f".{kind}").as_posix() in named for kind in kinds):
            yield name
            continue
        for kind, data in made.items():
            put(path.with_suffix(f".{kind}"), data)
        put(derived.record_beside(path), derived.record(wanted[name], found.version, made))
        print(words["derive_made"].format(file=name, sizes=", ".join(f"{kind.upper()} {len(data):,d}".replace(",", " ") for kind, data in sorted(made.items()))))
