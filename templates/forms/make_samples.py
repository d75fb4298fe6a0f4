"""Makes the blank forms of the sample catalogue from `samples.json`: DOCX files that come out with the same bytes every time.

    python templates/forms/make_samples.py [FOLDER]
"""
from __future__ import annotations

import io
import json
import sys
import zipfile
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import BaseStyle
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
FONT, LANGUAGE = "Times New Roman", "vi-VN"
MADE_ON = datetime(2026, 7, 1)
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SAMPLE = "Mẫu minh họa của thành phố giả định Lam Giang, không dùng để nộp hồ sơ thật."
TEXT_WIDTH, HALF = Cm(16), Cm(8.2)
# Screen readers go from heading to heading by their styles, not by their looks.
STYLES = {"Normal": 13, "Heading 1": 15, "Heading 2": 13}

PERSON = (("line", "Họ, chữ đệm, tên"), ("pair", "Ngày, tháng, năm sinh", "Số định danh cá nhân"), ("line", "Nơi cư trú"),
          ("pair", "Điện thoại", "Thư điện tử"))
WRITTEN = json.loads((HERE / "samples.json").read_text("utf-8"))
FORMS, EARLIER = WRITTEN["forms"], WRITTEN["earlier"]


def main(folder: Path = HERE) -> None:
    """Writes every form below `folder`, those that were replaced too."""
    for name in FORMS | EARLIER:
        path = folder / f"{name}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made(name))


def made(name: str) -> bytes:
    """The bytes of one form."""
    form = (FORMS | EARLIER)[name]
    paper = _sheet(form["title"])
    _national_heading(paper)
    _say(paper.add_paragraph(style="Heading 1"), form["title"].upper(), size=STYLES["Heading 1"], bold=True, centred=True, before=14)
    _text(paper, f"Kính gửi: {form['addressee']}", italic=True, centred=True, after=8)
    for kind, *words in form["lines"]:
        _LINES[kind](paper, *words)
    _signatures(paper, form["signers"])
    return _same_every_time(paper)


def _sheet(title: str) -> Paper:
    """An empty A4 sheet in Vietnamese, with its title and without an author."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    for name, size in STYLES.items():
        _lettering(paper.styles[name], size)
    normal = paper.styles["Normal"]
    language = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), LANGUAGE)
    normal.element.rPr.append(language)
    about = paper.core_properties
    about.title, about.language, about.created, about.modified = title, LANGUAGE, MADE_ON, MADE_ON
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    _say(section.footer.paragraphs[0], SAMPLE, size=9, italic=True, centred=True)
    return paper


def _lettering(style: BaseStyle, size: int) -> None:
    """Our font in the reader's own colour; the template's theme would bring others."""
    style.font.name, style.font.size = FONT, Pt(size)
    letters = style.element.rPr
    letters.rFonts.set(qn("w:eastAsia"), FONT)
    for attribute in [name for name in letters.rFonts.attrib if name.lower().endswith("theme")]:
        del letters.rFonts.attrib[attribute]
    for colour in letters.findall(qn("w:color")):
        letters.remove(colour)


def _national_heading(paper: Paper) -> None:
    _text(paper, NATION, bold=True, centred=True)
    _text(paper, MOTTO, bold=True, centred=True)
    _text(paper, "_" * 20, centred=True)


def _text(paper: Paper, words: str, **look: object) -> Paragraph:
    return _say(paper.add_paragraph(), words, **look)


def _say(paragraph: Paragraph, words: str, *, size: int = 13, bold: bool = False, italic: bool = False, centred: bool = False,
         before: int = 0, after: int = 3) -> Paragraph:
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _head(paper: Paper, words: str) -> None:
    _say(paper.add_paragraph(style="Heading 2"), words, bold=True, before=8)


def _line(paper: Paper, label: str) -> None:
    _dotted(_text(paper, f"{label}:\t"))


def _person(paper: Paper) -> None:
    for kind, *words in PERSON:
        _LINES[kind](paper, *words)


def _pair(paper: Paper, left: str, right: str) -> None:
    paragraph = _text(paper, f"{left}:\t {right}:\t")
    paragraph.paragraph_format.tab_stops.add_tab_stop(HALF, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
    _dotted(paragraph)


def _dotted(paragraph: Paragraph) -> None:
    """Dots from the last label to the right margin: the blank that is filled by hand."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _tick(paper: Paper, label: str, *choices: str) -> None:
    _text(paper, f"{label}:   " + "     ".join(f"☐\u00a0{choice}" for choice in choices))


def _table(paper: Paper, rows: int, *columns: str) -> None:
    table = paper.add_table(rows=rows + 1, cols=len(columns), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, columns, strict=True):
        _say(cell.paragraphs[0], words, size=12, bold=True, centred=True)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _signatures(paper: Paper, signers: list[str]) -> None:
    _text(paper, "……………, ngày …… tháng …… năm ……", italic=True, before=12).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    cells = paper.add_table(rows=1, cols=max(2, len(signers))).rows[0].cells
    for cell, signer in zip(cells[-len(signers):], signers, strict=True):
        _say(cell.paragraphs[0], signer.upper(), bold=True, centred=True)
        _say(cell.add_paragraph(), "(Ký, ghi rõ họ tên)", italic=True, centred=True, after=48)


def _same_every_time(paper: Paper) -> bytes:
    """The package packed again in a fixed order with one fixed time: python-docx would stamp the time of making."""
    saved, packed = io.BytesIO(), io.BytesIO()
    paper.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, MADE_ON.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()


_LINES = {"head": _head, "line": _line, "person": _person, "pair": _pair, "tick": _tick, "table": _table,
          "note": lambda paper, words: _text(paper, words, italic=True)}

if __name__ == "__main__":
    main(*(Path(folder) for folder in sys.argv[1:2]))
