"""What leaves the screen: the clerk's sheets, the QR pictures, the text for a chat, the printed page."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from lxml import html
from support.catalogues import procedure
from support.screens import by_kind

from motcua import say
from motcua.interface import words
from motcua.outputs import qr
from motcua.outputs.pages.sheet import Head
from motcua.outputs.pages.sheet_lines import TOO_LONG, fitted, groups, in_short
from motcua.text import Text

VI = words("vi")
WHERE = say.Where("https://a.example/thu-tuc/1.000001/", "in_force", "1022")
A4 = (595, 842)
HEAD = Head("Sở Tư pháp", say.phrase(Text("Cấp thẻ"), "vi"), say.NOTHING, "1.000001", say.NOTHING, "")


def copied(record=None, where=WHERE, language=VI, case="", **fields) -> str:
    record = record or procedure(**fields)
    answers = {"time": say.time_answer(record, language, case), "fee": say.fee_answer(record, language, case)}
    return say.copied(record, {}, where, language, case, answers)


def paper(name: str, **fields) -> dict:
    return {"paper": name, "role": "submit"} | fields


def dossier(*papers: dict) -> dict:
    return {"components": list(papers)}


SHORT = {
    "name": "Cấp thẻ", "short_name": "Xin thẻ", "verified_on": "2026-11-20", "fees": [{"status": "amount", "amount": "8000", "currency": "VND", "per": "bản"}],
    "processing_time": {"rows": [{"statutory": {"unit": "working_day", "value": "5"}}]}, "reception_places": [{"text": "Trung tâm một cửa", "telephone": "0200 1"}],
    "dossier": dossier(paper("Tờ khai", originals=1), paper("Căn cước", role="present"), paper("Giấy ủy quyền", when="đi thay"),
                       paper("Hộ khẩu", role="note", from_database="dữ liệu dân cư")),
}


def test_the_text_for_a_chat_says_everything_in_the_order_of_the_page():
    assert copied(**SHORT).splitlines() == [
        "Xin thẻ (mã 1.000001)", "Phải nộp:", "- Tờ khai, 1 bản chính", "Đưa xem rồi cầm về:", "- Căn cước", "Chỉ khi:", "- Đi thay: Giấy ủy quyền",
        "Không phải nộp:", "- Hộ khẩu", "Bao lâu: 5 ngày làm việc", "Bao nhiêu tiền: 8.000 đồng một bản",
        "Nộp ở đâu, nộp cách nào: Trung tâm một cửa; hỏi 0200 1", "Xem đủ: https://a.example/thu-tuc/1.000001/", "Đối chiếu với nguồn ngày 20/11/2026",
    ]


def test_an_invented_value_says_so_in_a_chat_too():
    told = copied(**SHORT, illustrative=["fees[0].amount", "dossier.components[1]"])
    assert "8.000 đồng một bản (số liệu minh họa)" in told and "- Căn cước (số liệu minh họa)" in told and told.count("minh họa") == 2


def test_a_long_list_of_papers_is_cut_and_says_how_many_are_left():
    told = copied(**SHORT | {"dossier": dossier(*(paper(f"Giấy {n} " + "rất dài " * 20) for n in range(30)))})
    left = int(re.search(r"… còn (\d+) giấy nữa: xem ở trang\.", told)[1])
    assert len(told) <= 900 and told.count("\n- ") + left == 30
    assert "Bao nhiêu tiền: 8.000 đồng một bản" in told and WHERE.address in told


def test_an_answer_without_room_for_its_conditions_says_that_there_are_some():
    fees = [{"status": "amount", "amount": str(n * 1000), "currency": "VND", "condition": f"điều kiện {n} " + "rất dài " * 12} for n in range(1, 5)]
    assert "Bao nhiêu tiền: 1.000 đến 4.000 đồng (còn điều kiện, xem ở trang)" in copied(**SHORT | {"fees": fees})


def test_a_temporary_fee_keeps_both_dates_and_both_values():
    fees = [{"status": "amount", "amount": "25000", "currency": "VND", "valid_to": "2026-12-31"},
            {"status": "amount", "amount": "50000", "currency": "VND", "valid_from": "2027-01-01"}]
    assert "25.000 đồng đến hết 31/12/2026, từ 01/01/2027 là 50.000 đồng" in copied(**SHORT | {"fees": fees})


def test_without_an_address_the_text_names_none():
    assert "Xem đủ" not in copied(**SHORT, where=WHERE._replace(address=""))


def test_what_does_not_plainly_hold_says_so_first():
    assert copied(**SHORT, where=WHERE._replace(state="draft")).splitlines()[1] == "Bản nháp, chưa công bố."


def test_a_picture_is_small_the_same_each_time_and_white_behind():
    made = qr.make("https://thutuc.lamgiang.example/thu-tuc/1.004222/")
    assert made == qr.make("https://thutuc.lamgiang.example/thu-tuc/1.004222/") and len(made) < 2_000
    assert b'fill="#fff"' in made and b"viewBox" in made and b"width" not in made


def test_a_list_too_long_for_its_page_keeps_every_paper_by_the_beginning_of_its_name():
    papers = groups(procedure(dossier=dossier(*(paper(f"Giấy {n} " + "rất dài " * 60, note="lưu ý " * 30) for n in range(16)))), VI, "")
    short = in_short(papers)
    assert TOO_LONG in fitted(HEAD, (), papers, (), ()) and TOO_LONG not in fitted(HEAD, (), short, (), ())
    assert len(short[0].items) == 16 and all(str(item.name).endswith("…") and not item.note for item in short[0].items)


def test_few_papers_are_written_large_and_many_small():
    few, many = (groups(procedure(dossier=dossier(*(paper(f"Giấy số {n}") for n in range(count)))), VI, "") for count in (3, 30))
    assert fitted(HEAD, (), few, (), ()) == (1, 1) and min(fitted(HEAD, (), many, (), ())) > 1


def texts(page: str) -> str:
    return html.fromstring(page).xpath("string(//textarea[@id='copied'])")


def test_every_text_of_the_sample_has_at_most_900_characters(built):
    found = {name: texts((built.site / name).read_text("utf-8")) for kind in ("procedure", "case") for name in by_kind(built.site)[kind]}
    told = {name: text for name, text in found.items() if text}
    assert len(told) > 50 and {name: len(text) for name, text in told.items() if len(text) > 900} == {}
    assert [name for name, text in told.items() if "https://" not in text] == []


def sheets(site: Path) -> list[str]:
    return by_kind(site)["sheet"]


def test_each_procedure_and_case_that_holds_has_its_sheet(built):
    pages = by_kind(built.site)
    state = {name: re.search(r'data-state="(\w+)"', (built.site / name).read_text("utf-8"))[1] for kind in ("procedure", "case") for name in pages[kind]}
    wanted = {name for name, held in state.items() if held not in say.GONE and not name.startswith("en/")}
    assert {name.replace("phieu/index.html", "index.html") for name in sheets(built.site) if not name.startswith("en/")} == wanted


def boxes(section) -> int:
    return len(section.xpath(".//li[@class='tick']"))


def test_every_paper_that_is_brought_has_its_box_on_both_sheets(built):
    faults = []
    for name in sheets(built.site):
        sheet = html.parse(built.site / name)
        guide, request = sheet.xpath("//div[contains(@class, 'sheet--guide')]|//div[contains(@class, 'sheet--request')]")
        page = html.parse(built.site / name.replace("phieu/", ""))
        shown = page.xpath("//div[starts-with(@class, 'papers ') and not(ancestor::details[@class='for-case'])]")
        brought = sum(len(group.xpath("./ul/li")) for group in shown if not re.search("papers--(none|notes)", group.get("class")))
        if (boxes(guide), boxes(request)) != (brought, brought + 2):
            faults.append(f"{name}: {brought} papers, {boxes(guide)} and {boxes(request)} boxes")
    assert faults == []


def test_a_sheet_says_what_is_not_needed_and_what_is_invented(built):
    read = (built.site / "thu-tuc/2.000635/phieu/index.html").read_text("utf-8")
    guide = html.fromstring(read).xpath("//div[contains(@class, 'sheet--guide')]")[0]
    told = " ".join(guide.text_content().split())
    for words_of_it in ("Không phải nộp", "Bao lâu", "8.000 đồng", "Phiếu này không thay cho Giấy tiếp nhận hồ sơ", "163/QĐ-BTP", "Đối chiếu với nguồn ngày", "số liệu minh họa",
                        "https://thutuc.lamgiang.example/thu-tuc/2.000635/"):
        assert words_of_it in told
    assert "Ngày hẹn trả" not in told and "Cán bộ tiếp nhận" not in told
    assert 'name="robots" content="noindex"' in read


def test_what_asks_for_missing_papers_is_a_letter_of_the_office(built):
    read = (built.site / "thu-tuc/2.000635/phieu/index.html").read_text("utf-8")
    told = " ".join(html.fromstring(read).xpath("//div[contains(@class, 'sheet--request')]")[0].text_content().split())
    order = [told.index(each) for each in ("Nơi tiếp nhận:", "Số:", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ngày ……",
                                           "Phiếu yêu cầu bổ sung hồ sơ", "Lý do:", "Chưa rõ thì liên hệ:", "Điện thoại: 0200", "Cán bộ tiếp nhận ký")]
    assert order == sorted(order)


def test_neither_sheets_nor_pictures_are_told_to_search_engines(built):
    told = (built.site / "sitemap.xml").read_text("utf-8")
    assert "/thu-tuc/2.000635/" in told and "phieu" not in told and "qr.svg" not in told


def printed(page) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def words_on(document: pypdfium2.PdfDocument) -> list[str]:
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


def read_squares(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """What a camera would read from the pictures on the pages."""
    for sheet in document:
        picture = sheet.render(scale=2, grayscale=True)
        grey = bytes((ctypes.c_ubyte * (picture.stride * picture.height)).from_address(ctypes.addressof(picture.buffer)))
        rows = b"".join(grey[row * picture.stride:][:picture.width] for row in range(picture.height))
        image = memoryview(rows).cast("B", shape=[picture.height, picture.width])
        yield from (found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode, try_rotate=False, try_invert=False))


def test_every_sheet_of_the_sample_prints_on_its_one_page_of_a4(built, page):
    opened, faults = page(), []
    for name in sheets(built.site):
        opened.goto((built.site / name).as_uri() + "#ca-hai")
        document = printed(opened)
        if len(document) != 2 or {tuple(map(round, sheet.get_size())) for sheet in document} != {A4}:
            faults.append(f"{name}: {len(document)} pages")
    assert faults == []


@pytest.mark.parametrize("target, title, other", [
    ("", "Phiếu hướng dẫn", "Phiếu yêu cầu bổ sung hồ sơ"), ("huong-dan", "Phiếu hướng dẫn", "Phiếu yêu cầu bổ sung hồ sơ"), ("bo-sung", "Phiếu yêu cầu bổ sung hồ sơ", "Phiếu hướng dẫn")])
def test_one_of_the_sheets_prints_alone_without_a_script(built, page, target, title, other):
    opened = page((built.site / "thu-tuc/2.000635/phieu/index.html").as_uri() + f"#{target}", java_script_enabled=False)
    (told,) = words_on(printed(opened))
    assert title in told and other not in told and "chọn In" not in told


def test_the_squares_lead_to_the_page_from_the_sheet_and_from_the_page_itself(built, page):
    for path in ("thu-tuc/2.000635/", "thu-tuc/1.013225/nha-o-rieng-le/", "en/thu-tuc/1.001193/"):
        for name in (path, f"{path}phieu/"):
            opened = page((built.site / name / "index.html").as_uri())
            opened.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
            opened.wait_for_function("[...document.images].every(image => image.complete)")
            assert list(read_squares(printed(opened))) == [f"https://thutuc.lamgiang.example/{path}"], name


@pytest.mark.parametrize("name", ["thu-tuc/2.000635/", "thu-tuc/1.013225/nha-o-rieng-le/", "thu-tuc/1.014840/", "co-quan/so-tu-phap/niem-yet/"])
def test_a_printed_page_is_a_notice_for_the_board(built, page, name):
    document = printed(page((built.site / name / "index.html").as_uri()))
    told = words_on(document)
    assert {tuple(map(round, sheet.get_size())) for sheet in document} == {A4}
    assert min(map(len, told)) > 60, "no page stands empty"
    assert "Phiên bản ngày" in " ".join(told) and "theo quyết định số" in " ".join(told) and "thutuc.lamgiang.example" in " ".join(told)
    assert [button for button in ("Sao chép để gửi", "In phiếu hướng dẫn", "Nộp trực tuyến", "xem đủ") if button in " ".join(told)] == []


def last_line(sheet: pypdfium2.PdfPage) -> str:
    """The words that stand lowest on a page."""
    written = sheet.get_textpage()
    lowest = min((written.get_rect(number) for number in range(written.count_rects())), key=lambda box: box[1])
    return " ".join(written.get_text_bounded(0, lowest[1] - 1, A4[0], lowest[3] + 1).split())


@pytest.mark.parametrize("name", ["thu-tuc/2.000635/", "thu-tuc/1.013225/nha-o-rieng-le/", "thu-tuc/1.014840/", "thu-tuc/1.001193/"])
def test_a_printed_procedure_has_no_heading_alone_at_the_end_of_a_page(built, page, name):
    opened = page((built.site / name / "index.html").as_uri())
    headings = {" ".join(each.split()) for each in opened.locator("article h2, article h3").all_text_contents()}
    ends = [last_line(sheet) for sheet in printed(opened)]
    assert len(headings) > 8 and len(ends) > 2 and headings.isdisjoint(ends)


def test_a_printed_procedure_has_every_fold_open(built, page):
    told = " ".join(words_on(printed(page((built.site / "thu-tuc/2.000635/index.html").as_uri()))))
    assert "60/2014/QH13" in told and "Số 16 đường Cầu Mây" in told and "Lời của nguồn, giữ nguyên." in told


def test_the_text_is_copied_and_that_is_said(built, page, serve):
    opened = page(serve(built.site) + "thu-tuc/2.000635/", permissions=["clipboard-read", "clipboard-write"])
    opened.click(".copied summary")
    opened.click("[data-copy]")
    opened.wait_for_function("document.querySelector('.copied [role=status]').textContent === 'Đã sao chép'")
    assert opened.evaluate("navigator.clipboard.readText()") == opened.input_value("#copied")


def test_folds_open_for_print_in_browsers_that_keep_them_shut_and_shut_again(built, page):
    opened = page((built.site / "thu-tuc/2.000635/index.html").as_uri())
    count = "document.querySelectorAll('details:not([open])').length"
    shut = opened.evaluate(count)
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert shut > 3 and opened.evaluate(count) == 0
    opened.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.evaluate(count) == shut


def test_without_a_script_there_is_no_button_that_does_nothing(built, page):
    opened = page((built.site / "thu-tuc/2.000635/index.html").as_uri(), java_script_enabled=False)
    opened.click(".copied summary")
    assert opened.locator("#copied").is_visible()
    assert not opened.locator("[data-copy], [data-listen]").filter(visible=True).count()


VOICES = """speechSynthesis.getVoices = () => LANGUAGES.map(lang => ({lang}));
window.told = []; let speaking = false;
Object.defineProperty(speechSynthesis, "speaking", {get: () => speaking});
speechSynthesis.speak = each => { speaking = true; told.push([each.lang, each.text]); };
speechSynthesis.cancel = () => { speaking = false; };"""


def test_the_summary_is_read_aloud_and_a_second_press_stops_it(built, page):
    opened = page()
    opened.add_init_script(VOICES.replace("LANGUAGES", "['vi-VN']"))
    opened.goto((built.site / "thu-tuc/2.000635/index.html").as_uri())
    button = opened.locator("[data-listen]")
    button.click()
    told = opened.evaluate("told")
    assert {language for language, _ in told} == {"vi"} and button.text_content() == "Dừng đọc"
    assert told[0][1].startswith("Xin bản sao giấy khai sinh") and any("Bao lâu" in text and "Trong ngày" in text for _, text in told)
    button.click()
    assert button.text_content() == "Nghe" and opened.evaluate("speechSynthesis.speaking") is False


def test_a_device_without_a_voice_for_the_language_is_offered_none(built, page):
    opened = page()
    opened.add_init_script(VOICES.replace("LANGUAGES", "['en-US']"))
    opened.goto((built.site / "thu-tuc/2.000635/index.html").as_uri())
    assert not opened.locator("[data-listen]").is_visible()
