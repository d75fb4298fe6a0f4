"""What YAML's specification refuses in the layout of a text though libyaml accepts it, so that every reader sees the same value."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TIGHT = ('"#', "'#", "|#", ">#", "]#", "}#")
_BLOCK_WITH_TIGHT_COMMENT = re.compile(r"[|>][-+0-9]*#")


class Fault(NamedTuple):
    """A rule of layout that is broken, with line and column from 1."""

    rule: str
    line: int
    column: int


def may_hold_tight_comments(text: str) -> bool:
    """Whether a text holds a # right after a sign that ends a value."""
    return any(pair in text for pair in _TIGHT)


def faults_of_block(lines: Sequence[str], line: int, column: int) -> Iterator[Fault]:
    """What is wrong with a text after | or >, whose sign stands at `line` and `column`, counted from 0."""
    if match := _BLOCK_WITH_TIGHT_COMMENT.match(lines[line], column):
        yield Fault("comment_stands_apart", line + 1, match.end())
    longest = 0
    for number in range(line + 1, len(lines)):
        if lines[number].strip(" "):
            if _indentation(lines[line]) < _indentation(lines[number]) < longest:
                yield Fault("blank_lines_are_empty", number, 1)
            return
        longest = max(longest, len(lines[number]))


def faults_of_span(lines: Sequence[str], first: int, last: int, end: int, least: int) -> Iterator[Fault]:
    """What is wrong with a quoted text or a bracketed list on the lines `first` to `last`, ending before column `end`, counted from 0.

    Its further lines must be indented by at least `least` spaces: by more than what holds it.
    """
    if lines[last][end : end + 1] == "#":
        yield Fault("comment_stands_apart", last + 1, end + 1)
    for number in range(first + 1, last + 1):
        if lines[number].strip() and _indentation(lines[number]) < least:
            yield Fault("further_lines_stand_deeper", number + 1, _indentation(lines[number]) + 1)
            return


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
