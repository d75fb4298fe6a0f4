"""The comments of a YAML file, each with the part of the file that it belongs to."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from yaml.tokens import (
    BlockEntryToken, FlowMappingEndToken, FlowMappingStartToken, FlowSequenceEndToken, FlowSequenceStartToken, ScalarToken, StreamEndToken,
)

from motcua.events import parser_of
from motcua.source import Source
from motcua.tools.yaml_layout import Steps, Remark

_OPENS, _CLOSES = (FlowMappingStartToken, FlowSequenceStartToken), (FlowMappingEndToken, FlowSequenceEndToken)


class Comment(NamedTuple):
    """A comment at its line and column, from 0: alone on its line, after a blank one or before one, or beside what began at `beside`."""

    line: int
    column: int
    words: str
    beside: tuple[int, int] | None
    has_blank_before: bool = False
    has_blank_after: bool = False


class Part(NamedTuple):
    """A field or an item of a file: where it begins, the column from which it is indented, and its path."""

    line: int
    column: int
    indent: int
    path: Steps


def comments(text: str) -> list[Comment]:
    """Every comment of a text, in order."""
    return list(_comments(text, text.split("\n"))) if "#" in text else []


def _comments(text: str, lines: list[str]) -> Iterator[Comment]:
    parser = parser_of(text)
    end, depth, opened, brackets, last = 0, 0, None, None, None
    while True:
        token = parser.get_token()
        start = token.start_mark
        for line, column, words in _in_gap(text, end, start.index, lines):
            yield _comment(lines, line, column, words, None if isinstance(last, BlockEntryToken) else brackets or _place(last))
        if isinstance(token, StreamEndToken):
            return
        if isinstance(token, ScalarToken) and token.style in ("|", ">"):
            column = lines[start.line].find(" #", start.column) + 1
            if column:
                yield Comment(start.line, column, lines[start.line][column:].rstrip(), _place(token))
        depth += isinstance(token, _OPENS) - isinstance(token, _CLOSES)
        if depth == 1 and isinstance(token, _OPENS):
            opened = _place(token)
        # Behind its last bracket a list is one thing; inside, each item is.
        brackets = opened if depth == 0 and isinstance(token, _CLOSES) else None
        end, last = token.end_mark.index, token


def _place(token: object) -> tuple[int, int] | None:
    return (token.start_mark.line, token.start_mark.column) if token is not None else None


def _in_gap(text: str, start: int, end: int, lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """The comments between two tokens: nothing else stands there but blanks."""
    while (at := text.find("#", start, end)) >= 0:
        line = text.count("\n", 0, at)
        column = at - text.rfind("\n", 0, at) - 1
        yield line, column, lines[line][column:].rstrip()
        start = at + len(lines[line]) - column


def _comment(lines: list[str], line: int, column: int, words: str, beside: tuple[int, int] | None) -> Comment:
    is_alone = not lines[line][:column].strip(" -")
    has_blank_after = line + 1 < len(lines) and not lines[line + 1].strip()
    return Comment(line, column, words, None if is_alone else beside, line > 0 and not lines[line - 1].strip(), has_blank_after)


def remarks(text: str, read: Source) -> dict[Steps, Remark]:
    """The comments of a text by the path of what they belong to: the next field or item, the one beside, or what has just ended."""
    found: dict[Steps, Remark] = {}
    said = comments(text)
    if said:
        parts = list(_parts(read, read.values, (), text.split("\n")))
        for comment in said:
            _attach(comment, parts, found)
    return found


def _attach(comment: Comment, parts: list[Part], found: dict[Steps, Remark]) -> None:
    here = (comment.line, comment.column)
    earlier = [part for part in parts if (part.line, part.column) <= (comment.beside or here)]
    if comment.beside and earlier:
        remark = found.setdefault(earlier[-1].path, Remark())
        if remark.beside:
            remark.before.append(comment.words)
        else:
            remark.beside = comment.words
        return
    following = next((part for part in parts if part.line > comment.line), None)
    if not earlier:
        head = found.setdefault((), Remark()).before
        head += [comment.words, *([""] if comment.has_blank_after else [])]
        return
    holder = _holder(comment, earlier[-1].path, earlier)
    if following is None or holder != following.path[: len(holder)]:
        where = found.setdefault(holder, Remark()).after
    else:
        where = found.setdefault(following.path, Remark()).before
    where += [*([""] if comment.has_blank_before else []), comment.words]


def _holder(comment: Comment, last: Steps, earlier: list[Part]) -> Steps:
    """What a comment that stands alone lies in, by how far it is indented, given the path of the last thing before it."""
    indents = {part.path: part.indent for part in earlier if part.path == last[: len(part.path)]}
    inside = [path for path, indent in indents.items() if indent <= comment.column]
    return max(inside, key=len, default=(0,))[:-1]


def _parts(read: Source, value: object, path: Steps, lines: list[str]) -> Iterator[Part]:
    """Every field and item in the order of the file."""
    if isinstance(value, dict):
        for name, held in value.items():
            line, column = read.name_at((*path, name))
            yield Part(line - 1, column - 1, column - 1, (*path, name))
            yield from _parts(read, held, (*path, name), lines)
    elif isinstance(value, list):
        for number, held in enumerate(value):
            line, column = read.at((*path, number))
            before = lines[line - 1][: column - 1]
            # The mark of an item stands where the list is indented; inside brackets there is none.
            indent = column - 1 if before.strip(" -") else len(before) - len(before.lstrip())
            yield Part(line - 1, column - 1, indent, (*path, number))
            yield from _parts(read, held, (*path, number), lines)
