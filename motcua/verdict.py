"""What the judges say of one procedure's file: its card, its problems, its values; of many files by several processes."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from motcua import cards, forked, rules, source
from motcua.catalogue import digest_of
from motcua.judge import judge
from motcua.model import Procedure, Record
from motcua.model.views import Card
from motcua.problem import Finding, Problem
from motcua.source import Source


class Verdict(NamedTuple):
    """A file's card, if a record could be made of it, what is wrong with it, and what it says."""

    card: Card | None
    problems: list[Problem]
    values: dict | None


def of_files(wanted: list[tuple[Path, str]], jobs: int, *, for_pages: bool = True) -> Iterator[Verdict]:
    """A verdict on each (path, name), in their order; not `for_pages`, without what lists say and what files say."""
    judge_one = partial(_of_file, for_pages=for_pages)
    if jobs < 2 or len(wanted) < forked.MANY:
        yield from map(judge_one, wanted)
        return
    for card, problems, values in forked.answers(partial(_told, judge_one), wanted, jobs):
        yield Verdict(card and cards.from_plain(card), [Problem(*fields) for fields in problems], values)


def _told(judge_one: Callable[[tuple[Path, str]], Verdict], wanted: tuple[Path, str]) -> tuple[list | None, list[list], dict | None]:
    """A verdict in plain values, which travel between processes at a third of the cost."""
    card, problems, values = judge_one(wanted)
    return card and cards.to_plain(card), [as_json(problem) for problem in problems], values


def _of_file(wanted: tuple[Path, str], *, for_pages: bool) -> Verdict:
    path, name = wanted
    read = source.read(path, name)
    procedure, problems = judged(Procedure, "procedure", read)
    if procedure is None:
        return Verdict(None, problems, None)
    card = cards.card_of(procedure, name, digest_of(read.values))
    return Verdict(cards.as_shown(card, procedure), problems, read.values) if for_pages else Verdict(card, problems, None)


def judged(model: type[Record], kind: str, read: Source) -> tuple[Any, list[Problem]]:
    """The record of a file, if it can be made, with what its reader, its model and its own rules say."""
    if read.values is None:
        return None, list(read.problems)
    record, problems = judge(model, read)
    # What the reader has refused, the model would refuse again in other words, there or in the field that holds it.
    problems = [*read.problems, *(problem for problem in problems if not any(_is_told_by(problem, each) for each in read.problems))]
    if record is not None:
        problems += at_their_lines(read, (finding for rule in rules.LOCAL.get(kind, ()) for finding in rule(record)))
    return record, problems


def at_their_lines(read: Source, findings: Iterable[Finding]) -> list[Problem]:
    """What rules found, as problems of a file."""
    return [read.problem(each.rule, each.at, found=each.found, severity=each.severity, **dict(each.values)) for each in findings]


def as_json(problem: Problem) -> list:
    """A problem as the parse cache keeps it; `Problem(*fields)` gives it back."""
    return [problem.file, problem.line, problem.column, problem.rule, problem.field, problem.found,
            [list(pair) for pair in problem.values], problem.severity]


def _is_told_by(problem: Problem, refused: Problem) -> bool:
    return (problem.line, problem.column) == (refused.line, refused.column) or refused.field.startswith((f"{problem.field}.", f"{problem.field}["))
