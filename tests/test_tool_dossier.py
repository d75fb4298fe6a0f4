"""The tool on papers in a real browser: one's own list, an address that brings it back, one sheet with a code that a camera reads."""
from __future__ import annotations

import ctypes
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import segno
import zxingcpp
from lxml import html
from support.accessibility import LOOKS

ASSETS = Path(__file__).parents[1] / "templates" / "pages" / "assets" / "tool-dossier"
NOW = "2026-11-23T09:00:00+07:00"
BIRTH, HOUSE, HOME = "thu-tuc/1.001193/", "thu-tuc/1.013225/nha-o-rieng-le/", "thu-tuc/1.004222/"
UNWAITED = "thu-tuc/1.012784/"
RUN = "require(process.argv[1]); console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8')).map(motcua.code)))"


def codes(texts: list[str]) -> list[list[list[int]] | None]:
    done = subprocess.run(["node", "-e", RUN, str(ASSETS / "1-code.js")], input=json.dumps(texts), capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


@pytest.mark.bulk
def test_a_code_that_is_full_is_module_for_module_that_of_another_program():
    full = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412]
    for version, (length, rows) in enumerate(zip(full, codes(["m" * length for length in full]), strict=True), start=1):
        masked = (segno.make_qr("m" * length, version=version, error="m", mode="byte", mask=mask, boost_error=False) for mask in range(8))
        assert rows in [[list(row) for row in each.matrix] for each in masked], version


@pytest.mark.bulk
def test_a_camera_reads_every_code_whatever_its_length_and_letters():
    texts = ["https://a.example/thu-tuc/1.001193/#tool-dossier=~in_person~b2z76~baiis", "Đường Ệ, số 1"] + ["x" * length for length in range(1, 412, 29)]
    read = []
    for rows in codes(texts):
        size, margin = (len(rows) + 8) * 4, 4
        pixels = bytearray(b"\xff" * size * size)
        for y, row in enumerate(rows):
            for x in (x for x, dark in enumerate(row) if dark):
                for line in range(4):
                    start = ((y + margin) * 4 + line) * size + (x + margin) * 4
                    pixels[start : start + 4] = bytes(4)
        read += [found.text for found in zxingcpp.read_barcodes(memoryview(bytes(pixels)).cast("B", shape=[size, size]))]
    assert read == texts


def test_a_text_too_long_for_a_code_has_none():
    assert codes(["x" * 413]) == [None]


@pytest.fixture
def opened(built, page, serve):
    """`opened(path, ...)` opens a page of the sample on the tests' day with the tool unfolded; printing is left to the test."""
    root = serve(built.site)

    def open_it(path: str, hash_: str = "#tool-dossier", **options):
        found = page(**options)
        found.clock.set_fixed_time(NOW)
        found.add_init_script("window.print = function () {}")
        found.goto(f"{root}{path}{hash_}")
        found.locator("#tool-dossier .tool__result").wait_for()
        return found

    return open_it


def told(found) -> str:
    return " ".join(found.locator("#tool-dossier .tool__result").inner_text().split())


def tick(found, *words: str) -> None:
    for each in words:
        found.locator("#tool-dossier label", has_text=each).locator("input").check()


def state(found) -> list[str]:
    return found.evaluate("[...document.querySelectorAll('#tool-dossier input:checked')].filter(e => e.offsetParent).map(e => e.value)")


def test_only_the_papers_of_ones_own_situation_stand_on_the_list(opened):
    found = opened(BIRTH, width=360)
    assert told(found) == "Trả lời câu ở trên để thấy danh sách."
    tick(found, "Nộp trực tiếp")
    assert "3 loại giấy tờ" in told(found) and "Văn bản của người làm chứng" in told(found)
    tick(found, "Người ngoài gia đình đi khai thay")
    found.locator("#tool-dossier label", has_text="Giấy chứng sinh").first.locator("input").check()
    assert "4 loại giấy tờ" in told(found) and "Giấy chứng sinh · 1 bản chính" in told(found) and "Giấy ủy quyền, có chứng thực · 1 bản chính" in told(found)
    assert "Văn bản của người làm chứng" not in told(found) and "Bản sao có chứng thực" not in told(found)
    tick(found, "Bưu điện")
    assert "Bản sao có chứng thực của giấy tờ phải đưa xem" in told(found)
    tick(found, "Trực tuyến")
    assert "Tờ khai đăng ký khai sinh" not in told(found)


UNFINISHED = "Danh sách chưa xong."


def test_until_the_questions_are_answered_the_list_is_unfinished_and_has_what_may_be_needed(opened):
    found = opened(HOUSE, width=360)
    before = told(found)
    assert UNFINISHED in before and "Bản vẽ thiết kế nhà · 2 bản chính (khi: hộ gia đình, cá nhân)" in before
    assert before.index("Tùy trường hợp") < before.index("Bản vẽ thiết kế nhà") and "2 loại giấy tờ · 4 loại tùy trường hợp" in before
    words = " ".join(printed(found)[0].get_textpage().get_text_range().split())
    assert UNFINISHED in words and "các câu trên" not in words and "Bản vẽ thiết kế nhà" in words


def test_who_applies_is_asked_as_one_question_and_none_of_the_conditions_is_an_answer(opened):
    found = opened(HOUSE, width=360)
    tick(found, "Hộ gia đình, cá nhân")
    assert "Bản vẽ thiết kế nhà · 2 bản chính" in told(found) and "Bản vẽ triển khai" not in told(found) and UNFINISHED in told(found)
    tick(found, "Xây sát nhà hoặc công trình bên cạnh", "Không điều nào đúng")
    assert state(found).count("-") == 2 and "3 loại giấy tờ" in told(found) and "Cam kết" not in told(found)
    assert UNFINISHED not in told(found) and "Tùy trường hợp" not in told(found)
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    again = opened(HOUSE, found.evaluate("location.hash"))
    assert state(again) == state(found) and told(again) == told(found) and "Các câu hỏi đã đổi" not in again.locator("#tool-dossier").inner_text()
    tick(found, "Xây sát nhà hoặc công trình bên cạnh")
    assert len(state(found)) == 3 and "Cam kết" in told(found) and UNFINISHED not in told(found)


def test_the_office_chosen_meanwhile_is_shown_and_printed_and_no_answer_is_lost(opened):
    found = opened(BIRTH, width=360)
    tick(found, "Nộp trực tiếp", "Khai sinh cho trẻ bị bỏ rơi")
    answers = state(found)
    found.locator("#tool-dossier .tool__result a[href='#tool-where']").click()
    found.locator("#tool-where .where__choice").first.click()
    found.locator(".where__chosen .tool__result").first.wait_for()
    office = [" ".join(each.split()) for each in found.locator(".where__chosen .tool__result").first.locator("p:not(.tool__ways)").all_inner_texts()]
    telephone = found.locator(".where__chosen .tool__way").first.get_attribute("href").removeprefix("tel:")
    assert state(found) == answers and office[-2] in told(found) and office[-1] in told(found)
    words = " ".join(printed(found)[0].get_textpage().get_text_range().split())
    for line in (found.locator(".where__chosen strong").first.text_content(), telephone[-3:], "Nơi nộp: "):
        assert line in words
    found.locator("#tool-dossier .tool__result a[href='#tool-where']").click()
    assert found.locator(".where__chosen").is_visible() and state(found) == answers


def choose_ward(found, number: int = 0) -> None:
    found.locator("#tool-dossier .tool__result a[href='#tool-where']").click()
    found.locator("#tool-where .where__choice").nth(number).click()
    found.locator(".where__chosen .tool__result").first.wait_for()


def test_the_ward_and_the_answers_stand_in_one_address_and_neither_takes_the_others_place(opened):
    found = opened(BIRTH, width=360)
    tick(found, "Nộp trực tiếp", "Khai sinh cho trẻ bị bỏ rơi")
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    alone = found.evaluate("location.hash")
    choose_ward(found)
    both = found.evaluate("location.hash")
    ward = both.partition("=")[2].partition("&")[0]
    assert both == f"#tool-where={ward}&dossier={alone.partition('=')[2]}" and ward
    found.locator("#tool-dossier .tool__result a[href='#tool-where']").click()
    assert found.evaluate("location.hash") == both
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    shared = found.evaluate("location.hash")
    assert shared == f"{alone}&where={ward}"
    again = opened(BIRTH, shared, width=360)
    again.locator(".where__chosen .tool__result").first.wait_for()
    assert state(again) == state(found) and told(again) == told(found)
    (address,) = squares(printed(again))
    assert address.endswith(shared)
    tick(again, "Bưu điện")
    assert again.evaluate("location.hash") == f"#tool-dossier&where={ward}"
    again.get_by_role("button", name="Chọn nơi khác").click()
    assert again.evaluate("location.hash") == "#tool-dossier"


def test_what_the_page_offers_to_send_and_to_print_is_ones_own_list(opened):
    found = opened(BIRTH, width=360)
    found.context.grant_permissions(["clipboard-read", "clipboard-write"])
    whole, label = found.locator("#copied").input_value(), found.locator("[data-sheet]").inner_text()
    tick(found, "Nộp trực tiếp", "Khai sinh cho trẻ bị bỏ rơi")
    choose_ward(found)
    assert found.locator("#copied").input_value() != whole and found.locator("[data-sheet]").inner_text() != label
    assert "dossier=" not in found.evaluate("location.hash")
    found.get_by_role("button", name="Chép danh sách để gửi").click()
    found.locator("#tool-dossier p[role=status]", has_text="Đã chép").wait_for()
    sent = found.evaluate("navigator.clipboard.readText()")
    lines = sent.splitlines()
    assert found.locator("#copied").input_value().splitlines()[1:] == lines
    assert lines[0] == "Làm giấy khai sinh cho con" and {"Cách nộp: Nộp trực tiếp", "Trường hợp riêng: Khai sinh cho trẻ bị bỏ rơi", "Phải nộp:"} <= set(lines)
    assert "- Biên bản về trẻ bị bỏ rơi · 1 bản chính" in lines and "Giấy ủy quyền" not in sent
    assert found.locator(".where__chosen strong").first.text_content() in sent
    assert lines[-1] == "Mở lại danh sách: https://thutuc.lamgiang.example/thu-tuc/1.001193/" + found.evaluate("location.hash")
    found.locator("[data-sheet]").click()
    assert found.evaluate("document.documentElement.dataset.paper") == "tool" and "Biên bản về trẻ bị bỏ rơi" in found.locator(".tool-sheet").text_content()


def test_what_is_sent_and_printed_says_state_number_and_day_as_the_page_does(built, opened):
    facts_of = {name: json.loads(html.parse(built.site / name).xpath("//details[@id='tool-dossier']/script")[0].text) for name in with_the_tool(built.site)}
    name, facts = max(facts_of.items(), key=lambda each: len({"state", "ask", "day"} & each[1].keys()))
    assert {"ask", "day"} <= facts.keys()
    found = opened(name.removesuffix("index.html"))
    whole = found.locator("#copied").input_value().splitlines()
    for group in found.locator("#tool-dossier fieldset:has(input[type=radio])").all():
        if group.is_visible():
            group.locator("input").first.check()
    own = found.locator("#copied").input_value().splitlines()
    words = " ".join(printed(found)[0].get_textpage().get_text_range().split())
    kept = [facts[key] for key in ("state", "ask", "day") if key in facts]
    assert own[0] == "Theo các câu bạn đã trả lời:" and set(kept) <= set(own) and [line for line in kept if line not in words] == []
    assert {facts["day"], facts.get("state", facts["day"])} <= set(whole)


def test_nothing_is_called_ones_own_before_anything_is_answered(opened):
    found = opened(UNWAITED)
    told_first, label = found.locator("#copied").input_value(), found.locator("[data-sheet]").inner_text()
    assert "Theo các câu bạn đã trả lời" not in told_first and label != "In phiếu có danh sách của bạn"
    box = found.locator("#tool-dossier input[type=checkbox]").first
    box.check()
    assert found.locator("#copied").input_value().startswith("Theo các câu bạn đã trả lời:")
    assert found.locator("[data-sheet]").inner_text() == "In phiếu có danh sách của bạn"
    box.uncheck()
    assert (found.locator("#copied").input_value(), found.locator("[data-sheet]").inner_text()) == (told_first, label)
    found.locator("#tool-dossier input[type=radio]").first.check()
    assert found.locator("#copied").input_value().startswith("Theo các câu bạn đã trả lời:")


def test_an_older_entry_of_the_history_stays_what_it_was_and_a_link_takes_the_answers_along(opened):
    found = opened(HOME)
    for each in ("tool-date", "tool-dossier"):
        found.evaluate("each => { location.hash = each; }", each)
    tick(found, "Nhà của mình", "Trực tuyến")
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    written = found.evaluate("location.hash").removeprefix("#tool-")
    found.locator("#tool-dossier .tool__result a[href='#tool-date']").click()
    assert found.evaluate("location.hash") == f"#tool-date&{written}"
    found.locator("#tool-date > summary").click()
    found.locator("#tool-dossier .tool__result a[href='#tool-date']").click()
    assert found.locator("#tool-date").get_attribute("open") is not None
    for there in (f"#tool-{written}", "#tool-date"):
        found.go_back()
        found.wait_for_timeout(200)
        assert found.evaluate("location.hash") == there


def test_where_nothing_can_be_copied_the_text_stands_there_to_be_chosen(opened):
    found = opened(BIRTH)
    found.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    tick(found, "Nộp trực tiếp")
    found.get_by_role("button", name="Chép danh sách để gửi").click()
    text = found.get_by_role("textbox", name="Danh sách của bạn")
    text.wait_for()
    assert "Cách nộp: Nộp trực tiếp" in text.input_value() and text.evaluate("area => area.selectionEnd - area.selectionStart === area.value.length")
    tick(found, "Bưu điện")
    assert text.is_hidden()


def test_of_a_long_group_the_usual_papers_are_seen_first_and_the_others_by_one_touch(opened, axe):
    found = opened(HOUSE, width=360)
    group = found.locator("#tool-dossier fieldset:has(details)")
    assert sum(each.is_visible() for each in group.locator("label").all()) == 7 and group.locator("label").count() == 17
    assert group.locator("summary").inner_text() == "10 loại giấy khác"
    listed = found.locator("#tool-dossier .tool__result details")
    assert listed.locator("li").count() == 15 and not listed.locator("li").first.is_visible()
    group.locator("summary").click()
    group.locator("details label").last.locator("input").check()
    chosen = state(found)
    assert listed.count() == 0 and "Giấy tờ hợp pháp khác về đất" in told(found)
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    again = opened(HOUSE, found.evaluate("location.hash"), width=360)
    assert state(again) == chosen and again.locator("#tool-dossier fieldset details").get_attribute("open") is not None and axe(again) == []


def test_who_has_none_of_the_papers_of_a_group_is_told_to_ask(opened):
    found = opened(HOUSE)
    tick(found, "Không có giấy nào ở trên")
    assert "Bạn chưa có giấy nào trong nhóm này. Hỏi nơi nộp trước khi đi." in told(found) and "Giấy chứng nhận quyền sử dụng đất" not in told(found)
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    again = opened(HOUSE, found.evaluate("location.hash"))
    assert told(again) == told(found) and "Các câu hỏi đã đổi" not in again.locator("#tool-dossier").inner_text()
    assert "Bạn chưa có giấy nào trong nhóm này" in printed(again)[0].get_textpage().get_text_range().replace("\r\n", " ")


def test_the_list_leads_to_the_form_the_fee_the_office_and_the_date(opened):
    found = opened(HOME)
    tick(found, "Nhà thuê, mượn, ở nhờ", "Nộp trực tiếp")
    assert "Hợp đồng thuê, mượn, cho ở nhờ · 1 bản sao" in told(found) and "Sổ đỏ" not in told(found)
    assert "Tiền phải trả: 20.000 đồng" in told(found)
    links = found.evaluate("[...document.querySelectorAll('#tool-dossier .tool__result a')].map(each => each.getAttribute('href'))")
    assert "../../bieu-mau/cong-an-thanh-pho/ct01/#dien=1.004222" in links and {"#tool-where", "#tool-date"} <= set(links)
    found.locator("#tool-dossier .tool__result a[href='#tool-date']").click()
    assert found.locator("#tool-date").get_attribute("open") is not None


def test_an_invented_sum_place_or_paper_says_so_on_the_list_and_in_the_text_to_send(opened):
    found = opened("thu-tuc/1.001612/")
    tick(found, "Nộp trực tiếp")
    marked = found.locator("#tool-dossier .tool__result h4 .mark")
    assert marked.count() == 1 and found.locator("#tool-dossier .tool__result li .mark").count() == 2
    for line in ("Tiền phải trả: 100.000 đồng (số liệu minh họa)", "Bao lâu: 3 ngày làm việc (số liệu minh họa)"):
        assert line in told(found) and line in found.locator("#copied").input_value().splitlines()
    assert "Tùy trường hợp (số liệu minh họa):" in found.locator("#copied").input_value().splitlines()


def test_answers_to_the_tool_on_fees_complete_the_sum_of_the_list(opened):
    found = opened(BIRTH)
    tick(found, "Nộp trực tiếp")
    assert "Tiền phải trả: Còn tùy vài điều nữa." in told(found)
    found.locator("#tool-dossier .tool__result a[href='#tool-fee']").click()
    for option in ("dung-han", "mot-ban"):
        found.locator(f"#tool-fee input[value={option}]").check()
    assert "Tiền phải trả: 8.000 đồng" in told(found)


def test_the_address_holds_ids_alone_and_only_once_it_is_asked_for(opened):
    found = opened(BIRTH)
    entries = found.evaluate("history.length")
    tick(found, "Nộp trực tiếp", "Khai sinh cho trẻ bị bỏ rơi")
    assert found.evaluate("location.hash") == "#tool-dossier"
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    written = found.evaluate("location.hash")
    assert written.startswith("#tool-dossier=~in_person~") and len(written) < 60 and found.evaluate("history.length") == entries
    found.locator("#tool-dossier p[role=status]", has_text="Địa chỉ chỉ ghi các câu bạn chọn").or_(
        found.locator("#tool-dossier p[role=status]", has_text="Đường dẫn chỉ ghi các câu bạn chọn")).wait_for()
    tick(found, "Bưu điện")
    assert found.evaluate("location.hash") == "#tool-dossier"


def test_opening_the_address_brings_the_same_answers_and_the_same_list(opened):
    found = opened(HOME)
    tick(found, "Nhà của mình", "Trực tuyến", "Sổ đỏ, sổ hồng", "Đăng ký cho người dưới 18 tuổi")
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    again = opened(HOME, found.evaluate("location.hash"))
    assert state(again) == state(found) and told(again) == told(found)
    assert "Các câu hỏi đã đổi" not in again.locator("#tool-dossier").inner_text()


def test_who_does_not_know_yet_keeps_every_paper_to_choose_from(opened):
    found = opened(HOME)
    tick(found, "Nhà của mình", "Trực tuyến")
    undecided = found.locator("#tool-dossier label", has_text="Chưa biết").locator("input")
    assert undecided.is_checked() and "Sổ đỏ, sổ hồng" in told(found)
    tick(found, "Sổ đỏ, sổ hồng")
    assert "Hợp đồng mua nhà" not in told(found)
    undecided.check()
    assert "Hợp đồng mua nhà" in told(found)
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    again = opened(HOME, found.evaluate("location.hash"))
    assert state(again) == state(found) and "Các câu hỏi đã đổi" not in again.locator("#tool-dossier").inner_text()


@pytest.mark.parametrize("hash_", ["#tool-dossier=mat-nha~in_person~~", "#tool-dossier=~~zzzzz~", "#tool-dossier=~~~zzzzz", "#tool-dossier=%3Cb%3E"])
def test_an_address_of_questions_that_are_gone_says_so(opened, hash_: str):
    found = opened(HOME, hash_)
    assert "Các câu hỏi đã đổi từ khi có đường dẫn này" in found.locator("#tool-dossier").inner_text()


def printed(found) -> pypdfium2.PdfDocument:
    found.get_by_role("button", name="In danh sách này").click()
    return pypdfium2.PdfDocument(found.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm")))


def squares(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for sheet in document:
        picture = sheet.render(scale=2, grayscale=True)
        grey = bytes((ctypes.c_ubyte * (picture.stride * picture.height)).from_address(ctypes.addressof(picture.buffer)))
        rows = b"".join(grey[row * picture.stride:][:picture.width] for row in range(picture.height))
        yield from (each.text for each in zxingcpp.read_barcodes(memoryview(rows).cast("B", shape=[picture.height, picture.width])))


def test_the_sheet_is_one_page_of_paper_whose_code_opens_the_same_list(opened):
    found = opened(BIRTH)
    tick(found, "Nộp trực tiếp", "Khai sinh cho trẻ bị bỏ rơi")
    document = printed(found)
    assert len(document) == 1
    words = " ".join(document[0].get_textpage().get_text_range().split())
    for line in ("Làm giấy khai sinh cho con", "Cách nộp: Nộp trực tiếp", "Trường hợp riêng: Khai sinh cho trẻ bị bỏ rơi", "Biên bản về trẻ bị bỏ rơi · 1 bản chính"):
        assert line in words
    (address,) = squares(document)
    assert address == "https://thutuc.lamgiang.example/thu-tuc/1.001193/" + found.evaluate("location.hash")
    again = opened(BIRTH, "#" + address.partition("#")[2])
    assert state(again) == state(found)


def with_the_tool(site: Path) -> list[str]:
    return [str(path.relative_to(site)) for path in sorted(site.glob("thu-tuc/**/index.html")) if 'data-tool="dossier"' in path.read_text("utf-8")]


def test_every_list_of_the_sample_prints_on_one_page_even_with_all_conditions(built, opened):
    long = []
    for name in with_the_tool(built.site):
        found = opened(name)
        found.evaluate("""() => {
            const seen = () => [...document.querySelectorAll("#tool-dossier fieldset input")].filter(each => each.checkVisibility());
            const boxes = () => seen().filter(each => each.type === "checkbox" && each.value !== "-");
            for (let each; each = seen().find(one => one.type === "radio" && !seen().some(other => other.name === one.name && other.checked));) each.click();
            for (let each; each = boxes().find(one => !one.checked);) each.click();
        }""")
        if (pages := len(printed(found))) != 1:
            long.append(f"{name}: {pages} pages")
        found.context.close()
    assert long == []


def test_without_an_address_of_the_site_the_sheet_has_no_code_and_says_nothing_of_it(built, page, serve, tmp_path):
    path = built.site / BIRTH / "index.html"
    text = path.read_text("utf-8")
    assert text.count('"address":"https://thutuc.lamgiang.example/thu-tuc/1.001193/",') == 1
    folder = tmp_path / "site"
    (folder / BIRTH).mkdir(parents=True)
    (folder / BIRTH / "index.html").write_text(text.replace('"address":"https://thutuc.lamgiang.example/thu-tuc/1.001193/",', ""), "utf-8")
    (folder / "assets").symlink_to(built.site / "assets")
    found = page()
    found.add_init_script("window.print = function () {}")
    found.goto(f"{serve(folder)}{BIRTH}#tool-dossier")
    found.locator("#tool-dossier .tool__result").wait_for()
    tick(found, "Nộp trực tiếp")
    document = printed(found)
    words = document[0].get_textpage().get_text_range()
    assert list(squares(document)) == [] and "Quét mã" not in words and "Tờ khai" in words


def test_keys_alone_lead_to_a_list_in_english(opened):
    found = opened("en/" + HOME, width=320)
    found.locator("#tool-dossier summary").focus()
    for key in ("Tab", "Space", "Tab", "Space"):
        found.keyboard.press(key)
    assert "documents" in told(found)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_state_is_accessible_and_fits_its_screen(opened, axe, scheme: str, width: int):
    found, faults = opened(HOUSE if width > 320 else HOME, width=width, color_scheme=scheme), []

    def look(name: str) -> None:
        faults.extend(f"{name}: {fault}" for fault in axe(found))
        assert found.evaluate("document.documentElement.scrollWidth") <= width, name
        small = found.evaluate("""[...document.querySelectorAll('#tool-dossier .tool__choice, #tool-dossier button, #tool-dossier summary')]
            .filter(each => each.offsetHeight && each.getBoundingClientRect().height < 44).map(each => each.outerHTML)""")
        assert small == [], name

    look("asked")
    for group in found.locator("#tool-dossier fieldset:has(input[type=radio])").all():
        if group.is_visible():
            group.locator("input").first.check()
    for box in found.locator("#tool-dossier input[type=checkbox]:not([value='-'])").all():
        if box.is_visible():
            box.check()
    look("answered")
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    look("shared")
    assert faults == []


def test_what_is_chosen_goes_nowhere(built, page, serve):
    found, asked = page(), []
    found.on("request", lambda request: asked.append(request.url))
    found.goto(f"{serve(built.site)}{BIRTH}#tool-dossier")
    found.locator("#tool-dossier .tool__result").wait_for()
    before = len(asked)
    tick(found, "Nộp trực tiếp", "Khai sinh cho trẻ bị bỏ rơi")
    found.get_by_role("button", name="Chép đường dẫn danh sách này").click()
    assert asked[before:] == [] and found.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_imported_records_have_a_list_with_papers_or_no_tool_at_all(records, page):
    offered = []
    for path in sorted(records.site.glob("thu-tuc/*/index.html")):
        for fold in html.fromstring(path.read_text("utf-8")).xpath("//details[@id='tool-dossier']"):
            facts = json.loads(fold.xpath("script[@type='application/json']")[0].text)
            assert facts["papers"], path
            offered.append(path)
    found = page((offered[0]).as_uri() + "#tool-dossier")
    found.locator("#tool-dossier .tool__result").wait_for()
    for group in found.locator("#tool-dossier fieldset:has(input[type=radio])").all():
        if group.is_visible():
            group.locator("input").first.check()
    assert "loại giấy tờ" in told(found)
