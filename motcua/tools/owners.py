"""`motcua owners`: the CODEOWNERS of a catalogue, so that each department agrees to changes of its own procedures."""
from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from motcua.catalogue import Catalogue
from motcua.folders import add_folders, cache_of, forms_of
from motcua.load import load
from motcua.telling import said, tell

# The last line that fits a file decides, on GitHub as on GitLab.
_HEAD = """\
# Who must agree to a change. The last line that fits a file decides; what no department owns is the maintainers'.
# Each department is a team of {organisation} that is called like the department's id.
# Written by: motcua owners {organisation} --maintainers {maintainers}
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Name the command's arguments."""
    parser.add_argument("organisation", type=_name, metavar="ORGANISATION", help="the organisation or group whose teams own the files, such as lam-giang")
    parser.add_argument("--maintainers", type=_name, default="maintainers", metavar="TEAM", help="the team that owns the program and what all departments share")
    parser.add_argument("--into", type=Path, default=None, metavar="FILE", help="such as .github/CODEOWNERS or .gitlab/CODEOWNERS; without it the lines are printed")
    add_folders(parser)


def run(options: Namespace) -> int:
    """Write or print the file; 0 done, 1 problems in the catalogue."""
    options.catalogue = options.catalogue or Path("catalogue")
    catalogue, problems = load(options.catalogue, forms_of(options), cache_of(options.catalogue), for_pages=False)
    if tell([problem for problem in problems if problem.is_error], options) or catalogue is None:
        return 1
    text = code_owners(catalogue, options.organisation, options.maintainers)
    if options.into is None:
        print(text, end="")
        return 0
    options.into.parent.mkdir(parents=True, exist_ok=True)
    options.into.write_text(text, "utf-8", newline="\n")
    print(said(options.lang)["owners_were_written"].format(file=options.into))
    return 0


def code_owners(catalogue: Catalogue, organisation: str, maintainers: str) -> str:
    """The whole file; a department is named when it has procedures, forms or a description of its own."""
    rows = [("*", maintainers), *_rows(catalogue)]
    widest = max(len(place) for place, _ in rows)
    head = _HEAD.format(organisation=organisation, maintainers=maintainers)
    return head + "".join(f"{place:<{widest}}  @{organisation}/{team}\n" for place, team in rows)


def _rows(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    with_procedures = {card.file.split("/")[-2] for card in catalogue.cards}
    with_forms = {form.partition("/")[0] for form in catalogue.forms}
    for department in sorted(with_procedures | with_forms):
        if department in catalogue.departments:
            yield f"/catalogue/departments/{department}.yml", department
        if department in with_procedures:
            yield f"/catalogue/procedures/{department}/", department
        if department in with_forms:
            yield f"/templates/forms/{department}/", department


def _name(word: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?", word):
        raise argparse.ArgumentTypeError(f"a name as it stands in an address, without @; found {word!r}")
    return word
