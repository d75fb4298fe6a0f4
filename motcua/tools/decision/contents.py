"""The contents of one procedure for the annex of a decision: the compulsory parts, in the order of Decree 63/2010, article 8.2."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from motcua import prose
from motcua.compare import Names
from motcua.compare.labels import Labels
from motcua.compare.values import Values
from motcua.model import NOT_STATED, Component, Fee, Procedure, Step, TimeRow
from motcua.say import Marks, duration, file_within, small
from motcua.say.papers import condition_of, paper_of
from motcua.say.times import clock_lines
from motcua.text import Text

LANGUAGE = "vi"
# a) to g) of the article always, h) where there are any, then the legal documents of article 15.
_WHERE_ANY = ("forms", "results", "requirements", "fees")
_ORDER = ("steps", "submission_methods", "dossier", "processing_time", "applicant_types", "executing_agencies", *_WHERE_ANY, "legal_basis")

_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")


class Part(NamedTuple):
    """One part under its heading; `depth` of a line counts from 0."""

    heading: str
    lines: tuple[tuple[int, str], ...]


def contents(procedure: Procedure, names: Names, words: Mapping[str, str]) -> tuple[Part, ...]:
    """Every compulsory part; one that must be there and is not says so."""
    telling = _Telling(names, words)
    found = ((name, tuple(getattr(telling, name)(procedure))) for name in _ORDER)
    return tuple(Part(words[name], lines or ((0, words["nothing"]),)) for name, lines in found if lines or name not in _WHERE_ANY)


def time_lines(procedure: Procedure, names: Names, words: Mapping[str, str]) -> tuple[str, ...]:
    """The time limits, for the table of the annex."""
    return tuple(line for _, line in _Telling(names, words).processing_time(procedure))


def fee_lines(procedure: Procedure, names: Names, words: Mapping[str, str]) -> tuple[str, ...]:
    """The fees, for the table of the annex."""
    return tuple(line for _, line in _Telling(names, words).fees(procedure))


Lines = Iterator[tuple[int, str]]


class _Telling:
    """The parts of a procedure as lines, each method named as its part."""

    def __init__(self, names: Names, words: Mapping[str, str]) -> None:
        self.names, self.words = names, words
        self.labels = Labels(LANGUAGE)
        self.values = Values(self.labels, names)

    def steps(self, procedure: Procedure) -> Lines:
        for number, step in enumerate(procedure.steps, start=1):
            title, *rest = _lines(_titled(step))
            yield 0, f"{_capital(self.labels.sentence('step', n=number))}. {title}"
            yield from ((0, line) for line in rest)

    def submission_methods(self, procedure: Procedure) -> Lines:
        for method in procedure.submission_methods:
            told = self.labels.value(type(method), "channel", method.channel)
            yield 0, f"- {_capital(told)}{': ' + method.description.vi if method.description else ''}"

    def dossier(self, procedure: Procedure) -> Lines:
        if procedure.dossier is None:
            return
        yield from self._papers(procedure.dossier.components, procedure, 0)
        yield from ((0, line) for line in _lines(procedure.dossier.text))
        if procedure.dossier.sets is not None:
            yield 0, self.words["sets"].format(n=procedure.dossier.sets)

    def _papers(self, papers: Iterable[Component], procedure: Procedure, depth: int) -> Lines:
        for paper in papers:
            told = paper_of(paper, self.labels.words)
            line = ", ".join(filter(None, (str(told.name), str(told.counts))))
            cases = [case.name.vi for case in procedure.cases if case.id in paper.cases]
            extra = "; ".join(filter(None, (*cases, str(condition_of(paper, self.labels.words)))))
            line = f"{'+' if depth else '-'} {line}{f' ({extra})' if extra else ''}"
            # Behind a colon stand the papers to choose from, so a note stands under them.
            leads = line.endswith(":")
            yield depth, f"{line}. {paper.note.vi}" if paper.note and not leads else line
            yield from self._papers(paper.of, procedure, depth + 1)
            if paper.note and leads:
                yield depth + 1, paper.note.vi

    def processing_time(self, procedure: Procedure) -> Lines:
        time = procedure.processing_time
        for row in time.rows if time else ():
            yield 0, self._labelled(row, self._time(row), procedure)
        yield from ((0, str(line)) for line in (clock_lines(time, self.labels.words, Marks(())) if time else ()))
        if time:
            yield from ((0, line) for text in (*(each.text for each in time.extensions), time.text) for line in _lines(text))
        deadline = file_within(procedure, self.labels.words)
        yield from ((0, str(value)) for entry in (deadline.entries if deadline else ()) for value in (*entry.values, *entry.notes))

    def _time(self, row: TimeRow) -> str:
        shown = row.committed or row.statutory
        if shown is None:
            return row.text.vi if row.text else self.words["nothing"]
        told = duration(shown, self.labels.words)
        if row.statutory and row.statutory != shown:
            return self.words["law_allows"].format(time=told, law=duration(row.statutory, self.labels.words))
        return told

    def _labelled(self, row: TimeRow | Fee, told: str, procedure: Procedure, name: str = "") -> str:
        """A value under what it depends on."""
        head = ", ".join(filter(None, (name, *self.values.depends(row, procedure))))
        return f"- {_capital(head)}: {told}" if head else f"- {_capital(told)}"

    def applicant_types(self, procedure: Procedure) -> Lines:
        yield from ((0, f"- {self.values.of(Procedure, 'applicant_types', each)}") for each in procedure.applicant_types if each != NOT_STATED)

    def executing_agencies(self, procedure: Procedure) -> Lines:
        yield from ((0, f"- {name}") for name in self._agencies(procedure.executing_agencies))
        if procedure.competent_authorities:
            yield 0, self.words["competent"].format(names="; ".join(self._agencies(procedure.competent_authorities)))

    def _agencies(self, ids: tuple[str, ...]) -> list[str]:
        return [self.names.of("department", each, LANGUAGE) for each in ids]

    def forms(self, procedure: Procedure) -> Lines:
        named = [self.names.of("form", each, LANGUAGE) for each in procedure.forms]
        yield from ((0, f"- {name}") for name in dict.fromkeys((*named, *procedure.forms_named)))

    def results(self, procedure: Procedure) -> Lines:
        for result in procedure.results:
            validity = f" ({self.labels.words('result.validity', text=result.validity.vi)})" if result.validity else ""
            yield 0, f"- {result.name.vi}{validity}"

    def requirements(self, procedure: Procedure) -> Lines:
        for text in (procedure.requirements, procedure.requirements_text):
            yield from ((0, line) for line in prose.plain(_without_emphasis(text.vi) if text else "").splitlines() if line.strip())

    def fees(self, procedure: Procedure) -> Lines:
        for fee in procedure.fees:
            told = self.values.price(fee, procedure)
            if fee.status not in ("amount", "free") and fee.text:
                told = fee.text.vi
            kind = self.labels.value(Fee, "kind", fee.kind) if fee.kind != NOT_STATED else ""
            line = self._labelled(fee, str(small(told)) if kind else told, procedure, kind)
            line = self.words["fee_law"].format(line=line, laws=", ".join(fee.legal_basis)) if fee.legal_basis else line
            yield 0, f"{line}. {self.labels.words('fee.exemption', text=fee.exemption.vi)}" if fee.exemption else line

    def legal_basis(self, procedure: Procedure) -> Lines:
        for reference in procedure.legal_basis:
            article = f"{reference.article.vi}, " if reference.article else ""
            yield 0, f"- {article}{self.names.of('law', reference.law, LANGUAGE)}"


def _without_emphasis(markdown: str) -> str:
    """A text as it is read: without the signs that make words bold, and a link as its words with the address."""
    return _LINK.sub(r"\1 (\2)", _EMPHASIS.sub(r"\2", markdown))


def _titled(step: Step) -> Text:
    return step.text if step.title is None else Text(f"{step.title.vi}: {step.text.vi}")


def _lines(text: Text | None) -> list[str]:
    return [line.strip() for line in (text.vi if text else "").splitlines() if line.strip()]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
