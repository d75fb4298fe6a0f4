"""Reads an author's plain text as an outline: paragraphs and nested items, each with its list mark as it was written."""

from functools import lru_cache
from typing import NamedTuple

from motcua.marks import BULLETED, Mark, is_unfinished, one_line, opening

DEEPEST = 8
# Authors set * over - over +, whichever comes first; a step, or a point that is not the first, stands over all of them.
_RANK = "*-+"


class Block(NamedTuple):
    """A paragraph (empty mark) or a list item, its text on one line, and the blocks that stand under it."""

    mark: str
    text: str
    children: tuple["Block", ...] = ()
    is_step: bool = False


@lru_cache(maxsize=64)
def read(text: str) -> tuple[Block, ...]:
    """The outline of `text`: every character but white space is kept, in order; no level lies deeper than DEEPEST.

    The last texts are kept, since a page is made in one language after the other."""
    lines = text.splitlines()
    reader = _Reader(_wrap_width(lines))
    for line in lines:
        reader.take(line)
    return _frozen(reader.root.children)


class _Draft:
    __slots__ = ("mark", "words", "children", "is_step")

    def __init__(self, mark: str = "", text: str = "", is_step: bool = False):
        self.mark, self.is_step = mark, is_step
        self.words: list[str] = [text] if text else []
        self.children: list[_Draft] = []


class _Level(NamedTuple):
    mark: Mark
    indent: int
    draft: _Draft
    family: str
    place: int


class _Reader:
    """Takes line after line; the open items lie on a stack, outermost first."""

    def __init__(self, wrap_width: int):
        self.wrap_width = wrap_width
        self.root = _Draft()
        self.stack: list[_Level] = []
        self.last = self.root  # the draft that the last words went to
        self.line = ""  # the last line, empty after a blank one

    def take(self, raw: str) -> None:
        line = raw.strip()
        if not line:
            self.line = ""
            return
        mark = opening(line, self.line)
        if mark:
            self._open(mark, _indent(raw))
        elif self._continues(line):
            self.last.words.append(one_line(line))
        else:
            self._paragraph(line)
        self.line = line

    def _continues(self, line: str) -> bool:
        """Whether the line is the wrapped rest of the last one, or the text of a mark that stands alone."""
        if self.last is not self.root and not self.last.words:
            return True
        if not self.line or not is_unfinished(self.line):
            return False
        if _lower_start(line):
            return True
        return bool(self.wrap_width) and len(self.line) >= 0.8 * self.wrap_width

    def _paragraph(self, line: str) -> None:
        if not self.line and self.last.words and not self.last.words[-1].endswith(":"):
            while self.stack and not self.stack[-1].mark.is_step:
                self.stack.pop()
        self.last = _Draft(text=one_line(line))
        self._here().append(self.last)

    def _open(self, mark: Mark, indent: int) -> None:
        depth, (family, place) = self._level_of(mark, indent)
        del self.stack[min(depth, DEEPEST - 1):]
        self.last = _Draft(mark.written, one_line(mark.rest), mark.is_step)
        self._here().append(self.last)
        self.stack.append(_Level(mark, indent, self.last, family, place))

    def _here(self) -> list[_Draft]:
        return self.stack[-1].draft.children if self.stack else self.root.children

    def _level_of(self, mark: Mark, indent: int) -> tuple[int, tuple[str, int]]:
        """The depth where the mark belongs, and the reading of it that holds there."""
        if mark.is_step:
            found = self._next_in_sequence(mark) or self._step_level(mark)
        elif mark.readings is BULLETED:
            found = self._same_kind(mark, indent)
        else:
            found = self._next_in_sequence(mark) or self._same_kind(mark, indent)
        return found or (self._new_depth(mark), mark.readings[0])

    def _new_depth(self, mark: Mark) -> int:
        """Below the current item; but what no colon announces closes the bullets that rank under it."""
        depth = len(self.stack)
        if self.line.endswith(":"):
            return depth
        if mark.readings is BULLETED:
            rank = _RANK.find(mark.style[-1])
        else:
            rank = -1 if mark.is_step or mark.readings[0][1] > 1 else len(_RANK)
        while depth and self.stack[depth - 1].family == "bullet" and rank < _RANK.find(self.stack[depth - 1].mark.style[-1]):
            depth -= 1
        return depth

    def _next_in_sequence(self, mark: Mark) -> tuple[int, tuple[str, int]] | None:
        """b) after a), (i) after (h), 2) after 1. where the author changed the sign: the deepest level that it follows."""
        for same_style in (True, False):
            for depth in range(len(self.stack) - 1, -1, -1):
                level = self.stack[depth]
                for family, place in mark.readings:
                    follows = level.family == family and 0 < place - level.place <= (2 if "letter" == family else 1)
                    if follows and (not same_style or level.mark.style == mark.style):
                        return depth, (family, place)
        return None

    def _step_level(self, mark: Mark) -> tuple[int, tuple[str, int]] | None:
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].mark.is_step:
                return depth, mark.readings[0]
        return None

    def _same_kind(self, mark: Mark, indent: int) -> tuple[int, tuple[str, int]] | None:
        """The level of the same kind of mark; of several, set apart by their indentation alone, the one it lines up with."""
        kind, depth_found = (mark.readings[0][0], mark.style), None
        for depth in range(len(self.stack) - 1, -1, -1):
            level = self.stack[depth]
            if (level.family, level.mark.style) == kind and not level.mark.is_step:
                depth_found = depth
                if level.indent < indent + 2:
                    depth_found += self._is_indented_below(depth, indent)
                    break
        return None if depth_found is None else (depth_found, mark.readings[0])

    def _is_indented_below(self, depth: int, indent: int) -> bool:
        """Whether the same bullet, further in, opens a list of its own: not after a finished sentence, where pasted text strays."""
        level = self.stack[depth]
        is_finished = self.last.words and self.last.words[-1].endswith((".", ";"))
        is_innermost_bullet = level.family == "bullet" and depth == len(self.stack) - 1
        return is_innermost_bullet and indent >= level.indent + 2 and not is_finished


def _indent(raw: str) -> int:
    if not raw[0].isspace():
        return 0
    wide = raw.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def _lower_start(line: str) -> bool:
    return line[0] in ",.;:)]”%" or line.lstrip("(“\"")[:1].islower()


def _wrap_width(lines: list[str]) -> int:
    """The width at which a pasted text was cut into lines, 0 when its lines are whole paragraphs."""
    longest = max(map(len, lines), default=0)
    return longest if 60 <= longest <= 120 and any(line and _lower_start(line) for line in lines) else 0


def _frozen(drafts: list[_Draft]) -> tuple[Block, ...]:
    return tuple(Block(d.mark, " ".join(d.words), _frozen(d.children), d.is_step) for d in drafts)
