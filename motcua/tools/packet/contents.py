"""What a packet holds: what has to be mended, each change with old and new, the pages as they will be, the whole text of each procedure."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from motcua import urls
from motcua.catalogue import Catalogue
from motcua.compare import Names, changes, subject
from motcua.compare.labels import Labels
from motcua.compare.values import Values
from motcua.model import Procedure, Record
from motcua.outputs.site import Settings
from motcua.text import date_text
from motcua.tools.decision.annex import wording as of_annexes
from motcua.tools.decision.contents import Part, contents as parts_of
from motcua.tools.decision.pieces import WHOLE, sides
from motcua.tools.packet.phone import alone
from motcua.tools.packet.wording import wording
from motcua.tools.preview.version import Version
from motcua.tools.schema import words as schema
from motcua.tools.workbook.judging import Judged, records
from motcua.tools.workbook.known import Known
from motcua.tools.workbook.taking import Changed, Taken

LANGUAGE = "vi"
_OF_THE_SIGNATURE = ("contents_change_by_decision", "new_procedure_has_its_decision")
PAGES = 8


class Line(NamedTuple):
    """One change: what it is about, what was, what is."""

    what: str
    before: str
    after: str


class Section(NamedTuple):
    """One record that changes; `note` says why there are no lines."""

    title: str
    lines: tuple[Line, ...]
    note: str


class Packet(NamedTuple):
    """All of it. `verdict` says what may be done with a workbook without errors. `pages` are (title, document) of the first procedures, `more` is how many others change; `texts` (title, parts) of all."""

    head: str
    verdict: str
    errors: tuple[str, ...]
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    pages: tuple[tuple[str, str], ...]
    more: int
    texts: tuple[tuple[str, tuple[Part, ...]], ...]


def contents(name: str, catalogue: Catalogue, taken: Taken, new: Judged, told: list[tuple[bool, str]], settings: Settings, on: str) -> Packet:
    """The packet of a workbook of this name, on an ISO day; pages are made only where nothing has to be mended."""
    after = new.catalogue or catalogue
    names = Known(after)
    pairs = [(one, *records(one)) for one in taken.changed]
    errors = tuple(line for is_error, line in told if is_error)
    procedures = [record for _, _, record in pairs if isinstance(record, Procedure)]
    shown = procedures[:PAGES] if not errors and new.catalogue else []
    version = Version(after, settings) if shown else None
    pages = tuple((_title(record), alone(version, urls.procedure(record.code))) for record in shown)
    head = wording(LANGUAGE)["from"].format(file=name, day=date_text(date.fromisoformat(on), LANGUAGE))
    texts = tuple((_title(record), parts_of(record, names, of_annexes())) for record in procedures)
    return Packet(head, _verdict(procedures, new), errors, tuple(line for is_error, line in told if not is_error),
                  tuple(_section(one, before, now, names) for one, before, now in pairs), pages, len(procedures) - len(shown) if shown else 0, texts)


def _verdict(procedures: list[Procedure], new: Judged) -> str:
    """Whether the workbook can be brought in, and published: what nobody has signed is no error of the workbook."""
    files = {problem.file for _, problem in new.problems if problem.rule in _OF_THE_SIGNATURE}
    titles = [_title(each) for each in procedures if any(file.endswith(f"/{each.code}.yml") for file in files)]
    return wording(LANGUAGE)["unsigned" if titles else "sound"].format(titles="; ".join(titles))


def _section(one: Changed, before: Record | None, after: Record | None, names: Names) -> Section:
    words = wording(LANGUAGE)
    named = after or before
    title = _title(named) if isinstance(named, Procedure) else f"{schema.file(one.kind)} {one.key}".strip()
    if after is None:
        return Section(title, (), words["unreadable"])
    if one.before is None:
        return Section(title, (), words["added"])
    return Section(title, tuple(_lines(before, after, names)), "") if before else Section(title, (), words["unreadable"])


def _lines(before: Record, after: Record, names: Names) -> Iterator[Line]:
    values = Values(Labels(LANGUAGE), names, WHOLE)
    for change in changes(before, after):
        yield Line(subject(change, LANGUAGE, names), *(side or wording(LANGUAGE)["nothing_there"] for side in sides(change, values)))


def _title(procedure: Procedure) -> str:
    return f"{procedure.code} {(procedure.short_name or procedure.name).vi}"
