"""Makes the forms of the sample catalogue from `samples.json`: a blank for the pen and a template with tags, the same bytes every time.

    python templates/forms/make_samples.py [FOLDER]

In `samples.json` the tag of an answer stands in braces behind the label that asks for it; a blank shows the label alone.
"""
from __future__ import annotations

import json
import sys
from pathlib import Path

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from sample_paper import STYLES, dotted, lightened, ruled, same_every_time, say, sheet, whole

HERE = Path(__file__).parent
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
HALF = Cm(8.2)
NO_PLACE, NO_DAY = "……………", "ngày …… tháng …… năm ……"

PERSON = (("line", "Họ, chữ đệm, tên {%s_ho_ten}"), ("pair", "Ngày, tháng, năm sinh {%s_ngay_sinh_ngan}", "Số định danh cá nhân {%s_so_dinh_danh}"),
          ("line", "Nơi cư trú {%s_noi_cu_tru}"), ("pair", "Điện thoại {%s_dien_thoai}", "Thư điện tử {%s_thu_dien_tu}"))
WRITTEN = json.loads((HERE / "samples.json").read_text("utf-8"))
FORMS, EARLIER = WRITTEN["forms"], WRITTEN["earlier"]


def main(folder: Path = HERE) -> None:
    """Writes every form below `folder`, those that were replaced too, and the templates of those that are in use."""
    for name in FORMS | EARLIER:
        path = folder / f"{name}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made(name))
    for name in FORMS:
        (folder / f"{name}.fill.docx").write_bytes(template(name))


def made(name: str) -> bytes:
    """The bytes of one blank."""
    return same_every_time(ByPen((FORMS | EARLIER)[name]).paper)


def template(name: str) -> bytes:
    """The bytes of the template that a page fills in for one form."""
    return same_every_time(lightened(ByMachine(FORMS[name]).paper))


class ByPen:
    """A form as it is laid out for the pen, with dots after each label."""

    def __init__(self, form: dict) -> None:
        self.paper = sheet(form["title"])
        self.national_heading()
        say(self.paper.add_paragraph(style="Heading 1"), form["title"].upper(), size=STYLES["Heading 1"], bold=True, centred=True, before=14)
        self.text(f"Kính gửi: {self.addressee(*_parted(form['addressee']))}", italic=True, centred=True, after=8)
        for kind, *words in form["lines"]:
            getattr(self, kind)(*words)
        self.signatures(form["signers"])

    def national_heading(self) -> None:
        self.text(NATION, bold=True, centred=True)
        self.text(MOTTO, bold=True, centred=True)
        self.text("_" * 20, centred=True)

    def addressee(self, words: str, tag: str) -> str:
        return words

    def text(self, words: str, **look: object) -> Paragraph:
        return say(self.paper.add_paragraph(), words, **look)

    def head(self, words: str) -> None:
        say(self.paper.add_paragraph(style="Heading 2"), words, bold=True, before=8)

    def note(self, words: str) -> None:
        self.text(words, italic=True)

    def person(self, prefix: str) -> None:
        for kind, *words in PERSON:
            getattr(self, kind)(*(each % prefix for each in words))

    def line(self, label: str) -> None:
        dotted(self.text(f"{_parted(label)[0]}:\t"))

    def pair(self, left: str, right: str) -> None:
        paragraph = self.text(f"{_parted(left)[0]}:\t {_parted(right)[0]}:\t")
        paragraph.paragraph_format.tab_stops.add_tab_stop(HALF, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
        dotted(paragraph)

    def tick(self, label: str, *choices: str) -> None:
        self.text(f"{label}:   " + "     ".join(f"{self.box(tag)}\u00a0{choice}" for choice, tag in map(_parted, choices)))

    def box(self, tag: str) -> str:
        return "☐"

    def table(self, rows: int, loop: str, *columns: str) -> Table:
        table = self.paper.add_table(rows=rows + 1, cols=len(columns), style="Table Grid")
        for cell, words in zip(table.rows[0].cells, columns, strict=True):
            say(cell.paragraphs[0], _parted(words)[0], size=12, bold=True, centred=True)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        return table

    def signatures(self, signers: list[str]) -> None:
        self.text(self.place_and_day(), italic=True, before=12).alignment = WD_ALIGN_PARAGRAPH.RIGHT
        cells = self.paper.add_table(rows=1, cols=max(2, len(signers))).rows[0].cells
        for cell, signer in zip(cells[-len(signers):], signers, strict=True):
            self.signature(cell, *_parted(signer))

    def place_and_day(self) -> str:
        return f"{NO_PLACE}, {NO_DAY}"

    def signature(self, cell: _Cell, signer: str, tag: str) -> None:
        say(cell.paragraphs[0], signer.upper(), bold=True, centred=True)
        say(cell.add_paragraph(), "(Ký, ghi rõ họ tên)", italic=True, centred=True, after=48)


class ByMachine(ByPen):
    """The same form with a tag after each label; where an answer is missing the dots for the pen stand again."""

    def national_heading(self) -> None:
        self.text(NATION, bold=True, centred=True)
        self.text(MOTTO, bold=True, centred=True, after=0)
        ruled(self.text(""))

    def addressee(self, words: str, tag: str) -> str:
        return _or(tag, words) if tag else words

    def line(self, label: str) -> None:
        words, tag = _parted(label)
        dotted(self.text(f"{words}: {_or(tag, chr(9))}" if tag else f"{words}:\t"))

    def pair(self, left: str, right: str) -> None:
        (first, tag), (second, other) = _parted(left), _parted(right)
        # No dotted tab: a long answer on the left would be followed by its dots.
        paragraph = self.text(f"{first}: {_or(tag, _dots(first))}\t{second}: {_or(other, _dots(second))}")
        paragraph.paragraph_format.tab_stops.add_tab_stop(HALF, WD_TAB_ALIGNMENT.LEFT)

    def tick(self, label: str, *choices: str) -> None:
        # A box and its words stay on one line.
        super().tick(label, *(choice.replace(" ", "\u00a0") for choice in choices))

    def box(self, tag: str) -> str:
        return f"{{{tag}}}"

    def table(self, rows: int, loop: str, *columns: str) -> Table:
        table = super().table(2, loop, *columns)
        for row in table.rows:
            whole(row)
        tags = [f"{{{_parted(words)[1]}}}" for words in columns]
        for row, sign, held in ((table.rows[1], "#", tags), (table.rows[2], "^", [""] * len(tags))):
            for cell, words in zip(row.cells, [f"{{{sign}{loop}}}{held[0]}", *held[1:-1], f"{held[-1]}{{/{loop}}}"], strict=True):
                say(cell.paragraphs[0], words, size=12)
        return table

    def place_and_day(self) -> str:
        return f"{_or('noi_ky', NO_PLACE)}, {_or('ngay_ky', NO_DAY)}"

    def signatures(self, signers: list[str]) -> None:
        super().signatures(signers)
        # Whatever was answered, the day and the signature stand on one page.
        self.paper.paragraphs[-1].paragraph_format.keep_with_next = True
        whole(self.paper.tables[-1].rows[0])

    def signature(self, cell: _Cell, signer: str, tag: str) -> None:
        super().signature(cell, signer, tag)
        say(cell.add_paragraph(), f"{{{tag}}}", bold=True, centred=True)


def _parted(words: str) -> tuple[str, str]:
    """A label and its tag; the tag is empty for what is always written by hand."""
    label, _, tag = words.replace("\u00a0{", " {").partition(" {")
    return label, tag.removesuffix("}")


def _dots(label: str) -> str:
    """As many as fill half of a line behind the label, with room for a wider font."""
    return "…" * max(4, 15 - len(label) * 2 // 5)


def _or(tag: str, otherwise: str) -> str:
    """The answer, or what stands in its place as long as there is none."""
    return f"{{{tag}}}{{^{tag}}}{otherwise}{{/{tag}}}"


if __name__ == "__main__":
    main(*(Path(folder) for folder in sys.argv[1:2]))
