"""`motcua export decision`: the annex as Word opens it: heading, list, contents in the order of the law, old beside new."""
from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from docx.document import Document
from support.forge import git
from support.office import texts
from support.sites import Project, small

from motcua import commands
from motcua.compare import Names, changes
from motcua.compare.labels import Labels
from motcua.compare.values import Values
from motcua.model import Form
from motcua.tools.decision.pieces import WHOLE, of_form

pytestmark = pytest.mark.bulk

CODE = "catalogue/procedures/so-y-te/1.000002.yml"
DECISION = "catalogue/decisions/12-qd-ubnd.yml"
DECIDED = """\
id: 12-qd-ubnd
number: 12/QĐ-UBND
issued_on: 2026-09-05
issuing_agency: Ủy ban nhân dân thành phố Lam Giang
title: Công bố thủ tục hành chính ngành Y tế
changes:
  - procedure: "1.000002"
    kind: amended
    note: Phí 600.000 đồng
  - procedure: "1.000001"
    kind: abolished
    note: Luật mới không còn giấy phép này
"""


@pytest.fixture(scope="module")
def committed(tmp_path_factory) -> Path:
    """A small catalogue, committed, then changed by a decision."""
    project = small(tmp_path_factory.mktemp("committed") / "project")
    git(project.folder, "init", "-q"), git(project.folder, "add", "-A"), git(project.folder, "commit", "-qm", "a state")
    project.file(DECISION).write_text(DECIDED, "utf-8")
    project.replace(CODE, "amount: 500000", "amount: 600000")
    return project.folder


@pytest.fixture
def project(committed: Path, tmp_path: Path, monkeypatch) -> Project:
    """A copy of the catalogue with its past and its change."""
    shutil.copytree(committed, tmp_path / "project")
    monkeypatch.chdir(tmp_path / "project")
    return Project(tmp_path / "project")


def exported(*words: str) -> Document:
    """The annex, written and opened again."""
    assert commands.main(["export", "decision", "12-qd-ubnd", "--into", "annex.docx", *words]) == 0
    return docx.Document("annex.docx")


def rows(document: Document, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def test_the_heading_is_that_of_state_papers(project: Project):
    document = exported()
    left, right = rows(document, 0)[0]
    assert left == "ỦY BAN NHÂN DÂN THÀNH PHỐ LAM GIANG\nSố: 12/QĐ-UBND"
    assert right == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n…, ngày 05 tháng 9 năm 2026"
    told = [paragraph.text for paragraph in document.paragraphs[:4]]
    assert told == ["", "PHỤ LỤC", "Công bố thủ tục hành chính ngành Y tế",
                    "(Kèm theo Quyết định số 12/QĐ-UBND ngày 05 tháng 9 năm 2026 của Ủy ban nhân dân thành phố Lam Giang)"]


def test_the_paper_is_a4_in_times_new_roman(project: Project):
    document = exported()
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert {document.styles[name].font.name for name in ("Normal", "Heading 1", "Heading 2", "Heading 3")} == {"Times New Roman"}
    for table in document.tables[1:]:
        assert sum(column.width.cm for column in table.columns) <= 16.6


def test_the_list_has_what_the_law_asks_for_by_what_the_decision_does(project: Project):
    document = exported()
    assert rows(document, 1) == [
        ["STT", "Mã", "Tên thủ tục", "Thời hạn giải quyết", "Địa điểm thực hiện", "Phí, lệ phí", "Căn cứ pháp lý"],
        ["1", "1.000002", "Cấp chứng chỉ hành nghề dược", "- 20 ngày", "Sở Y tế", "- 600.000 đồng (theo 105/2016/QH13)", "105/2016/QH13"],
    ]
    assert rows(document, 2)[1] == ["1", "1.000001", "Cấp giấy phép hoạt động", "Luật mới không còn giấy phép này"]
    headings = [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 2"]
    assert headings[:2] == ["A. Thủ tục hành chính được sửa đổi, bổ sung", "B. Thủ tục hành chính bị bãi bỏ"]


def test_the_contents_stand_in_the_order_of_the_law(project: Project):
    headings = [paragraph.text for paragraph in exported().paragraphs if paragraph.style.name == "Heading 3"]
    assert [heading.split(". ")[1] for heading in headings] == [
        "Trình tự thực hiện", "Cách thức thực hiện", "Thành phần, số lượng hồ sơ", "Thời hạn giải quyết", "Đối tượng thực hiện",
        "Cơ quan giải quyết", "Kết quả thực hiện", "Phí, lệ phí", "Căn cứ pháp lý",
    ]


def test_every_paper_stands_in_the_contents_whole(project: Project):
    long = "Bản thuyết minh điều kiện kinh doanh, " * 20 + "có ký tên"
    project.replace(CODE, "paper: Bằng cao đẳng", f"paper: {long}")
    told = [paragraph.text for paragraph in exported().paragraphs]
    start = told.index("1.3. Thành phần, số lượng hồ sơ")
    assert told[start + 1 : start + 6] == ["- Đơn đề nghị", "- Một trong các bằng:", "+ Bằng đại học", f"+ {long}", "Số lượng hồ sơ: 1 bộ"]


def test_without_a_past_the_decisions_own_notes_are_told_and_what_is_missing_is_said(project: Project, capsys):
    git(project.folder, "add", "-A"), git(project.folder, "branch", "-M", "trunk"), git(project.folder, "commit", "-qm", "decided")
    document = exported()
    assert "Chưa có bảng cũ và mới, vì không tìm thấy bản trước khi có quyết định 12-qd-ubnd" in capsys.readouterr().out
    assert [row[1:] for row in rows(document, 3)[1:]] == [
        ["1.000002", "Cấp chứng chỉ hành nghề dược", "Phí 600.000 đồng"], ["1.000001", "Cấp giấy phép hoạt động", "Luật mới không còn giấy phép này"]]


def test_by_itself_it_is_compared_with_the_state_before_the_decision_and_called_as_it_is(project: Project, capsys):
    compared = [["1", "1.000002", "Phí, lệ phí", "500.000 đồng", "600.000 đồng"]]
    assert commands.main(["export", "decision", "12-qd-ubnd"]) == 0
    assert rows(docx.Document("12-qd-ubnd.docx"), 3)[1:] == compared
    told = capsys.readouterr().out
    assert told.startswith("Đã ghi 12-qd-ubnd.docx: ") and "Bảng cũ và mới so với main (" in told
    git(project.folder, "branch", "-M", "elsewhere")
    assert rows(exported(), 3)[1:] == compared and "so với HEAD (" in capsys.readouterr().out
    Path("annex.docx").unlink()
    git(project.folder, "branch", "-M", "main"), git(project.folder, "checkout", "-qb", "mine")
    git(project.folder, "add", "catalogue"), git(project.folder, "commit", "-qm", "decided")
    assert rows(exported(), 3)[1:] == compared
    assert "Bảng cũ và mới so với main (" in capsys.readouterr().out


def test_with_a_past_old_stands_beside_new_and_nothing_else_changed(project: Project):
    document = exported("--since", "HEAD")
    assert rows(document, 3)[1:] == [["1", "1.000002", "Phí, lệ phí", "500.000 đồng", "600.000 đồng"]]
    assert document.paragraphs[-1].text == "Ngoài quyết định này không có gì thay đổi."
    project.replace("catalogue/laws.yml", "title: Luật Dược", "title: Luật về dược")
    Path("annex.docx").unlink()
    assert "không có gì thay đổi" not in exported("--since", "HEAD").paragraphs[-1].text


FORM = "templates/forms/so-y-te/don-de-nghi.yml"
NEW_FORM = "number: Mẫu số 05\nversion: bản tháng 12\neffective_from: 2026-12-01\nearlier:\n  - version: bản tháng 7\n    file: don-2026-07.pdf\n"


def renewed(project: Project) -> None:
    """The form has a new version from a day on; its old file is kept under another name."""
    blank = project.file(FORM).with_suffix(".pdf")
    shutil.copyfile(blank, blank.with_name("don-2026-07.pdf"))
    blank.write_bytes(blank.read_bytes() + b"\n% another\n")
    with project.file(FORM).open("a", encoding="utf-8") as file:
        file.write(NEW_FORM)


def test_a_form_that_changes_with_the_decision_stands_old_beside_new(project: Project):
    renewed(project)
    document, name = exported("--since", "HEAD"), "Mẫu số 05 (Đơn đề nghị cấp chứng chỉ)"
    assert [row[1:] for row in rows(document, 3)[1:]] == [
        ["1.000002", "Phí, lệ phí", "500.000 đồng", "600.000 đồng"],
        ["1.000002", f"{name}: số mẫu", "", "Mẫu số 05"],
        ["1.000002", f"{name}: phiên bản", "", "bản tháng 12"],
        ["1.000002", f"{name}: ngày có hiệu lực", "", "01/12/2026"],
        ["1.000002", f"{name}: tệp", "don-de-nghi.pdf: nội dung cũ", "don-de-nghi.pdf: nội dung mới"],
    ]
    assert document.paragraphs[-1].text == "Ngoài quyết định này không có gì thay đổi."


def test_a_form_alone_is_enough_for_an_annex(project: Project):
    git(project.folder, "checkout", "-q", "--", CODE)
    renewed(project)
    document = exported()
    assert len(rows(document, 3)[1:]) == 4
    assert document.paragraphs[-1].text == "Ngoài quyết định này không có gì thay đổi."


def test_an_old_version_with_a_file_that_the_form_never_had_stands_in_the_annex(project: Project):
    renewed(project)
    with project.file(FORM).with_name("don-2026-07.pdf").open("ab") as file:
        file.write(b"\n% another\n")
    assert rows(exported("--since", "HEAD"), 3)[-1][2:] == [
        "Mẫu số 05 (Đơn đề nghị cấp chứng chỉ): tệp", "", "don-2026-07.pdf: nội dung mới"]


def test_the_questions_of_a_form_stand_in_the_annex_in_its_own_words():
    def asking(*fields: dict) -> Form:
        fill = {"template": "a.fill.docx", "steps": [{"title": "Người làm đơn", "fields": fields}]}
        return Form.model_validate({"title": "Đơn", "number": "CT01", "file": "a.docx", "original_name": "a.docx", "fill": fill})

    name, aim = {"id": "ten", "label": "Họ tên", "kind": "text"}, {"id": "xin", "label": "Xin gì", "kind": "choice", "options": [{"id": "moi", "label": "Cấp mới"}]}
    why = {"id": "vi", "label": "Vì sao", "kind": "text"}
    before = asking(name, aim, why | {"required": True})
    after = asking(name | {"label": "Họ và tên"}, aim, why | {"only_if": {"field": "xin", "is_one_of": ["moi"]}}, {"id": "dt", "label": "Điện thoại", "kind": "phone"})
    found = of_form(changes(before, after), "Mẫu đơn CT01 (Đơn)", Values(Labels("vi"), Names(), WHOLE))
    assert list(found) == [
        ("Mẫu đơn CT01 (Đơn): phần “Người làm đơn”, câu hỏi “Họ và tên”, lời hỏi", "Họ tên", "Họ và tên"),
        ("Mẫu đơn CT01 (Đơn): phần “Người làm đơn”, câu hỏi “Vì sao”, bắt buộc", "có", "không"),
        ("Mẫu đơn CT01 (Đơn): phần “Người làm đơn”, câu hỏi “Vì sao”, khi nào hỏi", "luôn hỏi", "khi trả lời “Cấp mới” cho câu “Xin gì”"),
        ("Mẫu đơn CT01 (Đơn): phần “Người làm đơn”, câu hỏi", "", "“Điện thoại” (số điện thoại)"),
    ]


def test_a_form_that_no_procedure_of_the_decision_asks_for_is_no_part_of_its_annex(project: Project):
    project.write("catalogue/procedures/so-y-te/1.000003.yml", {
        "code": "1.000003", "name": "Cấp lại", "field": "duoc-pham", "completeness": "listed", "status": "draft", "forms": ["so-y-te/don-khac"],
        "short_name": "Cấp lại", "summary": "Cấp lại chứng chỉ đã mất."})
    for suffix in (".pdf", ".yml"):
        shutil.copyfile(project.file(FORM).with_suffix(suffix), project.file(f"templates/forms/so-y-te/don-khac{suffix}"))
    project.replace("templates/forms/so-y-te/don-khac.yml", "file: don-de-nghi.pdf", "file: don-khac.pdf")
    git(project.folder, "add", "catalogue/procedures/so-y-te/1.000003.yml", "templates"), git(project.folder, "commit", "-qm", "another form")
    with project.file("templates/forms/so-y-te/don-khac.yml").open("a", encoding="utf-8") as file:
        file.write("number: Mẫu số 09\n")
    document = exported("--since", "HEAD")
    assert len(rows(document, 3)[1:]) == 1
    assert "không có gì thay đổi" not in document.paragraphs[-1].text


def test_a_changed_wording_is_not_cut_in_the_table(project: Project):
    long = "Nộp hồ sơ ở quầy. " * 30 + "Nhận chứng chỉ."
    project.replace(CODE, "text: Nộp hồ sơ, chờ xét rồi nhận chứng chỉ.", f"text: {long}")
    assert [row[4] for row in rows(exported("--since", "HEAD"), 3) if "Bước" in row[2]] == [long]


def test_the_same_catalogue_gives_the_same_bytes(project: Project):
    exported()
    first = Path("annex.docx").read_bytes()
    Path("annex.docx").unlink()
    exported()
    assert Path("annex.docx").read_bytes() == first


def test_a_file_that_is_there_is_never_overwritten(project: Project, capsys):
    Path("annex.docx").write_text("mine", "utf-8")
    assert commands.main(["export", "decision", "12-qd-ubnd", "--into", "annex.docx"]) == 2
    assert "annex.docx đã có" in capsys.readouterr().err
    assert Path("annex.docx").read_text("utf-8") == "mine"


@pytest.mark.parametrize("words, said", [
    (["13-qd-ubnd"], "không có quyết định 13-qd-ubnd trong danh mục, có phải 12-qd-ubnd không?"),
    (["zzz"], "không có quyết định zzz trong danh mục\n"),
    (["12-qd-ubnd", "--since", "never"], "không có phiên bản never"),
])
def test_what_cannot_be_written_is_said_in_one_line(project: Project, capsys, words: list[str], said: str):
    assert commands.main(["export", "decision", *words, "--into", "annex.docx"]) == 2
    complaint = capsys.readouterr().err
    assert said in complaint
    assert complaint.count("\n") == 1
    assert not Path("annex.docx").exists()


def test_a_decision_that_names_no_procedure_has_no_annex(project: Project, capsys):
    project.file(DECISION).write_text("id: 12-qd-ubnd\nnumber: 12/QĐ-UBND\n", "utf-8")
    assert commands.main(["export", "decision", "12-qd-ubnd", "--into", "annex.docx"]) == 2
    assert "chưa nêu thủ tục nào" in capsys.readouterr().err


def test_a_catalogue_with_errors_gives_no_annex(project: Project, capsys):
    project.replace(CODE, "amount: 600000", "amount: 600.000")
    assert commands.main(["export", "decision", "12-qd-ubnd", "--into", "annex.docx"]) == 1
    assert f"{CODE}:16:13: fees, mục 1: amount" in capsys.readouterr().err


def test_another_office_program_opens_the_annex_and_shows_every_word_of_it(project: Project):
    annex = exported("--since", "HEAD")
    shown = " ".join(texts([project.file("annex.docx")])[0].split())
    cells = {cell.text for table in annex.tables for row in table.rows for cell in row.cells}
    written = [text for text in (*(paragraph.text for paragraph in annex.paragraphs), *cells) if text.strip()]
    assert len(written) > 20
    assert [text for text in written if " ".join(text.split()) not in shown] == []
