"""What a DOCX template holds for the page that fills it: the names in braces, what only an office program shows, and where it is not the blank's paper."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, islice, takewhile
from typing import NamedTuple
from unicodedata import normalize

# Where the engine that fills a template looks for tags.
_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
# A brace without its partner is found with the words beside it, so that it can be found again in the document.
_PIECE = re.compile(r"\{[^{}]*\}|\{[^{}]{0,20}|[^{}]{0,20}\}")
# What the paper on a page leaves out: numbering, signs of a font of their own, pictures, frames, notes.
_UNSHOWN = ("numId", "sym", "drawing", "pict", "object", "txbxContent", "footnoteReference", "endnoteReference")
_TAG = re.compile(r"\{\s*([#^/]?)\s*([^{}]*?)\s*\}")
# What is no fixed word: a tag, a row of dots or lines to write on, and the number of a paragraph, which Word may count by itself.
_OPEN = re.compile(r"\{[^{}]*\}|[.…_]{2,}|…|^\W*(?:(?:\d{1,2}\.)*\d{1,3}|[A-Za-zĐđ]|[ivxIVX]{1,5})[.)]\s")
_WORD = re.compile(r"[^\W_]+")
# Comparing costs up to the square of what is left between the first and the last difference; so much of a paper tells what is wrong with it.
_MOST_COMPARED, _MOST_TOLD, _PHRASE = 2000, 24, 80


class Tag(NamedTuple):
    """A tag: `sign` is empty for an answer, `#` or `^` where what follows is repeated or shown for one (or for none), `/` where that ends.

    A brace without its partner is a tag whose sign is `?`.
    """

    sign: str
    name: str


class Content(NamedTuple):
    """Every tag of a template as it stands there, part by part, and the elements that the paper on a page leaves out."""

    tags: tuple[tuple[str, ...], ...] = ()
    unshown: tuple[str, ...] = ()


def tags(data: bytes) -> tuple[tuple[str, ...], ...]:
    """The tags of `content`."""
    return content(data).tags


def content(data: bytes) -> Content:
    """What a template holds; `Stop` where the file cannot be read.

    An office program cuts a tag up as it likes; what counts is how a paragraph reads.
    """
    # Imported here: a build whose templates are all known has no time for it.
    from motcua.inspect.xml_parts import Reader
    from motcua.inspect.zip_parts import Archive

    archive, reader = Archive(data), Reader()
    found, unshown = [], set()
    for entry in archive.entries:
        if _PARTS.fullmatch(entry.name):
            paragraphs = _Paragraphs()
            reader.read(entry.name, archive.blocks(entry), paragraphs)
            found.append(tuple(tag for words in paragraphs.texts for tag in in_text(words)))
            unshown |= paragraphs.unshown
    return Content(tuple(found), tuple(f"w:{name}" for name in _UNSHOWN if name in unshown))


def apart(blank: bytes, template: bytes) -> tuple[tuple[str, str], ...]:
    """The fixed words that only one of the two papers has, each phrase after `blank` or `template`; `Stop` where a file cannot be read."""
    return tuple(islice(_phrases_apart(_fixed(blank), _fixed(template)), _MOST_TOLD))


def _phrases_apart(own: list[_Fixed], other: list[_Fixed]) -> Iterator[tuple[str, str]]:
    """What one side lacks, in order; what the other has as often at another place is no difference."""
    whole = {"blank": _joined(own), "template": _joined(other)}
    start = _alike(own, other)
    end = _alike(own[start:][::-1], other[start:][::-1])
    own, other = (paper[start : len(paper) - end][:_MOST_COMPARED] for paper in (own, other))
    match = SequenceMatcher(None, [fixed.word for fixed in own], [fixed.word for fixed in other])
    for tag, begin, stop, other_begin, other_stop in match.get_opcodes():
        for side, against, words in (("blank", "template", own[begin:stop]), ("template", "blank", other[other_begin:other_stop])):
            for _, held in groupby(words if tag != "equal" else (), lambda fixed: fixed.paragraph):
                phrase = list(held)
                if whole[side].count(_joined(phrase)) > whole[against].count(_joined(phrase)):
                    yield side, " ".join(phrase[0].line[phrase[0].start : phrase[-1].end].split())[:_PHRASE]


def _alike(own: list[_Fixed], other: list[_Fixed]) -> int:
    """With how many words both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0].word == pair[1].word, zip(own, other, strict=False)))


def _joined(words: list[_Fixed]) -> str:
    return f" {' '.join(fixed.word for fixed in words)} "


class _Fixed(NamedTuple):
    """A word of a paper as it is compared, the paragraph in which it stands, and where."""

    word: str
    paragraph: int
    line: str
    start: int
    end: int


def _fixed(data: bytes) -> list[_Fixed]:
    lines = [_OPEN.sub(lambda open_place: " " * len(open_place[0]), normalize("NFC", words)) for words in _texts(data)]
    return [_Fixed(match[0].casefold(), number, line, match.start(), match.end())
            for number, line in enumerate(lines) if any(map(str.isalpha, line)) for match in _WORD.finditer(line)]


def _texts(data: bytes) -> Iterator[str]:
    """Every paragraph, the parts in the order of their names."""
    from motcua.inspect.xml_parts import Reader
    from motcua.inspect.zip_parts import Archive

    archive, reader = Archive(data), Reader()
    for entry in sorted(archive.entries, key=lambda entry: entry.name):
        if _PARTS.fullmatch(entry.name):
            paragraphs = _Paragraphs()
            reader.read(entry.name, archive.blocks(entry), paragraphs)
            yield from paragraphs.texts


def in_text(words: str) -> Iterator[str]:
    """The tags of one paragraph, and the braces without a partner."""
    return (piece[0].strip() for piece in _PIECE.finditer(words))


# Several rules read every tag of every template in each build.
@lru_cache(maxsize=4096)
def read(tag: str) -> Tag:
    """What a tag means."""
    parts = _TAG.fullmatch(tag)
    return Tag(parts[1], parts[2]) if parts else Tag("?", tag)


def unpaired(part: tuple[str, ...]) -> Iterator[str]:
    """The braces without a partner, what is opened and not closed, and what closes nothing."""
    opened: list[str] = []
    for tag in part:
        sign, name = read(tag)
        if sign in ("#", "^"):
            opened.append(tag)
        elif sign == "?":
            yield tag
        elif sign == "/":
            if opened and name in ("", read(opened[-1]).name):
                opened.pop()
            else:
                yield tag
    yield from opened


class _Paragraphs:
    """Hears the text of each paragraph from a `Reader`; a paragraph may stand in another one, as in a frame."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.unshown: set[str] = set()
        self._open: list[list[str]] = []
        self._is_text = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "p":
            self._open.append([])
        elif name in ("tab", "br") and self._open:
            self._open[-1].append(" ")
        elif name in _UNSHOWN and attributes.get("val") != "0":
            self.unshown.add(name)
        self._is_text = name == "t"

    def end(self, name: str) -> None:
        self._is_text = False
        if name == "p" and self._open:
            self.texts.append("".join(self._open.pop()))

    def text(self, words: str) -> None:
        if self._is_text and self._open:
            self._open[-1].append(words)
