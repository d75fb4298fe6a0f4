"""`motcua new`: a record of any kind, or a whole catalogue, that breaks no rule and is ready to be filled in."""
from __future__ import annotations

import argparse
from argparse import Namespace
from pathlib import Path

from motcua import source, verdict
from motcua.catalogue import Catalogue
from motcua.folders import Fault, add_folders, cache_of, forms_of
from motcua.load import load
from motcua.messages import Messages
from motcua.open import read_regular
from motcua.problem import message
from motcua.telling import said
from motcua.tools.fields import FILES
from motcua.tools.new.asking import Asking
from motcua.tools.new.records import KINDS, Made, law
from motcua.tools.new.starting import start
from motcua.tools.rewrite import LeftAlone, put, rewritten

_ABOUT = {
    "procedure": ("a procedure, as a draft", ("code", "name", "short-name", "summary", "field", "department")),
    "department": ("who answers for procedures", ("id", "name", "kind", "level", "parent", "hotline")),
    "form": ("a form that citizens fill in, from its file; on its page, where that is a DOCX with tags", ("file", "department", "id", "title", "number", "original-name", "effective-from")),
    "decision": ("a decision that publishes procedures", ("number", "issued-on", "agency", "title")),
    "law": ("a legal text, at the end of laws.yml", ("number", "title", "issued-on", "issuer", "url")),
    "catalogue": ("a whole catalogue that can be built", ("title", "authority", "hotline", "site-url", "fields")),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments: one set for each kind; what is not given is asked for on a terminal."""
    kinds = parser.add_subparsers(dest="what", required=True, metavar="KIND")
    for kind, (about, names) in _ABOUT.items():
        own = kinds.add_parser(kind, help=about, description=f"Make {about}. What no option gives is asked for on a terminal.", allow_abbrev=False)
        for name in names:
            own.add_argument(f"--{name}", default=None, metavar="TEXT")
        if kind == "catalogue":
            own.add_argument("folder", type=Path, metavar="DIR", help="where it is written: a folder that is empty or absent")
            own.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the messages")
            continue
        add_folders(own, Path("catalogue"))
        if kind == "form":
            own.add_argument("path", nargs="?", default=None, metavar="FILE", help="the file of the form, as --file")
            own.add_argument("--blank", type=Path, default=None, metavar="FILE", help="the blank for the pen, where FILE has tags; made of it without one")
        if kind == "procedure":
            own.add_argument("--like", default=None, metavar="CODE", help="a procedure whose papers, steps, times and fees are taken to begin with")
        if kind == "decision":
            own.add_argument("--change", action="append", default=None, metavar="CODE:KIND",
                             help="what it does to a procedure: new, amended, replaced or abolished; may be repeated")


def run(options: Namespace) -> int:
    """Write the new files and name them; nothing is ever overwritten."""
    words, ask = said(options.lang), Asking(options)
    try:
        written, left = _written(ask, options)
    except EOFError:
        raise Fault(words["new_was_broken_off"]) from None
    for file in written:
        print(words["new_was_written"].format(file=file.as_posix()))
    print(words[f"new_{options.what}_next"].format(file=written[0].as_posix(), folder=written[0].parent.as_posix(), left="".join(f"{line}\n" for line in left)))
    return 0


def _written(ask: Asking, options: Namespace) -> tuple[list[Path], tuple[str, ...]]:
    """The files that were written, and what is left to write into others."""
    if options.what == "catalogue":
        return start(ask, options.folder), ()
    forms = forms_of(options)
    catalogue, _ = load(options.catalogue, forms, cache_of(options.catalogue), for_pages=False)
    if catalogue is None:
        raise Fault(said(options.lang)["new_catalogue_cannot_be_read"].format(folder=options.catalogue))
    if options.what == "law":
        return [_with_law(ask, catalogue, options)], ()
    made = KINDS[options.what](ask, catalogue, options)
    return _put(made, forms if options.what == "form" else options.catalogue, options), made.left


def _put(made: Made, root: Path, options: Namespace) -> list[Path]:
    """Write a record, and the files of a form before it, once it is known to break no rule of its own."""
    file = root / made.below
    _hold(made.text.encode(), made.kind, made.below, options)
    beside = {file.parent / name: data for name, data in made.beside}
    for each in (file, *beside):
        if each.exists():
            raise Fault(said(options.lang)["new_file_is_there"].format(file=each.as_posix()))
    file.parent.mkdir(parents=True, exist_ok=True)
    for each, data in beside.items():
        put(each, data)
    put(file, made.text.encode())
    return [file, *beside]


def _with_law(ask: Asking, catalogue: Catalogue, options: Namespace) -> Path:
    """Add a legal text to the end of the list, whose comments stay."""
    file, new = options.catalogue / "laws.yml", law(ask, catalogue, options)
    before = read_regular(file, source.FILE_LIMIT) if file.exists() else b"laws: []\n"
    try:
        after = rewritten(before, FILES["laws"], lambda held: held.values["laws"].append(new))
    except LeftAlone:
        raise Fault(said(options.lang)["new_list_cannot_be_read"].format(file=file.as_posix())) from None
    _hold(after, "laws", file.name, options)
    put(file, after)
    return file


def _hold(data: bytes, kind: str, name: str, options: Namespace) -> None:
    """A Fault where a record would break a rule of its own."""
    problems = verdict.judged(FILES[kind], kind, source.parse(data, name))[1]
    if errors := [problem for problem in problems if problem.is_error]:
        raise Fault(said(options.lang)["new_breaks_a_rule"].format(why=message(errors[0], Messages(), options.lang)))
