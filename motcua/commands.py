"""What a person types: words of a command line -> a verb, its exit code, and every fault as one line."""
from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from motcua.folders import Fault, add_folders, day
from motcua.telling import said
from motcua.tools.usage import language_of, parser_in

FAULT = 2


def build_command(words: list[str], home: Path) -> int:
    """`python build.py …`: 0 built, 1 problems in the catalogue, 2 wrong use or a fault of the machine."""
    _speak_with_any_letters()
    # Relative, so that problems name files as a person at this place would.
    home = Path(os.path.relpath(home))
    parser = parser_in(language_of(words))(prog="build.py", description="Check the catalogue and render it into a site.", allow_abbrev=False)
    add_folders(parser, home / "catalogue")
    parser.add_argument("--templates", type=Path, default=home / "templates", metavar="DIR", help="templates and the theme's overrides")
    parser.add_argument("--site", type=Path, default=home / "site", metavar="DIR", help="where the site is written")
    parser.add_argument("--site-url", type=_address, default=None, metavar="URL", help="the public address; over the one in catalogue.yml, or '' for none")
    parser.add_argument("--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="how many processes make pages")
    parser.add_argument("--clean", action="store_true", help="trust nothing that an earlier build kept")
    parser.add_argument("--drafts", action="store_true", help="publish drafts too, marked as such")
    parser.add_argument("--date", type=day, default=None, metavar="YYYY-MM-DD", help="the day whose states are shown; today without it")
    parser.add_argument("--quiet", action="store_true", help="say nothing but problems")
    parser.add_argument("--stages", action="store_true", help="say how many seconds each stage took")
    parser.set_defaults(mkdocs_yml=home / "mkdocs.yml")
    options = parser.parse_args(words)
    from motcua.build import build

    return _faults_in_one_line(build, options)


# Each verb lives in a module of `motcua.tools` that gives `add_arguments(parser)` and `run(options)`; only the one that is asked for is imported.
_VERBS = {
    "check": ("check", "judge a catalogue without building it"),
    "explain": ("explain", "why a rule is there, and how it is kept"),
    "new": ("new", "begin a procedure, department, form, decision, law or a whole catalogue"),
    "fmt": ("fmt", "lay the files of a catalogue out in one way, comments kept"),
    "diff": ("diff", "what a change of the catalogue changes for citizens, in sentences"),
    "migrate": ("migrate", "bring a catalogue written for an earlier version to this one, comments kept"),
    "schema": ("schema", "write JSON Schema for each kind of file, so that an editor completes and checks it"),
    "admin": ("admin", "the browser editor, as a folder of files for a web server"),
    "owners": ("owners", "who must agree to a change of which files, for GitHub or GitLab"),
    "urls": ("addresses", "write new addresses into the catalogue's urls.txt"),
    "preview": ("preview", "look at the site on this machine, made anew at every save"),
    "publish": ("publish", "put a built site where a web server shows it, in one step"),
    "pack": ("pack", "a built site as a ZIP that opens from a disk, without a network"),
    "rollback": ("rollback", "show an earlier release again"),
    "search": ("search", "ask a built site's search, and see why it answers so"),
    "export decision": ("decision", "the annex of a publication decision as a Word file"),
    "export xlsx": ("workbook.exporting", "a catalogue, or some procedures, as a workbook to be filled in with a spreadsheet"),
    "import xlsx": ("workbook.importing", "a workbook of export xlsx back into the catalogue, or as a packet to look at"),
    "forms derive": ("forms.derive", "a PDF, an ODT and a picture of the first page beside each blank, by LibreOffice"),
    "forms scrub": ("forms.scrub", "a form's file without what tells of the people and machines that made it"),
    "import portal": ("portal", "records of the national portal, as its interface gives them"),
    "import list": ("lists", "the national portal's own Excel list of procedures"),
}
_GROUPS = {"forms": "look after the files of forms", "import": "bring in records from elsewhere", "export": "hand out records in other formats"}


def main(words: list[str] | None = None) -> int:
    """`python -m motcua VERB …`: the editors' verbs, with the same exit codes."""
    _speak_with_any_letters()
    words = sys.argv[1:] if words is None else words
    parser = parser_in(language_of(words))(prog="motcua", description="A catalogue of administrative procedures.", allow_abbrev=False)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    groups = {name: verbs.add_parser(name, help=about, allow_abbrev=False) for name, about in _GROUPS.items()}
    kinds = {name: group.add_subparsers(dest="kind", required=True, metavar="KIND") for name, group in groups.items()}
    for name, (module, about) in _VERBS.items():
        group, _, kind = name.rpartition(" ")
        own = (kinds[group] if group else verbs).add_parser(kind, help=about, allow_abbrev=False)
        if words[:1 + bool(group)] == name.split():
            _give(own, module)
    options = parser.parse_args(words)
    return _faults_in_one_line(options.run, options)


def _speak_with_any_letters() -> None:
    """A letter that the terminal cannot show is written as its number: a command whose work is done does not fail at its last word."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _give(parser: argparse.ArgumentParser, module: str) -> None:
    """Let a verb's module say what it takes, and be what is run."""
    tool = import_module(f"motcua.tools.{module}")
    tool.add_arguments(parser)
    parser.set_defaults(run=tool.run)


def _positive(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1")
    return int(word)


def _address(word: str) -> str:
    from motcua.readers import read_url
    from motcua.refusal import Refused

    try:
        is_one = not word or (read_url(word).startswith(("http://", "https://")) and not {"?", "#"} & {*word})
    except Refused:
        is_one = False
    if not is_one:
        raise argparse.ArgumentTypeError(f"an address such as https://example.org/folder/, or '' for none; found {word!r}")
    return word


def _faults_in_one_line(verb, options: argparse.Namespace) -> int:
    """Run a verb; a fault of the machine is said in one line, without a traceback."""
    try:
        return verb(options)
    except Fault as fault:
        print(f"motcua: {fault}", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"motcua: {said(getattr(options, 'lang', 'vi'))['was_stopped']}", file=sys.stderr)
    except OSError as error:
        print(f"motcua: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
    return FAULT
