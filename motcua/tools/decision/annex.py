"""The annex of a publication decision as values: heading, list, contents of each procedure, old beside new."""
from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from motcua import source
from motcua.catalogue import Catalogue
from motcua.compare import Names
from motcua.model import Decision, Procedure, Record
from motcua.revisions import Between
from motcua.say import place_line
from motcua.tools.decision.contents import LANGUAGE, Part, contents, fee_lines, time_lines
from motcua.tools.decision.pieces import Row, compared
from motcua.tools.diff.report import report

KINDS = ("new", "amended", "replaced", "abolished", "not_stated")


class Heading(NamedTuple):
    """What stands above everything: the authority, the number, the place's date, the title, the decision that it belongs to."""

    authority: str
    number: str
    dated: str
    title: str
    belongs: str


class Group(NamedTuple):
    """The procedures to which the decision does the same, as rows of a table under their columns."""

    title: str
    columns: Row
    rows: tuple[Row, ...]


class Content(NamedTuple):
    """One procedure with its parts; none where the catalogue has nothing of it."""

    title: str
    parts: tuple[Part, ...]


class Annex(NamedTuple):
    """The whole annex; `last` is its last sentence, empty where nothing is to be said."""

    heading: Heading
    groups: tuple[Group, ...]
    contents: tuple[Content, ...]
    pieces: Group
    last: str


def annex(decision: Decision, catalogue: Catalogue, between: Between | None) -> Annex:
    """The annex; old and new are compared with a revision where `between` is given, else told as the decision's own notes tell them."""
    names, words = Names(_finder(catalogue)), wording()
    groups = tuple(_group(kind, decision, catalogue, names) for kind in KINDS if any(change.kind == kind for change in decision.changes))
    told = [change.procedure for change in decision.changes if change.kind != "abolished"]
    shown = tuple(_content(code, catalogue, names) for code in told)
    only = between is not None and _is_alone(decision, between)
    return Annex(_heading(decision), groups, shown, _pieces(decision, catalogue, between, names), words["only"] if only else "")


@lru_cache(maxsize=1)
def wording() -> Mapping[str, str]:
    """The fixed words of the annex by their names."""
    read = source.read(Path(__file__).with_name("words.yml"), "words.yml")
    if read.problems or read.values is None:
        raise ValueError(read.problems)
    return read.values


def _finder(catalogue: Catalogue):
    def find(kind: str, identity: str) -> Record | None:
        if kind == "procedure":
            return _record(catalogue, identity)
        if kind == "form":
            return catalogue.forms[identity].form if identity in catalogue.forms else None
        held = {"department": catalogue.departments, "decision": catalogue.decisions, "law": catalogue.laws, "field": catalogue.fields}
        return held[kind].get(identity)

    return find


def _record(catalogue: Catalogue, code: str) -> Procedure | None:
    return catalogue.record(code).load() if code in catalogue.procedures else None


def _heading(decision: Decision) -> Heading:
    words, day = wording(), decision.issued_on
    dated = words["dated"].format(day=f"{day.day:02}", month=f"{day.month:02}" if day.month < 3 else day.month, year=day.year) if day else words["undated"]
    agency = decision.issuing_agency.vi if decision.issuing_agency else ""
    belongs = words["with" if agency else "with_no_agency"].format(number=decision.number, dated=dated, agency=agency)
    return Heading(agency.upper(), words["number"].format(number=decision.number), dated, decision.title.vi if decision.title else "", belongs)


def _group(kind: str, decision: Decision, catalogue: Catalogue, names: Names) -> Group:
    words = wording()
    changes = [change for change in decision.changes if change.kind == kind]
    if kind == "abolished":
        columns = tuple(words[f"column_{name}"] for name in ("number", "code", "name", "note"))
        rows = tuple((str(n), each.procedure, _name(catalogue, each.procedure), each.note.vi if each.note else "") for n, each in enumerate(changes, start=1))
    else:
        columns = tuple(words[f"column_{name}"] for name in ("number", "code", "name", "time", "place", "fee", "laws"))
        rows = tuple((str(n), each.procedure, *_summary(each.procedure, catalogue, names)) for n, each in enumerate(changes, start=1))
    return Group(words[kind], columns, rows)


def _name(catalogue: Catalogue, code: str) -> str:
    return dict(catalogue.procedures[code].name)[LANGUAGE] if code in catalogue.procedures else ""


def _summary(code: str, catalogue: Catalogue, names: Names) -> Row:
    """What the list must say (article 13): name, time, place, fees, legal basis."""
    procedure = _record(catalogue, code)
    if procedure is None:
        return _name(catalogue, code), "", "", "", ""
    places = {names.of("department", each.department, LANGUAGE) if each.department else each.text.vi: None
              for each in procedure.reception_places if each.department or each.text}
    return (procedure.name.vi, "\n".join(time_lines(procedure, names, wording())), "\n".join(places) or place_line(procedure, LANGUAGE),
            "\n".join(fee_lines(procedure, names, wording())), "\n".join(dict.fromkeys(each.law for each in procedure.legal_basis)))


def _content(code: str, catalogue: Catalogue, names: Names) -> Content:
    procedure = _record(catalogue, code)
    title = f"{procedure.name.vi} ({code})" if procedure else code
    return Content(title, contents(procedure, names, wording()) if procedure else ())


def _pieces(decision: Decision, catalogue: Catalogue, between: Between | None, names: Names) -> Group:
    """Old beside new: each change that needs a signature, or the decision's own note on each procedure."""
    words = wording()
    if between is None:
        columns = tuple(words[f"column_{name}"] for name in ("number", "code", "name", "note"))
        noted = [change for change in decision.changes if change.note]
        rows = tuple((str(n), each.procedure, _name(catalogue, each.procedure), each.note.vi) for n, each in enumerate(noted, start=1))
    else:
        columns = tuple(words[f"column_{name}"] for name in ("number", "code", "part", "before", "after"))
        rows = tuple((str(n), *row) for n, row in enumerate(compared(decision, between, words), start=1))
    return Group(words["pieces_title"], columns, rows)


def _is_alone(decision: Decision, between: Between) -> bool:
    told = report(between, LANGUAGE)
    return told.only == decision.id and not told.beyond
