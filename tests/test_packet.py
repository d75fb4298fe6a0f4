"""A packet: what a workbook would change, whole in one page and one Word file, the catalogue untouched."""

from __future__ import annotations

import html
import re
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from support.sites import DAY, Project, copied
from support.trees import digest_tree

from motcua import commands

CODE = "1.004222"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    project = copied(tmp_path_factory.mktemp("packets") / "project")
    # Sums that are recounted would have to change with the fee; here a fee alone is changed.
    name = project.procedure(CODE).relative_to(project.folder).as_posix()
    project.write(name, {key: value for key, value in project.values(name).items() if key != "fee_examples"})
    return project


def packet(project: Project, into: Path, amount: object) -> tuple[int, Path]:
    """The packet of a workbook in which one fee was changed."""
    book = into / "bang.xlsx"
    assert commands.main(["export", "xlsx", "--catalogue", str(project.catalogue), "--into", str(book), "--code", CODE]) == 0
    opened = load_workbook(book)
    fees = opened["Phí"]
    column = next(cell.column for cell in fees[1] if cell.value == "amount")
    fees.cell(3, column).value = amount
    opened.save(book)
    before = digest_tree(project.catalogue)
    done = commands.main(["import", "xlsx", str(book), "--into", str(project.catalogue), "--packet", str(into / "goi"), "--date", DAY,
                          "--templates", str(project.folder / "templates")])
    assert digest_tree(project.catalogue) == before
    return done, into / "goi"


@pytest.fixture(scope="module")
def sound(project: Project, tmp_path_factory) -> Path:
    done, folder = packet(project, tmp_path_factory.mktemp("sound"), 12000)
    assert done == 0
    return folder


@pytest.fixture(scope="module")
def faulty(project: Project, tmp_path_factory) -> Path:
    done, folder = packet(project, tmp_path_factory.mktemp("faulty"), "12.000")
    assert done == 1
    return folder


@pytest.mark.bulk
def test_the_page_shows_old_beside_new_and_the_page_as_it_will_be(sound: Path):
    page = (sound / "packet.html").read_text("utf-8")
    assert '<td data-side="Trước">10.000 đồng một lần</td><td data-side="Sau">12.000 đồng một lần</td>' in page
    assert "<strong>Bảng không có lỗi, đưa vào danh mục được, nhưng chưa đăng lên trang công khai được: chưa có quyết định công bố cho thay đổi ở 1.004222 " in page
    assert re.search(r"<li>Phí![A-Z]+3: lưu ý: .*ghi quyết định công bố mới vào cột “Quyết định công bố” ở trang Thủ tục, "
                     r"hoặc thêm thủ tục này vào trang Thủ tục trong quyết định của quyết định đã nêu", page)
    shown = html.unescape(re.search(r'srcdoc="([^"]*)"', page)[1])
    assert "12.000 đồng" in shown and "<script" not in shown and "<link" not in shown


@pytest.mark.bulk
def test_the_word_file_says_the_same(sound: Path):
    paper = docx.Document(sound / "packet.docx")
    rows = [[cell.text for cell in row.cells] for row in paper.tables[0].rows]
    assert rows[0] == ["Nội dung", "Trước", "Sau"] and rows[1][1:] == ["10.000 đồng một lần", "12.000 đồng một lần"]
    assert any("chưa có quyết định công bố cho thay đổi ở 1.004222" in paragraph.text for paragraph in paper.paragraphs)
    assert any("12.000 đồng" in paragraph.text for paragraph in paper.paragraphs)


@pytest.mark.bulk
def test_what_has_to_be_mended_stands_first_at_its_cell(faulty: Path):
    page = (faulty / "packet.html").read_text("utf-8")
    paper = [paragraph.text for paragraph in docx.Document(faulty / "packet.docx").paragraphs]
    assert "1 lỗi. Sửa xong mới đưa vào danh mục được." in page and "<iframe" not in page
    assert re.search(r"<li>Phí![A-Z]+3: Số tiền: .*[amount_is_whole_dong]", page)
    assert any(re.match(r"Phí![A-Z]+3: Số tiền: ", line) for line in paper)


@pytest.mark.bulk
def test_the_same_workbook_gives_the_same_packet(project: Project, sound: Path, tmp_path: Path):
    _, again = packet(project, tmp_path, 12000)
    assert digest_tree(again) == digest_tree(sound)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_fits_asks_for_nothing_and_leads_nowhere(sound: Path, chromium, width: int):
    page = chromium.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((sound / "packet.html").as_uri())
    frame = page.frames[1]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth") and "12.000" in frame.inner_text("main")
    assert frame.evaluate("innerWidth") == 360
    assert frame.evaluate("getComputedStyle(document.querySelector('a[href$=\"/\"]')).pointerEvents") == "none"
    assert asked == [(sound / "packet.html").as_uri()]


def test_both_pages_are_valid_and_accessible(sound: Path, faulty: Path, vnu, axe, page):
    assert vnu([sound / "packet.html", faulty / "packet.html"]) == []
    for folder in (sound, faulty):
        shown = page((folder / "packet.html").as_uri(), width=360)
        assert axe(shown) == []
