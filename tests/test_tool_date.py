"""The day of the result: what the tool is offered, and the tool as people use it, by keys and by thumb, on real and on imported records."""
from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support import screens
from support.accessibility import LOOKS
from support.pages import EN, PROJECT, VI
from support.sites import Project

from motcua import narrow, source
from motcua.model import Department, Procedure
from motcua.offers import date as tool
from motcua.offers.offer import Missing, Offer

SCRIPTS = PROJECT / "templates" / "pages" / "assets" / "tool-date"
SUNDAY = "2026-11-22T03:00:00Z"


def record(processing_time: dict | None, **given) -> Procedure:
    """A procedure with this time limit."""
    values = {"code": "1.000001", "name": "Cấp giấy", "field": "y-te", "status": "in_force", "processing_time": processing_time,
              "submission_methods": [{"channel": channel} for channel in ("in_person", "online", "postal")]}
    return Procedure.model_validate({key: value for key, value in (values | given).items() if value is not None})


def row(n: str | None, unit: str = "working_day", **given) -> dict:
    return {"statutory": {"unit": unit} | ({"value": n} if n else {})} | given


def facts(*rows: dict, case: str = "", **given) -> dict:
    offered = tool.offer(record({"rows": list(rows)}, **given), case, {}, VI)
    assert isinstance(offered, Offer), offered
    return json.loads(json.dumps(offered.facts))


# What is offered


def test_a_plain_time_limit_asks_for_nothing_but_the_day():
    found = facts(row("5"))
    assert (found["cases"], found["ways"], found["offices"], found["pick"]) == ([], [], [], {"": {"": [[0], []]}})
    assert found["rows"] == [{"law": {"say": "5 ngày làm việc", "unit": "working_day", "n": 5}}]


def test_rows_that_say_the_same_for_each_way_are_one():
    found = facts(*(row("5", channels=[channel]) for channel in ("in_person", "online", "postal")))
    assert found["ways"] == [] and len(found["rows"]) == 1


def test_the_way_is_asked_where_it_makes_a_difference():
    found = facts(row("12", channels=["online", "postal"]), row("22", channels=["in_person"]))
    assert [way for way, _ in found["ways"]] == ["in_person", "postal", "online"]
    assert found["pick"][""] == {"in_person": [[1], []], "postal": [[0], []], "online": [[0], []]}


def test_a_row_of_the_case_goes_before_one_of_all():
    cases = [{"id": "moi", "name": "Cấp mới"}, {"id": "doi", "name": "Cấp đổi"}]
    rows = row("10"), row("3", cases=["doi"])
    found = facts(*rows, cases=cases)
    assert [each[0] for each in found["cases"]] == ["moi", "doi"]
    assert found["pick"] == {"moi": {"": [[0], []]}, "doi": {"": [[1], []]}}
    # On the page of a case the case is answered already.
    assert facts(*rows, cases=cases, case="doi")["pick"] == {"": {"": [[1], []]}} and facts(*rows, cases=cases, case="doi")["cases"] == []


def test_a_stage_of_one_way_is_offered_beside_the_whole():
    found = facts(row("12"), row("1", combines="stage", channels=["online"], name="Kiểm đủ giấy tờ"))
    assert found["pick"][""]["online"] == [[0], [0]] and found["pick"][""]["postal"] == [[0], []]
    assert found["stages"][0]["head"] == "kiểm đủ giấy tờ"


def test_stages_that_everybody_passes_are_added_up():
    assert facts(row("3", combines="stage"), row("4", combines="stage"))["rows"][0]["law"]["n"] == 7


@pytest.mark.parametrize(("rows", "reason"), [
    ([row("12", combines="not_stated", channels=["online"]), row("22", combines="not_stated", channels=["in_person"])], "unsettled"),
    ([{"text": "Theo lịch của Bộ"}], "in_words"),
    ([row("3", "not_stated")], "no_unit"),
    ([row("8", "hour")], "hours"),
    ([row("30", "minute")], "hours"),
    ([row("1.5")], "part_of_a_day"),
    ([row("3", combines="stage"), row("4", "month", combines="stage")], "in_parts"),
])
def test_what_cannot_be_reckoned_says_what_is_missing(rows: list[dict], reason: str):
    assert tool.offer(record({"rows": rows}), "", {}, VI) == Missing((reason,))
    assert VI(f"tool_date.{reason}") and EN(f"tool_date.{reason}")


def test_differences_of_no_weight_are_no_difference():
    rows = [row("5", combines="not_stated", channels=["online"]), row("5", combines="not_stated", channels=["in_person", "postal"])]
    assert facts(*rows)["ways"] == []


def test_silence_about_the_time_offers_nothing():
    assert tool.offer(record(None), "", {}, VI) is None
    assert tool.offer(record({}), "", {}, VI) is None


def test_the_last_hour_of_the_counters_is_offered_and_asked_for_only_where_it_differs():
    def offices(*hours: str | None) -> dict:
        made = Department.model_validate({"id": "so", "name": "Sở", "kind": "department", "sources": [{"title": "Sở"}], "offices": [
            {"id": f"o{n}", "name": f"Quầy {n}", "address": "Số 1"} | ({"cut_off": hour} if hour else {}) for n, hour in enumerate(hours)]})
        given = record({"rows": [row("5")]}, reception_places=[{"department": "so"}])
        return tool.offer(given, "", {"so": narrow.department(made)}, VI).facts["offices"]

    assert offices("15:00", "15:00") == [["", "15:00", ""]]
    assert offices("15:00", None) == [["Quầy 0", "15:00", ""], ["Quầy 1", "", ""]]
    assert offices(None) == [] and offices(*["15:00"] * 20, "16:00") == []


def test_the_last_hour_of_the_procedure_goes_before_that_of_its_counters():
    made = Department.model_validate({"id": "so", "name": "Sở", "kind": "department", "sources": [{"title": "Sở"}], "offices": [
        {"id": "quay", "name": "Quầy", "address": "Số 1", "cut_off": "16:00"}]})

    def offices(**given) -> list:
        asked = record({"rows": [row(None, "same_day")], "cut_off": "15:00"}, reception_places=[{"department": "so"}], **given)
        return tool.offer(asked, "", {"so": narrow.department(made)}, VI).facts["offices"]

    assert offices() == [["", "15:00", ""]]
    assert offices(illustrative=["processing_time"]) == [["", "15:00", VI("shared.illustrative")]]


def test_every_sample_that_tells_its_last_hour_in_words_gives_it_to_reckon_with():
    told = [Procedure.model_validate(source.read(path, path.name).values) for path in sorted((PROJECT / "catalogue/procedures").glob("*/*.yml"))
            if "Nộp sau 15 giờ" in path.read_text("utf-8")]
    assert {each.code: each.processing_time.cut_off for each in told} == dict.fromkeys(("1.000656", "1.001193", "2.000635", "2.000815"), "15:00")


def test_a_name_in_another_language_keeps_it():
    found = tool.offer(record({"rows": [row("5")]}), "", {}, EN)
    assert found.facts["name"] == [["Cấp giấy", "vi"]]


def test_every_word_of_the_tool_is_said_and_there():
    script = "".join(path.read_text("utf-8") for path in SCRIPTS.glob("*.js"))
    used = set(re.findall(r"\bwords\.([a-z_]+)", script)) | {"counting_all", "counting_working", "days", "rules"}
    used |= {f"day_{why}" for why in ("weekend", "waiting", "moved", "overdue", "again")}
    reasons = {"in_words", "unsettled", "no_unit", "hours", "part_of_a_day", "in_parts"}
    assert used - VI["tool_date"].keys() == set()
    assert VI["tool_date"].keys() - used - reasons == {"heading", "lead"}
    assert VI["tool_date"]["weekdays"].count(",") == EN["tool_date"]["weekdays"].count(",") == 6
    assert VI["tool_date"]["months"].count(",") == EN["tool_date"]["months"].count(",") == 11


# The tool


def opened(view: Page, address: str, now: str = SUNDAY) -> Page:
    """The page with the tool open, on a day of the tests' choice."""
    view.clock.set_fixed_time(now)
    view.goto(address)
    view.locator("#tool-date > summary").click()
    view.locator("#tool-date .tool__result p").first.wait_for()
    return view


def told(view: Page) -> str:
    return " ".join(view.locator("#tool-date .tool__result").inner_text().split())


def test_today_is_filled_in_and_the_day_is_there_at_once(built: Project, serve, page):
    view = opened(page(), serve(built.site) + "thu-tuc/2.000004/")
    assert view.get_by_label("Ngày nộp").input_value() == "2026-11-22"
    # A Sunday counts as Monday; Tuesday is the Day of Culture.
    assert told(view).startswith("Hẹn trả: thứ Hai 30/11/2026 (4 ngày làm việc) Luật cho đến: thứ Ba 1/12/2026 (5 ngày làm việc)")
    assert "thứ Hai 23/11/2026, vì nộp sau giờ chốt hoặc vào ngày nghỉ" in told(view)


def test_the_day_that_is_chosen_is_written_out_at_once_so_that_no_one_takes_the_month_for_the_day(built: Project, serve, page):
    tab = opened(page(), serve(built.site) + "thu-tuc/2.000004/")
    said = tab.locator("#tool-date .tool__said")
    assert said.first.inner_text() == "Chủ nhật, 22 tháng 11 năm 2026"
    tab.locator("input[type=date]").first.fill("2026-05-11")
    assert said.first.inner_text() == "thứ Hai, 11 tháng 5 năm 2026"
    tab.locator("input[type=date]").first.fill("")
    assert said.first.inner_text() == ""


def test_late_in_the_evening_the_day_is_that_of_viet_nam(built: Project, serve, page):
    view = opened(page(timezone_id="America/New_York"), serve(built.site) + "thu-tuc/2.000004/", "2026-11-22T18:00:00Z")
    assert view.get_by_label("Ngày nộp").input_value() == "2026-11-23"


def test_somebody_with_keys_alone_gets_a_day(built: Project, serve, page):
    view = page()
    view.clock.set_fixed_time(SUNDAY)
    view.goto(serve(built.site) + "thu-tuc/1.014840/")
    view.locator("#tool-date > summary").focus()
    view.keyboard.press("Enter")
    view.locator("#tool-date .tool__result p").first.wait_for()
    assert told(view) == VI("tool_date.choose")
    view.keyboard.press("Tab")
    view.keyboard.press("Space")
    view.keyboard.press("Tab")
    view.keyboard.press("Space")
    assert view.evaluate("document.activeElement.closest('label').innerText").strip() == "Nộp trực tiếp"
    assert told(view).startswith("Chậm nhất: thứ Sáu 18/12/2026 (18 ngày làm việc)")
    view.keyboard.press("ArrowDown")
    assert told(view).startswith("Chậm nhất: thứ Tư 23/12/2026 (21 ngày làm việc)")


def test_more_papers_stop_the_clock_and_every_day_says_why(built: Project, serve, page):
    view = opened(page(), serve(built.site) + "thu-tuc/2.000004/")
    view.get_by_text(VI("tool_date.waits")).click()
    view.get_by_label("Ngày nộp", exact=True).fill("2026-11-23")
    view.get_by_label(VI("tool_date.asked")).fill("2026-11-26")
    assert told(view) == "Thời hạn đang dừng để chờ bạn bổ sung giấy tờ. Đã đếm 2 ngày."
    view.get_by_label(VI("tool_date.answered")).fill("2026-12-01")
    assert told(view).startswith("Hẹn trả: thứ Năm 3/12/2026")
    view.get_by_text(VI("tool_date.days"), exact=True).click()
    days = [" ".join(each.split()) for each in view.locator("#tool-date .tool__list li").all_inner_texts()]
    assert days[:5] == ["thứ Hai 23/11/2026 · nhận hồ sơ", "thứ Ba 24/11/2026 · nghỉ: Ngày Văn hóa Việt Nam", "thứ Tư 25/11/2026 · ngày thứ 1",
                        "thứ Năm 26/11/2026 · ngày thứ 2", "thứ Sáu 27/11/2026 · chờ bổ sung giấy tờ"]
    assert days[-1].endswith("ngày thứ 5")
    # A second time, and none at all again.
    view.get_by_role("button", name=VI("tool_date.add")).click()
    assert view.evaluate("document.activeElement.type") == "date"
    view.get_by_label(VI("tool_date.asked")).nth(1).fill("2026-12-02")
    assert told(view).startswith("Thời hạn đang dừng")
    view.get_by_role("button", name=VI("tool_date.remove")).nth(1).click()
    view.get_by_role("button", name=VI("tool_date.remove")).first.click()
    assert told(view).startswith("Hẹn trả: thứ Hai 30/11/2026")


def test_papers_asked_for_make_a_new_day_where_the_result_is_promised_for_the_same_day(built: Project, serve, page, axe):
    view = opened(page(), serve(built.site) + "thu-tuc/2.000815/")
    view.get_by_label("Ngày nộp", exact=True).fill("2026-11-30")
    assert "Nơi nộp chốt lúc 15 giờ." in view.locator("#tool-date").inner_text() and "thứ Hai 30/11/2026, trong ngày" in told(view)
    view.get_by_label("Giờ nộp", exact=True).fill("15:30")
    assert "thứ Ba 1/12/2026, trong ngày" in told(view)
    view.get_by_label("Giờ nộp", exact=True).fill("")
    view.get_by_text(VI("tool_date.waits")).click()
    asked = view.get_by_label(VI("tool_date.asked"))
    asked.fill("2026-12-02")
    assert told(view) == VI("tool_date.waiting_today")
    view.get_by_label(VI("tool_date.answered"), exact=True).fill("2026-12-04")
    assert "thứ Sáu 4/12/2026, trong ngày" in told(view) and asked.get_attribute("aria-invalid") == "false"
    view.get_by_text(VI("tool_date.days"), exact=True).click()
    days = [" ".join(each.split()) for each in view.locator("#tool-date .tool__list li").all_inner_texts()]
    assert days == ["thứ Hai 30/11/2026 · nhận hồ sơ", "thứ Ba 1/12/2026 · đã quá ngày hẹn", "thứ Tư 2/12/2026 · đã quá ngày hẹn",
                    "thứ Năm 3/12/2026 · chờ bổ sung giấy tờ", "thứ Sáu 4/12/2026 · đủ giấy tờ, trả trong ngày"]
    view.get_by_label(VI("tool_date.answered_at")).fill("15:01")
    assert "thứ Hai 7/12/2026, trong ngày" in told(view) and axe(view) == []


def test_papers_asked_for_after_the_promised_day_are_told_at_their_box(built: Project, serve, page):
    view = opened(page(), serve(built.site) + "thu-tuc/2.000004/")
    view.get_by_text(VI("tool_date.waits")).click()
    asked = view.get_by_label(VI("tool_date.asked"))
    assert not view.get_by_label(VI("tool_date.answered_at")).is_visible()
    asked.fill("2026-12-02")
    assert told(view).startswith("Hẹn trả: thứ Hai 30/11/2026") and asked.get_attribute("aria-invalid") == "true"
    assert view.locator(f"#{asked.get_attribute('aria-describedby')}").inner_text() == "Ngày yêu cầu sau ngày hẹn trả, xem lại."
    asked.fill("2026-11-30")
    assert asked.get_attribute("aria-invalid") == "false"


def test_days_in_the_wrong_order_are_told_at_their_box(built: Project, serve, page, axe):
    view = opened(page(), serve(built.site) + "thu-tuc/2.000004/")
    view.get_by_text(VI("tool_date.waits")).click()
    asked, answered = view.get_by_label(VI("tool_date.asked")), view.get_by_label(VI("tool_date.answered"))
    asked.fill("2026-11-20")
    assert asked.get_attribute("aria-invalid") == "true"
    assert view.locator(f"#{asked.get_attribute('aria-describedby')}").inner_text() == VI("tool_date.asked_early")
    asked.fill("2026-11-26")
    answered.fill("2026-11-25")
    assert (asked.get_attribute("aria-invalid"), answered.get_attribute("aria-invalid")) == ("false", "true")
    assert VI("tool_date.answered_early") in view.locator("#tool-date").inner_text() and axe(view) == []


def test_after_the_last_hour_of_the_counter_the_next_working_day_counts(built: Project, serve, page):
    root = serve(built.site)
    given = (built.site / "thu-tuc/2.000004/index.html").read_text("utf-8")
    changed = re.sub(r'"offices":\[[^{]*?\],"clock"', '"offices":[["Quầy A","15:00","số liệu minh họa"],["Quầy B","",""]],"clock"', given)
    assert changed.count("Quầy A") == 1
    view = page()
    view.route("**/thu-tuc/2.000004/", lambda route: route.fulfill(body=changed, content_type="text/html; charset=utf-8"))
    opened(view, root + "thu-tuc/2.000004/", "2026-11-25T03:00:00Z")
    hour = view.get_by_label("Giờ nộp")
    assert not hour.is_visible() and view.get_by_text(VI("tool_date.no_last_hour")).is_visible()
    view.get_by_label("Quầy A").check()
    assert "Nơi nộp chốt lúc 15 giờ." in hour.locator("xpath=..").inner_text() and told(view).startswith("Hẹn trả: thứ Ba 1/12/2026")
    hour.fill("15:01")
    assert told(view).startswith("Hẹn trả: thứ Tư 2/12/2026") and "thứ Năm 26/11/2026, vì nộp sau giờ chốt" in told(view)
    view.get_by_label("Quầy B").check()
    assert told(view).startswith("Hẹn trả: thứ Ba 1/12/2026") and not hour.is_visible()


def test_no_day_no_answer_and_a_year_beyond_the_calendar_says_so(built: Project, serve, page):
    view = opened(page(), serve(built.site) + "thu-tuc/2.000004/")
    view.get_by_label("Ngày nộp").fill("")
    assert told(view) == VI("tool_date.choose_day")
    view.get_by_label("Ngày nộp").fill("2040-01-01")
    assert told(view) == "Trang chỉ biết ngày nghỉ từ năm 2025 đến năm 2035."


def test_a_year_that_is_not_announced_is_expected(built: Project, serve, page):
    view = opened(page(), serve(built.site) + "thu-tuc/2.000004/")
    view.get_by_label("Ngày nộp").fill("2027-02-03")
    assert "thứ Ba 16/2/2027" in told(view) and "Dự kiến: lịch nghỉ năm 2027 chưa công bố" in told(view)


def test_days_of_no_stated_kind_are_read_both_ways(built: Project, serve, page):
    view = opened(page(), serve(built.site) + "en/thu-tuc/1.014159/")
    assert "The source says only “7 days”" in told(view)
    assert "To be sure, come on the later day: Thursday, 3 December 2026." in told(view)
    assert view.locator("#tool-date .tool__answer").all_inner_texts() == [
        "Monday, 30 November 2026", "Thursday, 3 December 2026", "Thursday, 3 December 2026", "Tuesday, 8 December 2026"]


def test_how_days_are_counted_is_said_with_its_source_and_that_nobody_has_verified_it(built: Project, serve, page):
    view = opened(page(), serve(built.site) + "en/thu-tuc/2.000004/")
    view.get_by_text(EN("tool_date.rules")).click()
    rules = view.locator("#tool-date details").last.locator("li").all_inner_texts()
    assert len(rules) == 5 and all(EN("tool_date.unverified") in rule for rule in rules)
    assert [rule for rule in rules if "Điều 147 khoản 2" in rule]


def test_a_case_in_the_address_is_chosen(built: Project, serve, page):
    view = page()
    view.clock.set_fixed_time(SUNDAY)
    view.goto(serve(built.site) + "thu-tuc/1.013225/#tool-date=nha-o-rieng-le")
    view.locator("#tool-date .tool__answer").first.wait_for()
    assert view.locator("#tool-date input[type=radio]:checked").count() == 1 and "15 ngày" in told(view)


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar file, read strictly: line ends, folding, begin and end."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[-1], lines[1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "VERSION:2.0")
    found: list[dict[str, str]] = []
    for line in lines[2:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT":
            found[-1][name] = re.sub(r"\\([\\;,])", r"\1", value).replace("\\n", "\n")
    return found


def test_the_day_goes_into_a_calendar(built: Project, serve, page):
    view = opened(page(accept_downloads=True), serve(built.site) + "thu-tuc/2.000004/")
    texts = []
    for _ in range(2):
        with view.expect_download() as waiting:
            view.get_by_role("button", name=VI("tool_date.calendar")).click()
        assert waiting.value.suggested_filename == "2.000004.ics"
        texts.append(Path(waiting.value.path()).read_bytes().decode())
    assert texts[0] == texts[1]
    (event,) = events(texts[0])
    assert (event["DTSTART;VALUE=DATE"], event["DTEND;VALUE=DATE"], event["DTSTAMP"]) == ("20261130", "20261201", "20261122T000000Z")
    assert event["UID"] == "2.000004-20261122-20261130@motcua"
    assert event["SUMMARY"].startswith("Nhận kết quả: Đăng ký hoạt động khuyến mại") and "Luật cho đến: thứ Ba 1/12/2026" in event["DESCRIPTION"]
    assert date.fromisoformat(event["DTSTART;VALUE=DATE"]) < date.fromisoformat(event["DTEND;VALUE=DATE"])


def test_the_slip_is_printed_alone_and_goes_again(built: Project, serve, page):
    view = page()
    view.add_init_script("window.print = () => { window.printed = document.querySelector('.tool-sheet').innerText }")
    opened(view, serve(built.site) + "thu-tuc/2.000004/")
    view.get_by_role("button", name=VI("tool_date.print")).click()
    view.emulate_media(media="print")
    assert view.locator(".tool-sheet").is_visible() and not view.locator("main").is_visible()
    sheet = view.locator(".tool-sheet").inner_text()
    for words in ("Ngày nhận kết quả", "Mã thủ tục 2.000004", "thứ Hai 30/11/2026", "ngày thứ 4", VI("tool_date.unverified"), VI("tool_date.no_promise"), "/thu-tuc/2.000004/"):
        assert words in sheet, words
    view.evaluate("dispatchEvent(new Event('afterprint'))")
    assert view.locator(".tool-sheet").count() == 0 and view.locator("main").is_visible()


def test_what_is_typed_leaves_no_trace(built: Project, serve, page):
    root = serve(built.site)
    view = opened(page(), root + "thu-tuc/2.000004/")
    view.locator("#tool-date .tool__answer").first.wait_for()
    page.log.requests.clear()
    before = view.url
    view.get_by_label("Ngày nộp").fill("2029-03-07")
    view.wait_for_timeout(100)
    assert page.log.requests == [] and view.url == before
    assert view.evaluate("[localStorage.length, sessionStorage.length, history.length]")[:2] == [0, 0]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_state_has_a_fault_of_accessibility(built: Project, serve, page, axe, width: int, scheme: str):
    view = opened(page(width=width, color_scheme=scheme), serve(built.site) + "thu-tuc/1.014840/")

    def sound() -> None:
        assert axe(view) == []
        assert screens.too_wide(view) == [] and screens.small_targets(view) == []

    sound()
    view.get_by_label("Hỗn hợp").check()
    view.get_by_label("Bưu điện").check()
    for fold in ("waits", "days", "rules"):
        view.locator("#tool-date summary", has_text=VI(f"tool_date.{fold}")).click()
    sound()


def test_imported_records_are_reckoned_too_once_somebody_says_how_days_count(records: Project, tmp_path):
    """Nearly a thousand of the national records give a time that can be counted, others say what they lack."""
    found = {Offer: 0, Missing: 0, type(None): 0}
    for path in sorted(records.catalogue.glob("procedures/*/*.yml")):
        given = Procedure.model_validate(source.read(path, path.name).values)
        found[type(tool.offer(given, "", {}, VI))] += 1
    assert found[Offer] > 900 and found[Missing] > 250
