"""The paper on which the sample forms are laid out: A4 in Vietnamese and one font, without a trace of who made it, the same bytes every time."""
from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import BaseStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph

FONT, LANGUAGE = "Times New Roman", "vi-VN"
MADE_ON = datetime(2026, 7, 1)
SAMPLE = "Mẫu minh họa của thành phố giả định Lam Giang, không dùng để nộp hồ sơ thật."
TEXT_WIDTH = Cm(16)
# The motto in this font is 5.6 cm wide, and the line under it is as long.
BESIDE_MOTTO = Cm(5.2)
# Screen readers go from heading to heading by their styles, not by their looks.
STYLES = {"Normal": 13, "Heading 1": 15, "Heading 2": 13}
# What python-docx puts into every document and no line of a form uses; a page that fills a form must load its template.
_IDLE_PARTS = ("/thumbnail", "/stylesWithEffects", "/customXml", "/numbering")


def sheet(title: str) -> Paper:
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
    say(section.footer.paragraphs[0], SAMPLE, size=9, italic=True, centred=True)
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


def say(paragraph: Paragraph, words: str, *, size: int = 13, bold: bool = False, italic: bool = False, centred: bool = False,
         before: int = 0, after: int = 3) -> Paragraph:
    """Words at the end of a paragraph, with its looks."""
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def dotted(paragraph: Paragraph) -> None:
    """Dots from the last label to the right margin: the blank that is filled by hand."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def whole(row: _Row) -> None:
    """A row that no end of a page cuts in two."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def ruled(paragraph: Paragraph) -> None:
    """A line as long as the motto above it, clear of the marks below its letters, in a paragraph of its own: so no other font breaks the motto."""
    paragraph.paragraph_format.line_spacing = Pt(2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = BESIDE_MOTTO
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")


def lightened(paper: Paper) -> Paper:
    """The document without the parts and styles that nothing in it uses."""
    for rels in (paper.part.package.rels, paper.part.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(_IDLE_PARTS)]:
            del rels[key]
    styles = paper.styles.element
    of = {style.styleId: style for style in styles.style_lst}
    wanted = [style.styleId for style in styles.style_lst if style.get(qn("w:default"))]
    wanted += [used.get(qn("w:val")) for root in (paper.element, paper.sections[0].footer._element)
               for used in root.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))]
    kept: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in of and name not in kept:
            kept.add(name)
            wanted += [link.get(qn("w:val")) for link in of[name].iter(qn("w:basedOn"), qn("w:next"), qn("w:link"))]
    for element in [*(style for name, style in of.items() if name not in kept), *styles.findall(qn("w:latentStyles"))]:
        styles.remove(element)
    return paper


def same_every_time(paper: Paper) -> bytes:
    """The package packed again in a fixed order with one fixed time: python-docx would stamp the time of making."""
    saved, packed = io.BytesIO(), io.BytesIO()
    paper.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, MADE_ON.timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()
