"""What is wrong, where it stands, and which rule it breaks."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

SHOWN, SHOWN_IN_SENTENCE = 60, 400
# What was found, where that tells nobody anything.
_UNTOLD = ("", "{…}", "[…]")
_ITEM = re.compile(r"\[([0-9]{1,9})\](\.?)")


class Sentences(Protocol):
    """Whatever says the sentence of a rule in a language."""

    def sentence(self, rule: str, language: str, /, **values: object) -> str: ...

    def says(self, rule: str, language: str, blank: str) -> bool: ...


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One broken rule at one place; problems sort by file, line, column and rule.

    `line` and `column` count from 1; `file` is posix; `found` is the value as written, made safe to show; `values` fill the
    other blanks of the rule's sentence and may be given as a mapping.
    """

    file: str
    line: int
    column: int
    rule: str
    field: str = ""
    found: str = ""
    values: tuple[tuple[str, str], ...] = ()
    severity: Literal["error", "warning"] = "error"

    def __post_init__(self) -> None:
        given = self.values.items() if isinstance(self.values, Mapping) else self.values
        object.__setattr__(self, "values", tuple(sorted((name, shown(value, SHOWN_IN_SENTENCE)) for name, value in given)))
        object.__setattr__(self, "found", shown(self.found))

    @property
    def is_error(self) -> bool:
        return self.severity == "error"


class Finding(NamedTuple):
    """What a rule found, by the path of the field that it concerns; the loader gives it its file and its line."""

    rule: str
    at: tuple[str | int, ...] = ()
    found: object = ""
    severity: str = "error"
    values: tuple[tuple[str, object], ...] = ()


def field_path(steps: Iterable[str | int]) -> str:
    """The way to a field as an editor reads it: `fees[3].amount`."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)
    return path.removeprefix(".")


def shown(value: object, limit: int = SHOWN) -> str:
    """A value on one line of at most `limit` characters, whatever acts on a terminal or on the order of reading escaped."""
    if isinstance(value, Mapping):
        return "{…}" if value else "{}"
    if isinstance(value, (list, tuple)):
        return "[…]" if value else "[]"
    text = str(value)
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return cut if cut.isprintable() else "".join(map(_printable, cut))


def _printable(character: str) -> str:
    return character if character.isprintable() else character.encode("unicode_escape").decode("ascii")


def as_text(problem: Problem, messages: Sentences, language: str) -> str:
    """A problem as one line: its place, its field, what to write, and what was found."""
    kind = "" if problem.is_error else messages.sentence("problem_is_a_warning", language)
    return f"{_escaped(problem.file)}:{problem.line}:{problem.column}: {kind}{message(problem, messages, language)}"


def message(problem: Problem, messages: Sentences, language: str) -> str:
    """A problem without its place: its field, what to write, and what was found, unless the sentence has said it."""
    field = f"{_counted(_escaped(problem.field), messages, language)}: " if problem.field else ""
    sentence = messages.sentence(problem.rule, language, **{"found": problem.found} | dict(problem.values))
    is_untold = problem.found not in _UNTOLD and not messages.says(problem.rule, language, "found")
    found = messages.sentence("problem_shows_what_was_found", language, found=problem.found) if is_untold else ""
    return f"{field}{sentence}{found}."


def _counted(field: str, messages: Sentences, language: str) -> str:
    """The way to a field with its items counted as people do: `fees, mục 4: amount` for `fees[3].amount`."""
    return _ITEM.sub(lambda item: messages.sentence("item_of_a_list", language, number=int(item[1]) + 1) + (": " if item[2] else ""), field)


def _escaped(text: str) -> str:
    return shown(text, limit=1000)
