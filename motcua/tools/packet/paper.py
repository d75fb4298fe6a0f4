"""A packet as a Word file: what to mend, old beside new, and the whole text of each procedure as it will be."""
from __future__ import annotations

import io
from collections.abc import Iterable

from docx import Document
from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from motcua.tools.decision.paper import in_font
from motcua.tools.packet.contents import Packet
from motcua.tools.packet.wording import wording
from motcua.tools.undated import LONG_AGO, undated

_MARGINS = {"top_margin": 2, "bottom_margin": 2, "left_margin": 2.5, "right_margin": 1.5}
_WIDTHS = (5, 6, 6)
_INDENT, _SIZE_IN_TABLES = 0.75, 11


def paper(packet: Packet) -> bytes:
    """The file as bytes."""
    words, document = wording("vi"), _begun()
    document.add_heading(words["title"], 1)
    document.add_paragraph(packet.head)
    if packet.errors:
        document.add_heading(words["errors_title"], 2)
        document.add_paragraph(words["errors"].format(n=len(packet.errors)))
        _list(document, packet.errors)
    else:
        document.add_paragraph().add_run(packet.verdict).bold = True
    _changes(document, packet)
    if packet.notes:
        document.add_heading(words["notes_title"], 2)
        _list(document, packet.notes)
    _texts(document, packet)
    out = io.BytesIO()
    document.save(out)
    return undated(out.getvalue())


def _begun() -> Paper:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for name, centimetres in _MARGINS.items():
        setattr(section, name, Cm(centimetres))
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "List Bullet"):
        in_font(document.styles[name])
    document.styles["List Bullet"].font.bold = False
    properties = document.core_properties
    properties.author, properties.title, properties.language, properties.comments = "", wording("vi")["title"], "vi-VN", ""
    properties.created = properties.modified = LONG_AGO
    return document


def _list(document: Paper, lines: Iterable[str]) -> None:
    for line in lines:
        document.add_paragraph(line, style="List Bullet")


def _changes(document: Paper, packet: Packet) -> None:
    words = wording("vi")
    document.add_heading(words["changes_title"], 2)
    if not packet.sections:
        document.add_paragraph(words["nothing"])
    for section in packet.sections:
        document.add_heading(section.title, 3)
        if section.note:
            document.add_paragraph(section.note)
        else:
            _table(document, [(words["what"], words["before"], words["after"]), *section.lines])


def _table(document: Paper, rows: list[tuple[str, str, str]]) -> None:
    table = document.add_table(len(rows), 3, style="Table Grid")
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
            cell.width = Cm(width)
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.size = number == 0, Pt(_SIZE_IN_TABLES)


def _texts(document: Paper, packet: Packet) -> None:
    if not packet.texts:
        return
    document.add_heading(wording("vi")["text_title"], 2).paragraph_format.page_break_before = True
    for title, parts in packet.texts:
        document.add_heading(title, 3)
        for part in parts:
            document.add_paragraph().add_run(part.heading).bold = True
            for depth, line in part.lines:
                document.add_paragraph(line).paragraph_format.left_indent = Cm(_INDENT * depth)
