"""The tool on fees in a real browser: the sum with its lines and laws, by keys alone, on small and large screens, and what it refuses to add up."""
from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from support.accessibility import LOOKS

NOW = "2026-11-23T09:00:00+07:00"
CERTIFIED, IDENTITY = "thu-tuc/2.000815/", "thu-tuc/1.116407/doi/"


@pytest.fixture
def opened(built, page, serve):
    """`opened(path, ...)` opens a page of the sample on the tests' day with the tool unfolded."""
    root = serve(built.site)

    def open_it(path: str, **options):
        found = page(**options)
        found.clock.set_fixed_time(NOW)
        found.goto(f"{root}{path}#tool-fee")
        found.locator("#tool-fee .tool__result").wait_for()
        return found

    return open_it


def told(found) -> str:
    return " ".join(found.locator("#tool-fee .tool__result").inner_text().split())


def choose(found, option: str) -> None:
    found.locator(f"#tool-fee input[value={option}]").check()


def type_in(found, *numbers: str) -> None:
    for box, number in zip(found.locator("#tool-fee input[type=text]").all(), numbers, strict=True):
        box.fill(number)


def test_pages_and_copies_are_added_up_with_their_lines_and_their_law(opened):
    found = opened(CERTIFIED, width=360)
    assert told(found) == "Trả lời các câu ở trên để thấy số tiền."
    choose(found, "trong-nuoc")
    type_in(found, "4", "3")
    assert told(found).startswith("Bạn phải trả 18.000 đồng")
    for line in ("2 trang × 2.000 đồng = 4.000 đồng", "2 trang × 1.000 đồng = 2.000 đồng", "3 bản × 6.000 đồng = 18.000 đồng", "Căn cứ thu: 226/2016/TT-BTC"):
        assert line in told(found)
    assert found.locator("#tool-fee .tool__result a").get_attribute("href") == "../../van-ban/226-2016-tt-btc/"
    type_in(found, "1.000", "2")
    assert "Bạn phải trả 400.000 đồng" in told(found) and "Nhiều nhất 200.000 đồng" in told(found)


def test_what_an_answer_makes_needless_is_no_longer_asked(opened):
    found = opened(CERTIFIED)
    assert found.locator("#tool-fee input[type=text]:visible").count() == 2
    choose(found, "ngoai-nuoc")
    assert found.locator("#tool-fee input[type=text]:visible").count() == 1
    found.locator("#tool-fee input[type=text]:visible").fill("2")
    assert "Bạn phải trả 20 USD" in told(found)


def test_a_rate_that_soon_turns_is_told_with_both_amounts_and_its_day(opened):
    found = opened(IDENTITY, width=360)
    choose(found, "in_person")
    choose(found, "khac")
    assert found.locator("#tool-fee input[type=text]").input_value() == "23/11/2026"
    assert "Bạn phải trả 25.000 đồng" in told(found) and "Nộp từ ngày 01/01/2027: 50.000 đồng" in told(found)
    type_in(found, "1/1/2027")
    assert "Bạn phải trả 50.000 đồng" in told(found) and "Nộp từ ngày" not in told(found)
    choose(found, "dia-gioi")
    assert "Bạn phải trả Không mất tiền" in told(found) and "Được miễn" in told(found)


@pytest.mark.parametrize("wrong", ["31/02/2027", "ngày mai", "05/01/27"])
def test_a_day_that_does_not_exist_is_told_at_its_box(opened, wrong: str):
    found = opened(IDENTITY)
    choose(found, "in_person")
    choose(found, "khac")
    box = found.locator("#tool-fee input[type=text]")
    box.fill(wrong)
    box.blur()
    assert box.get_attribute("aria-invalid") == "true"
    assert "Viết ngày có thật" in found.locator(f"#{box.get_attribute('aria-describedby').split()[1]}").inner_text()
    assert told(found) == "Trả lời các câu ở trên để thấy số tiền."


def test_an_amount_that_is_not_on_the_page_is_said_to_be_missing_and_by_whom_it_is_set(opened):
    found = opened("thu-tuc/1.000656/")
    choose(found, "qua-han")
    choose(found, "khac")
    assert "chưa có trên trang" in told(found) and "Hội đồng nhân dân" in told(found) and "Bạn phải trả" not in told(found)
    choose(found, "duoc-mien")
    assert "Không mất tiền" in told(found)


def test_keys_alone_lead_to_a_sum_in_english(opened):
    found = opened("en/" + CERTIFIED, width=320)
    found.locator("#tool-fee summary").focus()
    found.keyboard.press("Tab")
    found.keyboard.press("Space")
    found.keyboard.press("Tab")
    found.keyboard.type("2")
    found.keyboard.press("Tab")
    found.keyboard.type("5")
    assert told(found).startswith("You pay 20,000 VND")
    assert "5 × 4,000 VND = 20,000 VND (per copy)" in told(found)


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_state_is_accessible_and_fits_its_screen(opened, axe, scheme: str, width: int):
    found, faults = opened(CERTIFIED, width=width, color_scheme=scheme), []

    def look(state: str) -> None:
        faults.extend(f"{state}: {fault}" for fault in axe(found))
        assert found.evaluate("document.documentElement.scrollWidth") <= width, state
        small = found.evaluate("""[...document.querySelectorAll('#tool-fee .tool__choice, #tool-fee input[type=text], #tool-fee summary')]
            .filter(each => each.offsetHeight && each.getBoundingClientRect().height < 44).map(each => each.outerHTML)""")
        assert small == [], state

    look("asked")
    choose(found, "trong-nuoc")
    boxes = found.locator("#tool-fee input[type=text]")
    boxes.nth(0).fill("x")
    boxes.nth(0).blur()
    look("refused")
    type_in(found, "300", "2")
    look("answered")
    assert faults == []


def test_what_is_typed_goes_nowhere(built, page, serve):
    root = serve(built.site)
    found = page()
    asked = []
    found.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    found.goto(f"{root}{CERTIFIED}#tool-fee")
    found.locator("#tool-fee .tool__result").wait_for()
    before, address, entries = len(asked), found.url, found.evaluate("history.length")
    choose(found, "trong-nuoc")
    type_in(found, "73519", "8642")
    assert "Bạn phải trả" in told(found)
    assert asked[before:] == [] and found.url == address and found.evaluate("history.length") == entries
    assert found.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_without_a_script_the_fees_stand_on_the_page_and_no_empty_tool(built, page):
    found = page((built.site / CERTIFIED / "index.html").as_uri(), java_script_enabled=False)
    found.locator("#tool-fee summary").click()
    assert "Trình duyệt này không chạy được phần tính" in found.locator("#tool-fee").inner_text()
    assert found.locator("#tool-fee input").count() == 0
    assert "Nhiều nhất 200.000 đồng một bản" in found.locator("main").text_content()


def test_imported_records_are_reckoned_only_where_nothing_is_unsettled(records):
    offered, refused = [], []
    for path in sorted(Path(records.site).glob("thu-tuc/*/index.html")):
        for fold in html.fromstring(path.read_text("utf-8")).xpath("//details[@id='tool-fee']"):
            data = fold.xpath("script[@type='application/json']")
            (offered if data else refused).append((path.parent.name, data[0].text if data else fold.text_content()))
    assert refused
    assert [code for code, data in offered if '"combines":"not_stated"' in data] == []
    assert [code for code, sentence in refused if "không tính hộ" not in sentence] == []
