"""The questions that a template asks for: from its tags, the words before them and the headings over them, each kind guessed by its name."""
from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from itertools import groupby, takewhile
from typing import NamedTuple

from docx import Document
from docx.document import Document as Paper
from docx.table import Table
from docx.text.paragraph import Paragraph

from motcua import blanks
from motcua.model.forms import ROW_NUMBER

MOST_IN_A_STEP = 7
_LONGEST_LABEL = 80
_FILLER = " \t\u00a0:;,.…_-()[]☐☑☒□"
# By the parts of a name without marks; the first that fits. What is written in words is no date, what is a code is no number.
_KINDS = (
    ("text", r"_chu$|_bang_chu|^noi_(?:cap|ky|sinh|lam)|_noi_cap"),
    ("date", r"(?:^|_)ngay(?:_|$)"),
    ("id_number", r"(?:^|_)(?:so_)?(?:dinh_danh|can_cuoc|cccd|ddcn)(?:_|$)"),
    ("phone", r"(?:^|_)(?:dien_thoai|sdt|di_dong|so_dt)(?:_|$)"),
    ("email", r"(?:^|_)(?:e?mail|thu_dien_tu)(?:_|$)"),
    ("address", r"(?:^|_)(?:dia_chi|que_quan|tru_so|(?:noi_)?(?:cu_tru|thuong_tru|tam_tru)|noi_o)(?:_|$)"),
    ("long_text", r"^(?:ly_do|noi_dung|ghi_chu|giay_to_kem)"),
    ("number", r"^so_(?:luong|tien|nguoi|ban|bo|tang|lao_dong|nam|con|trang)(?:_|$)|(?:^|_)(?:dien_tich|von|so_tien|so_luong)"),
)
_PARTS = {"date": (("ngan",), ("ngay", "thang", "nam")), "address": (("so_nha", "xa"), ("so_nha", "tinh"), ("xa", "tinh"))}
# What stands before or behind these on most forms says nothing of them.
_CALLED = {"noi_ky": "Nơi viết", "ngay_ky": "Ngày viết", "ho_ten": "Họ, chữ đệm, tên", "ngay_sinh": "Ngày sinh"}
_OF_SIGNING = re.compile(r"^ngay_(?:ky|viet|lam|khai|nop)")


class _Place(NamedTuple):
    """A tag where it stands: the words before and behind it in its paragraph, the heading over it, the table between whose marks it stands."""

    tag: blanks.Tag
    before: str
    behind: str
    heading: str
    table: str
    line: int


class _Group(NamedTuple):
    """The answer of which several tags are parts."""

    name: str
    kind: str


def steps(data: bytes, part: str) -> list[dict[str, object]]:
    """The steps of `fill`, a heading each; `part` names a step without one and has a blank for its `number`.

    Questions that stand in no line of the body (in a frame, a header) come last.
    """
    places = list(_places(data))
    seen = {place.tag.name for place in places}
    places += [_Place(blanks.read(tag), "", "", "", "", -1) for piece in blanks.tags(data) for tag in piece if blanks.read(tag).name not in seen]
    asked = _asked(places)
    found: list[dict[str, object]] = []
    for heading, group in groupby(asked, lambda each: each[0]):
        questions = [question for _, question in group]
        for begin in range(0, len(questions), MOST_IN_A_STEP):
            number = begin // MOST_IN_A_STEP + 1
            title = f"{heading} ({number})" if heading and begin else heading or part.format(number=len(found) + 1)
            found.append({"title": title, "fields": questions[begin:][:MOST_IN_A_STEP]})
    return found


def _asked(places: list[_Place]) -> Iterator[tuple[str, dict[str, object]]]:
    """Every question once, under its heading: those of a table as its columns."""
    tables = _tables(places)
    outside = [place for place in places if place.table not in tables and place.tag.sign != "/"]
    names = list(dict.fromkeys(place.tag.name for place in outside))
    groups, done = _groups(outside, names), set[str]()
    for place in outside:
        name = groups[place.tag.name].name if place.tag.name in groups else place.tag.name
        if name not in done:
            done.add(name)
            inside = [each for each in places if each.table == name and each.tag.sign != "/"]
            yield place.heading, _table(name, place.heading, inside) if name in tables else _question(name, place, groups, outside)


def _tables(places: list[_Place]) -> set[str]:
    """What is repeated: it closes in another line than that in which it opens, and asks for something else than itself."""
    opened = {(place.tag.name, place.line) for place in places if place.tag.sign == "#"}
    closed = {(place.tag.name, place.line) for place in places if place.tag.sign == "/"}
    names = {name for name, _ in opened - closed}
    return {place.table for place in places if place.table in names and place.tag.name != place.table}


def _table(name: str, heading: str, places: list[_Place]) -> dict[str, object]:
    groups, columns = _groups([], [place.tag.name for place in places]), dict[str, _Place]()
    for place in places:
        if place.tag.name != ROW_NUMBER:
            columns.setdefault(groups[place.tag.name].name if place.tag.name in groups else place.tag.name, place)
    asked = [{"id": each, "label": _label(place, each), "kind": _kind(each, groups)} for each, place in columns.items()]
    # No column asks for an address in parts.
    asked = [{**column, "kind": "text"} if column["kind"] == "address" else column for column in asked]
    return {"id": name, "label": heading or _spoken(name), "kind": "table", "columns": asked}


def _question(name: str, place: _Place, groups: Mapping[str, _Group], places: list[_Place]) -> dict[str, object]:
    question: dict[str, object] = {"id": name, "label": _label(place, name), "kind": _kind(name, groups)}
    if question["kind"] == "choice":
        boxes = {each.tag.name: each.behind for each in places if groups.get(each.tag.name) == (name, "choice")}
        question["options"] = [{"id": box.removeprefix(f"{name}_"), "label": _clean(words)} for box, words in boxes.items()]
    if question["kind"] == "date" and _OF_SIGNING.search(name):
        question["prefill"] = "today"
    return question


def _kind(name: str, groups: Mapping[str, _Group]) -> str:
    grouped = next((group.kind for group in groups.values() if group.name == name), "")
    return grouped or next((kind for kind, pattern in _KINDS if re.search(pattern, name)), "text")


def _groups(places: list[_Place], names: list[str]) -> dict[str, _Group]:
    """The tags that are parts of one answer: a date's short form, an address's province, the boxes of a choice."""
    found: dict[str, _Group] = {}
    for kind, sets in _PARTS.items():
        for parts in sets:
            for base in [name.removesuffix(f"_{parts[0]}") for name in names if name.endswith(f"_{parts[0]}")]:
                if all(f"{base}_{part}" in names for part in parts):
                    found |= {f"{base}_{part}": _Group(base, kind) for each in sets for part in each}
    for _, line in groupby(places, lambda place: place.line):
        boxes = [place for place in line if place.tag.sign == "" and place.tag.name not in found]
        if (base := _shared(boxes)) and base not in names:
            found |= {place.tag.name: _Group(base, "choice") for place in boxes}
    return found


def _shared(boxes: list[_Place]) -> str:
    """The name that all boxes of a line begin with; none where they are no boxes: a box stands before its words, and these ask for nothing."""
    names = [box.tag.name.split("_") for box in boxes]
    if len({*map(tuple, names)}) < 2 or any(not _clean(box.behind) or ":" in box.behind for box in boxes):
        return ""
    begins = list(takewhile(lambda parts: len({*parts}) == 1, zip(*names, strict=False)))
    return "" if any(len(name) == len(begins) for name in names) else "_".join(parts[0] for parts in begins)


def _label(place: _Place, name: str) -> str:
    words = _clean(place.before)
    return words if words and len(words) <= _LONGEST_LABEL else _spoken(name)


def _spoken(name: str) -> str:
    return _CALLED.get(name) or name.replace("_", " ").capitalize()


def _clean(words: str) -> str:
    return " ".join(words.split()).strip(_FILLER)


def _places(data: bytes) -> Iterator[_Place]:
    """Every tag of the body in the order of reading, what opens a table too."""
    heading, table, line = "", "", 0
    for paragraph, header in _lines(Document(io.BytesIO(data))):
        line += 1
        if (paragraph.style.name or "").startswith("Heading"):
            heading = "" if paragraph.style.name == "Heading 1" else _clean(paragraph.text)
        words = paragraph.text
        pieces = [(piece.start(), piece.end(), blanks.read(piece[0])) for piece in re.finditer(r"\{[^{}]*\}", words)]
        for place, (start, end, tag) in enumerate(pieces):
            before = words[pieces[place - 1][1] if place else 0:start]
            behind = words[end:pieces[place + 1][0] if place + 1 < len(pieces) else len(words)]
            if tag.sign == "/" and tag.name in ("", table):
                table = ""
            yield _Place(tag, before or header, behind, heading, table, line)
            if tag.sign == "#":
                table = tag.name


def _lines(paper: Paper) -> Iterator[tuple[Paragraph, str]]:
    """The paragraphs of the body and of its tables, those with the words at the head of their column."""
    for block in paper.iter_inner_content():
        if isinstance(block, Table):
            head = [cell.text for cell in block.rows[0].cells] if block.rows else []
            for number, row in enumerate(block.rows):
                for place, cell in enumerate(row.cells):
                    yield from ((paragraph, head[place] if number and place < len(head) else "") for paragraph in cell.paragraphs)
        else:
            yield block, ""
