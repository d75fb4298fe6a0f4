"""A YAML file as plain values that know their line: the one reader of YAML."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from yaml import YAMLError

from motcua import characters, conflicts, events, syntax
from motcua.open import read_regular
from motcua.problem import Problem, field_path
from motcua.refusal import Refused

FILE_LIMIT = 512 * 1024
PROBLEM_LIMIT = 200

Steps = tuple[str | int, ...]


@dataclass(frozen=True, eq=False)
class Source:
    """What one file says: its values (None where it could not be read to its end), their places, and what is wrong with it.

    Values are `str`, `list` and `dict`; an unquoted scalar that YAML could read as another type is a `motcua.text.Plain`.
    `places` is one number a node, in the order of reading.
    """

    name: str
    values: dict | None
    places: list[int]
    problems: list[Problem]

    def at(self, path: Iterable[str | int]) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`; of its nearest known holder where there is none."""
        return _counted_from_1(self._index[0][self._known(path)])

    def name_at(self, path: Iterable[str | int]) -> tuple[int, int]:
        """Line and column, from 1, of the name of the field at `path`; of its value where it has no name."""
        values, names = self._index
        known = self._known(path)
        return _counted_from_1(names.get(known, values[known]))

    def problem(self, rule: str, path: Iterable[str | int] = (), found: object = "", *, of_name: bool = False,
                severity: str = "error", **values: object) -> Problem:
        """A problem with the value (or the name) of a field of this file."""
        steps = tuple(path)
        line, column = self.name_at(steps) if of_name else self.at(steps)
        return Problem(self.name, line, column, rule, field_path(steps), found, values, severity)

    @cached_property
    def _index(self) -> tuple[dict[Steps, int], dict[Steps, int]]:
        """The place of each value and of each name, by path."""
        values, names = {}, {}
        _collect(self.values or {}, (), iter(self.places or [0]), values, names)
        return values, names

    def _known(self, path: Iterable[str | int]) -> Steps:
        # A step that the file does not know is passed over: pydantic puts the name of a union's member into its paths.
        known: Steps = ()
        for step in path:
            if (*known, step) in self._index[0]:
                known = (*known, step)
        return known


def _counted_from_1(place: int) -> tuple[int, int]:
    line, column = divmod(place, events.COLUMNS)
    return line + 1, column + 1


def _collect(value: object, path: Steps, places: Iterator[int], values: dict[Steps, int], names: dict[Steps, int]) -> None:
    values[path] = next(places)
    if isinstance(value, dict):
        for name, held in value.items():
            names[*path, name] = next(places)
            _collect(held, (*path, name), places, values, names)
    elif isinstance(value, list):
        for number, held in enumerate(value):
            _collect(held, (*path, number), places, values, names)


def read(path: Path, name: str) -> Source:
    """What the file at `path` says; `name` is how its problems call it."""
    try:
        return parse(read_regular(path, FILE_LIMIT), name)
    except Refused as refused:
        return Source(name, None, [], [Problem(name, 1, 1, refused.rule, values=refused.values)])


def parse(data: bytes, name: str) -> Source:
    """What the bytes of a YAML file say, with all that is wrong with them; never raises."""
    return _Reading(name).read(data)


class _Reading:
    """One reading of one file: where its problems gather."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def read(self, data: bytes) -> Source:
        try:
            text = self.text_of(data)
        except events.Stop:
            return Source(self.name, None, [], self.problems)
        if line := conflicts.first_line(text):
            self.problems = [Problem(self.name, line, 1, "merge_is_finished")]
            return Source(self.name, None, [], self.problems)
        parser = events.parser_of(text)
        builder = events.Builder(parser.get_event, self.complain, text)
        try:
            values = builder.document()
        except events.Stop:
            values = None
        except (YAMLError, ValueError) as error:
            values = self.broken(error, text, builder)
        return Source(self.name, values, builder.places if values is not None else [], self.problems)

    def broken(self, error: YAMLError | ValueError, text: str, builder: events.Builder) -> None:
        """Tell where the YAML cannot be read; the last place that could is named when the parser names none."""
        line, column = divmod(builder.places[-1], events.COLUMNS) if builder.places else (0, 0)
        lines = text.split("\n")
        rule, line, column = syntax.meaning(error, lines) or ("yaml_is_well_formed", line + 1, column + 1)
        if rule == "quotation_mark_is_closed":
            # What an open quotation mark has swallowed is no fault of its own.
            self.problems = [problem for problem in self.problems if problem.line <= line]
        field, found, values = syntax.seen(rule, lines, line, column)
        self.problems.append(Problem(self.name, line, column, rule, field, found, values))

    def text_of(self, data: bytes) -> str:
        """The text of a file: UTF-8, lines ended by a line feed, each refused character told and replaced by U+FFFD."""
        if len(data) > FILE_LIMIT:
            self.refuse("file_is_small_enough", 1, 1, limit=FILE_LIMIT, size=len(data))
        try:
            text = data.removeprefix(b"\xef\xbb\xbf").decode()
        except UnicodeDecodeError:
            self.not_utf_8(data)
        if "\0" in text:
            self.not_utf_8(data, data.index(0))
        text = text.replace("\r\n", "\n") if "\r" in text else text
        # A block text that ends with the file has its last line feed, as YAML 1.2 wants and libyaml does not.
        text = text + "\n" if text and text[-1] != "\n" else text
        return text if characters.is_clean(text) else self.without_refused(text)

    def not_utf_8(self, data: bytes, position: int | None = None) -> None:
        if position is None:
            try:
                data.decode()
            except UnicodeDecodeError as error:
                position = error.start
        before = data[:position]
        column = len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1
        self.refuse("file_is_utf_8", before.count(b"\n") + 1, column, byte=position)

    def without_refused(self, text: str) -> str:
        if "\r" in text:
            line, column = _place(text, text.index("\r"))
            self.complain("lines_end_plainly", line, column)
            text = text.replace("\r", "\n")
        for match in characters.refused_in(text):
            line, column = _place(text, match.start())
            self.complain(characters.rule_against(match[0]), line, column, character=characters.name_of(match[0]))
        return characters.without_refused(text, instead="\ufffd")

    def refuse(self, rule: str, line: int, column: int, **values: object) -> None:
        self.complain(rule, line, column, **values)
        raise events.Stop

    def complain(self, rule: str, line: int, column: int, path: Iterable[str | int] = (), found: str = "",
                 severity: str = "error", **values: object) -> None:
        if severity == "warning" and len(self.problems) >= PROBLEM_LIMIT:
            return  # However many warnings a file gives, it is read to its end; one that holds errors is not.
        self.problems.append(Problem(self.name, line, column, rule, field_path(path), found, values, severity))
        if len(self.problems) >= PROBLEM_LIMIT and severity == "error":
            self.problems.append(Problem(self.name, line, column, "file_holds_few_problems", values={"limit": PROBLEM_LIMIT}))
            raise events.Stop


def _place(text: str, position: int) -> tuple[int, int]:
    """Line and column, from 1, of a position in a text."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)
