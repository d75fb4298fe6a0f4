"""`motcua import xlsx`: what an editor changed in a workbook, into the files of the catalogue, or all of nothing with every problem at its cell."""
from __future__ import annotations

import argparse
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from motcua.catalogue import Catalogue
from motcua.folders import Fault as Stopped
from motcua.folders import cache_of, day, forms_of
from motcua.load import load
from motcua.messages import Messages
from motcua.problem import Problem, message
from motcua.telling import tell
from motcua.tools.lists.workbook import NotAList
from motcua.tools.rewrite import put
from motcua.tools.workbook.judging import Judged, judged
from motcua.tools.workbook.naming import in_words_of_sheets
from motcua.tools.workbook.reading import Book, Fault, read
from motcua.tools.workbook.taking import Taken, Taking
from motcua.tools.workbook.wording import wording

_HOME = Path(os.path.relpath(Path(__file__).resolve().parents[3]))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE.xlsx", help="a workbook of export xlsx, with what an editor changed in it")
    parser.add_argument("--into", type=Path, default=Path("catalogue"), metavar="DIR", help="the catalogue; the folder catalogue without it")
    parser.add_argument("--forms", type=Path, default=None, metavar="DIR", help="the forms; templates/forms beside a folder called catalogue without it")
    parser.add_argument("--packet", type=Path, default=None, metavar="OUT",
                        help="change nothing; write a page and a Word file into this folder: problems, old and new, how it will look on a phone")
    parser.add_argument("--templates", type=Path, default=_HOME / "templates", metavar="DIR", help="the templates, for --packet")
    parser.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="the day whose states are shown, for --packet; today without it")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the messages")


def run(options: Namespace) -> int:
    """Bring the workbook in, or make its packet; 1 where something has to be mended first, and then nothing was written but a packet."""
    options.catalogue = options.into
    forms, words, messages = forms_of(options), wording(options.lang), Messages()
    on = (options.date or date.today()).isoformat()
    book = _book(options)
    catalogue, problems = load(options.catalogue, forms, cache_of(options.catalogue))
    if catalogue is None:
        tell(problems, options)
        return 1
    taken = Taking(book, catalogue, options.catalogue, forms).taken()
    with judged(taken.changed, options.catalogue, forms, cache_of(options.catalogue), messages, on) as new:
        told = list(lines(taken, new, messages, options.lang))
        errors = sum(is_error for is_error, _ in told)
        if options.packet:
            _write_packet(options, catalogue, taken, new, told, on)
    for _, line in told:
        print(line, file=sys.stderr)
    if not options.packet:
        _write(taken, errors, words)
    return 1 if errors else 0


def lines(taken: Taken, new: Judged, messages: Messages, language: str) -> Iterator[tuple[bool, str]]:
    """Everything that is to be said of a workbook, errors first: whether it stops the import, and the sentence at its cell."""
    words = wording(language)
    # A cell that could not be read at all is told once.
    unread = {fault.place for fault in taken.faults}
    problems = [(problem.is_error, _at_cell(cell, problem, messages, language)) for cell, problem in new.problems if cell not in unread]
    faults = [(not fault.is_note, _of_book(fault, messages, language)) for fault in taken.faults]
    yield from sorted(dict.fromkeys((*faults, *problems)), key=lambda each: not each[0])
    for each in taken.cleaned:
        yield False, words["cleaned"].format(cell=each.cell, before=each.before, after=each.after)
    for one in taken.changed:
        yield from ((False, words["lost_comment"].format(file=one.path.as_posix(), comment=comment)) for comment in one.lost)


def _at_cell(cell: str, problem: Problem, messages: Messages, language: str) -> str:
    warning = "" if problem.is_error else wording(language)["warning"]
    # A key and a part are ours; what else a sentence repeats, somebody wrote.
    own = " ".join((problem.field, problem.found, *(value for name, value in problem.values if name not in ("key", "part"))))
    said = in_words_of_sheets(message(problem, messages, language), cell, wording(language), own)
    return f"{cell or f'{problem.file}:{problem.line}'}: {warning}{said} [{problem.rule}]"


def _of_book(fault: Fault, messages: Messages, language: str) -> str:
    words = wording(language)
    if fault.sentence not in words:
        return f"{fault.place}: {messages.sentence(fault.sentence, language, **fault.values)}."
    values = {"found": fault.found, **fault.values}
    if how := fault.values.get("how"):
        values["how"] = words[how]
    shown = words["found"].format(found=fault.found) if fault.found and "{found}" not in words[fault.sentence] else ""
    return f"{fault.place}: ".removeprefix(": ") + words[fault.sentence].format(**values) + shown + "."


def _book(options: Namespace) -> Book:
    words = wording(options.lang)
    if not options.file.is_file():
        raise Stopped(words["no_file"].format(file=options.file))
    try:
        return read(options.file)
    except NotAList as error:
        raise Stopped(words[error.reason].format(**error.values, file=options.file)) from error


def _write(taken: Taken, errors: int, words: dict[str, str]) -> None:
    if errors:
        print(words["nothing_written"].format(errors=errors), file=sys.stderr)
    elif not taken.changed:
        print(words["nothing_changed"])
    else:
        for one in taken.changed:
            one.path.parent.mkdir(parents=True, exist_ok=True)
            put(one.path, one.data)
            print(words["changed"].format(file=one.path.as_posix()))
        print(words["counted"].format(files=len(taken.changed)))


def _write_packet(options: Namespace, catalogue: Catalogue, taken: Taken, new: Judged, told: list[tuple[bool, str]], on: str) -> None:
    # Imported late: only a packet needs what makes pages and Word files.
    from motcua.tools.packet import packet

    packet(options, catalogue, taken, new, told, on)
