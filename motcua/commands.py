"""What a person types: words of a command line -> a verb, its exit code, and every fault as one line."""
from __future__ import annotations

import argparse
import os
import re
import sys
from datetime import date
from pathlib import Path

BUILT, PROBLEMS, FAULT = 0, 1, 2


def build_command(words: list[str], home: Path) -> int:
    """`python build.py …`: 0 built, 1 problems in the catalogue, 2 wrong use or a fault of the machine."""
    # Relative, so that problems name files as a person at this place would.
    home = Path(os.path.relpath(home))
    parser = argparse.ArgumentParser(prog="build.py", description="Check the catalogue and render it into a site.", allow_abbrev=False)
    _add_folders(parser, home / "catalogue")
    parser.add_argument("--templates", type=Path, default=home / "templates", metavar="DIR", help="templates and the theme's overrides")
    parser.add_argument("--site", type=Path, default=home / "site", metavar="DIR", help="where the site is written")
    parser.add_argument("--site-url", type=_address, default=None, metavar="URL", help="the public address; over the one in catalogue.yml, or '' for none")
    parser.add_argument("--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="how many processes make pages")
    parser.add_argument("--clean", action="store_true", help="trust nothing that an earlier build kept")
    parser.add_argument("--drafts", action="store_true", help="publish drafts too, marked as such")
    parser.add_argument("--date", type=_day, default=None, metavar="YYYY-MM-DD", help="the day whose states are shown; today without it")
    parser.add_argument("--quiet", action="store_true", help="say nothing but problems")
    parser.add_argument("--stages", action="store_true", help="say how many seconds each stage took")
    parser.set_defaults(mkdocs_yml=home / "mkdocs.yml")
    options = parser.parse_args(words)
    from motcua.build import build

    return _faults_in_one_line(build, options)


def main(words: list[str] | None = None) -> int:
    """`python -m motcua VERB …`: the editors' verbs, with the same exit codes."""
    parser = argparse.ArgumentParser(prog="motcua", description="A catalogue of administrative procedures.", allow_abbrev=False)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    check = verbs.add_parser("check", help="judge a catalogue without building it", allow_abbrev=False)
    urls = verbs.add_parser("urls", help="write new addresses into the catalogue's urls.txt", allow_abbrev=False)
    for verb in (check, urls):
        verb.add_argument("folder", type=Path, nargs="?", metavar="CATALOGUE_DIR", help="the catalogue; the same as --catalogue")
        _add_folders(verb)
    check.add_argument("--date", type=_day, default=None, metavar="YYYY-MM-DD", help="the day on which values that soon end are told; today without it")
    importing = verbs.add_parser("import", help="bring in records from elsewhere", allow_abbrev=False)
    _add_import(importing)
    searching = verbs.add_parser("search", help="ask a built site's search, and see why it answers so", allow_abbrev=False)
    _add_search(searching)
    options = parser.parse_args(words)
    if options.verb in ("check", "urls"):
        if options.folder and options.catalogue:
            parser.error("name the catalogue once: CATALOGUE_DIR or --catalogue DIR")
        options.catalogue = options.folder or options.catalogue or Path("catalogue")
    return _faults_in_one_line(_verb(options), options)


def _verb(options: argparse.Namespace):
    if options.verb == "import":
        return options.run
    if options.verb == "search":
        from motcua.tools import search

        return search.run
    from motcua import build

    return {"check": build.check, "urls": build.write_urls}[options.verb]


def _add_import(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    portal_parser = kinds.add_parser("portal", help="records of the national portal, as its interface gives them", allow_abbrev=False)
    list_parser = kinds.add_parser("list", help="the national portal's own Excel list of procedures", allow_abbrev=False)
    from motcua.tools import lists, portal

    for kind, kind_parser in ((portal, portal_parser), (lists, list_parser)):
        kind.add_arguments(kind_parser)
        kind_parser.set_defaults(run=kind.run)


def _add_search(parser: argparse.ArgumentParser) -> None:
    from motcua.tools import search

    search.add_arguments(parser)


def _add_folders(parser: argparse.ArgumentParser, catalogue: Path | None = None) -> None:
    parser.add_argument("--catalogue", type=Path, default=catalogue, metavar="DIR", help="the catalogue; the folder catalogue without it")
    parser.add_argument("--forms", type=Path, default=None, metavar="DIR",
                        help="the forms; without it templates/forms beside a folder called catalogue, else none")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="the language of the messages")


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


def _day(word: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word):
        raise argparse.ArgumentTypeError(f"a day as YYYY-MM-DD; found {word!r}")
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"no such day: {word}") from None


def _faults_in_one_line(verb, options: argparse.Namespace) -> int:
    """Run a verb; a fault of the machine is said in one line, without a traceback."""
    from motcua.build import Fault

    try:
        return verb(options)
    except Fault as fault:
        print(f"motcua: {fault}", file=sys.stderr)
    except KeyboardInterrupt:
        print("motcua: stopped; the old site stands", file=sys.stderr)
    except OSError as error:
        print(f"motcua: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
    return FAULT
