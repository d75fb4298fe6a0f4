"""What changed between two states of a catalogue, as a report: a section a record, a sentence a change, and who signed it."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from motcua.compare import Change, changes, plain, told
from motcua.compare.labels import Labels
from motcua.model import Form, Procedure
from motcua.model.record import Sourced
from motcua.problem import shown
from motcua.revisions import Between, Pair, is_template
from motcua.rules.signature import PARTS, Revised, compulsory, is_excused, signed_by
from motcua.say import fee_line, small, time_line
from motcua.say.form_numbers import is_called
from motcua.text import choose

_LONGEST_NAME = 1000

# What keeps the books of a record says nothing to a citizen; it is told last.
BOOKS = (*Sourced.model_fields, "origin", "completeness", "gaps", "correction", "approved_by", "approved_on")


class Line(NamedTuple):
    """One change as the report gives it: the path of its field, its kind, what was and what is in plain values, its sentence."""

    field: str
    kind: str
    before: object
    after: object
    sentence: str


class Section(NamedTuple):
    """One record that differs. `signed` are the ids of the decisions, `reason` that of a correction, `unsigned` the parts without either."""

    kind: str
    id: str
    title: str
    file: str
    lines: tuple[Line, ...]
    signed: tuple[str, ...] = ()
    reason: str = ""
    unsigned: tuple[str, ...] = ()


class Report(NamedTuple):
    """All of it. `decisions` are the numbers of the decisions that signed something, by id; `beyond` are records that the one decision
    which signed everything does not account for, empty where there are none or no such decision."""

    since: str
    until: str
    sections: tuple[Section, ...]
    decisions: Mapping[str, str]
    only: str
    beyond: tuple[str, ...]


def report(between: Between, language: str) -> Report:
    """The report in a language."""
    sections = tuple(section for pair in between.pairs if pair.kind not in ("ledger", "beside") and (section := _section(pair, between, language)))
    signing = dict.fromkeys(decision for section in sections for decision in section.signed)
    only, beyond = _only(sections)
    return Report(between.since, between.until, sections, {each: between.names.of("decision", each, language) for each in signing}, only, beyond)


def _section(pair: Pair, between: Between, language: str) -> Section | None:
    labels = Labels(language)
    lines = tuple(_lines(pair, between, labels))
    if not lines:
        return None
    section = Section(pair.kind, pair.id, _title(pair, between, labels), shown(pair.file, _LONGEST_NAME), lines)
    if pair.kind == "form" and not pair.is_unread:
        return section._replace(signed=tuple(sorted(between.signing(pair))))
    return _with_signature(section, pair, between.decisions, labels) if pair.kind == "procedure" and not pair.is_unread else section


def _lines(pair: Pair, between: Between, labels: Labels) -> Iterator[Line]:
    before, after = pair.records
    if pair.is_unread and pair.kind not in ("page", "unknown", "blank"):
        yield Line("", "unread", None, None, labels.sentence("record_unread"))
    elif pair.before is None or pair.after is None:
        kind = "added" if pair.before is None else "removed"
        yield Line("", kind, None, None, labels.sentence(f"record_{kind}"))
        yield from _at_a_glance(after, labels) if isinstance(after, Procedure) else ()
    elif before is None:
        yield Line("", "changed", None, None, labels.sentence("page_text"))
    else:
        found = sorted(changes(before, after), key=lambda change: change.part in BOOKS)
        yield from (_line(change, between, labels.language) for change in found)
        kinds = ((file, "form_template" if is_template(file, pair) else "form_file") for file in pair.blanks)
        yield from (Line("file", "changed", None, None, labels.sentence(kind, file=file)) for file, kind in kinds)
        yield from (Line("file", "added", None, None, labels.sentence("form_file_added", file=file)) for file in pair.new_blanks)


def _at_a_glance(procedure: Procedure, labels: Labels) -> Iterator[Line]:
    """What a citizen asks first about a new procedure: how long, how much, how many papers."""
    papers = [paper for paper in procedure.dossier.components if paper.role != "note"] if procedure.dossier else []
    facts = {"processing_time": time_line(procedure, labels.language), "fees": fee_line(procedure, labels.language),
             "dossier": str(len(papers)) if papers else labels.sentence("nothing")}
    for field, fact in facts.items():
        yield Line(field, "added", None, fact, labels.sentence(f"new_{field}", fact=small(fact)))


def _line(change: Change, between: Between, language: str) -> Line:
    return Line(change.field, change.kind, plain(change, "before"), plain(change, "after"), told(change, language, between.names))


def _title(pair: Pair, between: Between, labels: Labels) -> str:
    record = next((each for each in reversed(pair.records) if each is not None), None)
    if isinstance(record, Procedure):
        return f"{record.code} {choose(record.short_name or record.name, labels.language)[0]}"
    if isinstance(record, Form) and is_called(record.number):
        return between.names.of(pair.kind, pair.id, labels.language)
    kind = labels.kind(pair.kind) if pair.kind in labels.kinds else labels.kind("other")
    if pair.kind in ("department", "decision", "form"):
        return f"{kind} {between.names.of(pair.kind, pair.id, labels.language)}"
    # What cannot be read is known by its file's name, which may hold anything.
    return f"{kind} ({shown(pair.file.rpartition('/')[2])})"


def _with_signature(section: Section, pair: Pair, decided: Mapping, labels: Labels) -> Section:
    before, after = pair.records
    if after is None:
        return section
    revised = Revised(pair.file, before, after)
    reason = choose(after.correction, labels.language)[0] if after.correction and is_excused(before, after) else ""
    signed = signed_by(revised, decided)
    parts = dict.fromkeys(change.part for change in compulsory(before, after)) if before else ("publication_decisions",)
    is_open = after.status != "draft" and not signed and not reason and (before is None or before.status != "draft")
    return section._replace(signed=signed, reason=reason, unsigned=tuple(labels.part(Procedure, part) for part in parts) if is_open else ())


def _only(sections: tuple[Section, ...]) -> tuple[str, tuple[str, ...]]:
    """The one decision that signed every procedure whose contents changed and forms of them, and what else changed."""
    published = [section for section in sections if section.signed or section.kind == "procedure" and _touches_contents(section)]
    common = set.intersection(*(set(section.signed) for section in published)) if published else set()
    if len(common) != 1:
        return "", ()
    (only,) = common
    return only, tuple(section.title for section in sections if not _belongs(section, only))


def _touches_contents(section: Section) -> bool:
    return any(line.field.partition("[")[0].partition(".")[0] in (*PARTS, "") for line in section.lines)


def _belongs(section: Section, only: str) -> bool:
    """Whether a record changes with the decision: the decision itself, what it signed, laws newly named."""
    if section.kind in ("laws", "announcements"):
        return all(line.kind == "added" for line in section.lines)
    return only in section.signed or section.kind == "decision" and section.id == only
