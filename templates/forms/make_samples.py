"""Makes the blank forms of the sample catalogue: DOCX files that come out with the same bytes every time.

    python templates/forms/make_samples.py [FOLDER]
"""
from __future__ import annotations

import io
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
from docx.text.paragraph import Paragraph

HERE = Path(__file__).parent
FONT, LANGUAGE = "Times New Roman", "vi-VN"
MADE_ON = datetime(2026, 7, 1)
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
SAMPLE = "Mẫu minh họa của thành phố giả định Lam Giang, không dùng để nộp hồ sơ thật."
TEXT_WIDTH, HALF = Cm(16), Cm(8.2)

PERSON = (("line", "Họ, chữ đệm, tên"), ("pair", "Ngày, tháng, năm sinh", "Số định danh cá nhân"), ("line", "Nơi cư trú"),
          ("pair", "Điện thoại", "Thư điện tử"))

FORMS: dict[str, tuple[str, str, tuple[tuple, ...], tuple[str, ...]]] = {
    "ubnd-cap-xa/to-khai-dang-ky-khai-sinh": (
        "Tờ khai đăng ký khai sinh", "Ủy ban nhân dân xã, phường", (
            ("head", "Người đi khai"), *PERSON, ("line", "Quan hệ với người được khai sinh"),
            ("head", "Người được khai sinh"), ("line", "Họ, chữ đệm, tên"), ("pair", "Ngày, tháng, năm sinh", "Giờ sinh, nếu nhớ"),
            ("line", "Viết ngày sinh bằng chữ"), ("pair", "Dân tộc", "Quốc tịch"), ("tick", "Giới tính", "Nam", "Nữ"),
            ("line", "Nơi sinh"), ("line", "Quê quán"),
            ("head", "Người mẹ"), ("line", "Họ, chữ đệm, tên"), ("pair", "Năm sinh", "Số định danh cá nhân"),
            ("pair", "Dân tộc", "Quốc tịch"), ("line", "Nơi cư trú"),
            ("head", "Người cha"), ("line", "Họ, chữ đệm, tên"), ("pair", "Năm sinh", "Số định danh cá nhân"),
            ("pair", "Dân tộc", "Quốc tịch"), ("line", "Nơi cư trú"),
            ("head", "Đăng ký cùng lúc"), ("tick", "Tôi muốn làm thêm", "Thường trú cho con", "Thẻ bảo hiểm y tế"),
            ("line", "Số bản sao giấy khai sinh cần lấy")),
        ("Người đi khai",)),
    "so-tu-phap/to-khai-cap-ban-sao-trich-luc": (
        "Tờ khai đề nghị cấp bản sao trích lục hộ tịch", "Cơ quan quản lý cơ sở dữ liệu hộ tịch", (
            ("head", "Người yêu cầu"), *PERSON, ("line", "Quan hệ với người có tên trong sổ"),
            ("head", "Việc cần trích lục"), ("tick", "Loại việc", "Khai sinh", "Kết hôn", "Khai tử", "Việc khác"),
            ("line", "Họ tên người có tên trong sổ"), ("pair", "Ngày, tháng, năm sinh", "Số định danh cá nhân"),
            ("line", "Nơi đã đăng ký"), ("pair", "Số đăng ký, nếu nhớ", "Ngày đăng ký"), ("line", "Số bản sao cần lấy")),
        ("Người yêu cầu",)),
    "cong-an-thanh-pho/ct01": (
        "Tờ khai thay đổi thông tin cư trú", "Công an xã, phường", (
            ("head", "Người kê khai"), *PERSON, ("pair", "Họ tên chủ hộ", "Quan hệ với chủ hộ"), ("line", "Số định danh của chủ hộ"),
            ("head", "Nội dung đề nghị"), ("line", "Tôi đề nghị"), ("line", "Địa chỉ nơi ở mới"),
            ("head", "Người cùng thay đổi"),
            ("table", 4, "Họ, chữ đệm, tên", "Ngày sinh", "Số định danh cá nhân", "Quan hệ với chủ hộ"),
            ("head", "Ý kiến đồng ý, ghi rõ họ tên và ngày"), ("line", "Chủ hộ"), ("line", "Chủ sở hữu chỗ ở"), ("line", "Cha, mẹ hoặc người giám hộ")),
        ("Chủ hộ", "Người kê khai")),
    "so-xay-dung/don-de-nghi-cap-giay-phep-xay-dung": (
        "Đơn đề nghị cấp giấy phép xây dựng", "Ủy ban nhân dân xã, phường nơi xây dựng", (
            ("head", "Chủ đầu tư"), ("line", "Tên chủ hộ hoặc tổ chức"), ("line", "Người đại diện, chức vụ"),
            ("line", "Số định danh hoặc mã số doanh nghiệp"), ("line", "Điện thoại"), ("line", "Địa chỉ liên hệ"),
            ("head", "Thửa đất"), ("pair", "Thửa số", "Tờ bản đồ số"), ("line", "Diện tích, mét vuông"), ("line", "Địa chỉ thửa đất"),
            ("head", "Công trình"), ("tick", "Loại công trình", "Nhà ở riêng lẻ", "Trong khu đất", "Theo tuyến", "Loại khác"),
            ("pair", "Cấp công trình", "Số tầng"), ("pair", "Diện tích tầng một", "Tổng diện tích sàn"),
            ("pair", "Chiều cao", "Khoảng lùi"), ("line", "Việc xây nằm trong dự án, nếu có"),
            ("head", "Người thiết kế"), ("line", "Tên tổ chức hoặc cá nhân"), ("line", "Chứng chỉ năng lực hoặc hành nghề"),
            ("head", "Lời cam đoan"), ("note", "Tôi xây đúng giấy phép được cấp. Sai thì tôi chịu trách nhiệm."),
            ("line", "Giấy tờ kèm theo")),
        ("Chủ đầu tư",)),
    "ubnd-cap-xa/giay-de-nghi-dang-ky-ho-kinh-doanh": (
        "Giấy đề nghị đăng ký hộ kinh doanh", "Cơ quan đăng ký kinh doanh xã, phường", (
            ("head", "Chủ hộ kinh doanh"), *PERSON,
            ("head", "Hộ kinh doanh"), ("line", "Tên hộ kinh doanh"), ("line", "Địa chỉ trụ sở"), ("line", "Ngành, nghề kinh doanh"),
            ("pair", "Vốn, đồng", "Số lao động"), ("line", "Ngày bắt đầu hoạt động"),
            ("tick", "Ai lập hộ", "Một người", "Các thành viên gia đình"),
            ("head", "Thành viên gia đình cùng lập"), ("table", 3, "Họ, chữ đệm, tên", "Ngày sinh", "Số định danh cá nhân", "Nơi cư trú"),
            ("head", "Thuế"), ("line", "Địa chỉ nhận thông báo thuế"), ("line", "Cách tính thuế đề nghị")),
        ("Chủ hộ kinh doanh",)),
    "so-cong-thuong/don-de-nghi-ban-le-xang-dau": (
        "Đơn đề nghị cấp giấy chứng nhận cửa hàng đủ điều kiện bán lẻ xăng dầu", "Sở Công Thương", (
            ("head", "Thương nhân"), ("line", "Tên thương nhân"), ("pair", "Mã số doanh nghiệp", "Điện thoại"), ("line", "Địa chỉ trụ sở"),
            ("line", "Người đại diện theo pháp luật"),
            ("head", "Cửa hàng"), ("line", "Tên cửa hàng"), ("line", "Địa chỉ cửa hàng"), ("tick", "Cửa hàng", "Của thương nhân", "Đi thuê"),
            ("line", "Thuê đến ngày, nếu đi thuê"), ("line", "Bên cung cấp xăng dầu"),
            ("head", "Đề nghị"), ("tick", "Tôi đề nghị", "Cấp mới", "Cấp lại khi hết hạn"), ("line", "Giấy tờ kèm theo")),
        ("Người đại diện theo pháp luật",)),
}


def main(folder: Path = HERE) -> None:
    """Writes every form below `folder`."""
    for name in FORMS:
        path = folder / f"{name}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made(name))


def made(name: str) -> bytes:
    """The bytes of one form."""
    title, addressee, lines, signers = FORMS[name]
    paper = _sheet(title)
    _national_heading(paper)
    _text(paper, title.upper(), size=15, bold=True, centred=True, before=14)
    _text(paper, f"Kính gửi: {addressee}", italic=True, centred=True, after=8)
    for kind, *words in lines:
        _LINES[kind](paper, *words)
    _signatures(paper, signers)
    return _same_every_time(paper)


def _sheet(title: str) -> Paper:
    """An empty A4 sheet in Vietnamese, with its title and without an author."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(13)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    language = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), LANGUAGE)
    normal.element.rPr.append(language)
    about = paper.core_properties
    about.title, about.language, about.created, about.modified = title, LANGUAGE, MADE_ON, MADE_ON
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    _say(section.footer.paragraphs[0], SAMPLE, size=9, italic=True, centred=True)
    return paper


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
    _text(paper, words, bold=True, before=8).paragraph_format.keep_with_next = True


def _line(paper: Paper, label: str) -> None:
    _dotted(_text(paper, f"{label}:\t"))


def _pair(paper: Paper, left: str, right: str) -> None:
    paragraph = _text(paper, f"{left}:\t {right}:\t")
    paragraph.paragraph_format.tab_stops.add_tab_stop(HALF, WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.DOTS)
    _dotted(paragraph)


def _dotted(paragraph: Paragraph) -> None:
    """Dots from the last label to the right margin: the blank that is filled by hand."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _tick(paper: Paper, label: str, *choices: str) -> None:
    _text(paper, f"{label}:   " + "     ".join(f"☐ {choice}" for choice in choices))


def _table(paper: Paper, rows: int, *columns: str) -> None:
    table = paper.add_table(rows=rows + 1, cols=len(columns), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, columns, strict=True):
        _say(cell.paragraphs[0], words, size=12, bold=True, centred=True)


def _signatures(paper: Paper, signers: tuple[str, ...]) -> None:
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


_LINES = {"head": _head, "line": _line, "pair": _pair, "tick": _tick, "table": _table,
          "note": lambda paper, words: _text(paper, words, italic=True)}

if __name__ == "__main__":
    main(*(Path(folder) for folder in sys.argv[1:2]))
