"""Words for a reader of one language, some of which may stand in another: pieces that know their language."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from motcua.escaping import escaped
from motcua.text import SOURCE_LANGUAGE, Text, choose


@dataclass(frozen=True, slots=True)
class Said:
    """A line of words; `str()` gives them plain, a template writes each foreign piece with its `lang`."""

    pieces: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        pieces = self.pieces
        return pieces[0][0] if len(pieces) == 1 else "".join([words for words, _ in pieces])

    def __html__(self) -> str:
        return "".join([f'<span lang="{language}">{escaped(words)}</span>' if language else escaped(words) for words, language in self.pieces])

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __len__(self) -> int:
        return len(str(self))

    def __add__(self, other: Said | str) -> Said:
        return Said(self.pieces + said(other).pieces)


NOTHING = Said()


def said(words: Said | str) -> Said:
    """Words of the page's own language as a line."""
    if isinstance(words, Said):
        return words
    return Said(((words, ""),)) if words else NOTHING


def phrase(text: Text | None, language: str) -> Said:
    """An author's phrase for a reader of `language`, marked where it is not translated."""
    if text is None:
        return NOTHING
    words, written_in = choose(text, language)
    return Said(((words, "" if written_in == language else written_in),))


def paired(pairs: tuple[tuple[str, str], ...], language: str) -> Said:
    """A phrase kept as (language, words) pairs, chosen likewise."""
    if not pairs:
        return NOTHING
    for written_in, words in pairs:
        if written_in == language and words:
            return Said(((words, ""),))
    return Said(((dict(pairs)[SOURCE_LANGUAGE], SOURCE_LANGUAGE),))


def join(between: str, parts: Iterable[Said | str]) -> Said:
    """The parts that say something, with `between` between them."""
    pieces: list[tuple[str, str]] = []
    for part in parts:
        if part:
            pieces += ([(between, "")] if pieces else []) + list(said(part).pieces)
    return Said(tuple(pieces))


def fill(pattern: str, **values: Said | str) -> Said:
    """The pattern with its `{blanks}` filled, each piece keeping its language."""
    line = NOTHING
    for literal, name, _, _ in Formatter().parse(pattern):
        line += literal
        if name is not None:
            line += values[name]
    return line


def capital(line: Said | str) -> Said:
    """The line with its first letter large."""
    line = said(line)
    if not line:
        return line
    (words, language), *rest = line.pieces
    if words[1:2] == ")":
        return line
    return Said(((words[:1].upper() + words[1:], language), *rest))


def small(line: Said | str) -> Said:
    """The line with its first letter small, for the middle of a sentence; a word in capitals stays."""
    line = said(line)
    if not line:
        return line
    (words, language), *rest = line.pieces
    if words[1:2].isupper():
        return line
    return Said(((words[:1].lower() + words[1:], language), *rest))


def sentence(line: Said | str) -> Said:
    """The line begun with a large letter and ended with a full stop, unless it ends itself."""
    line = capital(line)
    return line + "." if line and str(line).rstrip()[-1:] not in ".!?…:;" else line


def without_mark(told: Said) -> Said:
    """A text without the list mark that it opens with."""
    if not told:
        return told
    ((text, language),) = told.pieces
    return Said(((text.lstrip(" -+*•") or text, language),))


def lead(line: Said, limit: int = 60) -> tuple[Said, Said]:
    """The first sentence, where it is short enough to be set in bold, and the rest; the line and nothing otherwise."""
    if not line or len(line.pieces) > 1:
        return line, NOTHING
    ((words, language),) = line.pieces
    first, dot, rest = words.partition(". ")
    # "1. Hồ sơ": a number is no sentence.
    if not dot or len(first) > limit or " " not in first:
        return line, NOTHING
    return Said(((first + ".", language),)), Said(((rest, language),))
