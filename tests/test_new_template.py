"""A DOCX with tags becomes a form that is filled on its page: its questions are begun, its blank is made, and nothing has to be mended to pass."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from docx import Document
from support import samples
from support.packages import RUN, docx
from support.sites import HERE

from motcua import blanks, commands, source
from motcua.load import check_across, load
from motcua.tools.new import pen, questions

LINES = ("Kính gửi: {kinh_gui}", "Họ, chữ đệm, tên: {ho_ten}{^ho_ten}……{/ho_ten}     Ngày sinh: {ngay_sinh_ngan}", "Số định danh cá nhân: {so_dinh_danh}", "Nơi cư trú: {noi_cu_tru}",
         "Giới tính:  {gioi_tinh_nam} Nam    {gioi_tinh_nu} Nữ", "Số điện thoại: {dien_thoai}. Thư điện tử: {thu_dien_tu}")
ROWS = (("Số", "Họ tên", "Sinh ngày", "Nơi ở"), ("{#nguoi_cung}{stt}", "{ten}", "{ngay_sinh_con_ngay}/{ngay_sinh_con_thang}/{ngay_sinh_con_nam}", "{noi_o}{/nguoi_cung}"))


def template(*lines: str, rows: tuple[tuple[str, ...], ...] = (), heading: str = "Người đề nghị") -> bytes:
    """A sound DOCX of these lines below a heading, with a table below another."""
    paper, saved = Document(samples.FORMS / "cong-an-thanh-pho" / "ct01.docx"), io.BytesIO()
    for part in [each for each in paper.element.body if not each.tag.endswith("sectPr")]:
        paper.element.body.remove(part)
    paper.add_heading("Đơn đề nghị", 1)
    paper.add_heading(heading, 2)
    for line in lines:
        paper.add_paragraph(line)
    if rows:
        paper.add_heading("Người cùng làm", 2)
        table = paper.add_table(rows=len(rows), cols=len(rows[0]))
        for row, words in zip(table.rows, rows, strict=True):
            for cell, each in zip(row.cells, words, strict=True):
                cell.text = each
    paper.add_paragraph("Lam Giang, {ngay_ky}")
    paper.save(saved)
    return saved.getvalue()


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Path:
    """A catalogue of one procedure, in which commands are run."""
    shutil.copytree(HERE / "tests" / "mistakes" / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def new(*words: str) -> int:
    return commands.main(["new", "form", *words, "--forms", "forms", "--department", "so-y-te", "--title", "Đơn xin"])


def problems() -> set[str]:
    catalogue, found = load(Path("catalogue"), Path("forms"), Path("cache"))
    return {problem.rule for problem in [*found, *check_across(catalogue, Path("catalogue"), Path("forms"))]}


@pytest.mark.bulk
def test_the_description_is_begun_from_the_tags_and_passes_as_it_is(project: Path, capsys):
    before = problems()
    Path("Đơn xin.docx").write_bytes(template(*LINES, rows=ROWS))
    assert new("Đơn xin.docx") == 0
    assert [line for line in capsys.readouterr().out.splitlines() if "forms/" in line] == [
        f"Đã ghi forms/so-y-te/don-xin{ending}" for ending in (".yml", ".docx", ".fill.docx")]
    fill = source.read(Path("forms/so-y-te/don-xin.yml"), "x").values["fill"]
    assert fill["template"] == "don-xin.fill.docx" and [step["title"] for step in fill["steps"]] == ["Người đề nghị", "Người đề nghị (2)", "Người cùng làm"]
    asked = {field["id"]: (field["kind"], field["label"]) for step in fill["steps"] for field in step["fields"]}
    assert asked == {
        "kinh_gui": ("text", "Kính gửi"), "ho_ten": ("text", "Họ, chữ đệm, tên"), "ngay_sinh": ("date", "Ngày sinh"), "so_dinh_danh": ("id_number", "Số định danh cá nhân"),
        "noi_cu_tru": ("address", "Nơi cư trú"), "gioi_tinh": ("choice", "Giới tính"), "dien_thoai": ("phone", "Số điện thoại"), "thu_dien_tu": ("email", "Thư điện tử"),
        "nguoi_cung": ("table", "Người cùng làm"), "ngay_ky": ("date", "Lam Giang"),
    }
    fields = {field["id"]: field for step in fill["steps"] for field in step["fields"]}
    assert fields["gioi_tinh"]["options"] == [{"id": "nam", "label": "Nam"}, {"id": "nu", "label": "Nữ"}] and fields["ngay_ky"]["prefill"] == "today"
    assert [(column["id"], column["label"], column["kind"]) for column in fields["nguoi_cung"]["columns"]] == [
        ("ten", "Họ tên", "text"), ("ngay_sinh_con", "Sinh ngày", "date"), ("noi_o", "Nơi ở", "text")]
    assert problems() - before <= {"form_is_used"}
    assert commands.main(["fmt", "--check", "--forms", "forms", "forms/so-y-te/don-xin.yml"]) == 0


@pytest.mark.bulk
def test_the_blank_for_the_pen_has_dots_and_boxes_in_place_of_tags(project: Path):
    Path("Đơn xin.docx").write_bytes(template(*LINES, rows=ROWS))
    assert new("Đơn xin.docx") == 0
    paper = Document("forms/so-y-te/don-xin.docx")
    said = [paragraph.text for paragraph in paper.paragraphs]
    assert said[2:8] == [
        "Kính gửi: ……………", "Họ, chữ đệm, tên: ……     Ngày sinh: ……………", "Số định danh cá nhân: ……………", "Nơi cư trú: ……………", "Giới tính:  ☐ Nam    ☐ Nữ",
        "Số điện thoại: ……………. Thư điện tử: ……………"]
    assert [cell.text for cell in paper.tables[0].rows[1].cells] == ["", "", "//", ""]
    assert not any(blanks.tags(Path("forms/so-y-te/don-xin.docx").read_bytes()))
    assert Path("forms/so-y-te/don-xin.fill.docx").read_bytes() == Path("Đơn xin.docx").read_bytes()


def test_a_blank_of_ones_own_is_taken_instead(project: Path):
    Path("Đơn xin.docx").write_bytes(template(*LINES))
    assert new("Đơn xin.docx", "--blank", "forms/so-y-te/don-de-nghi.pdf") == 0
    assert source.read(Path("forms/so-y-te/don-xin.yml"), "x").values["file"] == "don-xin.pdf"
    assert Path("forms/so-y-te/don-xin.pdf").read_bytes() == Path("forms/so-y-te/don-de-nghi.pdf").read_bytes()


def test_a_file_without_tags_is_a_form_that_is_downloaded(project: Path):
    Path("Đơn xin.docx").write_bytes(template("Họ tên: ……"))
    paper = Document("Đơn xin.docx")
    paper.paragraphs[-1].text = "Lam Giang, ngày ……"
    paper.save("Đơn xin.docx")
    assert new("--file", "Đơn xin.docx") == 0
    assert "fill" not in source.read(Path("forms/so-y-te/don-xin.yml"), "x").values
    assert not Path("forms/so-y-te/don-xin.fill.docx").exists()


@pytest.mark.parametrize("line, said", [
    ("Họ tên: {ho_ten", "chỗ điền {ho_ten trong tệp thiếu một nửa"),
    ("{#nguoi} {ten}", "chỗ điền {#nguoi} trong tệp thiếu một nửa"),
    ("Họ tên: {Họ Tên}", "đổi {Họ Tên} trong tệp thành chữ thường không dấu, nối bằng dấu gạch dưới, ví dụ {ho_ten}"),
])
def test_a_tag_that_cannot_be_filled_is_said_and_nothing_is_written(project: Path, capsys, line: str, said: str):
    Path("Đơn xin.docx").write_bytes(template(line))
    before = {*Path("forms").rglob("*")}
    assert new("Đơn xin.docx") == 2
    assert said in capsys.readouterr().err and {*Path("forms").rglob("*")} == before


def test_a_tag_that_is_cut_up_leaves_its_dots_once():
    paper, saved = Document(), io.BytesIO()
    paragraph = paper.add_paragraph("Tên: ")
    for piece in ("{ho", "_te", "n} và ", "{tu", "oi}."):
        paragraph.add_run(piece)
    paper.sections[0].header.paragraphs[0].text = "Số: {so}"
    paper.save(saved)
    made = Document(io.BytesIO(pen.blank(saved.getvalue(), frozenset())))
    assert made.paragraphs[0].text == "Tên: …………… và ……………." and made.sections[0].header.paragraphs[0].text == "Số: ……………"


def test_a_box_that_the_paper_already_has_is_no_part_of_the_question():
    asked = questions.steps(template("☐ {gioi_tinh_nam} Nam    ☐ {gioi_tinh_nu} Nữ"), "Phần {number}")[0]["fields"][0]
    assert [option["label"] for option in asked["options"]] == ["Nam", "Nữ"]


def test_a_word_template_called_a_document_is_refused_with_what_to_do(project: Path, capsys):
    Path("mau.docx").write_bytes(docx(RUN.format("{ho_ten}"), kind="template"))
    assert new("--file", "mau.docx") == commands.FAULT
    assert "không phải tài liệu Word .docx" in capsys.readouterr().err and not Path("forms/so-y-te/mau.yml").exists()


def test_questions_that_stand_in_a_header_come_last():
    paper, saved = Document(), io.BytesIO()
    paper.sections[0].header.paragraphs[0].text = "Số: {so_ho_so}"
    paper.add_paragraph("Tên: {ten}")
    paper.save(saved)
    assert questions.steps(saved.getvalue(), "Phần {number}") == [
        {"title": "Phần 1", "fields": [{"id": "ten", "label": "Tên", "kind": "text"}, {"id": "so_ho_so", "label": "So ho so", "kind": "text"}]}]


@pytest.mark.bulk
@pytest.mark.parametrize("name, kind", [
    ("ngay_cap", "date"), ("con_ngay_sinh", "date"), ("ngay_sinh_chu", "text"), ("so_cccd", "id_number"), ("dien_thoai_ban", "phone"), ("email", "email"),
    ("dia_chi_tru_so", "address"), ("noi_cap", "text"), ("so_luong", "number"), ("so_to_ban_do", "text"), ("so_bang_lai", "text"), ("so_giay", "text"), ("dien_tich_san", "number"), ("ly_do", "long_text"), ("nganh_nghe", "text"),
])
def test_a_kind_is_guessed_from_the_name_of_a_tag(name: str, kind: str):
    assert questions.steps(template(f"Điều này: {{{name}}}"), "Phần {number}")[0]["fields"][0] | {"label": ""} == {"id": name, "label": "", "kind": kind}


@pytest.mark.bulk
@pytest.mark.parametrize("path", sorted((HERE / "templates" / "forms").glob("*/*.fill.docx")), ids=lambda path: path.name.removesuffix(".fill.docx"))
def test_the_samples_templates_give_what_passes_too(project: Path, path: Path):
    assert new(str(path)) == 0
    assert problems() <= {"form_is_used", "what_lists_show_is_in_english_too", "new_addresses_are_written"}
