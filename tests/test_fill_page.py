"""Forms filled in a real browser: the paper says all that was typed, and nobody but the reader ever learns it."""
from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from playwright.sync_api import Page
from support import filling
from support.accessibility import LOOKS
from support.chromium import Pages
from support.filling import Answer
from support.server import serving
from support.sites import Project

from motcua import urls
from motcua.outputs.pages import filling as pages_filling

pytestmark = [pytest.mark.browser, pytest.mark.bulk]
FORMS = filling.fillable()
CT01 = "cong-an-thanh-pho/ct01"
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
          "require-trusted-types-for 'script'; trusted-types motcua")
ZALO = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 Zalo android/12100"
SUBMIT, MAKE, TAKE, PRINT = ".fill__screen form [type=submit]", "button:text-is('Làm tờ đơn')", "button:text-is('Tải tệp Word (DOCX)')", "button:text-is('In tờ đơn')"
SAVE, STOP = "button:text-is('Lưu bản nháp vào máy')", "button:text-is('Thôi điền và xóa hết')"
CANARY = re.compile(r"Ưỡng thứ|Ngõ Đậu|Ước Lễ|Quảng Ngãi \d|0790950|nguoi.dan|09030000", re.IGNORECASE)


class Filled(NamedTuple):
    """A form that was filled: what was answered, the file, what LibreOffice reads in it, and what the page shows as paper."""

    answers: list[Answer]
    file: Path
    read: str
    paper: str


@pytest.fixture(scope="module")
def site(built: Project) -> Iterator[str]:
    with serving(built.site) as address:
        yield address


def form_page(site: str, form_id: str = CT01, language: str = "") -> str:
    return f"{site}{language}{urls.form(form_id)}"


def make(page: Page) -> None:
    """From the last look to the paper."""
    page.click(MAKE)
    page.wait_for_selector(".fill__paper--shown")


def reviewed(page: Page, form_id: str = CT01) -> list[Answer]:
    """Answer everything that is asked, up to the last look; what was answered."""
    steps = filling.answers(FORMS[form_id].fill)
    filling.fill_all(page, steps)
    return [answer for step in steps for answer in step]


@pytest.fixture(scope="module")
def filled(site: str, chromium, tmp_path_factory) -> dict[str, Filled]:
    """Every form of the sample, filled in the browser and opened by LibreOffice, all of them at once."""
    folder, pages, held = tmp_path_factory.mktemp("filled"), Pages(chromium), {}
    for number, form_id in enumerate(FORMS):
        page = pages(None, width=360)
        filling.start(page, form_page(site, form_id))
        answers = reviewed(page, form_id)
        make(page)
        with page.expect_download() as download:
            page.click(TAKE)
        assert download.value.suggested_filename == FORMS[form_id].original_name.removesuffix(".docx") + " - đã điền.docx"
        file = folder / f"{number}.docx"
        download.value.save_as(file)
        held[form_id] = (answers, file, page.inner_text(".fill__paper--shown"))
        page.context.close()
    assert (pages.log.outside, pages.log.errors) == ([], [])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, *(file for _, file, _ in held.values())],
                   capture_output=True, check=True, timeout=240)
    return {form_id: Filled(answers, file, file.with_suffix(".txt").read_text("utf-8-sig"), paper) for form_id, (answers, file, paper) in held.items()}


def words_of(file: Path) -> str:
    """All that python-docx reads in a file, tables included."""
    paper = docx.Document(str(file))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])


def marks(form_id: str) -> Counter[str]:
    """Each box of the template with the words behind it up to the next box or blank, as it must then stand on the paper."""
    fill = FORMS[form_id].fill
    boxes = {box.mark: "☒" if box.is_chosen else "☐" for box in filling.boxes(fill, filling.answers(fill))}
    found = re.findall(r"(\{\w+\})([^{☐\n\t]*)", words_of(template_of(form_id)))
    return Counter(" ".join((boxes[mark] + words).split()) for mark, words in found if mark in boxes)


def template_of(form_id: str) -> Path:
    return filling.FORMS / Path(form_id).parent / FORMS[form_id].fill.template


@pytest.mark.parametrize("form_id", FORMS)
def test_a_filled_form_shows_every_value_in_word_in_libreoffice_and_on_the_page(filled, form_id: str):
    form, template = filled[form_id], words_of(template_of(form_id))
    wanted = {answer.printed for answer in form.answers if answer.printed and (answer.words or "") in template}
    marked = marks(form_id)
    assert len(wanted) > 5
    for read in (words_of(form.file), form.read, form.paper):
        plain = " ".join(read.split())
        assert {value for value in wanted if value not in plain} == set()
        assert [words for words in marked if words not in plain] == []
        assert read.count("☒") == sum(number for words, number in marked.items() if words.startswith("☒"))
        assert not re.search(r"[{}]|undefined|NaN|\[object", read)


@pytest.mark.parametrize("form_id", FORMS)
def test_a_filled_form_is_as_much_an_official_paper_as_its_template(filled, form_id: str):
    paper = docx.Document(str(filled[form_id].file))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in filled[form_id].paper and "Độc lập - Tự do - Hạnh phúc" in filled[form_id].paper
    template = docx.Document(str(template_of(form_id)))
    kept = ("author", "last_modified_by", "title", "language", "created", "modified")
    assert [getattr(paper.core_properties, name) for name in kept] == [getattr(template.core_properties, name) for name in kept]
    assert CANARY.search(paper.core_properties.title + paper.core_properties.author) is None


def test_what_is_typed_is_never_code_nor_a_tag(site: str, page, tmp_path: Path):
    opened = page()
    filling.start(opened, form_page(site))
    steps = filling.answers(FORMS[CT01].fill)
    hostile = "<w:p/>&lt;<img src=x onerror=alert(1)>{nguoi_khai_ho_ten}{#a}]]>"
    steps[0] = [answer._replace(typed=hostile) if answer.at == "dien-nguoi_khai_ho_ten" else answer for answer in steps[0]]
    filling.fill_all(opened, steps)
    assert hostile in opened.inner_text(".fill__screen") and opened.locator(".fill__screen img").count() == 0
    make(opened)
    assert hostile in opened.inner_text(".fill__paper--shown")
    with opened.expect_download() as download:
        opened.click(TAKE)
    download.value.save_as(tmp_path / "a.docx")
    assert hostile in words_of(tmp_path / "a.docx")


# Whoever listens, sees little, or has no mouse

STATES = ("start", "first step", "errors", "review", "done")


def shown(page: Page, site: str, language: str = "") -> Iterator[str]:
    """Each state of the page, one after the other."""
    page.goto(form_page(site, language=language))
    yield "start"
    page.click("[data-start]")
    yield "first step"
    page.click(SUBMIT)
    page.wait_for_selector(".fill__errors")
    yield "errors"
    steps = filling.answers(FORMS[CT01].fill)
    filling.fill_all(page, steps)
    yield "review"
    page.click(".fill__screen .frame-button >> nth=0")
    page.wait_for_selector(".fill__paper--shown")
    yield "done"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_in_any_state(site: str, page, axe, width: int, scheme: str):
    opened = page(width=width, color_scheme=scheme)
    found = {state: axe(opened) for state in shown(opened, site, "en/" if scheme == "dark" else "")}
    assert found == dict.fromkeys(STATES, [])


def test_no_state_runs_over_the_edge_of_a_small_phone_or_asks_for_small_fingers(site: str, page):
    opened = page(width=320)
    small = """() => [...document.querySelectorAll('.fill button, .fill .fill__box, .fill input[type=radio], .fill input[type=checkbox]')]
        .filter(each => each.offsetParent && each.getBoundingClientRect().height < 44).map(each => each.id || each.textContent)"""
    for state in shown(opened, site):
        assert opened.evaluate("document.documentElement.scrollWidth") == 320, state
        assert opened.evaluate(small) == [], state


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id || document.activeElement.tagName")


def tab_to(page: Page, wanted: str) -> None:
    for _ in range(80):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard never reaches {wanted}")


def test_a_form_is_filled_with_the_keyboard_alone(site: str, page):
    opened = page(form_page(site))
    tab_to(opened, "[data-start]")
    opened.keyboard.press("Enter")
    for number, step in enumerate(filling.answers(FORMS[CT01].fill)):
        assert focused(opened) == "H2" and f"Bước {number + 1} trên" in opened.evaluate("document.activeElement.textContent")
        for answer in step:
            if answer.at:
                tab_to(opened, f'[id="{answer.at}"]')
                opened.keyboard.press("Control+A")
                opened.keyboard.type(answer.typed) if answer.typed else opened.keyboard.press("Space")
        tab_to(opened, SUBMIT)
        opened.keyboard.press("Enter")
    assert focused(opened) == "H2"
    tab_to(opened, ".fill__screen .fill__ways > button")
    opened.keyboard.press("Enter")
    opened.wait_for_selector(".fill__paper--shown")
    assert focused(opened) == "H2"
    tab_to(opened, ".fill__screen .fill__ways > button")
    with opened.expect_download() as download:
        opened.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".docx")


def test_what_is_wrong_is_listed_first_and_each_line_leads_to_its_box(site: str, page):
    opened = page()
    filling.start(opened, form_page(site))
    opened.fill("#dien-nguoi_khai_so_dinh_danh", "123")
    opened.click(SUBMIT)
    assert opened.evaluate("document.activeElement.className") == "fill__errors"
    links = opened.locator(".fill__errors a")
    assert links.count() == 4 and "Số định danh cá nhân: Số định danh cá nhân có đúng 12 chữ số." in links.all_inner_texts()
    for number in range(links.count()):
        target = links.nth(number).get_attribute("href").removeprefix("#")
        links.nth(number).click()
        assert focused(opened) == target
        box = opened.locator(f'[id="{target}"]')
        told = box.get_attribute("aria-describedby").split()[-1]
        assert box.get_attribute("aria-invalid") == "true" and opened.inner_text(f'[id="{told}"]')
    assert opened.url == form_page(site)
    opened.fill("#dien-nguoi_khai_so_dinh_danh", "079095000001")
    opened.click(SUBMIT)
    assert links.count() == 3 and opened.locator("#dien-nguoi_khai_so_dinh_danh").get_attribute("aria-invalid") is None


def test_an_answer_is_changed_from_the_last_look_without_walking_through_all(site: str, page):
    opened = page()
    filling.start(opened, form_page(site))
    reviewed(opened)
    opened.click(".fill__part button >> nth=0")
    assert opened.input_value("#dien-nguoi_khai_ho_ten") == "Nguyễn Ưỡng thứ 1"
    opened.fill("#dien-nguoi_khai_ho_ten", "Trần Thị Bưởi")
    opened.click("button:text-is('Xong, về phần xem lại')")
    assert "Trần Thị Bưởi" in opened.inner_text(".fill__told >> nth=0") and "thứ 1\n" not in opened.inner_text(".fill__told >> nth=0")


def test_back_from_a_change_is_the_last_look_again_and_asks_nothing(site: str, page):
    opened = page()
    filling.start(opened, form_page(site))
    reviewed(opened)
    for place in (0, 1):
        opened.click(f".fill__part button >> nth={place}")
        opened.click("button:text-is('Quay lại')")
        assert opened.is_visible(MAKE)
    opened.click(".fill__part button >> nth=0")
    opened.fill("#dien-nguoi_khai_ho_ten", "")
    opened.click("button:text-is('Quay lại')")
    assert opened.is_visible(".fill__errors") and focused(opened) == "DIV"


def heading(page: Page) -> str:
    return page.inner_text(".fill__screen h2").replace("\n", " ")


def test_back_in_the_browser_is_the_step_before_with_every_answer_until_the_first_leaves(site: str, page):
    opened, steps = page(f"{site}{urls.FORMS}"), filling.answers(FORMS[CT01].fill)
    filling.start(opened, form_page(site))
    for number, step in enumerate(steps[:2]):
        filling.fill_step(opened, step)
        opened.click(SUBMIT)
        assert f"Bước {number + 2} trên" in heading(opened)
    typed = {answer.at: answer.typed for answer in steps[1] if answer.at and answer.typed}
    assert typed
    opened.go_back()
    opened.wait_for_function("document.querySelector('.fill__step').textContent.startsWith('Bước 2')")
    assert {at: opened.input_value(f'[id="{at}"]') for at in typed} == typed and focused(opened) == "H2"
    opened.go_back()
    opened.wait_for_function("document.querySelector('.fill__step').textContent.startsWith('Bước 1')")
    assert opened.input_value("#dien-nguoi_khai_ho_ten") == "Nguyễn Ưỡng thứ 1" and opened.url == form_page(site)
    opened.once("dialog", lambda dialog: dialog.accept())
    opened.go_back()
    assert opened.url == f"{site}{urls.FORMS}"


def test_back_in_the_browser_leads_from_the_paper_to_the_last_look_and_from_there_to_the_last_step(site: str, page):
    opened = page()
    filling.start(opened, form_page(site))
    reviewed(opened)
    make(opened)
    opened.go_back()
    opened.wait_for_selector(MAKE)
    assert opened.locator(".fill__paper--printed").count() == 0
    opened.click(".fill__part button >> nth=0")
    opened.fill("#dien-nguoi_khai_ho_ten", "Trần Thị Bưởi")
    opened.go_back()
    opened.wait_for_selector(MAKE)
    assert "Trần Thị Bưởi" in opened.inner_text(".fill__told >> nth=0")
    opened.go_back()
    count = len(FORMS[CT01].fill.steps)
    opened.wait_for_function("n => (document.querySelector('.fill__step') || {}).textContent === `Bước ${n} trên ${n}`", arg=count)
    opened.click("button:text-is('Quay lại')")
    assert f"Bước {count - 1} trên" in heading(opened)


def test_a_change_that_is_left_half_done_makes_no_paper(site: str, page):
    opened = page()
    filling.start(opened, form_page(site))
    reviewed(opened)
    opened.click(".fill__part button >> nth=0")
    opened.fill("#dien-nguoi_khai_ho_ten", "")
    opened.go_back()
    opened.click(MAKE)
    assert opened.is_visible(".fill__errors") and focused(opened) == "DIV"
    opened.fill("#dien-nguoi_khai_ho_ten", "Trần Thị Bưởi")
    opened.click(SUBMIT)
    make(opened)


def test_forward_in_the_browser_changes_nothing_and_back_goes_on_as_before(site: str, page):
    opened, steps = page(), filling.answers(FORMS[CT01].fill)
    filling.start(opened, form_page(site))
    for step in steps[:2]:
        filling.fill_step(opened, step)
        opened.click(SUBMIT)
    opened.evaluate("history.back()")
    opened.wait_for_function("document.querySelector('.fill__step').textContent.startsWith('Bước 2')")
    opened.evaluate("history.forward()")
    opened.wait_for_timeout(300)
    assert "Bước 2 trên" in heading(opened)
    opened.evaluate("history.back()")
    opened.wait_for_function("document.querySelector('.fill__step').textContent.startsWith('Bước 1')")
    assert opened.evaluate("document.querySelector('#dien-nguoi_khai_ho_ten').value") == "Nguyễn Ưỡng thứ 1"


def test_who_stops_leaves_the_page_with_one_step_back(site: str, page):
    opened = page(f"{site}{urls.FORMS}")
    filling.start(opened, form_page(site))
    reviewed(opened)
    opened.once("dialog", lambda dialog: dialog.accept())
    opened.click(STOP)
    opened.wait_for_timeout(200)
    opened.go_back()
    assert opened.url == f"{site}{urls.FORMS}"


def begun(page: Page, site: str, steps: int) -> Page:
    """The form after so many steps forward, on a page that was reached from the list of forms."""
    opened = page(f"{site}{urls.FORMS}")
    filling.start(opened, form_page(site))
    forward(opened, steps)
    return opened


def forward(opened: Page, steps: int) -> None:
    for step in filling.answers(FORMS[CT01].fill)[:steps]:
        filling.fill_step(opened, step)
        opened.click(SUBMIT)
    assert f"Bước {steps + 1} trên" in heading(opened)


def go(opened: Page, steps: int) -> None:
    """So many entries of the history at once, as from the list that a long press on Back opens."""
    opened.evaluate("steps => history.go(steps)", steps)
    opened.wait_for_timeout(300)


def shown_at(opened: Page) -> tuple[str, int | None]:
    """The screen that is shown, or none, and the number of the entry at which the browser stands."""
    return opened.evaluate("[(document.querySelector('.fill__step') || {}).textContent || '', history.state]")


def leaves(opened: Page, site: str) -> bool:
    """Whether one step back is the list of forms."""
    opened.once("dialog", lambda dialog: dialog.accept())
    opened.go_back()
    return opened.url == f"{site}{urls.FORMS}"


def test_two_steps_back_at_once_are_two_screens_back(site: str, page):
    opened = begun(page, site, 3)
    go(opened, -2)
    assert shown_at(opened)[0].startswith("Bước 2") and shown_at(opened)[1] == 1
    opened.click("button:text-is('Quay lại')")
    opened.wait_for_timeout(300)
    assert shown_at(opened)[0].startswith("Bước 1") and shown_at(opened)[1] is None
    assert opened.input_value("#dien-nguoi_khai_ho_ten") == "Nguyễn Ưỡng thứ 1"
    forward(opened, 2)
    go(opened, -2)
    assert shown_at(opened)[0].startswith("Bước 1") and opened.url == form_page(site)
    assert leaves(opened, site)


def test_an_entry_that_stopping_left_ahead_is_passed(site: str, page):
    opened = begun(page, site, 2)
    opened.once("dialog", lambda dialog: dialog.accept())
    opened.click(STOP)
    opened.wait_for_timeout(300)
    assert shown_at(opened) == ["", None]
    opened.click("[data-start]")
    for step in (1, 2):
        go(opened, step)
        assert shown_at(opened)[0].startswith("Bước 1") and shown_at(opened)[1] is None
    forward(opened, 2)
    go(opened, -1)
    assert shown_at(opened)[0].startswith("Bước 2") and shown_at(opened)[1] == 1


def test_a_form_that_is_begun_again_after_reloading_goes_back_by_its_own_screens_alone(site: str, page):
    opened = begun(page, site, 3)
    opened.once("dialog", lambda dialog: dialog.accept())
    opened.reload()
    opened.click("[data-start]")
    opened.wait_for_timeout(300)
    assert shown_at(opened)[0].startswith("Bước 1") and shown_at(opened)[1] is None
    forward(opened, 1)
    go(opened, -1)
    assert shown_at(opened)[0].startswith("Bước 1") and shown_at(opened)[1] is None
    assert leaves(opened, site)


def test_after_reloading_one_step_back_passes_all_that_was_filled_before(site: str, page):
    opened = begun(page, site, 3)
    opened.once("dialog", lambda dialog: dialog.accept())
    opened.reload()
    go(opened, -1)
    assert shown_at(opened) == ["", None] and opened.is_visible("[data-start]")
    assert leaves(opened, site)


def test_each_screen_is_one_entry_and_starting_or_stopping_none(site: str, page):
    opened = page(form_page(site))
    entries = [opened.evaluate("history.length")]
    opened.click("[data-start]")
    entries.append(opened.evaluate("history.length"))
    forward(opened, 3)
    entries.append(opened.evaluate("history.length"))
    opened.once("dialog", lambda dialog: dialog.accept())
    opened.click(STOP)
    opened.wait_for_timeout(300)
    assert entries == [entries[0], entries[0], entries[0] + 3] and shown_at(opened) == ["", None]
    assert opened.evaluate("history.length") == entries[2]
    opened.click("[data-start]")
    forward(opened, 1)
    assert opened.evaluate("history.length") == entries[0] + 1


def test_a_link_within_the_page_between_two_screens_loses_nothing(site: str, page):
    opened = begun(page, site, 1)
    opened.evaluate("() => { location.hash = 'noi-dung'; }")
    opened.wait_for_timeout(300)
    for step in filling.answers(FORMS[CT01].fill)[1:2]:
        filling.fill_step(opened, step)
        opened.click(SUBMIT)
    go(opened, -1)
    assert shown_at(opened)[0].startswith("Bước 3")
    go(opened, -1)
    assert shown_at(opened)[0].startswith("Bước 2") and shown_at(opened)[1] == 1


def test_an_engine_that_comes_late_leaves_the_reader_where_they_are(site: str, page):
    opened, held = page(), []
    opened.route("**/fill-engine.js", lambda route: held.append(route))
    filling.start(opened, form_page(site))
    reviewed(opened)
    opened.click(MAKE)
    assert opened.is_disabled(MAKE)
    opened.click(".fill__part button >> nth=0")
    held[0].continue_()
    opened.wait_for_function("Boolean(motcua.engine.docxtemplater)")
    opened.wait_for_timeout(200)
    assert opened.is_visible("#dien-nguoi_khai_ho_ten") and opened.locator(".fill__paper--shown").count() == 0


def test_a_template_with_a_fault_is_told_as_what_it_is_and_nowhere_else(site: str, page):
    opened, said = page(), []
    opened.on("console", lambda message: said.append(message.text))
    filling.start(opened, form_page(site))
    reviewed(opened)
    opened.wait_for_function("Boolean(motcua.blank && motcua.engine && motcua.engine.docxtemplater)")
    broken = """() => { const zip = new motcua.engine.PizZip(atob(motcua.blank)), part = 'word/document.xml';
        zip.file(part, zip.file(part).asText().replace('{', '{#')); motcua.blank = zip.generate({ type: 'base64' }); }"""
    for spoil in (broken, "() => { motcua.blank = 'AAAA'; }"):
        opened.evaluate(spoil)
        opened.click(MAKE)
        opened.wait_for_function("document.querySelector('.fill__screen [role=status]').textContent.includes('mẫu trên trang này có lỗi')")
        assert opened.is_enabled(MAKE)
    assert said == []


def test_what_word_hides_is_not_on_the_paper_and_off_is_off(site: str, page):
    opened = page()
    filling.start(opened, form_page(site))
    reviewed(opened)
    opened.wait_for_function("Boolean(motcua.blank && motcua.engine && motcua.engine.docxtemplater)")
    opened.evaluate("""() => { const zip = new motcua.engine.PizZip(atob(motcua.blank)), part = 'word/document.xml';
        const runs = '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>giấu kín</w:t></w:r><w:r><w:rPr><w:vanish w:val="off"/><w:b w:val="off"/></w:rPr><w:t>chữ thường</w:t></w:r></w:p>';
        zip.file(part, zip.file(part).asText().replace('<w:body>', '<w:body>' + runs)); motcua.blank = zip.generate({ type: 'base64' }); }""")
    make(opened)
    shown = opened.inner_text(".fill__paper--shown")
    assert "giấu kín" not in shown and "chữ thường" in shown
    assert opened.evaluate("[...document.querySelectorAll('.fill__paper--shown span')].find(each => each.textContent === 'chữ thường').style.fontWeight") == ""


def test_the_box_that_is_wrong_is_the_one_that_says_so(site: str, page):
    opened = page()
    filling.start(opened, form_page(site))
    for part, text in (("day", "1"), ("month", "13"), ("year", "1990")):
        opened.fill(f"#dien-nguoi_khai_ngay_sinh-{part}", text)
    opened.click(SUBMIT)
    told = {part: opened.get_attribute(f"#dien-nguoi_khai_ngay_sinh-{part}", "aria-describedby") or "" for part in ("day", "month", "year")}
    assert [part for part, ids in told.items() if "dien-nguoi_khai_ngay_sinh-error" in ids.split()] == ["month"]


def test_a_name_without_marks_or_with_digits_is_doubted_while_it_is_typed_and_holds_nobody_up(site: str, page, axe):
    opened, steps = page(width=360), filling.answers(FORMS[CT01].fill)
    filling.start(opened, form_page(site))
    filling.fill_step(opened, steps[0])
    doubt = "#dien-nguoi_khai_ho_ten-doubt"
    for typed, told in (("Nguyen Van An", "Tên chưa có dấu?"), ("Nguyễn Văn 4n", "Tên có chữ số"), ("Nguyễn Văn An", "")):
        opened.fill("#dien-nguoi_khai_ho_ten", typed)
        assert opened.inner_text(doubt).startswith(told) and bool(opened.inner_text(doubt)) == bool(told)
        assert (doubt[1:] in (opened.get_attribute("#dien-nguoi_khai_ho_ten", "aria-describedby") or "").split()) == bool(told)
    opened.fill("#dien-nguoi_khai_ho_ten", "Nguyen Van An")
    assert axe(opened) == [] and opened.locator("[aria-invalid]").count() == 0
    opened.click(SUBMIT)
    filling.fill_all(opened, steps[1:])
    assert "Tên chưa có dấu?" in opened.inner_text(".fill__told >> nth=0") and axe(opened) == []
    make(opened)
    assert "Nguyen Van An" in opened.inner_text(".fill__paper--shown") and "Tên chưa có dấu" not in opened.inner_text(".fill__paper--shown")


def test_only_names_of_people_are_looked_at_so():
    marked = {field.label.vi for form in FORMS.values() for _, asked in form.fill.fields() for field in (asked, *asked.columns) if pages_filling._asked(field, "vi").get("is_name")}
    assert marked == {"Họ, chữ đệm, tên", "Họ tên chủ hộ", "Họ tên người đại diện theo pháp luật"}


def test_the_provinces_of_today_are_offered_and_none_is_asked_for(site: str, page):
    opened = page()
    asked = []
    filling.start(opened, form_page(site))
    opened.on("request", lambda request: asked.append(request.url))
    steps = filling.answers(FORMS[CT01].fill)
    while not opened.locator("[list=fill-tinh]").count():
        filling.fill_step(opened, steps.pop(0))
        opened.click(SUBMIT)
    box = opened.locator("[list=fill-tinh]").first
    assert opened.locator("[list]").evaluate_all("boxes => boxes.filter(each => !each.list).map(each => each.id)") == []
    offered = box.evaluate("box => [...box.list.options].map(each => each.value)")
    assert len(offered) == len(set(offered)) == 34 and {"tỉnh Lào Cai", "thành phố Huế"} <= set(offered)
    asked.clear()
    box.press_sequentially("Ước Lễ")
    assert box.input_value() == "Ước Lễ" and asked == []


def test_rows_are_added_and_taken_away_and_what_they_hold_stays(site: str, page):
    table = next(field for _, field in FORMS[CT01].fill.fields() if field.kind == "table")
    column = table.columns[0].id
    opened = page()
    filling.start(opened, form_page(site))
    for step in filling.answers(FORMS[CT01].fill):
        if opened.locator(f"#dien-{table.id}").count():
            break
        filling.fill_step(opened, step)
        opened.click(SUBMIT)
    for row, name in enumerate(("Một", "Hai", "Ba")):
        if row:
            opened.click("button:text-is('Thêm một dòng')")
            assert focused(opened) == f"dien-{table.id}-{row}-{column}"
        opened.fill(f"#dien-{table.id}-{row}-{column}", name)
    opened.click("button:text-is('Bỏ dòng 2')")
    assert [opened.input_value(f"#dien-{table.id}-{row}-{column}") for row in (0, 1)] == ["Một", "Ba"]
    assert opened.inner_text(f"#dien-{table.id} > [role=status]") == "Đã bỏ. Bảng còn 2 dòng."


# What nobody else learns

STORES = """async () => JSON.stringify([
  Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, location.href, document.title,
  await indexedDB.databases(), await caches.keys(), name])"""


def test_nothing_that_is_typed_leaves_the_page_or_stays_behind(site: str, page):
    opened = page()
    asked, said, begun = [], [], []
    opened.context.on("request", lambda request: asked.append(f"{request.method} {request.url} {request.post_data or ''}"))
    opened.on("console", lambda message: said.append(message.text))
    filling.start(opened, form_page(site))
    before = opened.evaluate(STORES)
    opened.wait_for_function("Boolean(motcua.blank && motcua.engine && motcua.engine.docxtemplater)")
    begun = list(asked)
    answers = reviewed(opened)
    assert all(CANARY.search(answer.typed) for answer in answers if answer.typed and not answer.typed.isdecimal())
    with opened.expect_download():
        opened.click(SAVE)
    make(opened)
    with opened.expect_download():
        opened.click(TAKE)
    opened.evaluate("window.print = () => {}")
    opened.click(PRINT)
    assert [request for request in asked[len(begun):] if not request.startswith("GET blob:")] == []
    assert CANARY.search("\n".join([*asked, *said, opened.evaluate(STORES)])) is None
    assert opened.evaluate(STORES) == before and opened.evaluate("history.state") == len(FORMS[CT01].fill.steps) + 1
    opened.goto(f"{site}{urls.FORMS}")
    assert CANARY.search(opened.evaluate(STORES)) is None
    opened.go_back()
    opened.wait_for_selector("[data-start]")
    assert CANARY.search(opened.content()) is None
    assert opened.evaluate("[...document.querySelectorAll('input, textarea')].map(each => each.value).join('')") == ""


@pytest.mark.parametrize("way", ["pagehide", "pageshow"])
def test_a_page_that_is_put_away_forgets_everything(site: str, page, way: str):
    opened = page()
    filling.start(opened, form_page(site))
    reviewed(opened)
    make(opened)
    assert CANARY.search(opened.content())
    opened.evaluate("way => dispatchEvent(new PageTransitionEvent(way, { persisted: true }))", way)
    assert CANARY.search(opened.content()) is None and opened.is_visible("[data-start]")
    opened.click("[data-start]")
    assert opened.input_value("#dien-nguoi_khai_ho_ten") == ""


def test_stopping_asks_once_and_leaves_nothing(site: str, page):
    opened = page()
    filling.start(opened, form_page(site))
    opened.fill("#dien-nguoi_khai_ho_ten", "Nguyễn Ưỡng thứ 9")
    opened.once("dialog", lambda dialog: dialog.dismiss())
    opened.click(STOP)
    assert opened.input_value("#dien-nguoi_khai_ho_ten") == "Nguyễn Ưỡng thứ 9"
    opened.once("dialog", lambda dialog: dialog.accept())
    opened.click(STOP)
    assert focused(opened) == "BUTTON" and opened.is_visible("[data-start]") and opened.inner_html(".fill__screen") == ""


def test_leaving_with_answers_is_asked_about_and_without_any_is_not(site: str, page):
    opened = page(form_page(site))
    leaving = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert opened.evaluate(leaving) is False
    opened.click("[data-start]")
    assert opened.evaluate(leaving) is False
    opened.fill("#dien-nguoi_khai_ho_ten", "Nguyễn Ưỡng thứ 9")
    assert opened.evaluate(leaving) is True
    opened.once("dialog", lambda dialog: dialog.dismiss())
    opened.click("button:text-is('Quay lại')")
    assert opened.input_value("#dien-nguoi_khai_ho_ten") == "Nguyễn Ưỡng thứ 9"


def test_no_browser_is_to_remember_an_answer(site: str, page):
    opened = page()
    filling.start(opened, form_page(site))
    for step in filling.answers(FORMS[CT01].fill):
        assert opened.evaluate("[...document.querySelectorAll('.fill__screen input, .fill__screen textarea')].filter(each => each.autocomplete !== 'off').length") == 0
        assert opened.evaluate("[...document.querySelectorAll('.fill__screen [name]')].filter(each => !/radio|checkbox/.test(each.type)).length") == 0
        filling.fill_step(opened, step)
        opened.click(SUBMIT)


# Where it works

def test_a_form_is_filled_under_the_strictest_policy(built: Project, site: str, page):
    opened = page()
    opened.add_init_script("addEventListener('securitypolicyviolation', event => (window.broken = window.broken || []).push(event.violatedDirective + ' ' + event.blockedURI))")

    def strict(route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": POLICY})

    opened.route("**/*", strict)
    filling.start(opened, form_page(site))
    reviewed(opened)
    make(opened)
    with opened.expect_download() as download:
        opened.click(TAKE)
    assert download.value.path().stat().st_size > 5_000 and opened.evaluate("window.broken || []") == []


def test_a_form_is_filled_from_a_disk(built: Project, page):
    opened = page()
    filling.start(opened, (built.site / urls.file_of(urls.form(CT01))).as_uri())
    reviewed(opened)
    make(opened)
    assert "Nguyễn Ưỡng thứ 1" in opened.inner_text(".fill__paper--shown")


def test_inside_another_app_the_reader_is_warned_before_typing_and_can_still_print(site: str, page):
    opened = page(form_page(site), width=360, user_agent=ZALO)
    assert "Mở bằng trình duyệt" in opened.inner_text(".fill__start")
    opened.click("[data-start]")
    assert opened.locator(SAVE).count() == 0
    reviewed(opened)
    make(opened)
    assert opened.locator(TAKE).count() == 0 and opened.is_visible(PRINT)
    browser = page(form_page(site))
    assert "Mở bằng trình duyệt" not in browser.inner_text(".fill__start")


@pytest.mark.parametrize("agent, told", [(ZALO, "chụp màn hình"), (None, "Tải tệp Word về rồi in")])
def test_where_nothing_can_be_printed_no_button_offers_it(site: str, page, agent: str | None, told: str):
    opened = page(**({"user_agent": agent} if agent else {}))
    opened.add_init_script("delete window.print")
    filling.start(opened, form_page(site))
    reviewed(opened)
    make(opened)
    assert opened.locator(PRINT).count() == 0 and told in opened.inner_text(".fill__screen")


def test_without_a_script_there_are_downloads_and_no_empty_box(site: str, page):
    opened = page(form_page(site), java_script_enabled=False)
    assert not opened.is_visible("[data-fill]") and not opened.is_visible("[data-to-fill]") and opened.is_visible("a[download]")


def test_only_the_sheet_is_printed_and_on_white(site: str, page):
    opened = page(color_scheme="dark")
    filling.start(opened, form_page(site))
    reviewed(opened)
    make(opened)
    opened.emulate_media(media="print")
    seen = opened.evaluate("[...document.body.children].filter(each => each.offsetParent || getComputedStyle(each).display !== 'none').map(each => each.className)")
    assert seen == ["fill__paper fill__paper--printed"]
    assert "Nguyễn Ưỡng thứ 1" in opened.inner_text(".fill__paper--printed")
    assert opened.evaluate("getComputedStyle(document.querySelector('.fill__paper--printed')).color") == "rgb(0, 0, 0)"


def test_an_engine_that_does_not_come_is_told_and_asked_for_again(site: str, page):
    opened = page()
    opened.route("**/fill-engine.js", lambda route: route.abort())
    filling.start(opened, form_page(site))
    reviewed(opened)
    opened.click(MAKE)
    opened.wait_for_function("document.querySelector('.fill__screen [role=status]').textContent.startsWith('Chưa làm được')")
    opened.unroute("**/fill-engine.js")
    make(opened)
    assert "Nguyễn Ưỡng thứ 1" in opened.inner_text(".fill__paper--shown")


def test_the_engine_comes_only_when_the_reader_begins(site: str, page):
    opened = page(form_page(site))
    opened.wait_for_load_state("networkidle")
    heavy = [address for address in page.log.requests if address.endswith(("fill-engine.js", "dien.js"))]
    assert heavy == []
    opened.click("[data-start]")
    opened.wait_for_function("Boolean(motcua.blank && motcua.engine && motcua.engine.docxtemplater)")
    assert sorted(Path(address).name for address in page.log.requests if address.endswith(("fill-engine.js", "dien.js"))) == ["dien.js", "fill-engine.js"]


def test_the_english_page_asks_in_english_and_the_paper_is_vietnamese(site: str, page):
    opened = page()
    filling.start(opened, form_page(site, language="en/"))
    assert "Full name" in opened.inner_text(".fill__screen") and "Step 1 of" in opened.inner_text(".fill__screen h2")
    reviewed(opened)
    opened.click("button:text-is('Make the form')")
    opened.wait_for_selector(".fill__paper--shown")
    assert "TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ" in opened.inner_text(".fill__paper--shown")


# Drafts

def today_of(form_id: str) -> str:
    """The question that the day of today answers."""
    return next(field.id for _, field in FORMS[form_id].fill.fields() if field.prefill == "today")


def draft(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.click(SAVE)
    assert download.value.suggested_filename.endswith(" - bản nháp.json")
    download.value.save_as(folder / "a.json")
    return folder / "a.json"


def test_a_draft_brings_every_answer_back(site: str, page, tmp_path: Path):
    opened = page()
    filling.start(opened, form_page(site))
    answers = reviewed(opened)
    file = draft(opened, tmp_path)
    again = page(form_page(site))
    again.set_input_files("[data-fill] input[type=file]", file)
    again.wait_for_selector(SUBMIT)
    for _ in FORMS[CT01].fill.steps:
        again.click(SUBMIT)
    dates = [answer.printed for answer in answers if answer.words.endswith("_ngan}") and not answer.words.startswith(f"{{{today_of(CT01)}_")]
    wanted = {answer.printed for answer in answers if answer.printed and not answer.words} | set(dates)
    assert dates and {value for value in wanted if value not in again.inner_text(".fill__screen")} == set()


def test_a_draft_is_signed_on_the_day_that_it_is_opened_and_for_the_procedure_that_was_asked_for(site: str, page, tmp_path: Path):
    opened = page()
    filling.start(opened, form_page(site))
    reviewed(opened)
    held = json.loads(draft(opened, tmp_path).read_text("utf-8"))
    today = today_of(CT01)
    named = next(field.id for _, field in FORMS[CT01].fill.fields() if field.prefill == "procedure.name")
    old = held | {"values": held["values"] | {today: {"day": "1", "month": "2", "year": "2003"}, named: "Việc khác"}}
    for fragment, name in (("", "Việc khác"), ("#dien=1.004222", "Đăng ký thường trú")):
        again = page(form_page(site) + fragment)
        again.set_input_files("[data-fill] input[type=file]", {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(old).encode()})
        again.wait_for_selector(SUBMIT)
        for _ in FORMS[CT01].fill.steps:
            again.click(SUBMIT)
        seen = again.inner_text(".fill__screen")
        assert name in seen and "01/02/2003" not in seen and again.evaluate("new Date().toLocaleDateString('en-GB')") in seen


def test_a_draft_of_another_form_or_of_another_version_or_none_is_refused(site: str, page, tmp_path: Path):
    opened = page()
    filling.start(opened, form_page(site))
    held = json.loads(draft(opened, tmp_path).read_text("utf-8"))
    told = {"của một mẫu đơn khác": held | {"form": "so-tu-phap/khac"}, "Mẫu đơn đã đổi": held | {"version": "0"}, "không phải bản nháp": held | {"kind": "x"}}
    again = page(form_page(site))
    for sentence, values in told.items():
        again.set_input_files("[data-fill] input[type=file]", {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(values).encode()})
        again.wait_for_function("words => document.querySelector('[data-draft-told]').textContent.includes(words)", arg=sentence)
    for content in (b"", b"\x00\xff", b"[]", b"null", b"{" * 2_000_000):
        again.evaluate("document.querySelector('[data-draft-told]').textContent = ''")
        again.set_input_files("[data-fill] input[type=file]", {"name": "a.json", "mimeType": "application/json", "buffer": content})
        again.wait_for_function("document.querySelector('[data-draft-told]').textContent.includes('không phải bản nháp')")
    assert again.is_visible("[data-start]")


def test_a_draft_that_was_tampered_with_gives_only_what_a_question_can_hold(site: str, page, tmp_path: Path):
    opened = page()
    filling.start(opened, form_page(site))
    held = json.loads(draft(opened, tmp_path).read_text("utf-8"))
    wrong = {"nguoi_khai_ho_ten": {"a": 1}, "nguoi_khai_ngay_sinh": "hôm nay", "nguoi_khai_noi_cu_tru": {"xa": ["b"], "them": "c"}, "nguoi_khai_dien_thoai": "0" * 9_999, "la": 1}
    values = held | {"values": {key: wrong for key in held["values"]} | wrong | {"__proto__": {"ten": "x"}}}
    again = page(form_page(site))
    again.set_input_files("[data-fill] input[type=file]", {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(values).encode()})
    again.wait_for_selector(SUBMIT)
    assert (again.input_value("#dien-nguoi_khai_ho_ten"), again.input_value("#dien-nguoi_khai_ngay_sinh-day"), again.input_value("#dien-nguoi_khai_noi_cu_tru-xa")) == ("", "", "")
    assert len(again.input_value("#dien-nguoi_khai_dien_thoai")) <= 4_000 and again.evaluate("({}).ten") is None


def test_a_form_that_leads_here_is_filled_for_its_procedure_alone(site: str, page):
    opened = page(form_page(site) + "#dien=1.004222")
    assert opened.evaluate("document.querySelector('[data-fill]').getBoundingClientRect().top") < 200
    opened.click("[data-start]")
    asked = next(field for _, field in FORMS[CT01].fill.fields() if field.prefill == "procedure.name")
    for step in filling.answers(FORMS[CT01].fill):
        if opened.locator(f"#dien-{asked.id}").count():
            break
        filling.fill_step(opened, step)
        opened.click(SUBMIT)
    assert opened.input_value(f"#dien-{asked.id}") == "Đăng ký thường trú" and opened.url.endswith("#dien=1.004222")


def test_the_way_to_the_questions_is_seen_at_once_on_a_phone_and_keeps_the_procedure(site: str, page):
    opened = page(form_page(site) + "#dien=1.004222", width=360)
    opened.evaluate("scrollTo(0, 0)")
    way = opened.locator("[data-to-fill] a")
    assert way.bounding_box()["y"] + 44 < opened.locator(".blank__files").bounding_box()["y"] + 1 and way.bounding_box()["height"] >= 44
    way.click()
    assert focused(opened) == "BUTTON" and opened.url.endswith("#dien=1.004222") and opened.evaluate("document.activeElement.matches('[data-start]')")


def test_the_list_of_forms_leads_to_where_each_is_filled(site: str, page):
    opened = page(f"{site}{urls.FORMS}")
    assert sorted(opened.eval_on_selector_all("a[href*='#dien']", "all => all.map(each => each.getAttribute('href'))")) == sorted(f"{form_id}/#dien" for form_id in FORMS)
    assert opened.locator("a[href='cong-an-thanh-pho/ct01/#dien']").get_attribute("aria-label").startswith("Điền ngay trên trang: Tờ khai")


def test_a_procedure_leads_to_where_its_form_is_filled(built: Project, site: str, page):
    opened = page(f"{site}{urls.procedure('1.004222')}")
    links = opened.locator("a[href*='#dien']")
    assert {links.nth(number).get_attribute("href") for number in range(links.count())} == {"../../bieu-mau/cong-an-thanh-pho/ct01/#dien=1.004222"}
    links.first.click()
    opened.wait_for_selector("[data-start]")
    assert opened.is_visible("[data-start]")
