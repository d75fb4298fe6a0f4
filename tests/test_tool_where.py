"""The tool that finds one's counter, in a browser: names old and new, the clock of Vietnam, keyboard, what leaves the page, old lists in a cache."""
from __future__ import annotations

import gzip
import json
import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect
from support.accessibility import LOOKS
from support.sites import HERE, Project, small

from motcua.text import slug

PROCEDURE = "thu-tuc/1.000001/"
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri"]
DAY = {"days": WEEKDAYS, "hours": ["07:30-11:30", "13:30-17:00"]}
COMMUNES = {
    "Xã Đồng Mây": ["xã Mây Nội", "huyện Mây"], "Phường Bến Lam": ["phường Lam Hạ"], "Xã Gò Chùa": ["huyện Mây"], "Xã Suối Trúc": [],
    **{f"Phường Sen {name}": [] for name in "An Bình Chi Dung Giang Hoa Khê Liên Mai Ninh".split()},
}
# 2026-11-23 is a Monday.
MONDAY = "2026-11-23"


def _office(name: str, formerly: list[str]) -> dict:
    made = {"id": slug(name), "name": {"vi": f"Trung tâm {name}", "en": f"Centre of {name}"}, "commune": name,
            "address": f"Số 1, {name}", "telephone": "0200 3800 303", "map_url": "https://bando.mau.example/1", "formerly": formerly}
    if name == "Xã Suối Trúc":
        return made | {"hours": "Sáng thứ năm hằng tuần"}
    if name == "Xã Gò Chùa":
        return made | {"opening": [DAY], "cut_off": "15:00"}
    return made | {"opening": [DAY]} if name != "Phường Bến Lam" else made


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Project:
    """A small site whose first procedure is handed in at communes and at one department, whose second at that department alone."""
    project = small(tmp_path_factory.mktemp("where") / "project")
    first, department = "catalogue/procedures/so-y-te/1.000001.yml", "catalogue/departments/so-y-te.yml"
    second = first.replace("000001", "000002")
    project.write("catalogue/departments/ubnd-xa.yml", {
        "id": "ubnd-xa", "name": "Ủy ban nhân dân xã", "kind": "each_commune", "level": "commune", "offices": [_office(*each) for each in COMMUNES.items()]})
    offices = [{"id": "tru-so", "name": "Trụ sở Sở Y tế", "address": "Số 1 đường Mẫu", "opening": [{"days": [*WEEKDAYS, "sat"], "hours": ["08:00-17:00"]}]}]
    project.write(department, project.values(department) | {"offices": offices})
    named = {"code": "1.000001", "name": "Cấp giấy phép hoạt động", "short_name": "Xin giấy phép mở phòng khám"}
    project.write(first, project.values(second) | named | {
        "reception_places": [{"department": "ubnd-xa"}, {"department": "so-y-te"}], "accepts_from": {"scope": "residents"}})
    project.write(second, project.values(second) | {"reception_places": [{"department": "so-y-te"}]})
    project.publish()
    return project


@pytest.fixture(scope="module")
def with_days(site: Project, tmp_path_factory) -> Project:
    """The same with the sample's table of days off, one of which is worked for elsewhere."""
    project = Project(tmp_path_factory.mktemp("days") / "project")
    shutil.copytree(site.folder, project.folder, ignore=shutil.ignore_patterns("site", ".cache"))
    shutil.copyfile(HERE / "catalogue" / "holidays.yml", project.file("catalogue/holidays.yml"))
    project.publish()
    return project


@pytest.fixture
def opened(site: Project, serve, page):
    """`opened(at="2026-11-23T09:00", path=...)` opens the page at that time of Vietnam, with the tool unfolded."""

    def open_page(at: str = f"{MONDAY}T09:00", path: str = PROCEDURE, fragment: str = "#tool-where", of: Project = site, **options) -> Page:
        tab = page(**{"width": 360, "timezone_id": "America/New_York"} | options)
        tab.clock.install(time=datetime.fromisoformat(f"{at}:00+07:00"))
        tab.goto(serve(of.site) + path + fragment)
        return tab

    return open_page


def choose(tab: Page, typed: str, name: str) -> None:
    tab.get_by_label("Bạn ở xã, phường nào?").fill(typed)
    tab.get_by_role("button", name=name, exact=True).click()


def answers(tab: Page) -> list[str]:
    expect(tab.locator(".tool__answer").first).to_be_visible()
    return tab.locator(".tool__answer").all_inner_texts()


def options(tab: Page) -> list[str]:
    expect(tab.locator(".where__choice").first).to_be_visible()
    return tab.locator(".where__choice").all_inner_texts()


@pytest.mark.parametrize("typed, found", [
    ("dong may", ["Xã Đồng Mây"]), ("ĐỒNG MÂY", ["Xã Đồng Mây"]), ("xa may noi", ["Xã Mây Nội (cũ)"]), ("lam", ["Phường Lam Hạ (cũ)"]),
    ("phuong sen d", ["Phường Sen Dung"]), ("huyện mây", ["Huyện Mây (cũ)"]), ("xa sen dung", ["Phường Sen Dung"]),
])
def test_a_place_is_found_by_its_new_name_and_its_old_one_without_marks(opened, typed: str, found: list[str]):
    tab = opened()
    tab.get_by_label("Bạn ở xã, phường nào?").fill(typed)
    expect(tab.locator(".where__choice").first).to_have_text(found[0])


def test_what_is_on_no_list_is_said_and_asks_for_less(opened):
    tab = opened()
    tab.get_by_label("Bạn ở xã, phường nào?").fill("zzz")
    expect(tab.get_by_role("status").filter(has_text="Không có nơi nào như vậy")).to_be_visible()


def test_the_counter_of_a_commune_is_told_whole_and_stands_in_the_address_alone(opened):
    tab = opened()
    choose(tab, "may noi", "Xã Mây Nội (cũ)")
    chosen = tab.locator(".where__chosen")
    expect(chosen).to_contain_text("Nơi nộp: Xã Đồng Mây")
    expect(chosen).to_contain_text("Trước đây: xã Mây Nội, huyện Mây")
    expect(chosen).to_contain_text("Thứ hai đến thứ sáu, 7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ")
    expect(chosen).to_contain_text("Chỉ nhận hồ sơ của người ở địa bàn mình.")
    assert answers(tab) == ["Đang mở, đóng lúc 11 giờ 30.", "Đang mở, đóng lúc 17 giờ."]
    assert chosen.get_by_role("link", name="Gọi 0200 3800 303").get_attribute("href") == "tel:+842003800303"
    assert chosen.get_by_role("link", name="Chỉ đường").get_attribute("href") == "https://bando.mau.example/1"
    assert tab.evaluate("location.hash") == "#tool-where=xa-dong-may"
    assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie, history.length]") == [0, 0, "", 2]
    assert chosen.evaluate("(node) => document.activeElement === node")


def test_nothing_that_is_typed_is_asked_of_the_server(opened, page):
    tab = opened()
    choose(tab, "may noi", "Xã Mây Nội (cũ)")
    answers(tab)
    asked = [address for address in page.log.requests if "/noi-nop/tra/" in address]
    assert [re.sub(r"-[0-9a-f]{12}", "", address.rpartition("/")[2]) for address in asked] == ["current-vi.js", "names.js", "counters.js"]
    assert not [address for address in page.log.requests if "may" in address.lower()]


@pytest.mark.parametrize("at, told", [
    ("2026-11-23T07:29", "Đang nghỉ, mở lại 7 giờ 30 hôm nay."), ("2026-11-23T07:30", "Đang mở, đóng lúc 11 giờ 30."),
    ("2026-11-23T11:29", "Đang mở, đóng lúc 11 giờ 30."), ("2026-11-23T11:30", "Đang nghỉ, mở lại 13 giờ 30 hôm nay."),
    ("2026-11-23T17:00", "Đang nghỉ, mở lại 7 giờ 30 ngày mai."), ("2026-11-27T17:00", "Đang nghỉ, mở lại 7 giờ 30 thứ hai."),
    ("2026-11-28T09:00", "Đang nghỉ, mở lại 7 giờ 30 thứ hai."), ("2026-11-29T23:59", "Đang nghỉ, mở lại 7 giờ 30 ngày mai."),
    ("2026-11-30T00:00", "Đang nghỉ, mở lại 7 giờ 30 hôm nay."),
])
def test_whether_it_is_open_follows_the_clock_of_vietnam_wherever_the_reader_is(opened, at: str, told: str):
    assert answers(opened(at, fragment="#tool-where=xa-dong-may"))[0] == told


@pytest.mark.parametrize("at, told", [
    ("2026-11-23T14:59", "Đang mở, đóng lúc 17 giờ. Nộp sau 15 giờ tính sang ngày làm việc sau."),
    ("2026-11-23T15:01", "Đang mở đến 17 giờ, nhưng nộp lúc này tính sang ngày làm việc sau."),
])
def test_the_last_hour_for_the_same_day_is_told(opened, at: str, told: str):
    assert answers(opened(at, fragment="#tool-where=xa-go-chua"))[0] == told


def test_the_answer_moves_on_while_the_page_stands_open(opened):
    tab = opened("2026-11-23T11:29", fragment="#tool-where=xa-dong-may")
    assert answers(tab)[0] == "Đang mở, đóng lúc 11 giờ 30."
    tab.clock.run_for(61_000)
    expect(tab.locator(".tool__answer").first).to_have_text("Đang nghỉ, mở lại 13 giờ 30 hôm nay.")


@pytest.mark.parametrize("at, told", [
    ("2026-12-31T18:00", "Đang nghỉ, mở lại 7 giờ 30 thứ hai."), ("2027-01-01T09:00", "Hôm nay nghỉ: Tết Dương lịch. Đang nghỉ, mở lại 7 giờ 30 thứ hai."),
])
def test_a_day_off_is_passed_over_and_named(opened, with_days: Project, at: str, told: str):
    tab = opened(at, fragment="#tool-where=xa-dong-may", of=with_days)
    expect(tab.locator(".tool__answer").first).to_have_text(told)
    expect(tab.get_by_text("Trang chưa biết ngày nghỉ lễ").first).to_be_hidden()


def test_without_a_table_of_days_off_the_answer_says_so(opened):
    tab = opened("2027-01-01T09:00", fragment="#tool-where=xa-dong-may")
    assert answers(tab)[0] == "Đang mở, đóng lúc 11 giờ 30."
    expect(tab.get_by_text("Trang chưa biết ngày nghỉ lễ").first).to_be_visible()


@pytest.mark.parametrize("commune, told", [
    ("xa-suoi-truc", "Giờ chỉ ghi bằng lời nên trang không nói được lúc này có mở cửa không."),
    ("phuong-ben-lam", "Nguồn không nêu giờ mở cửa. Gọi trước khi đi."),
])
def test_hours_with_which_one_cannot_reckon_are_said_to_be_so(opened, commune: str, told: str):
    tab = opened(fragment=f"#tool-where={commune}")
    expect(tab.locator(".where__chosen")).to_contain_text(told)
    assert len(answers(tab)) == 1


def test_an_old_name_that_was_divided_asks_which_part(opened):
    tab = opened()
    choose(tab, "huyen may", "Huyện Mây (cũ)")
    expect(tab.get_by_role("status").filter(has_text="Huyện Mây nay thuộc nhiều nơi")).to_be_visible()
    assert sorted(options(tab)) == ["Xã Gò Chùa", "Xã Đồng Mây"]
    tab.get_by_role("button", name="Xã Gò Chùa").click()
    expect(tab.locator(".where__chosen")).to_contain_text("Trung tâm Xã Gò Chùa")


def test_another_place_can_be_chosen_and_an_address_that_names_none_asks(opened):
    tab = opened(fragment="#tool-where=xa-khong-co")
    expect(tab.get_by_label("Bạn ở xã, phường nào?")).to_be_visible()
    choose(tab, "go chua", "Xã Gò Chùa")
    tab.get_by_role("button", name="Chọn nơi khác").click()
    expect(tab.get_by_label("Bạn ở xã, phường nào?")).to_be_focused()
    assert tab.evaluate("location.hash") == "#tool-where"


def test_it_is_done_with_the_keyboard_alone(opened):
    tab = opened(fragment="")
    tab.locator("#tool-where > summary").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("Bạn ở xã, phường nào?")).to_be_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.type("may noi")
    expect(tab.locator(".where__choice")).to_have_count(1)
    tab.keyboard.press("Enter")
    tab.keyboard.press("Enter")
    expect(tab.locator(".where__chosen")).to_be_focused()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('href')") == "tel:+842003800303"


def test_a_department_needs_no_list(opened, page):
    tab = opened("2026-11-28T09:00", path="thu-tuc/1.000002/")
    assert answers(tab) == ["Đang mở, đóng lúc 17 giờ."]
    assert tab.locator("#where-commune").count() == 0
    assert not [address for address in page.log.requests if "/noi-nop/tra/" in address]


def test_in_english_names_and_hours_are_english_and_marked_where_they_are_not(opened):
    tab = opened(path=f"en/{PROCEDURE}", fragment="#tool-where=xa-dong-may")
    assert answers(tab)[0] == "Open now, closes at 11:30."
    chosen = tab.locator(".where__chosen")
    expect(chosen).to_contain_text("Centre of Xã Đồng Mây")
    assert chosen.locator("[lang=vi]", has_text="Số 1, Xã Đồng Mây").count() == 1


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_state_has_a_fault_of_accessibility_or_scrolls_sideways(opened, axe, width: int, scheme: str):
    tab = opened(width=width, color_scheme=scheme)

    def sound() -> None:
        assert axe(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = "(node) => { const box = node.getBoundingClientRect(); return box.height && box.height < 44 ? node.textContent : ''; }"
        assert [text for text in (each.evaluate(small) for each in tab.locator("#tool-where :is(button, input, a)").all()) if text] == []

    box = tab.get_by_label("Bạn ở xã, phường nào?")
    expect(box).to_be_visible()
    sound()
    box.fill("sen")
    options(tab)
    sound()
    choose(tab, "dong may", "Xã Đồng Mây")
    answers(tab)
    sound()


def test_without_a_script_the_facts_of_the_page_stand(opened):
    tab = opened(java_script_enabled=False)
    assert tab.locator("#tool-where input").count() == 0
    assert "Số 1, Xã Đồng Mây" in tab.content()


def test_a_list_that_does_not_come_leads_to_the_page_of_all_counters(site: Project, serve, page):
    tab = page(width=360)
    tab.route("**/noi-nop/tra/**", lambda route: route.abort())
    tab.goto(f"{serve(site.site)}{PROCEDURE}#tool-where")
    assert tab.get_by_role("link", name="danh sách mọi nơi nộp").get_attribute("href") == "../../noi-nop/"


def test_a_list_of_an_earlier_day_in_a_cache_is_asked_for_anew(site: Project, serve, page):
    tab = page(width=360)
    current = (site.site / "noi-nop" / "tra" / "current-vi.js").read_text("utf-8")
    old = re.sub(r"(names|counters)-[0-9a-f]{12}", r"\1-000000000000", current)

    def earlier(route: Route) -> None:
        route.fulfill(body=current if route.request.url.endswith("?anew") else old, content_type="text/javascript")

    tab.route("**/current-vi.js*", earlier)
    tab.goto(f"{serve(site.site)}{PROCEDURE}#tool-where")
    tab.get_by_label("Bạn ở xã, phường nào?").fill("dong may")
    expect(tab.locator(".where__choice")).to_have_text(["Xã Đồng Mây"])


@pytest.mark.bulk
def test_a_record_without_offices_has_plain_facts_and_no_empty_tool(tmp_path: Path):
    project = small(tmp_path / "bare")
    second = "catalogue/procedures/so-y-te/1.000002.yml"
    first, values = second.replace("000002", "000001"), project.values(second)
    project.write(first, values | {"code": "1.000001", "name": "Cấp giấy phép", "reception_places": [{"department": "uy-ban"}]})
    project.write(second, values | {"reception_places": [{"text": "Nơi nào cũng được"}]})
    made = {each.path: each for each in project.plan()}
    shown = [made[path].make(made[path].inputs).decode() for path in (f"thu-tuc/1.00000{n}/index.html" for n in (1, 2))]
    assert "Trang này chưa có địa chỉ, giờ mở cửa của nơi nộp." in shown[0]
    assert 'data-tool="where"' not in shown[0]
    assert 'id="tool-where"' not in shown[1]
    assert not [path for path in made if path.startswith("noi-nop/tra/")]


@pytest.mark.bulk
def test_the_script_is_light_and_a_page_carries_no_list(site: Project):
    script = (site.site / "assets" / "tool-where.js").read_bytes()
    assert len(gzip.compress(script, mtime=0)) <= 6_000
    data = re.search(r'id="tool-where".*?<script type="application/json">(.*?)</script>', (site.site / PROCEDURE / "index.html").read_text("utf-8"), re.DOTALL)
    assert len(json.loads(data[1])["counters"]) == 1


def test_imported_records_that_know_no_counter_have_no_empty_tool(records: Project):
    pages = sorted((records.site / "thu-tuc").glob("*/index.html"))
    assert len(pages) > 1000
    assert [path.parent.name for path in pages if 'id="tool-where"' in path.read_text("utf-8")] == []
    assert not (records.site / "noi-nop" / "tra").exists()
