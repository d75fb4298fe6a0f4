"""`motcua forms scrub`: takes out of a form's file what tells of the people and machines that made it, and says what that was."""
from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from pathlib import Path

from motcua.folders import Fault
from motcua.inspect import MOST_BYTES, inspect
from motcua.messages import Messages
from motcua.open import read_regular
from motcua.problem import Problem, as_text
from motcua.refusal import Refused
from motcua.telling import said
from motcua.tools.forms.scrubbing import scrubbed, told
from motcua.tools.rewrite import put


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a DOCX, ODT or PDF")
    parser.add_argument("--out", type=Path, default=None, metavar="OUT", help="where the clean file is written; over FILE without it")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the messages")


def run(options: Namespace) -> int:
    """Write the clean file; 1 where the file is refused for what is in it, which is told."""
    words, messages = said(options.lang), Messages()
    try:
        data = read_regular(options.file, MOST_BYTES)
    except Refused as refused:
        raise Fault(words["scrub_unread"].format(file=options.file)) from refused
    errors = [finding for finding in inspect(data, options.file.name) if finding.severity == "error"]
    for each in errors:
        values = {"part": each.part, "kind": each.found}
        print(as_text(Problem(options.file.as_posix(), 1, 1, each.rule, found=each.found, values=values), messages, options.lang), file=sys.stderr)
    if errors:
        return 1
    clean = scrubbed(data)
    if clean.removed or options.out:
        put(options.out or options.file, clean.data)
    name = options.out or options.file
    print(words["scrub_done" if clean.removed else "scrub_nothing"].format(file=name, count=len(clean.removed)))
    print(*told(clean.removed), sep="\n", end="\n" if clean.removed else "")
    return 0
