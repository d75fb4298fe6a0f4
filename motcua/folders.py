"""Which folders a command reads and writes: the arguments that name them, and where they are when nobody does."""
from __future__ import annotations

import argparse
import re
from argparse import Namespace
from datetime import date
from pathlib import Path

from motcua.telling import said
from motcua.typed_day import year_first

# Where forms would lie that nobody named: hidden, so that it is never a part of a catalogue.
NO_FORMS = ".forms"


class Fault(Exception):
    """A command could not go on, for a reason that is not in the catalogue; the old site stands."""


def add_folders(parser: argparse.ArgumentParser, catalogue: Path | None = None) -> None:
    """Name the arguments of every command that reads a catalogue; without a default of its own, the folder stays unnamed."""
    parser.add_argument("--catalogue", type=Path, default=catalogue, metavar="DIR", help="the catalogue; the folder catalogue without it")
    parser.add_argument("--forms", type=Path, default=None, metavar="DIR",
                        help="the forms; without it templates/forms beside a folder called catalogue, else none")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the messages")


def day(word: str) -> date:
    """A day as somebody types it, the year or the day first."""
    written = year_first(word)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        raise argparse.ArgumentTypeError(f"a day as YYYY-MM-DD; found {word!r}")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"no such day: {word}") from None


def forms_of(options: Namespace) -> Path:
    """The folder of the forms, which may be absent unless it was named; a Fault where a folder that was named is none.

    Without a name it is `templates/forms` beside a folder called `catalogue`: forms lie in folders of departments, so those of one
    catalogue would all be wrong in another that only stands next to it.
    """
    for named, option in ((options.catalogue, "--catalogue"), (options.forms, "--forms")):
        if named is not None and not named.is_dir():
            raise Fault(said(options.lang)["no_folder"].format(folder=named, option=option))
    if options.forms is not None:
        return options.forms
    beside = options.catalogue.parent if options.catalogue.name not in ("", "..") else options.catalogue / ".."
    return beside / "templates" / "forms" if options.catalogue.absolute().name == "catalogue" else options.catalogue / NO_FORMS


def cache_of(folder: Path) -> Path:
    """Where what is kept between builds lies: beside the site, on its file system, apart for each site."""
    named = folder if folder.name not in ("", "..") else folder.absolute()
    return named.parent / ".cache" / f"motcua-{named.name}"


def named_once(options: Namespace) -> Path:
    """The catalogue that a verb names by its place or by `--catalogue`; a Fault where it is named twice."""
    if options.folder and options.catalogue:
        raise Fault(said(options.lang)["catalogue_is_named_twice"])
    return options.folder or options.catalogue or Path("catalogue")
