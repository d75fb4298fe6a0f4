"""The pack: every link leads to a file, nothing else differs, and from a disk one searches, fills a form, reckons a date, prints a sheet."""
from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import ZipFile

import docx
import pytest
from playwright.sync_api import Page, expect
from support import filling, links
from support.sites import Project, small

from motcua import urls
from motcua.text import date_text
from motcua.tools.pack.page import from_disk, newest, to_file

FOLDER = "thu-tuc"
FORM = "cong-an-thanh-pho/ct01"


def pack(project: Project, out: Path, *words: str):
    return project.run("pack", out, *words, start=("-m", "motcua"))


@pytest.fixture(scope="module")
def taken(built: Project, tmp_path_factory) -> Path:
    """The sample's pack, laid out on a disk as a reader unpacks it."""
    to = tmp_path_factory.mktemp("pack")
    done = pack(built, to / f"{FOLDER}.zip")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    with ZipFile(to / f"{FOLDER}.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(to)
    return to / FOLDER


@pytest.fixture
def disk(taken: Path, page):
    """`disk(path)` opens a file of the pack from the disk."""

    def opened(path: str, fragment: str = "", **options) -> Page:
        tab = page(**{"width": 360} | options)
        tab.goto((taken / urls.file_of(path)).as_uri() + fragment)
        return tab

    return opened


@pytest.mark.parametrize("written, expected", [
    ("../../", "../../index.html"), ("./", "./index.html"), ("..", "../index.html"), ("a/b/", "a/b/index.html"), ("a/#x", "a/index.html#x"), ("a/?q=1#x", "a/index.html?q=1#x"),
    ("a/b.css", "a/b.css"), ("a", "a"), ("", ""), ("#x", "#x"), ("?q=1", "?q=1"), ("https://mau.example/", "https://mau.example/"), ("//mau.example/", "//mau.example/"),
    ("mailto:a@mau.example", "mailto:a@mau.example"), ("tel:1022", "tel:1022"),
])
def test_an_address_of_a_folder_names_its_file_and_no_other_changes(written: str, expected: str):
    assert to_file(written) == expected


def test_only_links_change_and_the_day_is_added():
    page = (
        '<!doctype html><html lang="en"><head><link rel="stylesheet" href="a.css"><meta http-equiv="refresh" content="0; url=../b/"></head>\n'
        "<body><a class=x href='../c/?a=1&amp;b=2#d' title='>'>c/</a><a href=../e/>e</a><script>const a = '<a href=\"f/\">';</script>\n"
        '<!-- <a href="g/"> --><form action="../h/" method="get"></form><p>href="i/"</p><footer><p>j</p></footer></body></html>\n')
    expected = (page.replace("url=../b/", "url=../b/index.html").replace("../c/?", "../c/index.html?").replace("href=../e/", "href=../e/index.html")
                .replace('action="../h/"', 'action="../h/index.html"'))
    line = '<p class="frame-copy md-grid" data-pack>Downloaded copy, data up to 22 November 2026. Before you apply, ask whether anything has changed.</p>\n'
    assert from_disk(page.encode(), "2026-11-22").decode() == expected.replace("</footer>", line + "</footer>")


def test_a_page_without_a_foot_says_its_day_at_its_end():
    assert from_disk(b'<html lang="vi"><body><p>a</p></body></html>', "").decode() == (
        '<html lang="vi"><body><p>a</p><p class="frame-copy md-grid" data-pack>Bản tải về. Trước khi đi nộp, hỏi lại xem có gì thay đổi.</p>\n</body></html>')


def test_the_newest_day_is_that_of_the_sites_own_list():
    assert newest([json.dumps({"procedures": [{"modified": "2026-01-02"}, {"modified": "2026-11-22"}, {"modified": ""}]}).encode()]) == "2026-11-22"
    assert newest([]) == newest([b'{"procedures":[]}']) == ""


def test_every_link_of_every_page_names_a_file_of_the_pack(taken: Path):
    site = links.Site(taken)
    faults = []
    for address in dict.fromkeys(site.addresses()):
        path = unquote(urlsplit(urljoin(f"/{address.file}", address.written)).path)[1:]
        if not links.is_elsewhere(address.written) and path not in site.files:
            faults.append(f"{address.file}: {address.written}")
    assert faults == []


def test_every_page_says_of_which_day_it_is(taken: Path, built: Project):
    listed = json.loads((built.site / urls.PROCEDURES_JSON).read_bytes())["procedures"]
    day = date.fromisoformat(max(each["modified"] for each in listed))
    pages = list(taken.rglob("*.html"))
    told = {language: f"data-pack>{words}{date_text(day, language)}." for language, words in (("vi", "Bản tải về, dữ liệu đến ngày "), ("en", "Downloaded copy, data up to "))}
    for path in pages:
        text = path.read_text("utf-8")
        language = re.search(r'<html lang="(\w+)"', text)[1]
        assert text.count(told[language]) == 1, path
    assert len(pages) == len(list(built.site.rglob("*.html"))) - 1


def test_what_is_no_page_is_as_it_was_and_what_is_for_servers_is_left_out(taken: Path, built: Project):
    packed = {path.relative_to(taken).as_posix(): path.read_bytes() for path in taken.rglob("*") if path.is_file() and path.suffix != ".html"}
    built_ones = {path.relative_to(built.site).as_posix(): path.read_bytes() for path in built.site.rglob("*") if path.is_file() and path.suffix != ".html"}
    assert {path for path in built_ones if path not in packed} <= {"robots.txt", "sitemap.xml", ".nojekyll"}
    assert all(built_ones[path] == content for path, content in packed.items())
    assert not (taken / "404.html").exists()


@pytest.mark.bulk
def test_the_same_site_gives_the_same_pack_and_a_faulty_place_gives_none(tmp_path: Path, built: Project):
    first, second = tmp_path / "a" / "goi.zip", tmp_path / "b" / "goi.zip"
    for out in (first, second):
        out.parent.mkdir()
        assert pack(built, out).returncode == 0
    assert first.read_bytes() == second.read_bytes()
    assert [path.name for path in first.parent.iterdir()] == ["goi.zip"]
    inside = pack(built, built.site / "goi.zip")
    assert (inside.returncode, "chọn nơi khác" in inside.stderr) == (2, True)
    assert pack(built, tmp_path / "goi.tar").returncode == 2
    assert pack(built, tmp_path / "goi.zip", "--site", tmp_path / "khong-co").returncode == 2


@pytest.mark.bulk
def test_a_site_that_was_changed_by_hand_is_not_packed(tmp_path: Path):
    project = small(tmp_path / "project")
    project.publish()
    (project.site / "index.html").write_text("<p>khác</p>", "utf-8")
    done = Project(Path(__file__).parents[1]).run("pack", tmp_path / "goi.zip", "--site", project.site, start=("-m", "motcua"))
    assert (done.returncode, "không còn đúng như lúc dựng" in done.stderr) == (2, True)
    assert not (tmp_path / "goi.zip").exists()


def test_from_a_disk_the_search_finds_and_leads_on(disk):
    tab = disk(urls.HOME)
    box = tab.locator("[data-find] input").first
    box.fill("khai sinh")
    expect(tab.locator("[role=option]").first).to_contain_text("khai sinh")
    box.press("ArrowDown")
    box.press("Enter")
    tab.wait_for_url("**/thu-tuc/1.001193/index.html*")
    expect(tab.locator("[data-pack]")).to_contain_text("Bản tải về")
    expect(tab.locator("[data-pack]")).to_be_visible()
    tab.emulate_media(media="print")
    expect(tab.locator("[data-pack]")).to_be_visible()


def test_from_a_disk_the_page_of_results_answers(disk):
    tab = disk(urls.SEARCH)
    tab.goto(tab.url + "?q=khai+sinh")
    expect(tab.locator("main a, article a").filter(has_text="khai sinh").first).to_be_visible()


def test_from_a_disk_ones_counter_is_found(disk):
    tab = disk(urls.procedure("1.001193"), "#tool-where")
    tab.get_by_label("Bạn ở xã, phường nào?").fill("may noi")
    tab.get_by_role("button", name="Xã Mây Nội (cũ)").click()
    expect(tab.locator(".where__chosen")).to_contain_text("Trung tâm phục vụ hành chính công xã Đồng Mây")
    assert tab.evaluate("location.hash") == "#tool-where=xa-dong-may"


def test_from_a_disk_a_sheet_is_printed(disk):
    tab = disk(urls.procedure("1.001193"))
    tab.get_by_role("link", name="In phiếu hướng dẫn").click()
    tab.wait_for_url("**/phieu/index.html*")
    assert len(tab.pdf(format="A4")) > 10_000


def test_from_a_disk_a_form_is_filled_into_a_word_file(disk, tmp_path: Path):
    tab = disk(urls.form(FORM))
    tab.click("[data-start]")
    steps = filling.answers(filling.fillable()[FORM].fill)
    filling.fill_all(tab, steps)
    tab.click("button:text-is('Làm tờ đơn')")
    tab.wait_for_selector(".fill__paper--shown")
    with tab.expect_download() as download:
        tab.click("button:text-is('Tải tệp Word (DOCX)')")
    download.value.save_as(tmp_path / "don.docx")
    paper = docx.Document(str(tmp_path / "don.docx"))
    words = "\n".join([*(each.text for each in paper.paragraphs), *(cell.text for table in paper.tables for row in table.rows for cell in row.cells)])
    wanted = [answer.printed for step in steps for answer in step if answer.printed and not answer.words]
    assert wanted and [text for text in wanted if text not in words] == []


def test_from_a_disk_the_day_of_the_result_is_reckoned(disk):
    tab = disk(urls.procedure("1.014840"), "#tool-date")
    tab.get_by_label("Ngày nộp").fill("2026-11-23")
    for question in tab.locator("#tool-date fieldset:has(input[type=radio])").all():
        question.locator("input[type=radio]").first.check()
    expect(tab.locator("#tool-date .tool__result")).to_contain_text(re.compile(r"\d{2}/\d{2}/202[67]"))
