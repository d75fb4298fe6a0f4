"""Writes the annex of a decision as a Word file, in the form of state papers: A4, Times New Roman, the national heading."""
from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from motcua.tools.decision.annex import Annex, Group, wording
from motcua.tools.undated import LONG_AGO, undated

_FONT = "Times New Roman"
_SIZE, _SIZE_IN_TABLES = 13, 11
# Decree 30/2020, annex I: how far from the edges.
_MARGINS = {"top_margin": 2, "bottom_margin": 2, "left_margin": 3, "right_margin": 1.5}
_INDENT = 0.75
# The widths of columns in centimetres, by how many there are; together what lies between the margins.
_WIDTHS = {4: (1.2, 2.4, 6, 6.9), 5: (1.2, 2.2, 3.7, 4.7, 4.7), 7: (1, 2, 3.9, 2.9, 2.5, 2.2, 2)}


def write(annex: Annex, path: Path) -> None:
    """Write the file; FileExistsError where there is one, which is never overwritten."""
    paper = _paper(annex)
    _national_heading(paper, annex)
    _list(paper, annex)
    _contents(paper, annex)
    _pieces(paper, annex)
    data = io.BytesIO()
    paper.save(data)
    with path.open("xb") as file:
        file.write(undated(data.getvalue()))


def _paper(annex: Annex) -> Paper:
    paper = Document()
    section = paper.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    for name, centimetres in _MARGINS.items():
        setattr(section, name, Cm(centimetres))
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
        in_font(paper.styles[name])
    properties = paper.core_properties
    properties.author, properties.title, properties.language = annex.heading.authority, annex.heading.title, "vi-VN"
    properties.created = properties.modified = LONG_AGO
    properties.comments = ""
    return paper


def in_font(style) -> None:
    """Give a style the letters of state papers."""
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    style.font.color.rgb = None
    style.font.bold = style.name != "Normal"
    style.paragraph_format.space_after = Pt(3)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)


def _national_heading(paper: Paper, annex: Annex) -> None:
    words, heading = wording(), annex.heading
    left, right = paper.add_table(1, 2).rows[0].cells
    _say(left, (heading.authority, True), (heading.number, False))
    _say(right, (words["country"], True), (words["motto"], True), (f"…, {heading.dated}", False))
    paper.add_paragraph()
    for text, is_bold in ((words["annex"], True), (heading.title, True), (heading.belongs, False)):
        if text:
            _centred(paper.add_paragraph(), text, is_bold)


def _say(cell: _Cell, *lines: tuple[str, bool]) -> None:
    for number, (text, is_bold) in enumerate(lines):
        _centred(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), text, is_bold)


def _centred(paragraph, text: str, is_bold: bool) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = is_bold


def _list(paper: Paper, annex: Annex) -> None:
    paper.add_heading(wording()["list_title"], 1)
    for letter, group in zip("ABCDE", annex.groups, strict=False):
        paper.add_heading(f"{letter}. {group.title}", 2)
        _table(paper, group)


def _contents(paper: Paper, annex: Annex) -> None:
    paper.add_heading(wording()["contents_title"], 1)
    for number, content in enumerate(annex.contents, start=1):
        paper.add_heading(f"{number}. {content.title}", 2)
        if not content.parts:
            paper.add_paragraph(wording()["absent"])
        for place, part in enumerate(content.parts, start=1):
            paper.add_heading(f"{number}.{place}. {part.heading}", 3)
            for depth, line in part.lines:
                paper.add_paragraph(line).paragraph_format.left_indent = Cm(_INDENT * depth)


def _pieces(paper: Paper, annex: Annex) -> None:
    paper.add_heading(annex.pieces.title, 1)
    if annex.pieces.rows:
        _table(paper, annex.pieces)
    else:
        paper.add_paragraph(wording()["no_pieces"])
    if annex.last:
        paper.add_paragraph().add_run(annex.last).bold = True


def _table(paper: Paper, group: Group) -> None:
    table = paper.add_table(1, len(group.columns), style="Table Grid")
    table.autofit = False
    _fill(table, 0, group.columns, is_bold=True)
    _repeats(table)
    for number, row in enumerate(group.rows, start=1):
        table.add_row()
        _fill(table, number, row)
    for column, width in zip(table.columns, _WIDTHS[len(group.columns)], strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _fill(table: Table, number: int, texts: tuple[str, ...], *, is_bold: bool = False) -> None:
    for cell, text in zip(table.rows[number].cells, texts, strict=True):
        for place, line in enumerate(text.split("\n")):
            run = (cell.paragraphs[0] if place == 0 else cell.add_paragraph()).add_run(line)
            run.bold, run.font.size = is_bold, Pt(_SIZE_IN_TABLES)


def _repeats(table: Table) -> None:
    """The first row stands on top of each page that the table runs over."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
